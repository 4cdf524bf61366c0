"""What differs between townships, as findings: each difference of ``kg compare`` once, quoted, judged, one place at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import kg
from kg import library
from kg.findings import is_between
from kg.findings.between import PREFIX, kinds
from kg.model import Finding
from kg.rdf.iris import list_of
from kg.resources import data_path

COUNTY = data_path() / "examples" / "example-county"
RIVER = "乙水乡"
Command = Callable[..., Result]


@pytest.fixture(scope="module")
def data() -> kg.Dataset:
    return kg.open(COUNTY)


@pytest.fixture(scope="module")
def found(data: kg.Dataset) -> list[Finding]:
    return [one for one in data.findings() if is_between(one)]


def test_each_difference_that_needs_a_look_is_a_finding_of_each_place(
    data: kg.Dataset, found: list[Finding]
) -> None:
    compared = data.compare()
    told = [
        one
        for one in compared.differences
        if not one.ordinary and one.kind not in ("wording", "category")
    ]
    taken_back = set(map(id, compared.of_kind("taken_back")))
    wanted = Counter(
        f"{PREFIX}{'taken_back' if id(one) in taken_back else one.kind}"
        for one in told
        for _ in one.lists
    )
    assert Counter(one.kind for one in found) == wanted
    assert wanted.keys() <= kinds().keys()
    titles = {one.common.title for one in told}
    assert {one.rule_zh.rpartition("：")[2] for one in found} == titles


def test_every_clause_is_in_the_document(data: kg.Dataset, found: list[Finding]) -> None:
    cells = {
        (list_of(str(iri)), cell.text)
        for one in data.lists
        for iri in [f"https://w3id.org/duties/list/{one.id}"]
        for duty in one.duties
        for cell in duty.cells
    }
    for one in found:
        assert one.clauses
        for clause in one.clauses:
            inside = [text for list, text in cells if list == list_of(clause.duty)]
            assert any(clause.text in text for text in inside), clause


def test_a_place_alone_says_the_same_of_it(data: kg.Dataset, found: list[Finding]) -> None:
    alone = kg.open(COUNTY, lists="乙水乡").findings()
    here = {one.id: one for one in alone if is_between(one)}
    assert here == {one.id: one for one in found if one.rule_zh.startswith(RIVER)}
    assert {one.kind for one in here.values()} >= {"place_missing", "place_own"}


def test_json_says_kind_place_and_clauses(command: Command, tmp_path: Path) -> None:
    library.build(COUNTY, output=tmp_path / "build")
    rows = json.loads(
        command(
            "findings", "--kind", "place_missing", "-f", "json", "--store", tmp_path / "build"
        ).stdout
    )
    rows = rows["rows"] if isinstance(rows, dict) else rows
    assert {row["list"] for row in rows} == {RIVER, "甲山镇"}
    assert all("没有，多数有" in row["rule"] and row["quote"] and row["place"] for row in rows)


def test_a_verdict_reaches_it_in_the_answer_and_in_the_graph(
    found: list[Finding], tmp_path: Path
) -> None:
    file = tmp_path / "verdicts.toml"
    one = next(one for one in found if one.kind == "place_missing")
    kg.open(COUNTY).judge(one.id, "lawful", "本地没有", verdicts=file)
    library.build(COUNTY, output=tmp_path / "build", verdicts=file)
    built = {each.id: each for each in kg.open(tmp_path / "build").findings()}
    assert (built[one.id].verdict, built[one.id].note) == ("lawful", "本地没有")


def test_the_page_of_a_list_speaks_of_that_list(data: kg.Dataset) -> None:
    page = data.view("乙水乡").html
    assert "place_missing" not in page


def test_a_place_alone_names_the_others_that_it_quotes() -> None:
    table = kg.open(COUNTY, lists="乙水乡").findings("place_missing").table()
    assert all("丙桥街道" in str(row["quote"]) for row in table)
