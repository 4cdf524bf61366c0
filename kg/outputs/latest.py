"""A store of the latest edition of each place alone: questions ask it without copying what they may see.

It is only there where the build holds older editions too (decision 0020).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.graph.store import LATEST
from kg.outputs import Whole, _said, database

FILE = LATEST
TITLE = ("图数据库，每地只有最新一版", "the store of the latest editions")


def of_all(whole: Whole, path: Path) -> None:
    """Write the store, if there are older editions."""
    lists = _said.latest(whole.lists)
    if len(lists) == len(whole.lists):
        return
    old = whole.old
    same = whole.same & {one.id for one in lists}
    if old is not None:
        old = replace(old, lists=tuple(_said.latest(old.lists)))
        same &= {one.id for one in old.lists}  # one that was not the latest before is new here
    database.write(replace(whole, lists=tuple(lists), same=same, old=old), path, FILE)
