"""Lists as other offices write them: districts, other numbers, other headings, no category column, no cover."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Duty, Step
from kg.parse import Parsed, read_list, split_departments

COVER = "江南省云州市\n青河区东山街道\n履职事项清单\n2025年3月\n\n"
COOPERATIVE = (
    "二、配合履职事项清单\n\n序号\t事项类别\t事项名称\t对应区级部门\t区级部门职责\t街道配合职责\n"
)
RECALLED = "三、上级部门收回事项清单\n\n序号\t事项类别\t事项名称\t承接部门\t工作方式\n"


class Reader:
    """Reads a text as a list."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, text: str) -> Parsed:
        self.path.write_text(text, encoding="utf-8")
        return read_list(self.path)

    def cooperative(self, departments: str, superior: str, township: str = "配合。") -> Duty:
        row = f"1\t平安法治\t群租房整治\t{departments}\t{superior}\t{township}\n"
        return self(COVER + COOPERATIVE + row).list.duties[0]

    def recalled(self, departments: str, way: str) -> Duty:
        return self(
            COVER + RECALLED + f"1\t平安法治\t对乱停车的处罚\t{departments}\t{way}\n"
        ).list.duties[0]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "list.txt")


def steps(found: tuple[Step, ...]) -> list[tuple[int, bool, str | None, str]]:
    return [(s.ordinal, s.ordinal_printed, s.heading, s.text) for s in found]


def short(names: tuple[str, ...]) -> str:
    return " ".join(name.removeprefix("青河区") for name in names)


# --- departments ---


@pytest.mark.parametrize(
    "cell",
    [
        "区公安局、区住建局、区消防救援大队",
        "区公安局<br/>区住建局<br/>区消防救援大队",
        "<p>区公安局</p><p>区住建局</p><p>区消防救援大队</p>",
        "区公安局，区住建局；区消防救援大队",
        "区公安局 区住建局 区消防救援大队",
        "区公安局和区住建局、区消防救援大队",
        "青河区公安局以及青河区住建局及青河区消防救援大队",
    ],
)
def test_a_department_column_however_it_is_split(read: Reader, cell: str) -> None:
    names = read.cooperative(cell, "1.检查。").departments
    assert len(names) == 3
    assert names[0] == "青河区公安局"
    assert names[2] == "青河区消防救援大队"


def test_names_as_they_are_printed() -> None:
    assert split_departments("牵头部门：区城管局；配合部门：区规划局", "青河区") == [
        "区城管局",
        "区规划局",
    ]
    assert split_departments("区委宣传部（区新闻出版局）、区总工会", "青河区") == [
        "区委宣传部",
        "区新闻出版局",
        "区总工会",
    ]
    assert split_departments("", "青河区") == []


@pytest.mark.parametrize(
    "cell",
    [
        "区城市管理局（牵头）、区公安局",
        "区城市管理局(牵头单位)、区公安局",
        "牵头部门：区城市管理局；配合部门：区公安局",
    ],
)
def test_the_column_says_who_leads(read: Reader, cell: str) -> None:
    duty = read.cooperative(cell, "1.检查。")
    assert short(duty.departments) == "城市管理局 公安局"
    assert short(duty.leads) == "城市管理局"


# --- steps ---


@pytest.mark.parametrize(
    "cell",
    [
        "1.巡查；2.劝阻；3.上报。",
        "1、巡查；<br/>2、劝阻；<br/>3、上报。",
        "1．巡查；2．劝阻；3．上报。",
        "（1）巡查；（2）劝阻；（3）上报。",
        "(1)巡查；(2)劝阻；(3)上报。",
        "①巡查；②劝阻；③上报。",
        "一、巡查；二、劝阻；三、上报。",
        "（一）巡查；（二）劝阻；（三）上报。",
        "<p>1.巡查；</p><p>2.劝阻；</p><p>3.上报。</p>",
        "<ol><li>1.巡查；</li><li>2.劝阻；</li><li>3.上报。</li></ol>",
    ],
)
def test_a_number_in_many_forms(read: Reader, cell: str) -> None:
    found = read.cooperative("区公安局", "负责。", cell).township_steps
    assert [(s.ordinal, s.ordinal_printed, s.text) for s in found] == [
        (1, True, "巡查；"),
        (2, True, "劝阻；"),
        (3, True, "上报。"),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "负责巡查；及时劝阻；上报。",
        "面积3.5万平方米的，2024.12前完成。",
        "建成1.2公里管网；2.5米宽的道路由街道养护。",
        "对下列情形：无证、超载；一律上报。",
    ],
)
def test_what_only_looks_like_a_number(read: Reader, cell: str) -> None:
    assert steps(read.cooperative("区公安局", "负责。", cell).township_steps) == [
        (1, False, None, cell)
    ]


def test_numbering_restarts_under_each_heading(read: Reader) -> None:
    duty = read.cooperative(
        "区公安局、区民政局、区司法局",
        "区公安局：<br/>1、登记；<br/>2、查处。<br/>区民政局：<br/>1、走访。<br/>区司法局：<br/>负责普法。",
    )
    assert steps(duty.superior_steps) == [
        (1, True, "区公安局：", "登记；"),
        (2, True, "区公安局：", "查处。"),
        (1, True, "区民政局：", "走访。"),
        (1, False, "区司法局：", "负责普法。"),
    ]
    assert [short(s.actors) for s in duty.superior_steps] == [
        "公安局",
        "公安局",
        "民政局",
        "司法局",
    ]


def test_headings_inside_a_line(read: Reader) -> None:
    duty = read.cooperative("区公安局、区民政局", "区公安局：负责查处；区民政局：负责走访。")
    assert [(s.heading, s.text, short(s.actors)) for s in duty.superior_steps] == [
        ("区公安局：", "负责查处；", "公安局"),
        ("区民政局：", "负责走访。", "民政局"),
    ]


def test_sections_with_numbers_in_them(read: Reader) -> None:
    duty = read.cooperative(
        "区民政局、区教育局",
        "（一）区民政局<br/>1.指导；<br/>2.拨付。<br/>（二）区教育局<br/>1.培训。",
    )
    assert [(s.ordinal, s.heading, short(s.actors)) for s in duty.superior_steps] == [
        (1, "（一）区民政局", "民政局"),
        (2, "（一）区民政局", "民政局"),
        (1, "（二）区教育局", "教育局"),
    ]


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("牵头单位：区城市管理局<br/>（1）制定计划；<br/>（2）认定。<br/>配合单位：区公安局<br/>（1）提供信息。", "牵头单位：区城市管理局"),
        ("牵头部门：区城市管理局。1.制定计划；2.认定。配合部门：区公安局。1.提供信息。", "牵头部门：区城市管理局。"),
        ("<p>牵头单位（区城市管理局）：</p><p>1.制定计划；2.认定。</p><p>配合单位（区公安局）：1.提供。</p>", "牵头单位（区城市管理局）："),
    ],
)  # fmt: skip
def test_a_heading_that_says_who_leads(read: Reader, cell: str, first: str) -> None:
    duty = read.cooperative("区城市管理局、区公安局", cell)
    assert [s.ordinal for s in duty.superior_steps] == [1, 2, 1]
    assert [short(s.actors) for s in duty.superior_steps] == ["城市管理局", "城市管理局", "公安局"]
    assert duty.superior_steps[0].heading == first
    assert short(duty.leads) == "城市管理局"


# --- who acts ---


@pytest.mark.parametrize(
    ("text", "actors", "joined", "mentions"),
    [
        ("区公安局负责查处", "公安局", "", ""),
        ("发现火情的，区公安局负责查处", "公安局", "", ""),
        ("由区公安局会同区民政局走访", "公安局 民政局", "民政局", ""),
        ("区公安局牵头，区民政局配合，开展整治", "公安局 民政局", "民政局", ""),
        ("区公安局、区民政局按职责分工负责", "公安局 民政局", "", ""),
        ("区公安局组织区民政局开展检查", "公安局 民政局", "民政局", ""),
        ("区公安局将结果反馈给区民政局", "公安局", "", "民政局"),
        ("区公安局将线索移送区民政局", "公安局", "", "民政局"),
        ("区公安局协助区民政局走访", "公安局", "", "民政局"),
        ("开展检查", "", "", ""),
    ],
)
def test_who_acts_in_a_step(
    read: Reader, text: str, actors: str, joined: str, mentions: str
) -> None:
    (step,) = read.cooperative("区公安局、区民政局", f"{text}。").superior_steps
    assert (short(step.actors), short(step.joined), short(step.mentions)) == (
        actors,
        joined,
        mentions,
    )


def test_the_only_declared_department_acts(read: Reader) -> None:
    (step,) = read.cooperative("区公安局", "开展检查。").superior_steps
    assert [(m.name, m.rule) for m in step.participants] == [("青河区公安局", "only-declared")]


def test_the_township_s_steps_have_no_actor(read: Reader) -> None:
    duty = read.cooperative(
        "区公安局", "检查。", "1.发现问题及时上报区公安局；2.协助区民政局走访。"
    )
    assert [(s.actors, short(s.mentions)) for s in duty.township_steps] == [
        ((), "公安局"),
        ((), "民政局"),
    ]


def test_a_field_office_of_the_city(read: Reader) -> None:
    duty = read.cooperative(
        "市生态环境局青河分局、区公安局", "1.市生态环境局青河分局检测；2.报市生态环境局。"
    )
    assert duty.departments[0] == duty.superior_steps[0].actors[0] == "云州市生态环境局青河分局"
    assert duty.superior_steps[1].mentions == ("云州市生态环境局",)


# --- recalled ---


@pytest.mark.parametrize(
    ("departments", "way", "receivers", "actors"),
    [
        ("区公安局", "由区公安局依法查处。", "公安局", ["公安局"]),
        ("区公安局", "依法查处。", "公安局", ["公安局"]),
        ("区公安局、区民政局", "区公安局牵头，区民政局配合。", "公安局 民政局", ["公安局 民政局"]),
        (
            "区公安局<br/>区民政局",
            "区公安局：查处。<br/>区民政局：走访。",
            "公安局 民政局",
            ["公安局", "民政局"],
        ),
    ],
)
def test_receiver_and_method_apart(
    read: Reader, departments: str, way: str, receivers: str, actors: list[str]
) -> None:
    duty = read.recalled(departments, way)
    assert duty.kind == "recalled"
    assert short(duty.departments) == receivers
    assert [short(s.actors) for s in duty.superior_steps] == actors


# --- tables ---


def test_the_cover_says_where_and_when(read: Reader) -> None:
    parsed = read(COVER + COOPERATIVE + "1\t平安法治\t甲\t区公安局\t检查。\t巡查。\n")
    place = parsed.list.place
    assert (place.region, place.prefecture, place.county, place.township) == (
        "江南省",
        "云州市",
        "青河区",
        "东山街道",
    )
    assert parsed.list.issued == "2025-03"
    assert parsed.list.title == "云州市青河区东山街道履职事项清单"
    assert parsed.oddities == ()


def test_categories_in_lines_of_their_own(read: Reader) -> None:
    head = "序号\t事项名称\t对应区级部门\t区级部门职责\t街道配合职责\n"
    one, two, three = (
        f"{n}\t{title}\t区公安局\t检查。\t巡查。\n"
        for n, title in ((1, "甲"), (2, "乙"), (3, "丙"))
    )
    text = f"{COVER}{head}一、平安法治（2项）\n{one}{head}{two}二、城乡建设（1项）\n{three}"
    parsed = read(text)
    assert [(d.number, d.category, d.title) for d in parsed.list.duties] == [
        (1, "平安法治", "甲"),
        (2, "平安法治", "乙"),
        (3, "城乡建设", "丙"),
    ]
    assert parsed.oddities == ()


def test_a_merged_category_cell_is_the_one_above(read: Reader) -> None:
    rows = "1\t平安法治\t甲\t区公安局\t检查。\t巡查。\n2\t\t乙\t区公安局\t检查。\t巡查。\n3\t\t丙\t区公安局\t检查。\t巡查。\n"
    parsed = read(COVER + COOPERATIVE + rows)
    assert [d.category for d in parsed.list.duties] == ["平安法治"] * 3
    assert [o.code for o in parsed.oddities] == ["merged-cell"] * 2
    assert [c.text for c in parsed.list.duties[2].cells][1] == ""


def test_attachments_between_the_tables(read: Reader) -> None:
    text = f"附件1\n{COOPERATIVE}1\t平安法治\t甲\t区公安局\t检查。\t无\n\n附件2\n{RECALLED}1\t平安法治\t乙\t区公安局\t检查。\n"
    parsed = read(COVER + text)
    assert [d.label for d in parsed.list.duties] == ["配合 1", "收回 1"]
    assert parsed.list.duties[0].cells[-1].text == "无"


def test_an_unknown_column_is_kept_and_reported(read: Reader) -> None:
    head = COOPERATIVE.rstrip("\n") + "\t星座\n"
    parsed = read(COVER + head + "1\t平安法治\t甲\t区公安局\t检查。\t巡查。\t双鱼座\n")
    assert parsed.list.duties[0].cells[-1].text == "双鱼座"
    assert [o.code for o in parsed.oddities] == ["unknown-column"]


def test_a_list_without_place(read: Reader) -> None:
    parsed = read(COOPERATIVE + "1\t平安法治\t甲\t青河区公安局\t区公安局检查。\t巡查。\n")
    assert parsed.list.place.county == "青河区"
    assert short(parsed.list.duties[0].superior_steps[0].actors) == "公安局"


# --- where ---


@pytest.mark.parametrize(
    ("cover", "prefix", "county", "township"),
    [
        ("河南省新乡市\n辉县市孟庄镇\n履职事项清单\n2025年3月\n\n", "辉县市", "辉县市", "孟庄镇"),
        ("福建省三明市\n沙县区夏茂镇\n履职事项清单\n\n", "沙县区", "沙县区", "夏茂镇"),
        ("2025年昆山市花桥镇履职事项清单\n\n", "昆山市", "昆山市", "花桥镇"),
        (
            "中共昆山市花桥镇委员会\n昆山市花桥镇人民政府\n职责清单\n\n",
            "昆山市",
            "昆山市",
            "花桥镇",
        ),
        ("关于印发《昆山市花桥镇履职事项清单》的通知\n\n", "昆山市", "昆山市", "花桥镇"),
        ("花桥镇\n履职事项清单\n\n", "昆山市", "昆山市", "花桥镇"),
        (
            "湖南省长沙市\n望城区喻家坡街道\n履职事项清单\n\n",
            "长沙市望城区",
            "望城区",
            "喻家坡街道",
        ),
    ],
)
def test_a_county_by_its_cover_and_its_columns(
    read: Reader, cover: str, prefix: str, county: str, township: str
) -> None:
    names = ["公安局", "教育局", "民政局", "财政局", "应急管理局"]
    rows = "".join(
        f"{n}\t平安法治\t群租房整治\t{prefix}{name}\t巡查。\t配合。\n"
        for n, name in enumerate(names, 1)
    )
    found = read(cover + COOPERATIVE + rows).list
    assert found.place.county == county
    assert found.place.township in (township, "")
    assert [duty.departments for duty in found.duties] == [(f"{prefix}{name}",) for name in names]


def test_an_autonomous_county_in_short(read: Reader) -> None:
    cover = "广东省清远市\n连山壮族瑶族自治县太保镇\n履职事项清单\n\n"
    row = "1\t平安法治\t群租房整治\t连山壮族瑶族自治县公安局、连山壮族瑶族自治县教育局\t连山县公安局巡查。\t配合。\n"
    duty = read(cover + COOPERATIVE + row).list.duties[0]
    assert duty.superior_steps[0].actors == ("连山壮族瑶族自治县公安局",)


def test_a_new_district_is_a_district(read: Reader) -> None:
    cover = "上海市\n浦东新区川沙新镇\n履职事项清单\n\n"
    row = "1\t平安法治\t群租房整治\t浦东新区公安局、浦东新区教育局\t1.区教育局会同区公安局检查。\t配合。\n"
    duty = read(cover + COOPERATIVE + row).list.duties[0]
    assert (duty.superior_steps[0].actors, duty.superior_steps[0].joined) == (
        ("浦东新区教育局", "浦东新区公安局"),
        ("浦东新区公安局",),
    )


def test_full_width_numbers(read: Reader) -> None:
    superior = "".join(
        f"{'０１２３４５６７８９'[n // 10] if n > 9 else ''}{'０１２３４５６７８９'[n % 10]}．检查；"
        for n in range(1, 12)
    )
    found = read.cooperative("区公安局", superior).superior_steps
    assert [step.ordinal for step in found] == list(range(1, 12))


def test_a_head_that_nobody_knows_is_still_the_head_of_its_pages(read: Reader) -> None:
    head = "序号\t事项类别\t事项名称\t怎样办\n"
    text = (
        "三、上级部门收回事项清单\n"
        + head
        + "1\t民生服务\t丙\t区民政局：办理。\n"
        + head
        + "2\t民生服务\t丁\t区民政局：办理。\n"
    )
    assert [duty.label for duty in read(COVER + text).list.duties] == ["收回 1", "收回 2"]


def test_categories_without_their_number_and_count(read: Reader) -> None:
    table = "一、基本履职事项清单\n序号\t事项类别\t事项名称\n"
    rows = "1\t一、党的建设（共2项）\t甲\n2\t\t乙\n3\t（二）经 济 发 展\t丙\n"
    assert [d.category for d in read(COVER + table + rows).list.duties] == [
        "党的建设", "党的建设", "经济发展",
    ]  # fmt: skip


def test_who_receives_is_said_in_the_method(read: Reader) -> None:
    table = "三、上级部门收回事项清单\n序号\t事项名称\t承接部门及工作方式\n"
    rows = (
        "1\t对违建的处罚\t承接部门：区某某局。工作方式：依法查处。\n"
        "2\t年审\t承接部门：区民政局\n工作方式：比对发放。\n"
    )
    first, second = read(COVER + table + rows).list.duties
    assert (short(first.departments), short(second.departments)) == ("某某局", "民政局")
    assert [s.text for s in first.superior_steps] == ["工作方式：依法查处。"]


def test_a_sign_beside_a_department_is_not_of_its_name(read: Reader) -> None:
    duty = read.cooperative("★区公安局、区司法局*", "1.甲；2.乙。")
    assert short(duty.departments) == "公安局 司法局"


@pytest.mark.parametrize(
    "method", ["取消该事项，不再由街道办理。", "区综合行政执法队实施。", "区民政局"]
)
def test_a_method_that_only_says_who_is_not_off_its_title(read: Reader, method: str) -> None:
    table = "三、上级部门收回事项清单\n序号\t事项名称\t承接部门及工作方式\n"
    parsed = read(COVER + table + f"1\t对违建的处罚\t{method}\n")
    assert "off-title" not in [oddity.code for oddity in parsed.oddities]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("区公安局区司法局", ["区公安局", "区司法局"]),
        ("区委组织部区民政局、区残联", ["区委组织部", "区民政局", "区残联"]),
        ("青河区公安局青河区司法局", ["青河区公安局", "青河区司法局"]),
        ("市城市管理局市公安局", ["市城市管理局", "市公安局"]),
        ("市生态环境局青河区分局", ["市生态环境局青河区分局"]),
        ("区城市管理局", ["区城市管理局"]),
        ("区市场监督管理局", ["区市场监督管理局"]),
    ],
)
def test_names_whose_line_breaks_were_lost(cell: str, names: list[str]) -> None:
    assert split_departments(cell, "青河区") == names


def test_a_name_and_others_without_names(read: Reader) -> None:
    duty = read.cooperative("区人社局等部门、区公安局", "查处欠薪。")
    assert short(duty.departments) == "人社局 公安局 部门"
    assert duty.superior_steps[0].named("performer") == ()
    alone = read.cooperative("区人社局等相关部门", "查处欠薪。")
    assert alone.superior_steps[0].named("performer") == ()


def test_headings_with_an_office_and_of_unnamed_bodies(read: Reader) -> None:
    duty = read.cooperative(
        "区金融局、区公安局",
        "区金融局（区处非办）：统筹。区公安局：侦查。其他行业主管部门：按职责负责。",
    )
    assert [s.heading for s in duty.superior_steps] == [
        "区金融局（区处非办）：", "区公安局：", "其他行业主管部门：",
    ]  # fmt: skip
    assert [short(s.named("performer")) for s in duty.superior_steps] == ["金融局", "公安局", ""]
    assert duty.superior_steps[2].other_actors == ("其他行业主管部门",)


def test_sections_in_their_order_and_totals(read: Reader) -> None:
    text = "一、基本履职事项清单\n序号\t事项名称\n一、甲类事\n1\t子\n共1项\n二、乙类事\n1\t丑\n三、丙类事\n1\t寅\n"
    duties = read(COVER + text).list.duties
    assert [(d.category, d.title) for d in duties] == [
        ("甲类事", "子"),
        ("乙类事", "丑"),
        ("丙类事", "寅"),
    ]
