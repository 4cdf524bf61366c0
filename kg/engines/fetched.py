"""The graphs of an endpoint, fetched: what its engine does not compute is computed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Protocol, Unpack

from kg.engines.answer import How, Rows
from kg.engines.embedded import Embedded
from kg.errors import StoreError
from kg.rdf.iris import base_of
from kg.vocab import DUTY

if TYPE_CHECKING:
    import pyoxigraph

_PAGE: Final = 10_000
"""Triples that are asked for at a time: as many as Virtuoso gives where nothing else is set."""
_ALL: Final = "{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
_PART: Final = """{{ SELECT ?s ?p ?o WHERE {{
  {{ SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o }}
}} LIMIT {page} OFFSET {taken} }}"""
"""Ordered inside: Virtuoso sorts no more than a page where it is asked for one."""


class Source(Protocol):
    """What is fetched from."""

    location: str

    def select(self, query: str, **how: Unpack[How]) -> Rows:
        """Run a SELECT."""
        ...

    def graph(self, query: str, **how: Unpack[How]) -> bytes:
        """Run a CONSTRUCT."""
        ...


def fetched(source: Source, graphs: Sequence[str] = ()) -> Embedded:
    """Return named graphs of an endpoint as a store in memory.

    Parameters
    ----------
    graphs : sequence of str
        Their IRIs; without them all in which lists lie, and what these share.

    Raises
    ------
    StoreError
        If a graph does not come whole.
    QueryError
        If the endpoint refuses, or takes too long.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    for graph in graphs or _graphs(source):
        store.bulk_extend(_quads(source, graph))
    return Embedded(store, source.location)


def _graphs(source: Source) -> list[str]:
    """Return the graphs of lists and of what they share: those below the same address."""
    lists = source.select(f"SELECT DISTINCT ?x WHERE {{ ?x a <{DUTY.DutyList}> }}").rows
    bases = tuple({base_of(term[0]) for (term,) in lists if term})
    every = source.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    return [term[0] for (term,) in every if term and term[0].startswith(bases)]


def _quads(source: Source, graph: str) -> Iterator[pyoxigraph.Quad]:
    """Yield a graph.

    An endpoint may leave out unsaid what is more than it gives at once: it is counted, and then
    fetched page by page.
    """
    import pyoxigraph

    (count,) = source.select(f"SELECT (COUNT(*) AS ?n) WHERE {_ALL.format(graph=graph)}").rows[0]
    whole = int(count[0]) if count else 0
    found = _triples(source, _ALL.format(graph=graph))
    if len(found) < whole:
        found = [*_pages(source, graph, whole)]
    if len(found) != whole:
        raise StoreError(
            f"图 {graph} 只取回 {len(found)} 条，应有 {whole} 条",
            f"of the graph {graph} came {len(found)} triples of {whole}",
            where=source.location,
        )
    name = pyoxigraph.NamedNode(graph)
    yield from (pyoxigraph.Quad(one.subject, one.predicate, one.object, name) for one in found)


def _pages(source: Source, graph: str, whole: int) -> Iterator[pyoxigraph.Triple]:
    """Yield a graph that does not come at once."""
    taken = 0
    while taken < whole:
        page = _triples(source, _PART.format(graph=graph, page=_PAGE, taken=taken))
        if not page:
            return
        yield from page
        taken += len(page)


def _triples(source: Source, pattern: str) -> list[pyoxigraph.Triple]:
    import pyoxigraph

    data = source.graph(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {pattern}")
    found = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return [quad.triple for quad in found]
