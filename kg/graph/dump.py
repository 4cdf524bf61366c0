"""The graph itself as a file for other programs: Turtle, TriG, JSON-LD, N-Quads, N-Triples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.errors import UnknownName
from kg.graph import dataset
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph.store import Store

NAME: Final = "graph"
TITLE: Final = ("图谱本身（RDF）", "the graph itself, all of it (RDF)")
FORMATS: Final = ("ttl", "trig", "jsonld", "nq", "nt")
"""Turtle and N-Triples know no named graphs: they hold all of them together."""

GRAPHS: Final = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def encode(store: Store, format: str, list: str | None = None) -> tuple[bytes, int, int]:
    """Return the graph of a store in one of :data:`FORMATS`, with the number of its nodes and of its triples.

    The bytes are the same every time.

    Parameters
    ----------
    list : str, optional
        The identifier of a list: only its graphs, with what they name of the graph that lists
        share.

    Raises
    ------
    UnknownName
        If the store has no such list.
    """
    import pyoxigraph as ox

    quads = sorted(_of_list(store, list) if list is not None else quads_of(store), key=str)
    triples = sorted({quad.triple for quad in quads}, key=str)
    nodes = {triple.subject for triple in triples}
    nodes |= {triple.object for triple in triples if not isinstance(triple.object, ox.Literal)}
    kind = ox.RdfFormat.from_extension(format)
    assert kind is not None
    if format == "ttl":
        data = _with_prefixes(ox.serialize(triples, format=kind, prefixes=PREFIXES) or b"")
    elif format == "trig":
        data = _with_prefixes(ox.serialize(quads, format=kind, prefixes=PREFIXES) or b"")
    else:
        data = ox.serialize(triples if format == "nt" else quads, format=kind) or b""
    return data, len(nodes), len(triples)


def lines(store: Store, list: str) -> Sequence[str]:
    """Return the graph of a list as lines of N-Quads, sorted."""
    return encode(store, "nq", list)[0].decode().splitlines()


def triples_of(store: Store, graph: str) -> bytes:
    """Return the triples of a named graph (an IRI) as N-Triples, sorted."""
    return store.graph(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")


def quads_of(store: Store) -> Iterator[ox.Quad]:
    """Yield everything that a store holds, with languages, datatypes and named graphs."""
    import pyoxigraph as ox

    for row in store.select(GRAPHS).rows:
        graph = ox.NamedNode(row[0][0] if row[0] else "")
        for quad in ox.parse(triples_of(store, graph.value), format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _with_prefixes(data: bytes) -> bytes:
    """Return Turtle or TriG with its prefixes in a fixed order: the serialiser's own is not."""
    head, body = [], data
    while body.startswith(b"@prefix "):
        line, _, body = body.partition(b"\n")
        head.append(line)
    return b"\n".join([*sorted(head), b"", body])


def _of_list(store: Store, name: str) -> set[ox.Quad]:
    """Return the quads of a list's own graphs, and those of shared graphs about what they name, and so on."""
    known = dataset.lists(store)
    if name not in known:
        raise UnknownName(
            f"没有清单“{name}”",
            f'no list "{name}"',
            where=store.location,
            cure=", ".join(sorted(known)[:8]),
        )
    own: set[ox.Quad] = set()
    shared: dict[object, list[ox.Quad]] = {}
    for quad in quads_of(store):
        graph = f"{getattr(quad.graph_name, 'value', '')}/"
        owner = next((iri for iri in known.values() if graph.startswith(f"{iri}/")), None)
        if owner == known[name]:
            own.add(quad)
        elif owner is None:
            shared.setdefault(quad.subject, []).append(quad)
    found, more = set(own), own
    while more:
        named = {quad.object for quad in more} | {quad.predicate for quad in more}
        more = set()
        for term in named:
            more.update(shared.pop(term, ()))
        found |= more
    return found
