"""Papers in a folder: those written before are replaced, one that somebody changed stays as it is.

People fill papers in: they judge in the workbook and edit in Word. What was written is noted in
:data:`NOTE` with its hash; a file that is not as it was written gives its place up to nobody.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg import ownership
from kg.errors import KgWarning, both
from kg.files import make_folder
from kg.papers import Files
from kg.table import write_whole

NOTE: Final = ".kg-report"
"""The file in a folder of papers that says which of them are as they were written."""
_MOST: Final = 1_000


class KeptFile(KgWarning):
    """A file that somebody changed was left alone; what was to be written has another name."""


def write(files: Files, folder: Path) -> tuple[Path, ...]:
    """Write papers into a folder, each whole or not at all; return the paths.

    Raises
    ------
    WriteError
        If the folder or a file cannot be written.

    Warns
    -----
    KeptFile
        For each file that is not ours or was changed: the paper is written beside it.
    """
    for inner in _folders(files):
        make_folder(folder / inner)
    known = dict((ownership.unsealed(folder / NOTE) or {}).get("files", {}))
    written = []
    try:
        for name, data in files.items():
            sha256 = hashlib.sha256(data).hexdigest()
            place = next(at for at in _names(name) if _is_free(folder, at, {sha256, known.get(at)}))
            if place != name:
                _tell(folder / name, folder / place)
            write_whole(folder / place, data)
            known[place] = sha256
            written.append(folder / place)
    finally:  # one may be open in Word: those before it are ours all the same
        write_whole(folder / NOTE, ownership.sealed({"files": dict(sorted(known.items()))}))
    return tuple(written)


def _names(name: str) -> Iterator[str]:
    """Yield the names that a paper may have: 报告.docx, 报告.new.docx, then 报告.new-2.docx."""
    yield name
    plain = Path(name)
    for number in range(1, _MOST):
        count = "" if number == 1 else f"-{number}"
        yield plain.with_name(f"{plain.stem}.new{count}{plain.suffix}").as_posix()


def _is_free(folder: Path, name: str, ours: set[str | None]) -> bool:
    """Tell whether a paper may be written: nothing is there, or what is there is of a known hash."""
    path = folder / name
    if not os.path.lexists(path):
        return True
    return path.is_file() and ownership.digest(path) in ours


def _tell(kept: Path, new: Path) -> None:
    zh = f"已改过，或不是 kg 写的，没有动；新的是 {new.name}"
    en = f"changed, or not written by kg: left alone; the new one is {new.name}"
    warnings.warn(f"{kept}: {both(zh, en)}", KeptFile, stacklevel=4)


def _folders(files: Iterable[str]) -> list[str]:
    """Return the folders that files lie in, the outer ones first.

    >>> _folders(["a.docx", "b/c/d.docx", "b/e.docx"])
    ['', 'b', 'b/c']
    """
    found = {""}
    for name in files:
        parts = name.split("/")[:-1]
        found.update("/".join(parts[: number + 1]) for number in range(len(parts)))
    return sorted(found)
