"""What the township finds and reports, by reading every township step of the 97 cooperative duties."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.analyses import _loops, handover
from kg.model import Span, Step
from kg.network import Network
from kg.parse import read_list
from kg.parse.marks import mark
from kg.words import section

# Township step → what the superior side says: the steps that take it up, or that act without saying so.
NAMED = {
    "9.3": [3], "28.2": [2], "47.1": [1], "57.2": [1], "59.2": [4], "60.2": [1], "63.1": [2], "67.2": [3],
    "72.2": [1], "81.3": [3], "83.3": [2], "83.4": [2, 3], "90.2": [1], "90.3": [1], "92.2": [1],
}  # fmt: skip
ACTS = {
    "19.1", "21.2", "28.4", "29.3", "29.6", "30.3", "40.1", "52.2", "66.2", "79.5", "79.6", "80.4", "82.1", "86.4",
    "87.4", "87.6", "88.2", "89.2", "91.3", "94.3", "96.3",
}  # fmt: skip
# Nothing on the superior side deals with what is found: 15 tells beggars where to go, helps and guides, 32 closes wells and grants
# permits, 56 writes rules and guides the township, 97 supervises and prevents.
NOBODY = {"15.1", "32.4", "56.2", "97.1", "97.3"}
# Nobody is told, several departments act, and none of them says that it takes the report.
NOT_TOLD = {"21.2", "80.4", "87.4"}
# Somebody acts, but: 29 waits for 整改要求, 66 must coordinate, 79 moves people to safety, 86 must guess between two, the step of
# 92 that acts has no subject, 94 reports to 相关部门.
WAITING = {
    "29.6": "awaited",
    "66.2": "coordinates",
    "79.5": "ground held",
    "86.4": "guessed",
    "92.2": "no subject",
    "94.3": "unnamed",
}
# 47 gives the case back (移交乡), 40 sends goods (调拨), in 82 and 90 the department hurries to the place (赶赴现场).
CLOSED = {"40.1", "47.1", "82.1", "90.2", "90.3"}


@pytest.fixture(scope="module")
def loops(network: Network) -> dict[str, _loops.Loop]:
    return {
        f"{loop.entry.duty.number}.{loop.report.position}": loop for loop in _loops.loops(network)
    }


def test_who_takes_it_up(loops: dict[str, _loops.Loop]) -> None:
    assert {
        key: [s.position for s in loop.by] for key, loop in loops.items() if loop.taken == "named"
    } == NAMED


def test_who_acts_without_saying_so(loops: dict[str, _loops.Loop]) -> None:
    assert {key for key, loop in loops.items() if loop.taken == "acts"} == ACTS


def test_where_nobody_acts(loops: dict[str, _loops.Loop]) -> None:
    assert {key for key, loop in loops.items() if loop.taken == "none"} == NOBODY


def test_grade_3_is_for_nobody_answerable(loops: dict[str, _loops.Loop]) -> None:
    assert {key for key, loop in loops.items() if loop.grade == 3} == NOBODY | NOT_TOLD


def test_grade_2_is_for_an_answer_that_no_step_gives(loops: dict[str, _loops.Loop]) -> None:
    assert {key for key, loop in loops.items() if loop.grade == 2} == WAITING.keys()
    assert all(lack in loops[key].lacks for key, lack in WAITING.items())


def test_the_loops_that_close(loops: dict[str, _loops.Loop]) -> None:
    assert {key for key, loop in loops.items() if not loop.breaks} == CLOSED
    assert {key for key, loop in loops.items() if loop.back} == CLOSED


def test_every_lack_has_its_words() -> None:
    assert section("break").keys() == _loops.BREAKS.keys()


@pytest.mark.parametrize(
    ("step", "recipient", "presumed"),
    [
        ("89.2", "奇台县公安局", False),  # 及时上报县公安局
        ("32.4", "奇台县水利局", True),  # only 水利局 is declared
        ("80.4", "", False),  # 及时上报, beside an open class of departments
        ("19.1", "本乡派出所、警务室", False),
        ("94.3", "相关部门", False),
    ],
)
def test_to_whom(loops: dict[str, _loops.Loop], step: str, recipient: str, presumed: bool) -> None:
    assert (loops[step].recipient, loops[step].presumed) == (recipient, presumed)


def test_an_answer_of_another_department_is_none(loops: dict[str, _loops.Loop]) -> None:
    # 60: what goes to 公安局 is not answered by what 生态环境局 tells the township of its own accord
    assert not loops["60.2"].back


def test_an_earlier_notice_is_no_answer(loops: dict[str, _loops.Loop]) -> None:
    # 83.1 asks the township to come along; it does not answer 83.3
    assert not loops["83.3"].back


def test_taken_up_by_nobody_in_particular(loops: dict[str, _loops.Loop]) -> None:
    assert loops["92.2"].grade == 2
    assert ("处置的步骤没有写明由谁做", "the step that acts names nobody") in loops["92.2"].breaks


def test_figures_papers_and_villages_are_left_out(loops: dict[str, _loops.Loop]) -> None:
    assert (
        not {"2.1", "14.1", "39.1", "41.9", "48.1", "54.7", "62.1", "69.1", "86.2", "95.2"}
        & loops.keys()
    )


def test_the_findings_are_the_loops_that_break(
    network: Network, loops: dict[str, _loops.Loop]
) -> None:
    found = handover.findings(network)
    assert len(found) == len(loops) - len(CLOSED) == 36
    assert [finding.grade for finding in found] == sorted((f.grade for f in found), reverse=True)
    assert all(finding.clauses for finding in found)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        # a plan in one clause leaves the handling in another
        ("县农业农村局制定强制免疫计划，发放疫苗，组织监测和疫情处置；", True),
        ("制定火灾处置预案；", False),
        ("拟订污染防治管理制度并监督实施；", False),
    ],
)
def test_a_plan_is_no_handling(text: str, acts: bool) -> None:
    marks = mark(text, "superior", 1, "superior", 0)
    span = Span(1, "superior", 0, len(text))
    assert _loops._acts(Step("superior", 1, 1, True, None, None, text, span, (), marks)) is acts


def test_who_takes_a_report_up_comes_himself(real_text: str, tmp_path: Path) -> None:
    """配合 90: 收到……上报的问题后，赶赴现场 takes the ground over, whoever else does or does not rescue."""
    text = real_text.replace("组织协调医疗机构开展救援救治", "组织协调医疗机构提供服务")
    assert text != real_text
    (tmp_path / "source.txt").write_text(text, encoding="utf-8")
    found = _loops.loops(Network.of(read_list(tmp_path / "source.txt").list))
    (loop,) = (loop for loop in found if (loop.entry.duty.number, loop.report.position) == (90, 2))
    assert loop.lacks == ()
