"""Read an Excel workbook: every sheet is a raw table, every row a line."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from kg.errors import ReadError
from kg.readers import RawRow, RawTable, Sample

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet as Worksheet


SUFFIXES = (".xlsx", ".xlsm")
TITLE = "Excel 工作簿 Excel workbook"


def detects(sample: Sample) -> bool:
    """Tell whether a zip holds a workbook."""
    return "xl/workbook.xml" in sample.parts


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table a sheet; a cell's line breaks and tabs become spaces, a whole number loses its ``.0``."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, zlib.error)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            tables = [RawTable(sheet.title, tuple(_rows(sheet))) for sheet in book.worksheets]
        finally:
            book.close()
    except broken as error:
        raise ReadError(f"is no Excel workbook ({error})", where=path.name, cure="save it as .xlsx again") from None
    yield from tables


def _rows(sheet: Worksheet) -> Iterator[RawRow]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield RawRow(number, tuple(cells) or ("",))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\t", " ").replace("\r\n", "\n").replace("_x000D_", "").replace("\n", " ")
