"""The quotations that an answer rests on, beside its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.asking.labels import IRI, about, plain
from kg.errors import as_written
from kg.graph.store import Store
from kg.rdf.iris import text_of
from kg.table import Heading, Table, Value

Cite = Callable[[int, str, int, int, str], str]
"""Turns line, column, start, end and place of a quotation into words."""
_QUOTED = """?x duty:text|dct:title ?text ; rdfs:label ?label FILTER(LANG(?label) = "zh")
  ?x a ?type
  FILTER(?type IN (duty:SuperiorStep, duty:TownshipStep, duty:BasicDuty, duty:CooperativeDuty, duty:RecalledDuty))
  OPTIONAL { ?x duty:stepOf ?duty }
  BIND(COALESCE(?duty, ?x) AS ?of)
  ?of duty:line ?row .
  OPTIONAL { ?of duty:linePlace ?found }
  OPTIONAL { ?x duty:start ?from }
  OPTIONAL { ?x duty:line ?own }
  OPTIONAL { ?x duty:column ?other }
  OPTIONAL { ?x duty:end ?last }
  BIND(COALESCE(?from, 0) AS ?start)
  BIND(COALESCE(?own, ?row) AS ?line)
  BIND(IF(?line = ?row, COALESCE(?found, ""), "") AS ?place)
  BIND(IF(?type = duty:SuperiorStep, "superior", IF(?type = duty:TownshipStep, "township", "title")) AS ?usual)
  BIND(COALESCE(?other, ?usual) AS ?column)
  BIND(COALESCE(?last, ?start + STRLEN(?text)) AS ?end)"""
# No UNION: a store would look up the duties of all lists for each batch, not those of the batch.


@dataclass(frozen=True, slots=True)
class Quotation:
    """A clause: what the step or duty is called that holds it, its text, and where a person finds it."""

    label: str
    text: str
    place: str

    @property
    def order(self) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """What quotations are ordered by: duty and side, then place; printed numbers (二、3) say no order."""
        return _natural(" ".join(self.label.split(" ")[:3])), _natural(self.place)


def evidence(store: Store, table: Table, cite: Cite) -> Table:
    """Return the table with two columns more: the clauses each row rests on, and their places.

    Every row's ``evidence`` (IRIs of steps and duties, of mentions and marks in them) is looked up;
    a row without any quotes the duty or step that stands in it.
    """
    rested = [set(map(text_of, iris)) for iris in _rested(table)]
    quotations = _quotations(store, set().union(*rested), cite)
    shown = plain(table)
    quote, place = Heading("quote", "原文", "quotation"), Heading("place", "出处", "place")
    rows = []
    for row, texts in zip(shown.rows, rested, strict=True):
        found = {quotations[text] for text in texts if text in quotations}
        ordered = sorted(found, key=lambda one: one.order)
        clauses = "\n".join(f"{one.label}：{one.text}" for one in ordered)
        rows.append((*row, clauses, "\n".join(one.place for one in ordered)))
    return replace(shown, columns=(*shown.columns, quote, place), rows=tuple(rows))


def _rested(table: Table) -> list[list[str]]:
    """Return the IRIs that each row rests on: those of its evidence, or else those that stand in it."""
    given = [column.name == "evidence" for column in table.columns]
    at = given.index(True) if any(given) else None
    return [_iris_of(row, None if at is None else row[at]) for row in table.rows]


def _iris_of(row: Iterable[Value], given: Value) -> list[str]:
    if given:
        return IRI.findall(str(given))
    return [value for value in row if isinstance(value, str) and IRI.fullmatch(value)]


def _quotations(store: Store, texts: set[str], cite: Cite) -> dict[str, Quotation]:
    """Return the quotation of each step or duty (IRIs)."""
    found = {}
    variables = "?x ?label ?text ?line ?column ?start ?end ?place"
    for iri, label, text, line, column, start, end, place in about(
        store, variables, _QUOTED, texts
    ):
        with as_written(iri):
            where = cite(int(line), column, int(start), int(end), place)
        found[iri] = Quotation(label, text, where)
    return found


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]
