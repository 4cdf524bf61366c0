"""Read an Excel workbook: every sheet is a raw table, every row a line; the XML is read as it stands.

Nothing that the file says of itself is believed (``<dimension>``, ``spans``, counts): what is there
is read, once, from the first byte to the last, so a stray cell at the far end costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

from kg.errors import ReadError
from kg.readers import LeftOut, RawTable, Sample, _number, _sheets
from kg.readers._cell_text import TRUE, CellText, cleaned, paragraphs, rich
from kg.readers._package import BROKEN, attributes, local, opened
from kg.readers._sheets import Sheet
from kg.readers._workbook import Book, Style

SUFFIXES = (".xlsx", ".xlsm")
TITLE = "Excel 工作簿 Excel workbook"

#: What heads our own sheet of findings: its other sheets have heads like a list's.
_JUDGED = frozenset(("编号", "判断", "判断人"))
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def detects(sample: Sample) -> bool:
    """Tell whether a zip holds a workbook, or an OLE file a workbook that a password locks."""
    return "xl/workbook.xml" in sample.parts


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table a sheet, in the order of the tabs.

    Line breaks and tabs of a cell become spaces, a whole number loses its ``.0``, a date is written
    ``2025-03-05``. Hidden sheets, rows and columns and struck-through text are left out and
    reported; rows that only an active filter hides are read.

    Raises
    ------
    ReadError
        If it is not a workbook, or a damaged one.
    """
    with opened(path, "Excel 工作簿", "an Excel workbook", ".xlsx") as package:
        tables = [_sheets.table(sheet) for sheet in _read_sheets(Book(package))]
    if not tables:
        raise ReadError("工作簿里没有工作表", "the workbook has no sheet", where=path.name)
    if any(set(row.cells) >= _JUDGED for table in tables for row in table.rows[:1]):
        raise ReadError(
            "是 kg 写出的工作簿，不是清单", "a workbook that kg wrote, not a list", where=path.name,
            cure=("里面的判断，kg.html 用“载入判断文件…”、命令行用 kg verdict 读入",
                  "its verdicts are read by kg.html (Load a verdict file…) and by kg verdict"),
        )  # fmt: skip
    yield from tables


def _read_sheets(book: Book) -> Iterator[Sheet]:
    """Yield the sheets that hold cells, in the order of their tabs."""
    related = book.package.related("xl/workbook.xml")
    for element in book.tree.iter():
        if local(element.tag) != "sheet":
            continue
        named = attributes(element)
        part = related.get(named.get("id", ""), "")
        if part not in book.package.names:
            part = f"xl/worksheets/sheet{named.get('sheetId', '')}.xml"
        if "chartsheet" in part or "dialogsheet" in part:
            continue
        sheet = Sheet(named.get("name", ""), hidden=named.get("state", "visible") != "visible")
        sheet.notes += book.trouble
        book.trouble = []
        _SheetReader(book, sheet, part).read()
        yield sheet


@dataclass(slots=True)
class _SheetReader:
    """Goes through the XML of a sheet once."""

    book: Book
    sheet: Sheet
    part: str
    row: int = -1
    column: int = -1

    def read(self) -> None:
        """Fill in the sheet."""
        with self.book.package.stream(self.part) as stream:
            parents: list[Element] = []
            for event, element in iterparse(stream, ("start", "end")):
                name = local(element.tag)
                if event == "start":
                    parents.append(element)
                    if name == "row":
                        self.start_row(element)
                    continue
                parents.pop()
                self.end(name, element)
                if name in (
                    "row",
                    "c",
                    "mergeCell",
                    "col",
                    "conditionalFormatting",
                    "dataValidation",
                    "hyperlink",
                ):
                    element.clear()
                    if parents:
                        parents[-1].remove(element)
        self.beside()

    def start_row(self, element: Element) -> None:
        number = element.get("r", "")
        self.row = int(number) - 1 if number else self.row + 1
        self.column = -1
        zero = element.get("ht") is not None and float(element.get("ht", "15")) == 0
        if element.get("hidden") in TRUE or zero:
            self.sheet.hidden_rows.add(self.row)

    def end(self, name: str, element: Element) -> None:
        if name == "c":
            self.cell(element)
        elif name == "mergeCell":
            self.sheet.merges.append(_range(element.get("ref", "")))
        elif name == "col":
            self.columns(element)
        elif name == "autoFilter":
            self.filter(element)

    def columns(self, element: Element) -> None:
        zero = element.get("width") is not None and float(element.get("width", "9")) == 0
        if element.get("hidden") in TRUE or zero:
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            self.sheet.hidden_columns.update(range(first - 1, min(last, 16384)))

    def filter(self, element: Element) -> None:
        active = any(local(child.tag) in ("filterColumn", "sortState") for child in element)
        if active and element.get("ref"):
            first, _, last, _ = _range(element.get("ref", ""))
            self.sheet.filtered.append((first, last))

    def cell(self, element: Element) -> None:
        reference = _REFERENCE.fullmatch(element.get("r", ""))
        self.column = _column(reference[1]) if reference else self.column + 1
        row = int(reference[2]) - 1 if reference else self.row
        styles, number = self.book.styles, int(element.get("s", "0") or 0)
        style = styles[number] if number < len(styles) else Style()
        text = self.text(element, style, row)
        if style.struck or style.unseen:
            text = CellText("", text.struck + text.shown)
        if text.shown:
            self.sheet.cells.setdefault(row, {})[self.column] = text.shown
        if text.struck:
            self.sheet.struck.setdefault(row, {})[self.column] = text.struck

    def text(self, element: Element, style: Style, row: int) -> CellText:
        """Return a cell's text by its type."""
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = next((child for child in element if local(child.tag) == "is"), None)
            return rich(inline) if inline is not None else CellText()
        value = next((child.text or "" for child in element if local(child.tag) == "v"), "")
        formula = any(local(child.tag) == "f" for child in element)
        if kind == "s" and value:
            return self.book.strings[int(value)]
        if not value:
            if formula and kind != "str":
                zh, en = (
                    "公式没有算出的值，请在 Excel 中打开并保存",
                    "a formula without a value: open the file in Excel and save it",
                )
                self.sheet.stored("formula-without-value", row, self.column, zh, en)
            return CellText()
        return CellText(self.typed(kind, value, style, row))

    def typed(self, kind: str, value: str, style: Style, row: int) -> str:
        """Return a stored value as text: a string, an error, a truth value or a number."""
        if kind in ("str", "d"):
            return cleaned(value)
        if kind == "e":
            return self.sheet.error(row, self.column, value)
        if kind == "b":
            return self.sheet.truth(row, self.column, value in TRUE)
        return self.number(value, style, row)

    def number(self, value: str, style: Style, row: int) -> str:
        """Return a stored number as it is shown."""
        try:
            parsed = float(value)
        except ValueError:
            return cleaned(value)
        if not abs(parsed) < 1e300:
            return cleaned(value)
        if not style.date:
            return _number.number(parsed, style.code)
        return self.sheet.date(
            row, self.column, _number.date(parsed, since_1904=self.book.since_1904)
        )

    def beside(self) -> None:
        """Look at the parts beside a sheet: filters of its tables, text boxes, comments."""
        for part in self.book.package.related(self.part).values():
            if part not in self.book.package.names:
                continue
            try:
                self.part_beside(part)
            except (*BROKEN, ParseError):
                zh, en = (
                    f"附属部分 {part} 已损坏，没有读",
                    f"the part {part} is damaged and was not read",
                )
                self.sheet.notes.append(
                    LeftOut("damaged-part", 1, f"工作表“{self.sheet.name}”", zh, en)
                )

    def part_beside(self, part: str) -> None:
        if "/tables/" in part:
            for element in self.book.package.tree(part):
                if local(element.tag) == "autoFilter":
                    self.filter(element)
        elif "/drawings/" in part and part.endswith(".xml"):
            boxes = (box for box in self.book.package.tree(part).iter() if local(box.tag) == "sp")
            for box in boxes:
                self.sheet.boxes += paragraphs(box)
        elif "/comments" in part:
            self.comments(self.book.package.tree(part))

    def comments(self, tree: Element) -> None:
        """Report comments: they are said about the table, not in it."""
        for comment in tree.iter():
            text = " ".join(paragraphs(comment)) if local(comment.tag) == "comment" else ""
            reference = _REFERENCE.fullmatch(comment.get("ref", ""))
            if text and reference and not self.sheet.hidden:
                row, column = int(reference[2]) - 1, _column(reference[1])
                zh, en = f"批注没有读：“{text[:40]}”", f'a comment was not read: "{text[:40]}"'
                self.sheet.note("comment", row, column, zh, en, text, severity="info")


def _range(reference: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row, last column of ``A1:C4``, from 0."""
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if not start or not end:
        raise ValueError(f"no range: {reference[:30]}")
    return int(start[2]) - 1, _column(start[1]), int(end[2]) - 1, _column(end[1])


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
