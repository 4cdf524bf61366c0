"""Findings as text for a terminal: what, why, the clauses, and what the reader says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg import show
from kg.errors import around
from kg.findings.tables import Names, as_table, marked, matter_of
from kg.findings.verdicts import VERDICT_ZH
from kg.grouping import grouped, saying_the_same, shown
from kg.model import Finding
from kg.rdf.iris import label, labels
from kg.words import section


def as_text(
    findings: Sequence[tuple[str, Finding]],
    names: Names,
    owners: Mapping[str, str] | None = None,
    *,
    every: bool = False,
) -> str:
    """Return findings for a terminal, group by group: what, why, and the clauses with their places.

    What is not shown unless asked for (:func:`~kg.grouping.shown`) is counted; ``every`` asks for
    it.
    """
    listed = [pair for pair in findings if every or shown(pair[1])]
    lines: list[str] = []
    groups = grouped(listed)
    for name, members in groups:
        if len(members) > 1 and (name or len(groups) > 1):
            lines += [f"◆ {name or '其他 other'}  {len(members)} 条", ""]
        for same in saying_the_same(members):
            lines += [*_lines([finding for _, finding in same], names, owners), ""]
    hidden = len(findings) - len(listed)
    more = (
        f"另有 {hidden} 对未列：相邻的事，或同一部门内、都已收回、奖励一类不争边界的；加 --all 全部列出 / {hidden} more pairs "
        "are not listed: neighbouring matters, or no boundary to settle; --all lists them"
    )
    lines += as_table(listed, names, owners=owners).notes
    if hidden:
        lines.append(more)
    return "\n".join(lines) + "\n"


def _lines(same: Sequence[Finding], names: Names, owners: Mapping[str, str] | None) -> list[str]:
    """Return findings that say the same as lines: what, why, each duty's clause once, and what the reader says."""
    first = same[0]
    zh, en = names.get(first.kind, (first.kind, ""))
    grade = f"  {first.grade} 级" if first.grade else ""
    duties = labels(
        tuple(dict.fromkeys(duty for finding in same for duty in finding.duties)), owners
    )
    matter = matter_of(first) or ""
    ids = " ".join(finding.id for finding in same)
    lines = [f"{ids}  {zh} {en}{grade}  {duties}  {matter}".rstrip()]
    lines.append(f"  {_said(same)}")
    clauses = dict.fromkeys((c.duty, c.text, c) for finding in same for c in finding.clauses)
    quoted = {(duty, text): clause for duty, text, clause in clauses}
    lines += [
        f"    {label(c.duty, owners)}：{marked(c)}  〔{show.place(c.span)}〕"
        for c in quoted.values()
    ]
    for finding in same:
        if finding.verdict or finding.note:
            lines.append(_said_of(finding, alone=len(same) == 1))
    return lines


def _said_of(finding: Finding, *, alone: bool) -> str:
    """Return what a reader says of a finding as a line; with its name where it is not alone."""
    word = VERDICT_ZH.get(finding.verdict, "未判断 open")
    said = " ".join(filter(None, (word, finding.verdict)))
    whose = f"{finding.id} "
    if alone:
        whose = ""
    note = around("：", finding.note)
    by = around("（", signed(finding), "）")
    return f"  判断 verdict: {whose}{said}{note}{by}"


def signed(finding: Finding) -> str:
    """Return who judged a finding and when; nothing if nobody said.

    >>> from dataclasses import replace
    >>> one = Finding("a", "silent", 0, 1.0, "", "", (), verdict="no")
    >>> signed(replace(one, by="张三", when="2026-11-27"))
    '张三，2026-11-27'
    >>> signed(replace(one, by="张三", carried="2024-11", pending=True))
    '张三，沿用 2024-11 版，待确认'
    >>> signed(replace(one, by="张三", carried="2025-12"))
    '张三，2025-12 版上的判断，文字相同'
    """
    if not finding.verdict:
        return ""
    told = [finding.by, finding.when]
    if finding.carried:
        word = "pending" if finding.pending else "later"
        told.append(section("state")[word][0].format(finding.carried))
    return "，".join(filter(None, told))


def _said(same: Sequence[Finding]) -> str:
    """Return the rule of findings that say the same: three pairs of three items say it of three."""
    if len(same) == 1:
        return same[0].rule_zh
    (first, *more), *others = (finding.rule_zh.split("；") for finding in same)
    if same[0].kind != "overlap":  # what is true of one of them only (按排序推定为……) is not said
        return "；".join([first, *(part for part in more if all(part in one for one in others))])
    if not more:
        return first
    items = len({duty for finding in same for duty in finding.duties})
    why = dict.fromkeys(part for finding in same for part in finding.rule_zh.split("；")[1:-1])
    return "；".join([first.replace("两项", f"{items} 项", 1), *why, more[-1]])
