"""What the user keeps in a build goes over into the next one, at the same place, and nothing of it is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kg import ownership
from kg.ownership import SWAP, Survey
from kg.program import MANIFEST


@dataclass(slots=True)
class Swap:
    """A replacement that is under way."""

    folder: Path
    """Where the new build is made."""
    old: Path
    """The build that it replaces; it need not exist."""
    survey: Survey
    """What stands in the old build, and whose it is."""
    kept: list[str] = field(default_factory=list)
    """Files of the user's that the new build took over, by their paths in it; filled at the end."""
    beside: list[str] = field(default_factory=list)
    """Files of ours that gave way to a file of the user's at the same place; filled at the end."""
    seal: Callable[[Path], None] = lambda _: None
    """Writes the manifest of the new build, as its last file."""


def make_room(swap: Swap, fixed: tuple[str, ...]) -> dict[str, str]:
    """Return where each file of the user's goes in the new build; where the user changed one of ours, ours gives way."""
    places: dict[str, str] = {}
    aside = {part: _other_folder(swap, part) for part in swap.survey.altered}
    for path in swap.survey.theirs:
        part, _, rest = path.partition("/")
        place = path
        if part in aside:
            place = f"{aside[part]}/{rest}"
        elif part in fixed and os.path.lexists(swap.folder / path):
            place = _other_name(swap.folder, path, "kept")
        elif _is_in_the_way(swap.folder, path):
            if _same(swap.old / path, swap.folder / path):
                continue  # what is there is what we would write
            place = _give_way(swap, path)
        places[path] = place
        swap.kept.append(place)
    return places


def _is_in_the_way(folder: Path, path: str) -> bool:
    """Say whether something of ours is where the path goes, or one of our files where it needs a folder."""
    parents = [parent for parent in Path(path).parents if parent.name]
    return os.path.lexists(folder / path) or any((folder / parent).is_file() for parent in parents)


def _give_way(swap: Swap, path: str) -> str:
    """Move our file to another name, so that the user's keeps its own; a folder of ours stays, and the file gives way."""
    if not (swap.folder / path).is_file():
        return _other_name(swap.folder, path.replace("/", "-"), "kept")
    other = _other_name(swap.folder, path, "new")
    (swap.folder / path).rename(swap.folder / other)
    swap.beside.append(other)
    return path


def _other_folder(swap: Swap, part: str) -> str:
    """Return a name like ``store.kept`` that neither build has."""
    name, number = f"{part}.kept", 1
    while os.path.lexists(swap.folder / name) or os.path.lexists(swap.old / name):
        number += 1
        name = f"{part}.kept-{number}"
    return name


def _other_name(folder: Path, path: str, word: str) -> str:
    """Return a free name like ``duties.new.csv``."""
    plain = Path(path)
    for number in range(1, 1000):
        count = "" if number == 1 else f"-{number}"
        name = plain.with_name(f"{plain.stem}.{word}{count}{plain.suffix}").as_posix()
        if not os.path.lexists(folder / name):
            return name
    raise OSError(errno.EEXIST, "it exists already")


def _same(one: Path, other: Path) -> bool:
    """Say whether two paths are one file, whatever it is (a pipe), or plain files of the same bytes."""
    if os.path.lexists(other) and os.path.samestat(one.lstat(), other.lstat()):
        return True
    if one.is_symlink() or not one.is_file() or not other.is_file():
        return False
    if one.stat().st_size != other.stat().st_size:
        return False
    return ownership.digest(one) == ownership.digest(other)


def carry(real: Path, fresh: Path, places: dict[str, str]) -> None:
    """Link the user's files, and the empty folders, into the new build; what cannot be linked moves after the swap."""
    for path, place in places.items():
        target = fresh / place
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError, NotImplementedError):
            os.link(real / path, target, follow_symlinks=False)
    for folder in _empty_folders(real):
        with suppress(OSError):
            (fresh / folder).mkdir(parents=True, exist_ok=True)


def _empty_folders(folder: Path) -> list[str]:
    return [
        Path(path).relative_to(folder).as_posix()
        for path, folders, names in os.walk(folder)
        if not folders and not names and Path(path) != folder
    ]


def drain(aside: Path, real: Path, known: Survey | None) -> None:
    """Delete of a build that was replaced what is proven to be ours, and move what is left into the new one."""
    survey = ownership.survey(aside, known)
    places = (ownership.unsealed(aside / SWAP) or {}).get("places", {})
    for path in survey.ours:
        if path not in (MANIFEST, SWAP):
            (aside / path).unlink(missing_ok=True)
    for path in survey.theirs:
        _move(aside / path, real, places.get(path, path))
    for name in (MANIFEST, SWAP):
        (aside / name).unlink(missing_ok=True)
    for inner, _, _ in os.walk(aside, topdown=False):
        with suppress(OSError):
            Path(inner).rmdir()


def _move(source: Path, real: Path, place: str) -> None:
    target = real / place
    already = _same(source, target) or _is_same_link(source, target)
    if already:
        source.unlink()
        return
    if _is_in_the_way(real, place):
        target = real / _other_name(
            real, place if target.parent.is_dir() else place.replace("/", "-"), "kept"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)


def _is_same_link(one: Path, other: Path) -> bool:
    return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
