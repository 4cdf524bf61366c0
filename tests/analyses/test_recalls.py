"""What was recalled and still stands elsewhere, by reading the 37 recalled titles against the 202 others."""

from __future__ import annotations

import pytest

from kg.analyses import _remnants, _stays
from kg.model import Mark, Span
from kg.network import Network

# The act itself: R7's own text asks the township; the fire brigade (R37) is still ordered.
SAME_ACT = {("R7", "R7"), ("R37", "B94")}
# The matter with another act, or an earlier step (R13: people are sent to the training of others);
# among them all that two readers both called an overlap.
SAME_MATTER = {
    ("R1", "C16"), ("R4", "B68"), ("R8", "B44"), ("R9", "B68"), ("R11", "B62"), ("R12", "B62"),
    ("R13", "B61"), ("R13", "B62"), ("R13", "C36"), ("R15", "B65"),
    ("R16", "B70"), ("R17", "B71"), ("R17", "C32"), ("R18", "B71"), ("R18", "C32"), ("R19", "C59"), ("R20", "C59"),
    ("R21", "C59"), ("R22", "B79"), ("R23", "B85"), ("R24", "B85"), ("R25", "B85"), ("R26", "B85"),
    ("R32", "B86"), ("R35", "C80"), ("R37", "B95"),
}  # fmt: skip
# Arguable, and marked as grade 2: the place of a find (river), the rest of a wide title.
ARGUABLE = {("R7", "B79"), ("R20", "C81"), ("R30", "B85"), ("R33", "B86")}
# No other list names them: marriage, adoption, home renovation, street lights, child care, rewards.
NOWHERE = {"R2", "R3", "R14", "R27", "R28", "R29", "R31", "R34", "R36"}


@pytest.fixture(scope="module")
def found(network: Network) -> list[_remnants.Remnant]:
    return list(_remnants.remnants(network))


def pair(remnant: _remnants.Remnant) -> tuple[str, str]:
    return remnant.recalled.duty.code, remnant.other.duty.code


def test_the_act_itself_stays(found: list[_remnants.Remnant]) -> None:
    assert {pair(remnant) for remnant in found if remnant.grade == 3} == SAME_ACT


def test_the_matter_stays(found: list[_remnants.Remnant]) -> None:
    pairs = {pair(remnant) for remnant in found if remnant.grade == 2}
    assert pairs >= SAME_MATTER
    assert pairs - SAME_MATTER <= ARGUABLE


def test_what_stands_nowhere(found: list[_remnants.Remnant]) -> None:
    assert not NOWHERE & {remnant.recalled.duty.code for remnant in found}


def test_its_own_text_asks_the_township(found: list[_remnants.Remnant]) -> None:
    (own,) = [remnant for remnant in found if remnant.other is remnant.recalled]
    assert own.recalled.duty.label == "收回 7"
    assert own.clauses[1].words == ("乡镇人民政府",)


def test_boilerplate_links_nothing(found: list[_remnants.Remnant]) -> None:
    boilerplate = "执法检查、巡查、投诉、举报事项"
    for remnant in found:
        if remnant.other is not remnant.recalled:
            assert remnant.clauses[0].span.column == "title"
            assert not any(boilerplate in clause.text for clause in remnant.clauses)


def test_the_clause_that_says_it(found: list[_remnants.Remnant]) -> None:
    clauses = {pair(remnant): remnant.clauses[1].text for remnant in found}
    assert clauses["R13", "B62"] == "组织参加就业创业技能培训，"
    assert clauses["R15", "B65"] == "受理医疗救助申请材料并进行审核"
    assert clauses["R11", "B62"] == "做好相关补贴资金的申报、受理、初审工作，"
    assert clauses["R18", "C32"] == "按要求完成本乡机电井的日常巡查和违法行为线索摸排上报工作；"


def test_every_clause_stands_where_it_says(
    network: Network, found: list[_remnants.Remnant]
) -> None:
    cells = {e.iri: {c.column: c.text for c in e.duty.cells} for e in network.entries}
    for remnant in found:
        for clause in remnant.clauses:
            span = clause.span
            assert cells[clause.duty][span.column][span.start : span.end] == clause.text
            assert all(word in clause.text for word in clause.words)


def stay(act: str, concept: str, text: str) -> _stays.Stay | None:
    """Return what stays of an act on one matter that a clause names."""
    mark = Mark("kind", concept, act, Span(1, "title", 0, len(act)))
    return _stays.stays(mark, text, _stays.Tie({"m": "事"}, ("m",), ("m",), ""))


@pytest.mark.parametrize(
    ("act", "concept", "text", "word"),
    [
        ("处罚", "penalty", "对有关生产经营单位开展检查", "检查"),
        # what a body is called says nothing of what the township does
        ("监督检查", "inspection", "通过市场监督管理局官网上传资料", ""),
        ("处罚", "penalty", "配合县应急管理局和负有安全监管职责的部门开展巡查", "巡查"),
        # who is fined for a wrong is not concerned by an application
        ("处罚", "penalty", "受理个人提出的规划许可申请", ""),
        ("审批", "licence", "受理个人提出的建房申请", "受理"),
    ],
)
def test_what_stays(act: str, concept: str, text: str, word: str) -> None:
    found = stay(act, concept, text)
    assert (found.word if found else "") == word


def test_who_offends_is_not_what_a_penalty_is_about(network: Network) -> None:
    basic = next(e.duty for e in network.of_kind("basic") if e.duty.number == 77)
    act = Mark("kind", "penalty", "处罚", Span(1, "title", 50, 52))
    words = set(_stays._about(basic, act).values())
    assert "农业投入品的包装废弃物" in words
    assert "农业投入品" not in words
