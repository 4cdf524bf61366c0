"""What a reader's note asks to be changed in the list: edits of cells, and rows that are struck."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.model import KIND_ZH, Clause, Duty, Finding, Mention
from kg.rdf.iris import key

_NAMED: Final = re.compile(rf"({'|'.join(KIND_ZH.values())})\s*(@?\d+)\s*")
_NUMBER: Final = re.compile(r"(?:[（(]?\d{1,2}[)）.．、]\s*)$")
"""The number of a step in front of its text: it goes with the step."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a cell's raw text that is replaced; without a column the row is struck."""

    duty: str
    """The duty's key."""
    column: str
    start: int
    end: int
    text: str


def edits(finding: Finding, duties: Mapping[str, Duty], asks: Mapping[str, str]) -> list[Edit]:
    """Return what the note of a finding asks for; nothing where its text is not clear.

    Parameters
    ----------
    duties : mapping
        The list's duties by key.
    asks : mapping
        What can be asked for → the words that a part of the note begins with.
    """
    found: list[Edit] = []
    for part in re.split(r"[；;\n]", finding.note):
        text = part.strip()
        named = _NAMED.match(text)
        label = f"{named[1]} {named[2]}" if named else ""
        text = text[named.end() :] if named else text
        for ask, word in asks.items():
            if text.startswith(word):
                said = text.removeprefix(word).lstrip("：: ").rstrip()
                found += _asked(ask, said, label, finding, duties)
                break
    return found


def _asked(
    ask: str, said: str, label: str, finding: Finding, duties: Mapping[str, Duty]
) -> Iterator[Edit]:
    """Yield the edits that one part of a note asks for."""
    if ask == "drop":
        yield from _dropped(said.rstrip("。") or label, finding, duties)
    elif ask in ("lead", "add", "remove"):
        duty = _duty(label, finding, duties)
        if duty is not None:
            yield from _column(ask, said.rstrip("。"), duty, finding)
    else:
        for clause in _clauses(label, finding, duties):
            duty = duties[key(clause.duty)]
            yield _step(ask, said, duty, clause)


def _dropped(label: str, finding: Finding, duties: Mapping[str, Duty]) -> Iterator[Edit]:
    duty = _duty(label, finding, duties)
    if duty is not None:
        yield Edit(duty.key, "", 0, 0, "")


def _duty(label: str, finding: Finding, duties: Mapping[str, Duty]) -> Duty | None:
    """Return the duty that a note names; without a name the only one of the finding."""
    about = [duties[key(iri)] for iri in finding.duties if key(iri) in duties]
    if label:
        wanted = "".join(label.split())
        about = [duty for duty in duties.values() if "".join(duty.label.split()) == wanted]
    return about[0] if len(about) == 1 else None


def _clauses(label: str, finding: Finding, duties: Mapping[str, Duty]) -> list[Clause]:
    """Return the quoted clauses that a note means.

    Those of the duty that it names; else of the one duty that is not recalled; or none.
    """
    found = [clause for clause in finding.clauses if key(clause.duty) in duties]
    if label:
        wanted = "".join(label.split())
        return [c for c in found if "".join(duties[key(c.duty)].label.split()) == wanted]
    found = [c for c in found if c.span.column != "departments"]
    standing = [c for c in found if duties[key(c.duty)].kind != "recalled"] or found
    if len({clause.duty for clause in standing}) == 1:
        return standing
    return []


def _step(ask: str, said: str, duty: Duty, clause: Clause) -> Edit:
    """Return the edit of a quoted clause: struck, put otherwise, split, or given an actor."""
    start, end, column = clause.span.start, clause.span.end, clause.span.column
    raw = next((cell.text for cell in duty.cells if cell.column == column), "")
    if ask == "actor":
        return Edit(duty.key, column, start, start, said)
    if ask == "strike":
        number = _NUMBER.search(raw[:start])
        return Edit(duty.key, column, number.start() if number else start, end, "")
    parts = [part.strip() for part in re.split("[｜|]", said) if part.strip()]
    text = "</p><p>".join(parts) if ask == "split" else said
    closed = (
        raw[end - 1 : end] if raw[end - 1 : end] in "，。；" and text[-1:] not in "，。；" else ""
    )
    return Edit(duty.key, column, start, end, text + closed)


def _column(ask: str, said: str, duty: Duty, finding: Finding) -> Iterator[Edit]:
    """Yield the edits of the column of departments."""
    names = said or "、".join(finding.departments)
    if ask == "add":
        cell = next((cell for cell in duty.cells if cell.column == "departments"), None)
        if cell is not None:
            at = len(cell.text.rstrip())
            yield Edit(duty.key, "departments", at, at, f"、{names}" if at else names)
        return
    for mention in duty.declared:
        if mention.span.column == "departments" and mention.role != "lead":
            if ask == "lead" and _is(mention, said):
                yield Edit(duty.key, "departments", mention.span.end, mention.span.end, "（牵头）")
            if ask == "remove" and any(_is(mention, name) for name in re.split("[、，,]", names)):
                yield _removed(duty, mention)


def _is(mention: Mention, name: str) -> bool:
    """Tell whether a name means a department, in full or from its end (公安局)."""
    plain = name.strip()
    return bool(plain) and (mention.name.endswith(plain) or mention.printed.endswith(plain))


def _removed(duty: Duty, mention: Mention) -> Edit:
    """Return the edit that strikes a department, with the sign beside it."""
    raw = next(cell.text for cell in duty.cells if cell.column == "departments")
    start, end = mention.span.start, mention.span.end
    if raw[end : end + 1] in ("、", "，", ","):
        end += 1
    elif raw[max(0, start - 1) : start] in ("、", "，", ","):
        start -= 1
    return Edit(duty.key, "departments", start, end, "")


def applied(raw: str, changes: list[Edit]) -> str:
    """Return a cell's raw text with edits made; of two that overlap the first stands.

    >>> applied("甲、乙", [Edit("", "", 1, 2, ""), Edit("", "", 3, 3, "（牵头）")])
    '甲乙（牵头）'
    """
    text, last = "", 0
    for edit in sorted(changes, key=lambda one: (one.start, one.end)):
        if edit.start >= last:
            text += raw[last : edit.start] + edit.text
            last = edit.end
    return text + raw[last:]
