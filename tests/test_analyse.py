"""``kg analyse`` and ``kg export``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from kg import export, plugins
from kg.network import Network
from kg.parse import Parsed
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
    rows = json.loads(command("analyse", "gaps", "--store", built, "--evidence", "-f", "json").stdout)
    silent = next(row for row in rows if row["kind"].startswith("列名而不做") and row["duty"] == "配合 42")
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
    assert command("analyse", "overlap", "--store", built, "--ranking", tmp_path / "r.csv").exit_code == 0
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 239 * 238 // 2
    assert list(rows[0]) == ["left", "right", "score"]
    assert len({(row["left"], row["right"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("arguments", [["concentration", "--all"], ["--all"], ["concentration", "--ranking", "r.csv"]])
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
    assert command("export", "departments", "--store", built, "-o", tmp_path / "部门.gexf").exit_code == 0
    assert (tmp_path / "部门.gexf").is_file()
    assert command("export", "departments", "--store", built, "-o", tmp_path / "x.svg").exit_code == 2
    assert command("export", "streets", "--store", built, "-o", tmp_path / "x.gexf").exit_code == 1
