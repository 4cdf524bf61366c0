"""Open a dataset: the embedded Oxigraph that ``kg build`` wrote, or any SPARQL 1.1 endpoint (``http…``)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar, Unpack

from kg.engines.answer import STRING, How, Rows, Term, Triple
from kg.engines.embedded import Embedded, load_files
from kg.engines.refusals import TooLate, too_late
from kg.engines.tokens import names_graphs, of_graphs
from kg.errors import QueryError, StoreError
from kg.stale import warn

__all__ = [
    "STRING", "Embedded", "How", "Limited", "Part", "Rows", "Store", "Term", "Triple", "load_files", "open_store",
]  # fmt: skip

T = TypeVar("T")
_FEW_GRAPHS = 5
"""So many graphs (those of one list) are asked where they are: with 27 a question took 13 s instead of 0.1."""
STORE = "store"
"""The folder of a build that holds its store."""
LATEST = "latest"
"""The folder of a build that holds the latest edition of each place alone, beside it."""
RDF_FILES = (".nq", ".nt", ".trig", ".ttl", ".jsonld", ".rdf", ".xml", ".n3")


class Store(Protocol):
    """What a dataset can do here: it is only ever read; the default graph is the union of all named graphs."""

    location: str

    def select(self, query: str, **how: Unpack[How]) -> Rows:
        """Run a SELECT (an ASK gives one row)."""
        ...

    def graph(self, query: str, **how: Unpack[How]) -> bytes:
        """Run a CONSTRUCT or DESCRIBE; the triples come as N-Triples, sorted."""
        ...

    def part(self, graphs: Sequence[str]) -> Store:
        """Return some named graphs (IRIs) as a store of their own."""
        ...


class Limited:
    """A store of which everything together is asked within one time.

    Parameters
    ----------
    seconds : float or None
        From now on; 0 or None: no limit.
    """

    def __init__(self, store: Store, seconds: float | None) -> None:
        self._store = store
        self._seconds = seconds or 0.0
        self._end = time.monotonic() + self._seconds
        self.location = store.location

    def also(self, store: Store) -> Limited:
        """Return another store, which is asked within the same time."""
        other = Limited(store, self._seconds)
        other._end = self._end
        return other

    def select(self, query: str, **how: Unpack[How]) -> Rows:
        """Run a SELECT (an ASK gives one row)."""
        return self._in_time(how, lambda how: self._store.select(query, **how))

    def graph(self, query: str, **how: Unpack[How]) -> bytes:
        """Run a CONSTRUCT or DESCRIBE; the triples come as N-Triples, sorted."""
        return self._in_time(how, lambda how: self._store.graph(query, **how))

    def part(self, graphs: Sequence[str]) -> Limited:
        """Return some named graphs as a store of their own, asked within the same time."""
        return self.also(self._store.part(graphs))

    def _in_time(self, how: How, work: Callable[[How], T]) -> T:
        """Do some work in the seconds that are left (0: no limit), or in its ``timeout`` if that is shorter.

        Raises
        ------
        QueryError
            If the time is over; it names the whole of it.
        """
        timeout = how.get("timeout")
        if not self._seconds:
            return work({**how, "timeout": timeout or 0.0})
        left = self._end - time.monotonic()
        try:
            if left <= 0:
                raise too_late(self._seconds)
            return work({**how, "timeout": min(left, timeout or left)})
        except TooLate:
            raise too_late(self._seconds) from None


class Part:
    """Some graphs of a store: what is asked of it is asked of them alone.

    A query that names graphs itself (FROM) is left as it is.

    Parameters
    ----------
    graphs : sequence of str
        The IRIs of the graphs.
    """

    def __init__(self, store: Store, graphs: Sequence[str]) -> None:
        self.whole = store
        self.graphs = tuple(graphs)
        self._copy: Store | None = None
        self.location = store.location

    def select(self, query: str, **how: Unpack[How]) -> Rows:
        """Run a SELECT (an ASK gives one row)."""
        store, text = self._asked(query)
        try:
            return store.select(text, **how)
        except QueryError as error:
            if text != query and "error at" in error.zh:
                self.whole.select(
                    query, limit=1
                )  # as the user wrote it: the place in its error is then right
            raise

    def graph(self, query: str, **how: Unpack[How]) -> bytes:
        """Run a CONSTRUCT or DESCRIBE; the triples come as N-Triples, sorted."""
        store, text = self._asked(query)
        return store.graph(text, **how)

    def part(self, graphs: Sequence[str]) -> Part:
        """Return some of its named graphs as a store of their own."""
        return Part(self.whole, [graph for graph in self.graphs if graph in set(graphs)])

    def _asked(self, query: str) -> tuple[Store, str]:
        """Return what is asked, and how: many graphs are copied once, or each pattern would be looked up in all of them."""
        if names_graphs(query):
            return self.whole, query
        if isinstance(self.whole, Embedded) and len(self.graphs) <= _FEW_GRAPHS:
            return self.whole, of_graphs(query, self.graphs)
        if self._copy is None:
            self._copy = self.whole.part(self.graphs)
        return self._copy, query


def open_store(location: Path | str) -> Store:
    """Open a store for reading: a folder that ``kg build`` wrote, an RDF file, or the URL of an endpoint.

    Nothing is read yet: what is broken inside shows when it is first asked.

    Raises
    ------
    StoreError
        If nothing is there, or the address is not one.
    """
    if str(location).lower().startswith(("http://", "https://")):
        from kg.engines.endpoint import Endpoint

        return Endpoint(str(location))
    path = Path(location)
    if not path.exists():  # a killed build may have left it aside; looking for that loads much
        from kg.swap import standing

        path = standing(path)
    if path.is_file() and path.name.lower().removesuffix(".gz").endswith(RDF_FILES):
        return Embedded(None, str(path), files=[path.absolute()])
    folder = path / STORE if (path / STORE).is_dir() else path
    if folder is not path:
        warn(path)
    if not (folder / "CURRENT").is_file():
        raise StoreError(
            "这里没有图谱",
            "nothing is built here",
            where=str(path),
            cure=("请运行 kg build", "run kg build"),
        )
    return Embedded(None, str(folder), folder=folder.absolute())


def latest_of(store: Store) -> Store | None:
    """Return the store of the latest editions that stands beside a build's; None if there is none."""
    folder = Path(store.location)
    if not isinstance(store, Embedded) or folder.name != STORE:
        return None
    beside = folder.with_name(LATEST)
    if not (beside / "CURRENT").is_file():
        return None
    return Embedded(None, store.location, folder=beside.absolute())
