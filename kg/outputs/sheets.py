"""The tables that people open in Excel: CSV with Chinese heads and Chinese words, formulas neutralised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, cast

from kg import findings
from kg.model import ListKind, side_words
from kg.outputs import One
from kg.table import Heading, Table, Value
from kg.tables import columns
from kg.words import both, chinese, section

FILE = "csv"
TITLE = ("表格（Excel 可打开）", "tables (CSV, for Excel)")
FILES: Final = {
    "duties.csv": ("事项表", "duties"),
    "steps.csv": ("步骤表", "steps"),
    "participations.csv": ("谁做什么", "who does what"),
    "mentions.csv": ("提到的部门", "bodies that are named"),
    "findings.csv": ("分析发现", "findings"),
}

_WORDS: Final[dict[str, dict[str, str]]] = {
    "kind": {**chinese("list"), **chinese("body")},
    "role": both("role"),
    "rule": both("rule"),
    "column": chinese("column"),
}
"""Column → word of the program → word for people."""
_FOR_PROGRAMS: Final = ("label", "nth", "category_iri")
"""Columns that the tables for people lack: duty, the order of the rows and category say them."""


def of_list(one: One, path: Path) -> None:
    """Write the tables of a list, a file each."""
    path.mkdir(parents=True)
    places = {duty.key: duty.place for duty in one.parsed.list.duties if duty.place}
    for file, title in FILES.items():
        name = file.removesuffix(".csv")
        table = (
            _findings(one) if name == "findings" else _table(name, title, one.rows[name], places)
        )
        (path / file).write_bytes(table.for_people.in_chinese.encode("csv"))


def _findings(one: One) -> Table:
    duties = one.parsed.list
    found = [(duties.id, finding) for finding in one.findings]
    named = {duties.id: findings.edition(duties.place.name or duties.id, duties.issued)}
    return findings.as_table(found, findings.kinds(), editions=named)


def _table(
    name: str, title: tuple[str, str], rows: list[columns.Row], places: Mapping[str, str]
) -> Table:
    """Return a table in words; ``places`` says where the lines of a duty are found, if not by their number."""
    names = [column for column in columns.SCHEMA[name] if column not in _FOR_PROGRAMS]
    words = section("sheet")
    heads = [Heading(column, *words[column]) for column in names]
    found = []
    for row in rows:
        told = {**row, **_said(row)}
        if place := places.get(row["duty"]):
            told["line"] = place
        found.append(_words(told, names))
    return Table(*title, tuple(heads), tuple(found))


def _said(row: columns.Row) -> columns.Row:
    """Return the side of a row as its duty's column is called; a title has none."""
    if not row.get("side"):
        return {}
    kind = cast(ListKind, row["duty"].partition("/")[0])
    return {"side": side_words(kind, row["side"])[0]}


def _words(row: columns.Row, names: Iterable[str]) -> tuple[Value, ...]:
    return tuple(_word(name, row[name]) for name in names)


def _word(column: str, value: Value) -> Value:
    if isinstance(value, bool):
        return "是" if value else "否"
    if column == "duty" and isinstance(value, str):
        kind, _, mark = value.partition("/")
        return f"{_WORDS['kind'].get(kind, kind)} {mark}"
    return _WORDS.get(column, {}).get(value, value) if isinstance(value, str) else value
