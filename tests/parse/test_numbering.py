"""The outermost numbering of a cell numbers its steps; what is numbered inside a step is its text."""

from __future__ import annotations

import pytest

from kg.model import Place
from kg.names import Directory, load
from kg.parse.steps import split

FIND = Directory(
    load(), Place("江南省", "云州市", "青河县", "东山镇"), ["青河县公安局", "青河县司法局"]
).find


def texts(cell: str) -> list[str]:
    return [step.text for step in split(cell, FIND)]


@pytest.mark.parametrize(
    "cell",
    [
        "1.甲；2.乙；3.丙。",
        "1．甲；2．乙；3．丙。", "1、甲；2、乙；3、丙。", "１．甲；２．乙；３．丙。", "1)甲；2)乙；3)丙。",
        "1）甲；2）乙；3）丙。",
        "（1）甲；（2）乙；（3）丙。", "(1)甲；(2)乙；(3)丙。", "⑴甲；⑵乙；⑶丙。",
        "①甲；②乙；③丙。", "⒈甲；⒉乙；⒊丙。", "A.甲；B.乙；C.丙。", "a)甲；b)乙；c)丙。",
        "一、甲；二、乙；三、丙。", "（一）甲；（二）乙；（三）丙。",
        "㈠甲；㈡乙；㈢丙。", "第一，甲；第二，乙；第三，丙。",
        "一是甲；二是乙；三是丙。", "一要甲；二要乙；三要丙。", "<p>1.甲；</p><p>2.乙；</p><p>3.丙。</p>", "1.甲；\n2.乙；\n3.丙。",
        "<p>一是甲；</p><p>二是乙；</p><p>三是丙。</p>",
        "⑴．甲；⑵．乙；⑶．丙。", "❶甲；❷乙；❸丙。", "➀甲；➁乙；➂丙。",
        "Ⅰ.甲；Ⅱ.乙；Ⅲ.丙。", "〔1〕甲；〔2〕乙；〔3〕丙。",
        "[1]甲；[2]乙；[3]丙。", "1：甲；2：乙；3：丙。", "1,甲；2,乙；3,丙。",
        "1·甲；2·乙；3·丙。",
        "1﹒甲；2﹒乙；3﹒丙。", "01.甲；02.乙；03.丙。",
        "第一步：甲；第二步：乙；第三步：丙。",
    ],
)  # fmt: skip
def test_every_way_to_number_steps(cell: str) -> None:
    assert texts(cell) == ["甲；", "乙；", "丙。"]


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("1.登记；其中：①本地；②外地。2.处罚。", ["登记；其中：①本地；②外地。", "处罚。"]),
        (
            "1.宣传：（1）发资料；（2）入户。2.上报。3.归档。",
            ["宣传：（1）发资料；（2）入户。", "上报。", "归档。"],
        ),
        (
            "1.做好两件事：一是登记；二是处罚。2.上报。",
            ["做好两件事：一是登记；二是处罚。", "上报。"],
        ),
        ("（1）登记；①本地；②外地；（2）上报。", ["登记；①本地；②外地；", "上报。"]),
        ("一是登记：①本地；②外地；二是上报。", ["登记：①本地；②外地；", "上报。"]),
        (
            "<p>1.登记：</p><p>①本地；</p><p>②外地。</p><p>2.处罚。</p>",
            ["登记： ①本地； ②外地。", "处罚。"],
        ),
        ("每项工作一是快。", ["每项工作一是快。"]),
        # the sign before a number that is due was forgotten
        ("1.定预案2.搞演练3.做培训", ["定预案", "搞演练", "做培训"]),
        ("①定预案②搞演练", ["定预案", "搞演练"]),
        ("（1）定预案（2）搞演练", ["定预案", "搞演练"]),
        ("1.定预案,2.搞演练.", ["定预案,", "搞演练."]),
        ("1.填写附件2.并上报3.归档。", ["填写附件2.并上报3.归档。"]),
        ("1.按第（2）项办理（2）条所说。", ["按第（2）项办理（2）条所说。"]),
        ("1.按①②两类分别登记。2.上报。", ["按①②两类分别登记。", "上报。"]),
        ("1.比例为1：2；2.上报。", ["比例为1：2；", "上报。"]),
        ("第一、二、三产业统计。", ["第一、二、三产业统计。"]),
        ("报送材料（见附件1）后办理。", ["报送材料（见附件1）后办理。"]),
    ],
)
def test_numbers_inside_a_step_are_its_text(cell: str, steps: list[str]) -> None:
    assert texts(cell) == steps


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        (
            "1.每年4.15前部署；2.2025年6月30日前完成；3.按2.5%抽查。",
            ["每年4.15前部署；", "2025年6月30日前完成；", "按2.5%抽查。"],
        ),
        ("1.24小时内上报；2.每月0.5次回访。", ["24小时内上报；", "每月0.5次回访。"]),
        ("3.15前开展检查。", ["3.15前开展检查。"]),
        ("1.补助3.5万元；2.1.2倍赔偿。", ["补助3.5万元；2.1.2倍赔偿。"]),
        ("每年12月31日前报送；3.5万元以上的另报。", ["每年12月31日前报送；3.5万元以上的另报。"]),
    ],
)
def test_decimals_and_dates_are_no_numbers(cell: str, steps: list[str]) -> None:
    assert texts(cell) == steps


@pytest.mark.parametrize(
    "cell",
    [
        "县公安局：1.甲；2.乙。县司法局：1.丙。", "【县公安局】1.甲；2.乙。【县司法局】1.丙。",
        "［县公安局］1.甲；2.乙。［县司法局］1.丙。",
        "[县公安局]1.甲；2.乙。[县司法局]1.丙。", "〔县公安局〕1.甲；2.乙。〔县司法局〕1.丙。",
        "（县公安局）1.甲；2.乙。（县司法局）1.丙。",
        "<p>【县公安局】</p><p>1.甲；</p><p>2.乙。</p><p>【县司法局】</p><p>1.丙。</p>", "县公安局职责：1.甲；2.乙。县司法局职责：1.丙。",
        "【县公安局】①甲；②乙。【县司法局】①丙。",
    ],
)  # fmt: skip
def test_a_department_heads_the_steps_below_it(cell: str) -> None:
    steps = split(cell, FIND)
    assert [(step.ordinal, step.text) for step in steps] == [(1, "甲；"), (2, "乙。"), (1, "丙。")]
    assert ["公安局" in (step.heading or "") for step in steps] == [True, True, False]


def test_a_bracket_that_explains_heads_nothing() -> None:
    assert [s.heading for s in split("1.报送材料（县公安局）；2.乙。", FIND)] == [None, None]


def test_sections_hold_lists() -> None:
    steps = split("一、分户 1.甲；2.乙。二、落户 1.丙。", FIND)
    assert [(s.heading, s.ordinal, s.text) for s in steps] == [
        ("一、分户", 1, "甲；"), ("一、分户", 2, "乙。"), ("二、落户", 1, "丙。"),
    ]  # fmt: skip
    steps = split("一、分户（一）甲；（二）乙。二、落户（一）丙。", FIND)
    assert [s.text for s in steps][-1].endswith("丙。")


def test_offsets_quote_the_steps() -> None:
    cell = "【县公安局】1.甲；一是乙。 2.丙（1）丁；（2）戊。"
    assert all(cell[s.start : s.end] == s.text for s in split(cell, FIND))


@pytest.mark.parametrize(
    "cell",
    [
        "<p>县公安局</p> <p>1.甲；</p> <p>2.乙。</p> <p>县司法局</p> <p>1.丙。</p>",
        "县公安局 1.甲； 2.乙。 县司法局 1.丙。",
        "县公安局1.甲；2.乙。县司法局1.丙。",
        "县公安局（牵头） 1.甲； 2.乙。 县司法局 1.丙。",
        "县公安局：1.甲；2.乙。县司法局：1.丙。",
        "【县公安局】1.甲；2.乙。【县司法局】1.丙。",
        "县公安局\n（1）甲；\n（2）乙。\n县司法局\n（1）丙。",
    ],
)
def test_a_name_alone_heads_the_list_below_it(cell: str) -> None:
    steps = split(cell, FIND)
    assert [(s.heading or "").strip("：【】 ").removesuffix("（牵头）") for s in steps] == [
        "县公安局", "县公安局", "县司法局",
    ]  # fmt: skip
    assert [s.text for s in steps] == ["甲；", "乙。", "丙。"]


@pytest.mark.parametrize(
    "cell",
    [
        "1.会同县公安局（1）登记。",
        "<p>县公安局</p> <p>县司法局</p>",
        "报县公安局 1.5万元以上的处罚。",
        "县公安局 查处，县司法局 指导。",
        "县公安局一律查处。",
    ],
)
def test_a_name_inside_a_sentence_heads_nothing(cell: str) -> None:
    assert {step.heading for step in split(cell, FIND)} == {None}


def test_who_receives_and_how_are_one_heading() -> None:
    (first, second) = split(
        "<p>承接部门：县某某站。</p> <p>工作方式：</p> <p>1.甲；</p> <p>2.乙。</p>",
        Directory(load(), Place("", "", "青河县", ""), ["县某某站"]).find,
    )
    assert first.heading == second.heading == "承接部门：县某某站。 工作方式："
