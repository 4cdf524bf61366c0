"""How a paper tells findings: their order, their numbers in the annex, their states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.errors import around
from kg.findings import marked, signed
from kg.grouping import group
from kg.matters import thesaurus
from kg.model import Duty, DutyList, Finding
from kg.rdf.iris import key, label
from kg.show import place
from kg.words import section

if TYPE_CHECKING:  # a workbook needs no python-docx
    from kg.papers._word import Paper

_OF_THIS_ONE: Final = re.compile(r"[“（\d]")
"""What a sentence has that speaks of this finding alone: a word of the list, a number."""


def state(finding: Finding) -> str:
    """Return what the reader said of a finding; 待核 where nothing is said yet.

    >>> state(Finding("a", "silent", 0, 1.0, "", "", (), verdict="settle"))
    '需要理顺'
    >>> state(Finding("a", "silent", 0, 1.0, "", "", ()))
    '待核'
    """
    known = section("verdict")
    word = known[finding.verdict] if finding.verdict else section("state")["unjudged"]
    return word[0]


def given(finding: Finding) -> str:
    """Return who judged a finding and when, to be put behind what was judged."""
    return around("；判断：", signed(finding))


def states(findings: Iterable[Finding]) -> list[str]:
    """Return the states of several findings, each once, with the notes and who judged."""
    return list(dict.fromkeys(map(_with_note, findings)))


def _with_note(finding: Finding) -> str:
    note = around("：", finding.note)
    return f"{state(finding)}{note}{given(finding)}"


def called(finding: Finding) -> str:
    """Return what kind of finding it is, in Chinese, with its grade in words if it has one."""
    kind = section("kind").get(finding.kind, (finding.kind,))[0]
    if finding.kind != "overlap":
        return kind
    return f"{kind}（{section('grade')[str(finding.grade)][0]}）"


def because(finding: Finding) -> str:
    """Return why it was found, without what is said of every finding of its grade."""
    *parts, last = finding.rule_zh.split("；")
    graded = finding.kind in ("overlap", "remnant") and parts
    if graded and not _OF_THIS_ONE.search(last):
        return "；".join(parts)
    return finding.rule_zh


def corrections(duties: Iterable[Duty]) -> list[str]:
    """Return what people corrected of the reading of duties (人工更正), each with its duty, each once."""
    said = (f"{duty.label}　{sentence}" for duty in duties for sentence in duty.corrections)
    return list(dict.fromkeys(said))


def write_corrections(paper: Paper, level: int, duties: Iterable[Duty]) -> None:
    """Write what people corrected of the reading of duties under a heading, if there is anything."""
    said = corrections(duties)
    if said:
        paper.heading(level, section("rule")["corrected"][0])
    for sentence in said:
        paper.quote(sentence)


def matter(finding: Finding) -> str:
    """Return the matter that a finding is about, or nothing."""
    matters = thesaurus().matters
    if finding.matter in matters:
        return matters[finding.matter].zh
    return ""


def by_group(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return findings by their group of matters, the group with the first of them in front."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(group(finding) or matter(finding) or "其他", []).append(finding)
    return list(groups.items())


def by_field(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return findings by the field of their matter, the field with the first of them in front."""
    known = thesaurus()
    fields: dict[str, list[Finding]] = {}
    for finding in findings:
        is_known = finding.matter in known.matters
        field = known.matters[known.field(finding.matter)].zh if is_known else "其他"
        fields.setdefault(field, []).append(finding)
    return list(fields.items())


class Numbers:
    """The numbers under which a paper's annex quotes findings: 1, 2, … as they are told."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._known: dict[str, int] = {}

    def of(self, findings: Iterable[Finding]) -> str:
        """Return the numbers of some findings, runs joined: ``3–5、9``."""
        numbers = []
        for finding in findings:
            if finding.id not in self._known:
                self.findings.append(finding)
                self._known[finding.id] = len(self.findings)
            numbers.append(self._known[finding.id])
        return runs(numbers)


def runs(numbers: Iterable[int]) -> str:
    """Return numbers in order, those in a row joined.

    >>> runs([1, 2, 3, 7, 6, 9])
    '1–3、6–7、9'
    """
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    said = []
    for run in found:
        said += [f"{run[0]}–{run[-1]}"] if len(run) > 1 else [str(run[0])]
    return "、".join(said)


def titles(duties: DutyList) -> dict[str, Duty]:
    """Return the duties of a list by key."""
    return {duty.key: duty for duty in duties.duties}


def named(iri: str, known: dict[str, Duty], longest: int = 30) -> str:
    """Return a duty as a table names it: label and title, a long title is cut."""
    duty = known.get(key(iri))
    if duty is None:
        return label(iri)
    title = duty.title if len(duty.title) <= longest else f"{duty.title[: longest - 1]}…"
    return f"{duty.label} {title}"


def clauses(finding: Finding) -> list[str]:
    """Return the clauses of a finding: duty and place, then the text, what it rests on in 【】."""
    return [
        f"{label(clause.duty)}（{place(clause.span)}）：“{marked(clause)}”"
        for clause in finding.clauses
    ]
