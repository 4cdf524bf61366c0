"""IRIs: ASCII, no blank nodes, no time and no machine in them (docs/decisions/0002-iris.md).

A thing the document numbers is named by its number (``…/list/<id>/cooperative/42``); a thing it
names in Chinese by a hash of the name; a concept of ours by its English identifier. A duty has two
IRIs: its version in one list, and the stable one that survives renumbering.

Every IRI is minted here and taken apart here: :class:`Iris` makes those of one list,
:func:`duty_of` and :func:`list_of` read them again.
"""

from __future__ import annotations

from kg.rdf.iris.graphs import (
    adjustments_graph,
    differences_graph,
    earlier_of,
    finding,
    findings_between,
    findings_graph,
    findings_of,
    graphs_of,
    shared_graph,
    thesaurus_graph,
)
from kg.rdf.iris.minting import Iris
from kg.rdf.iris.parts import BASE, based, category, concept, digest, scheme, segment, shared_in
from kg.rdf.iris.reading import (
    DutyName,
    base_of,
    concept_of,
    duty_of,
    key,
    label,
    labels,
    list_id,
    list_of,
    position_of,
    side_of,
    text_of,
)

__all__ = [
    "BASE",
    "DutyName",
    "Iris",
    "adjustments_graph",
    "base_of",
    "based",
    "category",
    "concept",
    "concept_of",
    "differences_graph",
    "digest",
    "duty_of",
    "earlier_of",
    "finding",
    "findings_between",
    "findings_graph",
    "findings_of",
    "graphs_of",
    "key",
    "label",
    "labels",
    "list_id",
    "list_of",
    "position_of",
    "scheme",
    "segment",
    "shared_graph",
    "shared_in",
    "side_of",
    "text_of",
    "thesaurus_graph",
]
