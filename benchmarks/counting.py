"""Questions beside rdflib; counts over many lists on the tables, beside Polars; what many lists have in common."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb
import polars
import pyoxigraph
import rdflib

from benchmarks.measure import growth, inside
from kg import findings, library
from kg.alignment.common import common_duties
from kg.asking.questions import questions
from kg.model import DutyList
from kg.network import Network

Figure = tuple[str, str, float, str]
"""What was measured, the figure, the ratio to a peer, the goal."""
TEN = 10
MOST = 30.0
"""CPU seconds after which rdflib is not waited for; it then counts as having taken them."""
FEW = (2, 8)
_BY_DEPARTMENT = """SELECT organization, count(DISTINCT list || duty) AS duties FROM p
    WHERE role = 'declared' GROUP BY organization"""
_PAIRS = """SELECT a.organization AS one, b.organization AS other, count(*) AS duties FROM p AS a
    JOIN p AS b ON a.list = b.list AND a.duty = b.duty AND a.organization < b.organization
    WHERE a.role = 'declared' AND b.role = 'declared' GROUP BY a.organization, b.organization"""
_SILENT = """SELECT DISTINCT d.list, d.duty, d.organization FROM p AS d WHERE d.role = 'declared' AND NOT EXISTS (
    SELECT 1 FROM p AS a WHERE a.list = d.list AND a.duty = d.duty AND a.organization = d.organization AND a.side <> '')"""


def beside_rdflib(build: Path) -> Figure:
    """Return how much longer rdflib takes for ten questions on one list, as a geometric mean."""
    store = pyoxigraph.Store.read_only(str(build / "store"))
    graph = rdflib.Dataset(default_union=True)
    for path in build.rglob("*.nq.gz"):
        graph.parse(data=gzip.decompress(path.read_bytes()).decode(), format="nquads")
    logs = []
    for asked in questions()[:TEN]:
        quick = inside(partial(_in_oxigraph, store, asked.text))
        slow = inside(partial(_in_rdflib, graph, asked.text), times=1, most=MOST)
        logs.append(math.log(slow / quick))
    return f"{TEN} questions, 1 list", "rdflib", math.exp(sum(logs) / TEN), "≥ 100 × ours"


def _in_oxigraph(store: pyoxigraph.Store, text: str) -> int:
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return sum(1 for _ in found)


def _in_rdflib(graph: rdflib.Dataset, text: str) -> int:
    return len(list(graph.query(text)))


def over_many(work: Path) -> Iterator[Figure]:
    """Yield the figures of the builds ``some`` and ``all``: counts on tables, overlaps, common duties."""
    yield from _on_tables(work / "all" / "tables" / "participations")
    lists = library.open(work / "all").lists
    overlap = {n: inside(partial(_overlap, lists[:n]), times=2) for n in FEW}
    shown = f"{overlap[FEW[1]] / FEW[1]:.2f} CPU s a list"
    yield (
        f"overlap.run, {FEW[0]} → {FEW[1]} lists",
        f"{shown}, n^{growth(overlap):.2f}",
        math.nan,
        "n^1",
    )
    ten = len(lists) // 5
    common = {n: inside(partial(common_duties, lists[:n]), times=1) for n in (ten, len(lists))}
    duties = sum(len(one.duties) for one in lists)
    yield (
        f"the same duty, {ten} → {len(lists)} lists",
        f"{common[len(lists)]:.1f} CPU s, n^{growth(common):.2f}",
        math.nan,
        f"n^1 ({duties:,} duties)",
    )


def _overlap(lists: tuple[DutyList, ...]) -> int:
    return len(findings.analyse(Network(lists), "overlap").rows)


def _on_tables(folder: Path) -> Iterator[Figure]:
    """Yield three counts by SQL on the files, each beside the same text in Polars."""
    files = str(folder / "*" / "*.parquet")
    with duckdb.connect(config={"threads": 1}) as connection:
        for what, sql in (
            ("by department", _BY_DEPARTMENT),
            ("pairs", _PAIRS),
            ("silent", _SILENT),
        ):
            ours = inside(partial(_in_duckdb, connection, sql, files))
            theirs = inside(partial(_in_polars, what, files))
            same = _in_duckdb(connection, sql, files) == _in_polars(what, files)
            note = "≤ 2 × Polars" + ("" if same else ", and other rows!")
            yield f"counting on tables: {what}", f"{ours * 1000:.1f} ms", ours / theirs, note


def _in_duckdb(connection: duckdb.DuckDBPyConnection, sql: str, files: str) -> int:
    connection.execute(f"CREATE OR REPLACE TEMP VIEW p AS FROM read_parquet('{files}')")
    return len(connection.execute(sql).fetchall())


def _in_polars(what: str, files: str) -> int:
    every = polars.scan_parquet(files)
    declared = every.filter(polars.col("role") == "declared")
    key = ["list", "duty"]
    if what == "by department":
        found = declared.group_by("organization").agg(polars.struct(key).n_unique())
    elif what == "pairs":
        both = declared.join(declared, on=key).filter(
            polars.col("organization") < polars.col("organization_right")
        )
        found = both.group_by("organization", "organization_right").len()
    else:
        acting = every.filter(polars.col("side") != "")
        names = [*key, "organization"]
        found = declared.join(acting, on=names, how="anti").select(names).unique()
    return found.collect().height
