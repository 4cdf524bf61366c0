"""What townships have in common and what differs, as triples in a named graph of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.model import Duty, DutyList
from kg.names import load
from kg.rdf import iris as mint
from kg.rdf.about import write_about
from kg.rdf.adjustments import write_kind
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.vocab import DCT, DUTY, RDF, RDFS
from kg.words import section


class Common(NamedTuple):
    """A duty that lists have in common: its title, and each list's (id) duties of it."""

    title: str
    duties: Mapping[str, Sequence[Duty]]


class Told(NamedTuple):
    """A fact about a common duty: list ``id`` departs; the two texts quote clauses with places."""

    kind: str
    common: Common
    id: str
    said: str
    here: str = ""
    usual: str = ""
    here_text: str = ""
    usual_text: str = ""


def difference_lines(
    lists: Sequence[DutyList], common: Iterable[Common], told: Iterable[Told], *, base: str
) -> list[str]:
    """Return common duties and differences of some lists as sorted lines of N-Quads.

    A difference is one township's: a row of an answer speaks of one place.
    """
    out = Lines(mint.differences_graph(base))
    names = {one.id: Iris(one.id, one.place, base) for one in lists}
    for one in common:
        _common(out, one, names)
    kinds: set[str] = set()
    for fact in told:
        kinds.add(fact.kind)
        _difference(out, fact, names)
    for kind in kinds:
        title = ("各地不同之处", "kinds of difference")
        write_kind(out, "difference", kind, section("difference")[kind], title)
    return out.sorted()


def _common(out: Lines, one: Common, names: Mapping[str, Iris]) -> None:
    iri = _iri(one, names)
    out.link(iri, RDF.type, DUTY.CommonDuty)
    out.text(iri, DCT.title, one.title, "zh")
    out.text(iri, RDFS.label, one.title, "zh")
    for id, duties in one.duties.items():
        write_about(out, iri, names[id], duties, load())
        for duty in duties:
            out.link(names[id].duty(duty.key), DUTY.commonDuty, iri)


def _iri(one: Common, names: Mapping[str, Iris]) -> str:
    id, duties = next(iter(one.duties.items()))
    first = names[id].duty(duties[0].key)
    return f"{mint.differences_graph(names[id].base)}/common/{mint.digest(first)}"


def _difference(out: Lines, fact: Told, names: Mapping[str, Iris]) -> None:
    whole, ours = _iri(fact.common, names), names[fact.id]
    mark = mint.digest(whole, fact.kind, fact.here, fact.usual, ours.list)
    iri = f"{mint.differences_graph(ours.base)}/{mark}"
    out.link(iri, RDF.type, DUTY.Difference)
    out.link(iri, DUTY.differenceKind, mint.concept("difference", fact.kind))
    out.link(iri, DUTY.departs, ours.list)
    out.link(iri, DUTY.commonDuty, whole)
    out.text(iri, DCT.title, fact.common.title, "zh")
    out.text(iri, RDFS.label, fact.said, "zh")
    out.text(iri, DUTY.here, fact.here, "zh")
    out.text(iri, DUTY.usual, fact.usual, "zh")
    out.text(iri, DUTY.hereText, fact.here_text, "zh")
    out.text(iri, DUTY.usualText, fact.usual_text, "zh")
    for duty in fact.common.duties.get(fact.id, ()):
        out.link(iri, DUTY.concerns, ours.duty(duty.key))
