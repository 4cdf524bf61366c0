"""What the country would cost: tables of generated lists, their growth, and five engines.

    python -m benchmarks.nation                   1, 10 and 100 lists as tables, and the fit
    python -m benchmarks.nation --lists 1 10 1000 other numbers
    python -m benchmarks.nation --ask BUILD 20    questions on a build, and on its tables 20 times

CPU seconds and ratios are what to read. A county is a part of its own, so lists cost the same
however many there are; the exponent through the first and the last number says how near to that they come.
The tables "times over" are those of the build under other names of lists: they say what asking
costs, not what making would.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import duckdb
import polars
import psutil

from benchmarks.counting import _BY_DEPARTMENT, _PAIRS, _SILENT, _in_polars
from benchmarks.measure import growth, process
from benchmarks.perturb import make
from kg import library, parts
from kg.columns import SCHEMA
from kg.library.tabled import COUNTS
from kg.questions import questions

COUNTRY = 38_700
ASKED = ("load", "shared_duties", "leads", "categories", "kinds_of_work")
TIMES = 3


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lists", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--ask", nargs=2, metavar=("BUILD", "TIMES"))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        said = _asked(Path(wanted.ask[0]), int(wanted.ask[1]), work) if wanted.ask else None
        for line in said or _made(wanted.lists, work):
            print(line, flush=True)


# --- making ---


def _made(sizes: Sequence[int], work: Path) -> Iterator[str]:
    yield "Tables        lists     CPU s   CPU s a list        MB   KB a list   peak MB"
    cpu: dict[int, float] = {}
    disk: dict[int, float] = {}
    for size in sizes:
        lists = make(size, work / f"lists-{size}")
        command: list[str | Path] = [sys.executable, "-m", "kg", "tables", lists[0].parent]
        cost = process([*command, "-o", work / f"tables-{size}", "-j", "2"], cwd=work, limit=7200)
        cpu[size], disk[size] = cost.cpu, _size(work / f"tables-{size}")
        yield (
            f"         {size:10,}{cost.cpu:10.1f}{cost.cpu / size:15.2f}{disk[size] / 1e6:10.1f}"
            f"{disk[size] / size / 1e3:12.0f}{cost.megabytes:10.0f}"
        )
    if len(sizes) > 1:
        last = max(sizes)
        yield f"grows as n^{growth(cpu):.2f} (CPU), n^{growth(disk):.2f} (disk)"
        hours = cpu[last] / last * COUNTRY / 3600
        every = disk[last] / last * COUNTRY / 1e9
        yield f"{COUNTRY:,} lists at the cost of the last row: {hours:.1f} CPU hours, {every:.1f} GB"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# --- asking ---


def _asked(build: Path, times: int, work: Path) -> Iterator[str]:
    """Yield what five questions take on the graph and on the tables, engine by engine."""
    entries = len(library.tables(build).entries)
    yield f"{len(ASKED)} questions, CPU seconds (the least of {TIMES}), and how many times DuckDB's"
    for number in (1, times):
        tables = build if number == 1 else _many(build, number, work / "many")
        yield f"{entries * number:,} lists"
        own = _least(partial(_by, tables, "duckdb"))
        yield f"  DuckDB      {own:8.2f} s   1 ×"
        for engine in ("daft", "spark"):
            yield _line(engine, partial(_by, tables, engine), own)
        if number == 1 and (build / "store").exists():
            yield _line("Oxigraph", partial(_by_graph, build), own)
        yield from _three(tables)


def _by_graph(build: Path) -> None:
    graph = library.open(build)
    for name in ASKED:
        graph.query(name, timeout=None, iris=True)


def _by(where: Path, engine: str) -> None:
    opened = library.tables(where)
    for name in ASKED:
        opened.query(name, engine=engine, timeout=None, iris=True)


def _line(name: str, ask: Callable[[], object], own: float) -> str:
    try:
        taken = _least(ask)
    except Exception as error:  # an engine that is not installed is a line of the report
        return f"  {name:12}{str(error)[:70]}"
    return f"  {name:12}{taken:8.2f} s{taken / own:6.1f} ×"


def _least(ask: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        start = _cpu()
        ask()
        found.append(_cpu() - start)
        if found[0] > 60:
            break
    return min(found)


def _cpu() -> float:
    """Return the CPU seconds of this process and of its children: Spark's Java is one."""
    times = [one.cpu_times() for one in psutil.Process().children(recursive=True)]
    return float(time.process_time() + sum(one.user + one.system for one in times))


def _three(where: Path) -> Iterator[str]:
    """Yield three counts as plain SQL in DuckDB beside Polars: the engines alone."""
    files = str(parts.roots(where)[0] / "participations" / "*" / "*.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TEMP VIEW p AS FROM read_parquet('{files}')")
        counts = (("by department", _BY_DEPARTMENT), ("pairs", _PAIRS), ("silent", _SILENT))
        for what, sql in counts:
            ours = _least(partial(_fetch, connection, sql))
            theirs = _least(partial(_in_polars, what, files))
            yield f"  {what:14} DuckDB {ours * 1000:7.1f} ms   Polars {theirs / ours:5.2f} ×"


def _fetch(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return len(connection.execute(sql).fetchall())


def _many(build: Path, times: int, target: Path) -> Path:
    """Write the tables of a build so many times, its lists under other names each time."""
    (root,) = parts.roots(build)
    (target / parts.FOLDER).mkdir(parents=True)
    for part in parts.every(root):
        for number in range(times):
            _again(part, number, target)
    return target


def _again(part: parts.Part, number: int, target: Path) -> None:
    name = f"{part.name}{number:04}"
    facts = json.loads((part.root / parts.FOLDER / f"{part.name}.json").read_text("utf-8"))
    for one in facts["lists"]:
        one["id"] += f"-{number}"
    for table in SCHEMA:
        path = target / table / part.path(table).parent.name / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        frame = polars.read_parquet(part.path(table), hive_partitioning=False)
        renamed = [
            polars.col(column).str.replace_all(r"/list/([^/]+)", f"/list/${{1}}-{number}")
            for column in ("iri", "change", "common")
            if column in frame.columns
        ]
        frame = frame.with_columns(polars.col("list") + f"-{number}", *renamed)
        frame.write_parquet(path)
        facts["files"][table] = [path.relative_to(target).as_posix(), path.stat().st_size, ""]
    text = json.dumps(facts, ensure_ascii=False)
    (target / parts.FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


assert {one.name for one in questions() if one.rows == COUNTS} >= set(ASKED)

if __name__ == "__main__":
    main()
