"""``kg analyse`` and ``kg export``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from kg import export, plugins
from kg import network as networks
from kg.graph.store import open_store
from kg.network import Network
from kg.parse import Parsed
from kg.table import in_xml
from tests.conftest import Command


def test_the_menu(command: Command) -> None:
    result = command("analyse")
    assert result.exit_code == 0
    for name in plugins.names("kg.analyses"):
        assert f"  {name} " in result.stdout


def test_one_analysis_with_labels(command: Command, built: Path) -> None:
    rows = json.loads(command("analyse", "concentration", "--store", built, "-f", "json").stdout)
    assert rows[0]["department"] == "奇台县农业农村局"
    assert "evidence" not in rows[0]


def test_evidence_quotes_the_document(command: Command, built: Path) -> None:
    rows = json.loads(
        command("analyse", "gaps", "--store", built, "--evidence", "-f", "json").stdout
    )
    silent = next(
        row for row in rows if row["kind"].startswith("列名而不做") and row["duty"] == "配合 42"
    )
    assert "县红十字会开展公开募捐" in silent["quote"]
    assert "第 222 行" in silent["place"]


def test_all_into_a_folder(command: Command, built: Path, tmp_path: Path) -> None:
    result = command("analyse", "--all", "--store", built, "-o", tmp_path / "分析")
    assert result.exit_code == 0
    files = sorted(path.name for path in (tmp_path / "分析").iterdir())
    assert files == [f"{name}.xlsx" for name in plugins.names("kg.analyses")]
    sheet = openpyxl.load_workbook(tmp_path / "分析" / "concentration.xlsx").active
    assert sheet["A1"].value == "部门 department"


def test_the_ranking_has_every_pair(command: Command, built: Path, tmp_path: Path) -> None:
    assert (
        command("analyse", "overlap", "--store", built, "--ranking", tmp_path / "r.csv").exit_code
        == 0
    )
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 239 * 238 // 2
    assert list(rows[0]) == ["left", "right", "score"]
    assert len({(row["left"], row["right"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "arguments", [["concentration", "--all"], ["--all"], ["concentration", "--ranking", "r.csv"]]
)
def test_wrong_usage(command: Command, built: Path, arguments: list[str]) -> None:
    assert command("analyse", *arguments, "--store", built).exit_code == 2


def test_an_unknown_analysis_names_the_known(command: Command, built: Path) -> None:
    result = command("analyse", "lode", "--store", built)
    assert result.exit_code == 1
    assert "groups" in result.stderr


# --- export -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=export.NETWORKS)
def graph(request: pytest.FixtureRequest, real_parsed: Parsed) -> nx.Graph:
    return export.graph(Network.of(real_parsed.list), request.param)


def test_read_again_it_is_the_same(graph: nx.Graph, tmp_path: Path) -> None:
    export.write(graph, tmp_path / "g.graphml", "graphml")
    export.write(graph, tmp_path / "g.gexf", "gexf")
    for read in (nx.read_graphml(tmp_path / "g.graphml"), nx.read_gexf(tmp_path / "g.gexf")):
        assert set(read) == set(graph)
        assert read.number_of_edges() == graph.number_of_edges()
        assert read.is_directed() == graph.is_directed()
        node = next(iter(graph))
        assert read.nodes[node]["label"] == graph.nodes[node]["label"]


def test_every_value_is_typed_and_there(graph: nx.Graph) -> None:
    values = [v for _, a in graph.nodes(data=True) for v in a.values()]
    values += [v for *_, a in graph.edges(data=True) for v in a.values()]
    assert all(isinstance(value, str | int | float) for value in values)
    assert b"None" not in export.gexf(graph)


def test_no_date_is_in_the_file(graph: nx.Graph) -> None:
    assert b"lastmodified" not in export.gexf(graph)


def test_tables_of_nodes_and_edges(graph: nx.Graph, tmp_path: Path) -> None:
    nodes, edges = export.write(graph, tmp_path / "g.csv", "csv")
    assert (nodes.name, edges.name) == ("g-nodes.csv", "g-edges.csv")
    assert nodes.read_bytes().startswith(b"\xef\xbb\xbf")
    with nodes.open(encoding="utf-8-sig", newline="") as lines:
        known = {row["Id"] for row in csv.DictReader(lines)}
    with edges.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["Source"] for row in rows} | {row["Target"] for row in rows} <= known
    assert len(rows) == graph.number_of_edges()
    assert len({row["Id"] for row in rows}) == len(rows)


def test_the_command(command: Command, built: Path, tmp_path: Path) -> None:
    assert "departments" in command("export").stdout
    assert (
        command("export", "departments", "--store", built, "-o", tmp_path / "部门.gexf").exit_code
        == 0
    )
    assert (tmp_path / "部门.gexf").is_file()
    assert (
        command("export", "departments", "--store", built, "-o", tmp_path / "x.svg").exit_code == 2
    )
    assert command("export", "streets", "--store", built, "-o", tmp_path / "x.gexf").exit_code == 1


def test_no_character_breaks_a_network(tmp_path: Path) -> None:
    signs = "".join(map(chr, (*range(32), 0x7F, 0xD800, 0xFFFE, 0xFFFF, 0x1F600)))
    source = nx.Graph()
    source.add_node(f"a{signs}", label=f"配合{signs}", many=("x", signs), share=float("nan"))
    source.add_node("b", label="")
    source.add_edge(f"a{signs}", "b", weight=1.0, note=signs)
    out = nx.Graph()
    for node, attributes in source.nodes(data=True):
        out.add_node(in_xml(node), **export._plain(attributes))
    for first, second, attributes in source.edges(data=True):
        out.add_edge(in_xml(first), second, **export._plain(attributes), id="e0")
    (tmp_path / "g.graphml").write_bytes(export.graphml(out))
    (tmp_path / "g.gexf").write_bytes(export.gexf(out))
    for read in (nx.read_graphml(tmp_path / "g.graphml"), nx.read_gexf(tmp_path / "g.gexf")):
        assert any("配合" in str(attributes) for _, attributes in read.nodes(data=True))


def test_gexf_keeps_to_its_schema(built: Path) -> None:
    """Gephi's gexf.xsd 1.2 knows these attributes of a graph, a node and an edge, and no others."""
    from xml.etree import ElementTree

    known = {
        "graph": {"timeformat", "start", "end", "defaultedgetype", "idtype", "mode"},
        "node": {"id", "label", "start", "end", "pid", "for"},
        "edge": {"id", "type", "label", "source", "target", "weight", "start", "end"},
        "attribute": {"id", "title", "type"},
        "attvalue": {"for", "value", "start", "end"},
    }
    network = networks.read(open_store(built))
    for name in export.NETWORKS:
        root = ElementTree.fromstring(export.gexf(export.graph(network, name)))
        for element in root.iter():
            kind = element.tag.rpartition("}")[2]
            assert set(element.attrib) <= known.get(kind, set(element.attrib)), kind


def test_a_network_that_cannot_be_written_is_said_at_once(
    command: Command, tmp_path: Path, built: Path
) -> None:
    (tmp_path / "x-edges.csv").mkdir()
    before = sorted(p.name for p in tmp_path.iterdir())
    for path in (tmp_path / "x.csv", tmp_path / "none" / "x.gexf", tmp_path):
        result = command(
            "export", "departments", "-f", path.suffix[1:] or "csv", "-o", path, "--store", built
        )
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == before
