"""Phrases two duties share: runs of two to four characters, the rare ones weighted up."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
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
    """The phrases of a list's passages.

    Attributes
    ----------
    shared_by_passage : list of set of str
        The phrases of each passage that tell duties apart and stand in another duty too.
    weights : dict of str to float
        Of each phrase that tells duties apart: ln(N / number of duties that have it). A common
        phrase is missing.
    """

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
        self.weights = {p: rarity[number] for p, number in having.items() if number <= most}
        self._squares = {phrase: weight**2 for phrase, weight in self.weights.items()}
        self._shared = {phrase for phrase in self.weights if having[phrase] > 1}
        self.shared_by_passage = [self._shared.intersection(found) for found in self._by_passage]
        self._mass: dict[int, float] = {}

    def weight(self, phrase: str) -> float:
        """Return how rare a phrase is; 0 for a common or unknown one."""
        return self.weights.get(phrase, 0.0)

    def mass(self, passage: int) -> float:
        """Return the summed squared weights of the phrases of a passage."""
        known = self._mass.get(passage)
        if known is None:
            known = self._mass[passage] = self.common(self._by_passage[passage])
        return known

    def common(self, found: Iterable[str]) -> float:
        """Return the summed squared weights of some phrases, exactly, in whatever order they come."""
        squares = self._squares
        return math.fsum(map(squares.__getitem__, squares.keys() & found))

    def closeness(self) -> Pairs:
        """Return, for each pair of duties, how far the title of one is found in the title and text of the other.

        The square root of the mean, over both directions, of the summed squared weights of the
        shared phrases divided by the root of what the title has in all (so a long title gains from
        length, but less than in proportion). Symmetric, 0 where nothing rare is shared, rarely
        above 3. The cost follows the pairs that share a phrase.
        """
        titled = set().union(*self._titles) & self._shared
        having: dict[str, list[int]] = {phrase: [] for phrase in titled}
        for duty, whole in enumerate(self._whole):
            for phrase in titled.intersection(whole):
                having[phrase].append(duty)
        both: Pairs = {}
        for duty, title in enumerate(self._titles):
            for other, share in self._found(title, having).items():
                if other != duty:
                    pair = (duty, other) if duty < other else (other, duty)
                    both[pair] = both.get(pair, 0.0) + share
        return {pair: math.sqrt(share / 20) for pair, share in both.items()}

    def _found(self, title: Iterable[str], having: Mapping[str, Sequence[int]]) -> dict[int, float]:
        """Return how much of a title each duty has, the title's own duty too for what others have."""
        squares, total = dict[int, float](), 0.0
        for phrase in title:
            square = self._squares.get(phrase)
            if square is not None:
                total += square
                for duty in having.get(phrase, ()):
                    squares[duty] = squares.get(duty, 0.0) + square
        root = math.sqrt(max(total, 1.0))
        return {duty: square / root for duty, square in squares.items()}
