"""A build with two editions of a township: counts never mix them, and what changed is in the graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import kg
from kg import library
from kg.errors import AmbiguousName

EDITIONS = Path(__file__).resolve().parent / "editions"
Command = Callable[..., Result]
KINDS = """SELECT ?kind (COUNT(DISTINCT ?x) AS ?n) WHERE {
  ?x a duty:Adjustment ; duty:adjustmentKind/skos:prefLabel ?kind . FILTER(LANG(?kind) = "zh") } GROUP BY ?kind"""


@pytest.fixture(scope="module")
def build(real_list: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions") / "build"
    library.build(
        real_list, EDITIONS / "dev-1", EDITIONS / "county-dev" / "dahe-2025-06", output=folder
    )
    return folder


def police(data: kg.Dataset) -> dict[str, int]:
    return {
        str(row["department"]): int(str(row["duties"]))
        for row in data.query("load", department="公安局")
    }


def test_counts_never_mix_editions(build: Path, real_list: Path) -> None:
    alone = {
        name: police(kg.open(path))
        for name, path in (("old", real_list), ("new", EDITIONS / "dev-1"))
    }
    data = kg.open(build)
    latest = police(data)
    assert latest["奇台县公安局"] == alone["new"]["奇台县公安局"] != alone["old"]["奇台县公安局"]
    assert police(kg.open(build, lists="坎尔孜乡")) == alone["new"]
    assert police(kg.open(build, edition="2025-07")) == alone["old"]
    assert police(kg.open(build, lists="坎尔孜乡 2025")) == alone["old"]
    every = police(kg.open(build, edition="all"))
    assert every["奇台县公安局"] == alone["old"]["奇台县公安局"] + alone["new"]["奇台县公安局"]


def test_the_answer_says_which_lists(command: Command, build: Path) -> None:
    assert "每地只看最新一版，未计旧版 1 份" in command("query", "load", "--store", build).stdout
    assert (
        "只看 奇台县坎尔孜乡 2025-07"
        in command("analyse", "burden", "--list", "坎尔孜 2025", "--store", build).stdout
    )
    assert "最新一版" not in command("query", "load", "--edition", "all", "--store", build).stdout
    assert (
        "（2025-07）"
        in command("show", "配合 42", "--list", "坎尔孜乡2025", "--store", build).stdout
    )
    result = command("query", "load", "--list", "红山乡", "--store", build)
    assert result.exit_code == 1
    assert "红泉县大河乡" in result.stderr


def test_findings_are_those_of_the_lists(build: Path) -> None:
    data = kg.open(build)
    assert set(data.findings().lists) == {"dev-1", "dahe-2025-06"}
    assert set(kg.open(build, lists="奇台县", edition="all").findings().lists) == {
        "dev-1",
        "kanerzi-2025-07",
    }
    assert len(data.lists) == 3
    with pytest.raises(AmbiguousName):
        data.source("昌吉")


def test_lists_of_a_build_are_compared_by_name(command: Command, build: Path) -> None:
    data = kg.open(build)
    found = data.diff("坎尔孜乡 2025", "坎尔孜乡")
    assert (found.old.id, found.new.id) == ("kanerzi-2025-07", "dev-1")
    assert (
        command("diff", "坎尔孜乡 2025", "坎尔孜乡", "--store", build, "-f", "json").stdout
        == found.to_json()
    )
    assert [one.id for one in data.compare().lists] == ["dev-1", "dahe-2025-06"]
    assert command("compare", "--store", build, "--kind", "counts", "-f", "csv").exit_code == 0


def test_what_changed_is_in_the_graph(build: Path) -> None:
    data = kg.open(build)
    told = {str(row["kind"]): row["n"] for row in data.query(KINDS)}
    counts = data.diff("坎尔孜乡 2025", "坎尔孜乡").counts()
    assert told["收回"] == counts["recalled"]
    assert told["新增"] == counts["added"]
    assert told["步骤变化"] == counts["steps"]
    assert "文字" not in told
    used = data.query(
        "SELECT ?old ?new WHERE { ?x a duty:Adjustment ; prov:used ?old ; prov:generated ?new . ?old dct:title ?t }"
    )
    assert not used.rows
    pairs = kg.open(build, edition="all").query(
        "SELECT ?t ?u WHERE { ?x duty:adjustmentKind <https://w3id.org/duties/adjustment/recalled> ;"
        " prov:used/dct:title ?t ; prov:generated/dct:title ?u }"
    )
    assert len(pairs) == counts["recalled"]
    versions = kg.open(build, edition="all").query(
        "SELECT ?a ?b WHERE { ?a dcat:previousVersion ?b }", iris=True
    )
    assert [str(value).rpartition("/")[2] for value in versions.rows[0]] == [
        "dev-1",
        "kanerzi-2025-07",
    ]
