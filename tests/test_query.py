"""Questions: named files, files of the user's, parameters, labels; what is wrong is said in one line."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg.asking import narrow, query
from kg.asking.query import parse
from kg.asking.questions import Question, questions
from kg.errors import AmbiguousName, QueryError, UnknownName
from kg.graph.store import open_store
from kg.plugins import names
from tests.conftest import Command

NAMED = names("kg.queries", ".rq")

ASKED = parse(
    "asked",
    """\
#: number: 3
#: group: 边界 Boundaries
#: zh: 谁做
#: en: Who acts
#: param department: 部门 | department
#: column duty: 事项 | duty
#: column n: 数 | number
#: note: 单位：步骤。 / Unit: steps.
SELECT ?duty (COUNT(?step) AS ?n) WHERE {
  #VALUES ?department {}
  VALUES ?limit { 5 }
  ?step duty:performedBy ?department ; duty:stepOf ?duty
} GROUP BY ?duty ORDER BY DESC(?n) ?duty
""",
)


def test_a_header_says_everything() -> None:
    assert (ASKED.number, ASKED.group, ASKED.zh, ASKED.en) == (
        3,
        "边界 Boundaries",
        "谁做",
        "Who acts",
    )
    assert [(h.name, h.zh, h.en) for h in ASKED.headings] == [
        ("duty", "事项", "duty"),
        ("n", "数", "number"),
    ]
    assert [p.name for p in ASKED.parameters] == ["department"]
    assert ASKED.notes == ("单位：步骤。 / Unit: steps.",)


def test_a_question_is_narrowed_to_a_department(built: Path) -> None:
    store = open_store(built)
    everybody = query.run(store, ASKED)
    police = query.run(store, ASKED, {"department": narrow.department(store, "公安局")})
    assert 0 < len(police) < len(everybody)
    assert [column.label for column in police.columns] == ["事项 duty", "数 number"]
    assert all(isinstance(n, int) for n in police.column("n"))


@pytest.mark.parametrize("word", ["奇台县公安局", "公安局", "县公安局", "公安机关", "区公安局"])
def test_a_department_by_any_of_its_names(built: Path, word: str) -> None:
    store = open_store(built)
    assert narrow.department(store, word) == narrow.department(store, "奇台县公安局")
    assert len(narrow.department(store, word)) == 1


def test_a_department_that_is_none_or_several(built: Path) -> None:
    store = open_store(built)
    with pytest.raises(UnknownName, match='is called "太空总署"'):
        narrow.department(store, "太空总署")
    with pytest.raises(
        AmbiguousName, match=r"could be .*; 请把名称写全一些 / write more of the name"
    ):
        narrow.department(store, "局")
    with pytest.raises(UnknownName):
        narrow.department(store, '"} #')


def test_an_unknown_department_is_one_line(built: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "my.rq").write_text(ASKED.text, encoding="utf-8")
    result = command("query", tmp_path / "my.rq", "--department", "太空总署", "--store", built)
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "太空总署" in result.stderr


def test_labels_stand_for_iris(built: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "my.rq").write_text(
        "SELECT ?d WHERE { ?d a duty:RecalledDuty } ORDER BY ?d LIMIT 3", encoding="utf-8"
    )
    labels = json.loads(
        command("query", tmp_path / "my.rq", "--store", built, "--format", "json").stdout
    )
    iris = json.loads(
        command("query", tmp_path / "my.rq", "--store", built, "--format", "json", "--iris").stdout
    )
    assert all(row["d"].startswith("收回 ") for row in labels)
    assert all(
        row["d"].startswith("https://w3id.org/duties/list/kanerzi-2025-07/recalled/")
        for row in iris
    )


def test_a_query_from_stdin(built: Path, command: Command) -> None:
    result = command(
        "query",
        "-",
        "--store",
        built,
        "--format",
        "csv",
        stdin="SELECT ?t { ?d a duty:RecalledDuty ; dct:title ?t }",
    )
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 38


def test_an_empty_result_is_a_head_without_rows(built: Path, command: Command) -> None:
    nothing = "SELECT ?a ?b WHERE { ?a duty:position ?b FILTER(?b < 0) }"
    assert command(
        "query", "-", "--store", built, "--format", "csv", stdin=nothing
    ).stdout.split() == ["a,b"]
    assert (
        command("query", "-", "--store", built, "--format", "json", stdin=nothing).stdout == "[]\n"
    )
    text = command("query", "-", "--store", built, stdin=nothing)
    assert text.exit_code == 0
    assert text.stdout.splitlines()[0].split() == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE {", " / line "),
        ("SELECT ?x WHERE {\n  ?x a ?y ]\n}", " / line "),
        ("", " / no SELECT, ASK"),
        ("SELECT ?x WHERE { ?x foo:bar ?y }", "unknown prefix foo:"),
        ("SELECT ?x WHERE { ?x duty:titel ?y }", "the ontology has no duty:titel"),
        ("INSERT DATA { <http://a> <http://b> <http://c> }", "INSERT would change the data"),
        (
            "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SERVICE asks another machine; 如确需要，加 --service",
        ),
    ],
)
def test_a_query_that_is_wrong_is_one_line(
    built: Path, command: Command, text: str, message: str
) -> None:
    result = command("query", "-", "--store", built, stdin=text)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert message in result.stderr


def test_a_query_file_that_is_not_there(built: Path, command: Command) -> None:
    result = command("query", "nowhere.rq", "--store", built)
    assert result.exit_code == 1
    assert "nowhere.rq: 没有这个文件 / no such file" in result.stderr


def test_a_query_file_in_another_encoding(built: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "my.rq").write_bytes("# 查询\nSELECT * WHERE {}".encode("gb18030"))  # no UTF-8
    result = command("query", tmp_path / "my.rq", "--store", built)
    assert result.exit_code == 1
    assert "my.rq" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_name_with_a_slip_is_answered_with_the_nearest(built: Path, command: Command) -> None:
    if not NAMED:
        pytest.skip("no named questions")
    result = command("query", NAMED[0][:-1] + "zz", "--store", built)
    assert result.exit_code == 1
    assert "did you mean" in result.stderr
    assert NAMED[0] in result.stderr


def test_a_parameter_that_the_question_does_not_take() -> None:
    with pytest.raises(
        QueryError,
        match="asked: 没有参数 colour / no parameter colour; 可用：department / it takes: department",
    ):
        query.bind(ASKED, {"colour": ["red"]})


def test_prefixes_are_added_only_where_they_are_used() -> None:
    text = query.with_prefixes(
        "PREFIX duty: <https://w3id.org/duties#>\nSELECT ?x { ?x a duty:Duty ; rdfs:label ?l }"
    )
    assert text.count("PREFIX duty:") == 1
    assert "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>" in text
    assert "PREFIX org:" not in text
    assert query.with_prefixes("SELECT ?x { ?x ?p <http://duty:x> }").startswith("SELECT")


@pytest.mark.parametrize("name", NAMED)
def test_a_named_question_is_the_same_on_an_endpoint(built: Path, endpoint: str, name: str) -> None:
    asked = query.question(name)
    here = query.run(open_store(built), asked)
    there = query.run(open_store(endpoint), asked)
    assert [*map(_unordered, there.rows)] == [*map(_unordered, here.rows)]
    assert replace(there, rows=()) == replace(here, rows=())
    assert len({column.name for column in here.columns}) == len(here.columns)


def _unordered(row: tuple[object, ...]) -> list[object]:
    """Return a row whose evidence is in no order: an engine gives what a UNION joins in any."""
    return [
        sorted(cell.split()) if str(cell).startswith("http") else cell for cell in map(str, row)
    ]


def test_the_menu_names_every_question(command: Command) -> None:
    menu = command("query").stdout
    assert all(f" {name} " in menu for name in NAMED)


def test_several_lists_say_whose_duty_it_is(real_text: str, tmp_path: Path) -> None:
    for name in ("坎尔孜乡", "东山镇"):
        (tmp_path / f"{name}.txt").write_text(real_text.replace("坎尔孜乡", name), encoding="utf-8")
    data = kg.open(tmp_path)
    duties = data.query("no_lead").column("duty")
    assert {"坎尔孜乡 配合 5", "东山镇 配合 5"} <= set(duties)
    assert len(set(duties)) == len(duties)


CONSTRUCT = "CONSTRUCT { ?d rdfs:label ?l } WHERE { ?d a duty:RecalledDuty ; rdfs:label ?l }"


@pytest.mark.parametrize("text", [CONSTRUCT, "DESCRIBE ?d WHERE { ?d a duty:RecalledDuty }"])
def test_a_graph_is_answered_in_turtle(
    built: Path, command: Command, tmp_path: Path, text: str
) -> None:
    shown = command("query", "-", "--store", built, stdin=text)
    assert shown.exit_code == 0
    assert "@prefix duty: <https://w3id.org/duties#> ." in shown.stdout
    turtle = set(pyoxigraph.parse(shown.stdout, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(turtle) >= 74
    assert '"收回 1"@zh' in shown.stdout
    for name in ("图.ttl", "图.nt"):
        assert (
            command("query", "-", "--store", built, "-o", tmp_path / name, stdin=text).exit_code
            == 0
        )
        assert set(pyoxigraph.parse(path=tmp_path / name)) == turtle
    rows = json.loads(command("query", "-", "--store", built, "-f", "json", stdin=text).stdout)
    assert len(rows) == len(turtle)
    assert sorted(rows[0]) == ["object", "predicate", "subject"]


def test_half_a_graph_is_not_given(built: Path, command: Command) -> None:
    result = command("query", "-", "--store", built, "--limit", "3", stdin=CONSTRUCT)
    assert result.exit_code == 1
    assert "the graph has more than 3 triples" in result.stderr


def test_a_table_has_no_turtle(built: Path, command: Command) -> None:
    assert command("query", "no_lead", "--store", built, "-f", "ttl").exit_code == 2


def test_the_library_gives_graphs_too(built: Path) -> None:
    data = kg.open(built)
    assert len(data.graph(CONSTRUCT)) == 74
    assert len(data.graph(CONSTRUCT).table()) == 74
    with pytest.raises(QueryError, match="the query gives a graph, not a table"):
        data.query(CONSTRUCT)


def test_a_limit_is_said(built: Path, command: Command) -> None:
    text = command("query", "no_lead", "--store", built, "--limit", "2").stdout
    assert "the first 2 rows; there are more" in text
    assert (
        len(
            json.loads(
                command("query", "no_lead", "--store", built, "--limit", "2", "-f", "json").stdout
            )
        )
        == 2
    )


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_what_is_grouped_is_not_sorted_by_its_group_first(asked: Question) -> None:
    # on disk Oxigraph looks the text of an IRI up at every comparison
    grouped = re.findall(r"\} ORDER BY ([^\n]*)\s*\}\s*GROUP BY ([^\n]*)", asked.text)
    for sorted_by, group in grouped:
        assert not set(re.findall(r"\?\w+", sorted_by)) & set(re.findall(r"\?\w+", group))
