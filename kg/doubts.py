"""What a check says, in the order in which a person needs it: not read, read with doubt, so printed in the source.

Chinese first. Doubts that a person can settle are printed as TOML ready to paste: entries of
``corrections.toml``, and names for ``data/names``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import Oddity
from kg.placing import english_place

_NOT_READ: Final = frozenset(
    {
        "unread-row", "unread-file", "strange-head", "foreign-table", "stray-line", "text-outside", "note", "total", "column-numbers",
        "damaged-part",         "unreadable-bytes", "control-characters", "page-numbers", "picture-page", "filtered-rows",
    }
)  # fmt: skip
_LEFT_OUT: Final = ("hidden-", "deleted-", "struck-", "left-", "lost-text", "unread-", "covered-")
"""How the codes begin of what a reader leaves out."""
_SOURCE: Final = frozenset(
    {
        "slip", "doubled-words", "repeated-step", "step-number", "off-title", "number-gap", "number-repeat", "empty-cell", "count",
        "too-few-cells", "NoLead", "SilentDepartment", "UndeclaredActor", "BoilerplateMethod", "NoLegalBasis", "no-number-column",
        "unknown-place",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three groups: its words, and what belongs to it."""

    zh: str
    en: str
    found: tuple[Oddity, ...]


def group_of(oddity: Oddity) -> int:
    """Return the group of an oddity: 0 not read, 1 read with doubt, 2 so printed in the source.

    >>> [group_of(Oddity(code, "info", "", "", "")) for code in ("unread-row", "hidden-row", "near-header", "slip")]
    [0, 0, 1, 2]
    """
    if oddity.code in _NOT_READ or oddity.code.startswith(_LEFT_OUT):
        return 0
    return 2 if oddity.code in _SOURCE else 1


def groups(found: Sequence[Oddity]) -> tuple[Group, ...]:
    """Return the three groups, each in the order given; an empty one has no oddities."""
    words = (
        ("没有读入", "not read"),
        ("读入了，但拿不准", "read with doubt"),
        ("原文本身的疑点", "what the source itself has"),
    )
    members: list[list[Oddity]] = [[] for _ in words]
    for oddity in found:
        members[group_of(oddity)].append(oddity)
    return tuple(Group(zh, en, tuple(own)) for (zh, en), own in zip(words, members, strict=True))


def lines(found: Sequence[Oddity], prefix: str = "") -> Iterator[str]:
    """Yield oddities by groups, a line each as a linter prints them, then what is ready to paste."""
    for number, group in enumerate(groups(found)):
        if not group.found:
            continue
        yield f"{'一二三'[number]}、{group.zh} {group.en}（{len(group.found)}）"
        for oddity in group.found:
            where = f"{prefix}{oddity.where}"
            english = ": ".join(filter(None, (english_place(oddity.where), oddity.en)))
            yield f"{where}: {oddity.severity}: {oddity.zh} / {english} [{oddity.code}]"
        yield ""
    yield from _pastes(found)


def _pastes(found: Sequence[Oddity]) -> Iterator[str]:
    pastes = list(dict.fromkeys(oddity.paste for oddity in found if oddity.paste))
    corrections = [paste for paste in pastes if paste.startswith("[[correction]]")]
    others = [paste for paste in pastes if not paste.startswith(("[[correction]]", "["))]
    names = [paste for paste in pastes if paste.startswith("[[department]]")]
    if corrections:
        yield "# 拿不准的，补全后粘贴到清单旁的 corrections.toml / doubts, to paste into corrections.toml beside the list:"
        yield from corrections
        yield ""
    if others or names:
        yield "# 未知名称，补全后粘贴到 data/names/ / unknown names, to paste into data/names/:"
        yield from others
        yield from names
