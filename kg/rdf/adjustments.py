"""What changed between two editions of a township's list (动态调整) as triples, in a named graph of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.model import Duty, DutyList, Organization
from kg.names import load
from kg.names.reforms import Reform
from kg.rdf import iris as mint
from kg.rdf.about import write_about
from kg.rdf.classes import ORGANIZATION_CLASS
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.vocab import DCT, DUTY, ORG, PROV, RDF, RDFS, SKOS
from kg.words import section


class Adjustment(NamedTuple):
    """One change: old and new duties, its kinds, what differs in words, and both clauses.

    One without kinds changes nothing: it says only which duty is the other's earlier version.
    """

    old: Sequence[Duty]
    new: Sequence[Duty]
    kinds: Sequence[str]
    said: Sequence[str] = ()
    old_text: str = ""
    new_text: str = ""
    renamed: Sequence[tuple[Organization, Organization, Reform]] = ()


class Succession(NamedTuple):
    """Two editions of a township's list, one after the other, and what became of each duty."""

    old: DutyList
    new: DutyList
    adjustments: Sequence[Adjustment]


def adjustment_lines(successions: Iterable[Succession], *, base: str = mint.BASE) -> list[str]:
    """Return adjustments as sorted lines of N-Quads; none for none.

    The departments of the older editions are named beside them, where every list names its own.
    """
    out = Lines(mint.adjustments_graph(base))
    bodies = Lines(mint.shared_in(base))
    kinds: set[str] = set()
    for old, new, adjustments in successions:
        before, after = Iris(old.id, old.place, base), Iris(new.id, new.place, base)
        for one in adjustments:
            _revisions(out, one, before, after)
            if one.kinds:
                _adjustment(out, one, before, after)
                _named(bodies, before, one.old)
                kinds.update(one.kinds)
    for kind in kinds:
        write_kind(
            out, "adjustment", kind, section("change")[kind], ("调整方式", "kinds of adjustment")
        )
    return sorted([*out.sorted(), *bodies.sorted()])


def _revisions(out: Lines, one: Adjustment, before: Iris, after: Iris) -> None:
    """Write which duty was which: the thread of a duty's history, also where nothing changed."""
    for old in one.old:
        for new in one.new:
            out.link(after.duty(new.key), PROV.wasRevisionOf, before.duty(old.key))


def _adjustment(out: Lines, one: Adjustment, before: Iris, after: Iris) -> None:
    graph = mint.adjustments_graph(before.base)
    olds = [before.duty(duty.key) for duty in one.old]
    news = [after.duty(duty.key) for duty in one.new]
    iri = f"{graph}/{mint.digest(*olds, '→', *news)}"
    out.link(iri, RDF.type, DUTY.Adjustment)
    out.link(iri, DUTY.fromEdition, before.list)
    out.link(iri, DUTY.toEdition, after.list)
    for duty in olds:
        out.link(iri, PROV.used, duty)
    for duty in news:
        out.link(iri, PROV.generated, duty)
    for duty in news or olds:
        out.link(iri, DUTY.adjusts, duty)
    for kind in one.kinds:
        out.link(iri, DUTY.adjustmentKind, mint.concept("adjustment", kind))
    for text in one.said:
        out.text(iri, DCT.description, text, "zh")
    out.text(iri, DCT.title, (one.new or one.old)[0].title, "zh")
    out.text(iri, RDFS.label, _label(one.kinds, olds, news), "zh")
    out.text(iri, DUTY.oldText, one.old_text, "zh")
    out.text(iri, DUTY.newText, one.new_text, "zh")
    write_about(out, iri, before, one.old, load())
    write_about(out, iri, after, one.new, load())
    for old, new, reform in one.renamed:
        _renamed(out, before.organization(old), after.organization(new), reform, before.base)


def _named(out: Lines, names: Iris, duties: Sequence[Duty]) -> None:
    """Name the departments of an older edition: a store of the latest editions does not hold their list."""
    for duty in duties:
        for mention in duty.declared:
            iri = names.organization(mention.organization)
            out.link(iri, RDF.type, ORGANIZATION_CLASS[mention.organization.kind])
            out.text(iri, RDFS.label, mention.organization.name, "zh")


def _renamed(out: Lines, old: str, new: str, reform: Reform, base: str) -> None:
    """Write that a reform made one department of another, with the source that says so."""
    event = f"{base}reform/{reform.id}"
    out.link(old, ORG.changedBy, event)
    out.link(event, RDF.type, ORG.ChangeEvent)
    out.link(event, ORG.originalOrganization, old)
    out.link(event, ORG.resultingOrganization, new)
    out.text(event, RDFS.label, reform.zh, "zh")
    out.text(event, RDFS.label, reform.en, "en")
    out.text(event, DCT.source, reform.source, "zh")
    if reform.url:
        out.link(event, DCT.source, reform.url)


def _label(kinds: Sequence[str], old: Sequence[str], new: Sequence[str]) -> str:
    """Return what an adjustment is called: 收回：基本 77 → 收回 22."""
    called = "、".join(section("change")[kind][0] for kind in kinds)
    sides = filter(None, (mint.labels(old), mint.labels(new)))
    return f"{called}：{' → '.join(sides)}"


def write_kind(
    out: Lines, scheme: str, kind: str, words: tuple[str, str], title: tuple[str, str]
) -> None:
    """Write a kind of change or of difference as a concept of its scheme, both with their words."""
    iri, whole = mint.concept(scheme, kind), mint.scheme(scheme)
    out.link(whole, RDF.type, SKOS.ConceptScheme)
    out.text(whole, DCT.title, title[0], "zh")
    out.text(whole, DCT.title, title[1], "en")
    out.link(iri, RDF.type, SKOS.Concept)
    out.link(iri, SKOS.inScheme, whole)
    out.text(iri, SKOS.prefLabel, words[0], "zh")
    out.text(iri, SKOS.prefLabel, words[1], "en")
