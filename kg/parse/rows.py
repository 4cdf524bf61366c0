"""Raw tables → the three lists' rows: find the heads, mend nothing, report what is odd."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import COLUMN_ZH, KIND_ZH, Cell, Column, ListKind, Oddity, Severity, TableHead
from kg.names import Spellings
from kg.readers import RawRow, RawTable

_TITLE = re.compile(r"\S{0,40}(?:履职|配合|收回|职责)\S{0,8}事项(?:清单|目录|表)\S{0,12}$")
_ATTACHMENT = re.compile(r"附(?:件|表)\s*[\d一二三四五六七八九十]*\s*[：:]?")
# 一、党的建设（22项）: a line of its own above the rows of a category.
_SECTION = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]\s*)?(\S{2,16}?)\s*(?:[（(]\s*共?\s*\d+\s*项\s*[）)])?[：:]?"
)
_PAGE = re.compile(r"[\s\-—–·第]*\d{1,4}[\s\-—–·页]*$|^[\s\-—]*$")
_KIND_WORDS: tuple[tuple[str, ListKind], ...] = (("收回", "recalled"), ("配合", "cooperative"), ("基本", "basic"))


@dataclass(frozen=True, slots=True)
class Row:
    """One duty's row: ``number`` as printed (or as it must be, if it is missing).

    ``category`` is its cell's, or where that is empty or there is none, the one above it.
    """

    kind: ListKind
    number: int
    line: int
    cells: tuple[Cell, ...]
    table: int
    category: str

    def text(self, column: str) -> str:
        """Return a cell's text, empty if the table has no such column."""
        return next((cell.text for cell in self.cells if cell.column == column), "")


@dataclass(slots=True)
class Reading:
    """What a document's tables hold, and what was odd about them; ``front`` is the text before the first table."""

    document: str
    heads: list[TableHead] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    def report(
        self, code: str, severity: Severity, line: int, zh: str, en: str, column: str = "", duty: str = ""
    ) -> None:
        """Note an oddity with its place."""
        where = f"{self.document}, line {line}" + (f", column {COLUMN_ZH.get(column, column)}" if column else "")
        self.oddities.append(Oddity(code, severity, where, zh, en, line, column, duty))


def _number(text: str) -> int | None:
    match = re.fullmatch(r"\s*(\d{1,4})\s*[.．、]?\s*", unicodedata.normalize("NFKC", text))
    return int(match[1]) if match else None


class _Assembler:
    """Goes through the lines of a document once, in order."""

    def __init__(self, reading: Reading, spellings: Spellings) -> None:
        self.reading = reading
        self.spellings = spellings
        self.title = ("", 0)
        self.head: TableHead | None = None
        self.pending: list[str] = []
        self.pending_line = 0
        self.section = ""

    def line(self, row: RawRow) -> None:
        cells = [cell.strip("\ufeff") for cell in row.cells]
        if not any(cell.strip() for cell in cells):
            return
        if self.is_head(row.line, cells):
            return
        texts = [cell.strip() for cell in cells if cell.strip()]
        if len(texts) == 1 and _TITLE.fullmatch(texts[0]):
            self.flush()
            self.title = (texts[0], row.line)
            if self.head is None:
                self.reading.front.append(texts[0])
            return
        if self.head is None:
            self.reading.front.append(" ".join(texts))
            return
        if len(texts) == 1 and (_ATTACHMENT.fullmatch(texts[0]) or self.is_section(texts[0])):
            self.flush()
            return
        self.data(row.line, cells, texts)

    def is_section(self, text: str) -> bool:
        """Tell whether a line names the category of the rows under it, and note it."""
        match = _SECTION.fullmatch(text)
        if not match or not (match[1] in self.spellings.categories or (text[-1] in "）)" and text != match[1])):
            return False
        self.flush()
        self.section = match[1]
        return True

    def is_head(self, line: int, cells: Sequence[str]) -> bool:
        while cells and not cells[-1].strip():
            cells = cells[:-1]
        columns = [self.spellings.column(cell) for cell in cells]
        if "number" not in columns or "title" not in columns or _number(cells[columns.index("number")]) is not None:
            return False
        self.flush()
        if self.head is not None and not self.title[0] and [c.printed for c in self.head.columns] == [*cells]:
            return True  # the head again, at the top of a page
        named = tuple(
            Column(name or cell.strip() or f"column-{position}", cell)
            for position, (name, cell) in enumerate(zip(columns, cells, strict=True), 1)
        )
        kind = self.kind([c.name for c in named])
        if self.head is not None and self.head.kind == kind and len(self.head.columns) == len(named):
            return True
        for column, name in zip(named, columns, strict=True):
            if name is None:
                self.reading.report(
                    "unknown-column",
                    "warning",
                    line,
                    f"不认识的表头“{column.printed}”，原样保留，不作解释",
                    f'unknown header "{column.printed}": its cells are kept but not interpreted',
                    column.name,
                )
        self.head = TableHead(kind, self.title[0], line, named)
        self.section = ""
        self.title = ("", 0)
        self.reading.heads.append(self.head)
        return True

    def kind(self, columns: Sequence[str]) -> ListKind:
        present = set(columns)
        if present & {"method", "receiving", "way"}:
            return "recalled"
        if present & {"superior", "township"}:
            return "cooperative"
        for word, kind in _KIND_WORDS:
            if word in self.title[0]:
                return kind
        return "cooperative" if "departments" in present else "basic"

    def data(self, line: int, cells: list[str], texts: list[str]) -> None:
        assert self.head is not None
        width = len(self.head.columns)
        glued = re.fullmatch(r"\s*(\d{1,4}[.．、]?)\s*(\D+?)\s*", cells[0])
        if glued and glued[2] in self.spellings.categories:
            zh, en = "序号与类别之间缺制表符，已分开", "no tab between number and category: they were taken apart"
            self.reading.report("lost-tab", "warning", line, zh, en)
            cells = [glued[1], glued[2], *cells[1:]]
        if _number(cells[0]) is not None and (len(texts) > 1 or not _PAGE.fullmatch(cells[0]) or len(cells) > 1):
            self.flush()
            self.pending, self.pending_line = cells, line
            return
        if len(texts) == 1 and _PAGE.fullmatch(texts[0]):
            return
        if self.numberless(cells, width):
            self.flush()
            self.pending, self.pending_line = cells, line
            return
        self.join(line, cells, width)

    def numberless(self, cells: Sequence[str], width: int) -> bool:
        """Tell whether a line is a row without a readable number: its category stands where it should, or one before."""
        known = self.spellings.categories
        if len(cells) >= 2 and not cells[0].strip() and (len(cells) == width or cells[1].strip() in known):
            return True
        if len(cells) == width and cells[1].strip() in known and len(cells[0]) <= 6:
            return True
        return cells[0].strip() in known and len(cells) in (width - 1, width)

    def join(self, line: int, cells: list[str], width: int) -> None:
        """Add a cut line to the row before, if it has room for it."""
        if self.pending and len(self.pending) + len(cells) - 1 <= width:
            before = len(self.pending)
            apart = before == 1 or (before + len(cells) == width and len(cells) > 1)
            if apart and before + len(cells) <= width:
                self.pending = [*self.pending, *cells]
            else:
                self.pending = [*self.pending[:-1], self.pending[-1] + cells[0], *cells[1:]]
            self.reading.report(
                "cut-line",
                "warning",
                line,
                f"此行没有序号，接在第 {self.pending_line} 行后面",
                f"the line has no number: joined to the row of line {self.pending_line}",
            )
            return
        text = " ".join(cells).strip()
        self.reading.report(
            "stray-line",
            "warning",
            line,
            f"表内读不懂的一行：“{text[:30]}”",
            f'a line inside the table is not understood: "{text[:30]}"',
        )

    def flush(self) -> None:
        if self.pending:
            self.row(self.pending_line, self.pending)
            self.pending = []

    def row(self, line: int, cells: list[str]) -> None:
        assert self.head is not None
        report, columns = self.reading.report, self.head.columns
        earlier = [r for r in reversed(self.reading.rows[-400:]) if r.kind == self.head.kind]
        expected = earlier[0].number + 1 if earlier else 1
        cells = self.fit(line, cells)
        number = _number(cells[0])
        if number is None:
            number = expected
            if cells[0].strip() in self.spellings.categories:
                cells = self.fit(line, ["", *cells])
            elif cells[0].strip():
                report("odd-number", "warning", line, f"序号“{cells[0]}”不是数字", f'the number "{cells[0]}" is none')
            report("lost-number", "warning", line, f"缺序号，按顺序记为 {number}", f"no number: taken as {number}")
        cells = self.fill(line, cells, earlier)
        kept = tuple(Cell(column.name, text, line) for column, text in zip(columns, cells, strict=True))
        table = len(self.reading.heads) - 1
        printed = next((cell.text.strip() for cell in kept if cell.column == "category"), "")
        above = earlier[0].category if earlier and earlier[0].table == table else ""
        category = printed or self.section or above
        self.reading.rows.append(Row(self.head.kind, number, line, kept, table, category))
        self.sequence(line, number, expected, bool(earlier))

    def fit(self, line: int, cells: list[str]) -> list[str]:
        """Bring a row that is wider than the head to its width: leave out empty cells, else join the surplus."""
        assert self.head is not None
        width, report = len(self.head.columns), self.reading.report
        while len(cells) > width and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) <= width:
            return cells
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == width:
            report("doubled-tab", "warning", line, "多出空的单元格，已略去", "empty extra cells were left out")
            return filled
        report(
            "surplus-cells",
            "warning",
            line,
            "单元格多于表头，多出的并入最后一格",
            "more cells than the head has columns: the surplus was joined to the last cell",
        )
        return [*cells[: width - 1], " ".join(cells[width - 1 :])]

    def fill(self, line: int, cells: list[str], earlier: Sequence[Row]) -> list[str]:
        """Bring a row to the head's width and report what is missing."""
        assert self.head is not None
        names = [column.name for column in self.head.columns]
        report = self.reading.report
        if len(cells) == len(names) - 1 and "category" in names and len(cells) > 1:
            place = names.index("category")
            if cells[place].strip() not in self.spellings.categories:
                cells = [*cells[:place], "", *cells[place:]]
        if len(cells) < len(names):
            missing = "、".join(column.printed for column in self.head.columns[len(cells) :])
            report("too-few-cells", "warning", line, f"单元格太少，缺：{missing}", f"too few cells: {missing} missing")
            cells = [*cells, *[""] * (len(names) - len(cells))]
        if "category" in names and not cells[names.index("category")].strip():
            above = self.section or (earlier[0].category if earlier else "")
            report(
                "merged-cell",
                "warning",
                line,
                f"类别为空，按合并单元格理解为“{above}”" if above else "类别为空",
                f'no category: understood as a merged cell, "{above}"' if above else "no category",
                "category",
            )
        for column in ("title", "departments", "superior", "township"):
            if column in names and not cells[names.index(column)].strip():
                report("empty-cell", "warning", line, "单元格为空", "the cell is empty", column)
        return cells

    def sequence(self, line: int, number: int, expected: int, started: bool) -> None:
        if number > expected:
            self.reading.report(
                "number-gap", "warning", line, f"序号从 {expected - 1} 跳到 {number}" if started else f"序号从 {number} 开始",
                f"the numbering jumps from {expected - 1} to {number}" if started else f"the numbering starts at {number}",
            )  # fmt: skip
        elif number < expected:
            self.reading.report(
                "number-repeat",
                "warning",
                line,
                f"序号 {number} 重复或倒退",
                f"the number {number} repeats or goes back",
            )


def assemble(document: str, tables: Iterable[RawTable], spellings: Spellings) -> Reading:
    """Return heads, rows and oddities of a document's raw tables.

    Every line is either a head, a title, a page number, part of a row, text before the first table, or reported.
    """
    reading = Reading(document)
    assembler = _Assembler(reading, spellings)
    for table in tables:
        if any(word in table.name and "事项" in table.name for word, _ in _KIND_WORDS):
            assembler.title = (table.name, 0)
        for row in table.rows:
            assembler.line(row)
        assembler.flush()
        for left in table.left:
            where = f"{document}, {left.place or f'line {left.line}'}"
            reading.oddities.append(Oddity(left.code, left.severity, where, left.zh, left.en, left.line))
    return reading


def kind_name(kind: ListKind) -> str:
    """Return the list's usual name: 配合履职事项清单."""
    return {"recalled": "上级部门收回事项清单"}.get(kind, f"{KIND_ZH[kind]}履职事项清单")
