"""A page of a PDF: its ruled tables, and every character either in a cell of one or in a line outside of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.readers._columns import GridCell
from kg.readers._radicals import fold

Char = dict[str, Any]
"""A character as pdfplumber gives it: ``text``, ``x0``, ``x1``, ``top``, ``bottom``."""


@dataclass(slots=True)
class Box:
    """A cell of a ruled table: its edges, the row and column that it begins in, and its characters."""

    x0: float
    top: float
    x1: float
    bottom: float
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1
    chars: list[Char] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A ruled table of one page: rows of cells, and where it begins and ends on the page (points from the top)."""

    top: float
    bottom: float
    rows: list[list[GridCell]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside of tables."""

    top: float
    text: str


def open_ends(edges: Sequence[Any]) -> list[float]:
    """Return the heights where the rules of columns end and no rule closes the row: the end of a page cuts it there.

    Parameters
    ----------
    edges : sequence
        pdfplumber's edges of the page.
    """
    # A rule may be drawn as a thin box, whose ends are not rules.
    long = (edge for edge in edges if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 5)
    across = sorted(edge["top"] for edge in long)
    ends: dict[int, set[int]] = {}
    heights: dict[int, float] = {}
    for edge in edges:
        if edge["orientation"] != "v":
            continue
        for height in (edge["top"], edge["bottom"]):
            ends.setdefault(round(height), set()).add(round(edge["x0"]))
            heights[round(height)] = height
    found = (heights[key] for key, columns in ends.items() if len(columns) >= 3)
    return [height for height in found if not _near(across, height)]


def _near(heights: Sequence[float], height: float) -> bool:
    """Tell whether one of some sorted heights is within three points."""
    position = bisect_right(heights, height - 3)
    return position < len(heights) and heights[position] <= height + 3


def tables(found: Sequence[Any], chars: Sequence[Char]) -> tuple[list[PageTable], list[Line]]:
    """Give every character of a page to a cell, or to a line outside.

    Parameters
    ----------
    found : sequence
        pdfplumber's tables of the page.
    chars : sequence of Char
        The page's characters.
    """
    grids = [_grid(list(map(tuple, table.cells))) for table in found]
    outside: list[Char] = []
    box: Box | None = None
    for char in chars:
        # A blank that ends a wrapped line may hang over the rule: it stays with the character
        # before it.
        hanging = (
            box is not None and char["text"].isspace() and box.top <= char["top"] <= box.bottom
        )
        box = box if hanging else _box_of(char, grids)
        (outside if box is None else box.chars).append(char)
    read = [_table(grid) for grid in grids if grid]
    lines = map(_line, _lines(outside))
    return read, [line for line in lines if line.text]


_MARGIN = 7.0
"""Points that a cell keeps free on either side, at most."""
# What no line end parts: an opening sign and what it opens, a number, a Latin word, and the closing
# signs behind it.
_UNBREAKABLE = re.compile(
    r"[（《【“‘(\[]*(?:[A-Za-z0-9.%+-]+|[^，。；：、！？）》】”’])?[，。；：、！？）》】”’,.;:!?)\]]*"
)
_SPARE = 1.5
"""Characters of room that a line may leave beyond that."""


def _line(chars: list[Char]) -> Line:
    return Line(min(char["top"] for char in chars), _text(chars))


def _end(chars: list[Char]) -> float:
    return float(max(char["x1"] for char in chars))


def _grid(cells: Sequence[tuple[float, ...]]) -> list[Box]:
    """Return the cells of a table with the rows and columns that they cover, in reading order."""
    boxes = [Box(cell[0], cell[1], cell[2], cell[3]) for cell in cells]
    lefts, tops = _edges(box.x0 for box in boxes), _edges(box.top for box in boxes)
    for box in boxes:
        box.column, box.row = (
            bisect_right(lefts, box.x0 + 1) - 1,
            bisect_right(tops, box.top + 1) - 1,
        )
        box.columns = max(1, bisect_right(lefts, box.x1 - 1) - box.column)
        box.rows = max(1, bisect_right(tops, box.bottom - 1) - box.row)
    return sorted(boxes, key=lambda box: (box.row, box.column))


def _edges(values: Iterable[float]) -> list[float]:
    """Return the distinct edges, those nearer than two points taken for one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 2:
            kept.append(value)
    return kept


def _box_of(char: Char, grids: Sequence[Sequence[Box]]) -> Box | None:
    """Return the cell that the middle of a character lies in."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    for grid in grids:
        for box in grid:
            if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                return box
    return None


def _table(grid: Sequence[Box]) -> PageTable:
    count = max(box.row + box.rows for box in grid)
    rows: list[list[GridCell]] = [[] for _ in range(count)]
    for box in grid:
        text = cell_text(box)
        for row in range(box.row, box.row + box.rows):
            rows[row].append(GridCell(box.column, box.columns, text, held=row > box.row))
    ordered = [sorted(row, key=lambda cell: cell.start) for row in rows if row]
    return PageTable(min(box.top for box in grid), max(box.bottom for box in grid), ordered)


def cell_text(box: Box) -> str:
    """Return a cell's text: lines that are wrapped run on, a line that ends a paragraph is parted by a blank.

    A line ends a paragraph if it ends in ；。： and the next word would have had room in it, or
    without a sign if there was much room: 县公安局 above 县司法局. A blank at the end is kept: the
    cell may go on, on the next page.
    """
    text = ""
    lines = _lines(box.chars)
    above: list[Char] = []
    edge = max(map(_end, lines), default=0.0)
    for line in lines:
        words = "".join(char["text"] for char in line)
        if text and words:
            text += " " if _had_room(box, above, words) else _between(text, words)
        text += words
        above = line
        room = edge - _end(line)
        if (
            words.strip()
            and words.strip()[-1] in "；。;：:"
            and room > 1.5 * max(char["size"] for char in line)
        ):
            text += " "
    return re.sub(r"\s+", " ", fold(text)).lstrip()


def _had_room(box: Box, line: Sequence[Char], words: str) -> bool:
    """Tell whether the first word of the next line would have had room in a line, wherever that stands in its cell."""
    size = max(char["size"] for char in line)
    start = _UNBREAKABLE.match(words.lstrip())
    needed = size * (_SPARE + (len(start[0]) if start else 0))
    taken = max(char["x1"] for char in line) - min(char["x0"] for char in line)
    return bool(box.x1 - box.x0 - 2 * _MARGIN - taken > needed)


def _between(before: str, after: str) -> str:
    """Return what a line's end stands for between two texts: a blank between Latin words, else nothing."""
    latin = (
        before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    )
    return " " if latin else ""


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Return characters by line, from the top; those of a line from the left."""
    lines: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda one: (one["top"] + one["bottom"]) / 2):
        here = (char["top"] + char["bottom"]) / 2
        if lines and abs(here - middle) < max(char["size"], 4) * 0.5:
            lines[-1].append(char)
        else:
            lines.append([char])
            middle = here
    return [sorted(line, key=lambda one: float(one["x0"])) for line in lines]


def _text(line: Sequence[Char]) -> str:
    """Return the text of a line; a gap of a character's width becomes a blank."""
    text, right = "", None
    for char in line:
        if right is not None and char["x0"] - right > char["size"] * 0.8:
            text += " "
        text += char["text"]
        right = char["x1"]
    return " ".join(fold(text).split())
