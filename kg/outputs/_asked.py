"""The answers that the start page holds: the questions asked of all lists of a build together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.outputs import Built, Whole, _said, page, quads
from kg.store import LATEST, STORE, Embedded, Store, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from kg.views.county.asked import Asked


def of(whole: Whole) -> Asked | None:
    """Return the answers over all lists; None of one list, and of very many."""
    from kg import answers, labels
    from kg.views.county.asked import MOST_LISTS, Asked, chosen

    if not 1 < len(whole.lists) <= MOST_LISTS:
        return None
    lists = _said.latest(whole.lists)
    everything = _store(whole, STORE)
    every = labels.owners(everything)
    if len(lists) < len(whole.lists):
        del everything  # one in memory goes before the other is filled
        everything = _store(replace(whole, lists=tuple(lists)), LATEST)
    counts = {one.id: _rows(whole, one) for one in lists}
    asked = answers.of_store(everything, chosen(counts))
    return Asked(asked, labels.owners(everything), every, counts)


def graph(whole: Whole) -> Iterator[list[str]] | None:
    """Return what the store of the latest editions holds, as lines of N-Quads, file by file.

    None of one list, whose own page has it.
    """
    if len(whole.lists) < 2:
        return None
    newest = replace(whole, lists=tuple(_said.latest(whole.lists)))
    return map(_lines, _said.files(newest))


def _lines(path: Path) -> list[str]:
    return [line.decode() for line in quads.lines(path)]


def _store(whole: Whole, name: str) -> Store:
    """Return the store that the build wrote, or one in memory where a build writes none (``kg.html``)."""
    path = whole.folder / name
    if (path / "CURRENT").exists():
        return open_store(path)
    return Embedded(None, name, files=_said.files(whole))


def _rows(whole: Whole, one: Built) -> dict[str, int]:
    """Return how many rows each question has on a list's page."""
    from kg.views.shell import data_of

    path = whole.folder / one.folder / page.FILE
    block = data_of(path.read_bytes(), "asked") if path.exists() else {}
    answers = block.get("answers") or {}
    rows = answers.get("questions", ())
    return {asked["name"]: len(asked["rows"][-1]) for asked in rows}
