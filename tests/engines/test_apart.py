"""Queries that would hang, fill the memory or break the engine: the program lives on and says so in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

import kg
from kg.engines import apart, worker
from kg.engines.answer import yes_or_no
from kg.errors import QueryError, StoreError
from kg.graph.store import Embedded, Limited, Rows, Store, open_store
from tests.conftest import Command, Process

PRODUCT = "?s ?p ?o . ?a ?b ?c . ?d ?e ?f "
ENDLESS = f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} FILTER(?s = ?f) }}"
SORTED = f"SELECT * WHERE {{ {PRODUCT} }} ORDER BY ?f"
DOUBLED = "SELECT (STRLEN(?x60) AS ?n) { BIND('0123456789' AS ?x0) " + "".join(
    f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(60)
) + "}"  # fmt: skip
SMALL = "128"


def user(store: Store, query: str, **limits: float) -> Rows:
    timeout, limit = limits.get("timeout"), limits.get("limit")
    return store.select(
        query, timeout=timeout, limit=None if limit is None else int(limit), trusted=False
    )


def seconds(work: object) -> float:
    """Return the seconds since a start."""
    assert isinstance(work, float)
    return time.monotonic() - work


def test_an_endless_query_is_ended_in_its_time(built: Path) -> None:
    store = open_store(built)
    start = time.monotonic()
    with pytest.raises(
        QueryError, match=r"no answer after 1 s; .* / ask for less, or raise --timeout"
    ):
        user(store, ENDLESS, timeout=1)
    assert seconds(start) < 4
    assert user(store, "ASK {}") == yes_or_no(True)


def test_the_process_ends_with_the_query(built: Path) -> None:
    store = open_store(built)
    assert isinstance(store, Embedded)
    with pytest.raises(QueryError):
        user(store, ENDLESS, timeout=0.5)
    assert store._apart is not None
    assert store._apart._process is None


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory is measured in another way there"
)
@pytest.mark.parametrize("query", [SORTED, DOUBLED])
def test_the_memory_of_a_query_is_bounded(
    built: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setenv("KG_MEMORY", SMALL)
    store = open_store(built)
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"needs more than 128 MB of memory; .* KG_MEMORY"):
        user(store, query, timeout=60, limit=5)
    assert seconds(start) < 30


def test_a_wrong_bound_is_one_line(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("much", "-1", "0", "１２"):
        monkeypatch.setenv("KG_MEMORY", value)
        with pytest.raises(QueryError, match="KG_MEMORY is not a number"):
            user(open_store(built), "ASK {}")


def test_rows_are_asked_for_up_to_the_limit_only(built: Path) -> None:
    store = open_store(built)
    start = time.monotonic()
    rows = user(store, f"SELECT * WHERE {{ {PRODUCT} }}", limit=5, timeout=30)
    assert (len(rows.rows), rows.more) == (5, True)
    assert seconds(start) < 10
    ten = user(store, "SELECT ?d { ?d a <https://w3id.org/duties#Duty> } LIMIT 10", limit=10)
    assert (len(ten.rows), ten.more) == (10, False)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 20_000 + "}" * 20_000,
        "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
        "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
        "SELECT * { FILTER(" + "-" * 20_000 + "1) }",
        "SELECT * { FILTER(1" + "+1" * 200_000 + " = 1) }",
        "SELECT * { FILTER(true" + "||true" * 100_000 + ") }",
        "SELECT * { {}" + " UNION {}" * 100_000 + " }",
        "SELECT * { {}" + " OPTIONAL {}" * 50_000 + " }",
        "SELECT * { ?a <http://p>" + "/<http://p>" * 50_000 + " ?b }",
    ],
    ids=["{", "(", "!", "-", "+", "or", "union", "optional", "path"],
)
def test_what_breaks_the_engine_does_not_break_the_program(built: Path, query: str) -> None:
    store = open_store(built)
    with suppress(QueryError):
        user(store, query, timeout=20)
    assert user(store, "ASK {}").rows


def test_a_dataset_in_memory_is_guarded_too(real_list: Path) -> None:
    data = kg.open(real_list)
    with pytest.raises(QueryError, match="no answer after"):
        data.query(ENDLESS, timeout=1)
    assert len(data.query("SELECT ?d WHERE { ?d a duty:RecalledDuty }")) == 37
    assert len(data.query("no_lead")) > 20


def test_the_limit_holds_for_everything_together(built: Path) -> None:
    store = Limited(open_store(built), 0.2)
    store.select("ASK {}")
    time.sleep(0.25)
    with pytest.raises(QueryError, match=r"no answer after 0\.2 s"):
        store.select("ASK {}")
    assert Limited(open_store(built), 0).select("ASK {}").rows


def test_a_folder_that_is_no_store_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("MANIFEST-000001\n", encoding="utf-8")
    for limits in ({}, {"timeout": 5.0}):
        with pytest.raises(
            StoreError, match=r"the store cannot be opened .* run kg build again"
        ) as caught:
            open_store(tmp_path).select("ASK {}", **limits)  # type: ignore[arg-type]
        assert "\n" not in caught.value.line


def test_an_answer_that_is_too_large_is_not_taken(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LARGEST_ANSWER", 10_000)
    with pytest.raises(QueryError, match="the answer is larger than"):
        user(open_store(built), "SELECT * { ?s ?p ?o } LIMIT 10000")


def test_the_command_ends_in_its_time(built: Path, process: Process) -> None:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "kg", "query", "-", "--store", str(built), "--timeout", "1"],
        input=ENDLESS, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert "no answer after 1 s" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert seconds(start) < 8


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
def test_nothing_is_left_when_the_program_is_killed(built: Path) -> None:
    psutil = pytest.importorskip("psutil")
    program = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", "-", "--store", str(built)], stdin=subprocess.PIPE
    )
    assert program.stdin is not None
    with program.stdin as stdin:
        stdin.write(ENDLESS.encode())
    children: list[object] = []
    for _ in range(200):
        children = psutil.Process(program.pid).children()
        if children:
            break
        time.sleep(0.05)
    assert children
    time.sleep(0.5)
    program.kill()
    program.wait()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []


def test_the_watch_measures_this_process() -> None:
    before = worker.used_memory()
    kept = bytearray(50 * 1024 * 1024)
    kept[::4096] = b"x" * len(kept[::4096])
    assert worker.used_memory() - before > 30 * 1024 * 1024


def test_a_query_file_of_any_size_is_one_line(
    built: Path, command: Command, tmp_path: Path
) -> None:
    (tmp_path / "long.rq").write_text("SELECT * {} #" + "x" * 2_000_000, encoding="utf-8")
    result = command("query", tmp_path / "long.rq", "--store", built)
    assert result.exit_code == 1
    assert "at most 200000 are taken" in result.stderr
