"""Rows of plain text that a computer has bent: cut over lines, a tab lost or doubled, a cell too many."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.parse.serial import serial

_GLUED = re.compile(r"\s*(\d{1,4}[.．、]?)\s*(\D+?)\s*")
_NUMBER_WORDS = 12
"""Characters of what may stand in a number's place: 第一项, 2025-01-02."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row of the table looks like: its columns' names, and the categories that are known."""

    names: tuple[str, ...]
    categories: Collection[str]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.names)

    @property
    def number(self) -> int:
        """Position of the number's column, -1 in a table without it."""
        if "number" in self.names:
            return self.names.index("number")
        return -1

    @property
    def category(self) -> int:
        """Position of the category's column, -1 in a table without it."""
        if "category" in self.names:
            return self.names.index("category")
        return -1


def unglued(cells: list[str], shape: Shape) -> list[str] | None:
    """Return the cells with number and category taken apart that lost the tab between them; None if they did not."""
    glued = _GLUED.fullmatch(cells[0])
    if glued is None or glued[2] not in shape.categories or len(cells) >= shape.width:
        return None
    return [glued[1], glued[2], *cells[1:]]


def begins(cells: Sequence[str], shape: Shape, pending: Sequence[str] = ()) -> bool:
    """Tell whether a line begins a row: number or category stand where they should, or did before.

    A line as wide as the head begins one too where the row before, ``pending``, has no room for it.
    """
    if shape.number < 0:
        return len(cells) > 1
    at = shape.number
    if at < len(cells) and serial(cells[at]).value is not None:
        return at == 0 or len(cells) > 1
    return _numberless(cells, shape) or _is_whole(cells, shape, pending)


def _is_whole(cells: Sequence[str], shape: Shape, pending: Sequence[str]) -> bool:
    """Tell whether a line is a whole row though its number cannot be read: 1月9日."""
    filled = sum(bool(cell.strip()) for cell in cells)
    full = len(cells) == shape.width and len(pending) in (0, shape.width)
    return full and filled >= 3 and shape.number == 0 and len(cells[0].strip()) <= _NUMBER_WORDS


def _numberless(cells: Sequence[str], shape: Shape) -> bool:
    """Tell whether a line is a row without a readable number."""
    if shape.number > 0:
        return len(cells) == shape.width
    if (
        len(cells) >= 2
        and not cells[0].strip()
        and (len(cells) == shape.width or cells[1].strip() in shape.categories)
    ):
        return True
    known_next = len(cells) > 1 and cells[1].strip() in shape.categories
    if len(cells) == shape.width and known_next and len(cells[0]) <= _NUMBER_WORDS:
        return True
    return cells[0].strip() in shape.categories and len(cells) in (shape.width - 1, shape.width)


def joined(pending: list[str], cells: list[str], shape: Shape) -> list[str] | None:
    """Return the row before with a cut line added, None if it has no room for it."""
    before = len(pending)
    if not pending or before + len(cells) - 1 > shape.width:
        return None
    apart = before == 1 or (before + len(cells) == shape.width and len(cells) > 1)
    if apart and before + len(cells) <= shape.width:
        return [*pending, *cells]
    return [*pending[:-1], pending[-1] + cells[0], *cells[1:]]


def narrowed(cells: list[str], shape: Shape) -> tuple[list[str], str]:
    """Bring a row that is wider than the head to its width; return how: ``""``, ``empty`` or ``surplus``."""
    kept = list(cells)
    while len(kept) > shape.width and not kept[-1].strip():
        kept.pop()
    if len(kept) <= shape.width:
        return kept, ""
    filled = [cell for cell in kept if cell.strip()]
    if len(filled) == shape.width:
        return filled, "empty"
    last = shape.width - 1
    return [*kept[:last], " ".join(kept[last:])], "surplus"


def shifted(cells: list[str], shape: Shape) -> list[str]:
    """Return a row with the place of a number or a category that was left out made empty."""
    at = shape.number
    if (
        at == 0
        and len(cells) < shape.width
        and cells[0].strip() in shape.categories
        and shape.category == 1
    ):
        return ["", *cells]
    place = shape.category
    if (
        0 <= place < len(cells) == shape.width - 1
        and len(cells) > 1
        and cells[place].strip() not in shape.categories
    ):
        return [*cells[:place], "", *cells[place:]]
    return cells
