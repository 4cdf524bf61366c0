"""Two departments that do the same act on the same object inside one cooperative duty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Final

from kg.model import Duty, DutyList, Mark, Step
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.ties import Tie
from kg.ties.words import clause_around, words

SAME_WORDS: Final = "same-words"
RUN: Final = 8
"""Characters that two clauses share where they speak of one task: 文化进基层的深度和广度."""
OFFENCE: Final = 6
"""Characters that two clauses share where they punish one offence."""
_PAPERS: Final = "papers"
_TIMES: Final = " ↔ "

_Key = tuple[str, str, str]
"""Act and the two departments."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of one step: the word, the clause, and what it is done to (matters, or papers)."""

    act: str
    word: str
    clause: str
    objects: frozenset[str]


def ties(duties: DutyList, names: Iris) -> Iterator[Tie]:
    """Yield one tie for every act that two departments of a cooperative duty both do on one object.

    Each does it in a step of its own: those that act together in one step (会同, 联合) cooperate.
    """
    for duty in duties.of_kind("cooperative"):
        if len(duty.acting_departments) > 1:
            yield from _of_duty(duty, names)


def _of_duty(duty: Duty, names: Iris) -> Iterator[Tie]:
    ranked = {mention.name: place for place, mention in enumerate(duty.acting_departments)}
    iris = {
        mention.name: names.organization(mention.organization)
        for mention in duty.acting_departments
    }
    found: dict[_Key, Tie] = {}
    deeds = {step.position: tuple(_deeds(duty, step)) for step in duty.superior_steps}
    for one, other in combinations(duty.superior_steps, 2):
        pairs = _apart(one, other, ranked)
        if not pairs:
            continue
        for act, matter, said in _same(duty, one, other, deeds):
            for first, second in pairs:
                evidence = (names.step(duty, one), names.step(duty, other))
                tie = Tie(
                    "same-act", iris[first], iris[second], said, evidence, (names.duty(duty.key),),
                    mint.concept("matter", matter) if matter else "", mint.concept("act", act),
                )  # fmt: skip
                known = found.get((act, first, second))
                found[act, first, second] = _joined(known, tie) if known else tie
    yield from _without_echo(found)


def _apart(one: Step, other: Step, ranked: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the pairs of departments of which each acts in one of two steps only."""
    here = [name for name in one.actors if name in ranked and name not in other.actors]
    there = [name for name in other.actors if name in ranked and name not in one.actors]
    ordered = (sorted(pair, key=ranked.__getitem__) for pair in product(here, there))
    return [(first, second) for first, second in ordered]


def _deeds(duty: Duty, step: Step) -> Iterator[Deed]:
    """Yield the acts of a step, each with the object of its clause, or else of the title."""
    about = words()
    title = frozenset(mark.concept for mark in duty.marks if mark.scheme == "matter")
    bodies = [
        (one.span.start, one.span.end)
        for one in step.participants
        if one.span.column == step.span.column
    ]
    named = [mark for mark in _marks(step, "matter") if not _inside(mark, bodies)]
    for mark in _marks(step, "act"):
        start, end = mark.span.start - step.span.start, mark.span.end - step.span.start
        first, last = clause_around(step.text, start, end)
        if about.helping.search(step.text[first:start]):
            continue
        there = {one.concept for one in named if first <= one.span.start - step.span.start < last}
        objects = frozenset(there) if there and mark.concept not in about.whole else title
        if mark.concept in about.papers and about.paper.search(step.text):
            objects |= {_PAPERS}
        yield Deed(mark.concept, mark.word, step.text[first:last], objects)


def _marks(step: Step, scheme: str) -> Iterable[Mark]:
    return (mark for mark in step.marks if mark.scheme == scheme)


def _inside(mark: Mark, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mark.span.start and mark.span.end <= end for start, end in places)


def _same(
    duty: Duty, one: Step, other: Step, deeds: Mapping[int, tuple[Deed, ...]]
) -> Iterator[tuple[str, str, str]]:
    """Yield act, matter (may be empty) and words on both sides, for what two steps both do."""
    for here, there in product(deeds[one.position], deeds[other.position]):
        common = here.objects & there.objects
        if here.act == there.act and common and _same_offence(here, there):
            yield here.act, _matter(duty, common - {_PAPERS}), _said(here.word, there.word)
    if run := _run(duty, one, other):
        yield SAME_WORDS, _matter(duty, frozenset()), _said(run, run)


def _matter(duty: Duty, common: frozenset[str]) -> str:
    """Return the shared matter that the title names first, else any; the title's own if none is."""
    title = [mark.concept for mark in duty.marks if mark.scheme == "matter"]
    named = [matter for matter in title if not common or matter in common]
    return min(common, default="") if not named else named[0]


def _said(word: str, other: str) -> str:
    return f"{word}{_TIMES}{other}"


def _same_offence(here: Deed, there: Deed) -> bool:
    """Tell whether two acts on a wrong are on the same one; true of any other act."""
    about = words()
    if here.act not in about.offence:
        return True
    if about.general.search(here.clause) or about.general.search(there.clause):
        return True
    return bool(_shared(here.clause, there.clause, OFFENCE))


def _run(duty: Duty, one: Step, other: Step) -> str:
    """Return the longest words that two steps share, no name, no title and no matter's name."""
    run = _shared(_unnamed(one), _unnamed(other), RUN)
    names = (duty.title, *(mark.word for mark in _marks(one, "matter")))
    return "" if any(run in name for name in names) else run


def _unnamed(step: Step) -> str:
    """Return a step's text without the bodies that it names and what it only helps in."""
    text = words().helping.sub("\n", step.text)
    for mention in step.participants:
        text = text.replace(mention.printed, "\n" * len(mention.printed))
    return text


def _shared(one: str, other: str, least: int) -> str:
    """Return the longest run of words that two texts share; empty if shorter than ``least``.

    >>> _shared("强化文化进基层的深度，宣传", "提升文化进基层的深度", 6)
    '文化进基层的深度'
    """
    best = ""
    for piece in _BREAKS.split(one):
        for start in range(len(piece) - least + 1):
            end = start + max(least, len(best) + 1)
            while end <= len(piece) and piece[start:end] in other:
                best = piece[start:end]
                end += 1
    return best


_BREAKS: Final = re.compile("[，。；：、\n]")


def _joined(known: Tie, tie: Tie) -> Tie:
    """Return one tie for what several pairs of steps say."""
    evidence = tuple(dict.fromkeys((*known.evidence, *tie.evidence)))
    return replace(known, evidence=evidence)


def _without_echo(found: Mapping[_Key, Tie]) -> Iterator[Tie]:
    """Yield the ties; the same words are only said where no act says it."""
    acted = {(first, second) for act, first, second in found if act != SAME_WORDS}
    for (act, first, second), tie in found.items():
        if act != SAME_WORDS or (first, second) not in acted:
            yield tie
