"""The graph of a list as N-Quads, packed: the same bytes every time, ready for any store."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.outputs import One

FILE = "list.nq.gz"
TITLE = ("图谱数据", "graph, N-Quads")
_LEVEL = 6
"""Of compression: 9 takes twice as long for a twentieth less."""


def of_list(one: One, path: Path) -> None:
    """Write the lines of a list."""
    path.write_bytes(_pack(one.data))


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines of N-Quads, packed without the time that would make each file another."""
    path.write_bytes(pack(lines))


def pack(lines: Iterable[str]) -> bytes:
    """Return lines of N-Quads, packed; several packs one after the other are a file too."""
    return _pack("".join(lines).encode())


def _pack(data: bytes) -> bytes:
    return gzip.compress(data, _LEVEL, mtime=0)


def packs(data: bytes) -> Iterator[bytes]:
    """Yield the packs that a file is made of."""
    while data:
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)  # 16: as gzip packs
        unpacking.decompress(data)
        rest = unpacking.unused_data
        yield data[: len(data) - len(rest)]
        data = rest


def lines(path: Path) -> list[bytes]:
    """Return the lines of a file that :func:`write` wrote, each with its end."""
    return gzip.decompress(path.read_bytes()).splitlines(keepends=True)
