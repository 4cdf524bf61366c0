"""The guard of a user's query: what is refused, where, and that nothing gets round it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from kg.asking import query
from kg.asking.query import parse
from kg.asking.questions import Question, questions
from kg.engines.tokens import tokens
from kg.errors import KgError, QueryError
from kg.graph.sparql import check_terms, graphs, guard, with_prefixes
from kg.graph.store import open_store
from tests.conftest import Command

SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
ROUND = {
    "plain": f"SELECT * {{ {SERVICE} }}",
    "lower case": "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "no blank": "SELECT * {SERVICE<http://127.0.0.1:9/>{?s ?p ?o}}",
    "a variable": "SELECT * { VALUES ?u { <http://127.0.0.1:9/> } SERVICE ?u { ?s ?p ?o } }",
    "a comment ended by a carriage return": f"SELECT * {{ # comment \r {SERVICE} }}",
    "a hash that belongs to a name": f"PREFIX x: <http://x/> SELECT * {{ ?a ?b x:y\\# . {SERVICE} }}",
    "a quotation mark that belongs to a name": f"PREFIX x: <http://x/> SELECT * {{ ?a ?b x:y\\' . {SERVICE} . ?c ?d 'x' }}",
    "behind less-than": f"SELECT * {{ ?a ?b ?c FILTER(?a<?b) {SERVICE} FILTER(?c>?b) }}",
    "code points": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "a quotation mark as a code point": f'SELECT * {{ ?a ?b "x\\u0022 . {SERVICE} ?c ?d "y" }}',
    "long quotation marks": f'SELECT * {{ ?a ?b """x""" . {SERVICE} . ?c ?d """y""" }}',
    "behind an open quotation mark": f'SELECT * {{ ?a ?b "x\n . {SERVICE} }}',
}
HARMLESS = (
    'SELECT * { ?s ?p "SERVICE <http://x/> { }" }',
    "SELECT * { ?s ?p ?service } # SERVICE <http://x/>",
    "SELECT * { ?s <http://SERVICE/> ?o }",
    "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE ?o }",
    "SELECT * { ?s ?p '''SERVICE \"x\" ''' }",
)


def line_of(work: Callable[[], object]) -> str:
    """Return the line of the error that some work ends in, empty if it ends well."""
    try:
        work()
    except KgError as error:
        return error.line
    return ""


@pytest.mark.parametrize("name", ROUND)
def test_no_service_gets_round_the_guard(name: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another machine"):
        guard(ROUND[name])
    guard(ROUND[name], service=True)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_no_question_of_our_own_asks_elsewhere(asked: Question) -> None:
    """They are not guarded again when they are asked."""
    guard(asked.text)


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_alone_is_no_service(text: str) -> None:
    guard(text)


@pytest.mark.parametrize(
    "value",
    [
        f"<http://x> }} {SERVICE} VALUES ?y {{ 1",
        "} #",
        "",
        " ",
        "1 ) 2",
        "?x",
        '"a" "b',
        "'a\nb'",
        "<a b>",
        "<http://x/\\u007D>",
        '"a"@',
        "SERVICE",
        "()",
        "1;2",
        "a",
        "_:b",
        "\0",
        "# <http://x>",
    ],
)
def test_a_parameter_is_a_term(built: Path, command: Command, value: str) -> None:
    with pytest.raises(QueryError, match="the value of department is not a SPARQL term"):
        check_terms("department", [value])
    result = command("query", "load", "--param", f"department={value}", "--store", built)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "value",
    [
        "<http://x/公安局>", "duty:Duty", '"文字"', "'x'@zh-CN", '"1"^^xsd:integer', '"1"^^<http://x>', "42", "-1.5e3", ".5",
        "true", "UNDEF", "<http://a> <http://b>", '"}"', '"\\""', " 1 ",
    ],
)  # fmt: skip
def test_every_kind_of_term_is_taken(built: Path, value: str) -> None:
    asked = parse("asked", "SELECT ?x { VALUES ?x { 1 } }")
    check_terms("x", [value])
    if '"}"' not in value:
        assert len(query.run(open_store(built), asked, {"x": [value]})) == len(value.split())


def test_the_guard_reads_what_a_parameter_brings(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "check_terms", lambda *_: None)
    asked = parse("asked", "SELECT ?x { VALUES ?x { 1 } }")
    with pytest.raises(QueryError, match="SERVICE asks another machine"):
        query.run(open_store(built), asked, {"x": [f"1 }} {SERVICE} VALUES ?y {{ 2"]})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("LOAD <http://x/>", "LOAD would change the data"),
        ("SELECT * {} ; LOAD <http://x/>", "LOAD would change the data"),
        ("PREFIX load: <http://x/> DROP ALL", "DROP would change the data"),
        ("SELECT * " + "{" * 20_000, "nested more than 200 deep"),
        ("ASK { FILTER(" + "!" * 20_000 + "true) }", "nested more than 200 deep"),
        ("ASK { FILTER(" + "! " * 20_000 + "true) }", "nested more than 200 deep"),
        ("ASK { ?s " + "[ ?p " * 20_000, "nested more than 200 deep"),
        ("ASK {}" + " " * 200_000, "has 200006 characters"),
        ("ASK { ?x y" + "z" * 100_000 + ":a ?o }", "unknown prefix yz"),
        ("ASK { ?x duty:y" + "z" * 100_000 + " ?o }", "the ontology has no duty:yz"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        guard(text)
    assert len(caught.value.line) < 1000


def test_brackets_beside_each_other_are_not_deep() -> None:
    guard("SELECT * {" + " { ?s ?p ?o }" * 1000 + " FILTER(1 = -1 && !true && !!false) }")


@pytest.mark.parametrize(
    "piece",
    ["a-", "a.", "a:", "\"", "'", '"""', "'''", "\\", "<", "<a", "#", "?", "@a-", "(", "\\u0041", "_:a-", "é", "a.a-", '"\\"', "SERVICE"],
)  # fmt: skip
def test_the_guard_takes_time_in_proportion(piece: str) -> None:
    text = "ASK {" + piece * (190_000 // len(piece))
    start = time.process_time()
    for work in (guard, with_prefixes, graphs):
        assert len(line_of(lambda work=work: work(text))) < 1000  # type: ignore[misc]
    assert time.process_time() - start < 10


def test_graphs_that_a_query_names() -> None:
    assert graphs("SELECT * FROM <http://a> FROM NAMED x:b { ?from ?p 'FROM <http://c>' } # FROM <http://d>") == (
        "<http://a>", "x:b",
    )  # fmt: skip


PIECES = (
    "SELECT", "*", "?x", "{", "}", "(", ")", "FILTER", "SERVICE", "<http://x/>", "duty:Duty", "a", ".", ";", '"text"', "'", '"',
    '"""', "#", "\n", "\r", "\\", "<", ">", "!", "||", "VALUES ?x {", "UNION", "OPTIONAL", "1", "-", "\0", "\ufeff", "\ud800", "𠮷",
    "PREFIX x:", "FROM", "GROUP BY", "(COUNT(*) AS ?n)", "\u202e", "\\u0053",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_any_text_is_an_answer_or_one_line(built: Path, seed: int) -> None:
    chance = random.Random(seed)
    store = open_store(built)
    for _ in range(150):
        text = " ".join(chance.choices(PIECES, k=chance.randint(1, 25)))
        if chance.random() < 0.5:
            text = f"SELECT * WHERE {{ {text} }} LIMIT 3"
        asked = parse("asked", text)
        assert "\n" not in line_of(lambda asked=asked: query.run(store, asked, timeout=10, limit=5))  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(4))
def test_the_guard_sees_every_service_that_the_engine_sees(seed: int) -> None:
    """Whatever the engine takes for a query is refused if it would ask another machine."""
    chance = random.Random(seed)
    engine = pyoxigraph.Store()
    engine.add(pyoxigraph.Quad(*(pyoxigraph.NamedNode(f"http://{n}") for n in "spo")))
    asked = 0
    for _ in range(4000):
        before, after = (" ".join(chance.choices(PIECES, k=chance.randint(0, 3))) for _ in range(2))
        text = f"SELECT * {{ ?s ?p ?o {before} SERVICE <file:///nowhere> {{ }} {after} }}"
        try:
            list(engine.query(text))  # type: ignore[arg-type]
            continue
        except OSError:  # it asked
            asked += 1
        except (SyntaxError, ValueError, UnicodeError, RuntimeError):
            continue
        with pytest.raises(QueryError):
            guard(text)
    assert asked > 10


def test_tokens_keep_their_places() -> None:
    text = "SELECT ?x { ?x duty:a\\#b 'it''s' } # end"
    assert all(text[token.at :].startswith(token.text) for token in tokens(text))
