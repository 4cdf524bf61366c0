"""One duty as the document says it, and the tables' text as they stood."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import around
from kg.model import COLUMN_ZH, KIND_ZH, Duty, DutyList, Mention, Span, Step, side_column
from kg.words import both

COLUMN = both("column")
ROLE = both("role")
RULE = both("rule")


def place(span: Span, document: str = "") -> str:
    """Return a span as people cite it: ``第 222 行 上级部门职责 第 5–17 字``; characters are counted from 1."""
    return around("", document, " ") + cite(
        span.line, span.column, span.start, span.end, span.place
    )


def cite(line: int, column: str, start: int, end: int, row: str = "") -> str:
    """Return a place in words; ``row`` says where the line is found in a document whose lines nobody sees.

    >>> cite(222, "superior", 5, 48)
    '第 222 行 上级部门职责 第 6–48 字'
    >>> cite(222, "superior", 5, 48, "第 2 张表第 8 行")
    '第 2 张表第 8 行 上级部门职责 第 6–48 字'
    """
    at = Span(line, column, start, end, row).row
    return f"{at} {COLUMN_ZH.get(column, column)} 第 {start + 1}–{end} 字"


def citation(duty: Duty, duties: DutyList) -> str:
    """Return how to cite a duty: document, table, number, line or the place that the document's format has."""
    item = f"{KIND_ZH[duty.kind]}清单第 {duty.mark} 项"
    return f"{issue(duties)}，{item}（{duties.document} {duty.title_span.row}）"


def issue(duties: DutyList) -> str:
    """Return what a list is called, with its month where one is known: 《…清单》（2025-07）."""
    issued = around("（", duties.issued, "）")
    return f"《{duties.title}》{issued}"


def text(duty: Duty, duties: DutyList) -> str:
    """Return a duty in full for a terminal: title, departments with their roles, both sides' steps, every place."""
    return "\n".join(_lines(duty, duties)) + "\n"


def _lines(duty: Duty, duties: DutyList) -> Iterator[str]:
    yield f"{duty.label}  {duty.title}"
    yield f"类别 category: {duty.category}"
    yield f"出处 source: {citation(duty, duties)}"
    yield from duty.corrections
    if duty.declared:
        yield ""
        yield from _declared(duty)
    undeclared = _undeclared(duty)
    if undeclared:
        yield f"未列名而执行 acts, not declared: {'、'.join(undeclared)}"
    for side, steps in duty.sides.items():
        if steps:
            yield ""
            yield f"{COLUMN[side_column(duty.kind, side)]}  （{len(steps)} 步 steps）"
            yield from _steps(steps)
    if not duty.steps:
        yield ""
        yield "（此清单只有事项名称，没有步骤 this list has titles only）"


def _declared(duty: Duty) -> Iterator[str]:
    """Yield the departments of the column, each with the steps that it performs."""
    if duty.kind == "recalled":
        yield "承接部门 receiving departments"
    else:
        yield "对应上级部门 declared departments"
    for mention in duty.declared:
        if mention.role == "lead":
            continue
        does = [step.number for step in duty.superior_steps if mention.name in step.actors]
        acts = around("执行步骤 steps ", "、".join(does)) or "无步骤 no step"
        if mention.name in duty.leads:
            acts += "，牵头 leads"
        yield f"  {mention.name}  （{acts}）  {place(mention.span)}"


def _undeclared(duty: Duty) -> list[str]:
    """Return who performs a step without being named in the column, in the order of the steps."""
    acting: dict[str, None] = {}
    for step in duty.superior_steps:
        acting |= dict.fromkeys(step.actors)
    return [name for name in acting if name not in duty.departments]


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    heading = None
    for step in steps:
        if step.heading != heading:
            heading = step.heading
            if heading:
                yield f"  【{heading}】"
        number = f"({step.ordinal})"
        if step.ordinal_printed:
            number = f"{step.ordinal}."
        yield f"  {number} {step.text}"
        for mention in step.participants:
            yield f"       {ROLE[mention.role]}: {_who(mention)}"
        if step.side == "superior" and not step.actors and not step.other_actors:
            yield "       未指明执行者 unassigned"
        yield f"       出处 {place(step.span)}"


def _who(mention: Mention) -> str:
    named = f"{mention.name}  [{RULE[mention.rule]}]"
    if mention.printed == mention.name:
        return named
    return f"“{mention.printed}” → {named}"


def tables_text(duties: DutyList) -> str:
    """Return the document's tables, rebuilt: title, head and rows, cells separated by tabs, verbatim."""
    lines: list[str] = []
    for head in duties.tables:
        if lines:
            lines.append("")
        if head.title:
            lines += [head.title, ""]
        lines.append("\t".join(column.printed for column in head.columns))
        for duty in duties.duties:
            if duty.kind == head.kind:
                lines.append("\t".join(cell.text for cell in duty.cells))
    return "\n".join(lines) + "\n"
