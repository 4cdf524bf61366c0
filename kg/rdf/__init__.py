"""Records ↔ triples: the only place that knows both; mints the IRIs."""

from __future__ import annotations

from kg.rdf import iris
from kg.rdf.findings import compared_lines, finding_lines
from kg.rdf.iris import Iris
from kg.rdf.read import read_list
from kg.rdf.shared import edition_lines, thesaurus_lines
from kg.rdf.write import list_lines

__all__ = [
    "Iris",
    "compared_lines",
    "edition_lines",
    "finding_lines",
    "iris",
    "list_lines",
    "read_list",
    "thesaurus_lines",
]
