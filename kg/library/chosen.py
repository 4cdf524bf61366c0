"""The lists that a person names: read from files, or taken from a build."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.library.dataset import Dataset
    from kg.model import DutyList
    from kg.which import Entry


def read_lists(names: Sequence[str | Path], *, store: str | Path | None = None) -> list[DutyList]:
    """Return lists, each name standing for one: a file or folder, a bundled list, or a name in a build.

    Parameters
    ----------
    names : sequence of str or Path
        See :func:`kg.library.diff`.
    store : str or Path, optional
        Where names that no file has are looked for.

    Raises
    ------
    ReadError, ParseError, UnknownName, AmbiguousName
        If a list is not there, cannot be read, or several are meant.
    """
    from kg.parse import read_list

    found: list[DutyList] = []
    for name in names:
        path = _file(str(name))
        found.append(_in_store(str(name), store) if path is None else read_list(path).list)
    return _told_apart(found)


def is_there(name: str) -> bool:
    """Tell whether a name means a list's files; any other is one of a build."""
    return _file(name) is not None


def _file(name: str) -> Path | None:
    """Return the path of a list's files; None for a name that no file has."""
    from kg.lists import find_list, named

    return find_list(name) if named(name) or os.path.lexists(name) else None


def _in_store(name: str, store: str | Path | None) -> DutyList:
    from kg import which
    from kg.graph import dataset
    from kg.graph.store import open_store

    if store is None or not _stands(store):
        raise _missing(name)
    opened = open_store(str(store))
    return dataset.read_list(opened, which.one(name, dataset.entries(opened)).id)


def _missing(name: str) -> ReadError:
    from kg.lists import find_list

    try:
        find_list(name)
    except ReadError as error:
        return error
    return ReadError("没有这份清单", "no such list", where=name)


def _told_apart(lists: list[DutyList]) -> list[DutyList]:
    """Return the lists with ids of their own: two folders of one name get their places in the row behind it."""
    seen: dict[str, DutyList] = {}
    for number, one in enumerate(lists, 1):
        id = one.id if one.id not in seen else f"{one.id}-{number}"
        seen[id] = one if id == one.id else replace(one, id=id)
    return list(seen.values())


def read_many(
    names: Sequence[str | Path], *, store: str | Path | None = None, edition: str | None = None
) -> tuple[list[DutyList], list[Entry]]:
    """Return the lists that names mean, and those left out because a later edition of their place was taken.

    Parameters
    ----------
    names, store, edition
        See :func:`kg.library.compare`.

    Raises
    ------
    ReadError, ParseError, UnknownName
        If a list is not there, cannot be read, or has no such edition.

    Warns
    -----
    UnreadFile
        For each file of a folder that is not a list.
    """
    from kg.parse.several import readable

    files: list[Path] = []
    spoken: list[str] = []
    for name in map(str, names):
        path = _file(name)
        if path is None:
            spoken.append(name)
        else:
            files.append(path)
    read = [(one, parsed.list) for one, parsed in readable(files)]
    named = [duties for one, duties in read if one.named]
    grouped = [duties for one, duties in read if not one.named]
    kept, others = _editions(grouped, edition)
    found = [duties for _, duties in read if duties in (*named, *kept)]
    if spoken or not names:
        more, older = _spoken(spoken, store, edition)
        found, others = found + more, others + older
    return _told_apart(found), others


def _editions(lists: list[DutyList], edition: str | None) -> tuple[list[DutyList], list[Entry]]:
    from kg import which

    entries = [which.Entry(one.id, one.place, one.issued) for one in lists]
    kept = {entry.id for entry in which.of_edition(entries, edition)} if entries else set()
    left = [entry for entry in entries if entry.id not in kept]
    return [one for one in lists if one.id in kept], left


def _spoken(
    names: Sequence[str], store: str | Path | None, edition: str | None
) -> tuple[list[DutyList], list[Entry]]:
    """Return the lists of a build that names mean, and the other editions of their places."""
    from kg import which
    from kg.graph import dataset
    from kg.graph.store import open_store

    if names and (store is None or not _stands(store)):
        raise _missing(names[0])
    opened = open_store(str(store or "build"))
    known = dataset.entries(opened)
    chosen = which.meant(names, known, edition=edition)
    homes = {entry.home for entry in chosen}
    others = [entry for entry in known if entry.home in homes and entry not in chosen]
    return [dataset.read_list(opened, entry.id) for entry in chosen], others


def _stands(store: str | Path) -> bool:
    text = str(store)
    return text.startswith(("http://", "https://")) or Path(text).exists()


def left_out(others: Sequence[Entry]) -> list[str]:
    """Return what lists that were left out are called: place and edition."""
    return [f"{entry.place.name or entry.id} {entry.issued}".strip() for entry in others]


def open_one(name: str | Path, store: str | Path | None = None) -> Dataset:
    """Return one list as a dataset of its own; the arguments are those of :func:`read_lists`, for one name."""
    from kg import which
    from kg.graph import dataset
    from kg.graph.store import open_store
    from kg.library.dataset import Dataset, open

    path = _file(str(name))
    if path is not None:
        return open(path)
    if store is None or not _stands(store):
        raise _missing(str(name))
    opened = open_store(str(store))
    return Dataset(opened, which.one(str(name), dataset.entries(opened)).id)
