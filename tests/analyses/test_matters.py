"""Duties of one matter, by reading."""

from __future__ import annotations

from kg.analyses import matters
from kg.network import Network


def test_matters_in_all_three_lists(network: Network) -> None:
    rows = {str(row["matter"]): row for row in matters.run(network)}
    water = rows["水资源管理"]
    assert (water["basic"], water["lists"]) == ("基本 71", 3)
    assert {"收回 17", "收回 18"} <= set(str(water["recalled"]).split("、"))
    assert rows["医疗救助"]["basic"] == "基本 65"
    assert rows["医疗救助"]["recalled"] == "收回 15"


def test_a_row_holds_what_it_counts(network: Network) -> None:
    for row in matters.run(network):
        listed = [
            label
            for kind in ("basic", "cooperative", "recalled")
            for label in str(row[kind] or "").split("、")
            if label
        ]
        assert len(listed) == row["duties"] == len(str(row["evidence"]).split())
        assert isinstance(row["duties"], int)
        assert row["duties"] > 1


def test_boilerplate_joins_nothing(network: Network) -> None:
    # 19 recalled penalties share one paragraph; no matter may hold them all
    assert max(len(str(row["recalled"]).split("、")) for row in matters.run(network)) < 8
