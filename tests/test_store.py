"""One store, three doors: embedded Oxigraph, rdflib's API, any SPARQL endpoint; the same rows behind each."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest

from kg import parse
from kg.engines.endpoint import Endpoint
from kg.errors import KgError, QueryError, StoreError
from kg.graph import dump
from kg.graph.database import create
from kg.graph.store import STRING, Embedded, load_files, open_store
from tests.conftest import Command

PREFIX = (
    "PREFIX duty: <https://w3id.org/duties#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
BY_DEPARTMENT = (
    PREFIX
    + """SELECT ?label (COUNT(DISTINCT ?duty) AS ?duties) WHERE {
  ?duty duty:declaredDepartment ?department . ?department rdfs:label ?label
} GROUP BY ?label ORDER BY DESC(?duties) ?label"""
)
QUERIES = {
    "counts": BY_DEPARTMENT,
    "unbound": PREFIX
    + """SELECT ?step ?heading ?printed WHERE { ?step a duty:SuperiorStep ; duty:ordinalPrinted ?printed
  OPTIONAL { ?step duty:heading ?heading } } ORDER BY ?step LIMIT 200""",
    "numbers": PREFIX
    + "SELECT ?n (AVG(?n) AS ?half) WHERE { ?d duty:number ?n } GROUP BY ?n ORDER BY ?n",
    "yes": PREFIX + "ASK { ?d a duty:RecalledDuty }",
    "nothing": PREFIX + "SELECT ?d WHERE { ?d duty:number ?n FILTER(?n < 0) }",
    "quotes": PREFIX + "SELECT ?t WHERE { ?s duty:text ?t FILTER(CONTAINS(?t, '“')) } ORDER BY ?t",
}


@pytest.mark.parametrize("name", QUERIES)
def test_an_endpoint_gives_the_same_rows(built: Path, endpoint: str, name: str) -> None:
    assert open_store(endpoint).select(QUERIES[name]) == open_store(built).select(QUERIES[name])


@pytest.mark.parametrize("name", ["counts", "nothing"])
def test_a_command_prints_the_same_rows(
    built: Path, endpoint: str, command: Command, tmp_path: Path, name: str
) -> None:
    (tmp_path / "my.rq").write_text(QUERIES[name], encoding="utf-8")
    for format in ("csv", "json", "text"):
        here, there = (
            command("query", tmp_path / "my.rq", "--store", store, "--format", format)
            for store in (built, endpoint)
        )
        assert (here.exit_code, there.exit_code) == (0, 0), here.output + there.output
        assert here.stdout == there.stdout


def test_show_and_source_work_on_an_endpoint(built: Path, endpoint: str, command: Command) -> None:
    for arguments in (("show", "配合 42"), ("source", "kanerzi-2025-07")):
        there = command(*arguments, "--store", endpoint)
        assert there.exit_code == 0
        assert there.stdout == command(*arguments, "--store", built).stdout


def test_a_construct_is_the_same_on_both(built: Path, endpoint: str) -> None:
    query = (
        PREFIX + "CONSTRUCT { ?d rdfs:label ?l } WHERE { ?d a duty:RecalledDuty ; rdfs:label ?l }"
    )
    found = open_store(built).graph(query)
    assert found.count(b"\n") == 74
    assert open_store(endpoint).graph(query) == found


def test_what_an_endpoint_says_of_a_wrong_query(endpoint: str) -> None:
    with pytest.raises(QueryError, match="expected"):
        open_store(endpoint).select("SELECT * WHERE {")


def test_an_endpoint_that_does_not_answer() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/query"
    with pytest.raises(StoreError, match="no answer"):
        open_store(url).select("ASK {}")


def test_the_store_opens_without_parsing_again(
    built: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(parse, "read_list", never)
    monkeypatch.setattr("kg.readers.read", never)
    assert command("show", "配合 42", "--store", built).exit_code == 0


def test_two_readers_open_it_at_once(built: Path) -> None:
    first, second = open_store(built), open_store(built / "store")
    assert first.select(BY_DEPARTMENT) == second.select(BY_DEPARTMENT)


def test_an_rdf_file_can_be_asked_too(built: Path, tmp_path: Path) -> None:
    expected = open_store(built).select(BY_DEPARTMENT)
    assert open_store(built / "kanerzi-2025-07" / "list.nq.gz").select(BY_DEPARTMENT) == expected
    (tmp_path / "list.trig").write_bytes(dump.encode(open_store(built), "trig")[0])
    assert open_store(tmp_path / "list.trig").select(BY_DEPARTMENT) == expected


def test_the_default_graph_is_the_union(built: Path) -> None:
    store = open_store(built)
    count = "SELECT (COUNT(*) AS ?n) WHERE {{ {} }}"
    union = store.select(count.format("?s ?p ?o")).rows[0][0]
    named = store.select(count.format("GRAPH ?g { ?s ?p ?o }")).rows[0][0]
    assert union is not None
    assert named is not None
    assert 0 < int(union[0]) <= int(named[0])


def test_rdflib_has_the_same_data(built: Path) -> None:
    pytest.importorskip("oxrdflib")
    store = open_store(built)
    assert isinstance(store, Embedded)
    found = store.rdflib().query(BY_DEPARTMENT)
    rows = [tuple(str(value) for value in row) for row in found if isinstance(row, tuple)]
    assert rows == [
        tuple(term[0] for term in row if term) for row in store.select(BY_DEPARTMENT).rows
    ]
    assert len(rows) > 25


def test_an_answer_is_a_table_too(built: Path) -> None:
    assert open_store(built).select("ASK {}").rows == ((("true", STRING),),)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE {", "expected"),
        ("SELECT ?x WHERE { ?x nope:nope ?y }", "[Pp]refix"),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "the query gives a graph, not a table; .* / write SELECT",
        ),
        ("DELETE WHERE { ?s ?p ?o }", "expected"),
    ],
)
def test_a_query_that_is_wrong(built: Path, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        open_store(built).select(query)


def test_a_table_is_no_graph(built: Path) -> None:
    with pytest.raises(QueryError, match="the query gives a table, not a graph"):
        open_store(built).graph("SELECT * WHERE { ?s ?p ?o }")


def test_a_new_store_holds_its_files(tmp_path: Path) -> None:
    for number in (1, 2):
        line = f'<http://s> <http://p> "{number}" <http://g/{number}> .\n<http://s> <http://p> "same" <http://g> .\n'
        (tmp_path / f"{number}.nq").write_text(line, encoding="utf-8")
    assert create(tmp_path / "store", sorted(tmp_path.glob("*.nq"))) == 3
    assert len(open_store(tmp_path / "store").select("SELECT * { ?s ?p ?o }").rows) == 3


def test_a_file_that_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("rubbish\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"x\.nq"):
        load_files([tmp_path / "x.nq"])
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(KgError):
        open_store(tmp_path / "x.pdf")


def test_where_a_store_is(built: Path) -> None:
    assert open_store(built).location == str(built / "store")
    assert isinstance(open_store("https://example.org/query"), Endpoint)


def test_a_query_that_names_its_graphs_asks_only_those(built: Path) -> None:
    store = open_store(built)
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s ?p ?o }}"
    (everything,), (nothing,) = (
        store.select(count.format(f)).rows[0] for f in ("", "FROM <urn:nothing>")
    )
    assert nothing is not None and nothing[0] == "0"
    assert everything is not None and int(everything[0]) > 50_000


def test_a_store_is_as_small_as_one_load_makes_it_and_reads_what_is_gzipped(
    built: Path, tmp_path: Path
) -> None:
    packed = [built / "matters.nq.gz", built / "kanerzi-2025-07" / "list.nq.gz"]
    plain = [tmp_path / part.stem for part in packed]
    for source, target in zip(packed, plain, strict=True):
        target.write_bytes(gzip.decompress(source.read_bytes()))
    count = create(tmp_path / "store", packed)
    assert count == create(tmp_path / "other", plain)
    assert sum(file.stat().st_size for file in (tmp_path / "store").iterdir()) < 200 * count


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("<a <b> .", encoding="utf-8")
    with pytest.raises(StoreError, match=r"a\.nq"):
        create(tmp_path / "store", [tmp_path / "a.nq"])
