"""A basic duty that punishes a conduct, and a township step that can only report it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from kg.matters import MATTER, thesaurus
from kg.model import Duty, DutyList, Mark, Step
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.ties import Tie
from kg.ties.words import Conduct, clause_around, named, words

PUNISHES: Final = ("fine", "force")
OWN: Final = frozenset({"stop", "order", "inspect", "enforce", "fine", "force"})
"""Powers of a step that does more than report."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A conduct as a text says it: the kind, the words, and the matters with their words."""

    kind: Conduct
    word: str
    matters: tuple[tuple[str, str], ...]


def ties(duties: DutyList, names: Iris) -> Iterator[Tie]:
    """Yield the basic duties that punish a conduct, with the steps that only report the same."""
    reports = [
        (duty, step)
        for duty in duties.of_kind("cooperative")
        for step in duty.township_steps
        if _only_reports(step)
    ]
    for basic in duties.of_kind("basic"):
        for power in (mark for mark in basic.marks if _punishes(mark)):
            punished = _wrongs_of_title(basic, power)
            for duty, step in reports:
                if met := _meet(punished, _wrongs(step.text, step.marks, step.span.start)):
                    yield _tie(basic, power, duty, step, met, names)


def _punishes(mark: Mark) -> bool:
    return mark.scheme == "power" and mark.concept in PUNISHES


def _only_reports(step: Step) -> bool:
    """Tell whether a step finds something wrong and reports it, without a power of its own."""
    said = {(mark.scheme, mark.concept) for mark in step.marks}
    powers = {concept for scheme, concept in said if scheme == "power"}
    return {("finding", "finding"), ("action", "reporting")} <= said and not powers & OWN


def _wrongs_of_title(duty: Duty, power: Mark) -> list[_Wrong]:
    """Return the wrongs that a title punishes by one power: those of the power's own clause."""
    title, offset = duty.title, duty.title_span.start
    start, end = clause_around(title, power.span.start - offset, power.span.end - offset)
    inside = tuple(
        mark
        for mark in duty.marks
        if start <= mark.span.start - offset and mark.span.end - offset <= end
    )
    return _wrongs(title[start:end], inside, offset + start)


def _wrongs(text: str, marks: tuple[Mark, ...], offset: int) -> list[_Wrong]:
    """Return the kinds of conduct that a text names, each with the matters that are no persons."""
    matters = tuple((mark.concept, mark.word) for mark in named(text, marks, offset))
    found = ((kind, kind.words.search(text)) for kind in words().conducts)
    return [_Wrong(kind, match[0], matters) for kind, match in found if match]


def _meet(punished: list[_Wrong], reported: list[_Wrong]) -> tuple[str, str, str] | None:
    """Return matter (may be empty) and the words on both sides of the first shared conduct."""
    for one, other in product(punished, reported):
        if one.kind.id != other.kind.id:
            continue
        for (matter, word), (near, counterpart) in product(one.matters, other.matters):
            if _near(matter, near):
                return matter, word, counterpart
        if one.kind.alone:
            first = one.matters[0][0] if one.matters else ""
            return first, one.word, other.word
    return None


def _near(one: str, other: str) -> bool:
    """Tell whether two matters are one, or parts of one wider matter (a field of government is not one)."""
    known = thesaurus()
    above, beside = (known.matters[MATTER + id].broader for id in (one, other))
    return one == other or (above == beside and not known.matters[above].is_field)


def _tie(
    basic: Duty, power: Mark, duty: Duty, step: Step, met: tuple[str, str, str], names: Iris
) -> Tie:
    matter, word, counterpart = met
    left, right = names.duty(basic.key), names.step(duty, step)
    return Tie(
        "same-conduct", left, right, f"{word} ~ {counterpart}", (names.mark(left, power), right),
        (left, names.duty(duty.key)), MATTER + matter if matter else "",
        mint.concept("power", power.concept),
    )  # fmt: skip
