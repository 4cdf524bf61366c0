"""Centralities on graphs whose values can be worked out on paper."""

from __future__ import annotations

import pytest

from kg.analyses import brokers
from kg.network import Network
from tests.analyses.conftest import Columns


def test_the_middle_of_a_path(columns: Columns) -> None:
    rows = list((network := columns("AB", "BC")).labelled(brokers.run(network)))
    assert [row["department"] for row in rows] == ["B", "A", "C"]
    # the only path between A and C goes through B
    assert [(row["betweenness"], row["cut"]) for row in rows] == [(1, True), (0, False), (0, False)]
    # Burt 1992: B's two partners do not know each other: 0.5² + 0.5²
    assert rows[0]["constraint"] == pytest.approx(0.5)


def test_a_triangle_has_no_broker(columns: Columns) -> None:
    table = brokers.run(columns("ABC", "D"))
    assert set(table.column("betweenness")) == {0}
    assert not any(table.column("cut"))
    assert len(table) == 3
    # Burt 1992: (0.5 + 0.5·0.5)² for each of the two partners
    assert table.column("constraint") == pytest.approx([1.125] * 3)


def test_who_holds_the_real_list_together(network: Network) -> None:
    rows = {str(row["department"]): row for row in network.labelled(brokers.run(network))}
    # 18 alone ties 组织部's and 政法委's corner to the rest, through 卫生健康委员会 and 人力资源和社会保障局
    assert rows["奇台县卫生健康委员会"]["cut"]
    assert rows["奇台县人力资源和社会保障局"]["cut"]
    assert not rows["奇台县公安局"]["cut"]
    # 红十字会 stands beside 民政局 only (42)
    assert rows["奇台县红十字会"]["partners"] == 1
