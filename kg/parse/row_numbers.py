"""The numbers of a table's duties: those that the neighbours leave no doubt of are found, and what is odd is reported."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Severity
from kg.parse.printed import Printed, Report


def find_numbers(found: Sequence[Printed], report: Report) -> None:
    """Give the numbers that the neighbours leave no doubt of, and report every number that is odd."""
    before: int | None = None
    following = _next_numbered(found)
    for at, printed in enumerate(found):
        if printed.number is None:
            after = found[following[at]].serial.value if following[at] < len(found) else None
            printed.number = _between(before, following[at] - at, after)
            _report_missing(printed, report)
        elif printed.serial.form == "several":
            _report_odd(printed, report, "warning")
        elif printed.serial.form == "dressed":
            _report_odd(printed, report, "info")
        before = printed.number if printed.number is not None else before


def _next_numbered(found: Sequence[Printed]) -> list[int]:
    """Return for each row the position of the next one whose number is printed, its own if that is."""
    following = [len(found)] * (len(found) + 1)
    for at in range(len(found) - 1, -1, -1):
        following[at] = at if found[at].serial.value is not None else following[at + 1]
    return following


def _between(before: int | None, missing: int, after: int | None) -> int | None:
    """Return the number of the first of ``missing`` rows without one, if as many numbers are missing."""
    if after is None:
        return before + 1 if before is not None else None
    first = after - missing
    if first > 0 and (before is None or first == before + 1):
        return first
    return None


def _report_odd(printed: Printed, report: Report, severity: Severity) -> None:
    shown, number = printed.serial.printed, printed.number
    zh = f"序号写作“{shown}”，记为 {number}"
    en = f'the number is printed "{shown}" and taken as {number}'
    report("odd-number", severity, printed.row, zh, en, "number")


def _report_missing(printed: Printed, report: Report) -> None:
    shown, number = printed.serial.printed, printed.number
    if shown:
        zh, en = f"序号“{shown}”不是数字", f'"{shown}" is not a number'
        report("odd-number", "warning", printed.row, zh, en, "number")
    if number is None:
        zh, en = (
            "缺序号，且上下序号推不出，按行记",
            "no number, and its neighbours do not tell it: named by its row",
        )
    else:
        zh, en = f"缺序号，按顺序记为 {number}", f"no number: taken as {number}"
    report("lost-number", "warning", printed.row, zh, en, "number")


def report_sequence(found: Sequence[Printed], report: Report) -> None:
    """Report where the numbers jump, repeat or go back; a category may begin at 1 again."""
    before: Printed | None = None
    for printed in found:
        if printed.number is None:
            continue
        last = before.last if before is not None else 0
        again = before is not None and printed.number == 1 and printed.category != before.category
        if printed.number > last + 1 and before is None:
            zh = f"序号从 {printed.number} 开始"
            en = f"the numbering starts at {printed.number}"
            report("number-gap", "warning", printed.row, zh, en)
        elif printed.number > last + 1:
            zh = f"序号从 {last} 跳到 {printed.number}"
            en = f"the numbering jumps from {last} to {printed.number}"
            report("number-gap", "warning", printed.row, zh, en)
        elif printed.number <= last:
            zh = f"序号 {printed.number} 重复或倒退"
            en = f"the number {printed.number} repeats or goes back"
            report("number-repeat", "info" if again else "warning", printed.row, zh, en)
        before = printed
