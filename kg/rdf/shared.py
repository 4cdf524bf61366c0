"""What lists share: bodies, places, series of editions, categories, functions, the recognisers' concepts, matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.lexicon import body_kind, body_kinds
from kg.matters import thesaurus
from kg.model import DutyList, Organization, Place
from kg.names import Directory, Spellings
from kg.names.jurisdiction import short_name
from kg.names.schemes import schemes
from kg.rdf import iris as mint
from kg.rdf.classes import ORGANIZATION_CLASS
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.vocab import DCAT, DCT, DUTY, ORG, RDF, RDFS, SKOS

# Who stands above a county department, by the branch of power that data/names/departments.toml
# gives.
_ABOVE = {"party": "委", "government": "人民政府"}


def write_shared(
    out: Lines, names: Iris, duties: DutyList, directory: Directory, spellings: Spellings
) -> None:
    """Write the shared things that one list uses; the same thing of two lists is the same line."""
    _jurisdictions(out, names)
    for organization in sorted(
        set(_organizations(duties)), key=lambda o: (o.kind, o.jurisdiction, o.function, o.name)
    ):
        _organization(out, names, organization, directory)
    _series(out, names, duties)
    _concepts(out)
    scheme = mint.scheme("category")
    _scheme(out, scheme, "事项类别", "categories")
    for name in sorted(
        {duty.category for duty in duties.duties if duty.category} | set(spellings.categories)
    ):
        known = spellings.categories.get(name)
        _concept(out, mint.category(name, spellings), scheme, name, known.en if known else "")


def edition_lines(
    editions: Iterable[tuple[str, Place, str]], *, base: str = mint.BASE
) -> list[str]:
    """Return what the editions of a township's list are to each other, as sorted lines of N-Quads.

    Parameters
    ----------
    editions : iterable of (list's id, place, month of issue)
        All lists of a store. One without a month follows no other; nor do two of the same month.
    """
    by_series: dict[str, list[tuple[str, str]]] = {}
    for id, place, issued in editions:
        names = Iris(id, place, base)
        if issued:
            by_series.setdefault(names.series, []).append((issued, names.list))
    out = Lines(mint.shared_in(base))
    for lists in by_series.values():
        for (before, earlier), (after, later) in pairwise(sorted(lists)):
            if before < after:
                out.link(later, DCAT.previousVersion, earlier)
    return out.sorted()


def thesaurus_lines(base: str = mint.BASE) -> list[str]:
    """Return the thesaurus of matters as sorted lines of N-Quads, in a named graph of its own: once for all lists."""
    out = Lines(mint.thesaurus_graph(base))
    scheme = mint.scheme("matter")
    _scheme(out, scheme, "事", "matters")
    for iri, matter in thesaurus().matters.items():
        _concept(out, iri, scheme, matter.zh, matter.en)
        for word in matter.words:
            if word != matter.zh:
                out.text(iri, SKOS.altLabel, word, "zh")
        for word in matter.asked:
            out.text(iri, SKOS.hiddenLabel, word, "zh")
        if matter.broader:
            out.link(iri, SKOS.broader, matter.broader)
    return out.sorted()


def _series(out: Lines, names: Iris, duties: DutyList) -> None:
    """Write the series that the editions of the township's list belong to."""
    out.link(names.series, RDF.type, DCAT.DatasetSeries)
    out.text(names.series, DCT.title, f"{duties.place.name}履职事项清单", "zh")
    out.text(names.series, DCT.description, f"{duties.place.name}历次公布的履职事项清单", "zh")
    out.link(names.series, DUTY.place, names.township)
    if duties.place.code:
        out.text(names.township, DCT.identifier, duties.place.code)


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


def _organization(
    out: Lines, names: Iris, organization: Organization, directory: Directory
) -> None:
    iri = names.organization(organization)
    _body(out, names, organization)
    if organization.kind == "township" and organization.jurisdiction:
        out.link(iri, DUTY.within, names.jurisdiction(organization.jurisdiction))
    if organization.kind != "department":
        out.text(iri, SKOS.notation, organization.function)
        if organization.kind != "township":
            out.link(iri, ORG.classification, mint.concept("body", body_kind(organization)))
        return
    function = mint.concept("function", mint.digest(organization.function))
    _concept(out, function, mint.scheme("function"), organization.function, "")
    out.link(iri, ORG.classification, function)
    for alias in directory.aliases(organization):
        out.text(iri, SKOS.altLabel, alias, "zh")
    above = _ABOVE.get(directory.branch(organization.function), "")
    if above and above != organization.function:
        parent = Organization(
            organization.jurisdiction + above, organization.jurisdiction, above, "department"
        )
        out.link(iri, ORG.subOrganizationOf, names.organization(parent))
        _body(out, names, parent)


def _body(out: Lines, names: Iris, organization: Organization) -> None:
    """Write what every body has: its classes, its name, where it belongs."""
    iri = names.organization(organization)
    out.link(iri, RDF.type, DUTY.Organization)
    out.link(iri, RDF.type, ORGANIZATION_CLASS[organization.kind])
    out.text(iri, RDFS.label, organization.name, "zh")
    out.text(iri, SKOS.prefLabel, organization.name, "zh")
    if organization.jurisdiction:
        jurisdiction = names.jurisdiction(organization.jurisdiction)
        out.link(iri, DUTY.jurisdiction, jurisdiction)
        out.text(jurisdiction, SKOS.altLabel, organization.jurisdiction, "zh")


def _concepts(out: Lines) -> None:
    bodies = mint.scheme("body")
    _scheme(out, bodies, "部门以外的执行者", "performers that are not departments")
    for kind in body_kinds():
        _concept(out, mint.concept("body", kind.id), bodies, kind.zh, kind.en)
    for scheme in schemes():
        iri = mint.scheme(scheme.name)
        _scheme(out, iri, scheme.zh, scheme.en)
        for concept in scheme.concepts:
            _concept(out, mint.concept(scheme.name, concept.id), iri, concept.zh, concept.en)


def _scheme(out: Lines, iri: str, zh: str, en: str) -> None:
    out.link(iri, RDF.type, SKOS.ConceptScheme)
    out.text(iri, DCT.title, zh, "zh")
    out.text(iri, DCT.title, en, "en")


def _concept(out: Lines, iri: str, scheme: str, zh: str, en: str) -> None:
    """Write a concept; its ``skos:prefLabel`` is its label too (SKOS makes it a subproperty of ``rdfs:label``)."""
    out.link(iri, RDF.type, SKOS.Concept)
    out.link(iri, SKOS.inScheme, scheme)
    out.text(iri, SKOS.prefLabel, zh, "zh")
    if en:
        out.text(iri, SKOS.prefLabel, en, "en")
