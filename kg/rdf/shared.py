"""What lists share: organisations, jurisdictions, categories, functions and the recognisers' concepts."""

from __future__ import annotations

from collections.abc import Iterator

from kg.matters import MATTER, thesaurus
from kg.model import DutyList, Organization
from kg.names import Directory, Spellings
from kg.names.jurisdiction import short_name
from kg.parse.marks import schemes
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.vocab import DUTY, ORG, RDF, RDFS, SKOS

KIND_CLASS = {
    "department": DUTY.Department,
    "township": DUTY.Township,
    "class": DUTY.OpenClass,
    "external": DUTY.ExternalActor,
}
# Who stands above a county department, by the branch of power that data/names/departments.toml gives.
_ABOVE = {"party": "委", "government": "人民政府"}


def write_shared(out: Lines, names: Iris, duties: DutyList, directory: Directory, spellings: Spellings) -> None:
    """Write the shared things that one list uses; the same thing of two lists is the same line."""
    _jurisdictions(out, names)
    for organization in sorted(set(_organizations(duties)), key=lambda o: (o.kind, o.jurisdiction, o.function, o.name)):
        _organization(out, names, organization, directory)
    _concepts(out)
    _matters(out, duties)
    scheme = mint.scheme("category")
    out.link(scheme, RDF.type, SKOS.ConceptScheme)
    out.text(scheme, RDFS.label, "事项类别", "zh")
    out.text(scheme, RDFS.label, "categories", "en")
    for name in sorted({duty.category for duty in duties.duties if duty.category} | set(spellings.categories)):
        known = spellings.categories.get(name)
        concept = mint.category(name, spellings)
        _concept(out, concept, scheme, name, known.en if known else "")


def _organizations(duties: DutyList) -> Iterator[Organization]:
    place = duties.place
    yield Organization(place.name, place.county, place.township, "township")
    for duty in duties.duties:
        yield from (mention.organization for mention in duty.declared)
        for step in duty.steps:
            yield from (mention.organization for mention in step.participants)


def _jurisdictions(out: Lines, names: Iris) -> None:
    below = ""
    for name in (names.place.county, names.place.prefecture, names.place.region):
        if not name:
            continue
        iri = names.jurisdiction(name)
        out.link(iri, RDF.type, DUTY.Jurisdiction)
        out.text(iri, RDFS.label, name, "zh")
        out.text(iri, SKOS.altLabel, short_name(name), "zh")
        if below:
            out.link(below, DUTY.within, iri)
        below = iri


def _organization(out: Lines, names: Iris, organization: Organization, directory: Directory) -> None:
    iri = names.organization(organization)
    out.link(iri, RDF.type, DUTY.Organization)
    out.link(iri, RDF.type, KIND_CLASS[organization.kind])
    out.text(iri, RDFS.label, organization.name, "zh")
    if organization.jurisdiction:
        jurisdiction = names.jurisdiction(organization.jurisdiction)
        out.link(iri, DUTY.jurisdiction, jurisdiction)
        out.text(jurisdiction, SKOS.altLabel, organization.jurisdiction, "zh")
        if organization.kind == "township":
            out.link(iri, DUTY.within, jurisdiction)
    if organization.kind != "department":
        out.text(iri, SKOS.notation, organization.function)
        return
    function = mint.concept("function", mint.digest(organization.function))
    _concept(out, function, mint.scheme("function"), organization.function, "")
    out.link(iri, ORG.classification, function)
    for alias in directory.aliases(organization):
        out.text(iri, SKOS.altLabel, alias, "zh")
    above = _ABOVE.get(directory.branch(organization.function), "")
    if above and above != organization.function:
        parent = Organization(organization.jurisdiction + above, organization.jurisdiction, above, "department")
        out.link(iri, ORG.subOrganizationOf, names.organization(parent))
        out.link(names.organization(parent), RDF.type, DUTY.Organization)
        out.link(names.organization(parent), RDF.type, DUTY.Department)
        out.text(names.organization(parent), RDFS.label, parent.name, "zh")


def _concepts(out: Lines) -> None:
    for scheme in schemes():
        iri = mint.scheme(scheme.name)
        out.link(iri, RDF.type, SKOS.ConceptScheme)
        out.text(iri, RDFS.label, scheme.zh, "zh")
        out.text(iri, RDFS.label, scheme.en, "en")
        for concept in scheme.concepts:
            _concept(out, mint.concept(scheme.name, concept.id), iri, concept.zh, concept.en)
            for word in concept.triggers:
                out.text(mint.concept(scheme.name, concept.id), SKOS.hiddenLabel, word, "zh")


def _matters(out: Lines, duties: DutyList) -> None:
    """Write the matters that the list names, and the fields above them."""
    known = thesaurus().matters
    marks = [mark for duty in duties.duties for mark in (*duty.marks, *(m for step in duty.steps for m in step.marks))]
    pending = sorted({MATTER + mark.concept for mark in marks if mark.scheme == "matter"})
    scheme = mint.scheme("matter")
    out.link(scheme, RDF.type, SKOS.ConceptScheme)
    out.text(scheme, RDFS.label, "事", "zh")
    out.text(scheme, RDFS.label, "matters", "en")
    written: set[str] = set()
    while pending:
        iri = pending.pop()
        if iri in written or iri not in known:
            continue
        written.add(iri)
        matter = known[iri]
        _concept(out, iri, scheme, matter.zh, matter.en)
        for word in matter.words:
            if word != matter.zh:
                out.text(iri, SKOS.altLabel, word, "zh")
        if matter.broader:
            out.link(iri, SKOS.broader, matter.broader)
            pending.append(matter.broader)


def _concept(out: Lines, iri: str, scheme: str, zh: str, en: str) -> None:
    out.link(iri, RDF.type, SKOS.Concept)
    out.link(iri, SKOS.inScheme, scheme)
    out.text(iri, SKOS.prefLabel, zh, "zh")
    out.text(iri, RDFS.label, zh, "zh")
    if en:
        out.text(iri, SKOS.prefLabel, en, "en")
        out.text(iri, RDFS.label, en, "en")
