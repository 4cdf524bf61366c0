"""Rows of cells that span columns → rows whose cells stand under their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class GridCell:
    """A cell as it is drawn: the grid column where it begins, how many it spans, and whether it continues the one above."""

    start: int
    span: int
    text: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A row's texts by column, with the columns that go on from above and those that a cell to the left covers."""

    cells: tuple[str, ...]
    held: frozenset[int]
    covered: frozenset[int]


def place(rows: Sequence[Sequence[GridCell]]) -> list[Placed]:
    """Return the rows with their cells under their heads.

    A drawn table has more grid columns than it shows: a border that is off by a hair makes one. So
    the cells of rows with the same number of cells are taken to stand under each other; a row with
    another number (a head of two rows, a category across the table) is fitted to the rows after it,
    or before it, by its grid.
    """
    layouts = _layouts(rows)
    return [_placed(row, layout) for row, layout in zip(rows, layouts, strict=True)]


def _layouts(rows: Sequence[Sequence[GridCell]]) -> list[Sequence[int]]:
    """Return for every row the grid columns that the columns of its part of the table begin at."""
    own = [tuple(cell.start for cell in row) for row in rows]
    stable: list[Sequence[int] | None] = [None] * len(rows)
    several = [number for number, row in enumerate(rows) if len(row) > 1]
    layout: Sequence[int] = ()
    for position, number in enumerate(several):
        repeats = _repeats(own, several[max(0, position - 1) : position + 2], number)
        headed = any("序号" in cell.text for cell in rows[number])
        fits = len(own[number]) < len(layout) and set(own[number]) <= set(layout)
        if len(own[number]) == len(layout):
            stable[number] = layout
        elif repeats and (headed or not fits):
            stable[number] = layout = own[number]
    found: list[Sequence[int]] = []
    for number, columns in enumerate(own):
        found.append(stable[number] or _nearest(stable, number) or columns)
    return found


def _repeats(own: Sequence[Sequence[int]], beside: Sequence[int], number: int) -> bool:
    """Tell whether a row beside has as many cells."""
    return [len(own[other]) for other in beside].count(len(own[number])) > 1


def _nearest(stable: Sequence[Sequence[int] | None], number: int) -> Sequence[int] | None:
    """Return the layout of the next row that has one, else of the row before."""
    after = next((layout for layout in stable[number + 1 : number + 4] if layout), None)
    return after or next((layout for layout in reversed(stable[:number]) if layout), None)


def _placed(row: Sequence[GridCell], layout: Sequence[int]) -> Placed:
    cells = [""] * len(layout)
    held: set[int] = set()
    covered: set[int] = set()
    same = len(row) == len(layout)
    for position, cell in enumerate(row):
        column = (
            position if same else min(range(len(layout)), key=lambda i: abs(layout[i] - cell.start))
        )
        cells[column] = f"{cells[column]} {cell.text}".strip() if cells[column] else cell.text
        if cell.held:
            held.add(column)
        if not same:
            covered.update(
                i for i, start in enumerate(layout) if cell.start < start < cell.start + cell.span
            )
    return Placed(tuple(cells), frozenset(held), frozenset(i for i in covered if not cells[i]))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell that says itself how many columns and rows it spans (HTML, OpenDocument)."""

    text: str
    columns: int = 1
    rows: int = 1


class Spans:
    """Takes the rows of one table in their order and puts in the cells that come down from rows above."""

    def __init__(self) -> None:
        self.down: dict[
            int, tuple[int, GridCell]
        ] = {}  # grid column → rows still to cover, the cell

    def row(self, cells: Sequence[Drawn]) -> list[GridCell]:
        """Return a row's cells with their grid columns, those from above among them."""
        column = 0
        found: list[GridCell] = []
        coming = dict(self.down)
        for cell in cells:
            while column in coming:
                column = self._continue(column, found, coming)
            placed = GridCell(column, cell.columns, cell.text)
            found.append(placed)
            if cell.rows > 1:
                self.down[column] = (cell.rows - 1, placed)
            column += cell.columns
        for column in sorted(coming):
            self._continue(column, found, coming)
        return sorted(found, key=lambda one: one.start)

    def _continue(
        self, column: int, found: list[GridCell], coming: dict[int, tuple[int, GridCell]]
    ) -> int:
        rows, above = coming.pop(column)
        found.append(GridCell(column, above.span, above.text, held=True))
        if rows > 1:
            self.down[column] = (rows - 1, above)
        else:
            self.down.pop(column, None)
        return column + above.span
