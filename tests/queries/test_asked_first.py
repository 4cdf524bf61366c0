"""Questions 26 to 31 on the real list: what people ask who do not know the menu. Expected answers were counted by reading the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import library
from kg.asking import narrow
from kg.asking.questions import question, questions, unsaid
from kg.errors import UnknownName
from kg.graph.store import open_store
from kg.lexicon import matter_asked
from tests.queries.asking import Row, answer, labels


def about(built: Path, word: str) -> list[Row]:
    return answer(built, "matter", {"matter": narrow.matter(open_store(built), word)})


def part(rows: list[Row], number: int) -> list[tuple[object, object]]:
    return [(row["who"], row["duty"]) for row in rows if str(row["part"]).startswith(f"{number} ")]


@pytest.mark.parametrize("word", ["养狗", "养犬", "文明养犬"])
def test_a_matter_by_any_everyday_word(built: Path, word: str) -> None:
    """基本 43 has the dogs vaccinated; 配合 19 lists five departments, nobody leads, six act, the township reports stray dogs."""
    rows = about(built, word)
    township = "奇台县坎尔孜乡"
    listed = ["奇台县公安局", "奇台县住房和城乡建设局", "奇台县农业农村局", "奇台县市场监督管理局", "奇台县卫生健康委员会"]  # fmt: skip
    assert part(rows, 1) == [(township, "基本 43")]
    assert part(rows, 2) == []
    assert {who for who, _ in part(rows, 3)} == set(listed)
    assert {who for who, _ in part(rows, 4)} == {*listed, "奇台县农业综合行政执法机构"}
    assert part(rows, 5) == [(township, "配合 19")]
    assert part(rows, 6) == []
    found = [str(row["text"]) for row in rows if str(row["part"]).startswith("8 ")]
    assert any("没有写明由谁牵头" in text for text in found)


def test_a_matter_with_a_lead_and_a_recall(built: Path) -> None:
    """见义勇为 (配合 18): the health commission leads the treatment. Old-age allowance: 配合 16 stays, 收回 1 is the recovery."""
    assert part(about(built, "见义勇为"), 2) == [("奇台县卫生健康委员会", "配合 18")]
    rows = about(built, "高龄")
    assert [duty for _, duty in part(rows, 6)] == ["收回 1"]
    assert {duty for _, duty in part(rows, 5)} == {"配合 16"}


def test_a_field_is_all_of_its_matters(built: Path) -> None:
    """党建: the first Party duties of the basic list; 2 is about the unity of peoples, which is a field of its own."""
    duties = {duty for _, duty in part(about(built, "党建"), 1)}
    assert duties >= {f"基本 {number}" for number in range(1, 17) if number != 2}


def test_every_row_of_a_matter_opens_its_quotation(built: Path) -> None:
    rows = about(built, "秸秆")
    assert all(str(row["evidence"]).startswith("http") and row["duty"] for row in rows)


def test_portfolio_of_a_department(built: Path) -> None:
    """Read in the columns and steps: the red cross is listed in 40, 41, 42 and is alone in two; it takes nothing back."""
    terms = narrow.department(open_store(built), "红十字会")
    rows = answer(built, "portfolio", {"department": terms})
    assert [(row["duty"], row["role"], row["steps"]) for row in rows] == [
        ("配合 40", "对应上级部门 declared", 5),
        ("配合 41", "对应上级部门 declared", 8),
        ("配合 42", "对应上级部门 declared", 4),
    ]


def test_portfolio_of_a_category_and_of_who_acts_unlisted(built: Path) -> None:
    terms = narrow.category(open_store(built), "教育培训监管")
    rows = answer(built, "portfolio", {"category": terms})
    assert [(row["department"], row["lead"]) for row in rows if row["duty"] == "配合 97"] == [
        ("奇台县公安局", ""), ("奇台县教育局", "牵头 leads"),
    ]  # fmt: skip
    every = answer(built, "portfolio")
    unlisted = {(row["department"], row["duty"]) for row in every if "未列名" in str(row["role"])}
    asked = {(row["department"], row["duty"]) for row in answer(built, "undeclared")}
    assert unlisted == asked
    assert sum(row["role"] == "乡镇负责 the township answers" for row in every) == 105


# Read in the titles of the basic list.
POWERS = {
    "处罚": "76 77 78 82 83", "强制、拆除": "81", "责令整改": "82", "查处执法": "34", "审批许可": "30 72 82 83 98",
    "审核认定": "28 29 30 65 66", "登记备案": "56 61 62 64 66 70 98", "争议处理": "73",
}  # fmt: skip


# Read in the township steps of the cooperative list.
STEP_POWERS = {
    "责令整改": ["配合 29 乡镇 二、4", "配合 83 乡镇 4"],
    "审核认定": ["配合 25 乡镇 2"], "登记备案": ["配合 91 乡镇 5"],
}  # fmt: skip


def test_own_powers(built: Path) -> None:
    """Not among them: 受理、初审 (61, 62), 备案制度 of the villages (10), 调解 (39, 47), the treatment of farmland (70).

    Of steps neither: opinions (34), papers sent up (7, 25.3, 39, 41, 50, 86), forms (43), what others certify (69, 84).
    """
    found: dict[object, list[object]] = {}
    for row in answer(built, "own_powers"):
        found.setdefault(row["power"], []).append(row["step"] or row["duty"])
    read = {power: labels(("基本", numbers)) for power, numbers in POWERS.items()}
    for power, steps in STEP_POWERS.items():
        read[power] += steps
    assert found == read


def test_leads(built: Path) -> None:
    """The text says 牵头 in 18 (one step: who treats the injured), 50 and 97 (the duty), and 56, where the bureau is alone."""
    rows = {row["department"]: row for row in answer(built, "leads")}
    led = {
        name: (row["led"], row["ledStep"], row["ledDuties"])
        for name, row in rows.items()
        if row["ledDuties"]
    }
    assert led == {
        "奇台县农业农村局": (1, 0, "配合 50"),
        "奇台县卫生健康委员会": (0, 1, "配合 18"),
        "奇台县教育局": (1, 0, "配合 97"),
    }
    for row in rows.values():
        parts = [int(str(row[name])) for name in ("alone", "led", "ledStep", "merely")]
        assert sum(parts) == row["declared"]
    police = rows["奇台县公安局"]
    assert (police["declared"], police["alone"], police["merely"]) == (10, 1, 9)


def test_about_the_list(built: Path) -> None:
    facts = {str(row["fact"]).split(" ")[0]: row["value"] for row in answer(built, "about")}
    assert facts["发布机关"] == "奇台县坎尔孜乡"
    assert facts["日期"] == "2025-07"
    assert (facts["县区"], facts["地州市"]) == ("奇台县", "昌吉回族自治州")
    assert (facts["基本事项"], facts["配合事项"], facts["收回事项"]) == ("105", "97", "37")
    assert (facts["部门"], facts["类别"]) == ("38", "20")
    lines = [row["value"] for row in answer(built, "about") if str(row["fact"]).startswith("表 ")]
    assert [str(line).rpartition("line ")[2] for line in lines] == ["17", "152", "315"]


def test_duties_that_name_no_law_are_the_rest(built: Path) -> None:
    """Four duties name a law: 配合 51 (森林法), 94 (消费者权益保护法), 收回 25 (物业管理条例) and 35's permit is none."""
    laws = {
        row["duty"] for row in answer(built, "named_laws") if "技术规范" not in str(row["kind"])
    }
    rest = {row["duty"] for row in answer(built, "no_law")}
    assert not laws & rest
    assert len(laws | rest) == 105 + 97 + 37


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("这件事乡里能不能拒绝", "no_lead"),
        ("出了事谁负责", "return_step"),
        ("凭什么让我们干，依据是什么", "named_laws"),
        ("这项工作做完了没有", "time_limits"),
    ],
)
def test_what_no_list_says_is_said_and_leads_on(asked: str, near: str) -> None:
    never = unsaid(asked)
    assert never is not None
    assert near in str(never)
    with pytest.raises(UnknownName):
        question(asked)


def test_no_title_of_a_question_is_taken_for_what_no_list_says() -> None:
    assert [one.name for one in questions() if unsaid(one.name) or matter_asked(one.name)] == []
    assert all(question(one.zh).name == one.name for one in questions())


@pytest.mark.parametrize("asked", ["养狗谁管", "养狗归谁管？", "养狗工作是谁牵头"])
def test_who_does_what_in_plain_words(built: Path, asked: str) -> None:
    data = library.open(built)
    assert data.query(asked).rows == data.query("matter", matter="养狗").rows


def test_who_does_what_about_nothing_known(built: Path) -> None:
    with pytest.raises(UnknownName, match="没有叫"):
        library.open(built).query("星际航行谁管")
