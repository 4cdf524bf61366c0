"""The recognisers of questions 14 to 25: signs that count, and words that look like one; both found by reading the real list."""

from __future__ import annotations

from typing import Final

import pytest

from kg.model import Side
from kg.parse.marks import mark

UP: Final = "superior"
DOWN: Final = "township"

SIGNS: list[tuple[str, Side | None, str, str, list[str]]] = [
    # text, side (None: a title), scheme, concept, the words that count
    ("推荐人选在本县及其所在乡、村公示5个工作日；", UP, "limit", "hard", ["5个工作日"]),
    (
        "承保机构每季度结束后，下一季度前20日给乡提供承保补贴清单；",
        UP,
        "limit",
        "hard",
        ["每季度", "下一季度前20日"],
    ),
    ("并在12月底前完成统计年报。", UP, "limit", "hard", ["12月底前"]),
    ("根据省厅年度计划制定五年采伐方案", UP, "limit", "hard", []),  # names of plans
    ("完善年度报告、年报和年审", DOWN, "limit", "hard", []),
    ("努力保证源头数据真实、准确、完整、及时；", UP, "limit", "soft", []),  # a quality
    ("未按照规定及时回收肥料的处罚", None, "limit", "soft", []),  # the offence
    ("装修企业有违反规定的行为不及时向有关部门报告的处罚", None, "limit", "soft", []),
    ("对属实且能够当场改正的，督促当场改正", DOWN, "limit", "soft", []),
    ("按期开展年报和定期报表问卷调查", DOWN, "limit", "unstated", ["按期"]),
    (
        "及时报送；立即上报；第一时间处理；迅速启动",
        DOWN,
        "limit",
        "soft",
        ["及时", "立即", "第一时间", "迅速"],
    ),
    ("做好日常巡查，发现问题及时制止并上报", DOWN, "power", "stop", ["制止"]),
    ("配合制止违法行为", DOWN, "power", "stop", []),  # helping
    ("会同县公安局开展联合检查", DOWN, "power", "inspect", []),
    ("协助县应急管理局依法开展执法检查、专项检查、综合治理", DOWN, "power", "inspect", []),
    ("与县消防救援局共同开展消防监督检查", DOWN, "power", "inspect", []),
    ("推动落实生产经营单位主动自查等制度", DOWN, "power", "inspect", []),
    ("指导各村定期对固定资产进行检查维护", DOWN, "power", "inspect", []),
    ("核实行检查基础数据质量", DOWN, "power", "inspect", []),
    ("会同市场监督管理局开展防范和打击传销宣传工作", DOWN, "power", "enforce", []),
    ("农业综合行政执法机构具体负责犬只检疫", UP, "power", "enforce", []),  # who, not what
    ("负责规模以下生产经营单位的安全生产监督检查", DOWN, "power", "inspect", ["安全生产监督检查"]),
    ("督促整改不合格项目", DOWN, "power", "order", []),  # by contract
    ("督促当场改正", DOWN, "power", "order", ["督促当场改正"]),
    ("加强资金日常监管", UP, "means", "money", []),  # supervised, not given
    ("依法征收水土保持补偿费", UP, "means", "money", []),  # taken
    ("对“一卡通”资金发放平台录入信息初审", UP, "means", "money", []),
    ("审核补助资料", UP, "means", "money", []),
    (
        "拨付补贴；发放补助资金；负责高龄津贴发放工作",
        UP,
        "means",
        "money",
        ["拨付补贴", "发放补助资金", "津贴发放"],
    ),
    ("对学科类隐形变异培训进行日常监管", UP, "means", "training", []),
    ("整合企业、培训机构、专家等各类资源", UP, "means", "training", []),
    ("指导学校消防设施设备运行", UP, "means", "technique", []),
    ("提供技术指导和支持", UP, "means", "technique", ["技术指导"]),
    ("公示无异议后，乡党委召开党委会", DOWN, "sequence", "after", ["公示无异议后，"]),
    (
        "接到火情后，立即组织力量",
        DOWN,
        "sequence",
        "after",
        [],
    ),  # from outside, not from the step before
    (
        "完成选举后，对选举结果进行备案",
        UP,
        "sequence",
        "after",
        [],
    ),  # the election is the township's
    ("审核信息，公示无异议后，向县局申请", DOWN, "sequence", "after", []),  # inside a step
    (
        "建立本乡防汛抗旱风险隐患点清单，报县水利局备案",
        DOWN,
        "finding",
        "finding",
        [],
    ),  # kept, not found
    ("对上级推送的“私屠滥宰”的行为配合实地核查", DOWN, "finding", "finding", []),
    (
        "对未按照规定回收农药包装废弃物的行为报告县农业农村局",
        DOWN,
        "finding",
        "finding",
        ["的行为"],
    ),
    ("针对反馈问题进行全面自查", DOWN, "finding", "finding", []),
    ("对上报的线索开展调查取证", UP, "handback", "taking-up", ["对上报的线索"]),
    ("依法查处破坏电力设施的案件", UP, "handback", "taking-up", []),
    ("问题及时移交某某镇组织整改", UP, "handback", "returning", ["移交某某镇"]),
    (
        "对装修人未申报登记进行装饰装修活动的处罚",
        None,
        "kind",
        "confirmation",
        [],
    ),  # the last word decides
    ("对装修人未申报登记进行装饰装修活动的处罚", None, "kind", "penalty", ["处罚"]),
    ("县市场监督管理局加强对产品质量的抽查", UP, "act", "supervise", []),  # a name
]


@pytest.mark.parametrize(("text", "side", "scheme", "concept", "words"), SIGNS)
def test_signs(text: str, side: Side | None, scheme: str, concept: str, words: list[str]) -> None:
    found = mark(text, side, 1, "title" if side is None else side, 0)
    assert [m.word for m in found if (m.scheme, m.concept) == (scheme, concept)] == words
