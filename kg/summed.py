"""Answers over several lists, put together from the answer of each: no list is asked again.

So it is for the questions that take longest to ask of many lists, and whose rows count what is in
one list alone: their figures are added up, and what a row rests on is joined. Shares and the order
of the rows are the store's. A test compares each with what the store answers when it is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kg.answers import Answer, Answered, Ask, decode, rules
from kg.engines.answer import Cells
from kg.keeping import Kept, Narrowed
from kg.questions import Question
from kg.slots import SLOTS
from kg.sparql import with_prefixes

_PLACES: Final = """SELECT ?duty ?number WHERE {
  VALUES (?duty) { ROWS } ?duty duty:position ?number
} ORDER BY ?number ?duty"""
_WORD: Final = re.compile(r"(.+?) (\d+)(?:、|$)")
"""A word and how many times it is there: 宣传 12、排查 3."""
_NAMED: Final = """SELECT DISTINCT ?department (STR(?name) AS ?label) WHERE {
  ?department a duty:Department ; rdfs:label ?name }"""
_LABEL: Final = """{ SELECT ?department (MIN(STR(?name)) AS ?label) WHERE {
  ?department a duty:Department ; rdfs:label ?name } GROUP BY ?department }"""
_LOAD: Final = f"""SELECT ?department ?duties ?sole ?steps ?named ?own
  (ROUND((?duties * 1000.0) / ?all) / 10.0 AS ?share) WHERE {{
  {{ SELECT (COUNT(?every) AS ?all) WHERE {{ ?every a duty:CooperativeDuty }} }}
  {{ SELECT ?department (SUM(?a) AS ?duties) (SUM(?b) AS ?sole) (SUM(?c) AS ?steps)
      (SUM(?d) AS ?named) (SUM(?e) AS ?own)
    WHERE {{ VALUES (?department ?a ?b ?c ?d ?e) {{ ROWS }} }} GROUP BY ?department }}
  {_LABEL}
}} ORDER BY DESC(?duties) DESC(?steps) ?label ?department"""
_DEMAND: Final = f"""SELECT ?department ?cooperative ?recalled ?pattern WHERE {{
  {{ SELECT ?department (SUM(?a) AS ?cooperative) (SUM(?b) AS ?recalled)
    WHERE {{ VALUES (?department ?a ?b) {{ ROWS }} }} GROUP BY ?department }}
  {_LABEL}
  BIND(IF(?recalled = 0, "只要配合 only demands", IF(?cooperative = 0,
    "只收回 only takes back", "两者都有 both")) AS ?pattern)
  BIND(?cooperative + ?recalled AS ?both)
}} ORDER BY DESC(?both) DESC(?recalled) ?label ?department"""
_RANKS: Final = f"""SELECT ?department WHERE {{
  {{ SELECT ?department (SUM(?a) AS ?whole)
    WHERE {{ VALUES (?department ?a) {{ ROWS }} }} GROUP BY ?department }}
  {_LABEL}
}} ORDER BY DESC(?whole) ?label ?department"""
_KINDS: Final = """SELECT ?kind ?township ?townshipAll
  (ROUND((?township * 1000) / ?townshipAll) / 10 AS ?townshipShare)
  ?superior ?superiorAll (ROUND((?superior * 1000) / ?superiorAll) / 10 AS ?superiorShare)
WHERE {
  { SELECT (SUM(?t) AS ?townshipAll) (SUM(?s) AS ?superiorAll)
    WHERE { VALUES (?t ?s) { ALL } } }
  { SELECT ?kind (SUM(?a) AS ?township) (SUM(?b) AS ?superior)
    WHERE { VALUES (?kind ?a ?b) { ROWS } } GROUP BY ?kind }
  BIND(IF(isIRI(?kind), 1, 2) AS ?block)
} ORDER BY ?block DESC(?township) DESC(?superior) ?kind"""
_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"
_Made = tuple[Answer, Narrowed]


def answered(ask: Ask, asked: Question, lists: Sequence[Kept]) -> Answered | None:
    """Return a question's answer over several lists; None where it is to be asked of the store.

    Parameters
    ----------
    ask : Ask
        Runs a question on the store of these lists, and no others.
    """
    make = _BY_NAME.get(asked.name)
    if not all(asked.name in one.answers for one in lists) and make is not _burden:
        return None
    found = make(ask, lists) if make else _by_duty(ask, lists, asked.name)
    if found is None:
        return None
    whole, opened = found
    return Answered(asked, whole, rules(asked), opened)


def _load(ask: Ask, lists: Sequence[Kept]) -> _Made:
    return _added(ask, lists, "load", _LOAD, 6), {}


def _demand(ask: Ask, lists: Sequence[Kept]) -> _Made:
    return _added(ask, lists, "demand_or_take_back", _DEMAND, 3), {}


def _added(ask: Ask, lists: Sequence[Kept], name: str, text: str, columns: int) -> Answer:
    """Return an answer: rows go by their first column, others up to ``columns`` are added up."""
    rows = (row[:columns] for one in lists for row in one.whole(name).rows)
    names, found = _asked(ask, text, ROWS=rows)
    rests = _rests(lists, name)
    return Answer(names, found, tuple(rests[row[0]] for row in found))


def _by_duty(ask: Ask, lists: Sequence[Kept], name: str) -> _Made:
    """Return the rows of all lists in the order of their duties, and what each rests on."""
    answers = [one.whole(name) for one in lists]
    columns = answers[0].columns
    at = columns.index("duty")
    found = [pair for one in answers for pair in zip(one.rows, one.evidence, strict=True)]
    duties = dict.fromkeys((row[at],) for row, _ in found)
    _, placed = _asked(ask, _PLACES, ROWS=duties)
    places = {row[0]: place for place, row in enumerate(placed)}
    found.sort(key=lambda pair: places[pair[0][at]])
    rows, evidence = tuple(row for row, _ in found), tuple(rests for _, rests in found)
    return Answer(columns, rows, evidence), {}


def _rests(lists: Sequence[Kept], name: str) -> dict[str | None, tuple[str, ...]]:
    """Return what the rows of an answer rest on in all lists, by their first column."""
    found: dict[str | None, list[str]] = {}
    for one in lists:
        answer = one.whole(name)
        for row, rests in zip(answer.rows, answer.evidence, strict=True):
            found.setdefault(row[0], []).extend(rests)
    return {key: tuple(sorted(rests)) for key, rests in found.items()}


def _asked(
    ask: Ask, text: str, **values: Iterable[Sequence[str | None]]
) -> tuple[tuple[str, ...], tuple[Cells, ...]]:
    """Ask a question in which rows are put; return its columns and its rows."""
    text = with_prefixes(text)
    for name, rows in values.items():
        lines = (f"({' '.join(cell or 'UNDEF' for cell in row)})" for row in rows)
        text = text.replace(f"{{ {name} }}", f"{{ {' '.join(lines)} }}")
    names, found = ask(text)
    return tuple(names), tuple(found)


def _burden(ask: Ask, lists: Sequence[Kept]) -> _Made:
    """Return the rows of ``load`` list by list: the departments that have most come first."""
    rows = (row[:2] for one in lists for row in one.whole("load").rows)
    _, ranked = _asked(ask, _RANKS, ROWS=rows)
    ranks = {row[0]: place for place, row in enumerate(ranked)}
    whole = _listed(((one.list, one.whole("load")) for one in lists), ranks)
    opened = {}
    for slot in SLOTS:
        by_value: dict[str, list[tuple[str, Answer]]] = {}
        for one in lists:
            for value, answer in one.answers["load"][1].get(slot, {}).items():
                by_value.setdefault(value, []).append((one.list, answer))
        if by_value:
            opened[slot] = {value: _listed(by_value[value], ranks) for value in sorted(by_value)}
    return whole, opened


def _listed(answers: Iterable[tuple[str, Answer]], ranks: Mapping[str | None, int]) -> Answer:
    found = []
    for list, answer in answers:
        for row, rests in zip(answer.rows, answer.evidence, strict=True):
            department, duties, sole, steps, *_ = row
            order = ranks[department], -_number(duties), -_number(steps), list
            found.append((order, (department, f"<{list}>", duties, sole, steps), rests))
    found.sort()
    rows, evidence = tuple(row for _, row, _ in found), tuple(rests for *_, rests in found)
    return Answer(("department", "list", "duties", "sole", "steps"), rows, evidence)


def _number(term: str | None) -> int:
    return int(decode(term or "")[0])


def _kinds(ask: Ask, lists: Sequence[Kept]) -> _Made:
    name = "kinds_of_work"
    answers = [one.whole(name) for one in lists]
    every = [answer.rows[0] for answer in answers if answer.rows]
    alls = ((row[2], row[5]) for row in every)
    figures = ((row[0], row[1], row[4]) for answer in answers for row in answer.rows)
    names, found = _asked(ask, _KINDS, ALL=alls, ROWS=figures)
    words = [_words(answers, column) for column in (7, 8)]
    rests = _rests(lists, name)
    rows = tuple((*row, *(f'"{one[row[0]]}"' for one in words)) for row in found)
    columns = (*names, "townshipWords", "superiorWords")
    return Answer(columns, rows, tuple(rests[row[0]] for row in rows)), {}


def _words(answers: Iterable[Answer], column: int) -> dict[str | None, str]:
    """Return the words of each kind and how many times they are there, the most frequent first."""
    found: dict[str | None, Counter[str]] = {}
    for answer in answers:
        for row in answer.rows:
            counts = found.setdefault(row[0], Counter())
            for word, times in _WORD.findall((row[column] or "")[1:-1]):
                counts[word] += int(times)
    return {kind: "、".join(_told(counts)) for kind, counts in found.items()}


def _told(counts: Counter[str]) -> Iterator[str]:
    for word, times in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"{word} {times}"


def _pairs(ask: Ask, lists: Sequence[Kept]) -> _Made | None:
    """Return the pairs of departments, the two in the order of their names over all lists.

    None where two departments have one name: a list says nothing of such a pair, whose names may
    be others elsewhere.
    """
    _, found = _asked(ask, _NAMED)
    names = sorted((decode(name or "")[0], department) for department, name in found)
    if len({name for name, _ in names}) < len(names):
        return None
    labels = {department: name for name, department in reversed(names)}
    duties: dict[tuple[str | None, ...], list[str]] = {}
    rests: dict[tuple[str | None, ...], set[str]] = {}
    for one in sorted(lists, key=lambda one: one.list):
        answer = one.whole("shared_duties")
        for row, evidence in zip(answer.rows, answer.evidence, strict=True):
            pair = tuple(sorted(row[:2], key=lambda department: labels[department]))
            duties.setdefault(pair, []).append((row[3] or "")[1:-1])
            rests.setdefault(pair, set()).update(evidence)
    rows: list[tuple[Cells, tuple[str, ...]]] = []
    for pair, said in duties.items():
        every = " ".join(said)
        count = f'"{every.count(" ") + 1}"^^<{_INTEGER}>'
        rows.append(((*pair, count, f'"{every}"'), tuple(sorted(rests[pair]))))
    rows.sort(key=lambda one: (-_number(one[0][2]), labels[one[0][0]], labels[one[0][1]]))
    shown, rested = tuple(row for row, _ in rows), tuple(found for _, found in rows)
    return Answer(("first", "second", "count", "duties"), shown, rested), {}


_BY_NAME: Final[Mapping[str, Callable[[Ask, Sequence[Kept]], _Made | None]]] = {
    "load": _load,
    "kinds_of_work": _kinds,
    "demand_or_take_back": _demand,
    "burden_by_place": _burden,
    "shared_duties": _pairs,
}
NAMES: Final = tuple(_BY_NAME)
"""The questions whose answers are added up."""
