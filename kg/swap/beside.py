"""What lies beside a build while another takes its place: the old one, and the new one as it is made.

A sealed note in each says which of the two it is, and of which build; a folder without one is never
touched.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from kg import ownership
from kg.ownership import SWAP

Part: TypeAlias = Literal["old", "new"]

# The second name is for a user who has something of that name already.
_ENDS = ("", "-2", "-3", "-4")


def old_builds(real: Path) -> Iterator[Path]:
    """Yield where the old build may wait."""
    return (real.with_name(f".{real.name}.kg-old{end}") for end in _ENDS)


def new_builds(real: Path) -> Iterator[Path]:
    """Yield where a new build may be made."""
    return (real.with_name(f".{real.name}.kg-new{end}") for end in _ENDS)


def is_part(folder: Path, part: Part, real: Path) -> bool:
    """Say whether a sealed note in a folder proves it to be the old or the new side of a swap of ``real``."""
    note = None if folder.is_symlink() else ownership.unsealed(folder / SWAP)
    return note is not None and note.get("swap") == part and note.get("of") == real.name


def write_note(folder: Path, part: Part, real: Path, places: dict[str, str] | None = None) -> None:
    """Seal in a folder which side of a swap it is, and where the user's files of it go."""
    note = {"swap": part, "of": real.name, "places": places or {}}
    (folder / SWAP).write_bytes(ownership.sealed(note))


def first_free(paths: Iterator[Path]) -> Path:
    """Return the first path at which there is nothing; an ``OSError`` if there is none."""
    for path in paths:
        if not os.path.lexists(path):
            return path
    raise OSError(errno.EEXIST, "it exists already")


def make_new(real: Path) -> Path:
    """Make the folder for a new build."""
    folder = first_free(new_builds(real))
    folder.mkdir()
    write_note(folder, "new", real)
    return folder
