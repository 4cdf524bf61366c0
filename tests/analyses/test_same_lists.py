"""Which lists several departments ask for, by reading every township step of the 97 cooperative duties."""

from __future__ import annotations

import pytest

from kg.analyses import same_lists
from kg.network import Network

# Read: lists of the same things for departments that differ. 25 keeps a list of whom it pays, 60 of straw, 61 of who got a
# stove, 64 of applicants, 70 of farm stays that want stars: nobody else asks for those. 13, 17 and 61 all count households,
# each for a purpose of its own.
ASKED = {
    "自然灾害风险隐患点清单": ["79.1", "81.2", "86.2"],  # 应急管理局, and 水利局
    "受灾情况": ["40.1", "41.9", "79.5", "79.6"],  # 红十字会, and 应急管理局
}


def test_by_reading(network: Network) -> None:
    found = {
        group[0].sort.zh: [f"{a.entry.duty.number}.{a.step.position}" for a in group]
        for group in same_lists.several(network)
    }
    assert found == ASKED


def test_one_finding_a_sort(network: Network) -> None:
    first, second = same_lists.findings(network)
    assert "3 个事项各要乡镇报一份“自然灾害风险隐患点清单”" in first.rule_zh
    assert "配合 86（奇台县水利局）" in first.rule_zh
    assert [clause.words for clause in second.clauses] == [
        ("上报受灾情况",), ("受灾情况摸底",), ("上报受灾情况",), ("灾情进行详细统计",),
    ]  # fmt: skip


def sort_of(text: str) -> str:
    return next(
        (
            sort.id
            for sort in same_lists.sorts()
            if sort.words.search(text) and sort.about.search(text)
        ),
        "",
    )


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("建立残疾人基础信息台账；", "disabled"),
        ("摸清独居老人底数，", "elderly"),
        ("采集流动人口基本信息；", "migrants"),
        ("建立防汛风险隐患点清单，报县水利局备案；", "hazard-points"),
        ("建立消防安全隐患点台账；", "fire-points"),
        ("对自建房进行排查，建立自建房台账；", "self-built"),
        # a purpose of its own is no common list
        ("摸排残疾人就业需求并上报；", ""),
        ("审核困难群众临时救助申请；", ""),
        ("排查企业违法排污行为；", ""),
        ("做好受灾群众生产生活恢复工作；", ""),
        ("公示拟改造农户名单；", ""),
    ],
)
def test_sorts(text: str, id: str) -> None:
    assert sort_of(text) == id
