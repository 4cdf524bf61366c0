"""What the pages say in Chinese where Python writes it; the English stands in ``static/words.js``."""

from __future__ import annotations

#: Analysis word → (Chinese, English, view it belongs to). An analysis that is not named here shows its own word.
FINDING_KINDS: dict[str, tuple[str, str, str]] = {
    "overlap": ("重叠", "Overlap", "overlaps"),
    "cluster": ("职责簇", "Cluster", "clusters"),
    "community": ("部门群", "Community", "clusters"),
    "no_lead": ("无牵头", "No lead", "gaps"),
    "silent": ("列名未见职责", "Declared, silent", "gaps"),
    "undeclared": ("有职责未列名", "Acting, undeclared", "gaps"),
    "unassigned": ("未指明部门", "Unassigned", "gaps"),
    "remnant": ("收回后残留", "Remnant of a recall", "gaps"),
    "handover": ("移交断点", "Hand-over", "gaps"),
}


def finding_kind(kind: str) -> tuple[str, str, str]:
    """Return how a kind of finding is called and in which view it stands.

    >>> finding_kind("novel")
    ('novel', 'novel', 'gaps')
    """
    return FINDING_KINDS.get(kind, (kind, kind, "gaps"))
