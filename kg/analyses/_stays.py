"""What of a recalled act stays in a clause: the act itself, a step before it, or another act on the same matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.analyses._finding import inner
from kg.lexicon import acts, signs
from kg.matters import MATTER, Thesaurus, thesaurus
from kg.model import Clause, Duty, Mark, Step
from kg.similarity.acts import acts as orders


@dataclass(frozen=True, slots=True)
class Place:
    """A clause of the township's: part of a basic title, or a township step of a cooperative duty."""

    clause: Clause
    words: tuple[tuple[str, str], ...]
    around: frozenset[str]
    step: Step | None

    @property
    def matters(self) -> frozenset[str]:
        """The matters that the clause names."""
        return frozenset(matter for matter, _ in self.words)


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a clause to a recalled title.

    ``about`` are the title's matters; ``equal`` those that the clause names itself, ``near`` those
    or the ones directly above or below; ``shared`` is what is paid or issued in both.
    """

    about: dict[str, str]
    equal: tuple[str, ...]
    near: tuple[str, ...]
    shared: str

    @property
    def matter(self) -> str:
        """The matter that a reader is told."""
        return self.near[0] if self.near else min(self.about)


@dataclass(frozen=True, slots=True)
class Stay:
    """What of the act stays: the grade, the word that says so, and the reason (zh, en)."""

    grade: int
    word: str
    zh: str
    en: str


def act_of(duty: Duty) -> Mark | None:
    """Return the mark that says which act the recalled title is: the last one."""
    return max(
        (m for m in duty.marks if m.scheme == "kind"),
        key=lambda m: (m.span.end, m.span.start),
        default=None,
    )


def _about(duty: Duty, act: Mark) -> dict[str, str]:
    """Return matter → word of a recalled title.

    A word is left out that only names the act (统计), or who offends (农业投入品生产者).
    """
    found: dict[str, str] = {}
    for mark in duty.marks:
        inside = act.span.start <= mark.span.start and mark.span.end <= act.span.end
        behind = duty.title[mark.span.end - duty.title_span.start :]
        if mark.scheme == "matter" and not inside and not orders().offender.match(behind):
            found.setdefault(MATTER + mark.concept, mark.word)
    return found


def tie(duty: Duty, act: Mark, place: Place) -> Tie | None:
    """Return what ties a clause to a recalled title; None if they are about different things.

    The duty of the clause must be about the recalled matter too, in its title or directly above or
    below.
    """
    known, about = thesaurus(), _about(duty, act)
    equal = tuple(sorted(about.keys() & place.matters))
    beside = sorted(m for m in place.matters if _touches(known, m, about))
    near = equal or tuple(beside)
    shared = _shared(duty.title, place.clause.text)
    at_home = any(m in about or _touches(known, m, about) for m in place.around)
    if not at_home or not (near or shared):
        return None
    return Tie(about, equal, near, shared)


def _touches(known: Thesaurus, matter: str, others: Iterable[str]) -> bool:
    return any(_within(known, matter, other) for other in others)


def _within(known: Thesaurus, one: str, other: str) -> bool:
    """Whether one of two matters is directly part of the other, fields aside."""
    matters = known.matters
    pairs = ((one, other), (other, one))
    return any(
        a in matters and matters[a].broader == b and not matters[b].is_field
        for a, b in pairs
        if b in matters
    )


def _shared(one: str, other: str) -> str:
    """Return what both texts are to pay or to issue, which no matter of the thesaurus names.

    >>> _shared("灵活就业人员社保补贴审核确认", "做好相关补贴资金的申报、受理、初审工作")
    '补贴'
    """
    return next((word for word in signs("recalls")["paid"].findall(one) if word in other), "")


def stays(act: Mark, text: str, tie: Tie) -> Stay | None:
    """Return what stays if a clause on the matter still holds the act, a step before it, or another act."""
    plain = signs("recalls")["names"].sub(lambda name: "□" * len(name[0]), text)
    found = _very_act(act, plain, tie) or _step_before(act, plain, tie)
    return found or _other_act(act, plain, tie)


def _very_act(act: Mark, text: str, tie: Tie) -> Stay | None:
    """Return the act itself; of grade 2 where others do it, or where the matter is a wider or narrower one."""
    same = acts()[act.concept].same(act.word).search(text)
    if not same or not tie.near:
        return None
    grade = 2
    if signs("recalls")["sent"].search(text[: same.start()]):
        zh, en = "由别人办，乡镇组织人参加", "others give it, the township sends people"
    elif tie.equal:
        grade, zh, en = 3, "做法也相同", "the act is the same too"
    else:
        zh, en = "在更宽的事里做法相同", "in a wider matter the act is the same"
    return Stay(grade, same[0], f"{zh}（{same[0]}）", f"{en} ({same[0]})")


def _step_before(act: Mark, text: str, tie: Tie) -> Stay | None:
    """Return the papers taken in before somebody else decides."""
    precedes = acts()[act.concept].precedes
    earlier = precedes.search(text) if precedes else None
    counted = act.concept == "survey" and bool(tie.near)
    if not earlier or not (tie.equal or tie.shared or counted):
        return None
    word = earlier[0]
    zh, en = f"乡镇仍做前道手续（{word}）", f"the township still does an earlier step ({word})"
    return Stay(2, word, zh, en)


def _other_act(act: Mark, text: str, tie: Tie) -> Stay | None:
    """Return another act by which the township still governs the very matter."""
    governs = signs("recalls")["governs"].search(text) or signs("recalls")["answers"].search(text)
    if not governs or not tie.equal or acts()[act.concept].alone:
        return None
    word = governs[0]
    intake = _INTAKE.get(act.concept)
    if intake and signs("recalls")[intake].match(word):
        return None
    gone, left = inner(act.word), inner(word)
    zh = f"收回的是“{gone}”，留下的是“{left}”"
    return Stay(2, word, zh, f"“{gone}” was recalled, “{left}” stays")


_INTAKE: Final = {"penalty": "intake", "collection": "application"}
"""Act → what the township takes in that has nothing to do with it."""


def named_matters(marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """Yield the matters of marks, with the word that names each."""
    return ((MATTER + mark.concept, mark.word) for mark in marks if mark.scheme == "matter")


def matters_of(marks: Iterable[Mark]) -> list[str]:
    return [matter for matter, _ in named_matters(marks)]
