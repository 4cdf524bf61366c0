"""Passages, phrases and subjects of small lists whose figures are counted by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kg.matters import MATTER, thesaurus
from kg.model import Cell, Duty, ListKind, Mention, Organization, Side, Span, Step
from kg.similarity.evidence import Evidence, common_runs
from kg.similarity.passages import MASK, passages
from kg.similarity.phrases import LIKE_OF, Phrases
from kg.similarity.subjects import IN_STEP, LITTLE, PART, RELATED, SIBLINGS, Subjects


def duty(
    number: int, title: str, *texts: str, kind: ListKind = "cooperative", side: Side = "superior"
) -> Duty:
    steps = tuple(
        Step(side, place, place, True, None, None, text, Span(number, side, 0, len(text)))
        for place, text in enumerate(texts, 1)
    )
    return Duty(kind, number, "类别", title, number, (Cell("title", title, number),), (), steps)


def subjects(duties: Sequence[Duty]) -> Subjects:
    return Subjects(passages(duties), len(duties), thesaurus())


def test_a_title_is_cut_into_clauses_that_quote_the_cell() -> None:
    one = duty(1, "做好秸秆禁烧工作，开展义务植树；其他")
    assert [p.text for p in passages([one])] == ["做好秸秆禁烧工作，", "开展义务植树；", "其他"]
    for passage in passages([one]):
        assert one.title[passage.span.start : passage.span.end] == passage.text


def test_a_paragraph_of_three_duties_is_boilerplate_one_of_two_is_not() -> None:
    texts = ["负责执法检查；完成归档。", "负责执法检查；完成归档。 ", "只此一处的步骤。"]
    three = [duty(n, f"事项{n}", texts[n % 2]) for n in (1, 2, 3)]
    assert all(p.is_title for p in passages(three))
    assert sum(not p.is_title for p in passages([*three[:2], duty(3, "事项3", texts[2])])) == 3


def test_the_name_of_a_department_is_no_matter() -> None:
    office = Mention(
        Organization("青河县应急管理局", "青河县", "应急管理局", "department"),
        "县应急管理局",
        "declared",
        "column",
        Span(1, "departments", 0, 6),
    )
    one = replace(
        duty(1, "甲", "报青河县应急管理局审核", "县应急管理局开展应急演练"), declared=(office,)
    )
    first, second = (p.masked for p in passages([one]) if not p.is_title)
    assert first == f"报{MASK * 8}审核"
    assert second == f"{MASK * 6}开展应急演练"
    assert [p.masked for p in passages([one], {"县应急管理局"})][2] == "县应急管理局开展应急演练"


def test_a_phrase_weighs_what_its_rarity_says() -> None:
    duties = [duty(1, "秸秆"), duty(2, "秸秆"), duty(3, "河道")]
    phrases = Phrases(passages(duties), 3)
    assert phrases.weight("秸秆") == pytest.approx(math.log(LIKE_OF / 2))
    assert phrases.weight("没有") == 0
    near = phrases.closeness()
    weight = math.log(LIKE_OF / 2) ** 2
    assert near[0, 1] == pytest.approx(math.sqrt(2 * weight / math.sqrt(weight) / 20))
    assert (0, 2) not in near


def test_a_common_phrase_weighs_nothing() -> None:
    duties = [duty(n, f"工作{chr(0x4E00 + n)}") for n in range(50)]
    assert Phrases(passages(duties), 50).weight("工作") == 0


def test_links_follow_the_thesaurus() -> None:
    found = subjects([duty(1, "防汛抗旱")])

    def link(one: str, other: str) -> float:
        return found.links[MATTER + one].get(MATTER + other, 0.0)

    assert link("flood-drought", "flood-drought") == 1
    assert (
        link("flood-drought", "disaster-reduction")
        == link("disaster-reduction", "flood-drought")
        == PART
    )
    assert link("flood-drought", "geological-disaster") == SIBLINGS
    assert link("flood-drought", "river") == RELATED
    assert link("flood-drought", "marriage") == 0


def test_closeness_of_matters_counted_by_hand() -> None:
    found = subjects(
        [duty(1, "秸秆禁烧"), duty(2, "秸秆还田"), duty(3, "婚姻登记"), duty(4, "甲", "宣传秸秆")]
    )
    rarity = math.log(LIKE_OF / (2 + IN_STEP))
    near = found.closeness()
    assert near[0, 1] == pytest.approx(rarity**2 / (rarity**2 + LITTLE))
    assert (0, 2) not in near
    step = (IN_STEP * rarity) ** 2
    assert near[0, 3] == pytest.approx(
        IN_STEP * rarity**2 / math.sqrt((rarity**2 + LITTLE) * (step + LITTLE))
    )
    straw = MATTER + "straw"
    assert found.shared(0, 1) == (straw, straw)
    assert found.shared(0, 2) is None


def test_the_best_clauses_are_those_that_speak_of_the_same() -> None:
    duties = [
        duty(1, "甲", "开展消防宣传；", "组织秸秆禁烧巡查；"),
        duty(2, "乙", "汇总材料；", "对秸秆禁烧情况进行检查；"),
    ]
    cut = passages(duties)
    evidence = Evidence(cut, Phrases(cut, 2), Subjects(cut, 2, thesaurus()))
    best = evidence.clauses(0, 1)
    assert best is not None
    assert [cut[row].text for row in best] == ["组织秸秆禁烧巡查；", "对秸秆禁烧情况进行检查；"]
    assert evidence.words(*best) == (("秸秆禁烧",), ("秸秆禁烧",))
    assert evidence.clauses(0, 0) is not None


def test_runs_stop_at_a_masked_name() -> None:
    assert list(common_runs(f"报{MASK * 4}审核发放", f"由{MASK * 4}审核发放")) == ["审核发放"]
