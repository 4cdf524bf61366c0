"""The benchmarks come to an end: what takes too long is given up, what comes too late is left out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

from benchmarks.__main__ import _print
from benchmarks.measure import growth, inside


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
