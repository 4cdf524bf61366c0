"""Counting questions have two faces that answer alike, row by row: the graph and the tables."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from benchmarks.perturb import make
from kg import library
from kg.asking import answers
from kg.asking.questions import Question, questions
from kg.build import build
from kg.engines.answer import value
from kg.errors import QueryError, StoreError
from kg.graph.store import open_store
from kg.resources import data_path
from kg.sql import engines, open_engine
from kg.sql._asking import Tables
from kg.sql._counted import answered, is_counted
from kg.sql._text import COUNTS, asked
from kg.sql.duckdb import DuckDB
from kg.tables import parquet
from kg.tables.parts import every
from tests.conftest import Command

COUNTY = data_path() / "examples" / "example-county"
QUERIES = Path(asked.__code__.co_filename).parents[1] / "queries"
COUNTING = [one for one in questions() if one.rows == COUNTS]
NAMES = [one.name for one in COUNTING]
NARROWED = (
    {"department": "公安局"},
    {"category": "乡村振兴", "matter": "消防"},
)
CHOSEN: tuple[Any, ...] = (
    {},
    {"lists": "示例县乙水乡"},
    pytest.param({"edition": "all"}, marks=pytest.mark.far),
)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of three townships, two editions each; one calls a department otherwise."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(COUNTY, folder / "lists")
    other = folder / "lists" / "bridge-2025-12"
    text = (other / "source.txt").read_text(encoding="utf-8")
    (other / "source.txt").write_text(text.replace("消防救援局", "消防救援大队"), encoding="utf-8")
    facts = (other / "list.toml").read_text(encoding="utf-8")
    kept = [line for line in facts.splitlines() if not line.startswith("sha256")]
    (other / "list.toml").write_text("\n".join(kept), encoding="utf-8")
    build([folder / "lists"], folder / "build", jobs=1)
    return folder / "build"


def one(name: str) -> Question:
    return next(question for question in COUNTING if question.name == name)


def held_equal(folder: Path, name: str, engine: str = "duckdb", **how: Any) -> int:
    """Compare both answers to a question; return how many rows they have."""
    chosen = {key: how.pop(key) for key in ("lists", "edition") if key in how}
    tables = library.tables(folder, **chosen).query(name, engine=engine, **how)
    graph = library.open(folder, **chosen).query(name, **how)
    assert tables.to_csv() == graph.to_csv()
    assert tables.columns == graph.columns
    return len(tables)


def test_a_counting_question_has_both_faces() -> None:
    """The head of the ``.rq`` says so, and no list in the code."""
    written = {path.stem for path in QUERIES.glob("*.sql") if path.name[0] != "_"}
    assert written == set(NAMES)
    for question in COUNTING:
        text = asked(question.name, {})
        given = {*text.names, *re.findall(r'(\w+)"?(?:,|\n| )', text.sql)}
        assert {heading.name for heading in question.headings} <= given
        narrowing = set(
            re.findall(r"--\{(\w+)\}", (QUERIES / f"{question.name}.sql").read_text("utf-8"))
        )
        assert narrowing == {parameter.name for parameter in question.parameters}


def test_what_ranks_by_a_sum_over_duties_is_counting() -> None:
    """A question that sorts groups of duties by how many they are says that it counts."""
    for question in questions():
        outer = question.text.rpartition("ORDER BY")[2]
        grouped = re.search(r"^SELECT .*\(COUNT", question.text, re.MULTILINE | re.DOTALL)
        ranked = re.match(r"\s*(?:\?\w+ )*DESC\(", outer)
        if question.rows != COUNTS and ranked and grouped:
            assert question.name == "same_object_listed", question.name  # its rows are duties


@pytest.mark.parametrize("name", NAMES)
def test_one_list(built: Path, name: str) -> None:
    assert held_equal(built, name) or one(name).scope


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_several_places_and_editions(county: Path, name: str, chosen: dict[str, str]) -> None:
    assert held_equal(county, name, **chosen) or "lists" in chosen


@pytest.mark.parametrize("how", NARROWED, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_narrowed(county: Path, name: str, how: dict[str, str]) -> None:
    if set(how) - {parameter.name for parameter in one(name).parameters}:
        with pytest.raises(QueryError):
            library.tables(county).query(name, **how)  # type: ignore[arg-type]
        return
    held_equal(county, name, **how)


@pytest.mark.parametrize("name", ["load", "reports_to", "shared_duties"])
def test_iris_are_those_of_the_graph(built: Path, name: str) -> None:
    tables = library.tables(built).query(name, iris=True)
    assert tables.rows == library.open(built).query(name, iris=True).rows


def test_a_department_of_two_names_is_one(county: Path) -> None:
    """A body that lists call otherwise is neither counted twice nor paired with itself."""
    graph = library.open(county)
    names = graph.query("SELECT DISTINCT ?n { ?d a duty:Department ; rdfs:label ?n }").column("n")
    assert {"示例县消防救援局", "示例县消防救援大队"} <= set(names)
    pairs = graph.query("shared_duties", iris=True)
    assert all(row["first"] != row["second"] for row in pairs)
    for name in ("load", "demand_or_take_back"):
        departments = graph.query(name, iris=True).column("department")
        assert len(departments) == len(set(departments))


def test_a_row_names_a_department_of_two_names_once(county: Path) -> None:
    graph = library.open(county)
    no_lead = graph.query("no_lead")
    counts = [int(str(count)) for count in no_lead.column("count")]
    assert counts == [str(cell).count("、") + 1 for cell in no_lead.column("departments")]
    cells = graph.query("no_means").column("departments")
    cells += graph.query("same_object_listed").column("declared")
    fire = [str(cell) for cell in cells if "消防救援" in str(cell)]
    assert fire
    assert [cell for cell in fire if cell.count("消防救援") > 1] == []


# --- the start page, which counts on the tables ---


@pytest.mark.parametrize("name", [one.name for one in COUNTING if is_counted(one)])
def test_answers_with_what_they_rest_on(county: Path, name: str) -> None:
    """The same rows, the same duties and steps behind each, for every value of each parameter."""
    question = one(name)
    parts = every(county / "tables")
    taken = {part: frozenset(held.id for held in part.lists) for part in parts}
    with Tables(open_engine("duckdb"), taken, taken, seconds=0) as loaded:
        counted = answered(loaded, question)
    graph = answers.of_store(open_store(county), [question]).questions[0]
    assert counted.whole.rows
    assert any(counted.whole.evidence)
    assert plainly(counted.whole) == plainly(graph.whole)
    assert counted.rules == graph.rules
    assert [*counted.opened] == [*graph.opened]
    for slot, values in graph.opened.items():
        opened = counted.opened[slot]
        assert {value: plainly(found) for value, found in opened.items()} == {
            value: plainly(found) for value, found in values.items()
        }
        assert [*opened] == [*values]


def plainly(answer: answers.Answer) -> tuple[Any, ...]:
    """Return an answer without what no page tells: how numbers are written, duties are ordered."""
    rows = [[_plainly(cell) for cell in row] for row in answer.rows]
    return answer.columns, rows, answer.evidence


def _plainly(cell: str | None) -> Any:
    assert cell is not None
    told = value(answers.decode(cell))
    words = str(told).split(" ")
    return sorted(words) if words[0].startswith("http") else (told, cell[0])


def test_the_start_page_is_the_same_without_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = [path for path in COUNTY.iterdir() if path.name.endswith("2025-12")]
    pages = []
    for counts in (True, False):
        if not counts:
            monkeypatch.setattr("kg.outputs._asked._counted", lambda *_: {})
        build(lists, tmp_path / str(counts), jobs=1)
        pages.append((tmp_path / str(counts) / "index.html").read_bytes())
    assert len(lists) > 2
    assert pages[0] == pages[1]


@pytest.mark.far
@pytest.mark.timeout(
    1800
)  # builds of fifty lists: two minutes of a quiet machine, ten of a busy one
@pytest.mark.parametrize("count", [10, 50])
def test_many_lists(tmp_path: Path, count: int) -> None:
    build(make(count, tmp_path / "lists"), tmp_path / "build")
    for name in NAMES:
        held_equal(tmp_path / "build", name)


# --- the command ---


def test_the_command_asks_the_tables(command: Command, county: Path) -> None:
    done = command("query", "load", "--engine", "duckdb", "--store", county, "-f", "csv")
    assert done.stdout == command("query", "load", "--store", county, "-f", "csv").stdout
    assert done.exit_code == 0
    few = command("query", "1", "--engine", "duckdb", "--store", county, "--limit", 3)
    assert "前 3 行" in few.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_lead", "--engine", "duckdb"], "不是计数"),
        (["load", "--engine", "duckdb", "--evidence"], "--evidence"),
        (["load", "--engine", "duckdb", "--department", "没有这个局"], "没有叫"),
        (["load", "--engine", "duckdb", "--list", "没有这个乡"], "没有叫"),
        (["load", "--engine", "trino"], "duckdb"),
    ],
)
def test_what_the_tables_cannot_answer_is_one_line(
    command: Command, county: Path, arguments: list[str], said: str
) -> None:
    done = command("query", *arguments, "--store", county)
    assert done.exit_code != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_where_there_are_no_tables(command: Command, tmp_path: Path) -> None:
    done = command("query", "load", "--engine", "duckdb", "--store", tmp_path)
    assert done.exit_code == 1
    assert "没有表格" in done.stderr


def test_an_endpoint_has_no_tables() -> None:
    with pytest.raises(StoreError, match="端点没有表格 / an endpoint has no tables"):
        library.tables("http://a.cn/query")


@pytest.mark.parametrize("name", ["daft", "spark"])
def test_what_is_not_installed_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("daft", "pyspark", "pyspark.sql"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(QueryError, match=rf"kg\[{name}\]"):
        open_engine(name)


def test_a_question_that_takes_too_long_is_given_up(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.sql import _asking
    from kg.sql._text import Asked

    endless = "SELECT count(*) AS n FROM steps a, steps b, steps c, steps d WHERE a.text < b.text"
    monkeypatch.setattr(_asking, "asked", lambda *_: Asked(endless, ()))
    with pytest.raises(QueryError, match=r"0\.5"):
        library.tables(built).query("load", timeout=0.5)


def test_time_that_is_over_between_two_queries_is_noticed(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that cannot be stopped in a query is at least asked no more."""
    ask = DuckDB.rows

    def slow(self: DuckDB, sql: str) -> Any:
        late = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
        for timer in late:
            timer.join()
        return ask(self, sql)

    monkeypatch.setattr(DuckDB, "rows", slow)
    with pytest.raises(QueryError, match=r"0\.01 s"):
        library.tables(built).query("load", timeout=0.01)
    assert library.tables(built).query("load", timeout=0)


def test_each_engine_has_its_own_time(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody says how long; Spark needs seconds for what DuckDB does in milliseconds."""
    monkeypatch.setattr(DuckDB, "SECONDS", 1e-9)
    with pytest.raises(QueryError, match="1e-09"):
        library.tables(built).query("load")
    assert library.tables(built).query("load", timeout=600)


def test_only_what_is_asked_is_opened(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand files a table are not opened for a question of two tables."""
    opened: list[str] = []
    scan = DuckDB.scan

    def noted(self: DuckDB, view: str, files: Any) -> None:
        opened.append(view)
        scan(self, view, files)

    monkeypatch.setattr(DuckDB, "scan", noted)
    library.tables(built).query("categories", iris=True)
    assert sorted(opened) == ["duties_0", "lists_0"]


def test_no_bar_is_drawn_into_the_output() -> None:
    with parquet.writer() as writer:
        for connection in (parquet.connect(), writer):
            (row,) = connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
            assert row == (False,)


def test_a_table_is_written_without_the_classes_for_people(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from kg.tables import parquet
from kg.graph.store import open_store
with parquet.writer() as connection:
    parquet.write(connection, "lists", Path(sys.argv[1]), [])
assert "duckdb" not in sys.modules
"""
    target = tmp_path / "lists.parquet"
    subprocess.run([sys.executable, "-c", code, target], check=True)
    assert target.exists()


def test_the_engines_of_the_command_are_those_there_are() -> None:
    from kg.cli import options

    assert set(options.ENGINES) == {"oxigraph", *engines()}


# --- other engines ---


@pytest.mark.engines
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("engine", [one for one in engines() if one != "duckdb"])
def test_every_engine_gives_the_same_rows(county: Path, engine: str, name: str) -> None:
    """The very same text: what Spark spells otherwise is one function, ``spelt``."""
    held_equal(county, name, engine)
