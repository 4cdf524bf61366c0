"""Read an old binary workbook (Excel 97–2003, WPS 表格): every sheet is a raw table.

By xlrd: it tells what is hidden or struck through, which calamine does not
(docs/decisions/0019-formats.md).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.readers import RawTable, Sample, _number, _old_boxes, _sheets, locked
from kg.readers._sheets import Sheet, one_line

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as OldSheet

SUFFIXES = (".xls", ".et", ".xlt")
TITLE = "旧版 Excel、WPS 表格 old Excel workbook"


def detects(sample: Sample) -> bool:
    """Tell whether an OLE file, or a stream of BIFF records without one, is a workbook."""
    bare = sample.head[:4] in (
        b"\x09\x08\x08\x00",
        b"\x09\x08\x10\x00",
        b"\x09\x04\x06\x00",
        b"\x09\x02\x06\x00",
    )
    return bare or bool(
        sample.streams & {"Workbook", "Book"} and "WordDocument" not in sample.streams
    )


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table a sheet, by the same rules as for ``.xlsx``.

    Raises
    ------
    ReadError
        If it is not a workbook, a damaged one, or one that a password locks.
    """
    import xlrd

    content = path.read_bytes()
    try:
        book = xlrd.open_workbook(
            filename=path.name,
            file_contents=content,
            logfile=io.StringIO(),
            formatting_info=True,
        )
        boxes = _old_boxes.boxes(content)
        sheets = [_sheet(book, sheet, boxes.get(sheet.name, [])) for sheet in book.sheets()]
        tables = [_sheets.table(sheet) for sheet in sheets]
    except OSError:
        raise
    except (
        Exception
    ) as error:  # xlrd asserts and indexes its way through a damaged file: any error may come
        if "encrypted" in str(error).lower():
            raise locked(path.name) from None
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ReadError(
            f"不是 Excel 工作簿，或已损坏（{reason}）",
            f"is not an Excel workbook, or is damaged ({reason})",
            where=path.name,
            cure=("请打开后另存为 .xlsx", "open it and save it as .xlsx"),
        ) from None
    yield from tables


def _sheet(book: Book, old: OldSheet, boxes: list[str]) -> Sheet:
    sheet = Sheet(old.name, hidden=old.visibility != 0, boxes=[one_line(text) for text in boxes])
    for row in range(old.nrows):
        for column, cell in enumerate(old.row(row)):
            _take(book, old, sheet, row, column, cell)
    # xlrd's ranges end behind their last row and column.
    sheet.merges = [
        (first, left, last - 1, right - 1) for first, last, left, right in old.merged_cells
    ]
    sheet.hidden_rows = {
        row for row, info in old.rowinfo_map.items() if info.hidden or info.height == 0
    }
    sheet.hidden_columns = {
        column for column, info in old.colinfo_map.items() if info.hidden or info.width == 0
    }
    sheet.filtered = list(_filtered(book, old))
    _report_notes(old, sheet)
    return sheet


def _filtered(book: Book, old: OldSheet) -> Iterator[tuple[int, int]]:
    """Yield first and last row of the sheet's ranges that carry a filter."""
    number = book.sheet_names().index(old.name)
    for name in book.name_obj_list:
        if (
            name.builtin
            and name.name == "_FilterDatabase"
            and name.scope == number
            and name.result is not None
        ):
            area = name.area2d()
            yield area[1], area[2] - 1


def _report_notes(old: OldSheet, sheet: Sheet) -> None:
    for (row, column), note in old.cell_note_map.items():
        text = one_line(note.text).strip()
        if text and not sheet.hidden:
            zh, en = f"批注没有读：“{text[:40]}”", f'a comment was not read: "{text[:40]}"'
            sheet.note("comment", row, column, zh, en, text, severity="info")


def _take(book: Book, old: OldSheet, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
    """Put a cell's text into the sheet, what is struck through apart."""
    shown, struck = _text(book, sheet, row, column, cell), ""
    if not shown:
        return
    format_ = book.xf_list[cell.xf_index]
    runs = old.rich_text_runlist_map.get((row, column))
    if book.font_list[format_.font_index].struck_out and not runs:
        shown, struck = "", shown
    elif runs:
        shown, struck = _runs(book, str(cell.value), format_.font_index, runs)
    if shown:
        sheet.cells.setdefault(row, {})[column] = shown
    if struck:
        sheet.struck.setdefault(row, {})[column] = struck


def _runs(book: Book, text: str, font: int, runs: list[tuple[int, int]]) -> tuple[str, str]:
    """Return what a text of several formats shows, and what is struck through in it."""
    shown, struck = "", ""
    starts = [(0, font), *runs]
    ends = [start for start, _ in runs] + [len(text)]
    for (start, number), end in zip(starts, ends, strict=True):
        if book.font_list[number].struck_out:
            struck += text[start:end]
        else:
            shown += text[start:end]
    return one_line(shown), one_line(struck)


def _text(book: Book, sheet: Sheet, row: int, column: int, cell: Cell) -> str:
    """Return a cell's text by its type, as the program shows it."""
    import xlrd

    form = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    code = form.format_str if form else ""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return one_line(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return _number.number(cell.value, code)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return sheet.date(row, column, _number.date(cell.value, since_1904=book.datemode == 1))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return sheet.truth(row, column, bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return sheet.error(row, column, xlrd.error_text_from_code.get(cell.value, "#"))
    return ""
