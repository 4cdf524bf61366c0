"""The table that is being read: collects its rows, and tells which lines are of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Cell, ListKind, TableHead
from kg.names import Spellings
from kg.parse import outside, repair
from kg.parse.duty_rows import printed_rows
from kg.parse.heads import Head
from kg.parse.printed import Physical, Printed
from kg.parse.reading import Reading, Row, quoted
from kg.parse.serial import serial
from kg.readers import RawRow

_BEFORE_NAME = re.compile("(?<=[一二三四五六七八九十])[、.．）)]")
_HAS_DIGIT = re.compile(r"\d")
_LONGEST_CATEGORY = 12
_WIDER = {
    "empty": ("多出空的单元格，已略去", "empty extra cells were left out"),
    "surplus": (
        "单元格多于表头，多出的并入最后一格",
        "more cells than the head has columns: the surplus was joined to the last cell",
    ),
}


class OpenTable:
    """A table from its head to its last row; it may go on over several pages and tables of the document.

    Attributes
    ----------
    head, kind : Head, ListKind
        What its columns are, and which list it is of.
    begun_in : int
        The document's table (:attr:`kg.readers.RawRow.table`) that holds the head, 0 in plain text.
    is_sheet : bool
        Whether rows come from a spreadsheet now, whose cells are never cut over lines.
    interrupted : bool
        Whether another table of the document has begun since the last row.
    noted : bool
        Whether a note was the last line: what follows without a number is one too.
    """

    def __init__(
        self, head: Head, kind: ListKind, begun_in: int, reading: Reading, spellings: Spellings
    ) -> None:
        self.head = head
        self.kind = kind
        self.begun_in = begun_in
        self._categories = set(spellings.categories)  # and those that its own rows show
        self.shape = repair.Shape(head.names, self._categories)
        self.is_sheet = False
        self.interrupted = False
        self.noted = False
        self._reading = reading
        self._spellings = spellings
        self._position = len(reading.heads) - 1  # of its head among the document's
        self._section = ""
        self._section_number = 0
        self._last_number: int | None = None
        self._physical: list[Physical] = []
        self._pending: list[str] = []  # a row of plain text that the next line may go on
        self._pending_row = RawRow(0, ())

    # --- what a line is ---

    @property
    def is_empty(self) -> bool:
        """Whether no row has come yet."""
        return not self._physical and not self._pending

    def is_numbered(self, row: RawRow) -> bool:
        """Tell whether a number stands where this table has its numbers."""
        at = self.shape.number
        return 0 <= at < len(row.cells) and serial(row.cells[at]).value is not None

    def goes_on(self, row: RawRow) -> bool:
        """Tell whether a table without a head goes on with this one: same width, next number."""
        surplus = row.cells[self.shape.width :]
        if any(cell.strip() for cell in surplus):
            return False
        at = self.shape.number
        value = serial(row.cells[at]).value if 0 <= at < len(row.cells) else None
        last = self._last_number
        return value is None or last is None or value in (last, last + 1)

    def takes_section(self, row: RawRow, texts: Sequence[str]) -> bool:
        """Tell whether a row names the category of those under it, and keep the name."""
        if len(texts) > 2:
            return False
        whole = bool(row.covered) and len(row.covered) >= len(row.cells) - 1
        name = outside.section_in(texts, self._spellings, spanning=whole)
        number = serial(_BEFORE_NAME.split(texts[0], maxsplit=1)[0]).value
        follows = bool(self._section) and number == self._section_number + 1  # 三、 after 二、
        known = name in self._spellings.categories or texts[0][-1] in "）)"
        certain = known or whole or follows
        if not name or (not certain and self._may_go_on()):
            return False
        if len(texts) == 1 and not self._stands_first(row, texts[0]):
            return False
        self.flush()
        self._section, self._section_number = name, number or 0
        return True

    def is_note(self, row: RawRow, texts: Sequence[str]) -> bool:
        """Tell whether a row is a note: by its words, by where it stands, or because one stands above it."""
        if self.is_numbered(row) and len(texts) > 1:
            return False
        text, alone = texts[0], len(texts) == 1
        follows_note = alone and self.noted
        if (outside.is_note(text) or follows_note) and self._stands_first(row, text):
            return True
        if not alone:
            return False
        if row.table == 0 and self.begun_in != 0:
            return True  # a paragraph beside a table of Word is not a row of it
        if self._is_whole(row):
            return self._is_under_numbers(row, text)
        return outside.is_signature(text) and not self._may_go_on()

    def _stands_first(self, row: RawRow, text: str) -> bool:
        """Tell whether a text stands where a row begins; deeper inside it belongs to a duty's column."""
        at = next(i for i, cell in enumerate(row.cells) if cell.strip() == text)
        return at <= max(0, self.shape.number, self.shape.category) or bool(row.covered)

    def _is_under_numbers(self, row: RawRow, text: str) -> bool:
        """Tell whether a lone text that is not a number stands in the first column, that of the numbers."""
        in_first = bool(row.cells) and row.cells[0].strip() == text
        return in_first and self.shape.number == 0 and not row.held and serial(text).value is None

    def _is_whole(self, row: RawRow) -> bool:
        """Tell whether the format keeps cells apart, so that no line is the rest of the one above."""
        return self.is_sheet or row.table != 0

    def _may_go_on(self) -> bool:
        """Tell whether the row before is a line of text that is not ended."""
        if not self._pending:
            return False
        last = self._pending[-1].rstrip()
        ended = last.endswith(tuple("。；;！!"))
        return len(self._pending) < self.shape.width or not ended

    # --- its rows ---

    def take(self, row: RawRow) -> None:
        """Take a row of a duty, or a line that goes on with the one before."""
        self.interrupted = False
        cells = list(row.cells)
        if self._is_whole(row):
            self._begin(row, cells)
            self.flush()
            return
        if (apart := repair.unglued(cells, self.shape)) is not None:
            zh = "序号与类别之间缺制表符，已分开"
            en = "no tab between number and category: they were taken apart"
            self._reading.report("lost-tab", "warning", row, zh, en)
            cells = apart
        if repair.begins(cells, self.shape, self._pending):
            self._begin(row, cells)
        else:
            self._join(row, cells)

    def _begin(self, row: RawRow, cells: list[str]) -> None:
        self.flush()
        self._pending, self._pending_row = cells, row

    def _join(self, row: RawRow, cells: list[str]) -> None:
        """Add a cut line to the row before, if it has room for it."""
        joined = repair.joined(self._pending, cells, self.shape)
        if joined is None:
            text = quoted(cells)
            zh = f"表内读不懂的一行：“{text}”"
            en = f'a line inside the table is not understood: "{text}"'
            self._reading.report("stray-line", "warning", row, zh, en)
            return
        self._pending = joined
        line, place = self._pending_row.line, self._pending_row.place
        zh = f"此行没有序号，接在{place or f'第 {line} 行'}后面"
        en = f"the line has no number: joined to the row of {place or f'line {line}'}"
        self._reading.report("cut-line", "warning", row, zh, en)

    def flush(self) -> None:
        """Put the row that was collected beside the others."""
        if not self._pending:
            return
        row, self.noted = self._pending_row, False
        cells, how = repair.narrowed(self._pending, self.shape)
        self._pending = []
        if how:
            zh, en = _WIDER[how]
            self._reading.report(f"{how}-cells", "warning", row, zh, en)
        if not self._is_whole(row):
            cells = repair.shifted(cells, self.shape)
            self._report_missing(row, cells)
        cells = [*cells, *[""] * (self.shape.width - len(cells))]
        self._physical.append(Physical(row, tuple(cells), self._section))
        if self.shape.number >= 0 and (value := serial(cells[self.shape.number]).value) is not None:
            self._last_number = value
            self._learn_category(cells)

    def _learn_category(self, cells: Sequence[str]) -> None:
        """Know the category of a row with a number again, in rows below that lost theirs."""
        at = self.shape.category
        category = cells[at].strip() if at >= 0 else ""
        if 2 <= len(category) <= _LONGEST_CATEGORY and not _HAS_DIGIT.search(category):
            self._categories.add(category)

    def _report_missing(self, row: RawRow, cells: Sequence[str]) -> None:
        beyond = self.head.columns[len(cells) :]
        missing = "、".join(column.printed for column in beyond if column.name != "category")
        if missing:
            zh, en = f"单元格太少，缺：{missing}", f"too few cells: {missing} missing"
            self._reading.report("too-few-cells", "warning", row, zh, en)

    # --- its end ---

    def close(self) -> None:
        """End the table: its physical rows become the rows of duties."""
        self.flush()
        known, report = self._spellings.categories, self._reading.report
        for printed in printed_rows(self._physical, self.head.names, known, report):
            self._keep(printed)

    def _keep(self, printed: Printed) -> None:
        """Add a row; in a table of all three lists a column says which one it is of."""
        head, position, row = self._reading.heads[self._position], self._position, printed.row
        kind = outside.kind_in(printed.kind) or head.kind
        if kind != head.kind:
            position = self._position_of(kind, head)
        cells = tuple(
            Cell(column.name, text, row.line)
            for column, text in zip(head.columns, printed.cells, strict=True)
        )
        parts = tuple(printed.parts.items())
        self._reading.rows.append(
            Row(kind, printed.number, row.line, cells, position, printed.category, row.place, parts)
        )

    def _position_of(self, kind: ListKind, head: TableHead) -> int:
        """Return the position of a head like another for rows of another list that stand in the same table."""
        heads = self._reading.heads
        for at, other in enumerate(heads):
            if other.kind == kind and other.columns == head.columns and other.line == head.line:
                return at
        heads.append(TableHead(kind, head.title, head.line, head.columns))
        return len(heads) - 1
