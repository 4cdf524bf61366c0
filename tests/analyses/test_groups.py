"""Pairs of departments counted in the columns, communities of a graph whose answer is known."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.analyses import groups
from kg.analyses._communities import communities
from kg.network import Network
from kg.parse import Parsed
from tests.analyses.conftest import Columns


def test_pairs_and_their_duties(network: Network) -> None:
    found = {
        frozenset((r["department"], r["other"])): r["duties"]
        for r in network.labelled(groups.run(network))
    }
    # 公安局 and 市场监督管理局 stand together in 19, 21, 66, 90, 92
    assert (
        found[frozenset(("奇台县公安局", "奇台县市场监督管理局"))]
        == "配合 19、配合 21、配合 66、配合 90、配合 92"
    )
    assert (
        found[frozenset(("奇台县委宣传部", "奇台县文化体育广播电视台和旅游局"))]
        == "配合 74、配合 75"
    )
    assert frozenset(("奇台县教育局", "奇台县水利局")) not in found


def test_as_many_pairs_as_the_columns_make(network: Network, real_parsed: Parsed) -> None:
    pairs = {
        frozenset(pair)
        for duty in real_parsed.list.of_kind("cooperative")
        for pair in combinations(
            {m.name for m in duty.declared if m.organization.kind == "department"}, 2
        )
    }
    assert len(groups.run(network)) == len(pairs)


def test_departments_alone(network: Network) -> None:
    note = groups.run(network).notes[3]
    assert "10 个" in note
    assert "奇台县总工会" in note


def test_jaccard(columns: Columns) -> None:
    (row,) = groups.run(columns("AB", "A", "B", "AB"))
    assert (row["shared"], row["jaccard"]) == (2, 0.5)


def test_two_cliques_and_a_bridge(columns: Columns) -> None:
    network = columns("ABC", "ABC", "DEF", "DEF", "CD")
    first, second = groups.findings(network)
    assert {frozenset(first.departments), frozenset(second.departments)} == {
        frozenset("ABC"),
        frozenset("DEF"),
    }
    assert first.score == second.score == 1


def test_zacharys_karate_club() -> None:
    # Blondel et al. 2008 and Newman 2006: the best partition of the unweighted club has Q = 0.4198.
    graph = nx.karate_club_graph()
    plain = {(f"{u:02}", f"{v:02}"): 1 for u, v in graph.edges}
    found = communities([f"{node:02}" for node in graph], plain)
    assert found.modularity == pytest.approx(0.4198, abs=0.0001)
    assert len(found.groups) == 4
    assert all(0 <= share <= 1 for share in found.together.values())


def test_no_edge_no_group() -> None:
    assert communities(["a"], {}).groups == ()
