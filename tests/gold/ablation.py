"""What each part of the overlap ranking is worth, and how the weights fare on pairs and duties they have not seen.

``python -m tests.gold.ablation`` prints the tables of ``docs/overlap.md`` (two minutes). The cross-validation fits
the four numbers of the model anew: in five folds over pairs, and in five folds over duties, where a pair is scored by
a model that has seen no pair of its first duty.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any, Final

import numpy as np

from kg.analyses.overlap import rank
from kg.matters import Thesaurus
from kg.model import Duty
from kg.parse import read_list
from kg.resources import data_path
from kg.similarity import passages, phrases, subjects
from kg.similarity.ranking import WEIGHTS, Ranking, Weights
from tests.gold import worth
from tests.gold.score import PairOfCodes, gold, pairs, score
from tests.gold.worth import changed

Array = np.ndarray[Any, np.dtype[Any]]
REPEATS: Final = 4
FOLDS: Final = 5
RIDGE: Final = 1.0


def _ranked(
    duties: Sequence[Duty], weights: Weights = WEIGHTS, matters: Thesaurus | None = None
) -> dict[PairOfCodes, float]:
    codes = {duty.key: duty.code for duty in duties}
    found = rank(duties, matters=matters, weights=weights)
    # Below the least float above 0 pairs would tie: the order is kept.
    return {
        (codes[pair.left], codes[pair.right]): float(-place) for place, pair in enumerate(found)
    }


def _without_relations(duties: Sequence[Duty]) -> dict[PairOfCodes, float]:
    with changed(subjects, PART=0.0, SIBLINGS=0.0, RELATED=0.0):
        return _ranked(duties)


def variants(
    duties: Sequence[Duty],
) -> Iterator[tuple[str, Callable[[], dict[PairOfCodes, float]]]]:
    """Yield the name of each variant of the ranking and what makes it."""
    w = WEIGHTS

    def under(module: ModuleType, **values: float) -> Callable[[], dict[PairOfCodes, float]]:
        def run() -> dict[PairOfCodes, float]:
            with changed(module, **values):
                return _ranked(duties)

        return run

    def weighed(**changes: float) -> Callable[[], dict[PairOfCodes, float]]:
        values = {
            "base": w.base,
            "matter": w.matter,
            "phrase": w.phrase,
            "lists": w.lists,
            **changes,
        }
        return lambda: _ranked(duties, Weights(**values))

    yield "all", lambda: _ranked(duties)
    yield "without the thesaurus", lambda: _ranked(duties, matters=Thesaurus({}))
    yield "… its links between matters (same matter only)", lambda: _without_relations(duties)
    yield "… skos:related", under(subjects, RELATED=0.0)
    yield "… parts of the same wider matter", under(subjects, SIBLINGS=0.0)
    yield "… part and wider matter", under(subjects, PART=0.0)
    yield "… matters that only steps name", under(subjects, IN_STEP=0.0)
    yield "… the doubt about little evidence", under(subjects, LITTLE=0.0)
    yield "without shared phrases", weighed(phrase=0.0)
    yield "… with common phrases too", under(phrases, COMMON=1.0)
    yield "without the relation of the lists", weighed(lists=0.0)
    yield "with boilerplate", under(passages, BOILERPLATE_FROM=10**6)
    yield "matters alone", weighed(phrase=0.0, lists=0.0)
    yield "phrases alone", weighed(matter=0.0, lists=0.0)


class Samples:
    """The pairs of the development half that are judged, as numbers: three features each, and what the readers say."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        state = Ranking(duties)
        subjects_near, phrases_near = state.subjects.closeness(), state.phrases.closeness()
        place = {duty.code: index for index, duty in enumerate(duties)}
        judged = gold()
        self.pairs = [pair for pair in pairs() if pair not in judged or judged[pair].sure]
        self.left = np.array([place[pair[0]] for pair in self.pairs])
        self.right = np.array([place[pair[1]] for pair in self.pairs])
        places = [(place[left], place[right]) for left, right in self.pairs]
        basic = np.array([duty.kind == "basic" for duty in duties])
        self.features: Array = np.column_stack(
            [
                [subjects_near.get(pair, 0.0) for pair in places],
                [phrases_near.get(pair, 0.0) for pair in places],
                basic[self.left] != basic[self.right],
            ]
        )
        self.overlap = np.array([pair in judged for pair in self.pairs])
        self.duties = len(duties)

    def average_precision(self, scores: Array) -> float:
        """Return the average precision of scores, one a pair."""
        return score(dict(zip(self.pairs, map(float, scores), strict=True))).precision

    def over_pairs(self, seed: int) -> float:
        """Return the average precision over folds of pairs."""
        fold = np.random.default_rng(seed).integers(0, FOLDS, len(self.pairs))
        return self._folded(lambda k: fold != k, lambda k: fold == k)

    def over_duties(self, seed: int) -> float:
        """Return the average precision over folds of duties."""
        fold = np.random.default_rng(100 + seed).integers(0, FOLDS, self.duties)
        left, right = fold[self.left], fold[self.right]
        return self._folded(lambda k: (left != k) & (right != k), lambda k: left == k)

    def _folded(self, seen: Callable[[int], Array], held: Callable[[int], Array]) -> float:
        scores = np.zeros(len(self.pairs))
        for k in range(FOLDS):
            weights = fit(self.features[seen(k)], self.overlap[seen(k)])
            scores[held(k)] = self.features[held(k)] @ weights[:-1] + weights[-1]
        return self.average_precision(scores)


def fit(features: Array, truth: Array) -> Array:
    """Fit a logistic model by Newton's method: the weights of the features, then the base."""
    scale = features.std(axis=0)
    rows = np.column_stack([features / scale, np.ones(len(features))])
    penalty = np.diag([RIDGE] * features.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (chance - truth) + penalty @ weights
        weights -= np.linalg.solve((rows.T * (chance * (1 - chance))) @ rows + penalty, gradient)
    return np.append(weights[:-1] / scale, weights[-1])


def grades(duties: Sequence[Duty]) -> Iterator[tuple[str, int, float, float]]:
    """Yield, for each grade and above: pairs given it, their precision and recall on the development half."""
    judged = gold()
    codes = {duty.key: duty.code for duty in duties}
    half = set(pairs())
    given = {(codes[p.left], codes[p.right]): p.grade for p in rank(duties)}
    sure = {pair for pair, judgement in judged.items() if judgement.sure}
    most = {pair: max(judgement.reader_a, judgement.reader_b) for pair, judgement in judged.items()}
    for name, least, truth, counted in (
        ("3: one reader gives 3", 3, {pair for pair in most if most[pair] == 3}, half),
        ("2 and above: both give 2 or 3", 2, sure, half - (most.keys() - sure)),
        ("2 and above: one gives 2 or 3", 2, {pair for pair in most if most[pair] >= 2}, half),
        ("1 and above: one lists it", 1, set(most), half),
    ):
        chosen = {pair for pair, grade in given.items() if grade >= least and pair in counted}
        hits = len(chosen & truth)
        yield name, len(chosen), hits / len(chosen), hits / len(truth)


def main() -> None:
    """Print the tables."""
    duties = read_list(data_path() / "lists" / "kanerzi-2025-07").list.duties
    for name, make in variants(duties):
        start = time.perf_counter()
        found = score(make())
        print(
            f"{name:50} AP {found.precision:.3f}  R@250 {found.recall[250]:.3f}  {time.perf_counter() - start:.2f} s"
        )
    samples = Samples(duties)
    print(
        "weights fitted to the whole half (matter, phrase, lists, base):",
        fit(samples.features, samples.overlap).round(2),
    )
    print(
        f"AP over {FOLDS} folds of pairs  {np.mean([samples.over_pairs(seed) for seed in range(REPEATS)]):.3f}"
    )
    print(
        f"AP over {FOLDS} folds of duties {np.mean([samples.over_duties(seed) for seed in range(REPEATS)]):.3f}"
    )
    for name, count, precision, recall in grades(duties):
        print(f"grade {name:35} {count:4} pairs  precision {precision:.2f}  recall {recall:.2f}")
    print("gravity:")
    for name, one in worth.table(duties):
        print(f"{name:50} {one}")


if __name__ == "__main__":
    main()
