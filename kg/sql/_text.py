"""The SQL of a counting question: what its file says, and how it is narrowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import QueryError

COUNTS: Final = "counts"
"""What the head of a question says (``rows:``) whose rows are counts: tables answer it too."""
VALUE: Final = "value"
"""The column of the values where a question is asked for each of them."""
_FOLDER = Path(__file__).parents[1] / "queries"
_CELL = re.compile(r"^--: cell (?P<name>\w+) by (?P<keys>[\w ]+) with (?P<sign>\S+)$", re.MULTILINE)
_VIEW = re.compile(r"^--: view (?P<name>\w+)$", re.MULTILINE)
_NARROWING = re.compile(r"^( *)--\{(\w+)\} (.*)$", re.MULTILINE)
_EACH = re.compile(r"^( *)--\[each\] (.*)$", re.MULTILINE)
_BODY = re.compile(r"^SELECT\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column whose cells list things: a SELECT of its own gives a row a thing, in order.

    Its first columns are ``keys``, columns of the answer; the next is the ``item``.
    """

    name: str
    keys: tuple[str, ...]
    sign: str
    sql: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as SQL: the rows, and the cells that list things."""

    sql: str
    cells: tuple[Cell, ...]

    @property
    def names(self) -> frozenset[str]:
        """The columns that cells fill."""
        return frozenset(cell.name for cell in self.cells)


@cache
def views() -> tuple[tuple[str, str], ...]:
    """Return the views that several questions ask: name and SELECT, in order."""
    _, *pieces = _VIEW.split((_FOLDER / "_views.sql").read_text(encoding="utf-8"))
    return tuple(
        (name, _statement(sql)) for name, sql in zip(pieces[::2], pieces[1::2], strict=True)
    )


def asked(name: str, narrowed: Mapping[str, Sequence[str]], each: str = "") -> Asked:
    """Return the SQL of a question, narrowed to some values of its parameters.

    With ``each``, a parameter, it has its answers for every value, which is one column more.

    Raises
    ------
    QueryError
        If it counts nothing, so that only the graph answers it, or cannot be narrowed by that.
    """
    path = _FOLDER / f"{name}.sql"
    if not path.is_file():
        raise QueryError(
            "这个问题不是计数，表格答不了", "it counts nothing: the tables cannot answer it",
            where=name,
            cure=("请去掉 --engine，向图谱提问", "leave out --engine: the graph answers it"),
        )  # fmt: skip
    text = path.read_text(encoding="utf-8")
    for word in narrowed:
        if f"--{{{word}}}" not in text:
            raise QueryError(f"不能按 {word} 缩小", f"it cannot be narrowed by {word}", where=name)
    text = _NARROWING.sub(lambda match: _narrow(match, narrowed), text)
    first = _CELL.search(text)
    main = _statement(_valued(text[: first.start()] if first else text, each))
    start = _BODY.search(main)
    shared = main[: start.start()] if start else ""
    return Asked(main, tuple(_cells(text, shared, each)))


def _cells(text: str, shared: str, each: str) -> Iterator[Cell]:
    found = list(_CELL.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        sign = {"space": " "}.get(match["sign"], match["sign"])
        body = text[match.end() : end]
        keys = match["keys"].split()
        if each and _EACH.search(body):
            keys.append(VALUE)
        sql = shared + _statement(_valued(body, each))
        yield Cell(match["name"], tuple(keys), sign, sql)


def _valued(text: str, each: str) -> str:
    """Return a text that gives rows for each value of a parameter, if there is one."""
    return _EACH.sub(r"\1\2" if each else "", text).replace("{each}", each)


def _narrow(match: re.Match[str], narrowed: Mapping[str, Sequence[str]]) -> str:
    """Return a condition with the values in it; empty where its parameter is not given."""
    terms = narrowed.get(match[2])
    if terms is None:
        return ""
    listed = ", ".join(map(quoted, terms))
    return match[1] + match[3].replace(f"{{{match[2]}}}", listed)


def _statement(text: str) -> str:
    """Return a statement without its comments and the semicolon behind it."""
    lines = (re.sub(r"(^|\s)-- .*$", "", line) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip()).rstrip().rstrip(";")


def quoted(text: str) -> str:
    """Return a text as SQL writes it.

    >>> quoted("甲'乙")
    "'甲''乙'"
    """
    return "'" + text.replace("'", "''") + "'"
