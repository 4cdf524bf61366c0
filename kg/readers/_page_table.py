"""A table of a web page while it is read: end tags may be missing, and cells may reach over rows and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from kg.readers._blocks import joined
from kg.readers._columns import Drawn


@dataclass(slots=True)
class PageTable:
    """The rows that are complete, the cells of the row that is open, and the paragraphs of the cell that is open."""

    rows: list[list[Drawn]] = field(default_factory=list)
    row: list[Drawn] | None = None
    cell: list[str] | None = None
    columns: int = 1
    down: int = 1

    def begin_row(self) -> None:
        """Begin a row."""
        self.row = []

    def begin_cell(self, columns: str, down: str) -> None:
        """Begin a cell that spans so many columns and rows, as its attributes say; a row may lack its tag."""
        if self.row is None:
            self.row = []
        self.cell = []
        self.columns, self.down = _span(columns), _span(down)

    def end_cell(self) -> None:
        """End the open cell, if there is one."""
        if self.cell is not None and self.row is not None:
            self.row.append(Drawn(joined(self.cell), self.columns, self.down))
        self.cell = None

    def end_row(self) -> None:
        """End the open row, if there is one; a row without cells is left out."""
        self.end_cell()
        if self.row:
            self.rows.append(self.row)
        self.row = None

    @property
    def is_large(self) -> bool:
        """Whether it has rows and columns enough to be a table of its own inside a cell of another."""
        return len(self.rows) > 1 and max(map(len, self.rows)) > 2

    @property
    def texts(self) -> list[str]:
        """The texts of all cells, row by row."""
        return [cell.text for cell in chain.from_iterable(self.rows)]


def _span(text: str) -> int:
    """Return how many rows or columns a cell spans: 1 to 1000, as browsers take it."""
    digits = re.match(r"\s*(\d{1,6})", text)
    return min(max(int(digits[1]), 1), 1000) if digits else 1
