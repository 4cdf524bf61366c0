"""What a change or a common duty is about: departments, categories, matters."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Duty
from kg.names import Spellings
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.nquads import Lines
from kg.vocab import DUTY


def write_about(
    out: Lines, iri: str, names: Iris, duties: Iterable[Duty], spellings: Spellings
) -> None:
    """Write what some duties of one list are about as what ``iri`` is about."""
    for duty in duties:
        if duty.category:
            out.link(iri, DUTY.category, mint.category(duty.category, spellings))
        for mention in duty.declared:
            out.link(iri, DUTY.concerns, names.organization(mention.organization))
        for mark in duty.marks:
            if mark.scheme == "matter":
                out.link(iri, DUTY.matter, mint.concept("matter", mark.concept))
