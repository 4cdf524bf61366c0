"""Read an Excel workbook: every sheet is a raw table, every row a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from kg.errors import ReadError
from kg.readers import RawRow, RawTable


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table a sheet; a cell's line breaks and tabs become spaces, a whole number loses its ``.0``."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise ReadError(f"is no Excel workbook ({error})", where=path.name, cure="save it as .xlsx again") from None
    try:
        for sheet in book.worksheets:
            rows = []
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                cells = [_text(value) for value in row]
                while cells and not cells[-1]:
                    cells.pop()
                rows.append(RawRow(number, tuple(cells) or ("",)))
            yield RawTable(sheet.title, tuple(rows))
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\t", " ").replace("\r\n", "\n").replace("_x000D_", "").replace("\n", " ")
