"""Loads counted by hand in the document, and the index of concentration on made-up lists."""

from __future__ import annotations

import pytest

from kg.analyses import concentration
from kg.network import Network
from kg.table import Value
from tests.analyses.conftest import Columns


def row(network: Network, name: str) -> dict[str, Value]:
    return next(
        row for row in network.labelled(concentration.run(network)) if row["department"] == name
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # declared 21, 43, 97; leads 97; receives 4, 9; steps 21.1, 43.1-4, 97.1-3 and two recalled; the township's 2 + 4 + 3
        ("奇台县教育局", (3, 1, 2, 10, 0, 9)),
        # declared 15, 19, 21, 34, 60, 66, 89, 90, 92, 97; joins 82.2, 97.2, 97.3 and recalled 35.3
        ("奇台县公安局", (10, 0, 0, 14, 4, 27)),
        # nowhere declared; brought in by 组织 in 76.3 and 77.2
        ("奇台县疾控中心", (0, 0, 0, 2, 2, 0)),
        # one recalled duty only
        ("奇台县医疗保障局", (0, 0, 1, 1, 0, 0)),
    ],
)
def test_counted_by_hand(network: Network, name: str, expected: tuple[int, ...]) -> None:
    found = row(network, name)
    assert (
        tuple(
            found[c]
            for c in ("declared", "led", "received", "performed", "joined", "township_steps")
        )
        == expected
    )


def test_shares_add_up_to_one(network: Network) -> None:
    assert sum(
        float(str(value)) for value in concentration.run(network).column("share")
    ) == pytest.approx(1, abs=0.002)


def test_every_department_is_there_once(network: Network) -> None:
    names = concentration.run(network).column("department")
    assert len(names) == len(set(names)) == len(network.departments) == 38


def test_concentration_of_equal_shares(columns: Columns) -> None:
    table = concentration.run(columns("A", "B", "C", "D"))
    assert "执行 0.250" in table.notes[2]


def test_a_joined_department_performs_too(network: Network) -> None:
    assert row(network, "奇台县农业综合行政执法机构")["performed"] == 1
