"""Files that a command is about to write, examined before the work."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kg import files
from kg.lists import named


def examine(path: Path, read: Iterable[str | Path] = ()) -> None:
    """Raise if a file cannot be written, or is one that the same command reads.

    Parameters
    ----------
    path : Path
        The file to write.
    read : iterable of str or Path
        What the command reads: lists (bundled ones by name), documents, query files, stores.

    Raises
    ------
    WriteError
        See :func:`kg.files.examine`.
    """
    inputs: list[Path] = []
    for name in read:
        with suppress(OSError, ValueError):
            inputs += files.read_from(Path(name))
            if (known := named(str(name))) is not None:
                inputs += files.read_from(known)
    files.examine(path, inputs)


def make_folder(path: Path) -> None:
    """Make a folder for several files; see :func:`kg.files.make_folder`."""
    files.make_folder(path)
