"""Score an overlap ranking against the pairs that two readers found: ``python -m tests.gold.score RANKING.csv``.

Without a file, the ranking is made from the real list. ``overlap-dev.csv`` is one half of what the readers listed:
pairs are split by a hash, the other half is kept back for judging, so no pair of it may count here.
A pair where both readers give grade 2 or 3 is an overlap; another pair that one of them listed is left out as unsure;
all others are none.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

GOLD: Final = Path(__file__).with_name("overlap-dev.csv")
COUNTS: Final = {"B": 105, "C": 97, "R": 37}

PairOfCodes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the two readers say of a pair."""

    reader_a: int
    reader_b: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Score:
    """``precision`` is the average precision; ``recall`` by number of pairs looked at."""

    precision: float
    recall: Mapping[int, float]
    overlaps: int
    pairs: int

    def __str__(self) -> str:
        """Return one line for people."""
        recall = ", ".join(
            f"{value:.3f} in the first {count}" for count, value in self.recall.items()
        )
        return f"AP {self.precision:.3f}; recall {recall} ({self.overlaps} overlaps among {self.pairs} pairs)"


def gold(path: Path = GOLD) -> dict[PairOfCodes, Judgement]:
    """Return the judged pairs, by the codes of their duties."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["left"], row["right"]): Judgement(
                int(row["reader_a"]), int(row["reader_b"]), row["class"] == "overlap"
            )
            for row in csv.DictReader(file)
        }


def development(pair: PairOfCodes) -> bool:
    """Whether a pair belongs to the half to build against."""
    return hashlib.sha256(f"duty:{pair[0]}-{pair[1]}".encode()).digest()[0] % 2 == 0


def pairs() -> list[PairOfCodes]:
    """Return all pairs of the development half, in the order of the list."""
    codes = [
        f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)
    ]
    return [pair for pair in combinations(codes, 2) if development(pair)]


def score(
    ranking: Mapping[PairOfCodes, float], judged: Mapping[PairOfCodes, Judgement] | None = None
) -> Score:
    """Return how well a ranking (pair → score; a missing pair comes last) finds the overlaps."""
    judged = gold() if judged is None else judged
    order = [pair for pair in pairs() if pair not in judged or judged[pair].sure]
    order.sort(key=lambda pair: (-ranking.get(pair, float("-inf")), pair))
    total = sum(pair in judged for pair in order)
    hits, precision, recall = 0, 0.0, {}
    for place, pair in enumerate(order, 1):
        if pair in judged:
            hits += 1
            precision += hits / place
        if place in {100, 250, 500}:
            recall[place] = hits / total
    return Score(precision / total, recall, total, len(order))


def read(lines: Iterable[str]) -> dict[PairOfCodes, float]:
    """Read a ranking: CSV with the columns left, right, score."""
    found: dict[PairOfCodes, float] = {}
    for row in csv.DictReader(lines):
        left, right = sorted((row["left"], row["right"]), key=lambda code: (code[0], int(code[1:])))
        found[left, right] = max(float(row["score"]), found.get((left, right), float("-inf")))
    return found


def main() -> None:
    """Print the figure for the ranking named on the command line, or for the project's own."""
    if len(sys.argv) > 1:
        print(score(read(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())))
        return
    from kg.analyses.overlap import rank, write_ranking
    from kg.parse import read_list
    from kg.resources import data_path

    duties = read_list(data_path() / "lists" / "kanerzi-2025-07").list.duties
    file = io.StringIO()
    write_ranking(duties, rank(duties), file)
    print(score(read(file.getvalue().splitlines())))


if __name__ == "__main__":
    main()
