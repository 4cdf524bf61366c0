"""Office files that are zips of XML (docx, xlsx, odt, ods): their parts, safely."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from kg.errors import ReadError

LARGEST_PART = 400 * 1024 * 1024
"""Bytes of one part, unpacked: a zip of a few kilobytes can hold gigabytes of nothing."""

BROKEN = (
    BadZipFile, ParseError, KeyError, ValueError, IndexError, EOFError, NotImplementedError, RuntimeError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip
"""What a damaged package, or one of its parts, may raise."""


def local(tag: str) -> str:
    """Return a tag or an attribute's name without its namespace, which differs between the strict and the usual form.

    >>> local("{http://purl.oclc.org/ooxml/spreadsheetml/main}row")
    'row'
    """
    return tag.rpartition("}")[2]


def attributes(element: Element) -> dict[str, str]:
    """Return an element's attributes by their local names."""
    return {local(name): value for name, value in element.attrib.items()}


class Package:
    """A zip of XML parts."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())

    def data(self, name: str) -> bytes:
        """Return a part's bytes."""
        self._refuse_bomb(name)
        return self.archive.read(name)

    def stream(self, name: str) -> IO[bytes]:
        """Open a part for reading."""
        self._refuse_bomb(name)
        return self.archive.open(name)

    def tree(self, name: str) -> Element:
        """Return a part's root element."""
        return fromstring(self.data(name))

    def related(self, name: str) -> dict[str, str]:
        """Return the parts that a part refers to: id → name."""
        folder, file = posixpath.split(name)
        relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if relations not in self.names:
            return {}
        found = {}
        for element in self.tree(relations):
            target = element.get("Target", "")
            path = (
                target[1:]
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found[element.get("Id", "")] = path
        return found

    def _refuse_bomb(self, name: str) -> None:
        if self.archive.getinfo(name).file_size > LARGEST_PART:
            raise ValueError(f"{name} is too large")


@contextmanager
def opened(path: Path, zh: str, en: str, ending: str) -> Iterator[Package]:
    """Open a package; whatever is wrong with it becomes one sentence.

    Parameters
    ----------
    path : Path
        The file.
    zh, en : str
        What it should be: ``Word 文档``, ``a Word document``.
    ending : str
        What it should be saved as.
    """
    try:
        with ZipFile(path) as archive:
            yield Package(archive)
    except BROKEN as error:
        reason = " ".join(str(error).split())[:120]
        raise ReadError(
            f"不是{zh}，或已损坏（{reason}）",
            f"is not {en}, or is damaged ({reason})",
            where=path.name,
            cure=(f"请打开后另存为 {ending}", f"open it and save it as {ending} again"),
        ) from None
