"""Whom basic duties tell of what they find, by reading the 105 titles of the real list."""

from __future__ import annotations

import pytest

from kg.analyses import told
from kg.network import Network

# Read: the titles in which something found or happened is reported. 98 tells 县级有关部门, but what it tells is no wrong.
UNTOLD = {
    83: "做好自建房安全隐患排查上报工作",
    84: "负责本乡房屋市政限额以下小型工程施工安全隐患排查和报告工作",
    89: "负责本乡文物保护政策宣传和发现上报等工作",
    93: "负责本乡传染病防治的宣传、教育、上报和管理",
    96: "报送突发事件信息",
    97: "做好食品安全隐患排查、信息报告、宣传教育等工作",
}


def test_by_reading(network: Network) -> None:
    found = {one.entry.duty.number: one for one in told.told(network)}
    assert {number: one.clause.text for number, one in found.items()} == UNTOLD
    assert not any(one.recipient for one in found.values())


def test_what_a_cooperative_duty_says_of_the_same(network: Network) -> None:
    rules = {finding.duties[0]: finding.rule_zh for finding in told.findings(network)}
    said = {iri.rpartition("/")[2]: rule for iri, rule in rules.items()}
    # 配合 90: 发现本乡食品安全问题及时上报县市场监督管理局
    assert said["97"].endswith("同一件事，配合 90 写的是报给奇台县市场监督管理局")
    assert [number for number, rule in said.items() if "同一件事" in rule] == ["97"]


@pytest.mark.parametrize(
    ("before", "clause", "words"),
    [
        ("", "发现违法线索及时上报", ("发现违法线索", "上报")),
        ("开展日常巡护，发现险情，", "及时报告", ("发现险情", "报告")),
        ("", "做好动物疫情报告工作", ("疫情", "报告")),
        # figures, papers and work done: nobody has to act on them
        ("", "承担本乡经济运行数据监测、上报工作", ()),
        ("", "做好安全隐患排查整治，报送工作情况", ()),
        ("落实巡察反馈问题整改，", "报送整改进展", ()),
        ("", "执行重大事项请示报告制度", ()),
        ("", "受理违法行为举报", ()),
        ("", "做好自然灾害隐患排查治理工作", ()),  # nothing is reported
        ("", "开展人才发现培养，上报先进典型", ()),
        ("", "形成污染源调查报告", ()),
    ],
)
def test_what_is_reported(before: str, clause: str, words: tuple[str, ...]) -> None:
    assert told._reported(before, clause) == words


@pytest.mark.parametrize(
    "title",
    [
        "开展隐患排查，发现隐患及时上报县应急管理局",
        "发现违法行为及时向市自然资源局报告",
        "发现疫情，逐级上报",
        "排查安全隐患并报告上级主管部门",
        "发现违法线索及时移送公安机关",
        "做好突发事件信息上报县委",
    ],
)
def test_who_is_told(title: str) -> None:
    from kg.lexicon import signs

    assert signs("told")["recipient"].search(title)
