"""Make a finding: a name that outlives renumbering, and the clauses it rests on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Clause, Duty, Finding, Step
from kg.network import Entry


def identity(kind: str, *parts: str) -> str:
    """Return the name of a finding: its kind, and a digest of the texts that it is about.

    Numbers of duties are not part of it, so a reader's verdict outlives the next edition as long as
    the words stay.

    >>> identity("silent", "甲", "乙") == identity("silent", "甲 ", "乙")
    True
    """
    joined = "\n".join(re.sub(r"\s", "", part) for part in (kind, *parts))
    return f"{kind}-{hashlib.sha256(joined.encode()).hexdigest()[:12]}"


def title(entry: Entry, words: Iterable[str] = ()) -> Clause:
    """Return the duty's title as a clause."""
    return Clause(entry.iri, entry.duty.title, entry.duty.title_span, tuple(words))


def column(entry: Entry) -> Clause:
    """Return the cell that names the duty's departments as a clause."""
    return column_of(entry.iri, entry.duty)


def column_of(iri: str, duty: Duty) -> Clause:
    """Return the cell that names the departments of a duty as a clause; the duty names some."""
    first, last = duty.declared[0].span, duty.declared[-1].span
    cell = next((c for c in duty.cells if c.column == first.column), None)
    text = (
        cell.text[first.start : last.end] if cell else "、".join(m.printed for m in duty.declared)
    )
    return Clause(iri, text, replace(first, end=last.end))


def clause(entry: Entry, step: Step, words: Iterable[str] = ()) -> Clause:
    """Return a step as a clause; ``words`` are those to mark."""
    return Clause(
        entry.iri,
        step.text,
        step.span,
        tuple(dict.fromkeys(word for word in words if word in step.text)),
    )


def all_of(names: Iterable[str]) -> str:
    """Return names in a row as Chinese says them.

    >>> all_of(["甲", "乙"])
    '甲、乙'
    """
    return "、".join(names)


def all_of_english(names: Sequence[str]) -> str:
    """Return names in a row as English says them.

    >>> all_of_english(["甲", "乙", "丙"]), all_of_english(["甲"])
    ('甲, 乙 and 丙', '甲')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def steps_of(steps: Sequence[Step]) -> tuple[str, str]:
    """Return what steps are called in a sentence: 步骤 2、3, and steps 2 and 3."""
    numbers = [step.number for step in steps]
    word = "steps" if len(steps) > 1 else "step"
    return f"步骤 {all_of(numbers)}", f"{word} {all_of_english(numbers)}"


def inner(text: str) -> str:
    """Return a text that is to stand in quotation marks, with single ones inside.

    >>> inner("负责“控辍保学”工作")
    '负责‘控辍保学’工作'
    """
    return text.replace("“", "‘").replace("”", "’")


def finding(
    kind: str,
    rule: tuple[str, str],
    entries: Sequence[Entry],
    *,
    about: Sequence[str] = (),
    departments: Sequence[str] = (),
    clauses: Sequence[Clause] = (),
    grade: int = 0,
    score: float = 1.0,
    matter: str = "",
) -> Finding:
    """Return a finding about duties, of one list or of several.

    ``rule`` says in Chinese and English how it was found, ``about`` tells it from its like.
    """
    name = identity(kind, *(f"{entry.duty.kind}|{entry.duty.title}" for entry in entries), *about)
    duties = tuple(entry.iri for entry in entries)
    return Finding(
        name, kind, grade, score, *rule, duties, tuple(departments), tuple(clauses), matter
    )


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in their order, those of the same name told apart by a count (two duties of one title)."""
    seen: dict[str, int] = {}
    found = []
    for one in findings:
        seen[one.id] = count = seen.get(one.id, 0) + 1
        found.append(one if count == 1 else replace(one, id=f"{one.id}-{count}"))
    return found
