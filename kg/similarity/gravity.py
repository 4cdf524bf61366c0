"""How grave an overlap is: whether the answer to "who is answerable" changes with the item one reads.

Likeness alone says that two duties speak of the same; it puts two penalties with one paragraph
first. Gravity adds who is answerable on either side, and whether both order the same act on the
same object. ``docs/overlap.md`` says what each part is worth.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.model import Duty
from kg.similarity.acts import set_phrases
from kg.similarity.conduct import Conduct, Same
from kg.similarity.ranking import FRAGMENTATION, Ranking, Scored, odds, probability

Answer: TypeAlias = Literal["taken back", "different", "one department", "both recalled", "reward"]
"""Who is answerable for two duties: see :func:`answer`."""

ADDED: Final[dict[Answer, float]] = {
    "taken back": 2.0,
    "different": 1.0,
    "one department": 0.0,
    "both recalled": -3.0,
    "reward": -4.0,
}
"""What it adds to the log-odds: what a department took over and the township still has to do weighs most."""

CERTAIN: Final = 4.0
"""Log-odds of likeness from which on two duties surely speak of the same …"""
BEYOND: Final = 0.2
"""… so that what goes beyond counts only so much: the gravest pairs are not told apart by likeness."""

DUPLICATION: Final = 2.0
"""Least likeness (log-odds) of a duplication …"""
TWO_DEPARTMENTS: Final = 1.0
"""… and of one between duties of two departments, neither of them a basic duty."""
SURE: Final = 0.65
"""Least worth of the act and object that a duplication shares: the very object, or part of a rare one."""
OVERLAP: Final = 2.5
"""Least gravity of an overlap …"""
ORDERED: Final = 2.0
"""… and of one whose two duties order the same act, if it is not a light one."""
NEIGHBOURS: Final = -1.0
"""Least gravity of neighbouring duties."""


class Weighed(NamedTuple):
    """A pair of duties, by their places in the list.

    ``score`` orders pairs (0 to 1, by gravity) and is not a probability; ``likeness`` is what
    :class:`Ranking` says.
    """

    score: float
    left: int
    right: int
    likeness: float
    answer: Answer
    same: Same | None
    grade: int


class Gravity:
    """The pairs of one list by gravity.

    ``remnants`` are the pairs, by keys of duties, where a recalled duty still stands: another
    analysis reports them.
    """

    def __init__(self, ranking: Ranking, remnants: Collection[frozenset[str]] = ()) -> None:
        self.ranking = ranking
        place = {duty.key: at for at, duty in enumerate(ranking.duties)}
        self._remnants = {tuple(sorted(place[key] for key in pair)) for pair in remnants}
        self._facts = [_Facts.of(duty) for duty in ranking.duties]
        self._conduct = Conduct(ranking.duties, ranking.passages, ranking.subjects, ranking.matters)

    @cached_property
    def weighed(self) -> list[Weighed]:
        """The pairs that share anything, the gravest first, ties in the order of the list."""
        pairs = [self._weigh(scored) for scored in self.ranking.scored]
        return sorted(pairs, key=_order)

    @cached_property
    def graded(self) -> list[Weighed]:
        """The pairs of :attr:`weighed` that have a grade, in the same order.

        Below ``FRAGMENTATION`` no act is compared, and what answers add does not reach
        ``NEIGHBOURS``: those pairs, nineteen of twenty, need not be weighed.
        """
        pairs = [pair for pair in map(self._weigh, self.ranking.related) if pair.grade]
        return sorted(pairs, key=_order)

    def _weigh(self, scored: Scored) -> Weighed:
        one, other = self.ranking.duties[scored.left], self.ranking.duties[scored.right]
        remnant = (scored.left, scored.right) in self._remnants
        answerable = _answer(self._facts[scored.left], self._facts[scored.right], remnant)
        same = (
            self._conduct.same(scored.left, scored.right) if scored.score >= FRAGMENTATION else None
        )
        likeness = odds(scored.score) - self.ranking.lists(one, other)
        gravity = min(likeness, CERTAIN) + BEYOND * max(likeness - CERTAIN, 0.0) + ADDED[answerable]
        gravity += same.worth if same else 0.0
        grade = 0 if remnant else _grade(one, other, likeness, gravity, answerable, same)
        return Weighed(
            probability(gravity), scored.left, scored.right, scored.score, answerable, same, grade
        )


def _order(pair: Weighed) -> tuple[float, int, int]:
    """Return the place of a pair: scores that differ only by rounding are equal."""
    return -round(pair.score, 9), pair.left, pair.right


def _collides(same: Same | None) -> bool:
    """Whether both duties surely order one thing: a heavy act on an object that is quoted."""
    if same is None or same.act.light or same.worth < SURE:
        return False
    return same.quoted and not same.by_stage


def _least(one: Duty, other: Duty) -> float:
    """Return the least likeness of a duplication of two duties."""
    if "basic" in (one.kind, other.kind):
        return DUPLICATION
    return TWO_DEPARTMENTS


def _grade(
    one: Duty, other: Duty, likeness: float, gravity: float, answerable: Answer, same: Same | None
) -> int:
    """Return 3 duplication, 2 overlap, 1 neighbours or of no boundary, 0 nothing."""
    ordered = same is not None and not same.act.light
    if answerable in ("one department", "both recalled", "reward"):
        return 1 if gravity >= NEIGHBOURS else 0
    if answerable == "different" and _collides(same) and likeness >= _least(one, other):
        return 3
    # what was recalled and is nowhere asked any more bounds on nothing: the basic duty is another
    past = {one.kind, other.kind} == {"basic", "recalled"} and not ordered
    if gravity >= (ORDERED if ordered else OVERLAP) and not past:
        return 2
    return 1 if gravity >= NEIGHBOURS else 0


def answer(one: Duty, other: Duty, *, remnant: bool = False) -> Answer:
    """Return how the answer to "who is answerable" changes between two duties.

    *reward*: one of them rewards, and a reward never doubles anything else. *both recalled*: the
    township is out of both. *taken back*: a department took over what a basic duty still has the
    township do (``remnant``). *one department*: the same departments answer for both, so there is
    nothing between two. *different*: all else.
    """
    return _answer(_Facts.of(one), _Facts.of(other), remnant)


class _Facts(NamedTuple):
    """What decides who is answerable for a duty; asked of thousands of pairs, so it is looked up once a duty."""

    kind: str
    is_reward: bool
    departments: frozenset[str]

    @classmethod
    def of(cls, duty: Duty) -> _Facts:
        is_reward = set_phrases().is_reward(duty.title)
        return cls(duty.kind, is_reward, frozenset(duty.departments))


def _answer(one: _Facts, other: _Facts, remnant: bool) -> Answer:
    if one.is_reward != other.is_reward:
        return "reward"
    kinds = {one.kind, other.kind}
    if kinds == {"recalled"}:
        return "both recalled"
    if remnant and kinds == {"basic", "recalled"}:
        return "taken back"
    if "basic" not in kinds and one.departments == other.departments:
        return "one department"
    return "different"
