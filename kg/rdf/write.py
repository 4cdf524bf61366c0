"""A duty list → lines of N-Quads, streamed: 15 times faster than filling an rdflib graph."""

from __future__ import annotations

from kg.model import SIDE_ZH, Duty, DutyList, Mark, Mention, Span, Step
from kg.names import Directory, Spellings
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.rdf.shared import write_shared
from kg.vocab import DCAT, DCT, DUTY, PROV, RDF, RDFS, XSD

KIND_CLASS = {"basic": DUTY.BasicDuty, "cooperative": DUTY.CooperativeDuty, "recalled": DUTY.RecalledDuty}
SIDE_CLASS = {"superior": DUTY.SuperiorStep, "township": DUTY.TownshipStep}
KIND_EN = {"basic": "basic", "cooperative": "cooperative", "recalled": "recalled"}
ROLE_OF_DUTY = {
    "declared": DUTY.declaredDepartment,
    "receiving": DUTY.receivingDepartment,
    "lead": DUTY.leadDepartment,
}
ROLES_OF_STEP: dict[str, tuple[str, ...]] = {
    "performer": (DUTY.performedBy,),
    "joined": (DUTY.performedBy, DUTY.joinedBy),
    "lead": (DUTY.ledBy,),
    "mentioned": (DUTY.mentions,),
    "recipient": (DUTY.mentions, DUTY.reportsTo),
    "other": (DUTY.otherActor,),
}


def list_lines(duties: DutyList, directory: Directory, spellings: Spellings, *, base: str = mint.BASE) -> list[str]:
    """Return the list as sorted lines of N-Quads: its own graph, then the shared one of organisations and schemes."""
    names = Iris(duties.id, duties.place, base)
    own, shared = Lines(names.list), Lines(names.shared)
    _list(own, names, duties)
    for number, head in enumerate(duties.tables, 1):
        table = names.table(number)
        own.link(table, RDF.type, DUTY.Table)
        own.link(table, DUTY.inList, names.list)
        own.link(table, DCT.subject, KIND_CLASS[head.kind])
        own.number(table, DUTY.position, number)
        own.number(table, DUTY.line, head.line)
        own.text(table, DCT.title, head.title, "zh")
        own.text(table, DUTY.columnNames, "\t".join(column.name for column in head.columns))
        own.text(table, DUTY.columnHeaders, "\t".join(column.printed for column in head.columns), "zh")
    table_of = {head.kind: number for number, head in reversed(list(enumerate(duties.tables, 1)))}
    for position, duty in enumerate(duties.duties, 1):
        _duty(own, names, duty, position, spellings)
        own.link(names.duty(duty.key), DUTY.inTable, names.table(table_of[duty.kind]))
    write_shared(shared, names, duties, directory, spellings)
    return own.sorted() + shared.sorted()


def _list(out: Lines, names: Iris, duties: DutyList) -> None:
    out.link(names.list, RDF.type, DUTY.DutyList)
    out.text(names.list, DCT.title, duties.title, "zh")
    out.text(names.list, RDFS.label, duties.title, "zh")
    out.text(names.list, RDFS.label, f"Duty list {duties.id}", "en")
    out.text(names.list, DCT.identifier, duties.id)
    if duties.issued:
        out.typed(names.list, DCT.issued, duties.issued, XSD.gYearMonth)
        out.text(names.list, DCAT.version, duties.issued)
    out.text(names.list, DUTY.issuer, duties.issuer, "zh")
    out.text(names.list, DUTY.document, duties.document)
    out.text(names.list, DUTY.sha256, duties.sha256)
    out.link(names.list, DUTY.place, township(names, duties))


def township(names: Iris, duties: DutyList) -> str:
    """Return the IRI of the township whose list it is."""
    return f"{names.base}organization/{mint.digest(names.jurisdiction(duties.place.county), duties.place.township)}"


def _duty(out: Lines, names: Iris, duty: Duty, position: int, spellings: Spellings) -> None:
    iri = names.duty(duty.key)
    out.link(iri, RDF.type, DUTY.Duty)
    out.link(iri, RDF.type, KIND_CLASS[duty.kind])
    out.link(iri, DUTY.inList, names.list)
    out.link(iri, DUTY.stableDuty, names.stable(duty))
    out.number(iri, DUTY.position, position)
    if duty.number is not None:
        out.number(iri, DUTY.number, duty.number)
    out.number(iri, DUTY.line, duty.line)
    out.text(iri, DCT.title, duty.title, "zh")
    out.text(iri, RDFS.label, duty.label, "zh")
    out.text(iri, RDFS.label, f"{KIND_EN[duty.kind]} {duty.mark}", "en")
    if duty.category:
        out.link(iri, DUTY.category, mint.category(duty.category, spellings))
    if duty.kind == "basic":
        out.link(iri, DUTY.responsibleTownship, f"{names.base}organization/"
                 f"{mint.digest(names.jurisdiction(names.place.county), names.place.township)}")  # fmt: skip
    for position, cell in enumerate(duty.cells, 1):
        node = f"{iri}/cell/{position}"
        out.link(iri, DUTY.cell, node)
        out.link(node, RDF.type, DUTY.Cell)
        out.number(node, DUTY.position, position)
        out.text(node, DUTY.column, cell.column)
        out.number(node, DUTY.line, cell.line)
        out.text(node, DUTY.quote, cell.text, "zh")
        out.link(node, PROV.wasQuotedFrom, names.list)
        if cell.column == "title":
            out.link(iri, DUTY.evidence, node)
    for position, mention in enumerate(duty.declared, 1):
        out.link(iri, ROLE_OF_DUTY[mention.role], names.organization(mention.organization))
        _mention(out, names, f"{iri}/mention/{position}", iri, position, mention)
    for mark in duty.marks:
        _mark(out, names, iri, mark)
    for step in duty.steps:
        _step(out, names, duty, step)


def _step(out: Lines, names: Iris, duty: Duty, step: Step) -> None:
    iri, parent = names.step(duty, step), names.duty(duty.key)
    out.link(iri, RDF.type, DUTY.Step)
    out.link(iri, RDF.type, SIDE_CLASS[step.side])
    out.link(iri, DUTY.stepOf, parent)
    out.number(iri, DUTY.position, step.position)
    out.number(iri, DUTY.ordinal, step.ordinal)
    out.typed(iri, DUTY.ordinalPrinted, "true" if step.ordinal_printed else "false", XSD.boolean)
    out.text(iri, DUTY.text, step.text, "zh")
    out.text(iri, RDFS.label, f"{duty.label} {SIDE_ZH[step.side]} {step.position}", "zh")
    out.text(iri, RDFS.label, f"{KIND_EN[duty.kind]} {duty.mark} {step.side} {step.position}", "en")
    _span(out, names, iri, f"{iri}/span", step.span)
    if step.heading is not None and step.heading_span is not None:
        out.text(iri, DUTY.heading, step.heading, "zh")
        _span(out, names, iri, f"{iri}/heading", step.heading_span)
    for position, mention in enumerate(step.participants, 1):
        organization = names.organization(mention.organization)
        for term in ROLES_OF_STEP[mention.role]:
            out.link(iri, term, organization)
        if mention.role in ("performer", "joined"):
            out.link(parent, DUTY.actingDepartment, organization)
        if mention.role == "lead":
            out.link(parent, DUTY.leadDepartment, organization)
        _mention(out, names, f"{iri}/mention/{position}", iri, position, mention)
    for mark in step.marks:
        _mark(out, names, iri, mark)
        if mark.scheme == "sequence" and step.position > 1:
            out.link(iri, DUTY.follows, f"{parent}/{step.side}/{step.position - 1}")


def _place(out: Lines, iri: str, span: Span) -> None:
    out.number(iri, DUTY.line, span.line)
    out.text(iri, DUTY.column, span.column)
    out.number(iri, DUTY.start, span.start)
    out.number(iri, DUTY.end, span.end)


def _span(out: Lines, names: Iris, of: str, iri: str, span: Span) -> None:
    out.link(of, DUTY.evidence, iri)
    out.link(iri, RDF.type, DUTY.SourceSpan)
    out.link(iri, PROV.wasQuotedFrom, names.list)
    _place(out, iri, span)


def _mention(out: Lines, names: Iris, iri: str, of: str, position: int, mention: Mention) -> None:
    out.link(iri, RDF.type, DUTY.Mention)
    out.link(iri, DUTY.mentionOf, of)
    out.number(iri, DUTY.position, position)
    out.link(iri, DUTY.organization, names.organization(mention.organization))
    out.text(iri, DUTY.role, mention.role)
    out.text(iri, DUTY.rule, mention.rule)
    out.text(iri, DUTY.quote, mention.printed, "zh")
    _place(out, iri, mention.span)


def _mark(out: Lines, names: Iris, of: str, mark: Mark) -> None:
    iri = f"{of}/{mark.scheme}/{mark.span.start}-{mark.span.end}-{mark.concept}"
    concept = mint.concept(mark.scheme, mark.concept)
    out.link(iri, RDF.type, DUTY.Mark)
    out.link(iri, DUTY.markOf, of)
    out.link(iri, DUTY.concept, concept)
    out.text(iri, DUTY.quote, mark.word, "zh")
    _place(out, iri, mark.span)
    if mark.scheme == "action":
        out.link(of, DUTY.actionType, concept)
    elif mark.scheme == "matter":
        out.link(of, DUTY.matter, concept)
