"""Sheets of a workbook, written and read: the one door to openpyxl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Final

from kg import terminal

Value = str | int | float | bool | None

# A spreadsheet takes a cell for a formula by its first sign, also behind blanks, marks and controls
# that it drops, and in the full width of a Chinese keyboard; a tab or line break shifts the cell.
_FORMULA: Final = (
    r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]"
)
_ILLEGAL_IN_XML: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_LONGEST_CELL: Final = 32_767
_LARGEST_NUMBER: Final = 10**15
"""Excel keeps fifteen digits: a larger whole number is written as text."""
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time that every file in an archive bears: a zip cannot say an earlier one."""


@dataclass(frozen=True, slots=True)
class Read:
    """A row of a sheet that was read: the address of each cell that holds something → its text."""

    sheet: str
    number: int
    cells: dict[str, str]
    """Letter of the column → text."""


def in_xml(text: str) -> str:
    r"""Return a text without what XML cannot hold (U+FFFE, lone surrogates, controls).

    >>> in_xml("配\x00合\ufffe")
    '配合'
    """
    return re.sub(_ILLEGAL_IN_XML, "", text)


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    return not text[:1].isalnum() and bool(re.match(_FORMULA, text))


def book() -> Any:
    """Return an empty workbook."""
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    return made


def add(book: Any, title: str) -> Any:
    """Return a new sheet at the end; signs that a sheet's name cannot hold are dropped."""
    plain = "".join(c for c in in_xml(title) if c not in r"\/*?:[]'" and c.isprintable())
    return book.create_sheet(plain[:31] or "结果")


def put(cell: Any, value: Value) -> None:
    """Write a value: a text as a text, whatever it looks like; a number if Excel keeps it."""
    if isinstance(value, float) and not isfinite(value):
        value = str(value)
    if isinstance(value, int) and abs(value) >= _LARGEST_NUMBER:
        value = str(value)
    if isinstance(value, str):
        cell.value = in_xml(value)[:_LONGEST_CELL]
        cell.data_type = "s"
        cell.quotePrefix = is_formula(value)
    else:
        cell.value = value


def fill(
    sheet: Any, labels: Sequence[str], rows: Sequence[Sequence[Value]], *, widest: int = 60
) -> None:
    """Fill a sheet: head in bold and frozen, filter on, columns as wide as their texts."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for position, label in enumerate(labels, 1):
        cell = sheet.cell(1, position)
        put(cell, label)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EDF3")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for number, row in enumerate(rows, 2):
        for position, value in enumerate(row, 1):
            cell = sheet.cell(number, position)
            put(cell, value)
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(cell.value, str))
    sheet.freeze_panes = "A2"
    last = get_column_letter(max(1, len(labels)))
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    for position, width in enumerate(_widths(labels, rows, widest), 1):
        sheet.column_dimensions[get_column_letter(position)].width = width


def _widths(labels: Sequence[str], rows: Sequence[Sequence[Value]], widest: int) -> list[int]:
    """Return how wide each column is, in characters: as its texts, at most ``widest``."""
    found = []
    for position, label in enumerate(labels):
        texts = [label, *(_shown(row[position]) for row in rows[:500])]
        found.append(min(widest, max(8, max(map(terminal.width, texts)) + 3)))
    return found


def fit(sheet: Any, labels: Sequence[str], rows: Sequence[Sequence[Value]], page: int) -> None:
    """Narrow a sheet's columns until all are ``page`` characters wide, and give rows room."""
    from openpyxl.utils import get_column_letter

    widest = 100
    while sum(widths := _widths(labels, rows, widest)) > page and widest > 10:
        widest -= 2
    for position, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    for number, row in enumerate([labels, *rows], 1):
        lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(400, 15 * lines + 2)


def _lines(value: Value, width: int) -> int:
    """Return how many lines a value takes in a column of so many characters."""
    if not isinstance(value, str):
        return 1
    parts = [terminal.width(line) for line in value.split("\n")]
    return sum(max(1, -(-part // max(1, width - 2))) for part in parts)


def _shown(value: Value) -> str:
    """Return about what Excel shows of a value, in one line."""
    return "" if value is None else " ".join(str(value).split())


def lay_for_print(sheet: Any, name: str) -> None:
    """Set a sheet up for paper: A4 across, one page wide, heads repeated, name and page below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text = in_xml(name)[:80].replace("&", "&&")
    sheet.oddFooter.right.text = "第 &P 页，共 &N 页"


def offer(sheet: Any, column: int, words: Sequence[str], last: int) -> None:
    """Offer some words in the cells of a column from row 2 to ``last``; others are refused."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
    listed.error, listed.errorTitle = f"请选：{'、'.join(words)}", "不是判断"
    listed.showErrorMessage = True
    sheet.add_data_validation(listed)
    letter = get_column_letter(column)
    listed.add(f"{letter}2:{letter}{max(2, last)}")


def encode(book: Any) -> bytes:
    """Return the workbook's bytes; they say no time, so the same content is the same bytes."""
    import zipfile

    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            data = before.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"1980-01-01T00:00:00Z", data)
            after.writestr(info, data)
    return out.getvalue()


def read(path: Path) -> Iterator[Read]:
    """Yield the rows of a workbook's sheets, the hidden ones too: a filter hides nothing.

    Raises
    ------
    OSError, ValueError
        If it is not a workbook.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=False, data_only=True)
    except (KeyError, TypeError, SyntaxError, BadZipFile) as error:
        raise ValueError(str(error)) from None
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            cells = {
                c.column_letter: str(c.value) for c in row if getattr(c, "value", None) is not None
            }
            if cells:
                yield Read(sheet.title, row[0].row, cells)
