"""Acts and objects, and who answers for two duties, in small lists that are read by eye."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from kg.matters import MATTER, thesaurus
from kg.model import Duty, ListKind, Mention, Organization, Span
from kg.parse import Parsed
from kg.similarity.acts import acts, set_phrases
from kg.similarity.conduct import LIGHT, MOST, Same
from kg.similarity.gravity import Answer, Gravity, answer
from kg.similarity.passages import MASK, passages
from kg.similarity.ranking import Ranking
from tests.similarity.test_similarity import duty


def declared(one: Duty, *names: str) -> Duty:
    mentions = tuple(
        Mention(
            Organization(name, "", name, "department"),
            name,
            "declared",
            "column",
            Span(1, "departments", 0, 3),
        )
        for name in names
    )
    return replace(one, declared=mentions)


def same(*duties: Duty) -> Same | None:
    return Gravity(Ranking(duties))._conduct.same(0, 1)


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("开展日常排查，发现问题及时上报", ["find", "report"]), ("对未按照规定回收的行为报告", ["report"]),
        ("对擅自建设的处罚", ["punish"]), ("县市场监督管理局审核", ["review"]), ("审核通过后的名单", []), ("做好农村劳动力转移就业", []),
        ("协调解决困难", []), ("对接到的投诉进行核查", ["verify"]),
        ("对申报信息进行核查", ["verify"]), ("督促用水户安装、维护计量设施", ["guide"]), ("督促不合格项目整改", ["guide", "order"]),
        # papers that are passed up report nothing of what was found
        ("进行资格初审并上报", ["review"]), ("推荐符合条件的实施主体上报县农业农村局", []), ("审核相关资料并上报县残联", ["review"]),
        ("受理用人单位年审申报", ["review"]), ("推广安装火灾探测报警器", []), ("引导残疾人领取鉴定表", []), ("拟订管理制度并监督实施", []),
    ],
)  # fmt: skip
def test_what_a_clause_orders(text: str, ordered: list[str]) -> None:
    assert [order.act.id for order in acts().orders(text)] == ordered


def test_a_word_in_the_name_of_a_matter_orders_nothing() -> None:
    text = "农村人居环境整治"
    assert list(acts().orders(text, thesaurus().matters_of(text))) == []
    assert [order.act.id for order in acts().orders(text)] == ["clean"]


def test_the_words_of_acts_are_sound() -> None:
    words = [word for act in acts().by_id.values() for word in act.words]
    assert len(words) == len(set(words))
    names = {matter.zh for matter in thesaurus().matters.values()}
    assert acts().objectless <= names
    assert all(act.say and act.zh and act.en for act in acts().by_id.values())


def test_the_same_act_on_the_same_object_is_quoted() -> None:
    found = same(
        duty(1, "负责消防安全排查工作", kind="basic"),
        duty(2, "消防工作", "开展消防安全隐患排查，报县局。", side="township"),
    )
    assert found is not None
    assert (found.act.id, found.matters) == ("find", (MATTER + "fire-safety",) * 2)
    assert [deed.who for deed in found.deeds] == ["township", "township"]


def test_an_object_is_looked_for_in_the_step_and_then_in_the_title() -> None:
    found = same(
        duty(1, "秸秆禁烧工作", "组织巡查。", side="township"),
        duty(2, "甲", "宣传秸秆禁烧政策，开展巡查。", side="township"),
    )
    assert found is not None
    assert found.act.id == "find"
    assert (
        same(
            duty(1, "甲", "组织巡查。", side="township"),
            duty(2, "乙", "开展巡查。", side="township"),
        )
        is None
    )


def test_what_says_only_what_is_done_is_no_object() -> None:
    assert (
        same(
            duty(1, "组织实施统计调查", kind="basic"),
            duty(2, "统计调查工作", "开展统计调查。", side="township"),
        )
        is None
    )


def test_an_object_that_no_clause_names_is_not_quoted() -> None:
    found = same(
        duty(1, "合作社工作", "选派人员，组织巡查。", side="township"),
        duty(2, "农民专业合作社", "开展巡查。", side="township"),
    )
    assert found is not None
    assert not found.quoted
    assert same(
        duty(1, "秸秆禁烧工作", "组织巡查。", side="township"),
        duty(2, "甲", "开展秸秆禁烧巡查。", side="township"),
    ).quoted  # type: ignore[union-attr]


def test_a_part_and_the_whole_meet_only_where_both_are_named() -> None:
    whole, part = "做好消防安全排查", "消防安全重点单位工作"
    named = same(
        duty(1, whole, kind="basic"), duty(2, "甲", "摸排消防安全重点单位。", side="township")
    )
    assert named is not None
    assert same(duty(1, whole, kind="basic"), duty(2, part, "开展摸排。", side="township")) is None


def test_who_offends_is_not_the_object() -> None:
    found = same(
        duty(1, "对农药经营者随意丢弃生活垃圾的处罚", kind="basic"),
        duty(2, "甲", "依法查处农药违法行为。", side="township"),
    )
    assert found is None


def test_until_a_department_comes_is_a_stage() -> None:
    first = duty(1, "甲", "组织火灾初期扑救。", side="township")
    found = same(first, duty(2, "乙", "扑救火灾。", side="superior"))
    assert found is not None
    assert found.by_stage
    both = same(first, duty(2, "乙", "扑救火灾。", side="township"))
    assert both is not None
    assert not both.by_stage


def test_a_light_act_counts_less_and_comes_second() -> None:
    titles = ("开展消防安全宣传，做好消防安全排查", "消防安全宣传和消防安全排查")
    found = same(duty(1, titles[0], kind="basic"), duty(2, titles[1]))
    assert found is not None
    assert found.act.id == "find"
    assert found.worth == pytest.approx(min(found.weight / 4, MOST))
    assert replace(found, act=acts().by_id["publicise"]).worth == pytest.approx(LIGHT * found.worth)


@pytest.mark.parametrize(
    ("kinds", "departments", "titles", "expected"),
    [
        (("basic", "cooperative"), ("", "甲局"), ("甲", "乙"), "different"),
        (("basic", "basic"), ("", ""), ("甲", "乙"), "different"),
        (("cooperative", "cooperative"), ("甲局", "甲局"), ("甲", "乙"), "one department"),
        (("cooperative", "cooperative"), ("甲局", "乙局"), ("甲", "乙"), "different"),
        (("cooperative", "recalled"), ("甲局", "甲局"), ("甲", "乙"), "one department"),
        (("basic", "recalled"), ("", "甲局"), ("甲", "乙的处罚"), "different"),
        (("basic", "recalled"), ("", "甲局"), ("甲", "对有功人员的奖励"), "reward"),
        (("recalled", "recalled"), ("甲局", "乙局"), ("甲", "乙"), "both recalled"),
    ],
)
def test_who_answers(
    kinds: tuple[ListKind, ListKind],
    departments: tuple[str, str],
    titles: tuple[str, str],
    expected: Answer,
) -> None:
    one, other = (
        declared(duty(n, title, kind=kind), *filter(None, [department]))
        for n, (kind, department, title) in enumerate(zip(kinds, departments, titles, strict=True))
    )
    assert answer(one, other) == answer(other, one) == expected


def test_what_was_recalled_and_still_stands_is_taken_back() -> None:
    basic, penalty = duty(1, "甲", kind="basic"), duty(2, "乙的处罚", kind="recalled")
    reward = duty(3, "对有功人员的奖励", kind="recalled")
    assert answer(basic, penalty, remnant=True) == "taken back"
    assert answer(basic, reward, remnant=True) == "reward"
    assert answer(declared(duty(4, "丙"), "甲局"), penalty, remnant=True) == "different"


def test_set_phrases_are_blanked_out() -> None:
    first, *_ = passages([duty(1, "学习贯彻习近平新时代中国特色社会主义思想精神")])
    assert first.masked == f"学习贯彻{MASK * len('习近平新时代中国特色社会主义思想')}精神"
    assert set_phrases().is_reward("县级以上党内表彰激励工作")
    assert not set_phrases().is_reward("奖励资金的发放管理")


def test_gravity_never_falls_with_likeness() -> None:
    duties = [duty(n, f"负责消防安全排查工作{'消防安全' * n}", kind="basic") for n in range(1, 5)]
    weighed = Gravity(Ranking(duties)).weighed
    likeness = [pair.likeness for pair in weighed]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 < pair.score < 1 and math.isfinite(pair.score) for pair in weighed)


def test_only_pairs_that_can_have_a_grade_are_weighed_for_findings(real_parsed: Parsed) -> None:
    gravity = Gravity(Ranking(real_parsed.list.duties))
    assert gravity.graded == [pair for pair in gravity.weighed if pair.grade]
    assert 0 < len(gravity.graded) < len(gravity.weighed) / 10
