"""A duty list → lines of N-Quads, streamed: 15 times faster than filling an rdflib graph.

What can be read from the rest is not written again (docs/decisions/0007-lean-graph.md): a quotation
ends where its words end; it stands in the line of its duty and in the column of the step or title
that it is part of. What is otherwise is written.
"""

from __future__ import annotations

from itertools import accumulate

from kg.model import KIND_ZH, Duty, DutyList, Mark, Mention, Span, Step
from kg.names import Directory, Spellings
from kg.rdf import iris as mint
from kg.rdf.classes import KIND_CLASS, SIDE_CLASS, column_of_mention, rule_of_mention
from kg.rdf.iris import Iris
from kg.rdf.links import duty_links, step_links
from kg.rdf.nquads import Lines
from kg.rdf.shared import write_shared
from kg.vocab import DCAT, DCT, DUTY, RDF, RDFS, XSD


def list_lines(
    duties: DutyList, directory: Directory, spellings: Spellings, *, base: str = mint.BASE
) -> list[str]:
    """Return the list as sorted lines of N-Quads: its own graph, then the shared one of organisations and schemes.

    The matters that it names are not among them: :func:`kg.rdf.thesaurus_lines` gives those of all
    lists at once.
    """
    names = Iris(duties.id, duties.place, base)
    own, shared = Lines(names.list), Lines(names.shared)
    _list(own, names, duties)
    _tables(own, names, duties)
    columns = {head.kind: list(head.names) for head in reversed(duties.tables)}
    for position, duty in enumerate(duties.duties, 1):
        _duty(own, names, duty, position, spellings)
        _row(own, names.duty(duty.key), duty, columns.get(duty.kind, []))
    write_shared(shared, names, duties, directory, spellings)
    return own.sorted() + shared.sorted()


def _list(out: Lines, names: Iris, duties: DutyList) -> None:
    counts = "、".join(f"{KIND_ZH[kind]} {len(duties.of_kind(kind))} 项" for kind in KIND_ZH)
    out.link(names.list, RDF.type, DUTY.DutyList)
    out.link(names.list, DCAT.inSeries, names.series)
    out.text(names.list, DCT.title, duties.title, "zh")
    out.text(names.list, DCT.description, f"{duties.title}：{counts}", "zh")
    out.text(names.list, RDFS.label, duties.title, "zh")
    out.text(names.list, RDFS.label, f"Duty list {duties.id}", "en")
    out.text(names.list, DCT.identifier, duties.id)
    if duties.issued:
        out.typed(names.list, DCT.issued, duties.issued, XSD.gYearMonth)
        out.text(names.list, DCAT.version, duties.issued)
    out.text(names.list, DUTY.issuer, duties.issuer, "zh")
    if duties.issuer == duties.place.name:
        out.link(names.list, DCT.publisher, names.township)
    out.text(names.list, DUTY.document, duties.document)
    out.text(names.list, DUTY.sha256, duties.sha256)
    out.link(names.list, DUTY.place, names.township)


def _tables(out: Lines, names: Iris, duties: DutyList) -> None:
    for number, head in enumerate(duties.tables, 1):
        table = names.table(number)
        out.link(table, RDF.type, DUTY.Table)
        out.link(table, DUTY.inList, names.list)
        out.link(table, DCT.subject, KIND_CLASS[head.kind])
        out.number(table, DUTY.position, number)
        out.number(table, DUTY.line, head.line)
        out.text(table, DCT.title, head.title, "zh")
        out.text(table, DUTY.columnNames, "\t".join(head.names))
        out.text(
            table, DUTY.columnHeaders, "\t".join(column.printed for column in head.columns), "zh"
        )


def _duty(out: Lines, names: Iris, duty: Duty, position: int, spellings: Spellings) -> None:
    iri = names.duty(duty.key)
    out.link(iri, RDF.type, DUTY.Duty)
    out.link(iri, RDF.type, KIND_CLASS[duty.kind])
    out.link(iri, DUTY.inList, names.list)
    out.link(iri, DUTY.stableDuty, names.stable(duty))
    out.text(iri, DCT.identifier, f"{names.list_id}/{duty.key}")
    out.number(iri, DUTY.position, position)
    if duty.number is not None:
        out.number(iri, DUTY.number, duty.number)
    out.number(iri, DUTY.line, duty.line)
    if duty.place:
        out.text(iri, DUTY.linePlace, duty.place, "zh")
    out.text(iri, DCT.title, duty.title, "zh")
    out.text(iri, RDFS.label, duty.label, "zh")
    out.text(iri, RDFS.label, f"{duty.kind} {duty.mark}", "en")
    for link in duty_links(names, duty, spellings):
        out.link(*link)
    around = duty.title_span
    if around.start:
        out.number(iri, DUTY.start, around.start)
    for place, mention in enumerate(duty.declared, 1):
        _mention(out, names, iri, place, mention, around)
    for sentence in duty.corrections:
        out.text(iri, DUTY.correction, sentence, "zh")
    for mark in duty.marks:
        _mark(out, names, iri, mark, around)
    for step in duty.steps:
        _step(out, names, duty, step)


def _row(out: Lines, iri: str, duty: Duty, columns: list[str]) -> None:
    """Write the row's text once, and where its cells end; ``columns`` are those of the table's head."""
    if not duty.cells:
        return
    out.text(iri, DUTY.rowText, "".join(cell.text for cell in duty.cells), "zh")
    ends = accumulate(len(cell.text) for cell in duty.cells)
    out.text(iri, DUTY.cellEnds, " ".join(map(str, ends)))
    own = [cell.column for cell in duty.cells]
    if own != columns:
        out.text(iri, DUTY.columnNames, "\t".join(own))
    if any(cell.line != duty.line for cell in duty.cells):
        out.text(iri, DUTY.cellLines, " ".join(str(cell.line) for cell in duty.cells))


def _step(out: Lines, names: Iris, duty: Duty, step: Step) -> None:
    iri = names.step(duty, step)
    out.link(iri, RDF.type, SIDE_CLASS[step.side])
    for link in step_links(names, duty, step):
        out.link(*link)
    out.number(iri, DUTY.position, step.position)
    if step.ordinal != step.position:
        out.number(iri, DUTY.ordinal, step.ordinal)
    if not step.ordinal_printed:
        out.typed(iri, DUTY.ordinalPrinted, "false", XSD.boolean)
    out.text(iri, DUTY.text, step.text, "zh")
    out.text(iri, RDFS.label, f"{duty.label} {duty.step_name(step)}", "zh")
    _place(out, iri, step.span, step.text, duty.line, step.side)
    if step.heading is not None and step.heading_span is not None:
        out.text(iri, DUTY.heading, step.heading, "zh")
        out.number(iri, DUTY.headingStart, step.heading_span.start)
    for place, mention in enumerate(step.participants, 1):
        _mention(out, names, iri, place, mention, step.span)
    for mark in step.marks:
        _mark(out, names, iri, mark, step.span)


def _place(out: Lines, iri: str, span: Span, words: str, line: int, column: str) -> None:
    """Write where ``words`` stand: what their length and the usual line and column do not say."""
    out.number(iri, DUTY.start, span.start)
    if span.end != span.start + len(words):
        out.number(iri, DUTY.end, span.end)
    if span.column != column:
        out.text(iri, DUTY.column, span.column)
    if span.line != line:
        out.number(iri, DUTY.line, span.line)


def _mention(out: Lines, names: Iris, of: str, place: int, mention: Mention, around: Span) -> None:
    iri = names.mention(of, place)
    out.link(iri, DUTY.mentionOf, of)
    out.link(iri, DUTY.organization, names.organization(mention.organization))
    out.text(iri, DUTY.role, mention.role)
    if mention.rule != rule_of_mention(mention.role):
        out.text(iri, DUTY.rule, mention.rule)
    out.text(iri, DUTY.quote, mention.printed, "zh")
    usual = column_of_mention(mention.role, mention.rule, around.column)
    _place(out, iri, mention.span, mention.printed, around.line, usual)


def _mark(out: Lines, names: Iris, of: str, mark: Mark, around: Span) -> None:
    iri = names.mark(of, mark)
    concept = mint.concept(mark.scheme, mark.concept)
    out.link(iri, DUTY.markOf, of)
    out.link(iri, DUTY.concept, concept)
    out.text(iri, DUTY.quote, mark.word, "zh")
    _place(out, iri, mark.span, mark.word, around.line, around.column)
