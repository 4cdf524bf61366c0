"""Words of an assistant's tools: heads of answers, questions as lines, what a table keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg import questions as asking
from kg.errors import QueryError
from kg.table import Table

if TYPE_CHECKING:
    from kg.library.dataset import Dataset

_LONGEST: Final = 500
"""Characters of a name or a phrase that are taken."""
_SHOWN_LISTS: Final = 8


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
    return "\n".join(filter(None, (title, lists, *lines, data.stale)))


def told(one: asking.Question) -> str:
    """Return a question as a line: name, title, what it can be narrowed by."""
    narrowed = ", ".join(slot.name for slot in one.parameters)
    county = "（要有几份清单 needs several lists）" if one.scope else ""
    return f"{one.number} {one.name}｜{one.zh}{county}｜{narrowed}"


def brief(table: Table) -> Table:
    """Return findings with what an answer needs: no ids of verdicts, no empty columns."""
    dropped = {"group", "shown", "carried", "score"}
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
