"""What a pair of duties is quoted with: the clauses that order the same act, else those that match best."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from kg.model import Span
from kg.similarity.conduct import Deed
from kg.similarity.evidence import outermost
from kg.similarity.gravity import Weighed
from kg.similarity.passages import Passage
from kg.similarity.ranking import Ranking


class Quote(NamedTuple):
    """A piece of a duty's text, where it stands, and the words to mark in it."""

    text: str
    span: Span
    words: tuple[str, ...]


def quotes(ranking: Ranking, weighed: Weighed) -> tuple[Quote, ...]:
    """Return a quotation from each of two duties, or none if nothing in them matches."""
    if weighed.same is not None:
        pairs = zip(weighed.same.deeds, weighed.same.matters, strict=True)
        return tuple(_ordered(ranking, deed, matter) for deed, matter in pairs)
    best = ranking.evidence.clauses(weighed.left, weighed.right)
    if best is None:
        return ()
    marked = ranking.evidence.words(*best)
    rows = (ranking.passages[row] for row in best)
    return tuple(Quote(row.text, row.span, words) for row, words in zip(rows, marked, strict=True))


def _ordered(ranking: Ranking, deed: Deed, matter: str) -> Quote:
    """Quote a clause that orders an act, or the whole step if only that names the object."""
    passage = ranking.passages[deed.row]
    start, end = deed.start, deed.end
    named = [
        found for found in ranking.matters.matters_of(passage.masked) if found.matter == matter
    ]
    if named and not any(start <= found.start and found.end <= end for found in named):
        start, end = 0, len(passage.text)
    text = passage.text[start:end]
    words = {
        deed.word,
        *(found.word for found in named if start <= found.start and found.end <= end),
    }
    return Quote(text, _span(passage, start, end), outermost(words, text))


def _span(passage: Passage, start: int, end: int) -> Span:
    span = passage.span
    return replace(span, start=span.start + start, end=span.start + end)
