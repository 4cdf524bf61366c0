"""Physical rows of one table → one row a duty: merged cells hold, cut rows are joined, missing numbers are found or said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kg.model import ListKind, Severity
from kg.parse import outside
from kg.parse.serial import Serial, serial
from kg.readers import RawRow

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
_MOST_TOGETHER = 10
"""Numbers that one row may stand for: 3-5."""
_ENDED = tuple("。；;！!？?：:")
_NAME_ENDED = tuple("局委办队会院部室站社心所司厅处校、，,；;")
_ITEM = re.compile(
    r"\s*(?:\d{1,3}\s*[.．、)）]|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[）)]|[①-⑳⑴-⒇]|[一二三四五六七八九十]{1,3}、|<)"
)


@dataclass(frozen=True, slots=True)
class Physical:
    """One row as it stands in the table, as wide as the head; ``section`` is the category that a row above it names."""

    row: RawRow
    cells: tuple[str, ...]
    section: str


@dataclass(slots=True)
class Printed:
    """The row of one duty, joined from its physical rows.

    ``parts`` are the columns whose text comes from several rows, with the offsets at which each row's text begins.
    """

    row: RawRow
    cells: list[str]
    section: str
    serial: Serial
    number: int | None
    category: str = ""
    kind: str = ""
    rows: int = 1
    parts: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last number of its cell: 14 of 13,14; of 4-1, which is a part of 4, that is 4."""
        number = self.number or 0
        printed = [int(part) for part in re.findall(r"\d+", self.serial.printed)]
        several = self.serial.form == "several" and printed == sorted(set(printed))
        return printed[-1] if several and printed[-1] - printed[0] < _MOST_TOGETHER else number


class Report(Protocol):
    """Notes an oddity (:meth:`kg.parse.reading.Reading.report`)."""

    def __call__(
        self, code: str, severity: Severity, at: RawRow | None, zh: str, en: str, column: str = ""
    ) -> None:
        """Note one oddity."""


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
    table.find_numbers(found)
    table.find_categories(found)
    table.report_sequence(found)
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
        """Return a cell's text, trimmed; empty if there is no such column."""
        return cells[self.at[column]].strip() if column in self.at else ""

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
            self.report_joined(printed)
        return found

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
        return same and [cell.strip() for cell in one.cells] != [
            cell.strip() for cell in before.cells
        ]

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
            if again and text.strip() == before.strip():
                continue  # number and title are printed again, and so is this cell
            joined, start = _join(name, before, text)
            printed.cells[position] = joined
            printed.parts[name] = (*printed.parts.get(name, (0,)), start)
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

    # --- numbers ---

    def find_numbers(self, found: Sequence[Printed]) -> None:
        """Give the numbers that the neighbours leave no doubt of, and report every number that is odd."""
        if "number" not in self.at:
            return
        before: int | None = None
        for at, printed in enumerate(found):
            if printed.number is None:
                printed.number = self.between(before, found[at:])
                self.report_missing(printed)
            elif printed.serial.form == "several":
                self.report_odd(printed, "warning")
            elif printed.serial.form == "dressed":
                self.report_odd(printed, "info")
            before = printed.number if printed.number is not None else before

    def between(self, before: int | None, rest: Sequence[Printed]) -> int | None:
        """Return the number of the first row of ``rest``, if as many numbers are missing as rows have none."""
        missing = 0
        for printed in rest:
            if printed.serial.value is not None:
                break
            missing += 1
        after = rest[missing].serial.value if missing < len(rest) else None
        if after is None:
            return before + 1 if before is not None else None
        first = after - missing
        return first if first > 0 and (before is None or first == before + 1) else None

    def report_odd(self, printed: Printed, severity: Severity) -> None:
        shown, number = printed.serial.printed, printed.number
        zh, en = (
            f"序号写作“{shown}”，记为 {number}",
            f'the number is printed "{shown}" and taken as {number}',
        )
        self.report("odd-number", severity, printed.row, zh, en, "number")

    def report_missing(self, printed: Printed) -> None:
        shown, number = printed.serial.printed, printed.number
        if shown:
            zh, en = f"序号“{shown}”不是数字", f'"{shown}" is not a number'
            self.report("odd-number", "warning", printed.row, zh, en, "number")
        if number is None:
            zh, en = (
                "缺序号，且上下序号推不出，按行记",
                "no number, and its neighbours do not tell it: named by its row",
            )
        else:
            zh, en = f"缺序号，按顺序记为 {number}", f"no number: taken as {number}"
        self.report("lost-number", "warning", printed.row, zh, en, "number")

    def report_sequence(self, found: Sequence[Printed]) -> None:
        """Report where the numbers jump, repeat or go back; a category may begin at 1 again."""
        before: Printed | None = None
        for printed in found:
            if printed.number is None:
                continue
            last = before.last if before is not None else 0
            again = (
                before is not None and printed.number == 1 and printed.category != before.category
            )
            if printed.number > last + 1:
                zh = (
                    f"序号从 {last} 跳到 {printed.number}"
                    if before
                    else f"序号从 {printed.number} 开始"
                )
                en = (
                    f"the numbering jumps from {last} to {printed.number}"
                    if before
                    else f"the numbering starts at {printed.number}"
                )
                self.report("number-gap", "warning", printed.row, zh, en)
            elif printed.number <= last:
                zh = f"序号 {printed.number} 重复或倒退"
                en = f"the number {printed.number} repeats or goes back"
                self.report("number-repeat", "info" if again else "warning", printed.row, zh, en)
            before = printed

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


def _join(column: str, before: str, text: str) -> tuple[str, int]:
    """Return a cell with the text of a further row added, and where that begins."""
    kept = before.rstrip()
    if not kept:
        return text, 0
    if column in _NAMES:
        between = "" if kept.endswith(tuple("、，,；;")) or not kept.endswith(_NAME_ENDED) else "、"
    elif column == "title":
        between = ""
    elif kept.endswith(_ENDED) or _ITEM.match(text) or column == "subitem":
        between = "<br>"
    else:
        between = ""
    return kept + between + text.lstrip(), len(kept) + len(between)


def rows_of(parts: Sequence[int], start: int) -> int:
    """Return which physical row the text at ``start`` of a joined cell comes from, from 0."""
    return max(sum(begin <= start for begin in parts) - 1, 0)


def blocks(parts: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each physical row's text in a joined cell."""
    ends = [*parts[1:], length]
    yield from zip(parts, ends, strict=True)
