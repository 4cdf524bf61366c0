"""Louvain's method on a small weighted graph, step by step as NetworkX does it.

A build groups one network fifty times; NetworkX alone takes as long to load as the fifty runs take.
A test holds the two equal, run by run.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

Edges = Mapping[tuple[int, int], int]
"""Undirected edges with their weights; a node's neighbours are met in this order."""
_THRESHOLD: Final = 1e-7
"""Below this gain of modularity from one level to the next there is no further one."""


def louvain(nodes: Iterable[int], edges: Edges, seed: int) -> list[set[int]]:
    """Return the groups that one run finds, its nodes met in an order drawn with ``seed``.

    Parameters
    ----------
    nodes : iterable of int
        At least one edge joins two of them.

    References
    ----------
    .. [1] V. D. Blondel et al., "Fast unfolding of communities in large networks",
           J. Stat. Mech. (2008) P10008.
    """
    draw = random.Random(seed)
    members = [{node} for node in nodes]
    place = {node: at for at, group in enumerate(members) for node in group}
    level = _Level({(place[u], place[v]): weight for (u, v), weight in edges.items()}, len(members))
    quality = modularity(range(level.size), level.edges, [{at} for at in range(level.size)])
    while True:
        groups = level.grouped(draw)
        members = [set().union(*(members[at] for at in group)) for group in groups]
        reached = modularity(range(level.size), level.edges, groups)
        if reached - quality <= _THRESHOLD:
            return members
        quality, level = reached, level.above(groups)


def modularity(nodes: Iterable[int], edges: Edges, groups: Iterable[Iterable[int]]) -> float:
    """Return Newman's Q of a partition: the weight inside its groups beyond what chance puts there."""
    of = {node: number for number, group in enumerate(groups) for node in group}
    degrees = _degrees(nodes, edges)
    inside, ends = dict.fromkeys(of.values(), 0), dict.fromkeys(of.values(), 0)
    for (u, v), weight in edges.items():
        if of[u] == of[v]:
            inside[of[u]] += weight
    for node, number in of.items():
        ends[number] += degrees[node]
    total = sum(degrees.values())
    return sum(inside[n] / (total / 2) - ends[n] * ends[n] * (1 / total**2) for n in ends)


def _degrees(nodes: Iterable[int], edges: Edges) -> dict[int, int]:
    """Return the weight that ends at each node; both ends of a loop are its own."""
    degrees = dict.fromkeys(nodes, 0)
    for (u, v), weight in edges.items():
        degrees[u] += weight
        degrees[v] += weight
    return degrees


class _Level:
    """The graph whose nodes, 0 … ``size``, are the groups of the level below."""

    def __init__(self, edges: Edges, size: int) -> None:
        self.edges, self.size = edges, size
        self._degrees = _degrees(range(size), edges)
        self._half = sum(self._degrees.values()) / 2
        self._near: list[dict[int, int]] = [{} for _ in range(size)]
        for (u, v), weight in edges.items():
            self._near[u][v] = self._near[v][u] = weight

    def grouped(self, draw: random.Random) -> list[set[int]]:
        """Move each node to the group where it gains most, until none moves; return the groups."""
        group = list(range(self.size))
        inside = [{node} for node in group]
        ends = [self._degrees[node] for node in group]
        order = list(range(self.size))
        draw.shuffle(order)
        moved = True
        while moved:
            moved = False
            for node in order:
                best = self._best(node, group, ends)
                if best != group[node]:
                    inside[group[node]].remove(node)
                    inside[best].add(node)
                    group[node], moved = best, True
        return [nodes for nodes in inside if nodes]

    def _best(self, node: int, group: list[int], ends: list[int]) -> int:
        """Return the group where a node gains most, or else its own; ``ends`` follow it there."""
        half, degree, own = self._half, self._degrees[node], group[node]
        near: dict[int, int] = {}
        for other, weight in self._near[node].items():
            if other != node:
                near[group[other]] = near.get(group[other], 0) + weight
        ends[own] -= degree
        leaves = -near.setdefault(own, 0) / half + ends[own] * degree / (2 * half**2)
        best, most = own, 0.0
        for number, weight in near.items():
            gain = leaves + weight / half - ends[number] * degree / (2 * half**2)
            if gain > most:
                best, most = number, gain
        ends[best] += degree
        return best

    def above(self, groups: list[set[int]]) -> _Level:
        """Return the graph of the groups: an edge weighs what all between, or inside, them weigh."""
        of = {node: number for number, nodes in enumerate(groups) for node in nodes}
        edges: dict[tuple[int, int], int] = {}
        for u, v, weight in self._in_order():
            pair = min(of[u], of[v]), max(of[u], of[v])
            edges[pair] = edges.get(pair, 0) + weight
        return _Level(edges, len(groups))

    def _in_order(self) -> Iterator[tuple[int, int, int]]:
        """Yield the edges by their first node."""
        for u, near in enumerate(self._near):
            for v, weight in near.items():
                if v >= u:
                    yield u, v, weight
