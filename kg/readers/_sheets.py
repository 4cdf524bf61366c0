"""Sheets of any workbook (xlsx, xls, ods) → raw tables: merged cells filled in, hidden and struck text reported."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.readers import LeftOut, RawRow, RawTable, Severity


@dataclass(slots=True)
class Sheet:
    """One sheet as its reader found it; rows and columns count from 0.

    Attributes
    ----------
    name : str
        As its tab says.
    hidden : bool
        Whether it is not shown.
    cells : dict
        Row → column → text that is shown; empty cells are left out.
    struck : dict
        The same for text that is struck through or in no visible format.
    merges : list of tuple
        First row, first column, last row, last column of each merged range.
    hidden_rows, hidden_columns : set of int
        Rows and columns that are not shown.
    filtered : list of tuple
        First and last row of each range under an active filter: its hidden rows are data.
    boxes : list of str
        Paragraphs of its text boxes.
    notes : list of LeftOut
        What the reader itself has to say.
    """

    name: str
    hidden: bool = False
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    struck: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    notes: list[LeftOut] = field(default_factory=list)

    def place(self, row: int, column: int | None = None) -> str:
        """Return a place as a person finds it in the program."""
        cell = "" if column is None else f" {letters(column)} 列"
        return f"工作表“{self.name}”第 {row + 1} 行{cell}"

    def note(
        self,
        code: str,
        row: int,
        column: int | None,
        zh: str,
        en: str,
        text: str = "",
        severity: Severity = "warning",
    ) -> None:
        """Report something about a cell or a row."""
        self.notes.append(LeftOut(code, row + 1, self.place(row, column), zh, en, text, severity))

    def date(self, row: int, column: int, text: str) -> str:
        """Say that a cell is stored as a date; return its text."""
        zh, en = (
            f"Excel 把单元格存成了日期，读作 {text}",
            f"Excel stored a date; it was read as {text}",
        )
        self.stored("date-cell", row, column, zh, en)
        return text

    def truth(self, row: int, column: int, value: bool) -> str:
        """Say that a cell is stored as a truth value; return its text."""
        text = "TRUE" if value else "FALSE"
        zh, en = f"Excel 把单元格存成了逻辑值 {text}", f"Excel stored the truth value {text}"
        self.stored("truth-value", row, column, zh, en)
        return text

    def error(self, row: int, column: int, text: str) -> str:
        """Say that a cell holds a formula in error; it has no text."""
        zh, en = f"出错的公式（{text}），没有值", f"a formula in error ({text}): it has no value"
        self.stored("error-cell", row, column, zh, en)
        return ""

    def stored(self, code: str, row: int, column: int, zh: str, en: str) -> None:
        """Say how the program stored a cell; of a hidden sheet nothing is said."""
        if not self.hidden:
            self.note(code, row, column, zh, en)


_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_LINE_END = re.compile(r"[ \t]*(?:\r\n|[\r\n\t\x0b\x0c])")


def one_line(text: str) -> str:
    r"""Return a cell's text on one line, without control characters.

    >>> one_line("1.甲；\r\n2.乙。")
    '1.甲； 2.乙。'
    """
    return _CONTROL.sub("", _LINE_END.sub(" ", text)).encode("utf-8", "replace").decode()


def letters(column: int) -> str:
    """Return a column's letters.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def table(sheet: Sheet) -> RawTable:
    """Return the raw table of a sheet; of a hidden one, only the report that it was left out."""
    if sheet.hidden:
        return RawTable(sheet.name, (), tuple(_hidden_sheet(sheet)), sheet=True)
    _read_filtered(sheet)
    held = _fill_merges(sheet)
    _leave_struck(sheet)
    _leave_hidden(sheet)
    return RawTable(sheet.name, tuple(_rows(sheet, held)), tuple(sheet.notes), sheet=True)


def _hidden_sheet(sheet: Sheet) -> Iterator[LeftOut]:
    text = " ".join(
        text for row in sorted(sheet.cells) for _, text in sorted(sheet.cells[row].items())
    )
    if text.strip():
        yield LeftOut(
            "hidden-sheet",
            1,
            f"工作表“{sheet.name}”",
            f"工作表“{sheet.name}”是隐藏的，没有读（{len(sheet.cells)} 行）",
            f'the sheet "{sheet.name}" is hidden and was not read ({len(sheet.cells)} rows)',
            text,
        )


def _read_filtered(sheet: Sheet) -> None:
    """Take rows that only a filter hides for data, and say so."""
    for first, last in sheet.filtered:
        rows = {row for row in sheet.hidden_rows if first <= row <= last}
        filled = sorted(row for row in rows if row in sheet.cells)
        if filled:
            zh = f"筛选隐藏了 {len(filled)} 行，仍作为数据读入"
            en = f"a filter hides {len(filled)} rows; they are data and were read"
            sheet.notes.append(
                LeftOut(
                    "filtered-rows", filled[0] + 1, sheet.place(filled[0]), zh, en, severity="info"
                )
            )
        sheet.hidden_rows -= rows


@dataclass(slots=True)
class _Held:
    """Cells that a merged range covers: below its first row, and right of its first column."""

    below: dict[int, set[int]] = field(default_factory=dict)
    right: dict[int, set[int]] = field(default_factory=dict)


def _fill_merges(sheet: Sheet) -> _Held:
    """Repeat a merged cell's text in every row that it covers and that is shown; ranges that overlap are passed over."""
    held = _Held()
    filled = sorted(sheet.cells)
    ends: dict[int, int] = {}
    for first, left, last, right in sorted(sheet.merges):
        if ends.get(left, -1) >= first:
            continue
        ends[left] = last
        text = sheet.cells.get(first, {}).get(left, "")
        struck = sheet.struck.get(first, {}).get(left, "")
        shown = [
            r
            for r in filled[bisect_left(filled, first) : bisect_right(filled, last)]
            if r not in sheet.hidden_rows
        ]
        for number, row in enumerate(shown):
            if text:
                sheet.cells[row][left] = text
            if struck and row != first:
                sheet.struck.setdefault(row, {})[left] = ""
            if number and text:
                held.below.setdefault(row, set()).add(left)
            if right > left:
                over = [column for column in sheet.cells[row] if left < column <= right]
                held.right.setdefault(row, set()).update(
                    over or range(left + 1, min(right, left + 64) + 1)
                )
    return held


def _leave_struck(sheet: Sheet) -> None:
    """Report struck-through text; a row of which only its number is left is left out whole."""
    for row, struck in sorted(sheet.struck.items()):
        rest = sheet.cells.get(row, {})
        words = [text for text in struck.values() if text]
        if not words:
            continue
        whole = all(re.fullmatch(r"[\s\d.．、]*", text) for text in rest.values())
        text = " ".join([*rest.values(), *words] if whole else words)
        if whole:
            sheet.cells.pop(row, None)
        sheet.note(
            "struck-text",
            row,
            None if whole else min(struck),
            f"划去（删除线）的内容没有读：“{text[:40]}”",
            f'struck-through text was left out: "{text[:40]}"',
            text,
        )


def _leave_hidden(sheet: Sheet) -> None:
    """Leave out hidden rows and columns, and report their text."""
    for row in sorted(sheet.hidden_rows):
        cells = sheet.cells.pop(row, None)
        if cells:
            text = " ".join(cells[column] for column in sorted(cells))
            zh = f"隐藏的行没有读：“{text[:40]}”"
            sheet.note(
                "hidden-row", row, None, zh, f'a hidden row was not read: "{text[:40]}"', text
            )
    taken: dict[int, list[tuple[int, str]]] = {}
    for row in sorted(sheet.cells):
        for column in sheet.hidden_columns & sheet.cells[row].keys():
            taken.setdefault(column, []).append((row, sheet.cells[row].pop(column)))
    for column, rows in sorted(taken.items()):
        text = " ".join(text for _, text in rows)
        zh = f"隐藏的 {letters(column)} 列没有读（{len(rows)} 格）：“{text[:40]}”"
        en = f'the hidden column {letters(column)} was not read ({len(rows)} cells): "{text[:40]}"'
        sheet.note("hidden-column", rows[0][0], column, zh, en, text)


def _rows(sheet: Sheet, held: _Held) -> Iterator[RawRow]:
    """Yield text boxes, then the rows that have a text of their own; hidden columns are closed up."""
    for text in sheet.boxes:
        yield RawRow(1, (text,), f"工作表“{sheet.name}”的文本框")
    hidden = sorted(sheet.hidden_columns)
    for row in sorted(sheet.cells):
        cells = sheet.cells[row]
        below, right = held.below.get(row, set()), held.right.get(row, set())
        if not any(text.strip() for column, text in cells.items() if column not in below):
            continue
        position = {
            column: column - bisect_left(hidden, column) for column in {*cells, *below, *right}
        }
        texts = [""] * (1 + max(position[column] for column in cells))
        for column, text in cells.items():
            texts[position[column]] = text
        yield RawRow(
            row + 1,
            tuple(texts),
            sheet.place(row),
            held=frozenset(position[column] for column in below),
            covered=frozenset(position[column] for column in right if column not in cells),
        )
