"""Raw tables → the rows of the three lists: every line is understood, or reported with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import COLUMN_ZH, Cell, ListKind, Oddity, Severity, TableHead
from kg.names import Spellings
from kg.names.headers import INVISIBLE
from kg.parse import foreign, outside, repair
from kg.parse.duty_rows import Physical, Printed, printed_rows
from kg.parse.heads import Head, is_strange, like_headers, read_head
from kg.parse.serial import serial
from kg.readers import RawRow, RawTable

_HAS_DIGIT = re.compile(r"\d")
_SHOWN = 40
"""Characters of a line that a report quotes."""
# A run of blanks is one blank: what pads a cell by thousands says nothing, and costs time at every pattern (issue 10, item 7).
_MANY_BLANKS = re.compile(r"\s{9,}")
_HAN_GAP = re.compile("(?<=[一-龥])\u00a0+(?=[一-龥])")
# Signs that look like others and are not them: compatibility ideographs and radicals, which PDF writers leave.
_VARIANT = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]|[\U0002f800-\U0002fa1f]")


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

    ``front`` is the text before the first table, ``sheets`` the names that the document's author gave its tables,
    ``strange`` the heads that were not understood, ``foreign`` what the document is if it is not a duty list.
    """

    document: str
    heads: list[TableHead] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    foreign: list[foreign.Foreign] = field(default_factory=list)
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


def cleaned(cell: str) -> str:
    """Return a cell without signs that nobody sees, and with the usual form of those that only look like others."""
    plain = _MANY_BLANKS.sub(" ", INVISIBLE.sub("", cell))
    if "\u00a0" in plain:
        plain = _HAN_GAP.sub("", plain).replace("\u00a0", " ")
    return _VARIANT.sub(lambda match: unicodedata.normalize("NFKC", match[0]), plain)


class _Assembler:
    """Goes through the rows of a document once, in order."""

    def __init__(self, reading: Reading, spellings: Spellings) -> None:
        self.reading = reading
        self.spellings = spellings
        self.title: tuple[str, RawRow | None] = ("", None)
        self.sheet = ""
        self.grid = False
        self.head: Head | None = None
        self.head_table = 0  # the number of the document's table that the head stands in
        self.kind: ListKind = "basic"
        self.physical: list[Physical] = []
        self.pending: list[str] = []
        self.pending_row = RawRow(0, ())
        self.section = ""
        self.new_page = False
        self.noted = False  # a note stands above: what follows without a number is one too
        self.why_unread = ("表头之前", "before the first head")
        self.table = 0  # the number of the document's table that rows come from now
        self.other_table = False  # it began after the head
        self.last_number: int | None = None

    # --- one row ---

    def take(self, raw: RawRow, following: RawRow | None) -> bool:
        """Take a row; return whether the next one belongs to it (the second row of a head)."""
        row = RawRow(
            raw.line, tuple(map(cleaned, raw.cells)), raw.place, raw.table, raw.held, raw.covered
        )
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        if not texts:
            return False
        if row.table != self.table:
            self.table, self.other_table = row.table, self.head is not None
        if len(texts) > 1:
            if kind := foreign.of_head(row.cells, self.spellings):
                self.lose(row, texts, kind)
                return False
            if head := read_head(row, following, self.spellings):
                self.open(row, head)
                return head.rows == 2
            if is_strange(row, self.spellings) or self.begins_anew(row, texts, following):
                self.lose(row, texts, None)
                return False
        if not self.outside(row, texts):
            self.data(row, texts)
        return False

    def begins_anew(self, row: RawRow, texts: list[str], following: RawRow | None) -> bool:
        """Tell whether a row of words nobody knows stands where a head stands: the numbers begin at 1 again below it."""
        at = self.shape.number
        is_first = not self.physical and not self.pending
        if at < 0 or following is None or is_first or len(texts) < 3:
            return False
        below = serial(following.cells[at]).value if at < len(following.cells) else None
        words = (
            like_headers(row.cells)
            and not any(map(_HAS_DIGIT.search, texts))
            and texts[0] == row.cells[at].strip()
        )
        return words and below == 1 and texts[1] not in self.spellings.categories

    def outside(self, row: RawRow, texts: list[str]) -> bool:
        """Take a row that does not belong to a duty; return False if it may belong to one."""
        if self.head is None:
            self.unread(row, texts)
            return True
        if not self.physical and not self.pending and outside.is_column_numbers(row.cells):
            zh, en = "栏目编号行，不是事项", "a row that counts the columns, not a duty"
            self.reading.report("column-numbers", "info", row, zh, en)
            return True
        if len(texts) == 1 and self.parts_tables(row, texts[0]):
            return True
        if outside.is_total(texts) and not self.numbered(row):
            self.flush()
            zh, en = (
                f"合计行，不是事项：“{self.quoted(texts)}”",
                f'a total, not a duty: "{self.quoted(texts)}"',
            )
            self.reading.report("total", "info", row, zh, en)
            return True
        if self.is_section(row, texts):
            return True
        if len(texts) == 1 and outside.is_page(texts[0]) and not self.in_table(row):
            self.new_page = True
            return True
        if self.is_outside(row, texts):
            self.note(row, texts)
            return True
        return False

    def parts_tables(self, row: RawRow, text: str) -> bool:
        """Take a lone text that is a title, or the mark of an attachment; return False for any other."""
        if outside.is_title(text, self.spellings, inside=True):
            self.entitle(text, row)
            return True
        if outside.is_attachment(text):
            self.flush()
            return True
        return False

    def numbered(self, row: RawRow) -> bool:
        """Tell whether a number stands where this table has its numbers."""
        at = self.shape.number
        return 0 <= at < len(row.cells) and serial(row.cells[at]).value is not None

    def in_table(self, row: RawRow) -> bool:
        """Tell whether the row is certainly one of a table (the format tells) or has cells of its own."""
        return row.table != 0 or len(row.cells) > 1

    def is_section(self, row: RawRow, texts: list[str]) -> bool:
        """Tell whether a row names the category of those under it, and note it."""
        if len(texts) > 2 or (
            len(texts) == 2 and len(row.cells) == len(texts) == self.shape.width > 2
        ):
            return False
        whole = bool(row.covered) and len(row.covered) >= len(row.cells) - 1
        name = outside.section_in(texts, self.spellings, spanning=whole)
        certain = name in self.spellings.categories or texts[0][-1] in "）)" or whole
        if not name or (not certain and self.is_open()):
            return False
        if len(texts) == 1 and not self.stands_first(row, texts[0]):
            return False
        self.flush()
        self.section = name
        return True

    def stands_first(self, row: RawRow, text: str) -> bool:
        """Tell whether a lone cell stands where a row begins; deeper inside it belongs to a duty's column."""
        at = next(i for i, cell in enumerate(row.cells) if cell.strip() == text)
        return at <= max(0, self.shape.number, self.shape.category) or bool(row.covered)

    def is_open(self) -> bool:
        """Tell whether the row before is a line of text that may go on."""
        if not self.pending:
            return False
        last = self.pending[-1].rstrip()
        return (
            len(self.pending) < self.shape.width or not last.endswith(tuple("。；;！!")) or not last
        )

    def is_outside(self, row: RawRow, texts: list[str]) -> bool:
        """Tell whether a row is a note: by its words, by where it stands, or because one stands above it."""
        if self.numbered(row) and len(texts) > 1:
            return False
        alone = len(texts) == 1
        if self.stands_first(row, texts[0]) and (
            outside.is_note(texts[0]) or (alone and self.noted)
        ):
            return True
        if not alone:
            return False
        if row.table == 0 and self.head_table != 0:
            return True  # a paragraph beside a table of Word is not a row of it
        if self.in_grid(row):
            return self.is_under_numbers(row, texts[0])
        return outside.is_signature(texts[0]) and not self.is_open()

    def is_under_numbers(self, row: RawRow, text: str) -> bool:
        """Tell whether a lone text that is not a number stands in the first column, that of the numbers."""
        in_first = bool(row.cells) and row.cells[0].strip() == text
        return in_first and self.shape.number == 0 and not row.held and serial(text).value is None

    def in_grid(self, row: RawRow) -> bool:
        """Tell whether the format keeps cells apart, so that no line is the rest of the one above."""
        return self.grid or row.table != 0

    def note(self, row: RawRow, texts: list[str]) -> None:
        """Report a line under a table."""
        self.flush()
        self.noted = True
        quoted = self.quoted(texts)
        self.reading.report(
            "note",
            "info",
            row,
            f"表下附注，未读入：“{quoted}”",
            f'a note under the table: "{quoted}"',
        )

    def quoted(self, texts: Sequence[str]) -> str:
        """Return the beginning of a row, as a report quotes it."""
        joined = " ".join(texts)
        return joined[:_SHOWN] + ("…" if len(joined) > _SHOWN else "")

    # --- rows that no head explains ---

    def unread(self, row: RawRow, texts: list[str]) -> None:
        """Take a row where no head holds: a line of the cover, a title, or a row that is reported."""
        before_all = not self.reading.heads and not self.reading.strange
        if before_all:
            self.reading.front.append(" ".join(texts))
        alone = len(texts) == 1
        known = alone and (outside.is_cover(texts[0], self.spellings) or outside.is_page(texts[0]))
        if alone and outside.is_title(texts[0], self.spellings):
            self.drop_title()
            self.title = (texts[0], row)
            self.noticed(texts[0])
        elif known or (before_all and outside.is_contents(texts)):
            return
        elif alone and not texts[0][0].isdecimal() and row.table == 0:
            quoted = self.quoted(texts)
            zh, en = (
                f"表外文字，未读入：“{quoted}”",
                f'text outside the tables, not read: "{quoted}"',
            )
            self.reading.report("text-outside", "info", row, zh, en)
        else:
            self.report_unread(row, texts)

    def report_unread(self, row: RawRow, texts: list[str]) -> None:
        zh, en = self.why_unread
        quoted = self.quoted(texts)
        self.reading.report(
            "unread-row",
            "warning",
            row,
            f"此行没有读入（{zh}）：“{quoted}”",
            f'row not read ({en}): "{quoted}"',
        )

    def noticed(self, title: str) -> None:
        """Note that a title is one of another kind of document."""
        kind = foreign.of_title(title, self.spellings)
        if kind is not None and kind not in self.reading.foreign:
            self.reading.foreign.append(kind)

    def lose(self, row: RawRow, texts: list[str], kind: foreign.Foreign | None) -> None:
        """End the table at a head that is not understood: its rows go nowhere unsaid."""
        self.close()
        self.drop_title()
        quoted = self.quoted(texts)
        if kind is not None:
            if kind not in self.reading.foreign:
                self.reading.foreign.append(kind)
            self.why_unread = (kind.zh, kind.en)
            self.reading.report(
                "foreign-table", "warning", row, f"{kind.zh}：“{quoted}”", f'{kind.en}: "{quoted}"'
            )
            return
        self.reading.strange.append(" ".join(texts))
        self.why_unread = ("表头读不懂", "its head is not understood")
        zh, en = (
            f"表头读不懂，下面的行没有读入：“{quoted}”",
            f'a head is not understood, its rows are not read: "{quoted}"',
        )
        self.reading.report("strange-head", "warning", row, zh, en)

    def entitle(self, text: str, row: RawRow) -> None:
        """Take a title: one of another list ends the table, that of the same list is the head of a page."""
        self.flush()
        kind = outside.kind_in(self.spellings.simplified(text))
        if kind is not None and kind != self.kind:
            self.close()
            self.why_unread = ("此表没有表头", "this table has no head")
        self.drop_title()
        self.title = (text, row)
        self.new_page = True

    def drop_title(self) -> None:
        """Report a title that no table came under, unless it is the cover's, or that of a table above (a page's head)."""
        text, row = self.title
        self.title = ("", None)
        heads = self.reading.heads
        if (
            row is not None
            and heads
            and row.line > heads[0].line
            and all(text != head.title for head in heads)
        ):
            zh, en = (f"标题下没有读到表：“{text}”", f'no table was read under the title "{text}"')
            self.reading.report("title-alone", "info", row, zh, en)

    # --- heads ---

    def open(self, row: RawRow, head: Head) -> None:
        """Begin a table, or a page of the one that is open."""
        self.flush()
        again = self.head is not None and self.head.names == head.names
        kind = self.kind if again and not self.title[0] else self.kind_of(head)
        self.noted = False
        if self.is_summary(head):
            summary = next(one for one in foreign.kinds() if one.id == "summary")
            self.lose(row, [cell.strip() for cell in row.cells if cell.strip()], summary)
            return
        if again and self.kind == kind:
            self.new_page, self.other_table = True, False  # the head again, at the top of a page
            self.drop_title()
            self.head_table = row.table
            if head.guessed:
                self.report_head(row, head)
            return
        self.close()
        self.report_head(row, head)
        self.head, self.kind, self.head_table = head, kind, row.table
        self.other_table = False
        title = TableHead(kind, self.title[0], row.line, head.columns)
        self.title = ("", None)
        self.reading.heads.append(title)

    def report_head(self, row: RawRow, head: Head) -> None:
        for printed, name in head.guessed:
            self.reading.report(
                "near-header",
                "warning",
                row,
                f"表头“{printed}”按“{COLUMN_ZH.get(name, name)}”理解",
                f'header "{printed}" is understood as "{COLUMN_ZH.get(name, name)}"',
                name,
            )
        for column in head.unknown:
            self.reading.report(
                "unknown-column",
                "warning",
                row,
                f"不认识的表头“{column.printed}”，原样保留，不作解释",
                f'unknown header "{column.printed}": its cells are kept but not interpreted',
                column.name,
            )
        if "number" not in head.names:
            self.reading.report(
                "no-number-column",
                "info",
                row,
                "此表没有序号列",
                "this table has no column of numbers",
            )

    def is_summary(self, head: Head) -> bool:
        return "count" in head.names and not set(head.names) & {
            "departments", "superior", "township", "method", "receiving", "way", "lead", "assisting",
        }  # fmt: skip

    def kind_of(self, head: Head) -> ListKind:
        """Return which list a head is of: by its columns, its title, the sheet's name, the file's name."""
        present = set(head.names)
        if present & {"method", "receiving", "way"}:
            return "recalled"
        if present & {"superior", "township"}:
            return "cooperative"
        for text in (self.title[0], self.sheet, self.reading.document):
            if kind := outside.kind_in(self.spellings.simplified(text)):
                return kind
        return "cooperative" if present & {"departments", "lead", "assisting", "towns"} else "basic"

    def begin_sheet(self, name: str) -> None:
        """Begin a sheet: its name may say which list it holds, and only that."""
        self.flush()
        self.sheet = name
        self.other_table = self.head is not None
        kind = outside.kind_in(self.spellings.simplified(name))
        if kind is not None and self.head is not None and kind != self.kind:
            self.close()
        if kind is not None:
            self.title = (name, None)
        self.noticed(name)

    # --- rows of a table ---

    @property
    def shape(self) -> repair.Shape:
        """What a row of the open table looks like."""
        names = self.head.names if self.head else ()
        return repair.Shape(names, self.spellings.categories)

    def data(self, row: RawRow, texts: list[str]) -> None:
        """Take a row of a table."""
        if self.other_table and not self.goes_on(row):
            self.close()
            self.why_unread = ("此表没有表头", "this table has no head")
            self.unread(row, texts)
            return
        self.other_table = False
        cells, shape = list(row.cells), self.shape
        if self.in_grid(row):
            self.flush()
            self.pending, self.pending_row = cells, row
            self.flush()
            return
        if (apart := repair.unglued(cells, shape)) is not None:
            zh, en = (
                "序号与类别之间缺制表符，已分开",
                "no tab between number and category: they were taken apart",
            )
            self.reading.report("lost-tab", "warning", row, zh, en)
            cells = apart
        if repair.begins(cells, shape):
            self.flush()
            self.pending, self.pending_row = cells, row
            return
        self.join(row, cells)

    def goes_on(self, row: RawRow) -> bool:
        """Tell whether a table without a head goes on with the one before: same width, next number."""
        if len(row.cells) > self.shape.width and any(
            cell.strip() for cell in row.cells[self.shape.width :]
        ):
            return False
        at = self.shape.number
        value = serial(row.cells[at]).value if 0 <= at < len(row.cells) else None
        last = self.last_number
        return value is None or last is None or value in (last, last + 1)

    def join(self, row: RawRow, cells: list[str]) -> None:
        """Add a cut line to the row before, if it has room for it."""
        joined = repair.joined(self.pending, cells, self.shape)
        if joined is not None:
            self.pending = joined
            line, place = self.pending_row.line, self.pending_row.place
            zh, en = (
                f"此行没有序号，接在{place or f'第 {line} 行'}后面",
                f"the line has no number: joined to the row of {place or f'line {line}'}",
            )
            self.reading.report("cut-line", "warning", row, zh, en)
            return
        quoted = self.quoted(cells)
        zh, en = (
            f"表内读不懂的一行：“{quoted}”",
            f'a line inside the table is not understood: "{quoted}"',
        )
        self.reading.report("stray-line", "warning", row, zh, en)

    def flush(self) -> None:
        """Put the row that was collected beside the others of its table."""
        if not self.pending or self.head is None:
            return
        row, self.noted = self.pending_row, False
        cells, how = repair.narrowed(self.pending, self.shape)
        self.pending = []
        if how:
            zh, en = _WIDER[how]
            self.reading.report(f"{how}-cells", "warning", row, zh, en)
        if not self.in_grid(row):
            cells = repair.shifted(cells, self.shape)
            self.report_missing(row, cells)
        cells = [*cells, *[""] * (self.shape.width - len(cells))]
        self.physical.append(Physical(row, tuple(cells), self.section, self.new_page))
        self.new_page = False
        if self.shape.number >= 0 and (value := serial(cells[self.shape.number]).value) is not None:
            self.last_number = value

    def report_missing(self, row: RawRow, cells: Sequence[str]) -> None:
        assert self.head is not None
        lacking = [
            column for column in self.head.columns[len(cells) :] if column.name != "category"
        ]
        if lacking:
            missing = "、".join(column.printed for column in lacking)
            self.reading.report(
                "too-few-cells",
                "warning",
                row,
                f"单元格太少，缺：{missing}",
                f"too few cells: {missing} missing",
            )

    def close(self) -> None:
        """End the table: its physical rows become the rows of duties."""
        self.flush()
        if self.head is not None:
            table = len(self.reading.heads) - 1
            known = self.spellings.categories
            for printed in printed_rows(self.physical, self.head.names, known, self.reading.report):
                self.keep(printed, table)
        self.physical, self.head, self.section, self.last_number = [], None, "", None
        self.noted = self.new_page = False

    def keep(self, printed: Printed, table: int) -> None:
        """Add a row; in a table of all three lists a column says which one it is of."""
        head = self.reading.heads[table]
        cells = tuple(
            Cell(column.name, text, printed.row.line)
            for column, text in zip(head.columns, printed.cells, strict=True)
        )
        kind = outside.kind_in(printed.kind) or head.kind
        if kind != head.kind:
            table = self.head_of(kind, head)
        row = printed.row
        parts = tuple(printed.parts.items())
        self.reading.rows.append(
            Row(kind, printed.number, row.line, cells, table, printed.category, row.place, parts)
        )

    def head_of(self, kind: ListKind, head: TableHead) -> int:
        """Return the position of a head like another for rows of another list that stand in the same table."""
        for at, other in enumerate(self.reading.heads):
            if other.kind == kind and other.columns == head.columns and other.line == head.line:
                return at
        self.reading.heads.append(TableHead(kind, head.title, head.line, head.columns))
        return len(self.reading.heads) - 1


_WIDER = {
    "empty": ("多出空的单元格，已略去", "empty extra cells were left out"),
    "surplus": (
        "单元格多于表头，多出的并入最后一格",
        "more cells than the head has columns: the surplus was joined to the last cell",
    ),
}


def assemble(document: str, tables: Iterable[RawTable], spellings: Spellings) -> Reading:
    """Return heads, rows and oddities of a document's raw tables.

    Every row is a head, a title, the number of a page, part of a duty, text before the first table, or reported.
    """
    reading = Reading(document)
    assembler = _Assembler(reading, spellings)
    for table in tables:
        for left in table.left:
            spot = RawRow(left.line, (), left.place)
            reading.report(left.code, left.severity, spot, left.zh, left.en)
        assembler.grid = table.sheet
        if table.sheet:
            reading.sheets.append(table.name)
            assembler.begin_sheet(table.name)
        skip = False
        for row, following in pairwise([*table.rows, None]):
            if row is None or skip:
                skip = False
                continue
            skip = assembler.take(row, following)
        assembler.flush()
    assembler.close()
    assembler.drop_title()
    return reading
