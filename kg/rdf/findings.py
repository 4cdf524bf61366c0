"""Findings ↔ triples, in a named graph of their own: what was derived never mixes with what was said."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import DutyList, Finding, Organization
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.vocab import DUTY, PROV, RDF, RDFS, XSD


def finding_lines(duties: DutyList, findings: Sequence[Finding], *, base: str) -> list[str]:
    """Return findings as sorted lines of N-Quads."""
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
        out.text(iri, RDFS.label, finding.rule_zh, "zh")
        out.text(iri, RDFS.label, finding.rule_en, "en")
        if finding.matter:
            out.link(iri, DUTY.matter, finding.matter)
        for key in finding.duties:
            out.link(iri, DUTY.concerns, names.duty(key))
        for name in finding.departments:
            if name in organizations:
                out.link(iri, DUTY.concerns, names.organization(organizations[name]))
        for position, clause in enumerate(finding.clauses, 1):
            span = f"{iri}/clause/{position}"
            out.link(iri, DUTY.evidence, span)
            out.link(span, RDF.type, DUTY.SourceSpan)
            out.link(span, PROV.wasQuotedFrom, names.list)
            out.link(span, DUTY.concerns, names.duty(clause.duty))
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


def _organizations(duties: DutyList) -> dict[str, Organization]:
    """Return the list's organisations by canonical name."""
    every = [m for duty in duties.duties for m in [*duty.declared, *(p for step in duty.steps for p in step.participants)]]
    return {mention.name: mention.organization for mention in every}
