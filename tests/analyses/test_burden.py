"""Kinds of work asked of the township, counted in the steps themselves."""

from __future__ import annotations

from kg.analyses import burden
from kg.network import Network


def test_all_duties_come_first(network: Network) -> None:
    first = next(iter(burden.run(network)))
    assert (first["department"], first["duties"], first["steps"]) == (burden.EVERY, 97, 323)


def test_one_department_by_reading(network: Network) -> None:
    row = next(
        r
        for r in network.labelled(burden.run(network))
        if r["department"] == "国家统计局奇台调查队"
    )
    # 13 only, two township steps: the first reports (上报), both inspect (调查), guide (督促, 指导) and keep records
    assert (row["duties"], row["steps"], row["reporting"], row["inspection"]) == (1, 2, 1, 2)


def test_a_step_counts_once_a_kind(network: Network) -> None:
    for row in burden.run(network):
        steps = row.pop("steps")
        for name, value in row.items():
            if name not in ("department", "duties", "evidence"):
                assert isinstance(value, int)
                assert isinstance(steps, int)
                assert value <= steps, name
