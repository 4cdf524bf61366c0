"""Oxigraph on this machine: a store on disk, RDF files, or data in memory; it is only ever read."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar, cast

from kg.engines.answer import Cells, Rows, table, written, yes_or_no
from kg.engines.refusals import a_graph, a_table, too_late, too_many
from kg.engines.tokens import names_graphs
from kg.errors import QueryError, StoreError

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from kg.engines.apart import Apart, Source  # loaded for what is asked apart

T = TypeVar("T")


class Embedded:
    """Oxigraph on disk or in memory, read only; it is opened when it is first asked.

    A query of the user's (``trusted=False``), and any with a time limit on a store on disk, runs in
    a process of its own; the program's own queries run here.
    """

    def __init__(
        self,
        store: pyoxigraph.Store | None,
        location: str,
        *,
        folder: Path | None = None,
        files: Sequence[Path] = (),
    ) -> None:
        self.location = location
        self._opened = store
        self._folder = folder
        self._files = tuple(files)
        self._apart: Apart | None = None

    @property
    def _store(self) -> pyoxigraph.Store:
        """The store, opened in this process."""
        if self._opened is None:
            self._opened = (
                _read_only(self._folder) if self._folder is not None else load_files(self._files)
            )
        return self._opened

    def select(
        self,
        query: str,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        trusted: bool = True,
    ) -> Rows:
        """Run a SELECT (an ASK gives one row).

        Parameters
        ----------
        timeout : float, optional
            Seconds after which it is given up; 0: never.
        limit : int, optional
            Rows above which the answer is cut.
        trusted : bool
            Whether the query is the program's own.

        Raises
        ------
        QueryError
            If it is not understood, gives a graph, or takes too much time or memory.
        """
        if self._must_part(timeout, trusted):
            return self._process().select(query, timeout=timeout or None, limit=limit)
        return within(timeout, lambda: self._select(query, limit))

    def _select(self, query: str, limit: int | None) -> Rows:
        import pyoxigraph

        try:
            result = self._query(query)
            if isinstance(result, pyoxigraph.QueryBoolean):
                return yes_or_no(bool(result))
            if isinstance(result, pyoxigraph.QuerySolutions):
                return table(result, limit)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(str(error)) from None
        raise a_graph()

    def written(self, query: str) -> tuple[list[str], list[Cells]]:
        """Run a SELECT of the program's own; return columns and rows as :func:`written` does."""
        import pyoxigraph

        try:
            result = self._query(query)
            assert isinstance(result, pyoxigraph.QuerySolutions)
            return written(result)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(str(error)) from None

    def graph(
        self,
        query: str,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        trusted: bool = True,
    ) -> bytes:
        """Run a CONSTRUCT or DESCRIBE and return its triples as N-Triples, sorted; arguments are those of select."""
        if self._must_part(timeout, trusted):
            return self._process().graph(query, timeout=timeout or None, limit=limit)
        return at_most(limit, within(timeout, lambda: self._graph(query)))

    def _graph(self, query: str) -> bytes:
        import pyoxigraph

        try:
            result = self._query(query)
            if isinstance(result, pyoxigraph.QueryTriples):
                return "".join(sorted({f"{triple} .\n" for triple in result})).encode()
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(str(error)) from None
        raise a_table()

    def _must_part(self, timeout: float | None, trusted: bool) -> bool:
        """Tell whether a query runs in a process of its own."""
        on_disk = self._opened is None
        return not trusted or (timeout is not None and on_disk)

    def _process(self) -> Apart:
        from kg.engines.apart import Apart

        if self._apart is None:
            self._apart = Apart(self._source(), self.location)
        return self._apart

    def _source(self) -> Source:
        from kg.engines.apart import Source

        if self._folder is not None:
            return Source(folder=_in_utf8(self._folder))
        if self._files:
            return Source(files=tuple(_in_utf8(path) for path in self._files))
        import pyoxigraph

        return Source(quads=self._store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b"")

    def _query(self, query: str) -> object:
        return self._store.query(query, use_default_graph_as_union=not names_graphs(query))

    def part(self, graphs: Sequence[str]) -> Embedded:
        """Return some named graphs as a store of their own, in memory."""
        import pyoxigraph

        copy = pyoxigraph.Store()
        names = [pyoxigraph.NamedNode(graph) for graph in graphs]
        copy.bulk_extend(
            quad for name in names for quad in self._store.quads_for_pattern(None, None, None, name)
        )
        return Embedded(copy, self.location)

    def rdflib(self) -> rdflib.Dataset:
        """Return the same data behind rdflib's API (needs oxrdflib)."""
        try:
            import rdflib
            from oxrdflib import OxigraphStore
        except ImportError:
            raise StoreError(
                "要用 rdflib 的接口，需要 oxrdflib",
                "rdflib's API on this store needs oxrdflib",
                cure="pip install oxrdflib",
            ) from None
        return rdflib.Dataset(store=OxigraphStore(store=self._store), default_union=True)


def load_files(paths: Sequence[Path]) -> pyoxigraph.Store:
    """Return an in-memory store filled from RDF files."""
    import pyoxigraph

    store = pyoxigraph.Store()
    for path in paths:
        load(store, path)
    return store


def load(store: pyoxigraph.Store, path: Path) -> None:
    """Add an RDF file, plain or packed by gzip, to a store by bulk load."""
    import gzip

    import pyoxigraph

    try:
        if path.suffix.lower() == ".gz":
            format = pyoxigraph.RdfFormat.from_extension(path.with_suffix("").suffix[1:].lower())
            with gzip.open(path, "rb") as file:
                store.bulk_load(input=cast("IO[bytes]", file), format=format)
        else:
            store.bulk_load(path=str(path))
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError.not_rdf(path, error) from None


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """Return what ``work`` gives, or give up after ``seconds``; the thread it runs in dies with the program."""
    if not seconds:
        return work()
    done: list[T] = []
    failed: list[BaseException] = []

    def call() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(_detached(error))

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise too_late(seconds)
    return done[0]


def at_most(limit: int | None, graph: bytes) -> bytes:
    """Return a graph, N-Triples, if it is not larger than ``limit`` triples.

    Raises
    ------
    QueryError
        If it is.
    """
    if limit is not None and graph.count(b"\n") > limit:
        raise too_many(limit)
    return graph


def _detached(error: BaseException) -> BaseException:
    """Return an error that holds nothing of its thread: pyoxigraph's results must go where they were made."""
    from traceback import clear_frames

    links: list[BaseException | None] = [error]
    for one in links:
        if one is not None:
            clear_frames(one.__traceback__)
            one.__traceback__ = None
            links.append(one.__context__)
    return error


def _read_only(folder: Path) -> pyoxigraph.Store:
    import pyoxigraph

    try:
        return pyoxigraph.Store.read_only(_in_utf8(folder))
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(
            f"图谱打不开（{error}）",
            f"the store cannot be opened ({error})",
            where=str(folder),
            cure=("请重新运行 kg build", "run kg build again"),
        ) from None


def _in_utf8(path: Path) -> str:
    """Return a path as Oxigraph takes it: in UTF-8, also where the locale (``LC_ALL=C``) read it as something else."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")
