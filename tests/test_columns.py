"""The columnar tables and the graph are two faces of the same data: they answer alike."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars
import pytest

from kg import findings
from kg.build import build
from kg.graph.sparql import with_prefixes
from kg.graph.store import open_store
from kg.parse import Parsed
from kg.rdf.iris import BASE
from kg.tables import parquet
from kg.tables.columns import SCHEMA, rows
from tests.test_build import SMALL, TITLE


@pytest.fixture(scope="module")
def tables(built: Path) -> dict[str, polars.DataFrame]:
    return {
        name: polars.read_parquet(
            next((built / "tables" / name / parquet.partition("奇台县")).glob("*.parquet"))
        )
        for name in SCHEMA
    }


def asked(built: Path, query: str) -> list[tuple[str, int]]:
    found = open_store(built).select(with_prefixes(query)).rows
    return sorted((name[0], int(n[0])) for name, n in found if name and n)


def counted(frame: polars.DataFrame, by: str, what: str) -> list[tuple[str, int]]:
    return sorted(
        (str(name), int(n))
        for name, n in frame.group_by(by).agg(polars.col(what).n_unique()).rows()
    )


def test_the_schema_is_kept(tables: dict[str, polars.DataFrame]) -> None:
    for name, frame in tables.items():
        assert frame.columns == list(SCHEMA[name])
        assert len(frame) > 0 or name in ("common", "changes")  # of several lists


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
    acting = acting.with_columns(
        polars.format("{}/{}/{}", "duty", "side", "position").alias("step")
    )
    assert graph == counted(acting, "department", "step")


def test_steps_and_words_are_all_there(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    for table, term in (
        ("steps", "duty:stepOf"),
        ("marks", "duty:markOf"),
        ("duties", "duty:inList ?l ; duty:number"),
    ):
        (_, found), *_ = asked(
            built, f'SELECT ("n" AS ?x) (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s {term} ?o }}'
        )
        assert found == len(tables[table]), table
    (_, mentions), *_ = asked(
        built, 'SELECT ("n" AS ?x) (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s duty:mentionOf ?o }'
    )
    assert mentions == len(tables["mentions"]) + len(tables["participations"])


def test_iris_are_those_of_the_graph(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    store = open_store(built)
    for table, term in (("steps", "duty:stepOf"), ("duties", "duty:stableDuty")):
        found = store.select(with_prefixes(f"SELECT ?s WHERE {{ ?s {term} ?o }}")).rows
        assert {row[0][0] for row in found if row[0]} == set(tables[table]["iri"])


def test_csv_is_the_same_table(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    for path in sorted((built / "kanerzi-2025-07" / "csv").iterdir()):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in data
        head, *body = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        assert len(body) == len(tables[path.stem])
        assert all("一" <= name[0] <= "龥" or name.startswith("IRI") for name in head), head


def test_findings_are_those_of_the_graph(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    found = findings.read(open_store(built))
    frame = tables["findings"]
    assert sorted(f.id for f in found) == sorted(frame["finding"])
    assert sum(len(f.clauses) for f in found) == len(tables["clauses"])
    duties = tables["concerned"].filter(polars.col("what") == "duty")
    assert sorted((f.id, iri) for f in found for iri in f.duties) == sorted(
        duties.select("finding", "iri").rows()
    )
    departments = tables["concerned"].filter(polars.col("what") == "department")
    assert sorted((f.id, d) for f in found for d in f.departments) == sorted(
        departments.select("finding", "name").rows()
    )


def test_bodies_are_told_by_iri(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    """A printed name merges bodies of two places; the IRI does not."""
    graph = asked(
        built,
        """SELECT ?d (COUNT(DISTINCT ?duty) AS ?n) WHERE { ?duty duty:declaredDepartment ?d } GROUP BY ?d""",
    )
    declared = tables["participations"].filter(polars.col("role") == "declared")
    assert graph == counted(declared, "organization", "duty")


def test_matters_are_those_of_the_graph(built: Path, tables: dict[str, polars.DataFrame]) -> None:
    marks = tables["marks"].filter(polars.col("scheme") == "matter")
    keys = ["duty", "side", "position"]
    matters = tables["matters"].select(*keys, "matter").unique()
    assert sorted(marks.select(*keys, "iri").unique().rows()) == sorted(matters.rows())
    assert all(tables["matters"]["field_zh"])


def test_a_table_is_one_data_set_over_all_counties(tmp_path: Path) -> None:
    """Few files: one a table and county, however many lists; engines that know Hive's folders read the county."""
    places = {"东山镇": "青河区", "西山镇": "青河区", "南山镇": "白水区"}
    counties, paths = set(places.values()), []
    for town, county in places.items():
        text = SMALL.format(town=town, title=TITLE).replace("青河区", county)
        paths.append(tmp_path / f"{town}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    build(paths, tmp_path / "build", jobs=1)
    files = list((tmp_path / "build" / "tables" / "duties").rglob("*"))
    found = parquet.read(tmp_path / "build" / "tables", "duties", ("county", "list", "iri"))
    assert len({list for _, list, _ in found}) == 3
    assert {county for county, _, _ in found} == counties
    assert len([path for path in files if path.is_file()]) == len(
        {county for county, _, _ in found}
    )
    assert len({iri for _, _, iri in found}) == len(found)


def test_a_formula_is_neutralised_in_csv(tmp_path: Path) -> None:
    text = "序号\t事项类别\t事项名称\n1\t党的建设\t=1+1\n2\t党的建设\t@甲\n"
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "list.txt"], tmp_path / "build")
    written = (tmp_path / "build" / "list" / "csv" / "duties.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in written
    assert "'@甲" in written


def test_the_files_hold_the_rows(real_parsed: Parsed, tables: dict[str, polars.DataFrame]) -> None:
    found = findings.of_list(real_parsed.list)
    for name, expected in rows(real_parsed.list, BASE, found).items():
        assert tables[name].to_dicts() == expected
