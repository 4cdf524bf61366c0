"""A basic and a cooperative duty whose titles are about the same matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.matters import MATTER, Matter, thesaurus
from kg.model import Duty, DutyList, Finding, Mark
from kg.rdf.iris import Iris
from kg.rdf.ties import Tie
from kg.ties.words import named, served, words

GRAVE: Final = 2
"""Grade of an overlap from which two related matters are one: the clauses meet too."""
_SAME, _PART, _SIDE, _RELATED = range(4)
"""How two matters meet: one; part and whole; part and a side of its whole; related."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A matter that a title names, by the marks that name it.

    ``people``: the classes of people for whom it is there; none if for everybody.
    """

    iri: str
    marks: tuple[Mark, ...]
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Meeting:
    """How two titles meet: ``how`` the nearer the smaller."""

    how: int
    matter: str
    left: _Named
    right: _Named


def ties(duties: DutyList, names: Iris, findings: Iterable[Finding] = ()) -> Iterator[Tie]:
    """Yield the pairs of a basic and a cooperative duty whose titles name one matter.

    One matter are: the same concept of the thesaurus; a whole, by its own name, and a part of it.
    Where the pair overlaps, a side of the next whole will do for its name, and from grade 2 two
    concepts that the thesaurus relates. Words that many fields share name no matter, and what is
    there for a class of people meets only what is there for them too.
    """
    grades = _overlapping(findings)
    right = [(duty, _matters(duty)) for duty in duties.of_kind("cooperative")]
    for basic in duties.of_kind("basic"):
        left = _matters(basic)
        for duty, matters in right:
            meeting = _nearest(basic, left, duty, matters)
            if meeting is None:
                continue
            iris = names.duty(basic.key), names.duty(duty.key)
            if grades.get(frozenset(iris), 0) >= _ASKED[meeting.how]:
                yield _tie(meeting, iris, names)


_ASKED: Final = {_SAME: 0, _PART: 0, _SIDE: 1, _RELATED: GRAVE}
"""The grade of an overlap that each way of meeting asks for."""


def _overlapping(findings: Iterable[Finding]) -> dict[frozenset[str], int]:
    """Return the pairs of duties that an analysis found to overlap, with their grades."""
    return {frozenset(one.duties): one.grade for one in findings if one.kind == "overlap"}


def _matters(duty: Duty) -> tuple[_Named, ...]:
    """Return the matters that a title names by words of their own, in printed order."""
    offset = duty.title_span.start
    found: dict[str, list[Mark]] = {}
    for mark in named(duty.title, duty.marks, offset):
        found.setdefault(MATTER + mark.concept, []).append(mark)
    return tuple(
        _Named(iri, tuple(marks), _people(duty, marks, offset)) for iri, marks in found.items()
    )


def _people(duty: Duty, marks: Iterable[Mark], offset: int) -> frozenset[str]:
    """Return for whom a matter is there: nobody in particular if one of its marks is for everybody."""
    classes = [served(duty.title, mark, offset) for mark in marks]
    if all(classes):
        return frozenset().union(*classes)
    return frozenset()


def _nearest(
    basic: Duty, left: Iterable[_Named], duty: Duty, right: tuple[_Named, ...]
) -> _Meeting | None:
    """Return how two titles meet most nearly, or nothing."""
    best: _Meeting | None = None
    alike = basic.category == duty.category
    for one in left:
        for other in right:
            meeting = _meet(one, other, alike)
            if meeting is None or not _for_the_same(meeting, basic, duty):
                continue
            if best is None or meeting.how < best.how:
                best = meeting
    return best


def _for_the_same(meeting: _Meeting, basic: Duty, duty: Duty) -> bool:
    """Tell whether what is there for a class of people meets a title that names them too.

    A part may be for fewer people than its whole: 高龄津贴 is a subsidy.
    """
    for one, title in ((meeting.left, duty.title), (meeting.right, basic.title)):
        is_part = meeting.how in (_PART, _SIDE) and one.iri == meeting.matter
        if not is_part and not all(people in title for people in one.people):
            return False
    return True


def _meet(one: _Named, other: _Named, alike: bool) -> _Meeting | None:
    """Return how two matters meet; ``alike``: in one category a part of a part is a part."""
    if one.iri == other.iri:
        return _Meeting(_SAME, one.iri, one, other)
    for part, whole in ((one, other), (other, one)):
        if _is_part(part.iri, whole.iri, alike):
            how = _PART if _by_name(whole) else _SIDE
            if how == _PART or _is_part(part.iri, whole.iri, alike=False):
                return _Meeting(how, part.iri, one, other)
    known = thesaurus().matters
    if other.iri in known[one.iri].related or one.iri in known[other.iri].related:
        return _Meeting(_RELATED, other.iri, one, other)
    return None


def _is_part(part: str, whole: str, alike: bool) -> bool:
    """Tell whether one matter is part of another: below it, or under an umbrella."""
    return whole in _wholes(part, alike)


@cache
def _wholes(part: str, alike: bool) -> frozenset[str]:
    """Return what a matter is part of: hardly any pair is one, and there are thousands of pairs."""
    above = thesaurus().path(part)[1:-1]
    umbrellas = [matter.iri for matter in _umbrellas() if part in matter.related]
    return frozenset((*(above if alike else above[:1]), *umbrellas))


@cache
def _umbrellas() -> tuple[Matter, ...]:
    known = thesaurus().matters.values()
    return tuple(matter for matter in known if matter.zh in words().umbrellas)


def _by_name(whole: _Named) -> bool:
    """Tell whether a word names the whole, not one of its sides: 公共文化 of 公共文化服务."""
    about = words()
    core, shorter = "", thesaurus().matters[whole.iri].zh
    while shorter and shorter != core:
        core, shorter = shorter, about.colourless.sub("", shorter)
    pieces = {core[at : at + 2] for at in range(len(core) - 1)} - about.common
    return any(piece in mark.word for mark in whole.marks for piece in pieces)


def _tie(meeting: _Meeting, iris: tuple[str, str], names: Iris) -> Tie:
    left = _words(meeting.left.marks)
    right = _words(meeting.right.marks)
    marks = (
        *(names.mark(iris[0], mark) for mark in meeting.left.marks),
        *(names.mark(iris[1], mark) for mark in meeting.right.marks),
    )
    return Tie("same-matter", *iris, f"{left} ↔ {right}", marks, iris, meeting.matter)


def _words(marks: Iterable[Mark]) -> str:
    return "、".join(dict.fromkeys(mark.word for mark in marks))
