"""Physical rows of one table → one row a duty: merged cells hold, cut rows are joined, missing numbers are found or said."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.model import ListKind
from kg.parse import outside
from kg.parse.printed import Joint, Physical, Printed, Report
from kg.parse.row_numbers import find_numbers, report_sequence
from kg.parse.serial import Serial, serial

_NAMES = frozenset({"departments", "lead", "assisting", "receiving", "towns"})
"""Columns that list names."""
_CONTENT = frozenset({"departments", "superior", "township", "method", "receiving", "way", "lead"})
_REQUIRED = ("title", "departments", "superior", "township")
_REQUIRED_OF: dict[ListKind, tuple[str, ...]] = {
    "basic": ("title",),
    "cooperative": _REQUIRED,
    "recalled": ("title", "departments", "superior"),
}
"""What a row of a table of all three lists should hold."""
_ENDED = tuple("。；;！!？?：:")
_NAME_ENDED = tuple("局委办队会院部室站社心所司厅处校、，,；;")
_ITEM = re.compile(
    r"\s*(?:\d{1,3}\s*[.．、)）]|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[）)]|[①-⑳⑴-⒇]|[一二三四五六七八九十]{1,3}、|<)"
)


def printed_rows(
    physical: Sequence[Physical], names: Sequence[str], categories: Collection[str], report: Report
) -> list[Printed]:
    """Return the duties' rows of one table, in printed order.

    Parameters
    ----------
    physical : sequence of Physical
        The table's rows.
    names : sequence of str
        Canonical names of its columns.
    categories : collection of str
        Categories that are known.
    report : callable
        Takes what is odd.
    """
    table = _Table(tuple(names), report)
    found = table.joined(physical)
    if "number" in table.at:
        find_numbers(found, report)
    table.find_categories(found)
    report_sequence(found, report)
    for printed in found:
        table.report_cells(printed)
    return found


class _Table:
    """Knows the columns of one table."""

    def __init__(self, names: tuple[str, ...], report: Report) -> None:
        self.names = names
        self.report = report
        self.at = {name: position for position, name in enumerate(names)}

    def text(self, cells: Sequence[str], column: str) -> str:
        """Return a cell's text, trimmed; an empty text if the column is missing."""
        if column in self.at:
            return cells[self.at[column]].strip()
        return ""

    def held(self, physical: Physical, column: str) -> bool:
        """Tell whether a cell goes on from the row above."""
        return self.at.get(column, -1) in physical.row.held

    # --- one duty over several rows ---

    def joined(self, physical: Sequence[Physical]) -> list[Printed]:
        found: list[Printed] = []
        following = self.following_numbers(physical)
        for one, following_number in zip(physical, following, strict=True):
            if found and self.goes_on(one, found[-1], following_number):
                self.add(found[-1], one)
            else:
                found.append(self.begin(one))
        for printed in found:
            self.put_together(printed)
            self.report_joined(printed)
        return found

    def put_together(self, printed: Printed) -> None:
        """Make the cells whose text comes from several rows."""
        for position, joint in printed.joints.items():
            printed.cells[position] = "".join(joint.pieces)
            printed.parts[self.names[position]] = tuple(joint.starts)

    def following_numbers(self, physical: Sequence[Physical]) -> list[int | None]:
        """Return for each row the next number that is printed below it."""
        found: list[int | None] = []
        number: int | None = None
        for one in reversed(physical):
            found.append(number)
            value = serial(self.text(one.cells, "number")).value
            number = number if value is None else value
        return found[::-1]

    def begin(self, one: Physical) -> Printed:
        number = serial(self.text(one.cells, "number"))
        return Printed(one.row, list(one.cells), one.section, number, number.value)

    def goes_on(self, one: Physical, before: Printed, following: int | None) -> bool:
        """Tell whether a row is a further row of the duty before."""
        if self.held(one, "number") and self.text(one.cells, "number"):
            return True
        title = self.text(one.cells, "title")
        number = serial(self.text(one.cells, "number"))
        if number.value is not None and number.form != "none":
            return self.is_repeated(one, before, number)
        if number.form == "none":
            return False
        if not title or self.held(one, "title"):
            return True
        if "number" not in self.at or self.is_whole(one):
            return False
        return before.number is not None and following == before.number + 1

    def is_repeated(self, one: Physical, before: Printed, number: Serial) -> bool:
        """Tell whether number and title of the row before are printed again beside other departments or steps."""
        same = number.value == before.serial.value and bool(self.text(one.cells, "title"))
        same = same and self.text(one.cells, "title") == self.text(before.cells, "title")
        changed = before.rows > 1 or _stripped(one.cells) != _stripped(before.cells)
        return same and changed

    def is_whole(self, one: Physical) -> bool:
        """Tell whether a row without a number is a duty of its own: its category is printed, or every other cell."""
        if self.text(one.cells, "category") and not self.held(one, "category"):
            return True
        content = [name for name in self.names if name in _CONTENT]
        return bool(content) and all(self.text(one.cells, name) for name in content)

    def add(self, printed: Printed, one: Physical) -> None:
        """Add a further row to a duty's."""
        number = serial(self.text(one.cells, "number"))
        again = number.value is not None and not self.held(one, "number")
        for position, (name, text) in enumerate(zip(self.names, one.cells, strict=True)):
            before = printed.cells[position]
            if position in one.row.held or not text.strip():
                continue
            if name in ("number", "category"):
                self.report_other(one, name, before, text)
                continue
            joint = printed.joints.get(position)
            if again and joint is None and text.strip() == before.strip():
                continue  # number and title are printed again, and so is this cell
            if joint is None:
                joint = printed.joints[position] = Joint.of(before)
            joint.add(_between(name, joint.pieces[-1], text), text)
        printed.rows += 1

    def report_other(self, one: Physical, name: str, before: str, text: str) -> None:
        """Say that a further row of a duty has another number or category: the first one holds."""
        if text.strip() != before.strip():
            zh, en = (
                f"并入上面事项的此行另写“{text.strip()}”",
                f'a row joined to the duty above says "{text.strip()}"',
            )
            self.report("other-cell", "info", one.row, zh, en, name)

    def report_joined(self, printed: Printed) -> None:
        if printed.rows > 1:
            zh, en = (
                f"此事项占 {printed.rows} 行，已合为一项",
                f"a duty over {printed.rows} rows: joined to one",
            )
            self.report("several-rows", "info", printed.row, zh, en)
        if self.text(printed.cells, "subitem"):
            zh, en = (
                "事项下有子项，子项不单独计为事项",
                "the duty has sub-items; they are not counted as duties",
            )
            self.report("sub-items", "info", printed.row, zh, en, "subitem")

    # --- categories and empty cells ---

    def find_categories(self, found: Sequence[Printed]) -> None:
        """Give every row its category: its cell's, else that of the row of its own above, else that of the row before."""
        above = ""
        for printed in found:
            text = self.text(printed.cells, "category")
            printed.kind = self.text(printed.cells, "kind")
            if outside.is_kind_cell(text):  # 事项类型 says which list the row is of
                printed.kind, text = text, ""
            elif not text and "category" in self.at and not printed.kind:
                self.report_merged(printed, printed.section or above)
            printed.category = outside.category_in(text) or printed.section or above
            above = printed.category

    def report_merged(self, printed: Printed, above: str) -> None:
        zh = f"类别为空，按合并单元格理解为“{above}”" if above else "类别为空"
        en = f'no category: understood as a merged cell, "{above}"' if above else "no category"
        self.report("merged-cell", "warning", printed.row, zh, en, "category")

    def report_cells(self, printed: Printed) -> None:
        """Report the cells that should hold something and do not."""
        kind = outside.kind_in(printed.kind)
        for column in _REQUIRED if kind is None else _REQUIRED_OF[kind]:
            if column in self.at and not self.text(printed.cells, column):
                self.report(
                    "empty-cell", "warning", printed.row, "单元格为空", "the cell is empty", column
                )


def _stripped(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells]


def _between(column: str, kept: str, text: str) -> str:
    """Return what parts the text of a further row from the one above it."""
    if column in _NAMES:
        if kept.endswith(tuple("、，,；;")) or not kept.endswith(_NAME_ENDED):
            return ""
        return "、"
    if column == "title":
        return ""
    if kept.endswith(_ENDED) or _ITEM.match(text) or column == "subitem":
        return "<br>"
    return ""
