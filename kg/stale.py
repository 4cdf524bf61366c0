"""Whether a build is as it would be made now: what changed since is told in a line.

``kg build`` writes into the manifest of a build what it was made of (:func:`made_of`); whoever
opens the build compares (:func:`stale`). That must cost a command next to nothing, so sizes and
times are looked at first and contents are read only where these leave it open: a program of the
same sizes that was installed after the build, a document that was saved again.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from kg import program
from kg.errors import KgWarning, both
from kg.files import real
from kg.program import MAKER, MANIFEST
from kg.resources import data_path

_OURS: Final = "data/"
"""Begins the path of a list of the program's own; any other path leads there from the build."""
_SHOWN: Final = 3


class StaleBuild(KgWarning):
    """A build that is opened was made by another program, or its lists were changed since."""


def made_of(sources: Iterable[Path], folder: Path) -> dict[str, Any]:
    """Return what :func:`stale` compares, for the manifest of a build.

    Parameters
    ----------
    sources : iterable of Path
        The files that say what the lists are; one that is not there may come to be.
    folder : Path
        Where the build will be.
    """
    files = {_named(real(path), real(folder)): _seen(path) for path in sources}
    outline, _ = program.outline()
    made_by = {"version": program.version(), "code": program.code_stamp(), "outline": outline}
    return {"made_by_program": made_by, "sources": dict(sorted(files.items()))}


def stale(folder: Path) -> str:
    """Return how a build differs from what would be made now, as a line; empty if it does not.

    A folder without our manifest says nothing, nor does a list that is no longer where it was.
    """
    facts = _facts(folder / MANIFEST)
    if facts.get("made_by") != MAKER:
        return ""
    built = (folder / MANIFEST).stat().st_mtime_ns
    if not _is_ours(facts.get("made_by_program", {}), built):
        what = ("由另一版程序所建", "made by another version of the program")
    elif changed := _changed(folder, facts.get("sources", {}), built):
        names = "、".join(changed[:_SHOWN])
        more = len(changed) - _SHOWN
        zh, en = (f" 等 {len(changed)} 份", f" and {more} more") if more > 0 else ("", "")
        what = (f"建成后有改动：{names}{zh}", f"changed since it was built: {names}{en}")
    else:
        return ""
    cure = both("请照原样再运行 kg build", "run kg build again as before")
    return f"{folder}: {both(*what)}; {cure}"


def _facts(manifest: Path) -> Mapping[str, Any]:
    """Return what a manifest says; its seal is not looked at, for nothing is deleted by it here."""
    try:
        found = json.loads(manifest.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return found


def warn(folder: Path) -> None:
    """Warn (:class:`StaleBuild`) if a build is stale."""
    if told := stale(folder):
        warnings.warn(told, StaleBuild, stacklevel=3)


def _is_ours(made_by: Mapping[str, str], built: int) -> bool:
    """Tell whether this program made a build; only one that changed and kept its sizes is read."""
    outline, newest = program.outline()
    if made_by.get("outline") != outline:
        return False
    return newest <= built or made_by.get("code") == program.code_stamp()


def _changed(folder: Path, sources: Mapping[str, tuple[int, str]], built: int) -> list[str]:
    """Return the names of the files of lists that were changed since a build."""
    found = []
    for name, (size, sha256) in sources.items():
        path = _at(name, real(folder))
        try:
            facts = path.stat()
        except OSError:
            continue  # moved away, or never there
        is_same = facts.st_size == size and (facts.st_mtime_ns <= built or _digest(path) == sha256)
        if not is_same:
            found.append("/".join(path.parts[-2:]))
    return found


def _seen(path: Path) -> tuple[int, str]:
    """Return size and hash of a file; of one that is not there a size that none has."""
    if not path.is_file():
        return -1, ""
    return path.stat().st_size, _digest(path)


def _digest(path: Path) -> str:
    from kg.ownership import digest

    return digest(path)


def _named(path: Path, folder: Path) -> str:
    ours = data_path()
    if path.is_relative_to(ours):
        return _OURS + path.relative_to(ours).as_posix()
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return path.as_posix()


def _at(name: str, folder: Path) -> Path:
    if name.startswith(_OURS):
        return data_path() / name.removeprefix(_OURS)
    return folder / name
