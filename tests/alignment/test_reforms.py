"""A department that a reform renamed is the same department: the change says so, and no step changed by it."""

from __future__ import annotations

import kg
from kg.names.reforms import reforms, renaming, today
from kg.resources import data_path

COUNTY = data_path() / "examples" / "example-county"


def test_each_reform_names_its_source() -> None:
    assert [one.id for one in reforms()] == ["2018", "2023"]
    for one in reforms():
        assert one.source
        assert one.renamed
        assert all(old != new and today(old) == today(new) for old, new in one.renamed.items())


def test_a_renaming_has_a_direction() -> None:
    assert renaming("环境保护局", "生态环境局") is reforms()[0]
    assert renaming("生态环境局", "环境保护局") is None
    assert renaming("环境保护局", "水利局") is None


def test_a_renamed_department_is_told_as_such() -> None:
    found = kg.diff(COUNTY / "hill-2024-12", COUNTY / "hill-2025-12")
    renamed = [change for change in found.changes if change.renamed]
    assert [change.only_renamed for change in renamed] == [True]
    (change,) = renamed
    assert change.kinds == ("departments",)  # the contract; the steps that name it are none
    assert (change.renamed[0].old.function, change.renamed[0].new.function) == (
        "乡村振兴局",
        "农业农村局",
    )
    assert "机构改革更名" in found.text()
    assert '"reform": "2023"' in found.to_json()
    other = next(c for c in found.changes if "departments" in c.kinds and not c.renamed)
    assert not other.only_renamed


def test_the_graph_tells_a_renaming_apart() -> None:
    data = kg.open(COUNTY)
    changed = data.query("changed_departments").column("title")
    assert "防止返贫动态监测和帮扶工作" not in changed
    assert "老年人高龄津贴的发放管理" in changed
    counts = {(row["list"], row["kind"]): row["count"] for row in data.query("change_counts")}
    assert counts["甲山镇", "机构改革更名"] == 1
    events = data.query(
        "SELECT ?old ?event ?new ?source WHERE { ?old org:changedBy ?event . ?event a org:ChangeEvent ;"
        " org:resultingOrganization ?new ; dct:source ?source }"
    )
    assert [events.rows[0][place] for place in (0, 1, 2)] == [
        "示例县乡村振兴局", "2023 年党和国家机构改革", "示例县农业农村局",
    ]  # fmt: skip
    assert "乡村振兴" in str(events.rows[0][3])
