"""Questions 17 to 20 on the real list: what was recalled. Every expected answer was counted by reading the document."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from pathlib import Path

import kg
from tests.queries.asking import answer, labels

# Read from the third table: 4 and 16 to 33 end in 的处罚, 19 of 37.
PENALTIES = [f"收回 {n}" for n in (4, *range(16, 34))]

# Who receives what, by the heading of each method.
RECEIVED = {
    "奇台县民政局": "1 2 3",
    "奇台县教育局": "4 9",
    "奇台县农业农村局": "5 6 7 8",
    "奇台县人力资源和社会保障局": "10 11 12 13",
    "奇台县残联": "14",
    "奇台县医疗保障局": "15",
    "奇台县自然资源局": "16",
    "奇台县水利局": "17 18 19 20 21 22",
    "奇台县住房和城乡建设局": "23 24 25 26 27 28 29 30 31",
    "奇台县交通运输局": "32 33",
    "奇台县卫生健康委员会": "34",
    "奇台县应急管理局": "35 36",
    "奇台县消防救援局": "37",
}


def test_recalled_penalties_are_19_of_37(built: Path) -> None:
    rows = answer(built, "recalled")
    assert [row["duty"] for row in rows] == [f"收回 {n}" for n in range(1, 38)]
    assert [row["duty"] for row in rows if row["kind"] == "行政处罚"] == PENALTIES
    assert {row["same"] for row in rows if row["kind"] == "行政处罚"} == {19}


def test_recalled_kinds_of_the_other_18(built: Path) -> None:
    """Read.

    1 追缴; 2 出具证明; 3 登记; 5 35 监督检查; 34 监督管理; 6 检疫; 7 处理并溯源; 8 事故处理; 9 15 审批; 10 认定; 11 审核确认;
    12 统计; 13 培训; 14 36 奖励; 37 建立.
    """
    kinds = {
        row["duty"]: row["kind"]
        for row in answer(built, "recalled")
        if row["duty"] not in PENALTIES
    }
    assert kinds == {
        **dict.fromkeys(labels(("收回", "1")), "征收追缴"),
        **dict.fromkeys(labels(("收回", "2 3 6 10 11")), "行政确认"),
        **dict.fromkeys(labels(("收回", "5 34 35")), "行政检查和监管"),
        **dict.fromkeys(labels(("收回", "7 8")), "处理处置"),
        **dict.fromkeys(labels(("收回", "9 15")), "行政许可和审批"),
        **dict.fromkeys(labels(("收回", "12")), "调查统计"),
        **dict.fromkeys(labels(("收回", "13 37")), "服务和建设"),
        **dict.fromkeys(labels(("收回", "14 36")), "行政奖励"),
    }


def test_recalled_departments(built: Path) -> None:
    received: dict[str, list[str]] = {}
    for row in answer(built, "recalled"):
        received.setdefault(str(row["department"]), []).append(str(row["duty"]))
    assert received == {name: labels(("收回", numbers)) for name, numbers in RECEIVED.items()}


def test_methods_boilerplate_is_one_paragraph_of_the_19_penalties(built: Path) -> None:
    """负责执法检查、巡查、投诉、举报事项；…完成执法文书归档工作。 stands word for word under each of them."""
    rows = [row for row in answer(built, "methods") if row["fault"] == "套话 boilerplate"]
    assert [row["duty"] for row in rows] == PENALTIES
    assert {row["shared"] for row in rows} == {19}
    assert len({row["method"] for row in rows}) == 1


def test_methods_empty(built: Path) -> None:
    """They say the title again.

    1 对违规领取高龄津贴的追缴。 3 由县民政局负责收养登记。 10 负责开展工伤认定调查。 11 负责对…进行审核确认。 14 36 负责对…的奖励。
    15 负责医疗救助待遇审批。 37 建立微型消防站收回县消防救援机构。 Not 2: it says from which files, and that a seal is put on it.
    """
    rows = [row for row in answer(built, "methods") if row["fault"] == "空话 empty"]
    assert [row["duty"] for row in rows] == labels(("收回", "1 3 10 11 14 15 36 37"))


def test_methods_off_the_title(built: Path) -> None:
    """5 is called 农业机械安全监督检查; its text registers machines, tests them and counts them, and inspects nothing."""
    rows = [row for row in answer(built, "methods") if row["fault"] == "文不对题 off the title"]
    assert [row["duty"] for row in rows] == ["收回 5"]


def test_methods_without_fault_are_the_other_nine(built: Path) -> None:
    sound = labels(("收回", "2 6 7 8 9 12 13 34 35"))
    faulty = [str(row["duty"]) for row in answer(built, "methods")]
    assert sorted([*sound, *faulty]) == sorted(f"收回 {n}" for n in range(1, 38))


def test_demand_or_take_back(built: Path) -> None:
    """The column 对应上级部门 names 35 departments (the class 其他负有…的部门 of 80 aside); 12 of the 13 receivers are among them."""
    rows = answer(built, "demand_or_take_back")
    assert {row["department"]: row["recalled"] for row in rows if row["recalled"]} == {
        name: len(numbers.split()) for name, numbers in RECEIVED.items()
    }
    assert Counter(row["pattern"] for row in rows) == {
        "只要配合 only demands": 23,
        "两者都有 both": 12,
        "只收回 only takes back": 1,
    }
    assert [row["department"] for row in rows if row["cooperative"] == 0] == ["奇台县医疗保障局"]


def test_demand_counted_in_the_column(built: Path) -> None:
    declared = {
        row["department"]: row["cooperative"] for row in answer(built, "demand_or_take_back")
    }
    read = {
        "奇台县农业农村局": "17 19 22 23 24 25 26 27 28 29 30 50 60",
        "奇台县住房和城乡建设局": "15 19 37 61 62 63 64 65 66 81 88",
        "奇台县公安局": "15 19 21 34 60 66 89 90 92 97",  # 97 prints it as 奇台公安局
        "奇台县市场监督管理局": "19 21 24 66 90 91 92 93 94",
        "奇台县委组织部": "1 2 3 4 5 6 7 11",
        "奇台县卫生健康委员会": "15 18 19 21 76 77 78 90",
        "奇台县自然资源局": "44 45 46 47 48 49 50 81",
        "奇台县文化体育广播电视台和旅游局": "21 69 70 71 72 74 75",
        "昌吉州生态环境局奇台县分局": "55 56 57 58 60 61",
        "奇台县消防救援局": "21 83 84 85 87 88",
        "奇台县水利局": "12 31 32 59 81 86",
        "奇台县教育局": "21 43 97",
    }
    assert {name: declared[name] for name in read} == {
        name: len(numbers.split()) for name, numbers in read.items()
    }


# Recalled duty → duties of the other lists in which the township still does the same thing, or an earlier step of it,
# or still governs the matter; read side by side.
REMNANTS = {
    ("收回 1", "配合 16"),  # 高龄津贴: the recovery went up, to list and to check the aged stays
    ("收回 4", "基本 68"), ("收回 9", "基本 68"),  # children of school age: 控辍保学 stays
    ("收回 8", "基本 44"),  # 农产品质量安全
    ("收回 11", "基本 62"), ("收回 12", "基本 62"),  # 补贴申报初审、就业失业登记 stay
    ("收回 13", "基本 61"), ("收回 13", "基本 62"), ("收回 13", "配合 36"),  # 组织参加技能培训 stays
    ("收回 37", "基本 95"),  # 公共消防设施建设 stays, a 微型消防站 is one
    ("收回 15", "基本 65"),  # 医疗救助: 受理并审核 stays
    ("收回 16", "基本 70"),  # 基本农田
    ("收回 17", "基本 71"), ("收回 18", "基本 71"), ("收回 18", "配合 32"), ("收回 17", "配合 32"),  # 取用水、地下水、机电井
    ("收回 19", "配合 59"), ("收回 20", "配合 59"), ("收回 21", "配合 59"),  # 水土保持: the township reports offences
    ("收回 22", "基本 79"),  # 河湖
    *((f"收回 {n}", "基本 85") for n in (23, 24, 25, 26, 30)),  # 物业
    ("收回 32", "基本 86"), ("收回 33", "基本 86"),  # 公路
    ("收回 35", "配合 80"),  # 烟花爆竹 are sold by 生产经营单位, whose safety the township still inspects
    ("收回 37", "基本 94"),  # 建立消防救援队伍
}  # fmt: skip

# Near, and arguable: dead livestock in rivers and river management; digging and the points where hillsides slide.
ARGUABLE = {("收回 7", "基本 79"), ("收回 20", "配合 81")}

# The same word, another thing: none of them is a remnant.
SAME_WORD_ONLY = {
    ("收回 5", "基本 48"),  # farm machines: their safety inspected, their use promoted
    ("收回 14", "基本 61"), ("收回 14", "基本 21"), ("收回 14", "配合 37"),  # disabled people, but an award here
    *(("收回 12", other) for other in labels(("基本", "24 25"), ("配合", "62"))),  # statistics of different things
    ("收回 27", "配合 56"),  # waste thrown at street lamps; pollution by waste
    ("收回 32", "配合 68"), ("收回 33", "配合 68"),  # roads: driving on them, building them
    *(("收回 36", other) for other in labels(("基本", "86 94 96"), ("配合", "80 82"))),  # an award for safety at work
}  # fmt: skip


def test_remnants_in_other_lists(built: Path) -> None:
    rows = [row for row in answer(built, "remnants") if row["where"] != "自身原文 its own text"]
    found = {(str(row["recalled"]), str(row["remaining"])) for row in rows}
    assert found - ARGUABLE == REMNANTS
    assert not found & SAME_WORD_ONLY


def test_remnant_in_its_own_text(built: Path) -> None:
    """7.1: 乡镇人民政府、水库管理人员或者其他村民立即向县农业农村局报告: the township still acts."""
    rows = [row for row in answer(built, "remnants") if row["where"] == "自身原文 its own text"]
    assert [(row["recalled"], row["remaining"]) for row in rows] == [
        ("收回 7", "收回 7 承接部门 1")
    ]


def test_a_recalled_duty_s_steps_are_called_as_its_column_is(built: Path) -> None:
    """The head of the third table is 承接部门及工作方式: graph, files and check say so too."""
    (graph,) = built.glob("*/list.nq.gz")
    labels = re.findall(r'"(收回 \d+ [^" ]+) \S+"@zh', gzip.decompress(graph.read_bytes()).decode())
    assert {label.split()[2] for label in labels} == {"承接部门"}
    assert len(labels) > 37
    (steps,) = built.glob("*/csv/steps.csv")
    rows = csv.DictReader(steps.read_text("utf-8-sig").splitlines())
    sides = {(row["事项"][:2], row["方"]) for row in rows}
    assert sides == {("配合", "上级部门"), ("配合", "乡镇"), ("收回", "承接部门")}
    limits = {(str(row["duty"])[:2], row["side"]) for row in answer(built, "time_limits")}
    assert {side for kind, side in limits if kind == "收回"} <= {
        "名称 title",
        "承接部门 receiving department",
    }
    table = kg.open(built).analyse("deadlines")
    assert "收回 承接部门" in {f"{str(row[0])[:2]} {row[1]}" for row in table.rows}
