"""The printed numbers of a cell's clauses: which of them number its steps.

A cell is numbered by its outermost numbering. A number of another style inside a step (（1） or ①
inside 1.) belongs to the step's text, and so does 一是 inside 一、. Chinese numerals with a pause
(一、) may head a list of their own: then the list under them numbers the steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.parse.number_styles import BEFORE_DIGIT, COUNTING, SIGNS, STYLES, TIGHT, UNSIGNED, Style

_END = re.compile(r"[。；;！!]$|(?<=[一-龥])\.$")
_BACK = 24
"""Characters before a number that tell whether a sentence has ended."""


def ends(text: str) -> bool:
    """Tell whether a text ends as a clause or sentence does."""
    return bool(_END.search(text.rstrip()))


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number that stands where a clause begins; offsets are in its block.

    The point of a ``weak`` one may be a decimal point; a ``tight`` one follows a word: it counts
    if it is due.
    """

    style: str
    value: int
    start: int
    end: int
    heads: bool
    weak: bool = False
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """A number that counts: it numbers a step, or heads the steps below it."""

    kind: Literal["ordinal", "section"]
    value: int
    start: int
    end: int


@dataclass(slots=True)
class _Level:
    style: str
    heads: bool
    expected: int = 1
    fresh: bool = False


def rare_styles(blocks: Sequence[str]) -> frozenset[str]:
    """Return the rare styles that count up in a cell: one 1) or one 一是 alone is not a numbering."""
    seen = {
        (style.name, value) for style in STYLES if style.rare for value in _values(style, blocks)
    }
    return frozenset(name for name, value in seen if value == 2 and (name, 1) in seen)


def _values(style: Style, blocks: Sequence[str]) -> Iterator[int]:
    for block in blocks:
        for match in style.matches(block):
            yield style.value(match[1])


def candidates(block: str, rare: frozenset[str]) -> list[Number]:
    """Return every number that stands where a clause of ``block`` may begin, in printed order."""
    found = [
        _number(match, style) for style in _used(block, rare) for match in style.matches(block)
    ]
    found += [_weak(match) for match in BEFORE_DIGIT.finditer(block)]
    for name, pattern, value in TIGHT:
        found += [
            Number(name, value(match[1]), match.start(), match.end(), heads=False, tight=True)
            for match in pattern.finditer(block)
        ]
    return sorted(
        (number for number in found if number.value), key=lambda number: (number.start, -number.end)
    )


def _used(block: str, rare: frozenset[str]) -> Iterator[Style]:
    """Return the styles that a block may have: common ones, the cell's rare ones, signs if any."""
    styles = STYLES if SIGNS.search(block) else UNSIGNED
    return (style for style in styles if not style.rare or style.name in rare)


def _number(match: re.Match[str], style: Style) -> Number:
    return Number(style.name, style.value(match[1]), _begin(match), match.end(), style.heads)


def _weak(match: re.Match[str]) -> Number:
    return Number("1.", int(match[1]), _begin(match), match.end(), heads=False, weak=True)


def _begin(match: re.Match[str]) -> int:
    """Return where a match begins, the white space before it left out."""
    return match.start() + len(match[0]) - len(match[0].lstrip())


class Numbering:
    """Reads a cell's numbers in printed order and tells which of them count.

    Examples
    --------
    >>> numbering = Numbering()
    >>> block = "1.登记；其中：①本地；②外地。2.处罚。"
    >>> [(n.kind, n.value) for n in map(lambda n: numbering.take(n, block), candidates(block, frozenset())) if n]
    [('ordinal', 1), ('ordinal', 2)]
    """

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def head(self) -> None:
        """Note a department's heading: what is numbered may begin again under it."""
        for level in self._levels:
            level.fresh = True

    def take(self, number: Number, block: str) -> Accepted | None:
        """Return what ``number`` of ``block`` is, or None if it is part of a step's text."""
        before = block[max(0, number.start - _BACK) : number.start]
        after_end = number.start > 0 and ends(before)
        if number.weak and not (after_end or number.start == 0):
            return None
        if number.tight and not self._is_due(number):
            return None
        level = self._level_of(number, after_end=after_end)
        if level is None:
            return None
        level.expected, level.fresh = number.value + 1, False
        above = self._levels[: self._levels.index(level)]
        if not all(one.heads for one in above):
            return None
        return Accepted(
            "section" if level.heads else "ordinal", number.value, number.start, number.end
        )

    def _is_due(self, number: Number) -> bool:
        """Tell whether a number is the next one of the cell's outermost list."""
        outermost = next((level for level in self._levels if not level.heads), None)
        if outermost is None or outermost.style != number.style:
            return False
        return number.value == outermost.expected > 1 and outermost is self._levels[-1]

    def _level_of(self, number: Number, *, after_end: bool) -> _Level | None:
        """Return the level that a number belongs to, the levels below it forgotten; a new one if it opens a list."""
        opens = number.start == 0
        for place, level in enumerate(self._levels):
            if level.style == number.style:
                if not _continues(number, level, opens=opens, after_end=after_end):
                    return None
                del self._levels[place + 1 :]
                return level
        if opens and number.heads and number.value == 1:
            self._levels.clear()  # a new paragraph with 一、 is never inside the list before it
        if self._levels and self._slipped(number):
            return self._levels[-1]
        if not self._may_open(number, opens=opens):
            return None
        self._levels.append(_Level(number.style, number.heads))
        return self._levels[-1]

    def _slipped(self, number: Number) -> bool:
        """Tell whether a number goes on in another style: 1. 2. （3）."""
        last = self._levels[-1]
        plain = not (number.heads or last.heads or {number.style, last.style} & COUNTING)
        return plain and number.value == last.expected > 1

    def _may_open(self, number: Number, *, opens: bool) -> bool:
        if self._levels and number.style in COUNTING:
            return False
        return number.value == 1 or (opens and not number.weak)


def _continues(number: Number, level: _Level, *, opens: bool, after_end: bool) -> bool:
    """Tell whether a number goes on where its style stopped, begins again, or leaves out a number or two."""
    if number.value == level.expected or (level.fresh and number.value == 1):
        return True
    if number.weak:
        return False
    skipped = 0 < number.value - level.expected <= 2
    return opens or (after_end and (number.value == 1 or skipped))
