"""Louvain's groups of a weighted graph, run by run those of NetworkX.

To load NetworkX takes a tenth of a second, and its runs take three times as long. The arithmetic is
its own, term by term: of two moves that are equally good, rounding decides. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from random import Random
from typing import Final

Groups = list[list[int]]

_LEAST: Final = 1e-7
"""A level that gains no more modularity is the last."""


@dataclass(frozen=True)
class Weighted:
    """A graph whose nodes are numbers from 0.

    Attributes
    ----------
    near : sequence of dict
        For each node its neighbours, each with the weight of the edge.
    loops : sequence of int
        The weight of what was joined into each node.
    """

    near: Sequence[dict[int, int]]
    loops: Sequence[int]

    @classmethod
    def of(cls, edges: Iterable[tuple[int, int, int]], count: int) -> Weighted:
        """Return a graph of ``count`` nodes; an edge that is given twice has both weights."""
        near: list[dict[int, int]] = [{} for _ in range(count)]
        loops = [0] * count
        for one, other, weight in edges:
            if one == other:
                loops[one] += weight
            else:
                near[one][other] = near[other][one] = near[one].get(other, 0) + weight
        return cls(near, loops)

    @cached_property
    def degrees(self) -> list[int]:
        """The weights at each node; a loop has two ends there."""
        ends = zip(self.near, self.loops, strict=True)
        return [sum(beside.values()) + 2 * loop for beside, loop in ends]

    def edges(self) -> Iterator[tuple[int, int, int]]:
        """Yield each edge once, and each loop."""
        for one, beside in enumerate(self.near):
            yield one, one, self.loops[one]
            for other, weight in beside.items():
                if one < other:
                    yield one, other, weight

    def merged(self, groups: Groups) -> Weighted:
        """Return the graph whose nodes are groups of this one's."""
        home = _home(groups)
        joined = ((home[one], home[other], weight) for one, other, weight in self.edges())
        return Weighted.of(joined, len(groups))


def modularity(graph: Weighted, groups: Groups) -> float:
    """Return Newman's Q of a partition."""
    home = _home(groups)
    inside = [0] * len(groups)
    for one, other, weight in graph.edges():
        if home[one] == home[other]:
            inside[home[one]] += weight
    ends = sum(graph.degrees)
    quality = 0.0
    for within, group in zip(inside, groups, strict=True):
        degree = sum(graph.degrees[node] for node in group)
        quality += within / (ends / 2) - degree * degree * (1 / ends**2)
    return quality


def louvain(graph: Weighted, seed: int) -> Groups:
    """Return the groups of one run; the seed decides in which order the nodes are met."""
    random = Random(seed)
    half = sum(graph.degrees) / 2
    groups = [[node] for node in range(len(graph.near))]
    quality = modularity(graph, groups)
    while True:
        joined = _moved(graph, half, random)
        groups = [list(chain.from_iterable(groups[node] for node in part)) for part in joined]
        better = modularity(graph, joined)
        if better - quality <= _LEAST:
            return groups
        graph, quality = graph.merged(joined), better


def _moved(graph: Weighted, half: float, random: Random) -> Groups:
    """Move each node to the group that gains most, until none moves; return the groups."""
    home = list(range(len(graph.near)))
    sums = list(graph.degrees)
    order = list(home)
    random.shuffle(order)
    moves = True
    while moves:
        moves = False
        for node in order:
            own, degree = home[node], graph.degrees[node]
            sums[own] -= degree
            best = _best(_reached(graph.near[node], home, own), own, degree, sums, half)
            sums[best] += degree
            home[node] = best
            moves = moves or best != own
    return _groups(home)


def _reached(beside: dict[int, int], home: Sequence[int], own: int) -> dict[int, int]:
    """Return the groups beside a node, its own last at most, each with the weight of the edges."""
    reached: dict[int, int] = {}
    for other, weight in beside.items():
        reached[home[other]] = reached.get(home[other], 0) + weight
    reached.setdefault(own, 0)
    return reached


def _best(reached: dict[int, int], own: int, degree: int, sums: Sequence[int], half: float) -> int:
    """Return the group that a node gains most by joining, its own if it gains by none."""
    leaving = -reached[own] / half + (sums[own] * degree) / (2 * half**2)
    best, most = own, 0.0
    for group, weight in reached.items():
        gain = leaving + weight / half - (sums[group] * degree) / (2 * half**2)
        if gain > most:
            best, most = group, gain
    return best


def _home(groups: Groups) -> dict[int, int]:
    """Return node → number of its group."""
    return {node: number for number, group in enumerate(groups) for node in group}


def _groups(home: Sequence[int]) -> Groups:
    """Return the groups of nodes whose numbers are given, without the empty ones."""
    members: Groups = [[] for _ in home]
    for node, group in enumerate(home):
        members[group].append(node)
    return [group for group in members if group]
