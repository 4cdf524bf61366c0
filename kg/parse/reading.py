"""What a document's tables hold: the row of each duty, and what was odd on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import COLUMN_ZH, Cell, ListKind, Oddity, Severity, TableHead
from kg.parse.foreign import Foreign
from kg.readers import RawRow

_SHOWN = 40
"""Characters of a line that a report quotes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One duty's row.

    Attributes
    ----------
    kind : ListKind
        The list it is of.
    number : int or None
        As printed, or as the numbers round it leave no doubt; None if it has none.
    line, place : int, str
        Where it begins; ``place`` in words where the line does not say it.
    cells : tuple of Cell
        Its cells, verbatim; those of several physical rows are joined.
    table : int
        Which of the document's heads it stands under, from 0.
    category : str
        Its cell's, or where that is empty or there is none, the one above it.
    parts : tuple of (column, offsets)
        Where in a joined cell the text of each physical row begins; empty for a row that is one.
    """

    kind: ListKind
    number: int | None
    line: int
    cells: tuple[Cell, ...]
    table: int
    category: str
    place: str = ""
    parts: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def text(self, column: str) -> str:
        """Return a cell's text, empty if the table has no such column."""
        return next((cell.text for cell in self.cells if cell.column == column), "")


@dataclass(slots=True)
class Reading:
    """What a document's tables hold, and what was odd about them.

    ``front`` is the text before the first table by lines, ``front_rows`` the rows that hold it,
    ``titles`` the rows of the heads' titles, by the head's position, ``sheets`` the names that the
    document's author gave its tables, ``strange`` the heads that were not understood, ``foreign``
    what the document is if it is not a duty list.
    """

    document: str
    heads: list[TableHead] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    front_rows: list[RawRow] = field(default_factory=list)
    titles: dict[int, RawRow] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    def holds(self, word: str) -> bool:
        """Tell whether a cell of a duty holds a word."""
        return any(word in cell.text for row in self.rows for cell in row.cells)

    def report(
        self,
        code: str,
        severity: Severity,
        at: RawRow | None,
        zh: str,
        en: str,
        column: str = "",
        *,
        paste: str = "",
    ) -> None:
        """Note an oddity with its place."""
        where = self.document
        if at is not None:
            where += f", {at.place or f'line {at.line}'}"
        if column:
            where += f", column {COLUMN_ZH.get(column, column)}"
        self.oddities.append(
            Oddity(code, severity, where, zh, en, at.line if at else 0, column, paste=paste)
        )


def quoted(texts: Sequence[str]) -> str:
    """Return the beginning of a row, as a report quotes it."""
    joined = " ".join(texts)
    return joined[:_SHOWN] + ("…" if len(joined) > _SHOWN else "")
