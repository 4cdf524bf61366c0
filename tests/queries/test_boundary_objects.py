"""Questions 14 to 16 on the real list: the same thing in several hands. Expected answers were counted by reading the document."""

from __future__ import annotations

from pathlib import Path

from kg.asking import narrow
from kg.graph.store import open_store
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

HEALTH = "奇台县卫生健康委员会"

# Read in the superior side of the duties with several acting departments: duty, act, the two departments.
TWICE = {
    ("配合 15", "发现告知", POLICE, HOUSING),  # 发现、告知流浪乞讨人员 … 到救助管理机构
    ("配合 17", "审核审批", "奇台县财政局", FARMING),  # 盖章后的材料 … 审核; 三方签字盖章的材料 … 核对
    # 19 keeping dogs: 犬只养殖、诊疗等活动 and 犬只经营活动 are supervised; the four that punish punish four different offences
    ("配合 19", "监管", FARMING, MARKET),
    ("配合 19", "监管", FARM_LAW, MARKET),
    # 21 schools: 2 3 4 7 8 检查指导(各)学校、校园; 4 5 7 校园周边
    *(("配合 21", "检查", one, other) for one, other in (
        (POLICE, HEALTH), (POLICE, MARKET), (POLICE, FIRE), (POLICE, PLANNING), (HEALTH, MARKET), (HEALTH, FIRE),
        (HEALTH, PLANNING), (MARKET, CULTURE), (MARKET, FIRE), (MARKET, PLANNING), (CULTURE, FIRE), (FIRE, PLANNING))),
    ("配合 37", "安排资金", "奇台县残联", "奇台县财政局"),  # 落实配套经费; 将改造资金纳入…
    ("配合 66", "检查", HOUSING, MARKET),  # 监督检查: gas firms; gas cylinders
    ("配合 75", "同一说法", "奇台县委宣传部", CULTURE),  # 文化进基层的深度和广度
    ("配合 81", "监测", "奇台县应急管理局", HOUSING),  # all hazards; earthquakes
    ("配合 87", "救治扑救", "奇台县林业和草原局", FIRE),
    ("配合 89", "查处执法", PLANNING, POLICE),  # 电力行政执法 is the whole field
    ("配合 90", "救治扑救", MARKET, HEALTH),  # 人员救治; 救援救治
}  # fmt: skip


def test_same_act_same_object(built: Path) -> None:
    rows = answer(built, "same_act_same_object")
    found = [(row["duty"], row["act"], row["first"], row["second"]) for row in rows]
    assert set(found) == TWICE
    assert len(found) == len(TWICE)


def test_same_act_is_narrowed_by_either_department(built: Path) -> None:
    terms = narrow.department(open_store(built), "消防救援局")
    rows = answer(built, "same_act_same_object", {"department": terms})
    assert len(rows) == sum(FIRE in row for row in TWICE)


def test_acting_together_is_not_acting_twice(built: Path) -> None:
    """24.7, 66.6 (four departments in one step), 97.2 and 97.3 (会同, 联合)."""
    assert not {"配合 24", "配合 97"} & {
        row["duty"] for row in answer(built, "same_act_same_object")
    }


# Titles of the basic and of the cooperative list that are about the same thing, read side by side: one matter …
SAME_MATTER = {
    (7, 7), (8, 1), (15, 10), (16, 11),  # cadres, delegates, the congress, the consultative conference
    (24, 62), (25, 62), (41, 27), (43, 19), (61, 38), (62, 36), (71, 32), (72, 53), (74, 51), (76, 56), (77, 28), (77, 29), (80, 51),
    (81, 49), (82, 49), (86, 68), (87, 74), (87, 75), (88, 70), (88, 71), (94, 79), (94, 80), (94, 81), (94, 83), (95, 83),
    (96, 79), (96, 81), (96, 82), (97, 91),
}  # fmt: skip
# … or a whole and a part of it: a wider benefit and a narrower one, environmental protection and straw burning, fire safety and bicycles.
WHOLE_AND_PART = {
    (7, 5), (10, 8), (17, 39), (24, 13), (25, 13), (28, 15), (29, 15), (29, 64), (32, 16), (32, 17), (32, 25), (32, 54), (33, 20),
    (60, 16), (61, 37), (69, 49), (71, 12), (76, 55), (76, 57), (76, 58), (76, 60), (76, 61), (80, 54), (87, 73), (93, 76), (94, 82),
    (94, 84), (94, 85), (94, 86), (94, 87), (94, 88), (95, 84), (95, 85), (95, 87), (95, 88), (96, 80), (96, 86), (97, 90), (98, 91),
    (105, 96),
}  # fmt: skip
# A reader strikes these out: recruits from the village, veterans who look for work, the rangers and farmland given back to forest.
HARDLY = {(7, 6), (67, 36), (74, 54)}
# One word in both titles, and no matter: a class of people, a body, a material, a method.
NO_MATTER = {
    (21, 37), (21, 41), (38, 16), (55, 23), (68, 21), (68, 63), (70, 96), (73, 53), (77, 26), (83, 49), (86, 80), (87, 4), (90, 51),
    (96, 90), (103, 96),
}  # fmt: skip


def test_basic_and_cooperative_matter(built: Path) -> None:
    rows = answer(built, "basic_and_cooperative_matter")
    found = [(int(str(row["basic"])[3:]), int(str(row["cooperative"])[3:])) for row in rows]
    assert len(found) == len(set(found))
    assert set(found) >= SAME_MATTER | WHOLE_AND_PART
    assert set(found) - SAME_MATTER - WHOLE_AND_PART <= HARDLY
    assert not NO_MATTER & set(found)


def test_same_object_different_power(built: Path) -> None:
    """A fine for packaging (77) and mulch (78) that is not taken back; 29.6 only reports 未按照规定回收农药包装废弃物的行为.

    A fine for littering (76); kitchen waste tipped anywhere is only reported. Not found: self-built houses that are unsafe (80.4)
    are no houses without a permit (83); fakes (28.2) and accidents (29.3, 57.2) are no waste.
    """
    found = [(row["basic"], row["step"]) for row in answer(built, "same_object_different_power")]
    assert sorted(found) == [
        ("基本 76", "配合 63 乡镇 1"), ("基本 77", "配合 29 乡镇 二、3"), ("基本 78", "配合 29 乡镇 二、3"),
    ]  # fmt: skip


def test_who_stops_by_itself_does_not_only_report(built: Path) -> None:
    """47.1, 56.2, 60.2 and 83.3 stop as well as report."""
    steps = {row["step"] for row in answer(built, "same_object_different_power")}
    assert not steps & {"配合 47 乡镇 1", "配合 56 乡镇 2", "配合 60 乡镇 一、2", "配合 83 乡镇 3"}
