"""What joins two things of a list: the statements whose object is a thing, not words.

The graph is written from them, and the page's neighbourhood is drawn from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.model import Duty, DutyList, Mark, Step
from kg.names import Spellings
from kg.rdf import iris as mint
from kg.rdf.classes import ROLE_OF_DUTY, ROLES_OF_STEP
from kg.rdf.iris import Iris
from kg.vocab import DUTY


class Link(NamedTuple):
    """A statement about a thing: three IRIs."""

    subject: str
    term: str
    object: str


_TERM_OF_MARK: Final = {"action": DUTY.actionType, "matter": DUTY.matter}
"""Scheme of a mark → what it says of the step or duty in which it is; other marks say nothing of it."""


def links(duties: DutyList, spellings: Spellings, *, base: str = mint.BASE) -> Iterator[Link]:
    """Yield what joins the duties and steps of a list to each other, to bodies and to concepts."""
    names = Iris(duties.id, duties.place, base)
    for duty in duties.duties:
        yield from duty_links(names, duty, spellings)
        for step in duty.steps:
            yield from step_links(names, duty, step)


def duty_links(names: Iris, duty: Duty, spellings: Spellings) -> Iterator[Link]:
    """Yield what a duty's own row says: its category, its bodies, what its title is about."""
    iri = names.duty(duty.key)
    if duty.category:
        yield Link(iri, DUTY.category, mint.category(duty.category, spellings))
    if duty.kind == "basic":
        yield Link(iri, DUTY.responsibleTownship, names.township)
    for mention in duty.declared:
        body = names.organization(mention.organization)
        yield Link(iri, ROLE_OF_DUTY[mention.role], body)
    yield from _marked(iri, duty.marks)


def step_links(names: Iris, duty: Duty, step: Step) -> Iterator[Link]:
    """Yield what a step says: its duty, who does it, what it is about, which step it follows."""
    iri, parent = names.step(duty, step), names.duty(duty.key)
    yield Link(iri, DUTY.stepOf, parent)
    for mention in step.participants:
        body = names.organization(mention.organization)
        for term in ROLES_OF_STEP[mention.role]:
            yield Link(iri, term, body)
        if mention.acts:
            yield Link(parent, DUTY.actingDepartment, body)
        if mention.role == "lead":
            yield Link(parent, DUTY.leadDepartment, body)
    yield from _marked(iri, step.marks)
    if step.position > 1 and any(mark.scheme == "sequence" for mark in step.marks):
        yield Link(iri, DUTY.follows, f"{parent}/{step.side}/{step.position - 1}")


def _marked(of: str, marks: Iterable[Mark]) -> Iterator[Link]:
    for mark in marks:
        term = _TERM_OF_MARK.get(mark.scheme)
        if term is not None:
            yield Link(of, term, mint.concept(mark.scheme, mark.concept))
