"""The JSON of a duty: a contract, the same words as the records (see ``kg read --help``)."""

from __future__ import annotations

from typing import Any

from kg.model import KIND_ZH, Duty, DutyList, Mention, Span, Step, side_words
from kg.table import Heading, Table, Value, heading


def span_json(span: Span) -> dict[str, Any]:
    """Return a span as JSON: 1-based line, column, character offsets in the cell."""
    return {"line": span.line, "column": span.column, "start": span.start, "end": span.end}


def step_json(step: Step) -> dict[str, Any]:
    """Return a step as JSON; only a superior step has actors.

    ``mentions`` are departments and other bodies; the list's own township is not repeated in them.
    A phrase that names fields and leaves open who else is meant (农业、林草等有关部门) is one other
    actor, as printed; which departments the fields mean is in the graph and the findings.
    """
    named = {m.name for m in step.participants if m.organization.kind != "township"}
    mentions = [name for name in step.mentions if name in named]
    who: dict[str, Any] = {"mentions": mentions}
    if step.side == "superior":
        who = {
            **acting(step),
            "mentions": mentions,
        }
    return {
        "ordinal": step.ordinal,
        "ordinal_printed": step.ordinal_printed,
        "heading": step.heading,
        "text": step.text,
        **who,
        "span": span_json(step.span),
    }


def acting(step: Step) -> dict[str, list[str]]:
    """Return who performs a step: ``actors``, those of them that only join, ``other_actors`` as printed."""
    phrases = _open_phrases(step)
    by_field = {mention for _, inside in phrases for mention in inside}
    named = [m for m in step.participants if m not in by_field]
    actors: dict[str, None] = {}
    joined: dict[str, None] = {}
    others: dict[str, None] = {}
    for mention in named:
        if mention.role == "other":
            others[mention.printed] = None
        if mention.role == "joined":
            joined[mention.name] = None
        if mention.role in ("performer", "joined"):
            actors[mention.name] = None
    others |= {phrase: None for phrase, _ in phrases}
    return {"actors": [*actors], "joined": [*joined], "other_actors": [*others]}


def _open_phrases(step: Step) -> list[tuple[str, list[Mention]]]:
    """Return each phrase like 农业、林草等有关部门, with the mentions that are in it."""
    found = []
    text, offset, column = step.text, step.span.start, step.span.column
    here = [m for m in step.participants if m.span.column == column and m.span.start >= offset]
    ends = {m.span.end - offset: m for m in here if m.acts}
    for rest in (m for m in here if m.role == "other"):
        at, between = rest.span.start - offset - 1, "等"
        inside = [rest]
        while at > 0 and text[at] in between and at in ends:
            inside.append(ends[at])
            at, between = ends[at].span.start - offset - 1, "、和与及"
        if len(inside) > 1:
            start = inside[-1].span.start - offset
            found.append((text[start : rest.span.end - offset], inside))
    return found


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


def duties_table(duties: DutyList) -> Table:
    """Return a list as a table, one row a duty, the sides' texts with their printed numbers."""
    headings = (
        heading("list"),
        Heading("number", "序号", "No."),
        heading("category"),
        heading("title"),
        Heading("declared", "部门", "departments"),
        Heading("lead", "牵头", "lead"),
        Heading("superior_steps", "上级步骤数", "superior steps"),
        Heading("township_steps", "乡镇步骤数", "township steps"),
        Heading("superior", "上级部门职责", "superior side"),
        Heading("township", "乡镇配合职责", "township side"),
        Heading("line", "行", "line"),
    )
    rows = tuple(
        (
            KIND_ZH[d.kind], d.number, d.category, d.title, "、".join(d.departments), "、".join(d.leads),
            len(d.superior_steps), len(d.township_steps), _side(d.superior_steps), _side(d.township_steps), d.line,
        )
        for d in duties.duties
    )  # fmt: skip
    return Table("事项", "Duties", headings, rows)


def _side(steps: tuple[Step, ...]) -> str:
    return "\n".join(f"{s.ordinal}. {s.text}" if s.ordinal_printed else s.text for s in steps)


def steps_table(duties: DutyList) -> Table:
    """Return a list as a table, one row a step, with who acts and the place."""
    names = (
        ("duty", "事项"), ("side", "方"), ("heading", "小标题"), ("ordinal", "序号"), ("ordinal_printed", "原文有序号"), ("text", "步骤"),
        ("actors", "执行部门"), ("joined", "其中参与"), ("mentions", "提及"), ("other_actors", "其他执行者"),
        ("line", "行"), ("column", "栏"), ("start", "起"), ("end", "止"),
    )  # fmt: skip
    rows = tuple(_step_row(duty, step) for duty in duties.duties for step in duty.steps)
    return Table(
        "步骤",
        "Steps",
        tuple(Heading(name, zh, name.replace("_", " ")) for name, zh in names),
        rows,
    )


def _step_row(duty: Duty, step: Step) -> tuple[Value, ...]:
    said = step_json(step)
    bodies = [said.get(name, ()) for name in ("actors", "joined", "mentions", "other_actors")]
    return (
        duty.label,
        side_words(duty.kind, step.side)[0],
        step.heading,
        step.ordinal,
        step.ordinal_printed,
        step.text,
        *map("、".join, bodies),
        *span_json(step.span).values(),
    )
