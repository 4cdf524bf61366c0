"""Questions 21 to 24 on the real list: hand-over. Every expected answer was counted by reading the document."""

from __future__ import annotations

from pathlib import Path

from tests.queries.asking import answer, labels


def test_return_step_duties_in_which_the_township_finds_and_reports(built: Path) -> None:
    """Read in the column 乡镇配合职责, duty after duty.

    9.3 发现…及时报告 · 15.1 发现、报告 · 19.1 发现的…线索…报送 · 21.2 28.2 29.3 29.6 30.3 ·
    32.4 线索摸排上报 · 47.1 52.2 · 56.2 对污染行为制止并报告 · 57.2 · 59.2 上报…违法线索 · 60.2 移交公安局 · 63.1 66.2 67.2 ·
    72.2 80.4 81.3 83.3 83.4 87.4 87.6 88.2 89.2 90.3 91.3 92.2 94.3 · 96.3 收集反馈问题 · 97.1 97.3.
    Not 86: it reports its list of known danger points; not 17, 39, 61: they survey; not 40, 79: they report a disaster
    that happens; not 82, 85: they call for help; not 69: a
    clue to a heritage is nothing wrong; not 14: a shop that closed is a change of entry.
    """
    rows = answer(built, "return_step")
    assert [row["duty"] for row in rows] == labels(
        (
            "配合",
            "9 15 19 21 28 29 30 32 47 52 56 57 59 60 63 66 67 72 80 81 83 87 88 89 90 91 92 94 96 97",
        )
    )


def test_return_step_taken_up(built: Path) -> None:
    """The superior side says that it deals with what was reported.

    9.3 28.2 47.1 · 57.1 收到…反馈 · 59.4 查处上报的违法线索 · 60.1 接到…上报的线索 · 63.2 67.3 72.1 ·
    81.3 …报告的重大问题隐患 · 83.2 83.3 90.1 · 92.1 根据上报问题线索.
    Not 29, 52, 88, 89, 91, 94: they punish or deal with it, but have no word of the report.
    """
    rows = answer(built, "return_step")
    assert [row["duty"] for row in rows if row["taken"]] == labels(
        ("配合", "9 28 47 57 59 60 63 67 72 81 83 90 92")
    )


def test_return_step_given_back(built: Path) -> None:
    """47.1 移交乡组织整改 alone; 60.2 反馈给坎尔孜乡 is the bureau's own find, 15.3 通知坎尔孜乡 too."""
    rows = answer(built, "return_step")
    assert [row["duty"] for row in rows if row["returned"]] == ["配合 47"]
    assert [row["verdict"] for row in rows if row["duty"] == "配合 47"] == [
        "受理并回告 taken up, word back"
    ]


# What the township does by itself in cooperative duties, read in the column 乡镇配合职责.
IN_POWER = [
    ("配合 22 乡镇 3", "制止"),  # 及时劝说制止
    ("配合 29 乡镇 二、4", "责令整改"),  # 监督整改对象落实整改措施
    ("配合 47 乡镇 1", "检查"),
    ("配合 47 乡镇 1", "制止"),
    ("配合 53 乡镇 3", "检查"),  # 对征占林地、草地的使用情况进行监督
    ("配合 56 乡镇 2", "制止"),
    ("配合 57 乡镇 1", "检查"),  # 定期检查并记录
    ("配合 60 乡镇 一、2", "制止"),
    ("配合 60 乡镇 一、3", "制止"),
    ("配合 72 乡镇 1", "查处执法"),  # 专项整治
    ("配合 80 乡镇 2", "检查"),  # 规模以下生产经营单位
    ("配合 81 乡镇 3", "检查"),  # 巡回检查
    ("配合 83 乡镇 3", "制止"),
    ("配合 83 乡镇 4", "责令整改"),  # 督促当场改正
    ("配合 84 乡镇 1", "检查"),  # 结合消防监督检查
]


def test_township_in_power(built: Path) -> None:
    """They help in 7.6 10.3 17.3 22.2 28.3 56.1 60.1 80.3 to 80.6 83.2 85.2 88.3 91.1 92.3 97.2.

    In 13.1 and 71.2 it is their own things that they check, in 92.1 publicity; in 27.5 and 37.4 they hold a builder to his contract.
    """
    assert [(row["step"], row["power"]) for row in answer(built, "township_in_power")] == IN_POWER


def test_township_in_power_where_the_list_gives_the_department_none(built: Path) -> None:
    """No word of inspecting or punishing stands on the superior side.

    53 审核、恢复, 57 调查、监测、处置, 81 统筹监测、巡查, 84 确定重点单位. 72.1 依法对…违法收视情况进行整治 is
    the department's.
    """
    rows = answer(built, "township_in_power")
    assert {row["duty"] for row in rows if row["enforcing"] == 0} == set(
        labels(("配合", "53 57 81 84"))
    )


def test_hard_limits(built: Path) -> None:
    """Read.

    公示5个工作日 (6.5), 五个 (38.4), 3个 (41.6); 每季度、下一季度前20日 (17.2); 每季度、年底 (32.1); 按年度 (51.3 51.6);
    每年 (51.3); 一月一 (73, both sides); 12月底前 (收回 5).
    """
    rows = [row for row in answer(built, "time_limits") if row["limit"] == "硬时限"]
    assert [row["place"] for row in rows] == [
        "配合 6 上级部门 5", "配合 17 上级部门 2", "配合 32 乡镇 1", "配合 38 乡镇 4", "配合 41 乡镇 6",
        "配合 51 上级部门 3", "配合 51 上级部门 6", "配合 51 乡镇 3", "配合 73 上级部门 2", "配合 73 乡镇 1",
        "收回 5 承接部门 1",
    ]  # fmt: skip


def test_soft_limits(built: Path) -> None:
    """及时, 立即, 第一时间, 迅速: 2 titles, 11 superior and 40 township steps.

    Not 13.1 (完整、及时), 基本 77 (未按照规定及时), 收回 30 (不及时).
    """
    rows = [row for row in answer(built, "time_limits") if row["limit"] == "软时限"]
    superior = "1/4 15/3 24/5 42/2 47/1 60/一、1 60/一、2 63/2 83/1 85/1"
    township = (
        "9/3 10/4 13/2 14/1 15/1 18/3 19/1 21/2 22/3 24/3 28/2 28/4 29/一、3 30/3 47/1 47/2 57/2 60/一、2 60/一、3 63/1 66/2 67/2 "
        "79/5 79/6 80/4 80/7 81/3 82/1 83/3 85/1 85/2 87/4 89/2 90/2 90/3 91/3 92/2 94/3 96/3 97/3"
    )
    read = {"基本 95", "基本 98", "收回 7 承接部门 1"}
    read |= {f"配合 {step.replace('/', ' 上级部门 ')}" for step in superior.split()}
    read |= {f"配合 {step.replace('/', ' 乡镇 ')}" for step in township.split()}
    assert {str(row["place"]) for row in rows} == read
    assert len(rows) == 53


def test_limits_not_stated(built: Path) -> None:
    """定期, 不定期, 按时, 按期, 限期, 适时, 经常, 按时限要求, 规定期限内.

    Not 定期报表 (13.1, a name; 按期 stands there too) nor 整改时限 (55.1, a content).
    """
    rows = [row for row in answer(built, "time_limits") if row["limit"] == "未写明的时限"]
    superior = "5/1 7/3 9/2 15/1 29/一、3 29/一、5 46/4 55/3 57/2 66/2 77/3"
    township = "9/1 9/2 10/1 13/1 13/2 16/4 27/5 38/7 51/4 57/1 71/2 80/4 95/1"
    read = {"收回 9 承接部门 1"}
    read |= {f"配合 {step.replace('/', ' 上级部门 ')}" for step in superior.split()}
    read |= {f"配合 {step.replace('/', ' 乡镇 ')}" for step in township.split()}
    assert {str(row["place"]) for row in rows} == read


# Duties in which the superior side gives something, read in the column 上级部门职责.
GIVEN = (
    "3 8 12 18 20 23 24 29 31 33 36 49 76 94 95 "  # training (8: 农技推广进村)
    "16 17 25 37 39 54 60 61 65 79 86 "  # money to the township or to people
    "4 14 27 40 41 42 71 74 "  # goods, or a finished installation handed over
    "26 30 96 "  # 指导农民施肥, 技术人员治理, 技术保障
    "73 81"  # 安排放映人员到各村; 实施地质灾害治理项目, 建设安全防护设施
)


def test_no_means(built: Path) -> None:
    """97 cooperative duties less the 39 above leave 58.

    Not given: 10.4 资料 for deputies; 27.2 资金管理; 38.1 certificates; 59.3 a fee that is levied; 64 flats; 75, whose
    goods only the township's step 3 receives; 97, whose 培训 is what is supervised; plain 指导 (21, 56, 62, 70, 78).
    """
    given = set(labels(("配合", GIVEN)))
    assert len(given) == 39
    assert [row["duty"] for row in answer(built, "no_means")] == [
        f"配合 {n}" for n in range(1, 98) if f"配合 {n}" not in given
    ]


def test_no_means_names_departments_as_printed(built: Path) -> None:
    rows = {row["duty"]: row for row in answer(built, "no_means")}
    assert (
        rows["配合 15"]["departments"]
        == "奇台县民政局、奇台县公安局、奇台县住房和城乡建设局、奇台县卫生健康委员会"
    )
    assert (rows["配合 15"]["superior"], rows["配合 15"]["township"]) == (4, 2)
