"""One file a document format: ``read(path) -> Iterator[RawTable]``.

A reader only takes a document apart into rows of cells, verbatim, each with its line; what a row means is for
``kg.parse``. A new format is a new file here, named for the suffix it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kg.errors import ReadError
from kg.plugins import names

LARGEST = 50 * 1024 * 1024
"""Bytes: a list of 239 duties has 0.1 MB, so anything above this is no duty list."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One line of text or one row of a table: the cells as they stand; ``line`` is 1-based."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A run of rows that stand together in the document: a text file, a sheet, a table of a Word document."""

    name: str
    rows: tuple[RawRow, ...]


def documents(folder: Path) -> list[Path]:
    """Return the documents that stand in a folder, sorted; the lock file of an open Excel or Word file is none."""
    suffixes = (".txt", ".tsv", ".xlsx", ".docx")
    return sorted(
        p
        for p in folder.iterdir()
        if p.is_file() and p.suffix.lower() in suffixes and not p.name.startswith(("~$", "."))
    )


def read(path: Path) -> Iterator[RawTable]:
    """Yield the raw tables of a document, by the reader named for its suffix.

    Raises
    ------
    ReadError
        If the file is missing, empty, too large or of a format no reader knows.
    """
    where = path.name
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})", where=where, cure="check the path") from None
    if path.is_dir():
        raise ReadError("is a folder", where=where, cure="name the document in it, or add a list.toml")
    if size == 0:
        raise ReadError("the file is empty", where=where, cure="save the document again")
    if size > LARGEST:
        raise ReadError(
            f"{size // 1024 // 1024} MB is too large for a duty list (limit {LARGEST // 1024 // 1024} MB)",
            where=where,
            cure="check that it is the right file",
        )
    format_name = {"": "text", "txt": "text", "tsv": "text", "md": "text"}.get(
        path.suffix[1:].lower(), path.suffix[1:].lower()
    )
    known = names("kg.readers")
    if format_name not in known:
        raise ReadError(
            f"no reader for {path.suffix} files", where=where, cure="save it as .xlsx, .docx or tab-separated .txt"
        )
    try:
        yield from import_module(f"kg.readers.{format_name}").read(path)
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror})", where=where, cure="check its permissions") from None
