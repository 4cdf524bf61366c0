"""One file a document format, and the contract that all of them keep.

A reader takes a document apart into tables of rows of cells, verbatim, each with a place that a
person can find; what a row means is for :mod:`kg.parse`. A new format is a new file here and
nothing else::

    SUFFIXES = (".docx",)  # the endings of such files
    TITLE = "Word 文档 Word document"  # what a person calls the format

    def detects(sample: Sample) -> bool: ...  # optional: is it this format, by its content?

    def read(path: Path) -> Iterator[RawTable]: ...  # raises ReadError, nothing else

The content decides, the ending only where no content is recognised. A reader accounts for every
visible character: it is in a cell that is handed on, or in a :class:`LeftOut` that says why it is
not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Literal

from kg import plugins
from kg.errors import ReadError, reason
from kg.readers._sample import Sample

__all__ = [
    "LARGEST",
    "LeftOut",
    "RawRow",
    "RawTable",
    "Revisions",
    "Sample",
    "documents",
    "formats",
    "read",
    "suffixes",
]

LARGEST = 50 * 1024 * 1024
"""Bytes: a list of 239 duties has 0.1 MB, so anything above this is not a duty list."""

Revisions = Literal["original", "final"]
"""Word's tracked changes: rejected (the text as it was) or accepted (as it will be)."""

Severity = Literal["info", "warning"]


@dataclass(frozen=True, slots=True)
class RawRow:
    """One line of text or one row of a table: the cells as they are printed.

    Attributes
    ----------
    line : int
        1-based number: of the line of a text, of the row of a sheet, else of the row or paragraph
        in the document.
    cells : tuple of str
        Their texts. A merged cell's text is repeated in every row that it covers (see ``held``); in
        the columns that it covers it stands once, in the leftmost.
    place : str
        Where a person finds the row (``第 2 张表第 8 行``); empty where ``line`` says it all.
    table : int
        The number of the table that the row belongs to, from 1; 0 for text that is not in a table,
        or where the format does not tell the two apart (plain text).
    held : frozenset of int
        Positions (from 0) of the cells that continue a cell of the row above: vertically merged
        cells.
    covered : frozenset of int
        Positions of the cells that a cell to their left covers: horizontally merged; their text is
        empty.
    """

    line: int
    cells: tuple[str, ...]
    place: str = ""
    table: int = 0
    held: frozenset[int] = frozenset()
    covered: frozenset[int] = frozenset()

    @property
    def where(self) -> str:
        """Return the place in words, for an error or a report.

        >>> RawRow(8, ("1",)).where
        '第 8 行 line 8'
        """
        return self.place or f"第 {self.line} 行 line {self.line}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the document holds and the reader does not hand on, or that a person should know of its reading.

    Attributes
    ----------
    code : str
        Its kind, in words joined by hyphens: ``hidden-row``, ``deleted-text``, ``revisions``.
    line, place : int, str
        As of :class:`RawRow`.
    zh, en : str
        One sentence for the reader.
    text : str
        What was left out, verbatim; empty if it was read and is only spoken of.
    severity : str
        ``warning`` if a person should look at it, ``info`` if it need only be said.
    """

    code: str
    line: int
    place: str
    zh: str
    en: str
    text: str = ""
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A run of rows that stand together: a text file, a sheet, the body of a Word document.

    ``name`` is what a person calls it (the sheet's own name, the file's name); ``sheet`` tells that
    the name was given by the document's author and may say what the table is.
    """

    name: str
    rows: tuple[RawRow, ...]
    left: tuple[LeftOut, ...] = field(default=())
    sheet: bool = False


@cache
def formats() -> tuple[ModuleType, ...]:
    """Return all readers: the files of this folder."""
    return tuple(plugins.load("kg.readers", name) for name in plugins.names("kg.readers"))


def suffixes() -> tuple[str, ...]:
    """Return the endings that some reader declares, sorted."""
    return tuple(sorted({suffix for reader in formats() for suffix in reader.SUFFIXES}))


def documents(folder: Path) -> list[Path]:
    """Return the documents of a folder, sorted; the lock file of an open Excel or Word file is left out."""
    known = suffixes()
    found = (p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in known)
    return sorted(p for p in found if not p.name.startswith(("~$", ".")))


def read(path: Path, *, revisions: Revisions = "final") -> Iterator[RawTable]:
    """Yield the raw tables of a document, by the reader that recognises its content, or else its ending.

    Parameters
    ----------
    path : Path
        The document.
    revisions : {"final", "original"}
        Which text of a Word document with tracked changes; other formats have no such thing.

    Raises
    ------
    ReadError
        If the file is missing, empty, too large, locked, broken, or of a format that no reader
        knows.
    """
    where = path.name
    reader = reader_of(path)
    try:
        if getattr(reader, "REVISIONS", False):
            yield from reader.read(path, revisions=revisions)
        else:
            yield from reader.read(path)
    except OSError as error:
        zh, en = reason(error)
        raise ReadError(
            f"无法读取（{zh}）",
            f"cannot be read ({en})",
            where=where,
            cure=("请检查文件权限", "check its permissions"),
        ) from None


def reader_of(path: Path) -> ModuleType:
    """Return the reader of a file, without reading more of it than tells its format.

    Raises
    ------
    ReadError
        If the file is missing, empty, too large, locked, or of a format that no reader knows.
    """
    return _reader(Sample.of(path, largest=LARGEST))


def locked(where: str) -> ReadError:
    """Return the error for a file that a password locks."""
    return ReadError(
        "文件有密码保护（已加密）",
        "the file is locked by a password (encrypted)",
        where=where,
        cure=("请打开后另存为不带密码的文件", "open it and save it without a password"),
    )


def _reader(sample: Sample) -> ModuleType:
    """Return the reader of a file: first by content, then by ending; a text under an unknown ending is refused."""
    if "EncryptedPackage" in sample.streams:
        raise locked(sample.name)
    for reader in formats():
        if hasattr(reader, "detects") and reader.detects(sample):
            return reader
    for reader in formats():
        if sample.suffix in reader.SUFFIXES:
            return reader
    known = " ".join(suffixes())
    raise ReadError(
        f"读不了 {sample.suffix} 文件" if sample.suffix else "读不了没有后缀的文件",
        f"no reader for {sample.suffix or 'such'} files",
        where=sample.name,
        cure=("请另存为 .xlsx、.docx 或 .txt", f"save it as .xlsx, .docx or .txt (known: {known})"),
    )
