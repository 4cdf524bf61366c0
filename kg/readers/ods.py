"""Read an OpenDocument spreadsheet: every sheet is a raw table, by the same rules as for ``.xlsx``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from kg.readers import RawTable, Sample, _sheets
from kg.readers._odf import Styles, content, text_of
from kg.readers._package import attributes, local, opened
from kg.readers._sheets import Sheet, one_line

SUFFIXES = (".ods", ".ots")
TITLE = "OpenDocument 电子表格 OpenDocument spreadsheet"

_MOST = 1_000_000
"""Cells of one sheet that hold a text; one that is repeated counts each time."""


def detects(sample: Sample) -> bool:
    """Tell whether a zip holds an OpenDocument spreadsheet."""
    return "content.xml" in sample.parts and b"opendocument.spreadsheet" in sample.head


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table a sheet, in the order of the tabs.

    Raises
    ------
    ReadError
        If it is not such a file, a damaged one, or one that a password locks.
    """
    with opened(path, "OpenDocument 电子表格", "an OpenDocument spreadsheet", ".xlsx") as package:
        body, styles = content(package, path)
        found = [element for element in body.iter() if local(element.tag) == "table"]
        tables = [_sheets.table(_SheetReader(element, styles).read()) for element in found]
    yield from tables


@dataclass(slots=True)
class _Counts:
    row: int = 0
    column: int = 0
    cells: int = 0


class _SheetReader:
    """Goes through the XML of a sheet once."""

    def __init__(self, element: Element, styles: Styles) -> None:
        named = attributes(element)
        self.element, self.styles = element, styles
        self.sheet = Sheet(
            named.get("name", ""), hidden=named.get("style-name", "") in styles.hidden
        )
        self.at = _Counts()

    def read(self) -> Sheet:
        """Return the sheet."""
        self._inside(self.element)
        return self.sheet

    def _inside(self, element: Element) -> None:
        for child in element:
            name = local(child.tag)
            if name == "table-row":
                self._row(child)
            elif name == "table-column":
                self._columns(child)
            elif name == "shapes":
                self._boxes(child)
            elif name in ("table-rows", "table-row-group", "table-header-rows", "table-columns", "table-column-group",
                          "table-header-columns"):  # fmt: skip
                self._inside(child)

    def _boxes(self, element: Element) -> None:
        for one in element.iter():
            text = one_line("".join(one.itertext())).strip() if local(one.tag) == "p" else ""
            if text:
                self.sheet.boxes.append(text)

    def _columns(self, element: Element) -> None:
        named = attributes(element)
        count = min(_repeated(named, "number-columns-repeated"), 16384)
        if named.get("visibility", "visible") != "visible":
            self.sheet.hidden_columns.update(range(self.at.column, self.at.column + count))
        self.at.column += count

    def _row(self, element: Element) -> None:
        named = attributes(element)
        count = _repeated(named, "number-rows-repeated")
        cells = list(self._cells(element))
        visible = named.get("visibility", "visible")
        for row in range(self.at.row, self.at.row + (count if cells else 0)):
            if visible != "visible":
                self.sheet.hidden_rows.add(row)
            if visible == "filter":
                self.sheet.filtered.append((row, row))
            self._put(row, cells)
        self.at.row += count

    def _put(self, row: int, cells: list[tuple[int, str, str]]) -> None:
        for column, shown, struck in cells:
            self.at.cells += 1
            if self.at.cells > _MOST:
                raise ValueError("more than a million filled cells")
            if shown:
                self.sheet.cells.setdefault(row, {})[column] = shown
            if struck:
                self.sheet.struck.setdefault(row, {})[column] = struck

    def _cells(self, element: Element) -> Iterator[tuple[int, str, str]]:
        """Yield column, text and struck-through text of the cells of a row that are not empty."""
        column = 0
        for cell in element:
            name = local(cell.tag)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            named = attributes(cell)
            count = _repeated(named, "number-columns-repeated")
            shown, struck = self._text(cell, named, column) if name == "table-cell" else ("", "")
            if shown or struck:
                for repeat in range(min(count, 16384)):
                    yield column + repeat, shown, struck
            right = _repeated(named, "number-columns-spanned")
            down = _repeated(named, "number-rows-spanned")
            if right > 1 or down > 1:
                row = self.at.row
                self.sheet.merges.append((row, column, row + down - 1, column + right - 1))
            column += count

    def _text(self, cell: Element, named: dict[str, str], column: int) -> tuple[str, str]:
        struck: list[str] = []

        def leave(code: str, text: str) -> None:
            if code == "comment":
                short = one_line(text)[:40]
                zh, en = f"批注没有读：“{short}”", f'a comment was not read: "{short}"'
                self.sheet.note("comment", self.at.row, column, zh, en, text, severity="info")
            else:
                struck.append(one_line(text))

        kind = named.get("value-type", "")
        if kind == "date":
            date = named.get("date-value", "").replace("T00:00:00", "").replace("T", " ")
            return self.sheet.date(self.at.row, column, date), ""
        boxes: list[Element] = []
        texts = []
        for child in cell:
            if local(child.tag) == "annotation":
                leave("comment", "".join(child.itertext()))
            elif local(child.tag) in ("p", "h"):
                texts.append(text_of(child, self.styles, leave, boxes))
        shown = one_line(" ".join(texts))
        code = self.styles.code(cell)
        if kind == "boolean" and shown:
            shown = self.sheet.truth(self.at.row, column, named.get("boolean-value") == "true")
        if code:
            return ("", shown + "".join(struck))
        return (shown, "".join(struck))


def _repeated(named: dict[str, str], name: str) -> int:
    value = named.get(name, "1")
    return max(1, int(value)) if value.isdigit() else 1
