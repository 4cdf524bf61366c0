"""From when limits run: every limit in figures of the real list, read, and sentences that other lists may have."""

from __future__ import annotations

import pytest

from kg.analyses import deadlines
from kg.model import Cell, Duty, DutyList, Place, Span, Step
from kg.network import Network
from kg.parse.marks import mark


def test_by_reading(network: Network) -> None:
    """A notice of five days, a quarter, a date, a rhythm: none of the real list runs from something."""
    found = list(deadlines.limits(network))
    assert [(limit.entry.duty.label, limit.word) for limit in found] == [
        ("配合 6", "5个工作日"), ("配合 17", "每季度"), ("配合 17", "下一季度前20日"), ("配合 32", "每季度"), ("配合 32", "年底"),
        ("配合 38", "五个工作日"), ("配合 41", "3个工作日"), ("配合 51", "按年度"), ("配合 51", "按年度"), ("配合 51", "每年"),
        ("配合 73", "一月一"), ("配合 73", "一村一月一场"), ("收回 5", "12月底前"),
    ]  # fmt: skip
    assert not any(limit.running for limit in found)
    assert deadlines.findings(network) == []


def of(text: str) -> Network:
    """Return a list of one duty whose township has one step."""
    span = Span(1, "township", 0, len(text))
    marks = mark(text, "township", 1, "township", 0)
    step = Step("township", 1, 1, True, None, None, text, span, (), marks)
    cell = Cell("township", text, 1)
    duty = Duty("cooperative", 1, "类", "事", 1, (cell,), (), (), (step,))
    place = Place("", "", "甲县", "乙乡")
    return Network.of(DutyList("hand", "手绘", place, "", "", "", "", (), (duty,)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("按照目录归集信用信息，七个工作日内报送；", "七个工作日内"),
        ("初审在3日内完成。", "3日内"),
        ("对材料进行核查，两小时之内上报。", "两小时之内"),
        ("自受理之日起20个工作日内办结。", ""),
        ("接到举报，3个工作日内核实。", ""),
        ("发现死亡畜禽，24小时内上报县农业农村局。", ""),
        ("审核通过后5日内公示。", ""),
        ("材料齐全后，于10个工作日内报县民政局。", ""),
        ("公示5个工作日。", ""),
        ("每月5日前报送报表。", ""),
        ("摸排近6个月内的失业人员。", ""),
        ("3个月内未就业的人员，重点帮扶。", ""),
        ("公示期7日内无异议的，报县民政局。", ""),
    ],
)
def test_what_begins(text: str, word: str) -> None:
    found = deadlines.findings(of(text))
    assert [clause.words for finding in found for clause in finding.clauses] == (
        [(word,)] if word else []
    )


def test_an_earlier_sentence_of_the_text_begins_it() -> None:
    assert not deadlines.findings(of("收到申请后进行初审；3日内报县民政局。"))
    (finding,) = deadlines.findings(of("3日内报县民政局；收到批复后公示。"))
    assert "没有写从何时算起" in finding.rule_zh
