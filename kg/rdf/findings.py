"""Findings ↔ triples, in named graphs of their own: what was derived never mixes with what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from kg.errors import as_written
from kg.model import Clause, DutyList, Finding, Organization, Span, is_pending
from kg.rdf import iris as mint
from kg.rdf.classes import TITLE
from kg.rdf.iris import Iris
from kg.rdf.node import Ask
from kg.rdf.nquads import Lines
from kg.vocab import DCT, DUTY, RDF, RDFS, XSD

_Quoted = tuple[str, Span]
"""Words of the document and where they stand."""
_Said = Mapping[str, Sequence[str]]
"""What a graph says of one thing: predicate, ``@`` and language → values."""


def finding_lines(duties: DutyList, findings: Sequence[Finding], *, base: str) -> list[str]:
    """Return the findings of one list as sorted lines of N-Quads, in a named graph of their own."""
    return compared_lines([duties], findings, base=base)


def compared_lines(
    lists: Iterable[DutyList], findings: Iterable[Finding], *, base: str
) -> list[str]:
    """Return findings about the duties of some lists as sorted lines of N-Quads.

    What speaks of one list lies in that list's graph of findings, what speaks of several in a graph
    that they share. A clause points at the step or the duty whose words it quotes, and repeats none
    of them unless it quotes a part, or the words of another list than the one it is told of.
    """
    texts, bodies = _Texts(), dict[str, str]()
    for one in lists:
        names = Iris(one.id, one.place, base)
        texts.add(one, names)
        for name, body in _organizations(one).items():
            bodies.setdefault(name, names.organization(body))
    graphs: dict[str, Lines] = {}
    for finding in findings:
        iri = mint.finding(finding.id, finding.duties, finding.list)
        graph = mint.findings_graph(iri)
        out = graphs.setdefault(graph, Lines(graph))
        _finding(out, iri, finding, bodies)
        for position, clause in enumerate(finding.clauses, 1):
            own = mint.list_of(iri) in ("", mint.list_of(clause.duty))
            _clause(out, iri, f"{iri}/clause/{position}", clause, texts, own=own)
    return list(chain.from_iterable(graphs[graph].sorted() for graph in sorted(graphs)))


class _Texts:
    """The titles and steps of lists, by IRI and by place."""

    def __init__(self) -> None:
        self.words: dict[str, _Quoted] = {}
        self._at: dict[tuple[str, Span], str] = {}

    def add(self, duties: DutyList, names: Iris) -> None:
        for duty in duties.duties:
            iri = names.duty(duty.key)
            self.words[iri] = duty.title, duty.title_span
            for step in duty.steps:
                self.words[names.step(duty, step)] = step.text, step.span
                self._at[iri, step.span] = names.step(duty, step)

    def quoted(self, clause: Clause) -> str:
        """Return the IRI of the step that a clause quotes, or else of its duty."""
        return self._at.get((clause.duty, clause.span), clause.duty)


def _finding(out: Lines, iri: str, finding: Finding, bodies: Mapping[str, str]) -> None:
    out.link(iri, RDF.type, DUTY.Finding)
    out.text(iri, DUTY.findingKind, finding.kind)
    if finding.grade:
        out.number(iri, DUTY.grade, finding.grade)
    if finding.score != 1:
        out.typed(iri, DUTY.score, f"{finding.score:.4f}", XSD.decimal)
    out.text(iri, DUTY.rule, finding.rule_zh, "zh")
    out.text(iri, DUTY.rule, finding.rule_en, "en")
    if finding.matter:
        out.link(iri, DUTY.matter, finding.matter)
    for duty in finding.duties:
        out.link(iri, DUTY.concerns, duty)
    for name in finding.departments:
        if name in bodies:
            out.link(iri, DUTY.concerns, bodies[name])
    if finding.verdict:
        out.text(iri, DUTY.verdict, finding.verdict)
    if finding.note:
        out.text(iri, DUTY.note, finding.note)
    if finding.by:
        out.text(iri, DUTY.judgedBy, finding.by)
    if finding.when:
        out.typed(iri, DUTY.judgedOn, finding.when, XSD.date)
    if finding.carried:
        out.typed(iri, DUTY.judgedEdition, finding.carried, XSD.gYearMonth)


def _clause(
    out: Lines, finding: str, iri: str, clause: Clause, texts: _Texts, *, own: bool
) -> None:
    of = texts.quoted(clause)
    nowhere = ("", Span(0, "", 0, 0))
    words, span = texts.words.get(of, nowhere) if own else nowhere
    out.link(finding, DUTY.evidence, iri)
    out.link(iri, DUTY.quotes, of)
    if clause.words:
        out.text(iri, DUTY.sharedWords, "\t".join(clause.words), "zh")
    if (clause.text, clause.span) == (words, span):
        return
    out.text(iri, DUTY.quote, clause.text, "zh")
    out.number(iri, DUTY.start, clause.span.start)
    if clause.span.end != clause.span.start + len(clause.text):
        out.number(iri, DUTY.end, clause.span.end)
    if clause.span.column != span.column:
        out.text(iri, DUTY.column, clause.span.column)
    if clause.span.line != span.line:
        out.number(iri, DUTY.line, clause.span.line)
    if not own and clause.span.place:
        out.text(iri, DUTY.linePlace, clause.span.place, "zh")


def read_findings(ask: Ask, list_iri: str) -> list[Finding]:
    """Return the findings of a list that :func:`finding_lines` wrote: by kind, the gravest and surest first.

    Departments come back sorted by name.

    Parameters
    ----------
    ask : callable
        Runs a SPARQL query for ``?s ?p ?o``; texts come without their language tag.
    """
    found = _read(ask, mint.findings_of(list_iri))
    if not any(finding.carried for finding in found):
        return found
    about = f"VALUES (?s ?p) {{ (<{list_iri}> <{DCT.issued}>) }} ?s ?p ?o"
    issued = next((month for _, _, month in ask(f"SELECT ?s ?p ?o WHERE {{ {about} }}")), "")
    return [replace(one, pending=is_pending(one.carried, issued)) for one in found]


def read_compared(ask: Ask, base: str) -> list[Finding]:
    """Return the findings that speak of several lists at once, in the same order as :func:`read_findings`."""
    return _read(ask, mint.findings_between(base))


def _read(ask: Ask, graph: str) -> list[Finding]:
    nodes = _said(ask, f"GRAPH <{graph}> {{ ?s ?q ?o }}")
    terms = (DUTY.text, DCT.title, DUTY.line, DUTY.linePlace, DUTY.column, DUTY.start, DUTY.end)
    # A filter: with VALUES a store would look up each term of every thing.
    told = f"FILTER(?q IN ({', '.join(f'<{term}>' for term in terms)}))"
    quoted = f"GRAPH <{graph}> {{ ?clause <{DUTY.quotes}> ?of }}"
    texts = _said(ask, f"{{ SELECT DISTINCT (?of AS ?s) {{ {quoted} }} }} ?s ?q ?o {told}")
    parents = (
        f"{{ SELECT DISTINCT (?duty AS ?s) {{ {quoted} ?of <{DUTY.stepOf}> ?duty }} }} ?s ?q ?o"
    )
    texts |= _said(ask, f"{parents} {told}")
    named = f"{{ SELECT DISTINCT ?s {{ GRAPH <{graph}> {{ ?f <{DUTY.concerns}> ?s }} }} }} ?s a <{DUTY.Organization}>"
    names = {
        s: o
        for s, _, o in ask(
            f"SELECT ?s ?p ?o WHERE {{ {named} ; ?p ?o FILTER(?p = <{RDFS.label}>) }}"
        )
    }
    with as_written(graph):
        found = [
            _finding_of(iri, values, nodes, texts, names)
            for iri, values in nodes.items()
            if DUTY.Finding in values.get(f"{RDF.type}@", ())
        ]
    return sorted(
        found, key=lambda f: (f.kind, -f.grade, -f.score, [_order(iri) for iri in f.duties], f.id)
    )


def _said(ask: Ask, pattern: str) -> dict[str, dict[str, list[str]]]:
    """Return what a pattern finds of each ``?s``, its predicates ``?q`` with the language of the value."""
    found: dict[str, dict[str, list[str]]] = {}
    tagged = 'BIND(CONCAT(STR(?q), "@", IF(ISLITERAL(?o), LANG(?o), "")) AS ?p)'
    for s, p, o in ask(f"SELECT ?s ?p ?o WHERE {{ {pattern} {tagged} }}"):
        found.setdefault(s, {}).setdefault(p, []).append(o)
    return found


def _finding_of(
    iri: str,
    values: _Said,
    nodes: Mapping[str, _Said],
    texts: Mapping[str, _Said],
    names: Mapping[str, str],
) -> Finding:
    concerned = values.get(f"{DUTY.concerns}@", [])
    duties = [one for one in concerned if mint.duty_of(one)]
    clauses = sorted(
        values.get(f"{DUTY.evidence}@", ()), key=lambda clause: int(clause.rpartition("/")[2])
    )
    return Finding(
        iri.rpartition("/")[2],
        _one(values, DUTY.findingKind),
        int(_one(values, DUTY.grade) or 0),
        float(_one(values, DUTY.score) or 1),
        _one(values, DUTY.rule, "zh"),
        _one(values, DUTY.rule, "en"),
        tuple(sorted(duties, key=_order)),
        tuple(sorted(names[one] for one in concerned if one in names)),
        tuple(_clause_of(nodes[clause], texts) for clause in clauses),
        _one(values, DUTY.matter),
        _one(values, DUTY.verdict),
        _one(values, DUTY.note),
        _one(values, DUTY.judgedBy),
        _one(values, DUTY.judgedOn),
        _told_of(iri, duties),
        _one(values, DUTY.judgedEdition),
    )


def _told_of(iri: str, duties: Sequence[str]) -> str:
    """Return the list that a finding is told of, where its duties are of others; else nothing."""
    home = mint.list_of(iri)
    if home and any(mint.list_of(duty) != home for duty in duties):
        return home
    return ""


def _clause_of(node: _Said, texts: Mapping[str, _Said]) -> Clause:
    of = _one(node, DUTY.quotes)
    duty = mint.duty_of(of)
    iri = duty.iri if duty else of
    said = texts.get(of, {})
    row = texts.get(iri, {})
    line, place = int(_one(row, DUTY.line) or 0), _one(row, DUTY.linePlace, "zh")
    around = Span(line, mint.side_of(of) or TITLE, 0, 0, place)
    text = _one(said, DUTY.text, "zh") or _one(said, DCT.title, "zh")
    span = _span(said, text, around)
    if f"{DUTY.quote}@zh" in node:
        text = _one(node, DUTY.quote, "zh")
        span = _span(node, text, span)
        if told := _one(node, DUTY.linePlace, "zh"):
            span = replace(span, place=told)
    words = _one(node, DUTY.sharedWords, "zh")
    return Clause(iri, text, span, tuple(words.split("\t")) if words else ())


def _span(node: _Said, words: str, around: Span) -> Span:
    start = int(_one(node, DUTY.start) or 0)
    end = int(_one(node, DUTY.end) or start + len(words))
    line = int(_one(node, DUTY.line) or around.line)
    place = around.place if line == around.line else ""
    return Span(line, _one(node, DUTY.column) or around.column, start, end, place)


def _one(node: _Said, predicate: str, language: str = "") -> str:
    return next(iter(node.get(f"{predicate}@{language}", ())), "")


def _order(iri: str) -> tuple[str, int, bool, int]:
    """Return the place of a duty in the order of the lists, by its IRI."""
    name = mint.duty_of(iri)
    return name.order if name else ("", 0, True, 0)


def _organizations(duties: DutyList) -> dict[str, Organization]:
    """Return the list's organisations by canonical name."""
    found = {}
    for duty in duties.duties:
        for mention in duty.mentions:
            found[mention.name] = mention.organization
    return found
