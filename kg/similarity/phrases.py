"""Phrases two duties share: runs of two to four characters, the rare ones weighted up."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Final, TypeAlias

from kg.similarity.passages import Passage

SIZES: Final = (2, 3, 4)
COMMON: Final = 0.1
"""A phrase that more than this share of the duties has says nothing."""
LIKE_OF: Final = 200
"""A shorter list is weighed as if it had so many duties: the share of few duties is not a measure of rarity."""

Pairs: TypeAlias = dict[tuple[int, int], float]
"""A symmetric measure of pairs of duties (their places in the list, the smaller first); 0 where one is missing."""

_RUN = re.compile(r"[一-鿿A-Za-z0-9]+")


def phrases(text: str) -> list[str]:
    """Return the runs of two to four characters that no punctuation and no masked name interrupts.

    >>> phrases("秸秆，禁烧区")
    ['秸秆', '禁烧', '烧区', '禁烧区']
    """
    found: list[str] = []
    for run in _RUN.findall(text):
        for size in SIZES:
            found += [run[start : start + size] for start in range(len(run) - size + 1)]
    return found


class Phrases:
    """The phrases of a list's passages."""

    def __init__(self, passages: Sequence[Passage], count: int) -> None:
        self._titles: list[dict[str, None]] = [{} for _ in range(count)]
        self._whole: list[set[str]] = [set() for _ in range(count)]
        self._by_passage: list[list[str]] = []
        for passage in passages:
            found = phrases(passage.masked)
            self._by_passage.append(found)
            self._whole[passage.duty].update(found)
            if passage.is_title:
                self._titles[passage.duty].update(dict.fromkeys(found))
        having = Counter(chain.from_iterable(self._whole))
        most, size = max(COMMON * count, 3), max(count, LIKE_OF)
        rarity = {number: math.log(size / number) for number in set(having.values())}
        self._having = having
        self._rarity = {n: weight if n <= most else 0.0 for n, weight in rarity.items()} | {0: 0.0}
        # most phrases stand in one duty alone: only the others are held, each with its square
        self._squares = {p: self._rarity[n] ** 2 for p, n in having.items() if n > 1}
        self._alone = self._rarity.get(1, 0.0) ** 2
        self._shared: dict[int, set[str]] = {}
        self._mass: dict[int, float] = {}

    def weight(self, phrase: str) -> float:
        """Return how rare a phrase is: ln(N / duties that have it); 0 if common or unknown."""
        return self._rarity[self._having[phrase]]

    def mass(self, passage: int) -> float:
        """Return the summed squared weights of the phrases of a passage."""
        known = self._mass.get(passage)
        if known is None:
            found = set(self._by_passage[passage])
            alone = len(found) - len(self.shared(passage))
            squares = map(self._squares.__getitem__, self.shared(passage))
            known = self._mass[passage] = math.fsum(chain(squares, repeat(self._alone, alone)))
        return known

    def shared(self, passage: int) -> set[str]:
        """Return the phrases of a passage that another duty has too."""
        known = self._shared.get(passage)
        if known is None:
            known = self._shared[passage] = self._squares.keys() & self._by_passage[passage]
        return known

    def common(self, one: int, other: int) -> float:
        """Return the summed squared weights of what passages of two duties share, exactly."""
        return math.fsum(map(self._squares.__getitem__, self.shared(one) & self.shared(other)))

    def closeness(self) -> Pairs:
        """Return, for each pair of duties, how far the title of one is found in the title and text of the other.

        The square root of the mean, over both directions, of the summed squared weights of the
        shared phrases divided by the root of what the title has in all (so a long title gains from
        length, but less than in proportion). Symmetric, 0 where nothing rare is shared, rarely
        above 3. The cost follows the pairs that share a phrase.
        """
        titled = set().union(*self._titles)
        having: dict[str, list[int]] = {p: [] for p in titled if self._squares.get(p)}
        for duty, whole in enumerate(self._whole):
            for phrase in having.keys() & whole:
                having[phrase].append(duty)
        both: Pairs = {}
        for duty, title in enumerate(self._titles):
            for other, share in self._found(title, having).items():
                if other != duty:
                    pair = (duty, other) if duty < other else (other, duty)
                    both[pair] = both.get(pair, 0.0) + share
        return {pair: math.sqrt(share / 20) for pair, share in both.items()}

    def _found(self, title: Iterable[str], having: Mapping[str, Sequence[int]]) -> dict[int, float]:
        """Return how much of a title each duty has; its own duty only what others have too."""
        squares, total = dict[int, float](), 0.0
        for phrase in title:
            square = self._squares.get(phrase, self._alone)
            total += square
            for duty in having.get(phrase, ()):
                squares[duty] = squares.get(duty, 0.0) + square
        root = math.sqrt(max(total, 1.0))
        return {duty: square / root for duty, square in squares.items()}
