"""The JSON of a duty: a contract, the same words as the records (see ``kg read --help``)."""

from __future__ import annotations

from typing import Any

from kg.model import Duty, Span, Step


def span_json(span: Span) -> dict[str, Any]:
    """Return a span as JSON: 1-based line, column, character offsets in the cell."""
    return {"line": span.line, "column": span.column, "start": span.start, "end": span.end}


def step_json(step: Step) -> dict[str, Any]:
    """Return a step as JSON; only a superior step has actors.

    ``mentions`` are departments and other bodies; the list's own township is not repeated in them.
    """
    named = {m.name for m in step.participants if m.organization.kind != "township"}
    mentions = [name for name in step.mentions if name in named]
    who: dict[str, Any] = {"mentions": mentions}
    if step.side == "superior":
        who = {
            "actors": list(step.actors),
            "joined": list(step.joined),
            "mentions": mentions,
            "other_actors": list(step.other_actors),
        }
    return {
        "ordinal": step.ordinal,
        "ordinal_printed": step.ordinal_printed,
        "heading": step.heading,
        "text": step.text,
        **who,
        "span": span_json(step.span),
    }


def duty_json(duty: Duty) -> dict[str, Any]:
    """Return a duty as JSON, one object a row of the document."""
    return {
        "list": duty.kind,
        "number": duty.number,
        "category": duty.category,
        "title": duty.title,
        "declared": list(duty.departments),
        "superior_steps": [step_json(step) for step in duty.superior_steps],
        "township_steps": [step_json(step) for step in duty.township_steps],
    }
