"""发现: what the page needs of each finding to show it, to judge it, and to know it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from kg.grouping import Row, as_rows, group, shown
from kg.model import Clause, Duty, Finding
from kg.views.desk import Desk
from kg.views.scene import Json
from kg.views.words import finding_kind, in_order


def part(desk: Desk) -> dict[str, Json]:
    """Return the findings of a list as the page's scripts read them, the gravest first.

    Findings that are one row (:func:`kg.grouping.as_rows`) follow each other; all but the first
    name it as ``with``. Texts that stand in the page are places there. What is empty is left out.
    """
    phrases = _phrases(desk.findings)
    kinds = in_order(finding.kind for finding in desk.findings)
    rows = as_rows(desk.findings)
    return {
        "phrases": [*phrases],
        "findingKinds": [_kind(kind) for kind in kinds],
        "findings": [*chain.from_iterable(_row(desk, row, phrases) for row in rows)],
    }


def _kind(kind: str) -> dict[str, Json]:
    """Return what a kind of finding is called, in which view it is shown, why it matters."""
    zh, en, view, why_zh, why_en = finding_kind(kind)
    why: list[Json] = [why_zh, why_en]
    return {"id": kind, "zh": zh, "en": en, "view": view, "why": why}


def _row(desk: Desk, row: Row, phrases: dict[str, int]) -> Iterator[Json]:
    """Yield the findings of one row; all but the first name it."""
    for finding in row:
        found: dict[str, Json] = {
            **_found(desk, finding, phrases),
            **_said(finding),
            "others": not shown(row[0]),
            "with": "" if finding is row[0] else row[0].id,
        }
        yield {name: value for name, value in found.items() if value not in ("", [], 0, False)}


def _phrases(findings: Sequence[Finding]) -> dict[str, int]:
    """Return the parts that rules are made of: most say the same of different things."""
    parts: dict[str, None] = {}
    for finding in findings:
        parts |= dict.fromkeys((*finding.rule_zh.split("；"), *finding.rule_en.split("; ")))
    return {part: place for place, part in enumerate(parts)}


def _found(desk: Desk, finding: Finding, phrases: dict[str, int]) -> dict[str, Json]:
    """Return what was found."""
    known = [desk.department[name] for name in finding.departments if name in desk.department]
    quoted = [clause for clause in _quoted(finding) if desk.code(clause.duty)]
    matter, _ = desk.matter(finding.matter)
    return {
        "id": finding.id,
        "kind": finding.kind,
        "grade": finding.grade,
        "score": round(finding.score, 2),
        "zh": [phrases[part] for part in finding.rule_zh.split("；")],
        "en": [phrases[part] for part in finding.rule_en.split("; ")],
        "duties": [code for code in map(desk.code, finding.duties) if code],
        "departments": [int(department.id[1:]) for department in known],
        "clauses": [_clause(desk, clause) for clause in quoted],
        "matter": matter,
        "group": group(finding) or "",
        "wording": finding.wording,
    }


def _said(finding: Finding) -> dict[str, Json]:
    """Return what readers say of it."""
    return {
        "verdict": finding.verdict,
        "note": finding.note,
        "by": finding.by,
        "when": finding.when,
        "carried": finding.carried,
    }


def _quoted(finding: Finding) -> tuple[Clause, ...]:
    """Return the clauses that the page quotes: a group shows its duties themselves."""
    return () if finding_kind(finding.kind)[2] == "groups" else finding.clauses


def _clause(desk: Desk, clause: Clause) -> dict[str, Json]:
    """Return a quotation as the place where the page already shows it.

    ``at`` is that place (``title``, ``s3``, ``t2``), ``start`` and ``length`` say which part of it,
    ``marks`` what to mark (offset and length within the quotation, in turn), ``line`` the line if
    it is not the duty's. A text that stands nowhere in the page as one piece comes as ``text``.
    """
    code = desk.code(clause.duty)
    duty = desk.duties[code]
    found: dict[str, Json] = {"duty": code}
    if marks := [*chain.from_iterable(marked(clause.text, clause.words))]:
        found["marks"] = [*marks]
    if clause.span.line != duty.line:
        found["line"] = clause.span.line
    for name, text in _places(duty, clause):
        at = text.find(clause.text)
        if at >= 0:
            return {**found, "at": name, "start": at, "length": len(clause.text)}
    return {**found, "text": clause.text}


def _places(duty: Duty, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield the texts of a duty by their places, where the clause stands first.

    Its words may stand elsewhere too.
    """
    places = [("title", duty.title, duty.line, "title", 0)]
    for letter, steps in (("s", duty.superior_steps), ("t", duty.township_steps)):
        for step in steps:
            span = step.span
            places.append(
                (f"{letter}{step.position}", step.text, span.line, span.column, span.start)
            )
    span = clause.span
    rest = []
    for name, text, line, column, begins in places:
        is_inside = begins <= span.start <= begins + len(text)
        if is_inside and (line, column) == (span.line, span.column):
            yield name, text
        rest.append((name, text))
    yield from rest


def marked(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where ``words`` stand in ``text`` as offset and length, none inside another.

    Longer words come first.

    >>> marked("消防安全，消防", ["消防", "消防安全"])
    [(0, 4), (5, 2)]
    """
    found: list[tuple[int, int]] = []
    for word in sorted(filter(None, words), key=lambda w: (-len(w), w)):
        at = text.find(word)
        while at >= 0:
            if all(at + len(word) <= start or at >= start + length for start, length in found):
                found.append((at, len(word)))
            at = text.find(word, at + len(word))
    return sorted(found)
