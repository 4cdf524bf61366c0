"""Break Chinese labels into lines: where a reader would, and never so that a line begins with a comma."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: No line begins with one of these …
CLOSING = frozenset("，。；：、！？）〕】》〉」』”’…—·,.;:!?)]}%％")
#: … and none ends with one of these.
OPENING = frozenset("（〔【《〈「『“‘([{")
_ATOM = re.compile(r"[0-9A-Za-z]+(?:[.\-/][0-9A-Za-z]+)*|\s+|.", re.DOTALL)
_NARROW = frozenset("iljtfrI.,:;'|!()[]{} ·")


@lru_cache(maxsize=8192)
def ems(text: str) -> float:
    """Return the width of ``text`` in ems: 1 for a Chinese character, less for a Latin one.

    Fonts differ from system to system; the figures for Latin text are those of a wide one, so that
    a label that fits here fits there.

    >>> ems("公安局")
    3.0
    """
    return round(sum(_em(character) for character in text), 3)


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    return 0.36 if character in _NARROW else 0.62


def breaks(text: str, limit: float, most: int = 0) -> tuple[int, ...]:
    """Return the offset at which each line of ``text`` ends, lines being at most ``limit`` ems wide.

    ``most`` is the greatest number of lines (0: any). When the text does not fit, the last line
    ends early enough to take an ellipsis, and the last offset is smaller than the length of the
    text.

    >>> breaks("及时发现，及时报告", 5)
    (5, 9)
    >>> breaks("及时发现，及时报告", 4)
    (3, 7, 9)
    """
    ends: list[int] = []
    start = 0
    while start < len(text):
        last = most and len(ends) == most - 1
        end = _line(text, start, limit)
        if last and end < len(text):
            end = _line(text, start, limit - 1)
        ends.append(end)
        start = end
        if last:
            break
    return tuple(ends)


def _line(text: str, start: int, limit: float) -> int:
    """Return where the line that begins at ``start`` ends."""
    width, end = 0.0, start
    for match in _ATOM.finditer(text, start):
        atom = ems(match.group())
        if width + atom > limit and not match.group().isspace():
            if end == start:
                end = _characters(text, start, limit)
            break
        width, end = width + atom, match.end()
    else:
        return len(text)
    return _polite(text, start, end)


def _characters(text: str, start: int, limit: float) -> int:
    """Return where an atom wider than a line must be cut."""
    width, end = 0.0, start
    while end < len(text) and (end == start or width + _em(text[end]) <= limit):
        width += _em(text[end])
        end += 1
    return end


def _polite(text: str, start: int, end: int) -> int:
    """Move a break to the left until no line begins or ends with the wrong mark."""
    place = end
    while (
        place > start + 1
        and place < len(text)
        and (text[place] in CLOSING or text[place - 1] in OPENING)
    ):
        place -= 1
    return place if place > start + 1 or end == start + 1 else end


def lines(text: str, limit: float, most: int = 0) -> tuple[str, ...]:
    """Return ``text`` as lines at most ``limit`` ems wide; a text that is cut ends in an ellipsis.

    >>> lines("应急管理及消防", 4, 1)
    ('应急管…',)
    """
    ends = breaks(text, limit, most)
    parts = [text[begin:end].strip() for begin, end in zip((0, *ends), ends, strict=False)]
    if ends and ends[-1] < len(text):
        parts[-1] += "…"
    return tuple(parts)
