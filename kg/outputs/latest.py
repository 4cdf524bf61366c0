"""A store of the latest edition of each place alone: questions ask it without copying what they may see.

It is only there where the build holds older editions too (decision 0020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg import which
from kg.outputs import Built, Whole, database
from kg.store import LATEST

FILE = LATEST
TITLE = ("图数据库，每地只有最新一版", "the store of the latest editions")


def of_all(whole: Whole, path: Path) -> None:
    """Write the store, if there are older editions."""
    lists = of(whole.lists)
    if len(lists) == len(whole.lists):
        return
    old = whole.old
    same = whole.same & {one.id for one in lists}
    if old is not None:
        old = replace(old, lists=tuple(of(old.lists)))
        same &= {one.id for one in old.lists}  # one that was not the latest before is new here
    database.write(replace(whole, lists=tuple(lists), same=same, old=old), path, FILE)


def of(lists: Sequence[Built]) -> list[Built]:
    """Return those of some lists that are the latest edition of their place."""
    entries = [which.Entry(one.id, one.place, one.issued) for one in lists]
    kept = {entry.id for entry in which.latest(entries)}
    return [one for one in lists if one.id in kept]
