"""Triples → the very records they were written from (round trip tested for equality)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from kg.errors import StoreError
from kg.model import (
    LIST_KINDS,
    Cell,
    Column,
    Duty,
    DutyList,
    ListKind,
    Mark,
    Mention,
    Organization,
    OrganizationKind,
    Place,
    Role,
    Rule,
    Side,
    Span,
    Step,
    TableHead,
)
from kg.rdf.shared import KIND_CLASS as ORGANIZATION_CLASS
from kg.rdf.write import KIND_CLASS
from kg.vocab import DCT, DUTY, ORG, RDF, RDFS, SKOS

Triples = Iterable[tuple[str, str, str]]
Ask = Callable[[str], Triples]
"""Runs a query with the variables ``?s ?p ?o`` and yields the rows as text."""


class _Node:
    """What the graph says of one subject: predicate → objects."""

    def __init__(self, graph: Mapping[str, dict[str, list[str]]], iri: str) -> None:
        self._graph = graph
        self.iri = iri
        self._values = graph.get(iri, {})

    def all(self, predicate: str) -> list[str]:
        return self._values.get(predicate, [])

    def get(self, predicate: str, default: str = "") -> str:
        values = self.all(predicate)
        return values[0] if values else default

    def number(self, predicate: str) -> int:
        return int(self.get(predicate, "0"))

    def node(self, predicate: str) -> _Node:
        return _Node(self._graph, self.get(predicate))


def read_list(ask: Ask, list_iri: str, shared_iri: str) -> DutyList:
    """Return the duty list whose named graph is ``list_iri``.

    Parameters
    ----------
    ask : callable
        Runs a SPARQL query for ``?s ?p ?o``; texts come without their language tag.

    Raises
    ------
    StoreError
        If the store holds no such list.
    """
    graph: dict[str, dict[str, list[str]]] = {}
    for name in (list_iri, shared_iri):
        for s, p, o in ask(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"):
            graph.setdefault(s, {}).setdefault(p, []).append(o)
    root = _Node(graph, list_iri)
    if not root.get(DCT.title):
        raise StoreError("no such list in the store", where=list_iri, cure="run kg build")
    return _Reader(graph).duty_list(root)


class _Reader:
    def __init__(self, graph: dict[str, dict[str, list[str]]]) -> None:
        self.graph = graph
        self.organizations: dict[str, Organization] = {}
        self.of: dict[tuple[str, str], list[_Node]] = {}
        for iri, values in graph.items():
            for predicate in (DUTY.inList, DUTY.stepOf, DUTY.mentionOf, DUTY.markOf):
                for target in values.get(predicate, ()):
                    self.of.setdefault((predicate, target), []).append(_Node(graph, iri))

    def about(self, predicate: str, iri: str) -> list[_Node]:
        return sorted(self.of.get((predicate, iri), ()), key=lambda node: node.number(DUTY.position))

    def duty_list(self, root: _Node) -> DutyList:
        parts = self.about(DUTY.inList, root.iri)
        tables = [part for part in parts if DUTY.Table in part.all(RDF.type)]
        kinds = {iri: kind for kind, iri in KIND_CLASS.items()}
        heads = tuple(
            TableHead(
                cast(ListKind, kinds[table.get(DCT.subject)]),
                table.get(DCT.title),
                table.number(DUTY.line),
                tuple(
                    Column(name, printed)
                    for name, printed in zip(
                        table.get(DUTY.columnNames).split("\t"), table.get(DUTY.columnHeaders).split("\t"), strict=True
                    )
                ),
            )
            for table in tables
        )
        duties = [self.duty(part) for part in parts if DUTY.Duty in part.all(RDF.type)]
        return DutyList(
            root.get(DCT.identifier),
            root.get(DCT.title),
            self.place(root.node(DUTY.place)),
            root.get(DUTY.issuer),
            root.get(DCT.issued),
            root.get(DUTY.document),
            root.get(DUTY.sha256),
            heads,
            tuple(duties),
        )

    def place(self, township: _Node) -> Place:
        names: list[str] = []
        above = township.node(DUTY.within)
        while above.iri and len(names) < 3:
            names.append(above.get(RDFS.label))
            above = above.node(DUTY.within)
        county, prefecture, region = [*names, "", "", ""][:3]
        if prefecture.endswith(("省", "自治区")) and not region:
            prefecture, region = "", prefecture
        return Place(region, prefecture, county, township.get(SKOS.notation))

    def duty(self, node: _Node) -> Duty:
        kind = next(k for k in LIST_KINDS if KIND_CLASS[k] in node.all(RDF.type))
        steps = [self.step(step) for step in self.about(DUTY.stepOf, node.iri)]
        cells = sorted((_Node(self.graph, iri) for iri in node.all(DUTY.cell)), key=lambda n: n.number(DUTY.position))
        category = node.node(DUTY.category)
        mark = node.iri.rpartition("/")[2]
        return Duty(
            kind,
            node.number(DUTY.number) if node.all(DUTY.number) else None,
            category.get(RDFS.label) and self.chinese(category),
            node.get(DCT.title),
            node.number(DUTY.line),
            tuple(Cell(c.get(DUTY.column), c.get(DUTY.quote), c.number(DUTY.line)) for c in cells),
            tuple(self.mention(m) for m in self.about(DUTY.mentionOf, node.iri)),
            tuple(s for s in steps if s.side == "superior"),
            tuple(s for s in steps if s.side == "township"),
            self.marks(node),
            int(mark.removeprefix("@")) if mark.startswith("@") else 0,
        )

    def chinese(self, concept: _Node) -> str:
        return next((label for label in concept.all(RDFS.label) if not label.isascii()), concept.get(RDFS.label))

    def step(self, node: _Node) -> Step:
        side: Side = "superior" if DUTY.SuperiorStep in node.all(RDF.type) else "township"
        spans = {iri.rpartition("/")[2]: _Node(self.graph, iri) for iri in node.all(DUTY.evidence)}
        return Step(
            side,
            node.number(DUTY.position),
            node.number(DUTY.ordinal),
            node.get(DUTY.ordinalPrinted) == "true",
            node.get(DUTY.heading) or None,
            _span(spans["heading"]) if "heading" in spans else None,
            node.get(DUTY.text),
            _span(spans["span"]),
            tuple(self.mention(m) for m in self.about(DUTY.mentionOf, node.iri)),
            self.marks(node),
        )

    def mention(self, node: _Node) -> Mention:
        return Mention(
            self.organization(node.get(DUTY.organization)),
            node.get(DUTY.quote),
            cast(Role, node.get(DUTY.role)),
            cast(Rule, node.get(DUTY.rule)),
            _span(node),
        )

    def organization(self, iri: str) -> Organization:
        if iri not in self.organizations:
            node = _Node(self.graph, iri)
            types = node.all(RDF.type)
            kind = cast(OrganizationKind, next(k for k, c in ORGANIZATION_CLASS.items() if c in types))
            place = node.node(DUTY.jurisdiction)
            name = node.get(RDFS.label)
            short = [alt for alt in place.all(SKOS.altLabel) if name.startswith(alt)] or place.all(SKOS.altLabel)
            jurisdiction = place.get(RDFS.label) if kind == "township" else max(short, key=len, default="")
            function = node.node(ORG.classification).get(SKOS.prefLabel) or node.get(SKOS.notation)
            self.organizations[iri] = Organization(name, jurisdiction, function, kind)
        return self.organizations[iri]

    def marks(self, node: _Node) -> tuple[Mark, ...]:
        marks = []
        for mark in self.about(DUTY.markOf, node.iri):
            scheme, _, concept = mark.get(DUTY.concept).rpartition("/")
            marks.append(Mark(scheme.rpartition("/")[2], concept, mark.get(DUTY.quote), _span(mark)))
        return tuple(sorted(marks, key=lambda m: (m.scheme, m.span.start, m.span.end, m.concept)))


def _span(node: _Node) -> Span:
    return Span(node.number(DUTY.line), node.get(DUTY.column), node.number(DUTY.start), node.number(DUTY.end))
