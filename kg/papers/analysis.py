"""The analysis report of a list: twelve pages, and an annex that quotes every clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kg.errors import around
from kg.grouping import progress_by_kind
from kg.papers import County, Desk, Files, words
from kg.papers._chapters import Report, kinds_of_work, load
from kg.papers._figures import chinese, limits
from kg.papers._found import boundaries, handover, others, overlaps, recalls
from kg.papers._told import called, clauses, given, matter, state, write_corrections
from kg.papers._word import Cell, Column
from kg.rdf.iris import labels
from kg.table import Value
from kg.words import section

FILE: Final = "分析报告.docx"
COUNTY: Final = "各地比较报告.docx"
TITLE: Final = ("分析报告", "analysis report")

_MOST: Final = 8
_FEW: Final = 3
"""Rows of tables that show only the largest figures."""


def of_list(desk: Desk) -> Files:
    """Return the report of a list."""
    report = Report(desk, words("analysis"))
    _front(report)
    _composition(report)
    _load(report)
    boundaries(report)
    overlaps(report)
    recalls(report)
    handover(report)
    _burden(report)
    _next(report)
    _annex(report)
    return {FILE: report.paper.encode()}


def of_county(county: County) -> Files:
    """Return the report of several lists together."""
    from kg.papers import _county

    return {COUNTY: _county.encode(county)}


def _front(report: Report) -> None:
    """Write cover, contents and summary."""
    lines = report.lines("imprint")
    report.paper.cover(report.lines("cover"), report.say("edition"), lines)
    report.paper.contents(report.say("contents"))
    report.paper.heading(1, report.say("summary", "heading"))
    for line in report.lines("summary", "lines"):
        report.paper.text(report.short(line))
    if report.figures["wrong"]:
        report.paper.text(report.say("summary", "wrong"))


def _composition(report: Report) -> None:
    counts = report.desk.counts
    peers = report.say("composition", "peers") if counts is not None else ""
    report.paper.heading(1, report.say("composition", "heading"))
    report.paper.text(report.say("composition", "text", peers=peers))
    kinds = section("list")
    names = ("basic", "cooperative", "recalled")
    columns = [report.column("category", 4)]
    columns += [Column(kinds[name][0], 1.4, "right") for name in names]
    columns.append(Column("合计", 1.4, "right"))
    rows = [_category(row) for row in report.ask("categories")]
    if counts is not None:
        rows.insert(-1, _median(counts.rows[-2]))
    report.paper.table(columns, rows, report.say("composition", "caption"))


def _category(row: Mapping[str, Value]) -> list[Cell]:
    """Return the row of a category: its name in Chinese, the duties of each table, and of all."""
    return [
        chinese(row["category"]),
        row["basic"],
        row["cooperative"],
        row["recalled"],
        row["total"],
    ]


def _median(row: Sequence[object]) -> list[Cell]:
    """Return the row of a county's medians, its name in Chinese."""
    name, *numbers = map(str, row)
    return [name.replace(" median", ""), *numbers]


def _load(report: Report) -> None:
    report.paper.heading(1, report.say("load", "heading"))
    report.paper.heading(2, report.say("load", "departments"))
    report.paper.text(report.say("load", "text"))
    load(report, _MOST)
    report.paper.heading(2, report.say("load", "kinds"))
    report.paper.text(report.say("load", "kinds_text"))
    kinds_of_work(report, _MOST)


def _burden(report: Report) -> None:
    report.paper.heading(1, report.say("burden", "heading"))
    report.paper.text(report.say("burden", "more"))
    columns = [
        report.column("duty", 7),
        *(report.column(name, 1.6, "right") for name in ("township", "superior", "more")),
    ]
    rows: list[list[Cell]] = []
    for row in list(report.ask("township_does_more"))[:_FEW]:
        duty = f"{row['duty']} {row['title']}"
        rows.append([duty, row["township"], row["superior"], row["more"]])
    if rows:
        report.paper.table(columns, rows, report.say("burden", "more_caption"))
    sides = limits(report.ask("time_limits"))
    if sides:
        report.paper.text(report.say("burden", "limits"))
        kinds = list(dict.fromkeys(kind for _, counts in sides for kind in counts))
        columns = [report.column("side", 2), *(Column(kind, 2, "right") for kind in kinds)]
        rows = [_limits(side, counts, kinds) for side, counts in sides]
        report.paper.table(columns, rows, report.say("burden", "limits_caption"))
    report.paper.text(report.say("burden", "means"))
    others(report)


def _limits(side: str, counts: Mapping[str, int], kinds: Sequence[str]) -> list[Cell]:
    """Return the row of one side: how many steps have a limit of each kind."""
    return [side, *(counts.get(kind, 0) for kind in kinds)]


def _next(report: Report) -> None:
    report.paper.heading(1, report.say("next", "heading"))
    report.paper.text(report.say("next", "text"))
    why, kinds = section("why"), section("kind")
    columns = [
        report.column("kind", 3.2),
        *(report.column(name, 1.3, "right") for name in ("count", "judged", "wrong", "unjudged")),
        report.column("cure", 6),
    ]
    rows: list[list[Cell]] = []
    counted = {
        kind: far for kind, far in progress_by_kind(report.desk.findings).items() if far.total
    }
    for kind, (zh, _) in kinds.items():
        if far := counted.get(kind):
            cure = why[kind][0].rpartition("；")[2] if kind in why else ""
            rows.append([zh, far.findings, far.judged, far.no, far.open, cure])
    report.paper.table(columns, rows, report.say("next", "caption"))


def _annex(report: Report) -> None:
    """Quote the clauses of every finding that the report has told, under its number."""
    report.paper.heading(1, report.say("annex", "heading"), new_page=True)
    report.paper.text(report.say("annex", "text"))
    for number, finding in enumerate(report.numbers.findings, 1):
        about = labels(finding.duties)
        subject = around("，", matter(finding))
        note = around("：", finding.note)
        judged = f"{state(finding)}{note}{given(finding)}"
        report.paper.heading(3, f"{number}. {called(finding)}　{about}{subject}（{judged}）")
        report.paper.quote(finding.rule_zh)
        for clause in clauses(finding):
            report.paper.quote(clause)
    write_corrections(report.paper, 2, report.desk.duties.duties)
