"""The words that tie things together: ``data/lexicon/ties.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.lexicon import read
from kg.model import Mark


@dataclass(frozen=True, slots=True)
class Conduct:
    """A kind of wrong conduct; ``alone``: its words say the object too."""

    id: str
    words: re.Pattern[str]
    alone: bool


@dataclass(frozen=True, slots=True)
class TieWords:
    """The file, its words as patterns; the meaning of each is said there."""

    whole: frozenset[str]
    offence: frozenset[str]
    papers: frozenset[str]
    general: re.Pattern[str]
    paper: re.Pattern[str]
    helping: re.Pattern[str]
    shared: re.Pattern[str]
    people: re.Pattern[str]
    colourless: re.Pattern[str]
    common: frozenset[str]
    umbrellas: frozenset[str]
    attribute: re.Pattern[str]
    conducts: tuple[Conduct, ...]


@cache
def words() -> TieWords:
    """Return the project's words.

    >>> bool(words().shared.fullmatch("老年人")), bool(words().shared.fullmatch("高龄津贴"))
    (True, False)
    """
    found = read("ties")

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile("|".join(found[name]))

    conducts = tuple(
        Conduct(one["id"], re.compile("|".join(one["words"])), one.get("alone", False))
        for one in found["conduct"]
    )
    return TieWords(
        frozenset(found["whole"]),
        frozenset(found["offence"]),
        frozenset(found["papers"]),
        pattern("general"),
        pattern("paper"),
        pattern("helping"),
        pattern("shared"),
        pattern("people"),
        pattern("colourless"),
        frozenset(found["common"]),
        frozenset(found["umbrellas"]),
        pattern("attribute"),
        conducts,
    )


def named(text: str, marks: Iterable[Mark], offset: int) -> list[Mark]:
    """Return the marks that name a matter by a word of its own, neither shared nor attribute.

    ``offset`` is where the text begins in its cell.
    """
    about = words()
    return [
        mark
        for mark in marks
        if mark.scheme == "matter"
        and not about.shared.fullmatch(mark.word)
        and not about.attribute.match(text[mark.span.end - offset :])
    ]


def served(text: str, mark: Mark, offset: int) -> frozenset[str]:
    """Return for which classes of people a service is: those that its clause names before it."""
    start, end = mark.span.start - offset, mark.span.end - offset
    first, _ = clause_around(text, start, end)
    return frozenset(words().people.findall(text[first:start]))


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause round a place begins and ends; commas part clauses.

    >>> clause_around("检查学校，查处违法；上报", 5, 7)
    (5, 9)
    """
    first = max(text.rfind(sign, 0, start) for sign in _PARTING) + 1
    ends = [at for sign in _PARTING if (at := text.find(sign, end)) >= 0]
    return first, min(ends, default=len(text))


_PARTING = "，。；：,;"
