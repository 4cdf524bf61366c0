"""Where a person finds a duty in the document: the same words for its row and for all that is quoted from it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Duty, Mark, Mention, Span, Step

# Places as the readers write them, the longer ones first → the same in English.
_ENGLISH: tuple[tuple[str, str], ...] = (
    (
        r"工作表“(?P<a>.{1,40}?)”第 (?P<b>\d+) 行 (?P<c>[A-Z]+) 列",
        "sheet “{a}”, row {b}, column {c}",
    ),
    (r"工作表“(?P<a>.{1,40}?)”第 (?P<b>\d+) 行", "sheet “{a}”, row {b}"),
    (r"工作表“(?P<a>.{1,40}?)”的文本框", "a text box of sheet “{a}”"),
    (r"工作表“(?P<a>.{1,40}?)”", "sheet “{a}”"),
    (r"第 (?P<a>\d+) 张表之后，第 (?P<b>\d+) 段", "paragraph {b}, after table {a}"),
    (r"第 (?P<a>\d+) 张表第 (?P<b>\d+) 行", "table {a}, row {b}"),
    (r"第 (?P<a>\d+) 张表", "table {a}"),
    (r"第 (?P<a>\d+) 页，表格第 (?P<b>\d+) 行", "page {a}, row {b} of its table"),
    (r"第 (?P<a>\d+) 页", "page {a}"),
    (r"第 (?P<a>\d+) 段", "paragraph {a}"),
    (r"全文", "the whole document"),
)


def english_place(text: str) -> str:
    """Return the place that a text names as the readers do, in English; empty if it names none.

    >>> english_place("x.docx, 第 2 张表第 8 行, 配合 3"), english_place("工作表“配合”第 3 行 C 列")
    ('table 2, row 8', 'sheet “配合”, row 3, column C')
    >>> english_place("x.txt, line 8")
    ''
    """
    for pattern, english in _ENGLISH:
        if match := re.search(pattern, text):
            return english.format(**match.groupdict())
    return ""


def placed(duty: Duty, place: str) -> Duty:
    """Return a duty whose row stands at ``place``, with that place in every span of its line.

    An empty place leaves it as it is: there the line says it all.
    """
    if not place:
        return duty
    at = _Placer(duty.line, place)
    return replace(
        duty,
        declared=at.mentions(duty.declared),
        superior_steps=tuple(at.step(step) for step in duty.superior_steps),
        township_steps=tuple(at.step(step) for step in duty.township_steps),
        marks=at.marks(duty.marks),
        place=place,
    )


class _Placer:
    """Writes one place into the spans of one line."""

    def __init__(self, line: int, place: str) -> None:
        self.line = line
        self.place = place

    def span(self, span: Span) -> Span:
        if span.line == self.line:
            return replace(span, place=self.place)
        return span

    def mentions(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(replace(mention, span=self.span(mention.span)) for mention in mentions)

    def marks(self, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(replace(mark, span=self.span(mark.span)) for mark in marks)

    def step(self, step: Step) -> Step:
        heading = None if step.heading_span is None else self.span(step.heading_span)
        return replace(
            step,
            heading_span=heading,
            span=self.span(step.span),
            participants=self.mentions(step.participants),
            marks=self.marks(step.marks),
        )
