"""Where a person finds a duty in the document: the same words for its row and for all that is quoted from it."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Duty, Mark, Mention, Span, Step


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
        return replace(span, place=self.place) if span.line == self.line else span

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
