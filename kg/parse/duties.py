"""A row → a duty: its departments, its steps, who acts in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.model import LIST_KINDS, Duty, Mention, Side, Span, Step
from kg.names import Directory
from kg.parse import actors, departments, issuer, steps
from kg.parse.issuer import Issuer
from kg.parse.marks import mark
from kg.parse.printed import rows_of
from kg.parse.reading import Row

_TAGS = re.compile(r"<[^<>]*>")
_SIDES: tuple[tuple[str, Side], ...] = (
    ("superior", "superior"),
    ("assisting_duties", "superior"),
    ("method", "superior"),
    ("way", "superior"),
    ("township", "township"),
)
"""Columns that hold steps, and whose they are."""


def duty_of(row: Row, directory: Directory, of: Issuer | None = None) -> Duty:
    """Return the duty that a row prints; ``of`` is the department whose list it is, if any."""
    declared = departments.declared(row, directory) or issuer.declared(of, row, directory)
    sides: dict[Side, list[Step]] = {"superior": [], "township": []}
    for column, side in _SIDES:
        raw = row.text(column)
        if not raw.strip():
            continue
        if column == "method" and not declared:
            declared = departments.receiving(raw, row, directory)
        read = steps.split(raw, directory.find)
        sides[side] += steps_of(read, side, row, column, declared, directory, len(sides[side]))
    title = row.text("title")
    return Duty(
        row.kind,
        row.number,
        row.category,
        _TAGS.sub("", title).strip(),
        row.line,
        row.cells,
        declared,
        tuple(sides["superior"]),
        tuple(sides["township"]),
        mark(title, None, row.line, "title", 0, _names_in(title, directory)),
    )


def steps_of(
    read: Sequence[steps.RawStep],
    side: Side,
    row: Row,
    column: str,
    declared: Sequence[Mention],
    directory: Directory,
    before: int,
) -> list[Step]:
    """Return the steps of a cell that was split, with who acts in each; ``before`` steps of the side stand above them."""
    found = []
    beside = _beside(declared, row, column)
    for position, step in enumerate(read, before + 1):
        heading = None
        if step.heading is not None:
            heading = Span(row.line, column, step.heading_start, step.heading_end)
        context = actors.Context(directory, column, row.line, beside(step.start))
        found.append(
            Step(
                side,
                position,
                step.ordinal,
                step.printed,
                step.heading,
                heading,
                step.text,
                Span(row.line, column, step.start, step.end),
                actors.who(step, side, context),
                mark(step.text, side, row.line, column, step.start),
            )
        )
    return found


def _beside(
    declared: Sequence[Mention], row: Row, column: str
) -> Callable[[int], Sequence[Mention]]:
    """Return what tells the departments that stand in the same physical row as a step, by the step's start.

    One department a row, its duties beside it. Where the rows do not tell, all that are declared.
    """
    parts = dict(row.parts)
    named = next((name for name in departments.DECLARING if name in parts), None)
    starts = parts.get(column, ())
    if named is None or len(starts) != len(parts[named]):
        return lambda start: declared
    in_row: dict[int, list[Mention]] = {}
    for mention in declared:
        if mention.span.column == named:
            in_row.setdefault(rows_of(parts[named], mention.span.start), []).append(mention)
    return lambda start: in_row.get(rows_of(starts, start)) or declared


def _names_in(text: str, directory: Directory) -> list[tuple[int, int]]:
    """Return the places where a title names a department."""
    return [(e.start, e.end) for e in directory.find(text) if e.organization.kind == "department"]


def rows_named(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    """Give the row inside its table to every duty without a number, or with that of an earlier one: none is lost."""
    rows: Counter[str] = Counter()
    seen: set[tuple[str, int | None]] = {(kind, None) for kind in LIST_KINDS}
    kept = []
    for duty in duties:
        rows[duty.kind] += 1
        named = (duty.kind, duty.number)
        kept.append(replace(duty, row=rows[duty.kind]) if named in seen else duty)
        seen.add(named)
    return tuple(kept)
