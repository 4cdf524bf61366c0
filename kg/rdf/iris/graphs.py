"""The named graphs of a store: a list, what was derived from it, and what all lists share."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rdf.iris.parts import BASE, shared_in
from kg.rdf.iris.reading import base_of, list_of


def shared_graph(iri: str) -> str:
    """Return the named graph of organisations and schemes that goes with the list an IRI names or lies in."""
    return shared_in(base_of(iri))


def graphs_of(lists: Iterable[str], *, earlier: bool = False) -> list[str]:
    """Return the named graphs in which lists (IRIs) are described: their own, what was derived from them, what they share.

    ``earlier``: also what :func:`earlier_of` names.
    """
    every = list(lists)
    found = [graph for iri in every for graph in (iri, findings_of(iri))]
    shared: list[str] = []
    for base in dict.fromkeys(map(base_of, every)):
        shared += [shared_in(base), thesaurus_graph(base)]
        shared += [adjustments_graph(base), differences_graph(base)]
    return [*found, *shared, *map(earlier_of, shared if earlier else ())]


def earlier_of(graph: str) -> str:
    """Return the graph in which ``kg load`` puts what only earlier editions say in a shared one."""
    return f"{graph}/earlier"


def adjustments_graph(base: str) -> str:
    """Return the named graph of what changed from edition to edition of the lists of a store."""
    return f"{base}graph/adjustments"


def thesaurus_graph(base: str) -> str:
    """Return the named graph of the matters, which all lists of a store share."""
    return f"{base}graph/matters"


def differences_graph(base: str) -> str:
    """Return the named graph of what the townships of a store share and in what they differ."""
    return f"{base}graph/differences"


def findings_of(list_iri: str) -> str:
    """Return the named graph of what was derived from one list."""
    return f"{list_iri}/findings"


def findings_between(base: str) -> str:
    """Return the named graph of what was derived from several lists at once."""
    return f"{base}findings"


def finding(id: str, duties: Iterable[str], of: str = "") -> str:
    """Return the IRI of a finding: with the list it is told ``of``, else with that of its duties.

    One about the duties of several lists, told of none of them, lies apart.
    """
    if of:
        return f"{findings_of(of)}/{id}"
    every = list(duties)
    lists = {list_of(iri) for iri in every}
    graph = (
        findings_of(lists.pop())
        if len(lists) == 1
        else findings_between(base_of(every[0]) if every else BASE)
    )
    return f"{graph}/{id}"


def findings_graph(iri: str) -> str:
    """Return the named graph in which a finding lies, by the finding's IRI."""
    return iri.rpartition("/")[0]
