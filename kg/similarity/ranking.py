"""Rank the pairs of duties of a list by how likely two careful readers would both call them an overlap.

Three things are weighed (a logistic model of four numbers; ``docs/overlap.md`` has the figures and
what each part is worth): how near the matters are that two duties name, how much of the rare
wording of one's title the other has, and whether a basic duty meets one of another list, where
responsibility can collide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from operator import mul
from typing import Final, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from kg.matters import Thesaurus, thesaurus
from kg.model import Duty, DutyList
from kg.network import Network
from kg.similarity.evidence import Evidence
from kg.similarity.passages import passages
from kg.similarity.phrases import Pairs, Phrases
from kg.similarity.subjects import Subjects

Embed: TypeAlias = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts → one vector each, for instance ``SentenceTransformer(...).encode``."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: the log-odds that two careful readers call a pair an overlap."""

    base: float = -8.7
    matter: float = 17.0
    phrase: float = 5.0
    lists: float = 0.95
    embedding: float = 0.4


WEIGHTS: Final = Weights()

FRAGMENTATION: Final = 0.05
"""Likeness (0 to 1) below which two duties have hardly anything to do with each other."""


class Scored(NamedTuple):
    """A pair of duties, by their places in the list, and how near they are (0 to 1)."""

    score: float
    left: int
    right: int


class Ranking:
    """The pairs of one list, ranked.

    Parameters
    ----------
    duties : sequence of Duty
        One list. A pair is compared whichever of the three tables its duties stand in.
    matters : Thesaurus, optional
        The project's own if none is given.
    weights : Weights
        The model.
    embed : callable, optional
        Texts → vectors; the cosine of the titles, standardised over the list, is then weighed too,
        for every pair.
    """

    def __init__(
        self,
        duties: Sequence[Duty],
        matters: Thesaurus | None = None,
        weights: Weights = WEIGHTS,
        embed: Embed | None = None,
    ) -> None:
        self.duties, self.matters, self.weights, self.embed = (
            duties,
            matters or thesaurus(),
            weights,
            embed,
        )
        words = set(chain.from_iterable(matter.words for matter in self.matters.matters.values()))
        self.passages = passages(duties, words)
        self.phrases = Phrases(self.passages, len(duties))
        self.subjects = Subjects(self.passages, len(duties), self.matters)
        self.evidence = Evidence(self.passages, self.phrases, self.subjects)

    @cached_property
    def scored(self) -> list[Scored]:
        """The pairs that share a matter or rare wording, best first, ties in the order of the list.

        Scores that differ only by rounding are equal, so the order is the same on every machine.
        """
        return _ranked(self._odds())

    @cached_property
    def related(self) -> list[Scored]:
        """Those of :attr:`scored` from ``FRAGMENTATION`` on, which is one pair in twenty."""
        least = odds(FRAGMENTATION)
        return _ranked(found for found in self._odds() if found.score >= least)

    def _odds(self) -> Iterator[Scored]:
        for (left, right), total in self.closeness().items():
            lists = self.lists(self.duties[left], self.duties[right])
            yield Scored(total + lists + self.weights.base, left, right)

    def lists(self, one: Duty, other: Duty) -> float:
        """Return what it adds to the log-odds that exactly one of two duties is a basic one."""
        return self.weights.lists * ((one.kind == "basic") != (other.kind == "basic"))

    def closeness(self) -> Pairs:
        """Return what a pair's matters, its phrases and, with an embedding, its titles add to the log-odds."""
        weights = self.weights
        near = {pair: weights.matter * close for pair, close in self.subjects.closeness().items()}
        for pair, close in self.phrases.closeness().items():
            near[pair] = near.get(pair, 0.0) + weights.phrase * close
        if self.embed is not None:
            for pair, close in _cosines(self.embed([duty.title for duty in self.duties])).items():
                near[pair] = near.get(pair, 0.0) + weights.embedding * close
        return near


KEPT: Final = 2
"""A network keeps the rankings of so many lists, the last that were asked for: each is some megabytes."""

_KNOWN: WeakKeyDictionary[Network, dict[str, Ranking]] = WeakKeyDictionary()


def ranking_of(network: Network, one: DutyList) -> Ranking:
    """Return the ranking of a list of a network; analyses that go list by list share it."""
    known = _KNOWN.setdefault(network, {})
    if one.id not in known:
        while len(known) >= KEPT:
            del known[next(iter(known))]
        known[one.id] = Ranking(one.duties)
    return known[one.id]


def _ranked(found: Iterable[Scored]) -> list[Scored]:
    """Return some pairs whose scores are log-odds with probabilities for scores, best first."""
    ranked = sorted(found, key=lambda one: (-round(one.score, 9), one.left, one.right))
    return [Scored(probability(one.score), one.left, one.right) for one in ranked]


def odds(score: float) -> float:
    """Return the log-odds of a score (0 to 1).

    >>> round(odds(probability(3.0)), 9)
    3.0
    """
    return math.log(score / (1 - score)) if score < 1 else 40.0


def probability(odds: float) -> float:
    """Return the score (0 to 1) of log-odds.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-odds))


def _cosines(vectors: Sequence[Sequence[float]]) -> Pairs:
    """Return the cosines of every two vectors, less their mean and over their deviation."""
    unit = []
    for vector in vectors:
        values = [float(value) for value in vector]
        length = max(math.sqrt(math.fsum(map(mul, values, values))), 1e-12)
        unit.append([value / length for value in values])
    found = {
        (left, right): math.fsum(map(mul, unit[left], unit[right]))
        for left, right in combinations(range(len(unit)), 2)
    }
    if not found:
        return {}
    mean = math.fsum(found.values()) / len(found)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in found.values()) / len(found))
    return {pair: (value - mean) / max(spread, 1e-12) for pair, value in found.items()}
