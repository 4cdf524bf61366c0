"""Load a build into another store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.graph.dump import GRAPHS, triples_of
from kg.graph.store import Store, latest_of, open_store
from kg.rdf.iris import earlier_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: IRI of each graph → its number of triples."""

    graphs: dict[str, int]

    @property
    def triples(self) -> int:
        """Triples of all graphs."""
        return sum(self.graphs.values())


def load(
    url: str,
    store: str | Path = "build",
    *,
    progress: Callable[[str, int], None] | None = None,
) -> Loaded:
    """Write every graph of a build to another store, by the SPARQL 1.1 Graph Store Protocol.

    A graph that is there already is replaced; others are left alone. What only earlier editions say
    in a graph that all share goes into a graph of its own (``…/earlier``): what is asked of the
    latest editions then has there the answer that it has in the build.

    Parameters
    ----------
    url : str
        The address that takes graphs: Oxigraph ``/store``, Fuseki ``/NAME/data``, Virtuoso
        ``/sparql-graph-crud-auth``, GraphDB ``/repositories/NAME/rdf-graphs/service``; with name
        and password where they are asked for (``http://name:word@host/…``).
    store : str or Path
        A build, an RDF file, or an endpoint.
    progress : callable, optional
        Told of each graph when it is written: its IRI, its number of triples.

    Returns
    -------
    Loaded

    Raises
    ------
    StoreError
        If there is no build, or the other store cannot be reached or refuses a graph: what was
        written before stays there.
    """
    from kg.engines.graphs import GraphStore

    source, target = open_store(store), GraphStore(url)
    latest = latest_of(source)
    written: dict[str, int] = {}
    for (term,) in source.select(GRAPHS).rows:
        graph = term[0] if term else ""
        for name, triples in parted(graph, triples_of(source, graph), latest):
            target.put(name, triples)
            written[name] = triples.count(b"\n")
            if progress is not None:
                progress(name, written[name])
    return Loaded(written)


def parted(graph: str, triples: bytes, latest: Store | None) -> Iterator[tuple[str, bytes]]:
    """Yield a graph as it is written: what the latest editions say, and apart the rest."""
    every = triples.splitlines(keepends=True)
    now = set(triples_of(latest, graph).splitlines(keepends=True)) if latest else set()
    before = [line for line in every if line not in now]
    if not now or not before:
        yield graph, triples
        return
    yield graph, b"".join(line for line in every if line in now)
    yield earlier_of(graph), b"".join(before)
