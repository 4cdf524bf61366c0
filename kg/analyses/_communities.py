"""Groups of a weighted graph by Louvain, the same every time, with how sure they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

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

    Louvain depends on the order in which it meets the nodes, and NetworkX's on the hash seed of the
    process unless nodes and edges are sorted. So the graph is made in sorted order; each run is
    then the same in every process, and what differs between the runs is reported instead of hidden.

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
    graph = _numbered(nodes, weights)
    runs = [_louvain(graph, seed) for seed in range(seeds)]
    quality, best = min(runs, key=lambda run: (-round(run[0], 9), run[1]))
    kept: dict[tuple[str, str], float] = {}
    for one, other in sorted(map(_sorted, graph.edges)):
        together = sum(_together(groups, one, other) for _, groups in runs)
        kept[nodes[one], nodes[other]] = together / seeds
    groups = tuple(tuple(nodes[node] for node in group) for group in best)
    return Communities(groups, quality, min(q for q, _ in runs), kept)


def _numbered(nodes: Sequence[str], weights: Mapping[tuple[str, str], int]) -> nx.Graph:
    """Return a graph with numbers for names, its nodes and edges sorted; nodes without an edge are left out."""
    import networkx as nx

    place = {node: number for number, node in enumerate(nodes)}
    edges = sorted((*_sorted((place[u], place[v])), weight) for (u, v), weight in weights.items())
    graph = nx.Graph()
    graph.add_nodes_from(sorted({end for *ends, _ in edges for end in ends}))
    graph.add_weighted_edges_from(edges)
    return graph


def _sorted(edge: tuple[int, int]) -> tuple[int, int]:
    return min(edge), max(edge)


def _louvain(graph: nx.Graph, seed: int) -> tuple[float, list[list[int]]]:
    """Return the modularity and the groups of one run, larger groups first, ties by first member."""
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    groups = sorted(map(sorted, found), key=lambda group: (-len(group), group[0]))
    return nx.community.modularity(graph, groups, weight="weight"), groups


def _together(groups: list[list[int]], one: int, other: int) -> bool:
    return any(one in group and other in group for group in groups)
