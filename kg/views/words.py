"""What the pages say in Chinese where Python writes it; the English stands in ``static/words.js``."""

from __future__ import annotations

from collections.abc import Iterable

#: Analysis word → (Chinese, English, view it belongs to). An analysis that is not named here shows its own word.
FINDING_KINDS: dict[str, tuple[str, str, str]] = {
    "overlap": ("重叠", "Overlap", "overlaps"),
    "community": ("部门群", "Group of departments", "groups"),
    "remnant": ("收回后残留", "Remnant of a recall", "gaps"),
    "no_lead": ("多部门而无牵头", "No lead", "gaps"),
    "partial_lead": ("牵头只及一步", "A lead for one step only", "gaps"),
    "silent": ("列名而不做", "Declared, but silent", "gaps"),
    "joined_only": ("列名而只参与", "Declared, only joining", "gaps"),
    "undeclared": ("做而未列名", "Acting, but undeclared", "gaps"),
    "unassigned": ("步骤无人执行", "Step given to nobody", "gaps"),
    "vague": ("执行者不指名", "Step given to an unnamed body", "gaps"),
    "handover": ("交接断点", "Broken hand-over", "gaps"),
}


def finding_kind(kind: str) -> tuple[str, str, str]:
    """Return how a kind of finding is called and in which view it stands.

    >>> finding_kind("novel")
    ('novel', 'novel', 'gaps')
    """
    return FINDING_KINDS.get(kind, (kind, kind, "gaps"))


def in_order(kinds: Iterable[str]) -> list[str]:
    """Return kinds of findings, each once, in the order in which a page shows them; unknown ones last.

    >>> in_order(["novel", "silent", "overlap", "silent"])
    ['overlap', 'silent', 'novel']
    """
    known = list(FINDING_KINDS)
    return sorted(set(kinds), key=lambda kind: (known.index(kind) if kind in known else len(known), kind))
