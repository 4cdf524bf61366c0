"""Score overlaps by gravity against the grades of two readers (the half that may be looked at).

``gravity-dev.csv``: the grades of both readers, and why a pair must never be called a duplication. Gain is the mean of
the grades; the sharp NDCG takes 2^gain − 1 and 0 for a pair that must never be one, so it tells the grave from the alike.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.gold.score import PairOfCodes, pairs

GOLD: Final = Path(__file__).with_name("gravity-dev.csv")
FIRST: Final = 50


@dataclass(frozen=True, slots=True)
class Gravity:
    """``sharp``: NDCG of the first 50; ``three``, ``two``: precision of grade 3 and of 2 and above.

    ``grave``: grave pairs found; ``never``: pairs at grade 3 that must not be; ``early``: such pairs among the first 25.
    """

    sharp: float
    three: float
    two: float
    grave: int
    never: int
    early: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What the two readers say of a pair."""

    grades: tuple[int, int] = (0, 0)
    never: bool = False

    @property
    def grave(self) -> bool:
        """Whether it is a duplication that somebody should look at."""
        return max(self.grades) == 3 and min(self.grades) >= 2 and not self.never

    @property
    def gain(self) -> float:
        """What it is worth among the first."""
        return 0.0 if self.never else 2 ** (sum(self.grades) / 2) - 1


def gold() -> dict[PairOfCodes, Judged]:
    """Return the judged pairs."""
    with GOLD.open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["left"], row["right"]): Judged(
                (int(row["reader_a"]), int(row["reader_b"])), bool(row["never"])
            )
            for row in csv.DictReader(file)
        }


def score(ranking: Mapping[PairOfCodes, float], graded: Mapping[PairOfCodes, int]) -> Gravity:
    """Return how well a ranking and grades tell what is grave."""
    judged, half = gold(), pairs()

    def of(pair: PairOfCodes) -> Judged:
        return judged.get(pair, Judged())

    ranked = sorted(half, key=lambda pair: (-ranking.get(pair, -math.inf), pair))
    inside = set(half)
    given = {ordered(pair): grade for pair, grade in graded.items() if ordered(pair) in inside}
    three = [pair for pair, grade in given.items() if grade == 3]
    two = [pair for pair, grade in given.items() if grade >= 2]
    best = _discounted(sorted((of(pair).gain for pair in half), reverse=True))
    return Gravity(
        sharp=_discounted([of(pair).gain for pair in ranked]) / best,
        three=_share(three, lambda pair: of(pair).grave),
        two=_share(two, lambda pair: min(of(pair).grades) >= 2),
        grave=sum(of(pair).grave for pair in three),
        never=sum(of(pair).never for pair in three),
        early=sum(of(pair).never for pair in ranked[:25]),
    )


def ordered(pair: PairOfCodes) -> PairOfCodes:
    """Return a pair in the order in which the judgement names it."""
    one, other = sorted(pair, key=lambda code: (code[0], int(code[1:])))
    return one, other


def _discounted(gains: list[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:FIRST]))


def _share(some: list[PairOfCodes], good: Callable[[PairOfCodes], bool]) -> float:
    return sum(map(good, some)) / max(1, len(some))
