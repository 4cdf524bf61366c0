"""The columnar tables and the graph are two faces of the same data: they answer alike."""

from __future__ import annotations

import csv
from pathlib import Path

import polars
import pytest

from kg.columns import SCHEMA, frames, rows
from kg.parse import Parsed
from kg.rdf.iris import BASE
from kg.sparql import with_prefixes
from kg.store import open_store


@pytest.fixture(scope="module")
def tables(built: Path) -> dict[str, polars.DataFrame]:
    folder = built / "kanerzi-2025-07" / "parquet"
    return {name: polars.read_parquet(folder / f"{name}.parquet") for name in SCHEMA}


def asked(built: Path, query: str) -> list[tuple[str, int]]:
    found = open_store(built).select(with_prefixes(query)).rows
    return sorted((name[0], int(n[0])) for name, n in found if name and n)


def counted(frame: polars.DataFrame, by: str, what: str) -> list[tuple[str, int]]:
    return sorted((str(name), int(n)) for name, n in frame.group_by(by).agg(polars.col(what).n_unique()).rows())


def test_the_schema_is_kept(tables: dict[str, polars.DataFrame]) -> None:
    for name, frame in tables.items():
        assert frame.columns == list(SCHEMA[name])
        assert len(frame) > 0


def test_duties_of_a_category(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    graph = asked(
        built,
        """SELECT ?name (COUNT(DISTINCT ?duty) AS ?n) WHERE { ?duty duty:category ?c . ?c skos:prefLabel ?name
        FILTER(LANG(?name) = "zh") } GROUP BY ?name""",
    )
    assert graph == counted(tables["duties"], "category", "duty")
    assert sum(n for _, n in graph) == 239


def test_duties_of_a_department(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    graph = asked(
        built,
        """SELECT ?name (COUNT(DISTINCT ?duty) AS ?n) WHERE {
        ?duty duty:declaredDepartment ?d . ?d rdfs:label ?name } GROUP BY ?name""",
    )
    declared = tables["participations"].filter(polars.col("role") == "declared")
    assert graph == counted(declared, "department", "duty")


def test_steps_of_a_department(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    graph = asked(
        built,
        """SELECT ?name (COUNT(DISTINCT ?step) AS ?n) WHERE {
        ?step duty:performedBy ?d . ?d rdfs:label ?name } GROUP BY ?name""",
    )
    acting = tables["participations"].filter(polars.col("role").is_in(["performer", "joined"]))
    acting = acting.with_columns(polars.format("{}/{}/{}", "duty", "side", "position").alias("step"))
    assert graph == counted(acting, "department", "step")


def test_steps_and_words_are_all_there(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    for table, term in (("steps", "duty:stepOf"), ("marks", "duty:markOf"), ("duties", "duty:inList ?l ; duty:number")):
        (_, found), *_ = asked(built, f'SELECT ("n" AS ?x) (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s {term} ?o }}')
        assert found == len(tables[table]), table
    (_, mentions), *_ = asked(built, 'SELECT ("n" AS ?x) (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s duty:mentionOf ?o }')
    assert mentions == len(tables["mentions"]) + len(tables["participations"])


def test_iris_are_those_of_the_graph(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    store = open_store(built)
    for table, term in (("steps", "duty:stepOf"), ("duties", "duty:stableDuty")):
        found = store.select(with_prefixes(f"SELECT ?s WHERE {{ ?s {term} ?o }}")).rows
        assert {row[0][0] for row in found if row[0]} == set(tables[table]["iri"])


def test_csv_is_the_same_table(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    for name, frame in tables.items():
        data = (built / "kanerzi-2025-07" / "csv" / f"{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in data
        head, *body = csv.reader(data.decode("utf-8-sig").splitlines())
        assert head == frame.columns
        assert len(body) == len(frame)


def test_a_formula_is_neutralised_in_csv(tmp_path: Path) -> None:
    from kg.build import build

    text = "序号\t事项类别\t事项名称\n1\t党的建设\t=1+1\n2\t党的建设\t@甲\n"
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "list.txt"], tmp_path / "build")
    written = (tmp_path / "build" / "list" / "csv" / "duties.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in written
    assert "'@甲" in written


def test_frames_are_rows_in_columns(real_parsed: Parsed) -> None:
    made = frames(real_parsed.list, BASE)
    for name, found in rows(real_parsed.list, BASE).items():
        assert made[name].to_dicts() == found
