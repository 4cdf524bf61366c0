"""Records ↔ triples: the only place that knows both; mints the IRIs.

Reading and minting load nothing of what writing needs (the names, the recognisers, the thesaurus).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.rdf import iris
    from kg.rdf.findings import compared_lines, finding_lines
    from kg.rdf.iris import Iris
    from kg.rdf.read import read_duty, read_list
    from kg.rdf.shared import edition_lines, thesaurus_lines
    from kg.rdf.ties import tie_lines
    from kg.rdf.write import list_lines

__all__ = [
    "Iris",
    "compared_lines",
    "edition_lines",
    "finding_lines",
    "iris",
    "list_lines",
    "read_duty",
    "read_list",
    "thesaurus_lines",
    "tie_lines",
]

_HOME = {
    "Iris": "iris", "compared_lines": "findings", "finding_lines": "findings", "read_duty": "read", "read_list": "read",
    "edition_lines": "shared", "thesaurus_lines": "shared", "list_lines": "write",
    "tie_lines": "ties",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name where it is first used."""
    from importlib import import_module

    if name == "iris":
        return import_module("kg.rdf.iris")
    if name not in _HOME:
        raise AttributeError(f"module 'kg.rdf' has no attribute {name!r}")
    value = getattr(import_module(f"kg.rdf.{_HOME[name]}"), name)
    globals()[name] = value
    return value
