"""How parts are put into a page: one archive, packed, written in letters that HTML leaves alone; always the same bytes."""

from __future__ import annotations

import base64
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

_PYTHONS: Final = (
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
)
LETTERS: Final = bytes(letter for letter in range(35, 127) if letter not in b"&<>\\`-'")
"""The 85 letters of a packed part: none that begins a tag, a comment, a reference or ends a text."""
_XZ: Final = 6
_TO_LETTERS: Final = bytes.maketrans(_PYTHONS, LETTERS)


def packed(data: bytes, xz: bool = False) -> tuple[str, int]:
    """Return data, packed by gzip (or by xz) and written with five letters for four bytes; and how many bytes there are.

    A browser unpacks gzip by itself. Xz is a quarter smaller, and unpacked by what the query engine brings along.

    >>> packed(b"")[1]
    20
    """
    small = lzma.compress(data, preset=_XZ) if xz else gzip.compress(data, 9, mtime=0)
    return base64.b85encode(small, pad=True).translate(_TO_LETTERS).decode("ascii"), len(small)


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as a tar that says nothing of time, owner or machine."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as writing:
        for name, data in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            writing.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def library(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip that is not packed: the page packs it as a whole, a third smaller."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as writing:
        for name, data in sorted(files.items()):
            writing.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
