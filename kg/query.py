"""Run a question → :class:`~kg.table.Table`; put labels for IRIs, and quotations beside the rows."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.errors import QueryError
from kg.model import owners as tell_apart
from kg.questions import Question, bind, help_text, menu, parse, question, questions, read
from kg.rdf.iris import list_id, list_of
from kg.sparql import explain, form, guard, with_prefixes
from kg.store import Rows, Store
from kg.table import Heading, Table, Value
from kg.vocab import DUTY, PREFIXES, SKOS

__all__ = [
    "Question", "bind", "builds_graph", "construct", "evidence", "help_text", "kinds_of", "labelled", "labels_of",
    "menu", "owners", "parse", "plain", "question", "questions", "read", "run", "with_prefixes",
]  # fmt: skip

T = TypeVar("T")
WHOLE = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("integer", "int", "long", "nonNegativeInteger"))
FRACTION = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("decimal", "double", "float"))
_IRI = re.compile(r'https?://[^\s<>"{}|\\^`]+')
_BATCH = 500


def run(
    store: Store,
    asked: Question,
    values: Mapping[str, Sequence[str]] | None = None,
    *,
    timeout: float | None = None,
    limit: int | None = None,
    service: bool = False,
) -> Table:
    """Run a question and return its table, with the columns its header names.

    Parameters
    ----------
    values : mapping, optional
        Parameter → SPARQL terms.
    timeout : float, optional
        Seconds after which the query is given up.
    limit : int, optional
        Rows above which the table is cut; a note says so.

    Raises
    ------
    QueryError
        If the query is not understood, would change data, or takes too long; with line and column.
    """
    guard(asked.text, service=service, where=asked.name)
    text = bind(asked, values or {})
    try:
        rows = within(timeout, lambda: store.select(with_prefixes(text), timeout=timeout))
    except QueryError as error:
        raise explain(error, text, asked.name) from None
    known = {heading.name: heading for heading in asked.headings}
    headings = tuple(known.get(name, Heading(name)) for name in rows.variables)
    found, notes = _values(rows), asked.notes
    if limit is not None and len(found) > limit:
        notes = (*notes, f"只列前 {limit} 行，共 {len(found)} 行 / the first {limit} of {len(found)} rows")
        found = found[:limit]
    return Table(asked.zh, asked.en, headings, found, notes)


def builds_graph(text: str) -> bool:
    """Tell whether a query gives a graph (CONSTRUCT, DESCRIBE), not a table."""
    return form(text) in ("CONSTRUCT", "DESCRIBE")


def construct(store: Store, asked: Question, *, timeout: float | None = 60) -> list[tuple[str, str, str]]:
    """Run a CONSTRUCT and return its triples as text, sorted."""
    guard(asked.text, where=asked.name)
    try:
        found = within(timeout, lambda: store.construct(with_prefixes(asked.text), timeout=timeout))
    except QueryError as error:
        raise explain(error, asked.text, asked.name) from None
    return [(s[0], p[0], o[0]) for s, p, o in found]


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """Return what ``work`` gives, or give up after ``seconds``; the thread it runs in dies with the program."""
    if not seconds:
        return work()
    done: list[T] = []
    failed: list[BaseException] = []

    def call() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise QueryError(f"no answer after {seconds:g} s", cure="ask for less, or raise --timeout")
    return done[0]


def _values(rows: Rows) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(_value(term) for term in row) for row in rows.rows)


def _value(term: tuple[str, str] | None) -> Value:
    if term is None:
        return None
    text, kind = term
    if kind in WHOLE:
        return int(text)
    if kind in FRACTION:
        return float(text)
    return text


def plain(table: Table) -> Table:
    """Return the table without its ``evidence`` column, which is for :func:`evidence`."""
    kept = [index for index, column in enumerate(table.columns) if column.name != "evidence"]
    if len(kept) == len(table.columns):
        return table
    columns = tuple(table.columns[i] for i in kept)
    return replace(table, columns=columns, rows=tuple(tuple(row[i] for i in kept) for row in table.rows))


def labelled(store: Store, table: Table) -> Table:
    """Return the table with the Chinese label of every IRI in its place (an IRI without one stays).

    Where the store holds several lists, a duty's label says whose it is: 奇台县坎尔孜乡 配合 42.
    """
    labels = labels_of(store, {v for row in table.rows for v in row if isinstance(v, str)})
    if owned := owners(store):
        for iri, label in labels.items():
            owner = owned.get(list_of(iri))
            labels[iri] = f"{owner} {label}" if owner and iri not in owned else label
    rows = tuple(tuple(labels.get(v, v) if isinstance(v, str) else v for v in row) for row in table.rows)
    return replace(table, rows=rows)


def owners(store: Store) -> dict[str, str]:
    """Return what tells the lists of a store apart: list's IRI → place, with the edition where one has several.

    It is empty where the store holds one list only: then nothing needs to be told apart.
    """
    found = store.select(
        with_prefixes(
            "SELECT ?list ?place ?issued WHERE { ?list a duty:DutyList "
            "OPTIONAL { ?list duty:place ?township . ?township rdfs:label ?place } OPTIONAL { ?list dct:issued ?issued } } ORDER BY ?list"
        )
    )
    rows = [[term[0] if term else "" for term in row] for row in found.rows]
    named = tell_apart((list, place, issued) for list, place, issued in rows)
    return {list: list_id(name) if name == list else name for list, name in named.items()}


def labels_of(store: Store, iris: set[str]) -> dict[str, str]:
    """Return the Chinese labels of those of ``iris`` that have one."""
    labels: dict[str, str] = {}
    for iri, label in _ask(store, "?x ?l", "?x rdfs:label ?l FILTER(LANG(?l) = 'zh' || LANG(?l) = '')", iris):
        labels.setdefault(iri, label)
    return labels


def kinds_of(store: Store, iris: set[str]) -> dict[str, str]:
    """Return the Chinese name of the most special class of each of ``iris``."""
    names = {
        DUTY.BasicDuty: "基本", DUTY.CooperativeDuty: "配合", DUTY.RecalledDuty: "收回", DUTY.Department: "部门",
        DUTY.Township: "乡镇", DUTY.SuperiorStep: "上级部门步骤", DUTY.TownshipStep: "乡镇步骤", DUTY.Finding: "发现",
        DUTY.ExternalActor: "其他执行者", DUTY.OpenClass: "部门（开放类）", SKOS.Concept: "概念",
    }  # fmt: skip
    found = (
        row[:2]
        for row in _ask(store, "?x ?t", f"?x a ?t FILTER(?t IN ({', '.join(f'<{iri}>' for iri in names)}))", iris)
    )
    return {iri: names[type] for iri, type in found}


_QUOTED = """{ ?x duty:text ?text BIND(?x AS ?of) }
  UNION { ?x a duty:Duty ; dct:title ?text BIND(?x AS ?of) }
  UNION { ?x duty:mentionOf|duty:markOf ?of . ?of duty:text|dct:title ?text }
  UNION { ?of duty:cell ?x . ?x duty:quote ?text }
  ?of rdfs:label ?label .
  { ?of duty:evidence ?span . ?span duty:line ?line ; duty:column ?column ; duty:start ?start ; duty:end ?end
    FILTER(STRENDS(STR(?span), "/span")) }
  UNION { ?of a duty:Duty ; duty:line ?line ; dct:title ?title
    BIND("title" AS ?column) BIND(0 AS ?start) BIND(STRLEN(?title) AS ?end) }
  FILTER(LANG(?label) = "zh")"""


def evidence(store: Store, table: Table, cite: Callable[[int, str, int, int], str]) -> Table:
    """Return the table with two columns more: the clauses each row rests on, and their places.

    Every row's ``evidence`` (IRIs of steps, duties, mentions, marks) is looked up; a row without any quotes the duty
    or step that stands in it. ``cite`` turns line, column, start and end into words.
    """
    names = [column.name for column in table.columns]
    rested: list[list[str]] = []
    for row in table.rows:
        value = row[names.index("evidence")] if "evidence" in names else None
        rested.append(
            sorted(set(_IRI.findall(str(value))))
            if value
            else [str(v) for v in row if isinstance(v, str) and _IRI.fullmatch(v)]
        )
    quotes: dict[str, tuple[str, str, str]] = {}
    for x, label, text, line, column, start, end in _ask(
        store, "?x ?label ?text ?line ?column ?start ?end", _QUOTED, {iri for iris in rested for iri in iris}
    ):
        quotes[x] = (label, text, cite(int(line), column, int(start), int(end)))
    shown = plain(table)
    columns = (*shown.columns, Heading("quote", "原文", "quotation"), Heading("place", "出处", "place"))
    rows = []
    for row, iris in zip(shown.rows, rested, strict=True):
        found = sorted({quotes[iri] for iri in iris if iri in quotes}, key=lambda q: (_natural(q[0]), q[2]))
        rows.append((*row, "\n".join(f"{q[0]}：{q[1]}" for q in found), "\n".join(q[2] for q in found)))
    return replace(shown, columns=columns, rows=tuple(rows))


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def _ask(store: Store, variables: str, pattern: str, iris: set[str]) -> list[tuple[str, ...]]:
    """Run one pattern about ``?x`` for many IRIs, in batches; only complete rows come back."""
    found: list[tuple[str, ...]] = []
    every = sorted(iri for iri in iris if _IRI.fullmatch(iri))
    for start in range(0, len(every), _BATCH):
        terms = " ".join(f"<{iri}>" for iri in every[start : start + _BATCH])
        text = f"SELECT {variables} WHERE {{ VALUES ?x {{ {terms} }} {pattern} }} ORDER BY {variables}"
        rows = store.select(with_prefixes(text)).rows
        found += [tuple(term[0] for term in row if term) for row in rows if all(row)]
    return found
