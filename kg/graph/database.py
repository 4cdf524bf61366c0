"""Write a store: all files in one bulk load, or the changes into a copy of an earlier one."""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph


BATCH = 500_000
"""Quads that a store takes at once: it sorts them in memory (about 1 kB a quad); the fewer batches, the smaller it is."""


def create(folder: Path, files: Iterable[Path]) -> int:
    """Write a new store at ``folder`` from files of N-Quads, plain or packed by gzip; return the number of quads.

    The files are loaded as one, not one by one, and not compacted afterwards: either would make the
    store nearly twice as large (docs/decisions/0007-lean-graph.md).

    Raises
    ------
    StoreError
        If a file holds something else than N-Quads.
    """

    def load(store: pyoxigraph.Store) -> int:
        quads = chain.from_iterable(map(_read, files))
        for first in quads:
            store.bulk_extend(chain([first], islice(quads, BATCH - 1)))
        return len(store)

    return _write(folder, load)


def _read(path: Path) -> Iterator[pyoxigraph.Quad]:
    import pyoxigraph

    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        # lenient: what kg.rdf escaped is not examined once more, character by character
        yield from pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    except (SyntaxError, ValueError, OSError, EOFError, zlib.error) as error:
        raise StoreError.not_rdf(path, error) from None


def link(folder: Path, files: Iterable[Path]) -> None:
    """Make a store at ``folder`` of the files of another; its tables, which are never written again, are shared."""
    folder.mkdir(parents=True)
    for path in files:
        try:
            if path.suffix != ".sst":
                raise OSError
            os.link(path, folder / path.name)
        except OSError:
            shutil.copy2(path, folder / path.name)


def update(folder: Path, gone: Sequence[bytes], new: Sequence[bytes]) -> int:
    """Take quads out of a store and put others in, both as lines of N-Quads; return how many more it holds now."""

    def change(store: pyoxigraph.Store) -> int:
        for quad in _quads(gone):
            store.remove(quad)
        added = [quad for quad in _quads(new) if quad not in store]
        store.extend(added)
        return len(added) - len(gone)

    more = _write(folder, change)
    _write(folder, lambda _: 0)  # opened again, it packs its log into tables
    return more


def _quads(lines: Sequence[bytes]) -> Iterator[pyoxigraph.Quad]:
    import pyoxigraph

    return pyoxigraph.parse(b"".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)


def _write(folder: Path, work: Callable[[pyoxigraph.Store], int]) -> int:
    """Open a store, work on it and close it; leave of its books only those that it needs."""
    import pyoxigraph

    store = pyoxigraph.Store(str(folder))  # its bytes, as the file system's encoding has them
    done = work(store)
    store.flush()
    del store
    for path in folder.iterdir():
        if path.name.startswith(("LOG", "OPTIONS")):
            path.unlink()
    return done
