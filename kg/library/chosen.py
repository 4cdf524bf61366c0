"""The lists that a person names: read from files, or taken from a build."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.model import DutyList


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


def _file(name: str) -> Path | None:
    """Return the path of a list's files; None for a name that no file has."""
    from kg.lists import bundled, find_list

    is_bundled = any(folder.name == name for folder in bundled())
    return find_list(name) if is_bundled or os.path.lexists(name) else None


def _in_store(name: str, store: str | Path | None) -> DutyList:
    from kg import dataset, which
    from kg.lists import find_list
    from kg.store import open_store

    if store is None:
        raise _missing(name) from None
    text = str(store)
    if not text.startswith(("http://", "https://")) and not Path(text).exists():
        find_list(name)  # says what is wrong: there is neither a file nor a build
    opened = open_store(text)
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
