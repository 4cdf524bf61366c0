"""The benchmarks come to an end: what takes too long is given up, what comes too late is left out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import asking
from benchmarks.__main__ import _print
from benchmarks.measure import growth, inside
from kg.sql import Rows


def test_what_takes_longer_than_it_may_is_given_up() -> None:
    def forever() -> None:
        while True:
            pass

    assert inside(forever, times=1, most=0.2) == 0.2
    assert inside(lambda: None, most=5.0) < 5.0


def test_a_section_ends_when_its_time_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    def lines() -> Iterator[str]:
        yield "first"
        raise AssertionError("asked for more")

    _print(lines(), 0.0)
    assert capsys.readouterr().out.splitlines()[0] == "first"


def test_all_lines_are_printed_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    _print(iter(("first", "second")), math.inf)
    assert capsys.readouterr().out == "first\nsecond\n"


def test_growth_is_the_exponent() -> None:
    assert growth({1: 1.0, 100: 100.0}) == pytest.approx(1.0)


def test_other_rows_than_duckdb_gives_are_told(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polars and the graph are asked beside it; an engine that is not there is a line."""
    names = ["leads", "township_does_more"]
    said = "\n".join(asking._by_each(built, ["polars"], names))
    assert [name for name in names if name in said] == names
    assert "oxigraph" in said
    assert "other rows" not in said
    rows = asking.Polars.rows

    def fewer(self: asking.Polars, sql: str) -> Rows:
        columns, found = rows(self, sql)
        return columns, found[1:]

    monkeypatch.setattr(asking.Polars, "rows", fewer)
    said = "\n".join(asking._by_each(built, ["polars"], names[:1]))
    assert "polars gives other rows: leads" in said
