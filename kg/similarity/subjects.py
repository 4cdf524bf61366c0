"""What duties are about: their matters as vectors, and how near two of them are through the thesaurus."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

from kg.matters import Thesaurus
from kg.similarity.passages import Passage
from kg.similarity.phrases import LIKE_OF, Pairs

PART: Final = 0.6
"""Closeness of a matter and the wider one that it is part of (秸秆禁烧 – 农业面源污染)."""
RELATED: Final = 0.4
"""Closeness of two matters that the thesaurus joins (自建房安全 – 宅基地管理)."""
SIBLINGS: Final = 0.3
"""Closeness of two parts of the same wider matter (防汛抗旱 – 地质灾害防治)."""
IN_STEP: Final = 0.3
"""Weight of a matter that a step names, against one that the title names."""
LITTLE: Final = 25.0
"""Evidence below this (a squared weight: one matter of average rarity) is held to prove little."""

Vector: TypeAlias = dict[str, float]
"""Matter's IRI → how strongly a text is about it."""


class Subjects:
    """The matters of a list's duties.

    Attributes
    ----------
    by_duty : list of dict
        Of each duty: matter → how strongly the duty is about it, by the order of the IRIs.
    by_passage : list of dict
        Of each passage: matter → how rare the matter is, times how often it is named.
    links : dict of dict
        Matter → matter → closeness (1, ``PART``, ``RELATED``, ``SIBLINGS``); a pair that is missing
        is not near.
    """

    def __init__(self, passages: Sequence[Passage], count: int, matters: Thesaurus) -> None:
        self.thesaurus, self.links = matters, _links(matters)
        self._words = [
            [(found.matter, found.word) for found in matters.matters_of(passage.masked)]
            for passage in passages
        ]
        titles: list[Vector] = [{} for _ in range(count)]
        steps: list[Vector] = [{} for _ in range(count)]
        for passage, words in zip(passages, self._words, strict=True):
            times = (titles if passage.is_title else steps)[passage.duty]
            for matter, _ in words:
                times[matter] = times.get(matter, 0.0) + 1
        self._rarity = rarity = _rarity(titles, steps)
        self.by_duty = [
            _about(title, step, rarity) for title, step in zip(titles, steps, strict=True)
        ]
        self.by_passage: list[Vector] = []
        for words in self._words:
            vector: Vector = {}
            for matter, _ in words:
                vector[matter] = vector.get(matter, 0.0) + rarity[matter]
            self.by_passage.append(vector)

    def matters(self, passage: int) -> list[str]:
        """Return the matters that a passage names, in printed order."""
        return [matter for matter, _ in self._words[passage]]

    def rarity(self, matter: str) -> float:
        """Return how rare a matter is: ln(N / duties that name it)."""
        return self._rarity.get(matter, 0.0)

    def meeting_words(self, passage: int, counterpart: int) -> set[str]:
        """Return the words of one passage that name a matter which is near one of the other passage."""
        there = {matter for matter, _ in self._words[counterpart]}
        return {
            word
            for matter, word in self._words[passage]
            if not there.isdisjoint(self.links[matter])
        }

    def product(self, one: Vector, other: Vector) -> float:
        """Return the inner product of two vectors in which near matters count by their closeness."""
        total = 0.0
        for matter, weight in one.items():
            near = self.links[matter]
            for another, strength in other.items():
                if another in near:
                    total += weight * near[another] * strength
        return total

    def closeness(self) -> Pairs:
        """Return, for each pair of duties, how near their matters are: a soft cosine, drawn towards 0 by ``LITTLE``.

        The cost follows the pairs of duties that have matters near each other.
        """
        having: dict[str, list[tuple[int, float]]] = {}
        for duty, vector in enumerate(self.by_duty):
            for matter, strength in vector.items():
                having.setdefault(matter, []).append((duty, strength))
        own = [math.sqrt(self.product(vector, vector) + LITTLE) for vector in self.by_duty]
        pairs: Pairs = {}
        for duty, vector in enumerate(self.by_duty):
            for matter, weight in self._spread(vector).items():
                for other, strength in having.get(matter, ()):
                    if other > duty:
                        pairs[duty, other] = pairs.get((duty, other), 0.0) + weight * strength
        return {pair: crossed / (own[pair[0]] * own[pair[1]]) for pair, crossed in pairs.items()}

    def _spread(self, vector: Vector) -> Vector:
        """Return a vector with the matters near its own added, by their closeness."""
        spread: Vector = {}
        for matter, strength in vector.items():
            for near, closeness in self.links[matter].items():
                spread[near] = spread.get(near, 0.0) + closeness * strength
        return spread

    def shared(self, left: int, right: int) -> tuple[str, str] | None:
        """Return the two matters that most join two duties, the first of equals, or nothing."""
        best, most = None, 0.0
        for one, weight in self.by_duty[left].items():
            near = self.links[one]
            for other, strength in self.by_duty[right].items():
                joined = near.get(other, 0.0) * (weight * strength)
                if joined > most:
                    best, most = (one, other), joined
        return best


def _about(title: Vector, step: Vector, rarity: Vector) -> Vector:
    """Return how strongly a duty is about each matter that its title or its steps name so many times."""
    vector: Vector = {}
    for matter in sorted(title.keys() | step.keys()):
        times = math.sqrt(title.get(matter, 0.0)) + IN_STEP * math.sqrt(step.get(matter, 0.0))
        if rarity[matter]:
            vector[matter] = times * rarity[matter]
    return vector


def _rarity(titles: Sequence[Vector], steps: Sequence[Vector]) -> Vector:
    """Return how rare each matter is: ln(N / duties that name it), those that only name it in a step counted less."""
    having: Vector = {}
    for title, step in zip(titles, steps, strict=True):
        for matter in title:
            having[matter] = having.get(matter, 0.0) + 1
        for matter in step:
            if matter not in title:
                having[matter] = having.get(matter, 0.0) + IN_STEP
    size = max(len(titles), LIKE_OF)
    return {matter: max(math.log(size / max(number, 1)), 0.0) for matter, number in having.items()}


def _links(matters: Thesaurus) -> Mapping[str, Mapping[str, float]]:
    """Return how near two matters (no fields) are, for the pairs that are near at all, both ways round."""
    known = {iri: matter for iri, matter in matters.matters.items() if not matter.is_field}
    links: dict[str, dict[str, float]] = {iri: {iri: 1.0} for iri in known}
    parts: dict[str, list[str]] = {}

    def join(one: str, other: str, closeness: float) -> None:
        links[one][other] = links[other][one] = max(closeness, links[one].get(other, 0.0))

    for iri, matter in known.items():
        if matter.broader in known:
            join(iri, matter.broader, PART)
            parts.setdefault(matter.broader, []).append(iri)
        for other in matter.related:
            if other in known:
                join(iri, other, RELATED)
    for siblings in parts.values():
        for one, two in combinations(siblings, 2):
            join(one, two, SIBLINGS)
    return links
