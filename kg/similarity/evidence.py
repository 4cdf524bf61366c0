"""The evidence for a pair of duties: the two clauses that match best, and the words to mark in them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from kg.similarity.acts import acts
from kg.similarity.passages import MASK, Passage
from kg.similarity.phrases import SIZES, Phrases
from kg.similarity.subjects import LITTLE, Subjects

RARE: Final = 2.0
"""A shared phrase is marked if at most one duty in e² (seven) has it …"""
SHORTEST: Final = 3
"""… and if it has so many characters (the words of matters may be shorter)."""

EDGES: Final = "，。；、：,;:（）()《》“” 的得地了对将把由向和及与或并等在其"
"""What a shared phrase neither begins nor ends with: punctuation and the small words of grammar."""


class Word(NamedTuple):
    """Where a word stands in a text."""

    start: int
    end: int


class Evidence:
    """Finds the clauses that show why two duties are near each other."""

    def __init__(self, passages: Sequence[Passage], phrases: Phrases, subjects: Subjects) -> None:
        self._passages, self._phrases, self._subjects = passages, phrases, subjects
        self._lengths: dict[int, float] = {}
        self._rows: dict[int, list[int]] = {}
        for row, passage in enumerate(passages):
            self._rows.setdefault(passage.duty, []).append(row)

    def clauses(self, left: int, right: int) -> tuple[int, int] | None:
        """Return the best-matching passage (row) of each duty; the first ones of equals; nothing if none match."""
        best, most = None, 0.0
        for one in self._rows.get(left, ()):
            for other in self._rows.get(right, ()):
                near = self._near(one, other)
                if near > most:
                    best, most = (one, other), near
        return best

    def _near(self, one: int, other: int) -> float:
        """Return how near two passages are: two cosines, drawn towards 0 where there is little to compare."""
        words, matters = self._phrases, self._subjects
        near = words.common(one, other)
        if near:
            near /= math.sqrt(words.mass(one)) * math.sqrt(words.mass(other)) + 8 * LITTLE
        crossed = matters.product(matters.by_passage[one], matters.by_passage[other])
        if crossed:
            near += crossed / (self._own(one) * self._own(other) + LITTLE)
        return near

    def _own(self, row: int) -> float:
        """Return the length of a passage's vector of matters."""
        own = self._lengths.get(row)
        if own is None:
            vector = self._subjects.by_passage[row]
            own = self._lengths[row] = math.sqrt(self._subjects.product(vector, vector))
        return own

    def words(self, one: int, other: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words to mark in each of two passages: shared rare phrases, and the words of matters that meet."""
        texts = (self._passages[one].masked, self._passages[other].masked)
        runs = (self._whole(run, texts) for run in common_runs(*texts))
        shared = {run for run in runs if self._tells(run)}
        return self._marked(one, other, shared), self._marked(other, one, shared)

    def _marked(self, row: int, counterpart: int, shared: set[str]) -> tuple[str, ...]:
        text = self._passages[row].text
        words = shared | self._subjects.meeting_words(row, counterpart)
        return outermost(words, text)

    def _whole(self, run: str, texts: tuple[str, str]) -> str:
        """Return a shared run without the pieces of words at its ends: 期处置工作 of 先期处置工作 is 工作."""
        start, end = 0, len(run)
        for text in texts:
            at = text.find(run)
            for word in self._known_words(text):
                if word.start < at < word.end:
                    start = max(start, word.end - at)
                if word.start < at + len(run) < word.end:
                    end = min(end, word.start - at)
        return run[start:end].strip(EDGES) if start < end else ""

    def _known_words(self, text: str) -> list[Word]:
        """Return the words of acts and of matters in a text."""
        named = [
            Word(found.start, found.end) for found in self._subjects.thesaurus.matters_of(text)
        ]
        return named + [Word(*found.span()) for found in acts().pattern.finditer(text)]

    def _tells(self, run: str) -> bool:
        if len(run) < SHORTEST:
            return False
        parts = (run[at : at + size] for size in SIZES for at in range(len(run) - size + 1))
        return max(map(self._phrases.weight, parts)) >= RARE


def outermost(words: Collection[str], text: str) -> tuple[str, ...]:
    """Return the words that are not part of another, as they come in a text.

    >>> outermost({"消防", "消防安全", "排查"}, "排查消防安全隐患")
    ('排查', '消防安全')
    """

    def inside(word: str) -> bool:
        return any(word != longer and word in longer for longer in words)

    found = [word for word in words if not inside(word)]
    return tuple(sorted(found, key=lambda word: (text.find(word), word)))


def common_runs(one: str, other: str) -> Iterator[str]:
    """Yield the longest runs of characters of ``one`` that ``other`` has too, from left to right.

    >>> list(common_runs("开展秸秆禁烧巡查", "做好秸秆禁烧的宣传"))
    ['秸秆禁烧']
    """
    at = 0
    while at < len(one):
        end = at
        while end < len(one) and one[end] != MASK and one[at : end + 1] in other:
            end += 1
        if end - at > 1:
            yield one[at:end].strip(EDGES)
        at = max(end, at + 1)
