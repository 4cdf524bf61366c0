"""The answers that the start page holds: the questions asked of all lists of a build together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph.store import LATEST, STORE, Embedded, Store, open_store
from kg.outputs import Built, Whole, _said, answers, quads

if TYPE_CHECKING:
    from pathlib import Path

    from kg.asking.answers import Answered, Answers
    from kg.asking.keeping import Kept
    from kg.asking.questions import Question
    from kg.views.county.asked import Asked


def of(whole: Whole) -> Asked | None:
    """Return the answers over all lists; None of one list, and of very many."""
    from kg.asking import labels
    from kg.views.county.asked import MOST_LISTS, Asked, chosen

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
    counts = {id: one.rows for id, one in kept.items()}
    wanted = chosen([*counts.values()])
    # what departments are called is another matter where older editions call them otherwise
    counted = _counted(whole, wanted) if len(lists) == len(whole.lists) else {}
    asked = over(everything, [*kept.values()], wanted, counted)
    outlines = {one.id: whole.outline(one) for one in whole.lists}
    return Asked(asked, labels.owners(everything), every, counts, outlines)


def over(
    store: Store,
    lists: Sequence[Kept],
    wanted: Sequence[Question],
    counted: Mapping[str, Answered],
) -> Answers:
    """Return the answers of all lists of a store: joined from each list's, counted, or asked."""
    from kg.asking import keeping
    from kg.asking.answers import asking
    from kg.asking.answers import of as asked_of

    ask = asking(store)
    found = {one.name: keeping.joined(ask, one, lists) for one in wanted if one.name not in counted}
    kept = {**counted, **{name: one for name, one in found.items() if one is not None}}
    rest = [one for one in wanted if one.name not in kept]
    asked = asked_of(ask, rest, keeping.duties(lists))
    every = kept | {one.question.name: one for one in asked.questions}
    return replace(asked, questions=tuple(every[one.name] for one in wanted))


def _counted(whole: Whole, wanted: Sequence[Question]) -> dict[str, Answered]:
    """Return the answers of the tables to counting questions; none without tables (``kg.html``)."""
    try:
        from kg.outputs import tables
    except ImportError:
        return {}
    from kg.sql import open_engine
    from kg.sql._asking import Tables
    from kg.sql._counted import answered, is_counted
    from kg.tables import parts

    taken = {
        part: frozenset(one.id for one in part.lists) for part in parts.every(tables.made(whole))
    }
    with Tables(open_engine("duckdb"), taken, taken, seconds=0) as loaded:
        return {one.name: answered(loaded, one) for one in wanted if is_counted(one)}


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
