"""What changes in the answers to the questions from one edition to the next: also how a *what if* is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.model import KIND_ZH
from kg.table import Heading, Table, Value

if TYPE_CHECKING:
    from kg.alignment.changes import Change
    from kg.library.dataset import Dataset

_KEY: Final = re.compile(r"(?P<kind>basic|cooperative|recalled)/(?P<mark>@?\d+)(?=[/\s]|$)")
_LABEL: Final = re.compile(rf"(?P<kind>{'|'.join(KIND_ZH.values())}) (?P<mark>@?\d+)")
_LIST: Final = re.compile(r"https?://[^\s<>\"]*?/list/[^/\s]+/?")
_HEADS: Final = (
    Heading("number", "编号", "number"), Heading("question", "问题", "question"),
    Heading("change", "变化", "change"), Heading("row", "答案", "answer"),
)  # fmt: skip
_NOTE: Final = (
    "− 原答案有而新答案无，+ 新答案有而原答案无；只是序号变了的不算，清单自身的日期和文件不比",
    "− is gone, + has come; a new number alone is not a change, nor are date and file of the list",
)
_NOTHING: Final = ("没有一个答案变了", "no answer changed")
_OF_THE_EDITION: Final = "about"
"""The question whose answer is the edition itself: of two editions it is never the same."""
_COUNTED: Final = "words"
"""The names of columns of words and their counts end so: what stands in them names no duty."""


def answers(
    old: str | Path,
    new: str | Path,
    *,
    store: str | Path | None = None,
    verdicts: str | Path | None = "verdicts.toml",
) -> Table:
    """Run every question on two lists and return the rows that only one of them has.

    A duty that is only numbered otherwise is the same duty, so that a new number alone changes no
    answer. To ask *what if*, copy a list, change it, and compare the two.

    Parameters
    ----------
    old, new, store, verdicts
        See :func:`kg.library.diff`.

    Returns
    -------
    Table
        One row for each row of an answer that is gone (−) or has come (+), question by question.
    """
    from kg.library.chosen import open_one
    from kg.library.editions import between
    from kg.library.paired import told_in

    before, after = open_one(old, store), open_one(new, store)
    found = between(before.lists[0], after.lists[0], told=told_in(verdicts))
    numbers = _numbers(found.changes)
    rows = tuple(_rows(before, after, numbers))
    notes = (_NOTE,) if rows else (_NOTHING, _NOTE)
    return Table("答案的变化", "Changed answers", _HEADS, rows, tuple(map(" / ".join, notes)))


def _numbers(changes: Sequence[Change]) -> dict[str, str]:
    """Return the new key of every old duty that is one duty still."""
    single = (change for change in changes if len(change.old) == len(change.new) == 1)
    return {change.old[0].key: change.new[0].key for change in single}


def _rows(
    before: Dataset, after: Dataset, numbers: Mapping[str, str]
) -> Iterator[tuple[Value, ...]]:
    from kg.asking.questions import questions

    for asked in questions():
        if asked.scope or asked.name == _OF_THE_EDITION:  # a county's questions need several lists
            continue
        sides = [(data.query(asked, iris=True), data.query(asked)) for data in (before, after)]
        (old, old_shown), (new, new_shown) = sides
        names = [column.name for column in old.columns]
        olds = {
            _same(row[0], names, numbers): row for row in zip(old.rows, old_shown.rows, strict=True)
        }
        news = {_same(row[0], names, {}): row for row in zip(new.rows, new_shown.rows, strict=True)}
        changed = [("−", shown) for key, (_, shown) in olds.items() if key not in news]
        changed += [("+", shown) for key, (_, shown) in news.items() if key not in olds]
        for sign, shown in sorted(changed, key=lambda pair: str(pair[1][0])):
            yield asked.number, asked.zh, sign, _told(new_shown.columns, shown)


def _same(row: Sequence[Value], names: Sequence[str], numbers: Mapping[str, str]) -> str:
    """Return a row as it is compared: without its list's name, every duty by its number in the new list."""
    cells = zip(names, map(str, row), strict=True)
    return "\t".join(
        _cell(text, numbers, labels=not name.lower().endswith(_COUNTED)) for name, text in cells
    )


def _cell(text: str, numbers: Mapping[str, str], *, labels: bool) -> str:
    """Return a cell as it is compared; the order of an enumeration follows the numbers and says nothing."""
    text = _KEY.sub(lambda found: numbers.get(found[0], found[0]), _LIST.sub("", text))
    if labels:
        text = _LABEL.sub(lambda found: _relabelled(found, numbers), text)
    return "、".join(sorted(text.split("、")))


def _relabelled(found: re.Match[str], numbers: Mapping[str, str]) -> str:
    kind = next(kind for kind, zh in KIND_ZH.items() if zh == found["kind"])
    key = f"{kind}/{found['mark']}"
    return numbers.get(key, key)


def _told(columns: Sequence[Heading], row: Sequence[Value]) -> str:
    cells = (
        f"{column.zh or column.name}：{value}"
        for column, value in zip(columns, row, strict=True)
        if not column.quiet
    )
    return "；".join(cells)
