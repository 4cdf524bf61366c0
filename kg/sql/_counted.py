"""Answers of the tables to counting questions: the graph's rows, and what each rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from kg.asking.answers import EVIDENCE, Answer, Answered, rules
from kg.asking.questions import Question
from kg.asking.slots import SLOTS
from kg.engines.answer import STRING, Cells
from kg.sql._asking import Tables
from kg.sql._text import COUNTS, VALUE, asked
from kg.table import Value

_NUMBER: Final = "http://www.w3.org/2001/XMLSchema#"
_LISTED: Final = "duties"
"""The cell that lists duties says what its row rests on, where none says it in so many words."""

_Row = tuple[Cells, tuple[str, ...]]
"""A row, and what it rests on."""


def is_counted(question: Question) -> bool:
    """Tell whether the tables answer a question and say what each row rests on."""
    return question.rows == COUNTS and bool(_rests(question))


def _rests(question: Question) -> str:
    """Return the cell that says what the rows of an answer rest on; empty if none does."""
    names = asked(question.name, {}).names
    return next((name for name in (EVIDENCE, _LISTED) if name in names), "")


def answered(tables: Tables, question: Question) -> Answered:
    """Return an answer over the lists of tables; if it compares places, for every value too."""
    kept = rules(question)
    told = {*kept, *question.apart}
    slots = [one.name for one in question.parameters if one.name in SLOTS and question.scope]
    every = {slot: _by_value(tables, question, slot) for slot in slots if slot not in told}
    return Answered(question, _answer(question, _rows(tables, question)), kept, every)


def _by_value(tables: Tables, question: Question, slot: str) -> dict[str, Answer]:
    """Return value of a parameter, as a term → the answer for it."""
    found: dict[str, list[_Row]] = {}
    for (value, *cells), evidence in _rows(tables, question, slot):
        found.setdefault(value or "", []).append((tuple(cells), evidence))
    return {value: _answer(question, rows) for value, rows in sorted(found.items())}


def _rows(tables: Tables, question: Question, each: str = "") -> Iterator[_Row]:
    """Yield each row and what it rests on; it begins with the value where each is asked for."""
    names = [heading.name for heading in question.headings]
    names = [VALUE, *names] if each else names
    text = asked(question.name, {}, each)
    listed = [name in text.names for name in names]
    for *values, rests in tables.found(text, [*names, _rests(question)]):
        yield tuple(map(_term, values, listed)), tuple(sorted(set(str(rests).split())))


def _answer(question: Question, found: Iterable[_Row]) -> Answer:
    columns = tuple(heading.name for heading in question.headings)
    pairs = list(found)
    return Answer(columns, tuple(row for row, _ in pairs), tuple(rests for _, rests in pairs))


@lru_cache(maxsize=4096, typed=True)
def _term(value: Value, listed: bool) -> str:
    """Return a value as a term; a cell that lists things is a text, whatever it lists."""
    if isinstance(value, float):
        return f'"{value}"^^<{_NUMBER}decimal>'
    if isinstance(value, int):
        return f'"{value}"^^<{_NUMBER}integer>'
    text = str(value)
    if text.startswith("http") and not listed:
        return f"<{text}>"
    return f"{json.dumps(text, ensure_ascii=False)}^^<{STRING}>"
