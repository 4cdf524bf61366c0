"""Read a printed list (PDF) whose tables are ruled: their rows, joined over the ends of pages, and the lines between."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ReadError
from kg.readers import LeftOut, RawRow, RawTable, Sample, locked
from kg.readers._columns import GridCell, place
from kg.readers._crossed import crossed
from kg.readers._page import Line, PageTable, open_ends, tables

SUFFIXES = (".pdf",)
TITLE = "PDF"

_PAGE_NUMBER = re.compile(r"[\s\-—–·第]*\d{1,4}(?:\s*[页/]\s*(?:共\s*)?\d{0,4})?[\s\-—–·页]*")
_OCR = (
    "请用文字识别（OCR）转换，或索取 Word、Excel 原文件",
    "convert it with OCR, or ask for the Word or Excel file",
)
_ORIGINAL = (
    "请索取 Word、Excel 原文件，或另存为 .docx",
    "ask for the Word or Excel file, or save it as .docx",
)


def detects(sample: Sample) -> bool:
    """Tell whether a file is a PDF; some writers put a few bytes before its mark."""
    return b"%PDF-" in sample.head[:1024]


@dataclass(slots=True)
class _Page:
    number: int
    tables: list[PageTable]
    lines: list[Line]
    signs: int
    pictures: int
    struck: str = ""

    def items(self) -> list[PageTable | Line]:
        """Return tables and lines from the top of the page to its end."""
        both: list[PageTable | Line] = [*self.tables, *self.lines]
        return sorted(both, key=lambda one: one.top)


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table; a row of a table is a line, and so is a line of text outside of tables.

    A row that the end of a page cuts is one row, a head that is repeated on every page stands once.
    Page numbers and running titles are left out and reported.

    Raises
    ------
    ReadError
        If it is not a PDF, is damaged or locked, holds pictures instead of text, or tables without
        rules.
    """
    pages = list(_pages(path))
    if not any(page.signs for page in pages):
        raise ReadError(
            "PDF 里只有图片（扫描件），没有文字",
            "the PDF holds pictures (a scan) and no text",
            where=path.name,
            cure=_OCR,
        )
    text = "".join(line.text for page in pages for line in page.lines)
    if "(cid:" in text and text.count("(cid:") * 5 > sum(page.signs for page in pages):
        raise ReadError(
            "PDF 的字体没有编码表，读不出文字",
            "its fonts do not tell which characters they draw",
            where=path.name,
            cure=_OCR,
        )
    if not any(page.tables for page in pages) and re.search(r"序\s*号", text):
        raise ReadError("PDF 里的表格没有框线，分不清单元格", "the tables of the PDF have no ruled lines",
                        where=path.name, cure=_ORIGINAL)  # fmt: skip
    reading = _Reading()
    reading.read(pages)
    yield RawTable(path.name, tuple(reading.rows), tuple(reading.left))


def _pages(path: Path) -> Iterator[_Page]:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(
        logging.CRITICAL
    )  # it warns of every font on the terminal
    try:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                chars, struck = crossed(page.dedupe_chars().chars, page.edges)
                ruled = page.find_tables({"explicit_horizontal_lines": open_ends(page.edges)})
                found, lines = tables(ruled, chars)
                signs = sum(bool(char["text"].strip()) for char in chars)
                text = "".join(char["text"] for char in struck)
                yield _Page(page.page_number, found, lines, signs, len(page.images), text)
                page.close()
    except OSError:
        raise
    except Exception as error:  # pdfminer follows whatever a damaged file says: any error may come
        if "Password" in f"{type(error).__name__} {error!r}":
            raise locked(path.name) from None
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ReadError(
            f"不是 PDF，或已损坏（{reason}）",
            f"is not a PDF, or is damaged ({reason})",
            where=path.name,
            cure=_ORIGINAL,
        ) from None


@dataclass(slots=True)
class _Run:
    """A table over all its pages: rows and the page that each begins on."""

    rows: list[list[GridCell]]
    pages: list[int]
    heads: int = 0


@dataclass(slots=True)
class _Reading:
    """Puts the pages together."""

    rows: list[RawRow] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    run: _Run | None = None
    count: int = 0
    numbers: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def read(self, pages: list[_Page]) -> None:
        """Fill in rows and reports."""
        running = _running(pages)
        for page in pages:
            if not page.signs and page.pictures:
                zh, en = (
                    f"第 {page.number} 页是图片，没有读",
                    f"page {page.number} is a picture and was not read",
                )
                self.left.append(
                    LeftOut("picture-page", len(self.rows) + 1, f"第 {page.number} 页", zh, en)
                )
            if text := page.struck.strip():
                place = f"第 {page.number} 页"
                zh = f"划去（删除线）的文字没有读：“{text[:40]}”"
                en = f'struck-through text was left out: "{text[:40]}"'
                line = len(self.rows) + 1
                self.left.append(LeftOut("struck-text", line, place, zh, en, page.struck))
            for item in page.items():
                if isinstance(item, PageTable):
                    self.table(item, page.number)
                elif not self.beside(item, page, running):
                    self.close()
                    self.add((item.text,), f"第 {page.number} 页", 0)
        self.close()
        if self.numbers:
            zh, en = (
                f"{len(self.numbers)} 个页码没有读",
                f"{len(self.numbers)} page numbers were left out",
            )
            self.left.append(
                LeftOut("page-numbers", 1, "全文", zh, en, " ".join(self.numbers), "info")
            )

    def beside(self, line: Line, page: _Page, running: Counter[str]) -> bool:
        """Tell whether a line is a page's number or running title, and report it once."""
        if line not in (page.items()[0], page.items()[-1]):
            return False
        if _PAGE_NUMBER.fullmatch(line.text):
            self.numbers.append(line.text)
            return True
        key = _without_numbers(line.text)
        if running[key] < 3:
            return False
        seen, self.seen = key in self.seen, {*self.seen, key}
        if not seen and self.run is None:
            return False  # the first is the document's own title
        if not any(_without_numbers(one.text) == key for one in self.left):
            zh, en = (
                f"页眉页脚没有读：“{line.text[:40]}”",
                f'a running title was not read: "{line.text[:40]}"',
            )
            place = f"第 {page.number} 页"
            self.left.append(
                LeftOut("header", len(self.rows) + 1, place, zh, en, line.text, "info")
            )
        return True

    def table(self, found: PageTable, number: int) -> None:
        """Take a table as the continuation of the one before, if nothing stands between them and its columns agree."""
        rows = found.rows
        if (
            self.run is None
            or self.run.pages[-1] == number
            or not _same_columns(self.run.rows, rows)
        ):
            self.close()
            self.run = _Run(rows, [number] * len(rows))
            return
        head = _head(self.run.rows, rows)
        rows = _free_of_head(rows, head)
        if rows and _goes_on(self.run.rows[-1], rows[0]):
            self.run.rows[-1] = _joined(self.run.rows[-1], rows[0])
            rows = rows[1:]
        self.run.rows += rows
        self.run.pages += [number] * len(rows)

    def close(self) -> None:
        """Hand on the table that is open."""
        if self.run is None:
            return
        self.count += 1
        on_page: Counter[int] = Counter()
        for placed, number, row in zip(
            place(self.run.rows), self.run.pages, self.run.rows, strict=True
        ):
            on_page[number] += 1
            if any(cell.text.strip() and not cell.held for cell in row):
                where = f"第 {number} 页，表格第 {on_page[number]} 行"
                line = len(self.rows) + 1
                cells = tuple(text.strip() for text in placed.cells)
                self.rows.append(
                    RawRow(line, cells, where, self.count, placed.held, placed.covered)
                )
        self.run = None

    def add(self, cells: tuple[str, ...], where: str, table: int) -> None:
        self.rows.append(RawRow(len(self.rows) + 1, cells, where, table))


def _without_numbers(text: str) -> str:
    """Return a running title without what differs from page to page."""
    return re.sub(r"\d+", "#", text)


def _running(pages: list[_Page]) -> Counter[str]:
    """Count the texts that stand first or last on a page, their numbers left out."""
    counts: Counter[str] = Counter()
    for page in pages:
        lines = sorted(page.lines, key=lambda line: line.top)
        counts.update({_without_numbers(line.text) for line in (lines[:1] + lines[-1:])})
    return counts


def _texts(row: list[GridCell]) -> list[str]:
    return [cell.text.strip() for cell in row]


def _same_columns(before: list[list[GridCell]], after: list[list[GridCell]]) -> bool:
    """Tell whether two tables have as many columns; a row across the whole table does not count."""
    return _widest(before) == _widest(after)


def _widest(rows: list[list[GridCell]]) -> int:
    return max(cell.start + cell.span for row in rows for cell in row)


def _head(before: list[list[GridCell]], after: list[list[GridCell]]) -> int:
    """Return how many rows at the top repeat the first rows of the table."""
    count = 0
    while count < min(3, len(before), len(after)) and _texts(before[count]) == _texts(after[count]):
        count += 1
    if count or not before or not after:
        return count
    # No line under the repeated head's first cells: its text goes on into the row below.
    return 1 if _texts(before[0]) == _texts(after[0]) else 0


def _free_of_head(rows: list[list[GridCell]], count: int) -> list[list[GridCell]]:
    """Return the rows under a repeated head; what the head holds of them, where no line parts the two, is empty."""
    rest = rows[count:]
    if not count or not rest:
        return rest
    freed = [GridCell(cell.start, cell.span, "" if cell.held else cell.text) for cell in rest[0]]
    return [freed, *rest[1:]]


def _goes_on(last: list[GridCell], first: list[GridCell]) -> bool:
    """Tell whether a row at the top of a page continues the last one: one of the two lacks its first cell's text."""
    if len(last) != len(first) or len(last) < 2:
        return False
    return not last[0].text.strip() or not first[0].text.strip()


def _joined(last: list[GridCell], first: list[GridCell]) -> list[GridCell]:
    pairs = zip(last, first, strict=True)
    return [GridCell(a.start, a.span, f"{a.text}{b.text}", a.held) for a, b in pairs]
