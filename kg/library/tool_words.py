"""How the tools of an assistant word an answer: its head, a question as a line, the columns that a table keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.asking import questions as asking
from kg.errors import QueryError
from kg.table import Table

if TYPE_CHECKING:
    from kg.library.dataset import Dataset

_LONGEST: Final = 500
"""Characters of a name or a phrase that are taken."""
_SHOWN_LISTS: Final = 8


_INSTEAD: Final = (
    ("，或加大 --timeout", ""), (", or raise --timeout", ""),
    ("或减小 --limit", "或在查询中写 LIMIT"), ("or lower --limit", "or write LIMIT into the query"),
    ("请加大 --limit，或", "请"), ("raise --limit, or ", ""),
    ("可加大 --limit", "请缩小范围"), ("raise --limit", "ask for less"),
    ("（--edition all）", "（可用 list 指明）"), ("--list", "list"),
    ("请检查路径；", ""), ("check the path; ", ""),
    ("kg query 列出", "list_questions 列出"), ("kg query lists", "list_questions lists"),
    ("kg findings 列出", "findings 列出"), ("kg findings lists", "findings lists"),
)  # fmt: skip
"""What a message says to whoever types commands → what it says to an assistant, which has tools."""


def for_tools(text: str) -> str:
    """Return a message in words of the tools: an assistant has no options of a command to set.

    >>> for_tools("请缩小范围，或加大 --timeout / ask for less, or raise --timeout")
    '请缩小范围 / ask for less'
    """
    for typed, instead in _INSTEAD:
        text = text.replace(typed, instead)
    return text


def short(text: str) -> str:
    """Return a name or a phrase without spaces around it.

    Raises
    ------
    QueryError
        If it is longer than any name.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise QueryError(
            f"长 {len(text)} 字，上限 {_LONGEST}",
            f"it has {len(text)} characters, at most {_LONGEST} are taken",
        )
    return text


def head(data: Dataset, title: str, *lines: str) -> str:
    """Return an answer's first lines: what it is, of which lists, notes, that the build is stale."""
    called = [f"{one.called} {one.issued}" for one in data.chosen]
    more = f" …共 {len(called)} 份 lists" if len(called) > _SHOWN_LISTS else ""
    lists = f"清单 of: {'、'.join(called[:_SHOWN_LISTS])}{more}"
    return "\n".join(filter(None, (title, lists, *map(for_tools, lines), data.stale)))


def question_line(one: asking.Question) -> str:
    """Return a question as a line: name, title, what it can be narrowed by."""
    narrowed = ", ".join(slot.name for slot in one.parameters)
    county = "（要有几份清单 needs several lists）" if one.scope else ""
    return f"{one.number} {one.name}｜{one.zh}{county}｜{narrowed}"


def brief(table: Table) -> Table:
    """Return findings with what an answer needs: no ids of verdicts, no empty columns."""
    dropped = {"group", "shown", "carried", "score", "edition", "wording"}
    names = [column.name for column in table.columns]
    kept = [at for at, name in enumerate(names) if name not in dropped]
    made = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=made)


def of_kind(table: Table, kind: str) -> Table:
    """Return the changes of one kind, called in either language.

    Raises
    ------
    QueryError
        If no change is of that kind; the message says which there are.
    """
    kinds = [str(value) for value in table.column("kind")]
    kept = tuple(row for row, of in zip(table.rows, kinds, strict=True) if kind in of)
    if kind and not kept:
        there = "、".join(dict.fromkeys(kinds)) or "无 none"
        raise QueryError(f"没有 “{kind}” 的变化，有 {there}", f'no change is "{kind}": {there}')
    return replace(table, rows=kept)
