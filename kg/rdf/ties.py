"""Ties → triples: what stands together in one list, derived once so that no question joins it.

They lie in the list's graph of findings (decision 0033); nothing reads them back into records.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.model import DutyList
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.vocab import DCT, DUTY, PROV, RDF, SKOS

TieKind: TypeAlias = Literal["same-act", "same-matter", "same-conduct"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two things of one list that belong side by side.

    Attributes
    ----------
    kind : str
        ``same-act``: two departments in one duty; ``same-matter``: a basic and a cooperative duty;
        ``same-conduct``: a basic duty that punishes and a township step that only reports.
    left, right : str
        The IRIs of the two.
    words : str
        The words on both sides, ``检查 ↔ 检查``.
    evidence : tuple of str
        IRIs of the steps, duties and marks that it rests on.
    duties : tuple of str
        IRIs of the duties that it is about.
    matter, type : str
        IRIs of the shared matter, and of the act or the power; either may be empty.
    """

    kind: TieKind
    left: str
    right: str
    words: str
    evidence: tuple[str, ...]
    duties: tuple[str, ...]
    matter: str = ""
    type: str = ""


def tie_lines(duties: DutyList, ties: Iterable[Tie], *, base: str) -> list[str]:
    """Return the ties of one list as sorted lines of N-Quads, in the list's graph of findings."""
    graph = Iris(duties.id, duties.place, base).findings
    out = Lines(graph)
    for tie in ties:
        iri = f"{graph}/tie/{mint.digest(tie.kind, *tie.duties, tie.left, tie.right, tie.type)}"
        out.link(iri, RDF.type, DUTY.Tie)
        out.text(iri, DUTY.tieKind, tie.kind)
        out.link(iri, DUTY.left, tie.left)
        out.link(iri, DUTY.right, tie.right)
        out.text(iri, SKOS.note, tie.words, "zh")
        for one in tie.duties:
            out.link(iri, DUTY.concerns, one)
        for one in tie.evidence:
            out.link(iri, PROV.wasDerivedFrom, one)
        if tie.matter:
            out.link(iri, DUTY.matter, tie.matter)
        if tie.type:
            out.link(iri, DCT.type, tie.type)
    return out.sorted()
