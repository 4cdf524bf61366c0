"""The answers that the start page holds: the questions asked of all lists of a build together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kg import plugins
from kg.outputs import Built, Whole, page

if TYPE_CHECKING:
    from pathlib import Path

    from kg.views.county.asked import Asked

_BLOCK: Final = re.compile(rb'id="asked">([A-Za-z0-9+/=]*)<')
"""In a list's page: what its search box knows, packed."""


def of(whole: Whole) -> Asked | None:
    """Return the answers over all lists; None of one list, of very many, and where no store is."""
    if "database" not in plugins.names("kg.outputs"):
        return None  # kg.html has none
    from kg.outputs import database, latest
    from kg.views.county.asked import MOST_LISTS

    places = [_store(whole, name) for name in (latest.FILE, database.FILE)]
    stores = [path for path in places if path is not None]
    if not stores or not 1 < len(whole.lists) <= MOST_LISTS:
        return None
    from kg import answers, labels
    from kg.store import open_store
    from kg.views.county.asked import Asked, chosen

    newest, every = open_store(stores[0]), open_store(stores[-1])
    counts = {one.id: _rows(whole, one) for one in latest.of(whole.lists)}
    asked = answers.of_store(newest, chosen(counts))
    return Asked(asked, labels.owners(newest), labels.owners(every), counts)


def _store(whole: Whole, name: str) -> Path | None:
    path = whole.folder / name
    return path if (path / "CURRENT").exists() else None


def _rows(whole: Whole, one: Built) -> dict[str, int]:
    """Return how many rows each question has on a list's page."""
    from kg.views.shell import unpacked

    path = whole.folder / one.folder / page.FILE
    found = _BLOCK.search(path.read_bytes()) if path.exists() else None
    block: Any = unpacked(found[1].decode()) if found else None
    answers = block["answers"] if block else None
    rows = answers["questions"] if answers else []
    return {asked["name"]: len(asked["rows"][-1]) for asked in rows}
