"""What changed between two editions of a township's list (动态调整) as triples, in a named graph of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.rdf import iris as mint
from kg.rdf.nquads import Lines
from kg.vocab import DCT, DUTY, PROV, RDF, RDFS, SKOS
from kg.words import section


class Adjustment(NamedTuple):
    """One change: the duties (IRIs) of the old and of the new list, its kinds, and what differs, in words."""

    old: Sequence[str]
    new: Sequence[str]
    kinds: Sequence[str]
    said: Sequence[str]


def adjustment_lines(adjustments: Iterable[Adjustment], *, base: str = mint.BASE) -> list[str]:
    """Return adjustments as sorted lines of N-Quads; none for none."""
    graph = mint.adjustments_graph(base)
    out = Lines(graph)
    kinds: set[str] = set()
    for one in adjustments:
        iri = f"{graph}/{mint.digest(*one.old, '→', *one.new)}"
        out.link(iri, RDF.type, DUTY.Adjustment)
        for duty in one.old:
            out.link(iri, PROV.used, duty)
        for duty in one.new:
            out.link(iri, PROV.generated, duty)
        for duty in one.new or one.old:
            out.link(iri, DUTY.adjusts, duty)
        for kind in one.kinds:
            out.link(iri, DUTY.adjustmentKind, mint.concept("adjustment", kind))
        for text in one.said:
            out.text(iri, DCT.description, text, "zh")
        out.text(iri, RDFS.label, _label(one), "zh")
        kinds.update(one.kinds)
    for kind in kinds:
        _concept(out, kind)
    return out.sorted()


def _label(one: Adjustment) -> str:
    """Return what an adjustment is called: 收回：基本 77 → 收回 22."""
    kinds = "、".join(section("change")[kind][0] for kind in one.kinds)
    sides = filter(None, (mint.labels(one.old), mint.labels(one.new)))
    return f"{kinds}：{' → '.join(sides)}"


def _concept(out: Lines, kind: str) -> None:
    zh, en = section("change")[kind]
    iri, scheme = mint.concept("adjustment", kind), mint.scheme("adjustment")
    out.link(scheme, RDF.type, SKOS.ConceptScheme)
    out.text(scheme, DCT.title, "调整方式", "zh")
    out.text(scheme, DCT.title, "kinds of adjustment", "en")
    out.link(iri, RDF.type, SKOS.Concept)
    out.link(iri, SKOS.inScheme, scheme)
    out.text(iri, SKOS.prefLabel, zh, "zh")
    out.text(iri, SKOS.prefLabel, en, "en")
