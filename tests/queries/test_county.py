"""The questions of a county on the made-up example; what is expected was counted by reading its six documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import library, plugins
from kg.asking.questions import Question, over_places, questions
from kg.lists import bundled
from kg.resources import data_path
from kg.table import Table, Value

COUNTY = data_path() / "examples" / "example-county"
HILL, RIVER, BRIDGE = "甲山镇", "乙水乡", "丙桥街道"


@pytest.fixture(scope="module")
def data() -> kg.Dataset:
    return kg.open(COUNTY)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "build"
    library.build(COUNTY, output=folder)
    return folder


def cells(table: Table, *names: str) -> set[tuple[Value, ...]]:
    return {tuple(row[name] for name in names) for row in table}


def test_the_titles_say_that_it_is_made_up(data: kg.Dataset) -> None:
    assert len(data.lists) == 6
    assert all("示例，虚构" in one.title for one in data.lists)
    assert {one.place.county for one in data.lists} == {"示例县"}
    for folder in COUNTY.iterdir():
        assert "虚构" in (folder / "list.toml").read_text(encoding="utf-8")
        assert "虚构" in (folder / "source.txt").read_text(encoding="utf-8")


def test_in_one_county_no_label_repeats_its_name(data: kg.Dataset) -> None:
    """With places of another county beside it (tests/test_editions.py) each is named with its own."""
    for name in ("no_lead", "counts_by_place", "missing"):
        table = data.query(name, evidence=True)
        texts = [value for row in table.rows for value in row if isinstance(value, str)]
        assert any(text.startswith(HILL) for text in texts)
        for place in (HILL, RIVER, BRIDGE):
            assert not any(f"示例县{place}" in text for text in texts), name


def test_what_came_and_went(data: kg.Dataset) -> None:
    assert cells(data.query("came"), "list", "title") == {
        (HILL, "负责本镇新就业群体服务工作，为快递员、网约车司机等提供歇脚、饮水、充电服务"),
        (BRIDGE, "负责本街道网格员队伍管理工作，组织网格员开展日常走访"),
    }
    gone = data.query("went")
    assert cells(gone, "list", "old", "title") == {
        (f"{HILL} 2025-12", f"{HILL} 2024-12 配合 9", "地名管理"),
        (f"{RIVER} 2025-12", f"{RIVER} 2024-12 基本 19", "负责本乡档案收集、整理、归档、移交和信息化建设等工作"),
    }  # fmt: skip
    assert all("第" in str(row["old_text"]) for row in gone)


def test_what_changed_its_table(data: kg.Dataset) -> None:
    moved = data.query("changed_table")
    assert cells(moved, "kinds", "title") == {
        ("收回", "“私屠滥宰”执法监管"),
        ("改写、转列", "负责本镇农村公益电影放映工作"),
        ("下放、改写", "建立微型消防站，组织站员开展灭火巡查"),
        ("改写、转列", "负责本街道疫苗接种的宣传、登记和组织工作"),
    }


def test_what_was_split_merged_and_reworded(data: kg.Dataset) -> None:
    split = data.query("split_or_merged")
    assert cells(split, "list", "kinds") == {
        (f"{HILL} 2025-12", "拆分"), (f"{RIVER} 2025-12", "合并")
    }  # fmt: skip
    assert len(split) == 4  # two parts of the split one, two that were merged
    marked = [str(row["new_text"]) for row in data.query("reworded") if row["kinds"] == "改写"]
    assert any("{+村级组织活动场所和党群服务中心+}" in text for text in marked)


def test_departments_and_steps(data: kg.Dataset) -> None:
    changed = data.query("changed_departments", department="财政局")
    assert cells(changed, "list", "title") == {(f"{HILL} 2025-12", "老年人高龄津贴的发放管理")}
    steps = data.query("changed_steps")
    assert cells(steps, "list", "title") == {(f"{HILL} 2025-12", "生产安全事故应急救援工作")}
    assert "应急联络名册" in str(steps.rows[0][-1])


def test_counts_and_who_is_behind_them(data: kg.Dataset) -> None:
    counts = {(row["list"], row["kind"]): row["count"] for row in data.query("change_counts")}
    assert (counts[HILL, "新增"], counts[HILL, "收回"], counts[HILL, "拆分"]) == (1, 1, 1)
    behind = data.query("changes_by_department", department="财政局")
    assert cells(behind, "kind", "count") == {("部门变更", 1)}


def test_the_history_of_a_duty(data: kg.Dataset) -> None:
    ways = {str(row["title"]): row for row in data.query("history")}
    drug = next(row for title, row in ways.items() if "社区戒毒" in title)
    assert drug["kinds"] == "拆分"
    assert "第 16 行" in str(drug["old_text"])
    assert "地名管理" not in ways


def test_a_place_of_one_edition_has_no_changes(data: kg.Dataset) -> None:
    first = kg.open(COUNTY, edition="2024-12")
    assert len(first.query("came")) == 0
    assert len(kg.open(COUNTY / "hill-2025-12").query("change_counts")) == 0


def test_what_each_lacks_and_has_alone(data: kg.Dataset) -> None:
    lacking = data.query("missing")
    assert (RIVER, "国土调查工作") in cells(lacking, "list", "title")
    farm = [row for row in lacking if row["list"] == BRIDGE and row["here"] == "同类都没有"]
    assert any("农产品质量安全" in str(row["title"]) for row in farm)
    assert all("3 地中" in str(row["usual"]) for row in lacking)
    own = cells(data.query("only_here"), "list", "title")
    assert (RIVER, "河道采砂管理") in own
    assert (BRIDGE, "负责本街道网格员队伍管理工作，组织网格员开展日常走访") in own


def test_a_question_of_a_county_is_narrowed_to_a_place(data: kg.Dataset) -> None:
    river = kg.open(COUNTY, lists="乙水乡").query("missing", evidence=True)
    assert cells(river, "list") == {(river.rows[0][0],)}
    assert "国土调查工作" in river.column("title")
    quoted = str(river.rows[river.column("title").index("国土调查工作")])
    assert "3 地中 2 地有" in quoted
    assert "国土调查" in str(river.column("quote"))


def test_the_example_goes_by_its_name() -> None:
    assert len(kg.open("example-county").lists) == 6
    assert "example-county" not in [folder.name for folder in bundled()]  # no plain build has it
    assert (
        kg.open("example-county", lists="乙水乡").query("missing").column("list")[0]
        == f"{RIVER} 2025-12"
    )


def test_other_tables_departments_and_words(data: kg.Dataset) -> None:
    tables = data.query("other_table")
    assert (RIVER, "收回", "配合") in cells(tables, "list", "here", "usual")
    taken = data.query("recalled_elsewhere")
    assert any("高龄津贴" in str(row["title"]) for row in taken)
    water = [row for row in data.query("other_departments") if "供水" in str(row["title"])]
    assert [(row["list"], row["kind"]) for row in water] == [(RIVER, "部门不同")]
    words = data.query("other_wording")
    assert any("{+和通信线路+}" in str(row["here_text"]) for row in words)


def test_what_a_department_asks_of_the_townships(data: kg.Dataset) -> None:
    asked = {
        str(row["title"]): row
        for row in data.query("department_in_places", department="消防救援局")
    }
    assert asked["电动自行车安全管理"]["named"] == 3
    assert asked["电动自行车安全管理"]["same"] == "一样 yes"
    load = data.query("burden_by_place", department="农业农村局")
    assert {row["list"] for row in load} == {HILL, RIVER}  # the 街道 has no farm duties
    shared = {str(row["title"]): row["having"] for row in data.query("common_duties")}
    assert shared["打击传销工作"] == 3


def test_counts_beside_the_median(data: kg.Dataset) -> None:
    rows = {(row["list"], str(row["table"])[:2]): row for row in data.query("counts_by_place")}
    counts = {key: row["count"] for key, row in rows.items()}
    middle = sorted(int(str(counts[place, "基本"])) for place in (HILL, RIVER, BRIDGE))[1]
    assert {row["median"] for key, row in rows.items() if key[1] == "基本"} == {middle}
    assert rows[HILL, "配合"]["national"] == 99


def test_pairs_of_departments_name_places(data: kg.Dataset) -> None:
    pairs = [str(row["duties"]) for row in data.query("shared_duties")]
    assert any(HILL in text and RIVER in text for text in pairs)
    assert all(text.count(HILL) <= 1 for text in pairs)


@pytest.mark.parametrize("name", [one.name for one in questions() if one.scope == "county"])
def test_a_build_answers_as_the_documents_do(data: kg.Dataset, build: Path, name: str) -> None:
    opened = kg.open(build)
    assert opened.query(name).rows == data.query(name).rows
    asked = next(one for one in questions() if one.name == name)
    if asked.parameters:
        opened.query(name, department="应急管理局")
        opened.query(name, category="平安法治")
        opened.query(name, matter="消防")


def test_the_questions_of_a_county_are_listed_apart() -> None:
    county = [one for one in questions() if one.scope == "county"]
    assert [one.number for one in county] == list(range(41, 41 + len(county)))
    assert all(one.group.startswith("县：") for one in county)
    menu = library.questions_menu()
    assert menu.index("  25  categories") < menu.index("  41  change_counts")


@pytest.mark.parametrize("asked", questions(), ids=lambda one: one.name)
def test_each_question_says_what_it_means_over_several_places(
    data: kg.Dataset, asked: Question
) -> None:
    if asked.scope == "county":
        assert not asked.places  # it is about nothing else
        return
    assert asked.places, "write `#: places:` with a word of [places] in data/words.toml"
    note = over_places(asked.places)
    assert note in library.question_help(asked.name)
    if asked.name in ("load", "no_lead", "categories"):
        assert note in data.query(asked.name).notes
        assert note not in kg.open(COUNTY / "hill-2025-12").query(asked.name).notes


@pytest.mark.parametrize("name", plugins.names("kg.analyses"))
def test_each_analysis_says_what_it_means_over_several_places(data: kg.Dataset, name: str) -> None:
    word = getattr(plugins.load("kg.analyses", name), "PLACES", "")
    assert word, "write PLACES, a word of [places] in data/words.toml"
    assert over_places(word) in data.analyse(name).notes


def test_load_adds_a_departments_duties_over_its_townships(data: kg.Dataset) -> None:
    whole = data.query("load", department="水利局").rows[0]
    each = [kg.open(COUNTY, lists=place).query("load", department="水利局").rows[0] for place in (HILL, RIVER, BRIDGE)]  # fmt: skip
    assert whole[1] == sum(int(str(row[1])) for row in each)


def test_objects_are_never_compared_over_places(data: kg.Dataset) -> None:
    alone = [kg.open(COUNTY, lists=place).query("same_object_listed") for place in (HILL, RIVER, BRIDGE)]  # fmt: skip
    whole = data.query("same_object_listed")
    assert len(whole) == sum(map(len, alone))


@pytest.mark.parametrize("name", [one.name for one in questions() if one.scope == "county"])
def test_every_row_has_its_quotation(data: kg.Dataset, name: str) -> None:
    table = data.query(name, evidence=True)
    if name != "counts_by_place":  # its rows are lists, and a list has no clause
        assert all(table.column("quote")), name
