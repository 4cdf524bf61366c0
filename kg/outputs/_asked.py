"""The answers that the start page holds: the questions asked of all lists of a build together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph.store import LATEST, STORE, Embedded, Store, open_store
from kg.outputs import Built, Whole, _said, answers, quads

if TYPE_CHECKING:
    from pathlib import Path

    from kg.asking.answers import Answers
    from kg.asking.keeping import Kept
    from kg.views.county.asked import Asked


def of(whole: Whole) -> Asked | None:
    """Return the answers over all lists; None of one list, and of very many."""
    from kg.asking import labels
    from kg.views.county.asked import MOST_LISTS, Asked

    if not 1 < len(whole.lists) <= MOST_LISTS:
        return None
    lists = _said.latest(whole.lists)
    kept = {one.id: found for one in lists if (found := _kept(whole, one)) is not None}
    if len(kept) < len(lists):
        return None
    everything = _store(whole, STORE)
    every = labels.owners(everything)
    if len(lists) < len(whole.lists):
        del everything  # one in memory goes before the other is filled
        everything = _store(replace(whole, lists=tuple(lists)), LATEST)
    asked = over(everything, [*kept.values()])
    counts = {id: one.rows for id, one in kept.items()}
    outlines = {one.id: whole.outline(one) for one in whole.lists}
    return Asked(asked, labels.owners(everything), every, counts, outlines)


def over(store: Store, lists: Sequence[Kept]) -> Answers:
    """Return the answers of all lists of a store: joined from each list's own, or asked."""
    from kg.asking import keeping
    from kg.asking.answers import asking
    from kg.asking.answers import of as asked_of
    from kg.views.county.asked import chosen

    ask = asking(store)
    wanted = chosen([one.rows for one in lists])
    found = {one.name: keeping.joined(ask, one, lists) for one in wanted}
    kept = {name: one for name, one in found.items() if one is not None}
    rest = [one for one in wanted if one.name not in kept]
    asked = asked_of(ask, rest, keeping.duties(lists))
    every = kept | {one.question.name: one for one in asked.questions}
    return replace(asked, questions=tuple(every[one.name] for one in wanted))


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


def _kept(whole: Whole, one: Built) -> Kept | None:
    """Return what is kept of a list's answers; None where no store was installed."""
    from kg.asking import keeping

    path = whole.folder / one.folder / answers.FILE
    return keeping.unpack(path.read_bytes()) if path.exists() else None
