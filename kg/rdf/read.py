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
from kg.placing import placed
from kg.rdf import iris as mint
from kg.rdf.classes import COLUMN, KIND_CLASS, ORGANIZATION_CLASS, TITLE
from kg.vocab import DCT, DUTY, ORG, RDF, RDFS, SKOS

Triples = Iterable[tuple[str, str, str]]
Ask = Callable[[str], Triples]
"""Runs a query with the variables ``?s ?p ?o`` and yields the rows as text."""

_REGIONS = ("省", "自治区", "北京市", "天津市", "上海市", "重庆市", "兵团")
"""How the names of the highest level end."""


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
        raise StoreError(
            "图谱中没有这份清单",
            "no such list in the store",
            where=list_iri,
            cure=("请运行 kg build", "run kg build"),
        )
    return _Reader(graph).duty_list(root)


_OF_DUTY = """SELECT ?s ?p ?o WHERE {{ GRAPH <{list}> {{
  {{ VALUES ?s {{ <{list}> <{duty}> }} ?s ?p ?o }}
  UNION {{ ?s a <{table}> ; <{in_list}> <{list}> ; ?p ?o }}
  UNION {{ ?s <{step_of}> <{duty}> ; ?p ?o }}
  UNION {{ ?s <{mention_of}>|<{mark_of}> <{duty}> ; ?p ?o }}
  UNION {{ ?step <{step_of}> <{duty}> . ?s <{mention_of}>|<{mark_of}> ?step ; ?p ?o }}
}} }}"""
_NAMED = (
    DUTY.organization,
    DUTY.category,
    DUTY.place,
    DUTY.jurisdiction,
    DUTY.within,
    ORG.classification,
)
"""Properties that lead from a duty to what lists share, step by step."""


def read_duty(ask: Ask, list_iri: str, shared_iri: str, duty_iri: str) -> DutyList:
    """Return one duty inside its list, of which nothing else is read: a duty has some hundred quads, a list 50,000.

    Parameters
    ----------
    ask : callable
        As for :func:`read_list`.

    Returns
    -------
    DutyList
        The list with this duty alone; it holds no duty if the store does not hold it.
    """
    terms = {
        "table": DUTY.Table, "in_list": DUTY.inList, "step_of": DUTY.stepOf,
        "mention_of": DUTY.mentionOf, "mark_of": DUTY.markOf,
    }  # fmt: skip
    graph: dict[str, dict[str, list[str]]] = {}
    wanted: set[str] = set()
    query = _OF_DUTY.format(list=list_iri, duty=duty_iri, **terms)
    while query:
        for s, p, o in dict.fromkeys(ask(query)):
            graph.setdefault(s, {}).setdefault(p, []).append(o)
            if p in _NAMED:
                wanted.add(o)
        missing = sorted(wanted - graph.keys())
        wanted.clear()
        values = " ".join(f"<{iri}>" for iri in missing)
        query = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{shared_iri}> {{ VALUES ?s {{ {values} }} ?s ?p ?o }} }}"
        query = query if missing else ""
    return _Reader(graph).duty_list(_Node(graph, list_iri))


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
        return sorted(
            self.of.get((predicate, iri), ()), key=lambda node: node.number(DUTY.position)
        )

    def duty_list(self, root: _Node) -> DutyList:
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

    def place(self, township: _Node) -> Place:
        names: list[str] = []
        above = township.node(DUTY.within)
        while above.iri and len(names) < 3:
            names.append(above.get(RDFS.label))
            above = above.node(DUTY.within)
        county, prefecture, region = [*names, "", "", ""][:3]
        if prefecture.endswith(_REGIONS) and not region:
            prefecture, region = "", prefecture
        return Place(region, prefecture, county, township.get(SKOS.notation))

    def duty(self, node: _Node, columns: Mapping[ListKind, list[str]]) -> Duty:
        kind = next(k for k in LIST_KINDS if KIND_CLASS[k] in node.all(RDF.type))
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

    def category(self, duty: _Node) -> str:
        """Return the Chinese name of a duty's category, which has an English one beside it."""
        labels = duty.node(DUTY.category).all(SKOS.prefLabel)
        return next((label for label in labels if not label.isascii()), labels[0] if labels else "")

    def step(self, node: _Node, line: int) -> Step:
        side: Side = "superior" if DUTY.SuperiorStep in node.all(RDF.type) else "township"
        text, heading = node.get(DUTY.text), node.get(DUTY.heading) or None
        span = _span(node, text, Span(line, side, 0, 0))
        start = node.number(DUTY.headingStart)
        return Step(
            side,
            node.number(DUTY.position),
            node.number(DUTY.ordinal),
            node.get(DUTY.ordinalPrinted) != "false",
            heading,
            Span(span.line, span.column, start, start + len(heading)) if heading else None,
            text,
            span,
            self.mentions(node, span),
            self.marks(node, span),
        )

    def mentions(self, of: _Node, around: Span) -> tuple[Mention, ...]:
        found = sorted(
            self.of.get((DUTY.mentionOf, of.iri), ()), key=lambda m: int(m.iri.rpartition("/")[2])
        )
        return tuple(
            Mention(
                self.organization(node.get(DUTY.organization)),
                node.get(DUTY.quote),
                cast(Role, node.get(DUTY.role)),
                cast(Rule, node.get(DUTY.rule, COLUMN)),
                _span(node, node.get(DUTY.quote), around),
            )
            for node in found
        )

    def organization(self, iri: str) -> Organization:
        if iri not in self.organizations:
            node = _Node(self.graph, iri)
            types = node.all(RDF.type)
            kind = cast(
                OrganizationKind, next(k for k, c in ORGANIZATION_CLASS.items() if c in types)
            )
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

    def marks(self, of: _Node, around: Span) -> tuple[Mark, ...]:
        marks = []
        for node in self.of.get((DUTY.markOf, of.iri), ()):
            word = node.get(DUTY.quote)
            marks.append(
                Mark(*mint.concept_of(node.get(DUTY.concept)), word, _span(node, word, around))
            )
        return tuple(sorted(marks, key=lambda m: (m.scheme, m.span.start, m.span.end, m.concept)))


def _head(table: _Node) -> TableHead:
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


def _cells(duty: _Node, columns: list[str], line: int) -> tuple[Cell, ...]:
    """Return the cells of a duty's row, cut out of its text; ``columns`` are those of its table."""
    if not duty.all(DUTY.cellEnds):
        return ()
    text, ends = duty.get(DUTY.rowText), [int(end) for end in duty.get(DUTY.cellEnds).split(" ")]
    names = duty.get(DUTY.columnNames).split("\t") if duty.all(DUTY.columnNames) else columns
    lines = [int(number) for number in duty.get(DUTY.cellLines).split()] or [line] * len(ends)
    starts = [0, *ends[:-1]]
    return tuple(
        Cell(name, text[start:end], at)
        for name, start, end, at in zip(names, starts, ends, lines, strict=True)
    )


def _span(node: _Node, words: str, around: Span) -> Span:
    """Return where a quotation stands; what is not written is as in ``around``, and follows from its words."""
    start = node.number(DUTY.start)
    end = node.number(DUTY.end) if node.all(DUTY.end) else start + len(words)
    line = node.number(DUTY.line) if node.all(DUTY.line) else around.line
    return Span(line, node.get(DUTY.column, around.column), start, end)
