"""Few states that hold every pair of values of any two dimensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product


def pairwise(dimensions: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Return states such that any two values of two dimensions are together in one of them; the same at every call.

    >>> states = pairwise({"a": ["1", "2"], "b": ["x", "y"], "c": ["p", "q"]})
    >>> len(states), {(s["a"], s["c"]) for s in states} == {("1", "p"), ("1", "q"), ("2", "p"), ("2", "q")}
    (4, True)
    """
    names = list(dimensions)
    open_pairs = {
        ((one, first), (other, second))
        for one, other in combinations(names, 2)
        for first, second in product(dimensions[one], dimensions[other])
    }
    every = [dict(zip(names, values, strict=True)) for values in product(*dimensions.values())]
    states = []
    while open_pairs:
        best = max(every, key=lambda state: len(_pairs(state, names) & open_pairs))
        states.append(best)
        open_pairs -= _pairs(best, names)
    return states


def _pairs(
    state: Mapping[str, str], names: Sequence[str]
) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    return {((a, state[a]), (b, state[b])) for a, b in combinations(names, 2)}
