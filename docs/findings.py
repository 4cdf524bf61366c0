"""Write ``docs/findings-kanerzi.md``: what the analyses found in the bundled list, clause by clause.

``python -m docs.findings`` writes it; a test makes it again and compares. The overlaps, which are many, are left to
``kg findings --kind overlap``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import findings as found
from kg.build import find_list
from kg.grouping import Tally, tallies
from kg.model import DutyList, Finding
from kg.parse import read_list
from kg.show import cite
from kg.words import section

LIST = "kanerzi-2025-07"
PAGE = Path(__file__).with_name("findings-kanerzi.md")
LEFT_OUT = ("overlap", "community")
ORDER = (
    "no_lead",
    "partial_lead",
    "silent",
    "joined_only",
    "undeclared",
    "unassigned",
    "vague",
    "remnant",
    "handover",
    "untold",
    "asked_twice",
    "no_start",
)


def page(duties: DutyList) -> str:
    """Return the page for a list."""
    return "\n".join(_page(duties)) + "\n"


def _page(duties: DutyList) -> Iterator[str]:
    every = found.of_list(duties)
    names = found.kinds()
    yield f"# 分析发现 Findings: {duties.title}"
    yield ""
    yield f"{duties.issuer}，{duties.issued}。 Made by `python -m docs.findings`; a test holds it to the program."
    yield "与原文逐条对读过，等级仍可商榷，由读者裁定；【】内是据以判断的词。"
    yield "Read against the document one by one; grades remain arguable and are the reader's to settle. 【】: the words they rest on."
    yield ""
    yield "缺口是原文的缺口，不等于实际无人负责。 A gap is one of the text: that nobody is named does not mean that nobody does it."
    yield ""
    yield "| 类型 kind | 条数 findings | 3 级 | 2 级 | 1 级 | 另有未列 not listed |"
    yield "| --- | --: | --: | --: | --: | --: |"
    counted = tallies(every)
    for kind in (*ORDER, *LEFT_OUT):
        tally = counted.get(kind, Tally())
        numbers = (tally.count, *(tally.grades[grade] or "" for grade in (3, 2, 1)))
        cells = map(str, (*numbers, tally.others or ""))
        yield f"| {' '.join(names[kind])} | {' | '.join(cells)} |"
    yield ""
    yield "重叠逐条见 The overlaps one by one: `kg findings --kind overlap --grade 3`."
    for kind in ORDER:
        yield from _kind(kind, names[kind], [finding for finding in every if finding.kind == kind])


def _kind(kind: str, name: tuple[str, str], findings: Sequence[Finding]) -> Iterator[str]:
    yield ""
    yield f"## {name[0]} {name[1]} ({len(findings)})"
    yield ""
    yield f"`kg findings --kind {kind}`"
    yield ""
    yield " ".join(section("why")[kind])
    grade = 0
    for finding in findings:
        if finding.grade != grade:
            grade = finding.grade
            yield ""
            yield f"### {grade} 级 grade {grade}"
        yield ""
        yield f"- **{'、'.join(found.label(key) for key in finding.duties)}** {finding.rule_zh}"
        for clause in finding.clauses:
            span = clause.span
            place = cite(span.line, span.column, span.start, span.end)
            yield f"  - {found.label(clause.duty)}：{found.marked(clause)} ({place})"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(read_list(find_list(LIST)).list), encoding="utf-8")


if __name__ == "__main__":
    main()
