"""Tables as offices make them: heads, numbers, rows and what stands between them. Every row is read or reported."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.errors import ParseError
from kg.model import Duty
from kg.parse import Parsed, read_list

COVER = "云州市白水区\n柳林街道履职事项清单\n2025年9月\n"
BASIC = "基本履职事项清单\n序号\t事项类别\t事项名称\n"
HEAD = "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t街道配合职责\n"
ROW = "1\t平安法治\t甲\t区公安局\t1.查处。\t1.上报。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.txt"


def read(path: Path, text: str) -> Parsed:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_list(path)


def rows(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(duty.label, duty.category, duty.title) for duty in parsed.list.duties]


def codes(parsed: Parsed) -> list[tuple[int, str]]:
    return [(oddity.line, oddity.code) for oddity in parsed.oddities]


def only(parsed: Parsed) -> Duty:
    (duty,) = parsed.list.duties
    return duty


# --- numbers ---


@pytest.mark.parametrize(
    ("printed", "labels", "reported"),
    [
        (("1", "", "3", ""), ["基本 1", "基本 2", "基本 3", "基本 4"], ["lost-number"] * 2),
        (("", "", ""), ["基本 @1", "基本 @2", "基本 @3"], ["lost-number"] * 3),
        (("1", "2,3", "4"), ["基本 1", "基本 2", "基本 4"], ["odd-number"]),
        (("3", "4-1", "4-2", "5"), ["基本 3", "基本 4", "基本 @3", "基本 5"],
         ["number-gap", "odd-number", "number-repeat", "odd-number"]),
        (("1", "2025-01-02", "1月3日", "4"), ["基本 1", "基本 2", "基本 3", "基本 4"], ["lost-number", "odd-number"] * 2),
        (("（一）", "第二项", "③", "４"), ["基本 1", "基本 2", "基本 3", "基本 4"], ["odd-number"] * 3),
        (("1", "12*", "★13", "14（新增）", "JB-15", "拾陆"),
         ["基本 1", "基本 12", "基本 13", "基本 14", "基本 15", "基本 16"],
         ["number-gap", "odd-number", "odd-number", "odd-number", "odd-number", "odd-number"]),
        (("一", "十二"), ["基本 1", "基本 12"], ["odd-number", "number-gap", "odd-number"]),
    ],
)  # fmt: skip
def test_a_row_stays_whatever_its_number(
    path: Path, printed: tuple[str, ...], labels: list[str], reported: list[str]
) -> None:
    body = "".join(f"{number}\t党的建设\t第{at}件事\n" for at, number in enumerate(printed, 1))
    parsed = read(path, COVER + BASIC + body)
    assert [duty.label for duty in parsed.list.duties] == labels
    assert [duty.title for duty in parsed.list.duties] == [
        f"第{at}件事" for at in range(1, len(printed) + 1)
    ]
    assert sorted(code for _, code in codes(parsed)) == sorted(reported)


# --- heads ---


@pytest.mark.parametrize(
    "head",
    [
        "序號\t事項類別\t事項名稱\t對應上級部門\t上級部門職責\t街道配合職責\n",
        "序 号\t事项类别\t事项　名称\t对应\u200b上级部门\t上级部门职责\t街道（镇）配合职责\n",
        "序号\t事项类别\t事项名称\t上级部门\t\t街道\n\t\t\t部门名称\t职责\t配合职责\n",
        "序号\t事项\t\t对应上级部门\t职责分工\t\n\t类别\t名称\t\t上级部门职责\t街道配合职责\n",
        "序号\t事项类别\t事项名称\t责任单位\t部门职责\t团场配合职责\n",
    ],
)
def test_a_head_in_other_words_or_over_two_rows(path: Path, head: str) -> None:
    parsed = read(path, COVER + "配合履职事项清单\n" + head + ROW)
    duty = only(parsed)
    assert (duty.label, duty.category, duty.title) == ("配合 1", "平安法治", "甲")
    assert duty.departments == ("白水区公安局",)
    assert [step.text for step in duty.steps] == ["查处。", "上报。"]
    assert codes(parsed) == []


def test_a_head_with_a_slip_is_read_and_said(path: Path) -> None:
    parsed = read(path, COVER + HEAD.replace("事项名称", "亊项名称") + ROW)
    assert only(parsed).title == "甲"
    assert codes(parsed) == [(4, "near-header")]


@pytest.mark.parametrize(
    "strange",
    ["序号\t事项类别\t什么事\t谁\t怎么办\t办什么\n", "编码\t门类\t项目\t单位\t甲方\t乙方\n"],
)
def test_rows_of_a_head_nobody_knows_do_not_go_to_the_table_above(path: Path, strange: str) -> None:
    parsed = read(
        path, COVER + BASIC + "1\t党的建设\t甲事\n" + strange + ROW + ROW.replace("1\t", "2\t", 1)
    )
    assert rows(parsed) == [("基本 1", "党的建设", "甲事")]
    assert codes(parsed) == [(7, "strange-head"), (8, "unread-row"), (9, "unread-row")]


def test_rows_above_the_first_head_are_said_one_by_one(path: Path) -> None:
    parsed = read(
        path, COVER + "1\t党的建设\t甲事\n2\t党的建设\t乙事\n" + BASIC + "3\t党的建设\t丙事\n"
    )
    assert rows(parsed) == [("基本 3", "党的建设", "丙事")]
    assert [one for one in codes(parsed) if one[1] == "unread-row"] == [
        (4, "unread-row"),
        (5, "unread-row"),
    ]


def test_a_table_without_a_head_is_not_the_one_above(path: Path) -> None:
    text = COVER + HEAD + ROW + "上级部门收回事项清单\n1\t社会保障\t医疗救助\t区民政局：审批。\n"
    parsed = read(path, text)
    assert [duty.label for duty in parsed.list.duties] == ["配合 1"]
    assert (7, "unread-row") in codes(parsed)


def test_a_row_that_counts_the_columns_is_no_duty(path: Path) -> None:
    parsed = read(path, COVER + HEAD + "1\t2\t3\t4\t5\t6\n" + ROW)
    assert only(parsed).title == "甲"
    assert codes(parsed) == [(5, "column-numbers")]


# --- other columns ---


def test_leading_and_assisting_departments_in_columns_of_their_own(path: Path) -> None:
    head = "序号\t事项名称\t牵头部门\t牵头部门职责\t配合部门\t配合部门职责\t街道职责\n"
    duty = only(
        read(
            path,
            f"{COVER}{head}1\t甲\t区公安局\t1.查处。\t区民政局、区司法局\t1.走访。\t1.上报。\n",
        )
    )
    assert duty.departments == ("白水区公安局", "白水区民政局", "白水区司法局")
    assert duty.leads == ("白水区公安局",)
    assert [step.text for step in duty.superior_steps] == ["查处。", "走访。"]


def test_all_three_lists_in_one_table(path: Path) -> None:
    head = "序号\t类别\t事项类型\t事项名称\t关联单位\t部门职责\t镇街职责\n"
    body = (
        "1\t党的建设\t基本履职事项\t甲\t\t\t\n"
        "1\t平安法治\t配合履职事项\t乙\t区公安局\t1.查处。\t1.上报。\n"
        "1\t城乡建设\t上级部门收回事项\t丙\t区城管局\t依法查处。\t\n"
    )
    parsed = read(path, COVER + head + body)
    assert rows(parsed) == [
        ("基本 1", "党的建设", "甲"),
        ("配合 1", "平安法治", "乙"),
        ("收回 1", "城乡建设", "丙"),
    ]
    assert {head.kind for head in parsed.list.tables} == {"basic", "cooperative", "recalled"}


# --- one duty over several rows ---


def test_one_department_a_row_with_its_duties_beside_it(path: Path) -> None:
    body = "1\t平安法治\t甲\t区公安局\t查处。\t1.上报。\n\t\t\t区民政局\t走访。\t\n2\t平安法治\t乙\t区公安局\t检查。\t上报。\n"
    first, second = read(path, COVER + HEAD + body).list.duties
    assert first.departments == ("白水区公安局", "白水区民政局")
    assert [(step.text, step.actors) for step in first.superior_steps] == [
        ("查处。", ("白水区公安局",)),
        ("走访。", ("白水区民政局",)),
    ]
    assert second.title == "乙"


def test_a_row_cut_by_the_end_of_a_page(path: Path) -> None:
    above = "1\t平安法治\t甲\t区公安局\t1.查处；\t1.巡查；2.发现\n"
    body = f"{above}{HEAD}\t\t\t\t2.公示。\t隐患上报。\n2\t平安法治\t乙\t区公安局\t检查。\t上报。\n"
    first, second = read(path, COVER + HEAD + body).list.duties
    assert [step.text for step in first.superior_steps] == ["查处；", "公示。"]
    assert [step.text for step in first.township_steps] == ["巡查；", "发现隐患上报。"]
    assert second.number == 2


def test_sub_items_are_kept_and_not_counted(path: Path) -> None:
    body = "序号\t事项名称\t子项名称\n1\t项目管理\t1.核实\n\t\t2.上报\n2\t普法\t\n"
    parsed = read(path, COVER + "基本履职事项清单\n" + body)
    assert rows(parsed) == [("基本 1", "", "项目管理"), ("基本 2", "", "普法")]
    assert parsed.list.duties[0].cells[2].text == "1.核实<br>2.上报"
    assert (5 + 1, "sub-items") in codes(parsed)


# --- round the tables ---


def test_notes_totals_and_signatures_are_no_duties(path: Path) -> None:
    after = (
        "合计\t\t2项\n注：1.本清单自发布之日起施行。\n2.由区委编办负责解释。\n填报人：张三\t\t联系电话：123\n"
        "（以下无正文）\n柳林街道办事处\n2025年9月1日\n"
    )
    parsed = read(
        path, COVER + BASIC + "1\t党的建设\t甲事\n2\t党的建设\t乙事\n" + after + HEAD + ROW
    )
    assert [title for _, _, title in rows(parsed)] == ["甲事", "乙事", "甲"]
    assert codes(parsed) == [(8, "total"), *((line, "note") for line in range(9, 15))]


def test_a_note_between_rows_ends_nothing_but_itself(path: Path) -> None:
    parsed = read(
        path, COVER + HEAD + ROW + "备注：略\n第3页 共9页\n" + ROW.replace("1\t", "2\t", 1)
    )
    assert [duty.number for duty in parsed.list.duties] == [1, 2]
    assert codes(parsed) == [(6, "note")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "白水区公安局权力清单\n序号\t权力名称\t权力类型\t行使主体\n1\t对养犬的处罚\t行政处罚\t区公安局\n",
            "权责清单",
        ),
        ("序号\t街道\t基本履职事项\t配合履职事项\t合计\n1\t柳林街道\t105\t97\t202\n", "汇总"),
        ("序号\t事项名称\t数量\n1\t基本履职事项\t105\n", "汇总"),
        ("关于印发清单的通知\n各社区：\n附件：柳林街道履职事项清单\n", "附件"),
        ("关于报送清单的通知\n各社区：\n请报送。\n", "通知"),
        ("序号\t类别\t什么\n1\t党的建设\t甲\n", "没有读懂任何表头"),
    ],
)
def test_what_is_no_duty_list_is_named(path: Path, text: str, said: str) -> None:
    with pytest.raises(ParseError) as error:
        read(path, text)
    assert said in error.value.zh
    assert error.value.cure_zh and error.value.cure_en


# --- where and when ---


@pytest.mark.parametrize(
    ("name", "text", "place", "issued"),
    [
        ("x.txt", "北京市\n西城区公安里街道\n履职事项清单\n", ("北京市", "", "西城区", "公安里街道"), ""),
        ("x.txt", "新疆生产建设兵团第七师胡杨河市\n一三〇团\n履职事项清单\n二〇二五年六月\n",
         ("新疆生产建设兵团", "", "第七师胡杨河市", "一三〇团"), "2025-06"),
        ("x.txt", "云州市高新技术产业开发区星河街道履职事项清单\n", ("", "云州市", "高新技术产业开发区", "星河街道"), ""),
        ("云州市白水区/3.柳林街道履职事项清单（2025年9月终稿）.txt", "", ("", "云州市", "白水区", "柳林街道"), "2025-09"),
        ("143团.txt", "", ("", "", "", "143团"), ""),
    ],
)  # fmt: skip
def test_place_and_month_from_cover_file_and_folder(
    tmp_path: Path, name: str, text: str, place: tuple[str, ...], issued: str
) -> None:
    found = read(tmp_path / name, text + BASIC + "1\t党的建设\t甲事\n").list
    assert (
        found.place.region,
        found.place.prefecture,
        found.place.county,
        found.place.township,
    ) == place
    assert found.issued == issued


# --- time ---


@pytest.mark.parametrize(
    ("departments", "superior"),
    [
        ("区公安局", "查处。" + " " * 200_000 + "公示。"),
        ("区公安局", "1" * 60_000),
        ("区公安局", "《" * 60_000),
        ("区公安局", "的" * 60_000),
        ("区公安局", "<br>".join(["查处"] * 15_000)),
        ("、".join(["区公安局", "区民政局"] * 5_000), "查处。"),
        ("区公安局（" * 10_000, "查处。"),
    ],
)
def test_time_grows_with_the_size_and_not_with_its_square(
    path: Path, departments: str, superior: str
) -> None:
    text = f"{COVER}{HEAD}1\t平安法治\t甲\t{departments}\t{superior}\t1.上报。\n"
    read(path, COVER + HEAD + ROW)
    before = time.process_time()
    read(path, text)
    assert time.process_time() - before < 3


@pytest.mark.parametrize(
    "unit",
    [
        "\t\t\t区公安局\t1.查处。\t2.上报。\n",  # one duty over many rows
        "\t平安法治\t乙\t区公安局\t1.查处。\t2.上报。\n",  # rows without numbers
        "1\t平安法治\t甲\t区某某局\t查处。\t上报。\n",  # number and title again
    ],
)
def test_many_rows_take_time_in_step_with_their_number(path: Path, unit: str) -> None:
    def seconds(times: int) -> float:
        before = time.process_time()
        read(path, COVER + HEAD + ROW + unit * times)
        return time.process_time() - before

    seconds(10)
    assert seconds(2400) < 24 * max(seconds(300), 0.05)


def test_a_joined_cell_tells_which_row_a_step_is_of(path: Path) -> None:
    first = "1\t平安法治\t甲\t区公安局\t1.查处。\t上报。\n"
    duty = only(read(path, COVER + HEAD + first + "\t\t\t区司法局\t2.指导。\t汇总。\n"))
    assert [step.named("performer") for step in duty.superior_steps] == [
        ("白水区公安局",), ("白水区司法局",),
    ]  # fmt: skip
