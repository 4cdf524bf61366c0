"""Triples → the very records they were written from (round trip tested for equality)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import cast

from kg.errors import StoreError, as_written
from kg.model import (
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
from kg.placing import placed
from kg.rdf import iris as mint
from kg.rdf.classes import (
    KIND_CLASS,
    ORGANIZATION_CLASS,
    TITLE,
    column_of_mention,
    rule_of_mention,
)
from kg.rdf.node import Ask, Graph, Node, of_duty, of_list
from kg.vocab import DCT, DUTY, ORG, RDF, RDFS, SKOS

_REGIONS = ("省", "自治区", "北京市", "天津市", "上海市", "重庆市", "兵团")
"""How the names of the highest level end."""


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
    graph = of_list(ask, list_iri, shared_iri)
    root = Node(graph, list_iri)
    if not root.get(DCT.title):
        raise StoreError(
            "图谱中没有这份清单",
            "no such list in the store",
            where=list_iri,
            cure=("请运行 kg build", "run kg build"),
        )
    with as_written(list_iri):
        return _Reader(graph).duty_list(root)


def read_duty(ask: Ask, list_iri: str, shared_iri: str, duty_iri: str) -> DutyList:
    """Return one duty inside its list, of which nothing else is read.

    Parameters
    ----------
    ask : callable
        As for :func:`read_list`.

    Returns
    -------
    DutyList
        The list with this duty alone; it holds no duty if the store does not hold it.
    """
    graph = of_duty(ask, list_iri, shared_iri, duty_iri)
    with as_written(duty_iri):
        return _Reader(graph).duty_list(Node(graph, list_iri))


class _Reader:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.organizations: dict[str, Organization] = {}
        self.of: dict[tuple[str, str], list[Node]] = {}
        for iri, values in graph.items():
            for predicate in (DUTY.inList, DUTY.stepOf, DUTY.mentionOf, DUTY.markOf):
                for target in values.get(predicate, ()):
                    self.of.setdefault((predicate, target), []).append(Node(graph, iri))

    def about(self, predicate: str, iri: str) -> list[Node]:
        return sorted(
            self.of.get((predicate, iri), ()), key=lambda node: node.number(DUTY.position)
        )

    def duty_list(self, root: Node) -> DutyList:
        parts = self.about(DUTY.inList, root.iri)
        heads = tuple(_head(part) for part in parts if DUTY.Table in part.all(RDF.type))
        columns = {head.kind: list(head.names) for head in reversed(heads)}
        duties = [self.duty(part, columns) for part in parts if DUTY.Duty in part.all(RDF.type)]
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

    def place(self, township: Node) -> Place:
        names: list[str] = []
        above = township.node(DUTY.within)
        while above.iri and len(names) < 3:
            names.append(above.get(RDFS.label))
            above = above.node(DUTY.within)
        county, prefecture, region = [*names, "", "", ""][:3]
        if prefecture.endswith(_REGIONS) and not region:
            prefecture, region = "", prefecture
        code = township.get(DCT.identifier)
        return Place(region, prefecture, county, township.get(SKOS.notation), code)

    def duty(self, node: Node, columns: Mapping[ListKind, list[str]]) -> Duty:
        kind = cast(ListKind, _kind_of(node.all(RDF.type), KIND_CLASS))
        line, place = node.number(DUTY.line), node.get(DUTY.linePlace)
        title = node.get(DCT.title)
        around = _span(node, title, Span(line, TITLE, 0, 0))
        steps = [self.step(step, line) for step in self.about(DUTY.stepOf, node.iri)]
        mark = node.iri.rpartition("/")[2]
        duty = Duty(
            kind,
            node.number(DUTY.number) if node.all(DUTY.number) else None,
            self.category(node),
            title,
            line,
            _cells(node, columns.get(kind, []), line),
            self.mentions(node, around),
            tuple(s for s in steps if s.side == "superior"),
            tuple(s for s in steps if s.side == "township"),
            self.marks(node, around),
            int(mark.removeprefix("@")) if mark.startswith("@") else 0,
            tuple(sorted(node.all(DUTY.correction))),
        )
        return placed(duty, place)

    def category(self, duty: Node) -> str:
        """Return the Chinese name of a duty's category, which has an English one beside it."""
        labels = duty.node(DUTY.category).all(SKOS.prefLabel)
        chinese = (label for label in labels if not label.isascii())
        return next(chain(chinese, labels), "")

    def step(self, node: Node, line: int) -> Step:
        side: Side = "superior" if DUTY.SuperiorStep in node.all(RDF.type) else "township"
        text, heading = node.get(DUTY.text), node.get(DUTY.heading) or None
        span = _span(node, text, Span(line, side, 0, 0))
        start = node.number(DUTY.headingStart)
        position = node.number(DUTY.position)
        return Step(
            side,
            position,
            node.number(DUTY.ordinal) if node.all(DUTY.ordinal) else position,
            node.get(DUTY.ordinalPrinted) != "false",
            heading,
            Span(span.line, span.column, start, start + len(heading)) if heading else None,
            text,
            span,
            self.mentions(node, span),
            self.marks(node, span),
        )

    def mentions(self, of: Node, around: Span) -> tuple[Mention, ...]:
        found = sorted(
            self.of.get((DUTY.mentionOf, of.iri), ()), key=lambda m: int(m.iri.rpartition("/")[2])
        )
        return tuple(self.mention(node, around) for node in found)

    def mention(self, node: Node, around: Span) -> Mention:
        printed, role = node.get(DUTY.quote), node.get(DUTY.role)
        rule = node.get(DUTY.rule, rule_of_mention(role))
        usual = column_of_mention(role, rule, around.column)
        span = _span(node, printed, replace(around, column=usual))
        body = self.organization(node.get(DUTY.organization))
        return Mention(body, printed, cast(Role, role), cast(Rule, rule), span)

    def organization(self, iri: str) -> Organization:
        if iri not in self.organizations:
            node = Node(self.graph, iri)
            types = node.all(RDF.type)
            kind = cast(OrganizationKind, _kind_of(types, ORGANIZATION_CLASS))
            place = node.node(DUTY.jurisdiction)
            name = node.get(RDFS.label)
            short = [alt for alt in place.all(SKOS.altLabel) if name.startswith(alt)] or place.all(
                SKOS.altLabel
            )
            jurisdiction = (
                place.get(RDFS.label) if kind == "township" else max(short, key=len, default="")
            )
            function = node.get(SKOS.notation) or node.node(ORG.classification).get(SKOS.prefLabel)
            self.organizations[iri] = Organization(name, jurisdiction, function, kind)
        return self.organizations[iri]

    def marks(self, of: Node, around: Span) -> tuple[Mark, ...]:
        marks = []
        for node in self.of.get((DUTY.markOf, of.iri), ()):
            word = node.get(DUTY.quote)
            marks.append(
                Mark(*mint.concept_of(node.get(DUTY.concept)), word, _span(node, word, around))
            )
        return tuple(sorted(marks, key=lambda m: (m.scheme, m.span.start, m.span.end, m.concept)))


def _kind_of(types: list[str], classes: Mapping[str, str]) -> str:
    """Return the kind whose class is among some types; KeyError if none is."""
    for kind, iri in classes.items():
        if iri in types:
            return kind
    raise KeyError(" ".join(types))


def _head(table: Node) -> TableHead:
    kinds = {iri: kind for kind, iri in KIND_CLASS.items()}
    names, printed = (
        table.get(DUTY.columnNames).split("\t"),
        table.get(DUTY.columnHeaders).split("\t"),
    )
    return TableHead(
        cast(ListKind, kinds[table.get(DCT.subject)]),
        table.get(DCT.title),
        table.number(DUTY.line),
        tuple(Column(*column) for column in zip(names, printed, strict=True)),
    )


def _cells(duty: Node, columns: list[str], line: int) -> tuple[Cell, ...]:
    """Return the cells of a duty's row, cut out of its text; ``columns`` are those of its table."""
    if not duty.all(DUTY.cellEnds):
        return ()
    text, ends = duty.get(DUTY.rowText), [int(end) for end in duty.get(DUTY.cellEnds).split(" ")]
    names = columns
    if duty.all(DUTY.columnNames):
        names = duty.get(DUTY.columnNames).split("\t")
    lines = [int(number) for number in duty.get(DUTY.cellLines).split()] or [line] * len(ends)
    starts = [0, *ends[:-1]]
    return tuple(
        Cell(name, text[start:end], at)
        for name, start, end, at in zip(names, starts, ends, lines, strict=True)
    )


def _span(node: Node, words: str, around: Span) -> Span:
    """Return where a quotation stands; what is not written is as in ``around``, and follows from its words."""
    start = node.number(DUTY.start)
    line, end = around.line, start + len(words)
    if node.all(DUTY.line):
        line = node.number(DUTY.line)
    if node.all(DUTY.end):
        end = node.number(DUTY.end)
    return Span(line, node.get(DUTY.column, around.column), start, end)
