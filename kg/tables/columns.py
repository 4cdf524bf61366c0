"""The records as columnar tables: the same data as the graph with another face, for counting over many lists.

The tables are plain: one row a thing, its IRI beside its label, so that SQL of any engine can count
them. A printed name may mean bodies of two places; an IRI means one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kg.matters import MATTER, thesaurus
from kg.model import Clause, Duty, DutyList, Finding, Mark, Mention, Organization, Span, Step
from kg.names import load
from kg.rdf import iris
from kg.rdf.iris import Iris

_PLACE = {"line": "int", "column": "str", "start": "int", "end": "int"}
_KEY = {"list": "str", "duty": "str"}
_WHERE = {**_KEY, "side": "str", "position": "int"}
_NAMED = {
    **_WHERE, "department": "str", "kind": "str", "role": "str", "rule": "str", "printed": "str", **_PLACE,
    "organization": "str",
}  # fmt: skip
_LIST = (
    "list", "title", "region", "prefecture", "county", "township", "issuer", "issued", "document", "sha256", "iri",
)  # fmt: skip
SCHEMA: Final[dict[str, dict[str, str]]] = {
    "lists": dict.fromkeys(_LIST, "str"),
    "duties": {
        **_KEY, "label": "str", "kind": "str", "number": "int", "category": "str", "title": "str", "line": "int",
        "superior_steps": "int", "township_steps": "int", "iri": "str", "nth": "int",
        "category_iri": "str",
    },
    "steps": {
        **_WHERE, "ordinal": "int", "ordinal_printed": "bool", "heading": "str", "text": "str", **_PLACE, "iri": "str",
    },
    "participations": _NAMED,
    "mentions": _NAMED,
    "marks": {**_WHERE, "scheme": "str", "concept": "str", "word": "str", **_PLACE, "iri": "str"},
    "matters": {**_WHERE, "matter": "str", "zh": "str", "en": "str", "field_zh": "str", "field_en": "str"},
    "spans": {**_KEY, **_PLACE, "quote": "str"},
    "findings": {
        "list": "str", "finding": "str", "kind": "str", "grade": "int", "score": "float", "matter": "str",
        "rule_zh": "str", "rule_en": "str", "verdict": "str", "note": "str", "by": "str",
        "when": "str", "carried": "str", "pending": "bool", "iri": "str",
    },
    "concerned": {"list": "str", "finding": "str", "what": "str", "name": "str", "iri": "str"},
    "clauses": {
        "list": "str", "finding": "str", "position": "int", "duty": "str", "quote": "str", "words": "str", **_PLACE,
        "iri": "str",
    },
    "common": {"list": "str", "duty": "str", "common": "str", "title": "str", "iri": "str"},
    "changes": {"list": "str", "change": "str", "what": "str", "name": "str", "iri": "str"},
}  # fmt: skip
"""Table → column → type. ``position`` 0 is the duty itself, its ``side`` is then empty.

``nth`` is a duty's place in print among all of its list. ``common`` (the duties that townships of
a county share) and ``changes`` (from edition to edition; ``list`` is the newer) are said between
lists: :mod:`kg.outputs._between` makes their rows. ``changes`` has a row for each kind of a change
and for each duty, department, category and matter that it is about (``what`` says which).

``concerned`` has a row for each duty and each department that a finding is about (``what`` says
which); ``clauses`` quotes what it rests on, its ``words`` to be marked separated by 、; ``matters``
has a row for each matter of a title.
"""

Row = dict[str, Any]
Rows = Iterator[tuple[str, Row]]
"""Pairs of a table's name and a row of it."""


def rows(duties: DutyList, base: str, findings: Sequence[Finding] = ()) -> dict[str, list[Row]]:
    """Return the rows of every table for one list."""
    names = Iris(duties.id, duties.place, base)
    tables: dict[str, list[Row]] = {name: [] for name in SCHEMA}
    tables["lists"].append(_list(duties, names))
    for nth, duty in enumerate(duties.duties, 1):
        key = {"list": duties.id, "duty": duty.key}
        for table, row in _of_duty(duty, nth, names):
            tables[table].append({**key, **row})
    departments = _organizations(duties)
    for finding in findings:
        key = {"list": duties.id, "finding": finding.id}
        for table, row in _of_finding(finding, names, departments):
            tables[table].append({**key, **row})
    return tables


def _list(duties: DutyList, names: Iris) -> Row:
    place = duties.place
    return {
        "list": duties.id, "title": duties.title, "region": place.region, "prefecture": place.prefecture,
        "county": place.county, "township": place.township, "issuer": duties.issuer, "issued": duties.issued,
        "document": duties.document, "sha256": duties.sha256, "iri": names.list,
    }  # fmt: skip


def _of_duty(duty: Duty, nth: int, names: Iris) -> Rows:
    """Yield a duty and everything that is said in it."""
    yield "duties", {
        "label": duty.label, "kind": duty.kind, "number": duty.number, "category": duty.category,
        "title": duty.title, "line": duty.line, "superior_steps": len(duty.superior_steps),
        "township_steps": len(duty.township_steps), "iri": names.duty(duty.key),
        "nth": nth, "category_iri": iris.category(duty.category, load()) if duty.category else "",
    }  # fmt: skip
    for cell in duty.cells:
        yield (
            "spans",
            {**_span(Span(cell.line, cell.column, 0, len(cell.text))), "quote": cell.text},
        )
    for mention in duty.declared:
        yield "participations", _mention("", 0, mention, names)
    yield from _marks("", 0, duty.marks)
    for step in duty.steps:
        yield from _of_step(duty, step, names)


def _of_step(duty: Duty, step: Step, names: Iris) -> Rows:
    where = {"side": step.side, "position": step.position}
    yield "steps", {
        **where, "ordinal": step.ordinal, "ordinal_printed": step.ordinal_printed, "heading": step.heading or "",
        "text": step.text, **_span(step.span), "iri": names.step(duty, step),
    }  # fmt: skip
    yield "spans", {**_span(step.span), "quote": step.text}
    for mention in step.participants:
        is_named = mention.role in ("mentioned", "recipient")
        yield (
            "mentions" if is_named else "participations",
            _mention(step.side, step.position, mention, names),
        )
    yield from _marks(step.side, step.position, step.marks)


def _marks(side: str, position: int, marks: Sequence[Mark]) -> Rows:
    """Yield the marks of a title or a step, and the matters among them, each once."""
    where = {"side": side, "position": position}
    seen = set()
    for mark in marks:
        row = {
            "scheme": mark.scheme,
            "concept": mark.concept,
            "word": mark.word,
            "iri": iris.concept(mark.scheme, mark.concept),
        }
        yield "marks", {**where, **row, **_span(mark.span)}
        if mark.scheme == "matter" and mark.concept not in seen:
            seen.add(mark.concept)
            yield "matters", {**where, **_matter(mark)}


def _matter(mark: Mark) -> Row:
    """Return a matter with the field of government that it belongs to."""
    known = thesaurus().matters
    matter = known[MATTER + mark.concept]
    field = matter
    while field.broader:
        field = known[field.broader]
    return {
        "matter": matter.iri, "zh": matter.zh, "en": matter.en, "field_zh": field.zh, "field_en": field.en,
    }  # fmt: skip


def _mention(side: str, position: int, mention: Mention, names: Iris) -> Row:
    return {
        "side": side, "position": position, "department": mention.name, "kind": mention.organization.kind,
        "role": mention.role, "rule": mention.rule, "printed": mention.printed, **_span(mention.span),
        "organization": names.organization(mention.organization),
    }  # fmt: skip


def _span(span: Span) -> Row:
    return {"line": span.line, "column": span.column, "start": span.start, "end": span.end}


def _of_finding(finding: Finding, names: Iris, departments: dict[str, Organization]) -> Rows:
    yield "findings", {
        "kind": finding.kind, "grade": finding.grade, "score": round(finding.score, 4), "matter": finding.matter,
        "rule_zh": finding.rule_zh, "rule_en": finding.rule_en, "verdict": finding.verdict, "note": finding.note,
        "by": finding.by, "when": finding.when, "carried": finding.carried,
        "pending": finding.pending, "iri": f"{names.findings}/{finding.id}",
    }  # fmt: skip
    for duty in finding.duties:
        yield "concerned", {"what": "duty", "name": iris.key(duty), "iri": duty}
    for name in finding.departments:
        body = departments.get(name)
        yield (
            "concerned",
            {"what": "department", "name": name, "iri": names.organization(body) if body else ""},
        )
    for position, clause in enumerate(finding.clauses, 1):
        yield "clauses", {"position": position, **_clause(clause)}


def _clause(clause: Clause) -> Row:
    return {
        "duty": iris.key(clause.duty), "quote": clause.text, "words": "、".join(clause.words),
        **_span(clause.span), "iri": clause.duty,
    }  # fmt: skip


def _organizations(duties: DutyList) -> dict[str, Organization]:
    """Return the bodies of a list by the names that findings call them."""
    found: dict[str, Organization] = {}
    for duty in duties.duties:
        found |= {mention.name: mention.organization for mention in duty.declared}
        for step in duty.steps:
            found |= {mention.name: mention.organization for mention in step.participants}
    return found
