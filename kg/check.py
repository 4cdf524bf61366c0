"""Check a list: what its records cannot be without, and the commission offices' own rules.

Every rule is asked of the records, in plain Python, so that a check costs milliseconds and is never
left out. ``ontology/shapes.ttl`` publishes the same rules as SHACL (:mod:`kg.shapes`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from kg.analyses._gaps import Gap, gaps
from kg.model import (
    COLUMN_ZH,
    KIND_ZH,
    Duty,
    DutyList,
    Finding,
    Mark,
    Oddity,
    Severity,
    Step,
    side_words,
)
from kg.network import Network
from kg.table import Heading, Table
from kg.words import section

SEVERITIES: Final[tuple[Severity, ...]] = ("violation", "warning", "info")

CODES: Final = {
    "no_lead": "NoLead",
    "silent": "SilentDepartment",
    "undeclared": "UndeclaredActor",
    "unassigned": "UnassignedStep",
}
"""Kind of finding → the code under which a check reports it, as a warning."""

BOILERPLATE: Final = 3
"""From so many recalled duties on, one and the same method is boilerplate."""


def rules(duties: DutyList, findings: Sequence[Finding] = ()) -> tuple[Oddity, ...]:
    """Return what breaks a rule, sorted by place.

    Parameters
    ----------
    duties : DutyList
        The list as it was read.
    findings : sequence of Finding
        What was found in it: a build checks that they are complete, too.

    Returns
    -------
    tuple of Oddity
        *violation*: what a list cannot be without is missing, so it was read wrongly; *warning*:
        the list should be looked at; *info*: what a reader may want to know.

    Examples
    --------
    >>> from kg.model import Place
    >>> rules(DutyList("x", "", Place("", "", "", ""), "", "", "", "", (), ()))
    ()
    """
    document = duties.document
    found: list[Oddity] = []
    for duty in duties.duties:
        found += _incomplete(document, duty)
    for finding in findings:
        found += _unfinished(document, finding)
    found += [_of_gap(document, gap) for gap in gaps(Network([duties])) if gap.kind in CODES]
    found += _boilerplate(duties)
    found += [_no_law(document, duty) for duty in duties.duties if not _laws(duty)]
    return tuple(sorted(found, key=in_order))


def in_order(oddity: Oddity) -> tuple[int, str, str, str]:
    """Return what oddities are sorted by: their place, then their rule."""
    return oddity.line, oddity.column, oddity.code, oddity.en


def _incomplete(document: str, duty: Duty) -> Iterator[Oddity]:
    """Report what a duty, or one of its steps, cannot be without."""
    kind, text = KIND_ZH.get(duty.kind), duty.title.strip()
    required = (
        (kind is not None, "DutyKind", "事项须属于且只属于基本、配合、收回之一",
         "a duty is basic, cooperative or recalled, and one of them only"),
        (duty.number is None or duty.number >= 1, "DutyNumber", "事项的序号只能是一个正整数（原文可能没有）",
         "a duty's number, if one is printed, is one integer from 1"),
        (bool(duty.category), "DutyCategory", "事项须有一个类别", "a duty has one category"),
        (bool(text), "DutyTitle", "事项须有名称", "a duty has a title"),
        (bool(duty.cells), "DutyEvidence", "事项须指向原文", "a duty points at its source"),
    )  # fmt: skip
    for holds, code, zh, en in required:
        if not holds:
            yield _oddity(document, duty, code, "violation", (zh, en))
    for step in duty.steps:
        if step.ordinal < 1:
            words = ("步骤须有一个序号（正整数）", "a step has one ordinal, an integer from 1")
            yield _oddity(document, duty, "StepOrdinal", "violation", words, step)
        if not step.text.strip():
            words = ("步骤须有正文", "a step has its text")
            yield _oddity(document, duty, "StepText", "violation", words, step)


def _unfinished(document: str, finding: Finding) -> Iterator[Oddity]:
    """Report what a finding cannot be without."""
    required = (
        (bool(finding.kind), "FindingKind", "发现须写明类型", "a finding names its kind"),
        (finding.grade in range(4), "FindingGrade", "发现的等级只能是 0、1、2、3",
         "a finding's grade is 0, 1, 2 or 3"),
        (finding.verdict in ("", *section("verdict")), "FindingVerdict", "读者裁定只能是 lawful、settle、no",
         "a verdict is lawful, settle or no"),
        (bool(finding.duties or finding.departments), "FindingConcerns",
         "发现须涉及至少一个事项或部门", "a finding concerns a duty or a department"),
    )  # fmt: skip
    for holds, code, zh, en in required:
        if not holds:
            yield Oddity(code, "violation", f"{document}, {finding.id}", zh, en)


def _of_gap(document: str, gap: Gap) -> Oddity:
    """Return a gap as a warning; one that is of a step has the step's place."""
    step = gap.steps[0] if gap.kind == "unassigned" else None
    found = _oddity(document, gap.entry.duty, CODES[gap.kind], "warning", gap.rule, step)
    if step:
        return replace(found, paste=_correction(gap.entry.duty, step))
    return found


def _correction(duty: Duty, step: Step) -> str:
    """Return an entry of ``corrections.toml`` that says who performs a step, ready to be filled in."""
    side = side_words(duty.kind, step.side)[0]
    return "\n".join(
        (
            "[[correction]]",
            f"at = {json.dumps(f'{duty.label} {side} {step.position}', ensure_ascii=False)}",
            f"quote = {json.dumps(step.text[:30], ensure_ascii=False)}",
            'actors = ["…"]',
            'by = "…"',
            'on = "…"',
        )
    )


def _boilerplate(duties: DutyList) -> Iterator[Oddity]:
    """Report recalled duties with a step that at least two others have word for word."""
    having: dict[str, dict[str, None]] = defaultdict(dict)
    recalled = duties.of_kind("recalled")
    for duty in recalled:
        for step in duty.steps:
            having[step.text][duty.key] = None
    for duty in recalled:
        same = set(chain.from_iterable(having[step.text] for step in duty.steps)) - {duty.key}
        if len(same) + 1 >= BOILERPLATE:
            words = (
                f"工作方式与另外 {len(same)} 个收回事项一字不差",
                f"its method is word for word that of {len(same)} other recalled duties",
            )
            yield _oddity(duties.document, duty, "BoilerplateMethod", "warning", words)


def _no_law(document: str, duty: Duty) -> Oddity:
    """Return that a duty names no law."""
    words = ("原文未点名任何法律依据", "no law is named")
    return _oddity(document, duty, "NoLegalBasis", "info", words)


def _laws(duty: Duty) -> list[Mark]:
    """Return where a duty names a law, in its title or a step."""
    return [mark for mark in duty.all_marks if mark.scheme == "law"]


def _oddity(
    document: str,
    duty: Duty,
    code: str,
    severity: Severity,
    words: tuple[str, str],
    step: Step | None = None,
) -> Oddity:
    line, column = (step.span.line, step.span.column) if step else (duty.line, "")
    where = f"{document}, {duty.place or f'line {line}'}, {duty.label}"
    if column:
        where += f", column {COLUMN_ZH.get(column, column)}"
    return Oddity(code, severity, where, *words, line, column, duty.key)


def as_table(found: Sequence[Oddity], list_id: str = "") -> Table:
    """Return oddities as a table, one a row."""
    columns = ("list", "where", "line", "column", "duty", "severity", "code", "zh", "en", "paste")
    rows = tuple(
        (list_id, o.where, o.line, o.column, o.duty, o.severity, o.code, o.zh, o.en, o.paste)
        for o in found
    )
    return Table("检查结果", "Check", tuple(Heading(name) for name in columns), rows)


def counted(found: Sequence[Oddity]) -> dict[Severity, int]:
    """Return how many oddities there are of each severity."""
    counts = Counter(oddity.severity for oddity in found)
    return {severity: counts[severity] for severity in SEVERITIES}
