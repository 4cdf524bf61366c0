"""Findings ↔ triples, in a named graph of their own: what was derived never mixes with what was said."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Clause, DutyList, Finding, Organization, Span
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.rdf.read import Ask
from kg.vocab import DUTY, PROV, RDF, RDFS, XSD


def finding_lines(duties: DutyList, findings: Sequence[Finding], *, base: str) -> list[str]:
    """Return findings as sorted lines of N-Quads, in a named graph of their own.

    A finding's label is the duties' labels and its rule; its clauses are spans with the words to mark.
    """
    organizations = _organizations(duties)
    names = Iris(duties.id, duties.place, base)
    out = Lines(names.findings)
    for finding in findings:
        iri = f"{names.findings}/{finding.id}"
        out.link(iri, RDF.type, DUTY.Finding)
        out.link(iri, PROV.wasDerivedFrom, names.list)
        out.text(iri, DUTY.findingKind, finding.kind)
        out.number(iri, DUTY.grade, finding.grade)
        out.typed(iri, DUTY.score, f"{finding.score:.4f}", XSD.decimal)
        out.text(iri, DUTY.rule, finding.rule_zh, "zh")
        out.text(iri, DUTY.rule, finding.rule_en, "en")
        out.text(iri, RDFS.label, f"{mint.labels(finding.duties)}：{finding.rule_zh}", "zh")
        keys = "、".join(name.key.replace("/", " ") for name in map(mint.duty_of, finding.duties) if name)
        out.text(iri, RDFS.label, f"{keys}: {finding.rule_en}", "en")
        if finding.matter:
            out.link(iri, DUTY.matter, finding.matter)
        for duty in finding.duties:
            out.link(iri, DUTY.concerns, duty)
        for name in finding.departments:
            if name in organizations:
                out.link(iri, DUTY.concerns, names.organization(organizations[name]))
        for position, clause in enumerate(finding.clauses, 1):
            span = f"{iri}/clause/{position}"
            out.link(iri, DUTY.evidence, span)
            out.link(span, RDF.type, DUTY.SourceSpan)
            out.link(span, PROV.wasQuotedFrom, names.list)
            out.link(span, DUTY.concerns, clause.duty)
            out.number(span, DUTY.position, position)
            out.text(span, DUTY.quote, clause.text, "zh")
            out.number(span, DUTY.line, clause.span.line)
            out.text(span, DUTY.column, clause.span.column)
            out.number(span, DUTY.start, clause.span.start)
            out.number(span, DUTY.end, clause.span.end)
            for word in clause.words:
                out.text(span, DUTY.sharedWord, word, "zh")
        if finding.verdict:
            out.text(iri, DUTY.verdict, finding.verdict)
        if finding.note:
            out.text(iri, DUTY.note, finding.note)
    return out.sorted()


def read_findings(ask: Ask, list_iri: str) -> list[Finding]:
    """Return the findings of a list that :func:`finding_lines` wrote: by kind, the gravest and surest first.

    Departments come back sorted by name, the words of a clause in the order of its text.

    Parameters
    ----------
    ask : callable
        Runs a SPARQL query for ``?s ?p ?o``; texts come without their language tag.
    """
    graph = f"{list_iri}/findings"
    nodes: dict[str, dict[str, list[str]]] = {}
    tagged = 'BIND(CONCAT(STR(?q), "@", IF(ISLITERAL(?o), LANG(?o), "")) AS ?p)'
    for s, p, o in ask(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?q ?o }} {tagged} }}"):
        nodes.setdefault(s, {}).setdefault(p, []).append(o)
    named = (
        f"GRAPH <{graph}> {{ ?f <{DUTY.concerns}> ?s }} ?s a <{DUTY.Organization}> ; ?p ?o FILTER(?p = <{RDFS.label}>)"
    )
    names = {s: o for s, _, o in ask(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {named} }}")}
    found = [
        _finding(iri, values, nodes, names)
        for iri, values in nodes.items()
        if DUTY.Finding in values.get(f"{RDF.type}@", ())
    ]
    return sorted(found, key=lambda f: (f.kind, -f.grade, -f.score, [_order(iri) for iri in f.duties], f.id))


def _finding(
    iri: str,
    values: dict[str, list[str]],
    nodes: dict[str, dict[str, list[str]]],
    names: dict[str, str],
) -> Finding:
    def get(predicate: str, language: str = "") -> str:
        return next(iter(values.get(f"{predicate}@{language}", ())), "")

    concerned = values.get(f"{DUTY.concerns}@", [])
    duties = [one for one in concerned if mint.duty_of(one)]
    spans = sorted(
        (nodes[span] for span in values.get(f"{DUTY.evidence}@", ())), key=lambda n: int(_one(n, DUTY.position))
    )
    return Finding(
        iri.rpartition("/")[2],
        get(DUTY.findingKind),
        int(get(DUTY.grade) or 0),
        float(get(DUTY.score) or 0),
        get(DUTY.rule, "zh"),
        get(DUTY.rule, "en"),
        tuple(sorted(duties, key=_order)),
        tuple(sorted(names[one] for one in concerned if one in names)),
        tuple(_clause(span) for span in spans),
        get(DUTY.matter),
        get(DUTY.verdict),
        get(DUTY.note),
    )


def _clause(node: dict[str, list[str]]) -> Clause:
    text = _one(node, DUTY.quote, "zh")
    places = (
        int(_one(node, DUTY.line)),
        _one(node, DUTY.column),
        int(_one(node, DUTY.start)),
        int(_one(node, DUTY.end)),
    )
    words = sorted(node.get(f"{DUTY.sharedWord}@zh", ()), key=lambda word: (text.find(word), word))
    return Clause(_one(node, DUTY.concerns), text, Span(*places), tuple(words))


def _one(node: dict[str, list[str]], predicate: str, language: str = "") -> str:
    return node[f"{predicate}@{language}"][0]


def _order(iri: str) -> tuple[str, int, bool, int]:
    """Return the place of a duty in the order of the lists, by its IRI."""
    name = mint.duty_of(iri)
    return name.order if name else ("", 0, True, 0)


def _organizations(duties: DutyList) -> dict[str, Organization]:
    """Return the list's organisations by canonical name."""
    every = [
        m for duty in duties.duties for m in [*duty.declared, *(p for step in duty.steps for p in step.participants)]
    ]
    return {mention.name: mention.organization for mention in every}
