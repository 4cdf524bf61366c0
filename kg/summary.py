"""What ``kg build`` says at the end, for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.build import Built, Summary

FINDING_ZH = {
    "overlap": "重叠", "remnant": "残留", "no_lead": "无牵头", "silent": "列名而不做", "undeclared": "未列名而做",
    "unassigned": "未指明", "handover": "闭环断点", "cluster": "职责簇", "joined_only": "只参与",
}  # fmt: skip


def text(summary: Summary) -> str:
    """Return the summary of a build: duties, steps, departments, oddities, files, time."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    shown = summary.lists[:10]
    for one in shown:
        yield from _one(one)
        yield ""
    if len(summary.lists) > len(shown):
        duties = sum(sum(one.duties) for one in summary.lists)
        steps = sum(one.superior_steps + one.township_steps for one in summary.lists)
        yield f"… 共 {len(summary.lists)} 份清单 lists: {duties:,} 个事项 duties, {steps:,} 个步骤 steps"
        yield ""
    yield f"结果 results        {summary.folder.as_posix()}/"
    yield f"图谱 graph          {summary.quads:,} 条四元组 quads"
    yield f"用时 time           {summary.seconds:.1f} 秒 s"


def _one(one: Built) -> Iterator[str]:
    basic, cooperative, recalled = one.duties
    yield f"{one.title}  [{one.id}]"
    yield f"  事项 duties       {sum(one.duties)} = 基本 basic {basic} + 配合 cooperative {cooperative} + 收回 recalled {recalled}"
    yield (
        f"  步骤 steps        {one.superior_steps + one.township_steps} = 上级部门 superior {one.superior_steps}"
        f" + 乡镇 township {one.township_steps}"
    )
    yield f"  部门 departments  {one.departments}"
    if one.findings:
        found = ", ".join(f"{FINDING_ZH.get(kind, kind)} {kind} {count}" for kind, count in one.findings)
        yield f"  发现 findings     {found}  → kg findings"
    severities: Counter[str] = Counter(o.severity for o in one.oddities)
    rules = "规则与原文 rules and source" if one.checked else "原文 source（规则未查 rules not checked）"
    found = ", ".join(
        f"{severities[s]} {zh} {s}" for s, zh in (("violation", "违反"), ("warning", "警告"), ("info", "提示"))
    )
    yield f"  检查 check        {found}  [{rules}]  → kg check {one.id}"
