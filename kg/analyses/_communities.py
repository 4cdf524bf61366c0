"""Groups of a weighted graph by Louvain, the same every time, with how sure they are."""

from __future__ import annotations

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


def communities(graph: nx.Graph, seeds: int = SEEDS) -> Communities:
    """Return the partition of highest modularity among ``seeds`` runs of Louvain, each with a seed of its own.

    Louvain depends on the order in which it meets the nodes, and NetworkX's on the hash seed of the
    process unless nodes and edges are sorted. So the graph is copied in sorted order; each run is
    then the same in every process, and what differs between the runs is reported instead of hidden.

    References
    ----------
    .. [1] V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. (2008) P10008.
    .. [2] A. Lancichinetti, S. Fortunato, "Consensus clustering in complex networks", Scientific Reports 2 (2012) 336.
    """
    names = list(graph.nodes)
    numbered = _numbered(graph)
    if not numbered.number_of_edges():
        return Communities((), 0.0, 0.0, {})
    runs = [_louvain(numbered, seed) for seed in range(seeds)]
    quality, best = min(runs, key=lambda run: (-round(run[0], 9), run[1]))
    kept: dict[tuple[str, str], float] = {}
    for one, other in sorted(map(_sorted, numbered.edges)):
        together = sum(_together(groups, one, other) for _, groups in runs)
        kept[names[one], names[other]] = together / seeds
    groups = tuple(tuple(names[node] for node in group) for group in best)
    return Communities(groups, quality, min(q for q, _ in runs), kept)


def _numbered(graph: nx.Graph) -> nx.Graph:
    """Return the graph with numbers for names, its nodes and edges sorted; nodes without an edge are left out."""
    import networkx as nx

    place = {node: number for number, node in enumerate(graph.nodes)}
    edges = [(place[u], place[v], data.get("weight", 1)) for u, v, data in graph.edges(data=True)]
    numbered = nx.Graph()
    numbered.add_nodes_from(place[node] for node in graph.nodes if graph.degree(node))
    numbered.add_weighted_edges_from(sorted((*_sorted((u, v)), weight) for u, v, weight in edges))
    return numbered


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
