"""Make a finding: a name that outlives renumbering, and the clauses it rests on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from kg.model import Clause, Duty, Finding, Span, Step


def identity(kind: str, *parts: str) -> str:
    """Return the name of a finding: its kind, and a digest of the texts that it is about.

    Numbers of duties are no part of it, so a reader's verdict outlives the next edition as long as the words stay.

    >>> identity("silent", "甲", "乙") == identity("silent", "甲 ", "乙")
    True
    """
    joined = "\n".join(re.sub(r"\s", "", part) for part in (kind, *parts))
    return f"{kind}-{hashlib.sha256(joined.encode()).hexdigest()[:12]}"


def title(duty: Duty, words: Iterable[str] = ()) -> Clause:
    """Return the duty's title as a clause."""
    raw = next((cell.text for cell in duty.cells if cell.column == "title"), duty.title)
    start = max(0, raw.find(duty.title))
    return Clause(duty.key, duty.title, Span(duty.line, "title", start, start + len(duty.title)), tuple(words))


def column(duty: Duty) -> Clause:
    """Return the cell that names the duty's departments as a clause."""
    first, last = duty.declared[0].span, duty.declared[-1].span
    cell = next((c for c in duty.cells if c.column == first.column), None)
    text = cell.text[first.start : last.end] if cell else "、".join(m.printed for m in duty.declared)
    return Clause(duty.key, text, Span(first.line, first.column, first.start, last.end))


def clause(duty: Duty, step: Step, words: Iterable[str] = ()) -> Clause:
    """Return a step as a clause; ``words`` are those to mark."""
    return Clause(duty.key, step.text, step.span, tuple(dict.fromkeys(word for word in words if word in step.text)))


def finding(
    kind: str,
    rule: tuple[str, str],
    duties: Sequence[Duty],
    *,
    about: Sequence[str] = (),
    departments: Sequence[str] = (),
    clauses: Sequence[Clause] = (),
    grade: int = 0,
    score: float = 1.0,
    matter: str = "",
) -> Finding:
    """Return a finding; ``rule`` says in Chinese and English how it was found, ``about`` tells it from its like."""
    name = identity(kind, *(f"{duty.kind}|{duty.title}" for duty in duties), *about)
    keys = tuple(duty.key for duty in duties)
    return Finding(name, kind, grade, score, *rule, keys, tuple(departments), tuple(clauses), matter)


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in their order, those of the same name told apart by a count (two duties of one title)."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    found = []
    for one in findings:
        seen[one.id] = count = seen.get(one.id, 0) + 1
        found.append(one if count == 1 else replace(one, id=f"{one.id}-{count}"))
    return found
