"""The figures of the house may not grow: how many thoughts a line holds, how long functions, lines and rooms are."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests import house

LIMITS = house.Figures(
    comprehensions=7.95,
    nested=0.6,
    conditionals=2.5,
    chained=0,
    complex_functions=0,
    wide_lines=985,
    longest_room=300,
)
"""What was reached; whoever gets below a limit lowers it. The goals are in CONTRIBUTING.md."""


@pytest.fixture(scope="module")
def figures() -> house.Figures:
    return house.measure(house.sources())


@pytest.mark.parametrize("name", [field.name for field in fields(house.Figures)])
def test_a_figure_of_the_house_does_not_grow(figures: house.Figures, name: str) -> None:
    reached, limit = getattr(figures, name), getattr(LIMITS, name)
    assert reached <= limit, (
        f"{name}: {reached}, at most {limit}; python -m tests.house names the places"
    )


def test_what_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "ROOT", tmp_path)
    room = tmp_path / "room.py"
    branches = "\n".join(f"    if x == {number}:\n        return {number}" for number in range(15))
    room.write_text(
        "a = [x for row in b for x in row]\n"
        "c = [x for x in a]\n"
        "d = 1 if a else 2 if c else 3\n"
        f"def f(x):\n{branches}\n"
        f"#{'事' * 50}\n",
        encoding="utf-8",
    )
    found = house.measure([room])
    assert (found.chained, found.complex_functions, found.wide_lines, found.longest_room) == (
        1,
        1,
        1,
        35,
    )
    assert found.comprehensions == pytest.approx(2 * found.nested)
    assert [line.rpartition(": ")[2] for line in house.places([room])] == [
        "f has 16 paths",
        "nested",
        "chain",
    ]
