"""Every gap of the real list, found by reading its 97 cooperative and 37 recalled duties."""

from __future__ import annotations

from kg.analyses import _gaps, gaps
from kg.network import Network

# Read in the document: duties whose column names two departments or more, and no 牵头 anywhere.
NO_LEAD = [
    5,
    6,
    11,
    15,
    17,
    19,
    21,
    24,
    37,
    38,
    42,
    60,
    61,
    66,
    74,
    75,
    80,
    81,
    86,
    87,
    88,
    89,
    90,
    92,
]
# 50 and 97 speak of a leading role for the whole duty; 18 lets one department lead one step (救治).
# 80 lists 其他……部门 beside one by name. In 5, 6 and 92 a step has no subject: it may be anybody's who is listed.
SILENT = ["42 民政局"]
ONLY_JOINING = ["6 委编办", "6 人力资源和社会保障局", "17 林业和草原局", "38 民政局", "97 公安局"]
UNDECLARED = [
    "配合 19 农业综合行政执法机构",
    "配合 45 农业农村局", "配合 45 林业和草原局", "配合 45 生态环境局分局",  # 会同农业、林草、生态环境等有关部门
    "配合 76 疾控中心", "配合 77 疾控中心", "配合 82 公安局",
    "收回 35 公安局", "收回 35 交通运输局", "收回 35 市场监督管理局",
]  # fmt: skip
UNASSIGNED = ["5.1", "5.2", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "92.1"]
UNNAMED = {
    "11.2": "各推荐单位",
    "24.1": "各行业主管部门",
    "48.3": "项目审批单位",
    "65.2": "房屋征收部门",
    "80.1": "其他负有安全生产监督管理职责的部门",
}


def of(network: Network, kind: str) -> list[_gaps.Gap]:
    return [gap for gap in _gaps.gaps(network) if gap.kind == kind]


def department(gap: _gaps.Gap) -> str:
    return gap.departments[0].organization.function


def test_several_departments_and_no_lead(network: Network) -> None:
    assert [gap.entry.duty.number for gap in of(network, "no_lead")] == NO_LEAD


def test_a_lead_for_one_step(network: Network) -> None:
    (gap,) = of(network, "partial_lead")
    assert (gap.entry.duty.label, gap.steps[0].position) == ("配合 18", 2)


def test_declared_but_silent(network: Network) -> None:
    assert [f"{gap.entry.duty.number} {department(gap)}" for gap in of(network, "silent")] == SILENT


def test_declared_but_only_joining(network: Network) -> None:
    assert [
        f"{gap.entry.duty.number} {department(gap)}" for gap in of(network, "joined_only")
    ] == ONLY_JOINING


def test_silence_tells_where_it_may_lie(network: Network) -> None:
    rules = {gap.entry.duty.number: gap.rule[0] for gap in of(network, "silent")}
    assert "只在别的部门的步骤中被提到" in rules[42]


def test_acting_but_undeclared(network: Network) -> None:
    assert [
        f"{gap.entry.duty.label} {department(gap)}" for gap in of(network, "undeclared")
    ] == UNDECLARED


def test_steps_given_to_nobody(network: Network) -> None:
    found = of(network, "unassigned")
    assert [f"{gap.entry.duty.number}.{gap.steps[0].position}" for gap in found] == UNASSIGNED
    assert "只写了同奇台县委编办、奇台县人力资源和社会保障局一起做" in found[8].rule[0]


def test_steps_given_to_an_unnamed_body(network: Network) -> None:
    found = of(network, "vague")
    assert {
        f"{g.entry.duty.number}.{g.steps[0].position}": g.clauses[0].words[0] for g in found
    } == UNNAMED


def test_every_finding_quotes_the_document(network: Network) -> None:
    cells = {e.iri: {c.column: c.text for c in e.duty.cells} for e in network.entries}
    for finding in gaps.findings(network):
        assert finding.clauses
        for clause in finding.clauses:
            span = clause.span
            assert cells[clause.duty][span.column][span.start : span.end] == clause.text
            assert all(word in clause.text for word in clause.words)


def test_the_table_counts_what_it_lists(network: Network) -> None:
    table = gaps.run(network)
    assert len(table) == len(gaps.findings(network)) == 56
    assert (
        "无牵头 24 项、牵头只及一步 1 项；分母：列有两个以上部门的配合事项 27 项（共 97 项）"
        in table.notes[0]
    )
    assert "步骤。无人执行 10、执行者不指名 5；分母：上级部门步骤 410" in table.notes[3]
