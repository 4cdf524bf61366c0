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
        Members in the graph's order, larger groups first, ties by first member; nodes without an edge are left out.
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

    Louvain depends on the order in which it meets the nodes, and NetworkX's on the hash seed of the process unless
    nodes and edges are sorted. So the graph is copied in sorted order; each run is then the same in every process, and
    what differs between the runs is reported instead of hidden.

    References
    ----------
    .. [1] V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. (2008) P10008.
    .. [2] A. Lancichinetti, S. Fortunato, "Consensus clustering in complex networks", Scientific Reports 2 (2012) 336.
    """
    import networkx as nx

    place = {node: number for number, node in enumerate(graph.nodes)}
    joined = [node for node in graph.nodes if graph.degree(node)]
    edges = sorted(
        (tuple(sorted((u, v), key=place.__getitem__)) for u, v in graph.edges), key=lambda e: (place[e[0]], place[e[1]])
    )
    if not edges:
        return Communities((), 0.0, 0.0, {})
    numbered = nx.Graph()
    numbered.add_nodes_from(place[node] for node in joined)
    numbered.add_weighted_edges_from((place[u], place[v], graph.edges[u, v].get("weight", 1)) for u, v in edges)
    found: list[tuple[float, list[list[int]]]] = []
    counts = dict.fromkeys(edges, 0)
    for seed in range(seeds):
        groups = [sorted(group) for group in nx.community.louvain_communities(numbered, weight="weight", seed=seed)]
        groups.sort(key=lambda group: (-len(group), group[0]))
        found.append((nx.community.modularity(numbered, groups, weight="weight"), groups))
        number = {node: index for index, group in enumerate(groups) for node in group}
        for u, v in edges:
            counts[u, v] += number[place[u]] == number[place[v]]
    quality, best = min(found, key=lambda run: (-round(run[0], 9), run[1]))
    names = list(graph.nodes)
    return Communities(
        tuple(tuple(names[node] for node in group) for group in best),
        quality,
        min(q for q, _ in found),
        {edge: count / seeds for edge, count in counts.items()},
    )
