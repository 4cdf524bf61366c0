"""How alike two duties of different lists are: their titles' and steps' pairs of characters, matters, category, departments.

The weights are few and fixed. A pair of characters counts the more, the fewer duties have it;
boilerplate that many duties share (the method of all penalties) says nothing. Two titles that name
different matters are not alike however many words they share.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.alignment.texts import grams, steps, title
from kg.matters import thesaurus
from kg.model import Duty, DutyList

WORDS: Final = 0.50
CONTAINED: Final = 0.25
MATTERS: Final = 0.35
OTHER_MATTERS: Final = -0.20
CATEGORY: Final = 0.10
STEPS: Final = 0.35
DEPARTMENTS: Final = 0.10
BORNE_OUT: Final = 0.20
"""A shared matter counts in full if so much of the shorter title, or of the steps, is shared too."""
ENOUGH: Final = 0.40
"""From this likeness on two duties are taken for the same."""
DOUBTFUL: Final = 0.50
"""Below this likeness a duty of many lists is only possibly the same."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a duty; ``title`` and ``steps`` are vectors of weighted pairs of characters."""

    key: str
    kind: str
    text: str
    category: str
    departments: frozenset[str]
    matters: frozenset[str]
    title: Vector
    title_norm: float
    title_sum: float
    steps: Vector
    steps_norm: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two duties are, and what it is made of: cosine and containment of the titles, matters, cosine of the steps."""

    score: float
    words: float
    contained: float
    matters: float | None
    steps: float


def profiles(lists: Sequence[DutyList]) -> list[list[Profile]]:
    """Return the profiles of every duty, list by list; rarity is counted over distinct texts."""
    compared = Compared(lists)
    return [
        [compared.profile(number, place) for place in range(len(one.duties))]
        for number, one in enumerate(lists)
    ]


class Compared:
    """The texts of lists as they are compared; what is computed of a text is computed once."""

    def __init__(self, lists: Sequence[DutyList]) -> None:
        self.lists = lists
        self.titles = [[title(duty, one.place) for duty in one.duties] for one in lists]
        self._works = [[steps(duty, one.place) for duty in one.duties] for one in lists]
        self._of_titles = _Weights({text for texts in self.titles for text in texts})
        distinct = {work for works in self._works for work in works}
        self._of_works = _Weights(distinct, self._of_titles.size)
        repeated = Counter(work for works in self._works for work in works)
        self._often = {work for work, count in repeated.items() if count > len(lists)}

    def profile(self, number: int, place: int) -> Profile:
        """Return the profile of a duty by the number of its list and its place in print."""
        duty = self.lists[number].duties[place]
        text, work = self.titles[number][place], self._works[number][place]
        acts = self._of_works.of("" if work in self._often else work)
        return _profile(duty, text, self._of_titles.of(text), acts)


class _Weights:
    """Texts as vectors, each once: a pair of characters counts the more, the fewer texts have it."""

    def __init__(self, texts: set[str], size: int = 0) -> None:
        self.size = size or max(len(texts), 2)
        self._counts = Counter(gram for text in texts for gram in set(grams(text)))
        self._known: dict[str, tuple[Vector, float, float]] = {}

    def of(self, text: str) -> tuple[Vector, float, float]:
        """Return a text's vector, its length, and the sum of its weights."""
        if text not in self._known:
            found = Counter(grams(text))
            vector = {
                gram: (1 + math.log(times)) * math.log(1 + self.size / self._counts[gram])
                for gram, times in found.items()
            }
            self._known[text] = vector, _norm(vector), sum(vector.values())
        return self._known[text]


def _profile(
    duty: Duty, text: str, words: tuple[Vector, float, float], acts: tuple[Vector, float, float]
) -> Profile:
    return Profile(
        duty.key, duty.kind, text, duty.category, frozenset(duty.departments), _matters(duty.title), *words, *acts[:2],
    )  # fmt: skip


def _norm(vector: Vector) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


@lru_cache(maxsize=65536)
def _matters(text: str) -> frozenset[str]:
    return frozenset(found.matter for found in thesaurus().matters_of(text))


def likeness(left: Profile, right: Profile) -> Likeness:
    """Return how alike two duties are; 0 is not at all, about 1.3 is the same in everything."""
    words = _cosine(left.title, left.title_norm, right.title, right.title_norm)
    contained = _contained(left, right)
    both = left.matters | right.matters
    matters = (
        len(left.matters & right.matters) / len(both) if left.matters and right.matters else None
    )
    work = _cosine(left.steps, left.steps_norm, right.steps, right.steps_norm)
    score = WORDS * words + CONTAINED * contained + STEPS * work
    score += _of_matters(matters, borne_out=contained >= BORNE_OUT or work >= BORNE_OUT)
    if left.category == right.category:
        score += CATEGORY
    if left.departments and left.departments == right.departments:
        score += DEPARTMENTS
    return Likeness(score, words, contained, matters, work)


def _of_matters(matters: float | None, *, borne_out: bool) -> float:
    """Return what matters weigh: half, if no words bear them out (two duties about livestock are not one duty)."""
    if matters is None:
        return 0.0
    if not matters:
        return OTHER_MATTERS
    return MATTERS * matters * (1.0 if borne_out else 0.5)


def _cosine(left: Vector, left_norm: float, right: Vector, right_norm: float) -> float:
    if not left_norm or not right_norm:
        return 0.0
    return _shared(left, right) / (left_norm * right_norm)


def _shared(left: Vector, right: Vector) -> float:
    short, long = sorted((right, left), key=len)
    return sum(weight * long[gram] for gram, weight in short.items() if gram in long)


def _contained(left: Profile, right: Profile) -> float:
    """Return how much of the shorter title is in the longer one."""
    short, long = (left, right) if left.title_sum < right.title_sum else (right, left)
    if not short.title_sum:
        return 0.0
    return min(
        1.0,
        sum(weight for gram, weight in short.title.items() if gram in long.title) / short.title_sum,
    )
