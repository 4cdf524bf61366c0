"""Load a build into another store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.store import open_store


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

    A graph that is there already is replaced; others are left alone.

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
    from kg.dump import GRAPHS, triples_of
    from kg.engines.graphs import GraphStore

    source, target = open_store(store), GraphStore(url)
    written: dict[str, int] = {}
    for (term,) in source.select(GRAPHS).rows:
        graph = term[0] if term else ""
        triples = triples_of(source, graph)
        target.put(graph, triples)
        written[graph] = triples.count(b"\n")
        if progress is not None:
            progress(graph, written[graph])
    return Loaded(written)
