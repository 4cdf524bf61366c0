"""Every counting question by five engines, on a build and on its tables many times over.

    python -m benchmarks.asking BUILD               the graph of a build, and its tables
    python -m benchmarks.asking BUILD --times 20    its tables alone, 20 times over
    python -m benchmarks.asking FOLDER              tables alone, as ``kg tables`` writes them

CPU seconds of DuckDB (the least of three), and how many times that the others take; what starts an
engine is not in them and is said apart. An engine has its views when it is asked: the first time is
not counted unless it takes more than a minute. Polars runs the very same text where its SQL can.
The tables "times over" are those of the build under other names of lists: they say what asking
costs, not what making would. Rows that differ from DuckDB's are told.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

import polars
import psutil

from kg import library
from kg.asking.questions import Question, questions
from kg.sql import Engine, Rows, open_engine
from kg.sql._asking import Tables
from kg.sql._held import survey
from kg.sql._text import COUNTS
from kg.table import Table
from kg.tables import parts
from kg.tables.columns import SCHEMA

ENGINES = ("polars", "daft", "spark")
TIMES = 3
LONG = 5.0
"""CPU seconds after which a question is not asked again."""


class Polars:
    """The same text in Polars' SQL, lazily."""

    SECONDS: ClassVar[float] = 0

    def __init__(self) -> None:
        self._context = polars.SQLContext()

    def scan(self, view: str, files: Sequence[str]) -> None:
        """Call some files of one shape a view."""
        self._context.register(view, polars.scan_parquet(list(files), hive_partitioning=False))

    def define(self, view: str, sql: str) -> None:
        """Call what a SELECT gives a view."""
        self._context.register(view, self._context.execute(sql))

    def rows(self, sql: str) -> Rows:
        """Return what a SELECT gives, in its order."""
        found = self._context.execute(sql).collect()
        return found.columns, found.rows()

    def stop(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """End it."""


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--questions", nargs="*", default=[])
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=ENGINES)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build = wanted.build
        if wanted.times > 1:
            build = _many(build, wanted.times, Path(folder) / "many")
        for line in _by_each(build, wanted.engines, wanted.questions):
            print(line, flush=True)


def _by_each(where: Path, engines: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Yield a line for each question: DuckDB's CPU seconds, and the others' as multiples."""
    counting = [one for one in questions() if one.rows == COUNTS]
    if names:
        counting = [one for one in counting if one.name in names]
    own, rows, _ = _times(where, "duckdb", counting)
    found: dict[str, Mapping[str, float]] = {}
    said: list[str] = []
    for name in engines:
        start = _cpu()
        try:
            found[name], others, started = _times(where, name, counting)
        except Exception as error:  # an engine that is not installed is a line of the report
            said.append(f"  {name}: {str(error)[:90]}")
            continue
        said.append(f"  {name}: {started:.1f} CPU s to start, {_cpu() - start:.0f} in all")
        said += _differing(name, rows, others)
    if (where / "store").exists():
        found["oxigraph"], others = _by_graph(where, counting)
        said += _differing("oxigraph", rows, others)
    yield f"{len(library.tables(where).entries):,} lists    DuckDB CPU ms  " + "".join(
        f"{name:>10}" for name in found
    )
    for one in counting:
        cells = [_ratio(times.get(one.name), own[one.name]) for times in found.values()]
        yield f"  {one.name:22}{own[one.name] * 1000:10.0f}   " + "".join(cells)
    total = sum(own.values())
    sums = (_ratio(sum(every.values()), _of(own, every)) for every in found.values())
    yield f"  {'all of these':22}{total * 1000:10.0f}   " + "".join(sums)
    yield from said


def _differing(name: str, rows: Mapping[str, Table], others: Mapping[str, Table]) -> Iterator[str]:
    for key, one in others.items():
        if _plain(one) != _plain(rows[key]):
            yield f"  {name} gives other rows: {key}"


def _of(own: Mapping[str, float], answered: Mapping[str, float]) -> float:
    """Return DuckDB's seconds for those questions that another engine answered."""
    return sum(own[name] for name in answered)


def _ratio(taken: float | None, own: float) -> str:
    return f"{taken / own:8.1f} ×" if taken else f"{'–':>10}"


def _plain(table: Table) -> str:
    """Return rows as texts: an engine may give 3 or 3.0, and 16.4 or 16.400000000000002."""
    rows = [
        tuple(round(cell, 6) if isinstance(cell, float) else cell for cell in row)
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows)).to_csv().replace(".0,", ",").replace(".0\n", "\n")


def _opened(name: str) -> Engine:
    return Polars() if name == "polars" else open_engine(name)


def _times(
    where: Path, name: str, counting: Sequence[Question]
) -> tuple[dict[str, float], dict[str, Table], float]:
    """Return the CPU seconds and the answer of each question that an engine can do, and its start's."""
    held = survey(where, "")
    start = _cpu()
    engine = _opened(name)
    started = _cpu() - start
    taken: dict[str, float] = {}
    answers: dict[str, Table] = {}
    with Tables(engine, held.taken, held.taken, 0) as tables:
        for one in counting:
            try:
                answers[one.name] = tables.answer(one, {})
                taken[one.name] = _least(partial(tables.answer, one, {}))
                _tell(f"{name} {one.name}: {taken[one.name]:.3f} s")
            except Exception as error:  # its SQL lacks something: a dash in the report
                _tell(f"{name} {one.name}: {str(error)[:120]}")
    return taken, answers, started


def _by_graph(
    build: Path, counting: Sequence[Question]
) -> tuple[dict[str, float], dict[str, Table]]:
    """Return the CPU seconds and the answer of each question to the graph, by Oxigraph."""
    graph = library.open(build)
    taken: dict[str, float] = {}
    answers: dict[str, Table] = {}
    for one in counting:
        ask = partial(graph.query, one.name, timeout=None, iris=True)
        answers[one.name] = ask()
        taken[one.name] = _least(ask)
        _tell(f"oxigraph {one.name}: {taken[one.name]:.3f} s")
    return taken, answers


def _tell(line: str) -> None:
    """Say what has been measured while the rest is waited for."""
    print(line, file=sys.stderr, flush=True)


def _least(ask: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        start = _cpu()
        ask()
        found.append(_cpu() - start)
        if sum(found) > LONG:
            break
    return min(found)


def _cpu() -> float:
    """Return the CPU seconds of this process and of its children: Spark's Java is one."""
    times = [one.cpu_times() for one in psutil.Process().children(recursive=True)]
    return float(time.process_time() + sum(one.user + one.system for one in times))


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
        one["sha256"] += f"-{number}"  # one document would count once
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


if __name__ == "__main__":
    main()
