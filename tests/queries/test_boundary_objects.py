"""Questions 14 to 16 on the real list: the same thing in several hands. Expected answers were counted by reading the document."""

from __future__ import annotations

from pathlib import Path

from tests.queries.asking import answer

POLICE, HOUSING, FARMING, MARKET = (
    "奇台县公安局",
    "奇台县住房和城乡建设局",
    "奇台县农业农村局",
    "奇台县市场监督管理局",
)
FIRE, CULTURE, PLANNING = (
    "奇台县消防救援局",
    "奇台县文化体育广播电视台和旅游局",
    "奇台县发展和改革委员会",
)
FARM_LAW = "奇台县农业综合行政执法机构"

# Read in the superior side of the duties with several acting departments: duty, act, the two departments.
TWICE = {
    ("配合 15", "发现告知", POLICE, HOUSING),  # 发现、告知流浪乞讨人员 … 到救助管理机构
    # 19 keeping dogs: 1 查处养犬扰民, 2 查处…养犬行为, 3 犬只…监督管理执法 (the bureau and its enforcement body), 4 监督管理、查处犬只经营
    *(("配合 19", "查处执法", one, other) for one, other in (
        (POLICE, HOUSING), (POLICE, FARMING), (POLICE, FARM_LAW), (POLICE, MARKET), (HOUSING, FARMING),
        (HOUSING, FARM_LAW), (HOUSING, MARKET), (FARMING, MARKET), (FARM_LAW, MARKET))),
    ("配合 19", "监管", FARMING, MARKET), ("配合 19", "监管", FARM_LAW, MARKET),
    # 21 schools: 2 4 7 8 检查指导(各)学校, 5 6 校园周边…检查, 4 7 校园周边…执法
    *(("配合 21", "检查", one, other) for one, other in (
        (POLICE, MARKET), (POLICE, CULTURE), (POLICE, FIRE), (POLICE, PLANNING), (MARKET, CULTURE), (MARKET, FIRE), (MARKET, PLANNING),
        (CULTURE, FIRE), (FIRE, PLANNING))),
    ("配合 21", "查处执法", MARKET, FIRE),
    ("配合 37", "安排资金", "奇台县残联", "奇台县财政局"),  # 落实配套经费; 将改造资金纳入…
    ("配合 66", "检查", HOUSING, MARKET),  # 监督检查: gas firms; gas cylinders
    ("配合 66", "监管", MARKET, "奇台县交通运输局"),
    ("配合 81", "监测", "奇台县应急管理局", HOUSING),  # all hazards; earthquakes
    ("配合 87", "救治扑救", "奇台县林业和草原局", FIRE),
    ("配合 89", "查处执法", PLANNING, POLICE),
    ("配合 90", "救治扑救", MARKET, "奇台县卫生健康委员会"),  # 人员救治; 救援救治
}  # fmt: skip


def test_same_act_same_object(built: Path) -> None:
    """Not found, though a reader may name them.

    17.5 and 17.6 check the same 材料 (papers are no matter of the thesaurus); the 校园 of 21.3 is not seen to be a 学校.
    """
    rows = answer(built, "same_act_same_object")
    assert {(row["duty"], row["act"], row["first"], row["second"]) for row in rows} == TWICE


def test_acting_together_is_not_acting_twice(built: Path) -> None:
    """24.7, 66.6 (four departments in one step), 97.2 and 97.3 (会同, 联合)."""
    assert not {"配合 24", "配合 97"} & {
        row["duty"] for row in answer(built, "same_act_same_object")
    }


# Titles of the basic and of the cooperative list that are about the same thing, read side by side.
SAME_MATTER = {
    (7, 7), (8, 1), (15, 10), (16, 11),  # cadres, delegates, the congress, the consultative conference
    (24, 62), (25, 62), (41, 27), (43, 19), (60, 16), (61, 37), (61, 38), (62, 36), (71, 32), (72, 53), (74, 51),
    (76, 56), (77, 28), (77, 29), (80, 51), (81, 49), (82, 49), (86, 68), (87, 74), (87, 75), (88, 70), (88, 71),
    (94, 79), (94, 80), (94, 81), (94, 83), (95, 83), (96, 79), (96, 81), (96, 82), (97, 91),
}  # fmt: skip

# The same word, but hardly the same thing: a reader strikes them out.
HARDLY = {
    (21, 37), (21, 41), (38, 16), (55, 23), (67, 36), (68, 21), (68, 63), (70, 96), (73, 53), (77, 26), (83, 49),
    (83, 62), (86, 80), (87, 4), (90, 51), (94, 86), (96, 90), (103, 96),
}  # fmt: skip


def test_basic_and_cooperative_matter(built: Path) -> None:
    rows = answer(built, "basic_and_cooperative_matter")
    pairs = {(int(str(row["basic"])[3:]), int(str(row["cooperative"])[3:])) for row in rows}
    assert pairs >= SAME_MATTER
    assert pairs - SAME_MATTER <= HARDLY


def test_same_object_different_power(built: Path) -> None:
    """A fine for packaging (77) and mulch (78) that is not taken back; 29.6 only reports 未按照规定回收农药包装废弃物的行为."""
    found = {(row["basic"], row["step"]) for row in answer(built, "same_object_different_power")}
    read = {
        ("基本 77", "配合 29 乡镇 二、3"),
        ("基本 78", "配合 29 乡镇 二、3"),
        (
            "基本 76",
            "配合 63 乡镇 1",
        ),  # a fine for littering; kitchen waste tipped anywhere is only reported
        (
            "基本 83",
            "配合 80 乡镇 4",
        ),  # a fine on private building; dangers of self-built houses are only reported
        ("基本 77", "配合 28 乡镇 2"),  # farm inputs: waste of them, fakes of them
    }
    hardly = {
        ("基本 76", "配合 57 乡镇 2"),
        ("基本 77", "配合 29 乡镇 一、3"),
    }  # an emergency; an accident with pesticide
    assert found >= read
    assert found - read <= hardly


def test_who_stops_by_itself_does_not_only_report(built: Path) -> None:
    """47.1, 56.2, 60.2 and 83.3 stop as well as report."""
    steps = {row["step"] for row in answer(built, "same_object_different_power")}
    assert not steps & {"配合 47 乡镇 1", "配合 56 乡镇 2", "配合 60 乡镇 一、2", "配合 83 乡镇 3"}
