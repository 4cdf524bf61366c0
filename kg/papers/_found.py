"""The chapters of a report that tell findings: boundaries, overlaps, recalls, hand-over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from kg.model import Duty, Finding
from kg.papers._chapters import Report
from kg.papers._told import because, by_field, by_group, called, given, named, state, titles
from kg.papers._word import Cell
from kg.rdf.iris import key, label, labels
from kg.words import section

Entry: TypeAlias = tuple[Sequence[Finding], Sequence[Cell]]
"""A row of a table of findings: the findings it tells, and its cells."""

_MISMATCHES: Final = ("silent", "joined_only", "undeclared", "unassigned", "vague")
"""Kinds of findings in which the column of departments and the steps do not agree."""
_TOLD: Final = (
    *_MISMATCHES,
    "no_lead",
    "partial_lead",
    "community",
    "overlap",
    "remnant",
    "handover",
)
"""Kinds of findings that have a table of their own; every other kind is told by :func:`others`."""


def boundaries(report: Report) -> None:
    """Write who leads, who is named and idle, who acts unnamed, and who should sit together."""
    report.paper.heading(1, report.say("boundaries", "heading"))
    if report.desk.of("no_lead", "partial_lead"):
        _no_lead(report)
    if report.desk.of(*_MISMATCHES):
        _gaps(report)
    if report.desk.of("community"):
        _groups(report)


def _gaps(report: Report) -> None:
    report.paper.heading(2, report.say("boundaries", "gaps"))
    report.paper.text(report.say("boundaries", "gaps_text"))
    columns = [report.column("kind", 2.5), report.column("duty", 5), report.column("place", 4.9)]
    report.findings(columns, list(_mismatches(report)), report.say("boundaries", "gaps_caption"))


def _groups(report: Report) -> None:
    report.paper.heading(2, report.say("boundaries", "groups"))
    report.paper.text(report.say("boundaries", "groups_text"))
    groups = report.desk.of("community")
    entries: list[Entry] = [([one], [_departments(report, one), _joined(one)]) for one in groups]
    columns = [report.column("department", 7), report.column("duties", 5)]
    report.findings(columns, entries, report.say("boundaries", "groups_caption"))


def _no_lead(report: Report) -> None:
    report.paper.heading(2, report.say("boundaries", "no_lead"))
    report.paper.text(report.say("boundaries", "no_lead_text"))
    known = titles(report.desk.duties)
    entries: list[Entry] = []
    for finding in report.desk.of("no_lead"):
        duty = known[key(finding.duties[0])]
        names = "、".join(map(report.short, duty.departments))
        entries.append(([finding], [named(finding.duties[0], known, 22), names]))
    columns = [report.column("duty", 5.6), report.column("departments", 6.8)]
    report.findings(columns, entries, report.say("boundaries", "no_lead_caption"))
    partial = report.desk.of("partial_lead")
    if partial:
        report.paper.text(report.say("boundaries", "partial", numbers=report.numbers.of(partial)))


def _departments(report: Report, finding: Finding) -> str:
    return "、".join(map(report.short, finding.departments))


def _joined(finding: Finding) -> str:
    """Return the duties of a finding as people call them."""
    return labels(finding.duties)


def _mismatches(report: Report) -> Iterator[Entry]:
    """Yield an entry a kind and duty: which departments, or which steps."""
    known = titles(report.desk.duties)
    for kind in _MISMATCHES:
        for iri, found in _by_duty(report.desk.of(kind)):
            if kind in ("unassigned", "vague"):
                said = _steps(known[key(iri)], found)
            else:
                said = "、".join(dict.fromkeys(_departments(report, one) for one in found))
            yield found, [called(found[0]), named(iri, known, 20), said]


def _by_duty(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return findings by the first of their duties."""
    duties: dict[str, list[Finding]] = {}
    for finding in findings:
        duties.setdefault(finding.duties[0], []).append(finding)
    return list(duties.items())


def _steps(duty: Duty, findings: Iterable[Finding]) -> str:
    """Return which steps of a duty findings quote, and the words that they quote in them."""
    spans = {step.span: step.number for step in duty.steps}
    clauses = [clause for finding in findings for clause in finding.clauses]
    quoting = {clause.span for clause in clauses}
    numbers = [number for span, number in spans.items() if span in quoting]
    said = dict.fromkeys(word for clause in clauses for word in clause.words)
    quoted = "".join(f"“{word}”" for word in said)
    return f"部门第 {'、'.join(numbers)} 步{quoted}"


def overlaps(report: Report) -> None:
    """Write the overlaps of the two grades that matter, by matter."""
    report.paper.heading(1, report.say("overlaps", "heading"))
    report.paper.text(report.say("overlaps", "text"))
    found = report.desk.of("overlap", grades=(3,))
    if found:
        _heading(report, "duplication")
        entries: list[Entry] = []
        for group, findings in by_group(found):
            entries.append((findings, [group, [_pair(report, one) for one in findings]]))
        columns = [report.column("matter", 2.4), report.column("where", 10)]
        report.findings(columns, entries, report.say("overlaps", "duplication_caption"))
    found = report.desk.of("overlap", grades=(2,))
    if found:
        _heading(report, "crossing")
        _crossing(report, found)


def _heading(report: Report, part: str) -> None:
    report.paper.heading(2, report.say("overlaps", part))
    report.paper.text(report.say("overlaps", f"{part}_text"))


def _crossing(report: Report, found: Sequence[Finding]) -> None:
    """Write the overlaps of the middle grade, a row a field; a state only where one was given."""
    rows: list[list[Cell]] = []
    for field, findings in by_field(found):
        groups = []
        for group, pairs in by_group(findings):
            groups.append(f"{group}：{'；'.join(map(_short_pair, pairs))}")
        rows.append([report.numbers.of(findings), field, "。".join(groups)])
    judged = any(finding.verdict for finding in found)
    caption = report.say("overlaps", "crossing_caption") + report.say(
        "rest" if judged else "unjudged"
    )
    columns = [
        report.column("number", 1.45, "center"),
        report.column("field", 2.4),
        report.column("pairs", 10),
    ]
    report.paper.table(columns, rows, caption)


def _pair(report: Report, finding: Finding) -> str:
    """Return an overlap as one paragraph of a cell: its duties, and what is the same in them."""
    why = report.short(because(finding)).partition("；")[0]
    duties = _joined(finding)
    if all(one in why for one in duties.split("、")):
        return why
    return f"{duties}：{why}"


def _short_pair(finding: Finding) -> str:
    """Return the duties of an overlap joined by a dash, and what the reader said of it."""
    said = f"（{state(finding)}{given(finding)}）" if finding.verdict else ""
    return _joined(finding).replace("、", "—") + said


def recalls(report: Report) -> None:
    """Write what was recalled and still stands elsewhere."""
    report.paper.heading(1, report.say("recalls", "heading"))
    report.paper.text(report.say("recalls", "text"))
    known = titles(report.desk.duties)
    recalled: dict[str, list[Finding]] = {}
    for finding in report.desk.of("remnant"):
        iri = next((one for one in finding.duties if "/recalled/" in one), finding.duties[0])
        recalled.setdefault(iri, []).append(finding)
    entries: list[Entry] = []
    for iri, findings in recalled.items():
        said = [_remnant(report, iri, one) for one in findings]
        entries.append((findings, [named(iri, known, 24), said]))
    columns = [report.column("recalled", 5), report.column("still", 7.4)]
    report.findings(columns, entries, report.say("recalls", "caption"))


def _remnant(report: Report, recalled: str, finding: Finding) -> str:
    """Return where a recalled duty still stands, and what was recalled and what remains."""
    others = [label(iri) for iri in finding.duties if iri != recalled]
    parts = because(finding).split("；")
    why = report.short(
        "；".join(parts[2:] or parts)
    )  # the matter and the table are said by the labels
    why = why.replace("收回的是", "收").replace("留下的是", "留")
    return f"{'、'.join(others)}：{why}" if others else why


def handover(report: Report) -> None:
    """Write where what the township finds and reports is dropped."""
    report.paper.heading(1, report.say("handover", "heading"))
    report.paper.text(report.say("handover", "text"))
    known = titles(report.desk.duties)
    entries: list[Entry] = []
    for iri, found in _by_duty(report.desk.of("handover", grades=(3, 2))):
        entries.append((found, [named(iri, known, 16), [_break(report, one) for one in found]]))
    light = report.desk.of("handover", grades=(1,))
    if light:
        names = labels(dict.fromkeys(finding.duties[0] for finding in light))
        entries.append(
            (light, [report.say("handover", "light"), report.say("handover", "back", duties=names)])
        )
    columns = [report.column("duty", 3.8), report.column("break", 8.6)]
    report.findings(columns, entries, report.say("handover", "caption"))


def _break(report: Report, finding: Finding) -> str:
    """Return where a loop breaks; a missing answer is not told where something worse is."""
    parts = finding.rule_zh.split("；")
    worse = [part for part in parts if part != section("break")["no word back"][0]]
    said = report.short("；".join(worse))
    return said.replace("发现并上报，", "").replace(
        "发现并上报；", "："
    )  # the chapter is about that


def others(report: Report) -> None:
    """Write the findings of every kind that has no table of its own, a row a kind."""
    kinds: dict[str, tuple[list[Finding], list[str]]] = {}
    for finding in report.desk.of(*(kind for kind in section("kind") if kind not in _TOLD)):
        why = report.short(finding.rule_zh)
        about = _joined(finding)
        said = why if all(one in why for one in about.split("、")) else f"{about}：{why}"
        found, facts = kinds.setdefault(called(finding), ([], []))
        found.append(finding)
        facts.append(said)
    entries: list[Entry] = []
    for name, (found, facts) in kinds.items():
        entries.append((found, [name, f"{'；'.join(facts)}。"]))
    columns = [report.column("kind", 3), report.column("fact", 9.4)]
    report.findings(columns, entries, report.say("burden", "others_caption"))
