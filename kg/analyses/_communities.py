"""Groups of a weighted graph by Louvain, the same every time, with how sure they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from kg.analyses._louvain import Groups, Weighted, louvain, modularity

SEEDS: Final = 50


@dataclass(frozen=True, slots=True)
class Communities:
    """A partition and how stable it is.

    Attributes
    ----------
    groups : tuple of tuple of str
        Members in the graph's order, larger groups first, ties by first member; nodes without an
        edge are left out.
    modularity : float
        Newman's Q of the partition.
    worst : float
        The lowest Q among the runs.
    together : dict
        Edge (in the graph's order) → share of the runs that put both ends into one group.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    worst: float
    together: dict[tuple[str, str], float]

    @property
    def number(self) -> dict[str, int]:
        """Node → number of its group, counted from 1."""
        return {node: number for number, group in enumerate(self.groups, 1) for node in group}


def communities(
    nodes: Sequence[str], weights: Mapping[tuple[str, str], int], seeds: int = SEEDS
) -> Communities:
    """Return the partition of highest modularity among ``seeds`` runs of Louvain, each with a seed of its own.

    Louvain depends on the order in which it meets the nodes. So the graph is made in sorted order;
    each run is then the same in every process, and what differs between the runs is reported
    instead of hidden.

    Parameters
    ----------
    nodes : sequence of str
        In the graph's order.
    weights : mapping
        Edge (two nodes, once) → its weight.

    References
    ----------
    .. [1] V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. (2008) P10008.
    .. [2] A. Lancichinetti, S. Fortunato, "Consensus clustering in complex networks", Scientific Reports 2 (2012) 336.
    """
    if not weights:
        return Communities((), 0.0, 0.0, {})
    joined = set(chain.from_iterable(weights))
    names = [node for node in nodes if node in joined]
    number = {node: place for place, node in enumerate(names)}
    edges: list[tuple[int, int, int]] = []
    for pair, weight in weights.items():
        one, other = sorted(number[node] for node in pair)
        edges.append((one, other, weight))
    edges.sort()
    graph = Weighted.of(edges, len(names))
    runs = [_run(graph, seed) for seed in range(seeds)]
    quality, best = min(runs, key=lambda run: (-round(run[0], 9), run[1]))
    kept: dict[tuple[str, str], float] = {}
    for one, other, _ in edges:
        together = sum(_together(groups, one, other) for _, groups in runs)
        kept[names[one], names[other]] = together / seeds
    groups = tuple(tuple(names[node] for node in group) for group in best)
    return Communities(groups, quality, min(q for q, _ in runs), kept)


def _run(graph: Weighted, seed: int) -> tuple[float, Groups]:
    """Return modularity and groups of one run: larger groups first, ties by first member."""
    groups = sorted(map(sorted, louvain(graph, seed)), key=lambda group: (-len(group), group[0]))
    return modularity(graph, groups), groups


def _together(groups: list[list[int]], one: int, other: int) -> bool:
    return any(one in group and other in group for group in groups)
