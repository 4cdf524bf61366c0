"""Open a dataset: the embedded Oxigraph that ``kg build`` wrote, or any SPARQL 1.1 endpoint (``http…``)."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import QueryError, StoreError

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

Term = tuple[str, str]
"""A value of a result: its text and what it is (``iri``, ``text`` or a datatype IRI)."""

STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a SELECT: variable names and rows; an unbound variable is None."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


class Store(Protocol):
    """What a dataset can do here: it is only ever read; the default graph is the union of all named graphs."""

    location: str

    def select(self, query: str, *, timeout: float | None = None) -> Rows:
        """Run a SELECT (an ASK gives one row)."""
        ...

    def construct(self, query: str, *, timeout: float | None = None) -> list[tuple[Term, Term, Term]]:
        """Run a CONSTRUCT or DESCRIBE."""
        ...


_DATASET = re.compile(r"\bFROM\s+(?:NAMED\s+)?(?:<|\w*:)", re.IGNORECASE)
"""A query that says which graphs it asks; any other asks all of them together."""


class Embedded:
    """Oxigraph inside this process, on disk, read only."""

    def __init__(self, store: pyoxigraph.Store, location: str) -> None:
        self._store = store
        self.location = location

    def select(self, query: str, *, timeout: float | None = None) -> Rows:
        """Run a SELECT (an ASK gives one row)."""
        import pyoxigraph

        result = self._query(query)
        if isinstance(result, pyoxigraph.QueryBoolean):
            return Rows(("answer",), ((("true" if result else "false", STRING),),))
        if not isinstance(result, pyoxigraph.QuerySolutions):
            raise QueryError("the query gives a graph, not a table", cure="write SELECT")
        names = tuple(variable.value for variable in result.variables)
        try:
            return Rows(names, tuple(tuple(_term(value) for value in solution) for solution in result))
        except (OSError, RuntimeError) as error:
            raise QueryError(str(error)) from None

    def construct(self, query: str, *, timeout: float | None = None) -> list[tuple[Term, Term, Term]]:
        """Run a CONSTRUCT or DESCRIBE."""
        import pyoxigraph

        result = self._query(query)
        if not isinstance(result, pyoxigraph.QueryTriples):
            raise QueryError("the query gives a table, not a graph", cure="write CONSTRUCT")
        found = []
        for triple in result:
            subject, predicate, object = (_term(part) for part in (triple.subject, triple.predicate, triple.object))
            if subject and predicate and object:
                found.append((subject, predicate, object))
        return sorted(found)

    def _query(self, query: str) -> object:
        try:
            union = not _DATASET.search(query)
            return self._store.query(query, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise QueryError(str(error)) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(str(error)) from None

    def rdflib(self) -> rdflib.Dataset:
        """Return the same data behind rdflib's API (needs oxrdflib)."""
        try:
            import rdflib
            from oxrdflib import OxigraphStore
        except ImportError:
            raise StoreError("rdflib's API on this store needs oxrdflib", cure="pip install oxrdflib") from None
        return rdflib.Dataset(store=OxigraphStore(store=self._store), default_union=True)


def _term(value: object) -> Term | None:
    import pyoxigraph

    if value is None:
        return None
    if isinstance(value, pyoxigraph.NamedNode):
        return value.value, "iri"
    if isinstance(value, pyoxigraph.Literal):
        return value.value, "text" if value.language else value.datatype.value
    return str(value), "iri"


class Endpoint:
    """A SPARQL 1.1 endpoint; only the standard protocol is used."""

    def __init__(self, url: str) -> None:
        self.location = url

    def select(self, query: str, *, timeout: float | None = None) -> Rows:
        """Run a SELECT (an ASK gives one row)."""
        answer = json.loads(self._post(query, "application/sparql-results+json", timeout))
        if "boolean" in answer:
            return Rows(("answer",), ((("true" if answer["boolean"] else "false", STRING),),))
        names = tuple(answer["head"]["vars"])
        rows = tuple(tuple(_json_term(row.get(name)) for name in names) for row in answer["results"]["bindings"])
        return Rows(names, rows)

    def construct(self, query: str, *, timeout: float | None = None) -> list[tuple[Term, Term, Term]]:
        """Run a CONSTRUCT or DESCRIBE."""
        import pyoxigraph

        data = self._post(query, "application/n-triples", timeout)
        found = []
        for triple in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES):
            parts = [_term(part) for part in (triple.subject, triple.predicate, triple.object)]
            found.append((parts[0] or ("", ""), parts[1] or ("", ""), parts[2] or ("", "")))
        return sorted(found)

    def _post(self, query: str, accept: str, timeout: float | None) -> bytes:
        from urllib.error import HTTPError, URLError
        from urllib.request import Request, urlopen

        headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": accept, "User-Agent": "kg"}
        request = Request(self.location, data=query.encode(), headers=headers, method="POST")
        try:
            with urlopen(request, timeout=timeout or 60) as response:
                body: bytes = response.read()
                return body
        except HTTPError as error:
            raise QueryError(
                error.read().decode("utf-8", "replace").strip()[:500] or str(error), where=self.location
            ) from None
        except (URLError, TimeoutError, OSError) as error:
            raise StoreError(f"no answer ({error})", where=self.location, cure="check the address") from None


def _json_term(value: dict[str, str] | None) -> Term | None:
    if value is None:
        return None
    if value["type"] in ("uri", "bnode"):
        return value["value"], "iri"
    return value["value"], "text" if "xml:lang" in value else value.get("datatype", STRING)


def open_store(location: Path | str) -> Store:
    """Open a store for reading: a folder that ``kg build`` wrote, an RDF file, or the URL of an endpoint.

    Raises
    ------
    StoreError
        If nothing is there or it cannot be opened.
    """
    if str(location).startswith(("http://", "https://")):
        return Endpoint(str(location))
    import pyoxigraph

    path = Path(location)
    if path.is_file():
        return Embedded(load_files([path]), str(path))
    folder = path / "store" if (path / "store").is_dir() else path
    if not (folder / "CURRENT").is_file():
        raise StoreError("nothing is built here", where=str(path), cure="run kg build")
    try:
        # It takes text in UTF-8, and the locale of the process (LC_ALL=C) may have read the path as something else.
        in_utf8 = os.fsencode(folder).decode("utf-8", "surrogateescape")
        return Embedded(pyoxigraph.Store.read_only(in_utf8), str(folder))
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(
            f"the store cannot be opened ({error})", where=str(folder), cure="run kg build again"
        ) from None


def load_files(paths: Sequence[Path]) -> pyoxigraph.Store:
    """Return an in-memory store filled from RDF files."""
    import pyoxigraph

    store = pyoxigraph.Store()
    for path in paths:
        _load(store, path)
    return store


def create(folder: Path, files: Iterator[Path] | Sequence[Path]) -> int:
    """Write a new store at ``folder`` from N-Quads files, by bulk load; return the number of quads."""
    import pyoxigraph

    store = pyoxigraph.Store(str(folder))
    for path in files:
        _load(store, path)
    store.optimize()
    store.flush()
    return len(store)


def _load(store: pyoxigraph.Store, path: Path) -> None:
    try:
        store.bulk_load(path=str(path))
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError(f"no RDF ({error})", where=str(path), cure="run kg build again") from None
