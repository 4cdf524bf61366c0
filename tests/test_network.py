"""The network: typed nodes and edges with their evidence, from records and from a store alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kg import network as networks
from kg.errors import StoreError, UnknownName
from kg.graph.store import open_store
from kg.network import Network
from kg.parse import Parsed


@pytest.fixture(scope="module")
def network(real_parsed: Parsed) -> Network:
    return Network.of(real_parsed.list)


def test_every_thing_is_a_node_of_its_kind(network: Network) -> None:
    kinds = Counter(kind for _, kind in network.graph.nodes(data="kind"))
    assert {kind: kinds[kind] for kind in ("basic", "cooperative", "recalled", "superior", "township", "category", "class")} == {
        "basic": 105, "cooperative": 97, "recalled": 37, "superior": 410, "township": 323, "category": 20, "class": 1,
    }  # fmt: skip


def test_edges_are_typed_and_have_evidence(network: Network, real_parsed: Parsed) -> None:
    keys = Counter(key for *_, key in network.graph.edges(keys=True))
    duties = real_parsed.list.duties
    assert keys["stepOf"] == 733
    assert keys["receivingDepartment"] == sum(
        len(duty.departments) for duty in duties if duty.kind == "recalled"
    )
    assert keys["performedBy"] == len(
        {(d.key, s.side, s.position, n) for d in duties for s in d.steps for n in s.actors}
    )
    assert all(evidence for *_, evidence in network.graph.edges(data="evidence"))


def test_a_step_and_who_joins_it(network: Network) -> None:
    entry = next(entry for entry in network.entries if entry.duty.label == "配合 82")
    step = entry.duty.superior_steps[1]
    edges = {
        (network.labels[v], key)
        for _, v, key in network.graph.out_edges(entry.step(step), keys=True)
        if v in network.labels
    }
    assert ("奇台县公安局", "joinedBy") in edges
    assert ("奇台县应急管理局", "performedBy") in edges
    assert ("奇台县应急管理局", "joinedBy") not in edges


def test_the_projection_keeps_its_duties(network: Network) -> None:
    by_name = {label: node for node, label in network.shared.nodes(data="label")}
    edge = network.shared.edges[
        by_name["奇台县委宣传部"], by_name["奇台县文化体育广播电视台和旅游局"]
    ]
    assert (edge["weight"], [network.labels[iri] for iri in edge["duties"]]) == (
        2,
        ["配合 74", "配合 75"],
    )
    assert len(network.shared) == len(network.departments) == 38


def test_the_store_gives_the_same_network(network: Network, built: Path) -> None:
    other = networks.read(open_store(built))
    assert other.lists == network.lists
    assert sorted(other.graph.edges(keys=True)) == sorted(network.graph.edges(keys=True))
    assert dict(other.graph.nodes(data=True)) == dict(network.graph.nodes(data=True))
    assert all(iri in other.labels for entry in other.entries for iri in (entry.iri,))


def test_the_iris_are_those_of_the_store(network: Network, built: Path) -> None:
    asked = open_store(built).select("SELECT DISTINCT ?s WHERE { GRAPH ?g { ?s ?p ?o } }")
    known = {row[0][0] for row in asked.rows if row[0]}
    assert set(network.graph) <= known
    evidence = {iri for *_, e in network.graph.edges(data="evidence") for iri in e.split()}
    assert evidence <= known


def test_several_lists_are_told_apart(real_parsed: Parsed) -> None:
    two = Network.of(replace(real_parsed.list, id="b"), replace(real_parsed.list, id="a"))
    assert [one.id for one in two.lists] == ["a", "b"]
    assert two.labels[two.entries[0].iri] == "a 基本 1"
    assert len(two.departments) == 38
    assert len(two.graph) > len(Network.of(real_parsed.list).graph)


def test_a_store_without_that_list(built: Path) -> None:
    with pytest.raises(UnknownName, match="one of: 奇台县坎尔孜乡"):
        networks.read(open_store(built), "nowhere")


def test_a_store_without_lists(tmp_path: Path) -> None:
    (tmp_path / "empty.nq").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="holds no list"):
        networks.read(open_store(tmp_path / "empty.nq"))
