"""The analyses beside plain NetworkX recipes, and how each grows with the number of lists: ``python -m benchmarks.analyses``."""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
from networkx.algorithms import bipartite

from benchmarks.measure import duration
from benchmarks.perturb import make
from kg import findings, plugins
from kg.model import DutyList
from kg.network import Network
from kg.parse import read_list

REPEATS = 3


def report(work: Path, counts: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of the report."""
    folders = make(max(counts), work / "lists", seed)
    lists = [read_list(folder).list for folder in folders]
    gc.collect()
    gc.freeze()  # the records are there before anything is measured
    yield "analyses: records → tables and findings (reading the lists is left out)"
    names = plugins.names("kg.analyses")
    figures = {count: {name: _analysis(lists[:count], name) for name in names} for count in counts}
    yield f"  {'':<16}" + "".join(f"{count:>7} lists" for count in counts) + "   growth"
    for name in names:
        times = [figures[count][name] for count in counts]
        yield (
            f"  {name:<16}"
            + "".join(f"{duration(t):>13}" for t in times)
            + f"   {_growth(counts, times)}"
        )
    sums = [sum(figures[count].values()) for count in counts]
    yield (
        f"  {'together':<16}"
        + "".join(f"{duration(t):>13}" for t in sums)
        + f"   {_growth(counts, sums)}"
    )
    times = [_median(partial(_findings, lists[:count])) for count in counts]
    yield (
        f"  {'all findings':<16}"
        + "".join(f"{duration(t):>13}" for t in times)
        + f"   {_growth(counts, times)}"
    )
    yield ""
    yield "beside plain NetworkX (× how much longer that takes)"
    for count in counts:
        some = lists[:count]
        yield f"  {count} lists"
        for title, ours, theirs in _recipes(some):
            mine, other = _median(ours), _median(theirs)
            yield f"    {title:<34} {duration(mine)}  {duration(other)}  × {other / mine:.1f}"


def _analysis(lists: Sequence[DutyList], name: str) -> float:
    return _median(lambda: findings.analyse(Network(lists), name))


def _findings(lists: Sequence[DutyList]) -> int:
    return sum(len(findings.of_list(one)) for one in lists)


def _recipes(
    lists: Sequence[DutyList],
) -> Iterator[tuple[str, Callable[[], Any], Callable[[], Any]]]:
    """Yield title, our way, and the way the NetworkX documentation shows."""
    yield "departments that share duties", lambda: Network(lists).shared, lambda: _projection(lists)
    yield (
        "the same, with the duties on it",
        lambda: Network(lists).shared,
        lambda: _with_duties(lists),
    )
    yield "the whole typed graph", lambda: Network(lists).graph, lambda: _one_by_one(lists)


def _bipartite(lists: Sequence[DutyList]) -> tuple[nx.Graph, set[str]]:
    graph, departments = nx.Graph(), set()
    for one in lists:
        for duty in one.duties:
            for mention in duty.declared:
                if mention.organization.kind == "department":
                    name = f"{mention.organization.jurisdiction} {mention.organization.function}"
                    departments.add(name)
                    graph.add_edge(f"{one.id}/{duty.key}", name)
    return graph, departments


def _projection(lists: Sequence[DutyList]) -> nx.Graph:
    return bipartite.weighted_projected_graph(*_bipartite(lists))


def _with_duties(lists: Sequence[DutyList]) -> nx.Graph:
    """Ask every pair of departments for its common neighbours."""
    graph, departments = _bipartite(lists)
    out = nx.Graph()
    out.add_nodes_from(departments)
    for one, other in combinations(sorted(departments), 2):
        if shared := sorted(nx.common_neighbors(graph, one, other)):
            out.add_edge(one, other, duties=shared)
    return out


def _one_by_one(lists: Sequence[DutyList]) -> nx.MultiDiGraph:
    """Add every record as a node of its own, mentions and marks too, as a dump of the triples would."""
    graph = nx.MultiDiGraph()
    for one in lists:
        for duty in one.duties:
            here = f"{one.id}/{duty.key}"
            graph.add_node(here, title=duty.title)
            for step in duty.steps:
                there = f"{here}/{step.side}/{step.position}"
                graph.add_node(there, text=step.text)
                graph.add_edge(there, here, key="stepOf")
                for number, mention in enumerate(step.participants):
                    graph.add_edge(f"{there}/mention/{number}", there, key="mentionOf")
                    graph.add_edge(f"{there}/mention/{number}", mention.name, key="organization")
                for number, mark in enumerate(step.marks):
                    graph.add_edge(f"{there}/mark/{number}", there, key="markOf")
                    graph.add_edge(f"{there}/mark/{number}", mark.concept, key="concept")
    return graph


def _median(work: Callable[[], Any]) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
        if times[-1] > 3:
            break
    return statistics.median(times)


def _growth(counts: Sequence[int], times: Sequence[float]) -> str:
    """Return how the time grows with the lists: 1.0 is linear, 2.0 quadratic.

    >>> _growth([1, 10], [0.1, 1.0])
    'n^1.0'
    """
    from math import log

    if len(counts) < 2:
        return ""
    return f"n^{log(times[-1] / times[-2]) / log(counts[-1] / counts[-2]):.1f}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for line in report(Path(work), wanted.lists, wanted.seed):
            print(line, flush=True)


if __name__ == "__main__":
    main()
