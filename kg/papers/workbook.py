"""The workbook: findings to judge, and a sheet for every question and analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg import findings, plugins, sheets
from kg.asking.questions import questions
from kg.papers import Desk, Files, words
from kg.papers._figures import edition
from kg.papers._told import given, state
from kg.table import Heading, Table
from kg.words import chinese as chinese_words
from kg.words import section

FILE: Final = "工作簿.xlsx"
TITLE: Final = (
    "工作簿（可在 Excel 中判断，再读回）",
    "workbook, to be judged in Excel and read back",
)

FINDINGS: Final = "发现"
"""The sheet whose verdicts are read back."""
_LEFT_OUT: Final = frozenset({"score", "group", "shown", "evidence"})
"""Columns of findings that mean nothing to a reader of the sheet."""
_PAGE: Final = 150
"""Characters that a page on its side holds in a size that can be read."""


def of_list(desk: Desk) -> Files:
    """Return the workbook of a list."""
    book = sheets.book()
    named = f"{desk.duties.title}（{edition(desk.duties.issued)}）".replace("（）", "")
    notes = sheets.add(book, words("workbook")["notes"])
    contents = []
    for name, table in _tables(desk):
        table = table.for_people.in_chinese
        rows, labels = table.rows, [column.label for column in table.columns]
        told = "\n".join(map(_first, table.notes))
        if not rows and name != FINDINGS:
            contents.append((name, 0, f"{words('workbook')['empty']}{told}"))
            continue
        sheet = sheets.add(book, name)
        sheets.fill(sheet, labels, rows)
        sheets.fit(sheet, labels, rows, _PAGE)
        sheets.lay_for_print(sheet, named)
        if name == FINDINGS:
            at = [column.name for column in table.columns].index("verdict") + 1
            sheets.offer(sheet, at, _choices(), len(rows) + 1)
        contents.append((name, len(rows), told))
    _explain(notes, desk, named, contents)
    return {FILE: sheets.encode(book)}


def _tables(desk: Desk) -> Iterator[tuple[str, Table]]:
    """Yield what is on each sheet, by its name: findings, questions in their order, analyses."""
    yield FINDINGS, _findings(desk)
    for question in questions():
        table = desk.ask(question.name)
        yield f"{question.number} {question.zh}"[:31], table
    for name in plugins.names("kg.analyses"):
        yield f"分析 {findings.title(name)[0].partition('：')[0]}", desk.analyse(name)


def _findings(desk: Desk) -> Table:
    """Return the findings, those called wrong too: a verdict can be taken back."""
    pairs = [(desk.duties.id, finding) for finding in desk.findings]
    duties = desk.duties
    named = {duties.id: findings.edition(duties.place.name or duties.id, duties.issued)}
    table = findings.as_table(pairs, findings.kinds(), editions=named)
    kept = [number for number, one in enumerate(table.columns) if one.name not in _LEFT_OUT]
    heads = tuple(table.columns[number] for number in kept)
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    states = Heading("state", words("workbook")["state"])
    told = [f"{state(one)}{given(one)}" for one in desk.findings]
    rows = tuple((*row, said) for row, said in zip(rows, told, strict=True))
    return replace(table, columns=(*heads, states), rows=rows)


def _choices() -> list[str]:
    """Return what may be chosen as a verdict: each of them, and to take one back."""
    return [*chinese_words("verdict").values(), section("state")["taken_back"][0]]


def _first(note: str) -> str:
    """Return the Chinese of a note."""
    return note.partition(" / ")[0]


def _explain(sheet: object, desk: Desk, named: str, contents: list[tuple[str, int, str]]) -> None:
    """Fill the first sheet: what it is about, how to judge in it, what is on each sheet."""
    said: Mapping[str, str] = words("workbook")
    facts = [
        (said["list"], None, named),
        (said["document"], None, f"{desk.duties.document}  SHA-256 {desk.duties.sha256[:16]}"),
        (said["version"], None, f"kg {desk.version}"),
        (said["judging"], None, said["how"]),
        (said["unjudged"], None, said["unjudged_means"]),
    ]
    heads, rows = [said["sheet"], said["rows"], said["meaning"]], [*facts, *contents]
    sheets.fill(sheet, heads, rows)
    sheets.fit(sheet, heads, rows, _PAGE)
    sheets.lay_for_print(sheet, named)
