"""Answers of a bounded length: as much as fits, and how the rest is asked for.

The length is counted in tokens, the units in which language models read. Which units those are
differs from model to model; here two bytes of UTF-8 are one, that is two thirds of a Chinese
character or two Latin letters: the models whose vocabularies were tried need fewer for such texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.errors import QueryError
from kg.table import Table, Value

LARGEST: Final = 4_000
"""Tokens of an answer at the most."""
_BYTES_A_TOKEN: Final = 2
_OF_A_ROW: Final = 500
"""Tokens of a row at the most, unless it is the only one."""
_FOOT: Final = 100
"""Tokens that are kept free for the line under the rows."""
_OF_THE_HEAD: Final = 1_000
_QUOTED: Final = ("quote", "place")
"""The columns of clauses and their places: a line for each clause in either."""


def tokens(text: str) -> int:
    """Return how many tokens a text has at the most.

    >>> tokens("职责"), tokens("duty")
    (3, 2)
    """
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many tokens; one that is cut says how much is left out.

    >>> cut("一二三四五六七八九十" * 9, 60)
    '一二三四五六七八九十一二三四五六七八九十一二三四五…（略 65 字 / 65 characters left out）'
    """
    if tokens(text) <= most:
        return text
    note = "…（略 {0} 字 / {0} characters left out）"
    room = most - tokens(note.format(len(text)))
    kept = text.encode("utf-8", "replace")[: max(0, room) * _BYTES_A_TOKEN].decode(
        "utf-8", "ignore"
    )
    return kept + note.format(len(text) - len(kept))


def paged(head: str, items: Sequence[str], start: int = 1, *, item: int = _OF_A_ROW) -> str:
    """Return a head, as many items as fit from ``start`` on, and what to ask for the rest.

    Parameters
    ----------
    start : int
        The first item, counted from 1.
    item : int
        Tokens of an item at the most; of the only one: as many as there is room.

    Raises
    ------
    QueryError
        If there is no item ``start``.
    """
    if not 1 <= start <= max(1, len(items)):
        raise QueryError(
            f"start={start}：只有 {len(items)} 项", f"start={start}: there are {len(items)} items"
        )
    head = cut(head, _OF_THE_HEAD)
    room = LARGEST - _FOOT - tokens(head)
    most = room - 1 if len(items) == 1 else item
    shown = list(_fitting((cut(one, most) for one in items[start - 1 :]), room))
    last = start - 1 + len(shown)
    return "\n".join([head, *shown, *_foot(start, last, len(items))])


def _fitting(items: Iterator[str], room: int) -> Iterator[str]:
    for one in items:
        room -= tokens(one) + 1
        if room < 0:
            return
        yield one


def _foot(start: int, last: int, number: int) -> list[str]:
    """Return the line that says which part of how many this is, and how to go on."""
    if not number:
        return ["（没有；可换个词，或用 ask 提问 / none; try another word, or ask）"]
    if last < number:
        return [
            f"（第 {start}–{last} 项，共 {number} 项；更多：start={last + 1} / "
            f"items {start}–{last} of {number}; more: start={last + 1}）"
        ]
    return [f"（共 {number} 项，到此为止 / {number} items, this is the end）"]


def rows(table: Table, after: int = 0) -> list[str]:
    """Return each row of a table as text: what it says, under it each clause with its place.

    The rows are numbered from ``after`` + 1 on.
    """
    shown = table.in_chinese.for_people
    names = [column.name for column in shown.columns]
    plain = [at for at, name in enumerate(names) if name not in _QUOTED]
    quoted = [names.index(name) for name in _QUOTED if name in names]
    heads = [column.zh or column.name for column in shown.columns]
    made = []
    for number, row in enumerate(shown.rows, after + 1):
        cells = [f"{heads[at]} {_line(row[at])}" for at in plain if row[at] not in (None, "")]
        clauses = [str(row[at] or "").splitlines() for at in quoted]
        made.append("\n".join([f"{number}. {'｜'.join(cells)}", *_clauses(clauses)]))
    return made


def _clauses(columns: Sequence[Sequence[str]]) -> Iterator[str]:
    if len(columns) == len(_QUOTED):
        for clause, place in zip(*columns, strict=False):
            yield f"   “{clause}” — {place}"


def _line(value: Value) -> str:
    return " ".join(str(value).split())
