"""The sentences of all findings of three lists can be said aloud: nothing twice, no slip."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from kg import findings
from kg.analyses._wording import done
from kg.model import Finding
from kg.parse import read_list
from kg.resources import data_path
from kg.similarity.acts import acts

COUNTY = Path(__file__).resolve().parents[1] / "editions" / "county-dev"
LISTS = (
    data_path() / "lists" / "kanerzi-2025-07",
    COUNTY / "hongyan-2025-06",
    COUNTY / "heishan-2024-12",
)


@cache
def found(folder: Path) -> tuple[Finding, ...]:
    return tuple(findings.of_list(read_list(folder).list))


@pytest.fixture(params=LISTS, ids=lambda folder: folder.name)
def every(request: pytest.FixtureRequest) -> tuple[Finding, ...]:
    return found(request.param)


def test_an_act_is_not_said_twice(every: tuple[Finding, ...]) -> None:
    """就“阵地建设”阵地建设, 就“矛盾纠纷化解”调解纠纷."""
    said = [
        (match[1], match[2])
        for one in every
        if (match := re.search(r"就“([^”]+)”([^；]+)", one.rule_zh))
    ]
    assert said
    for matter, verb in said:
        assert verb not in matter, (matter, verb)
        assert len(verb) < 4 or verb[-2:] not in ("纠纷", "队伍", "培训") or verb[-2:] not in matter


def test_quotation_marks_are_not_nested(every: tuple[Finding, ...]) -> None:
    for one in every:
        for rule in (one.rule_zh, one.rule_en):
            assert not re.search("“[^”]*“", rule), rule


def test_english_has_no_chinese_comma_outside_what_is_printed(every: tuple[Finding, ...]) -> None:
    """A step's printed number (二、3) and a recipient as printed keep theirs."""
    for one in every:
        told = re.search(r"reports to ([^;(]+)", one.rule_en)
        printed = told[1] if told else "-"
        plain = re.sub("“[^”]*”|[一二三四五六七八九十]、", "", one.rule_en.replace(printed, ""))
        assert "、" not in plain, one.rule_en
        assert not re.search(r"\bstep \d+ and \d", plain), one.rule_en


def test_two_departments_are_not_one(every: tuple[Finding, ...]) -> None:
    for one in every:
        shared = re.search("两项同属([^，]+)，一家", one.rule_zh)
        assert not shared or "、" not in shared[1], one.rule_zh


def test_nobody_is_said_to_lead_who_is_only_declared(every: tuple[Finding, ...]) -> None:
    overlaps = [one for one in every if one.kind == "overlap"]
    assert overlaps
    assert not any("led by" in one.rule_en for one in overlaps)


def test_a_recipient_without_a_name_is_told_once(every: tuple[Finding, ...]) -> None:
    for one in every:
        for name in re.findall("只写报给“([^”]+)”", one.rule_zh):
            assert one.rule_zh.count(name) == 1, one.rule_zh


def test_a_word_that_cannot_be_said_gives_way_to_the_verb() -> None:
    plan, build = acts().by_id["plan"], acts().by_id["build"]
    fires = ("消防安全", "Fire safety")
    assert done(plan, "制定", fires)[0] == "就“消防安全”编制方案预案"
    assert done(build, "设施建设", fires) == ("就“消防安全”开展设施建设", "build for “Fire safety”")
    assert done(build, "阵地建设", ("阵地建设", "Premises")) == (
        "做“阵地建设”",
        "see to “Premises”",
    )


def test_what_is_not_said_is_a_word_of_an_act_and_english_has_one_place_for_the_matter() -> None:
    assert acts().unsaid <= set(acts().by_word)
    for act in acts().by_id.values():
        assert act.en.count("{}") == 1
        assert act.say.endswith(act.object)
