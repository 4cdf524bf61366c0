"""What the tab 负担 is told: which steps bear which sign, by duty and step; the texts are in the page.

Nothing is counted here. The page counts, under its filters; without one it says what ``kg analyse
burden`` and the questions ``kinds_of_work``, ``no_means``, ``passed_to_villages`` and
``time_limits`` say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Step
from kg.names.schemes import Scheme, schemes
from kg.views.desk import Desk
from kg.views.scene import Json

#: Scheme → the only concept that the page shows of it (none: every one).
SHOWN: Final[dict[str, str | None]] = {"action": None, "village": None, "limit": "hard"}
#: A duty whose steps have no sign of this scheme comes without means.
MEANS: Final = "means"


@dataclass(frozen=True, slots=True)
class Sign:
    """What words of a step are a sign of: a kind of work, a way of the villages, the hard limit."""

    scheme: str
    concept: str
    zh: str
    en: str

    @property
    def row(self) -> dict[str, Json]:
        """The sign as the page reads it."""
        return {"scheme": self.scheme, "id": self.concept, "zh": self.zh, "en": self.en}


def part(desk: Desk) -> dict[str, Json]:
    """Return the signs, and for each cooperative duty (by its code) the marked words of each step.

    A step is a flat list of threes: the sign's place in ``signs``, offset and length of the word
    within the step's text. Steps stand in their order, so the first is that of position 1.
    """
    signs = list(_signs())
    place = {(sign.scheme, sign.concept): at for at, sign in enumerate(signs)}
    duties: dict[str, Json] = {}
    for code, duty in desk.duties.items():
        if duty.kind == "cooperative":
            duties[code] = {
                "superior": [_words(step, place) for step in duty.superior_steps],
                "township": [_words(step, place) for step in duty.township_steps],
                "means": any(mark.scheme == MEANS for step in duty.steps for mark in step.marks),
            }
    return {"signs": [sign.row for sign in signs], "duties": duties}


def _signs() -> Iterator[Sign]:
    known: dict[str, Scheme] = {scheme.name: scheme for scheme in schemes()}
    for name, only in SHOWN.items():
        for concept in known[name].concepts:
            if only in (None, concept.id):
                yield Sign(name, concept.id, concept.zh, concept.en)


def _words(step: Step, place: dict[tuple[str, str], int]) -> list[Json]:
    """Return the marked words of a step in their order, each as sign, offset, length."""
    found: list[Json] = []
    for mark in sorted(step.marks, key=lambda mark: (mark.span.start, mark.span.end)):
        sign = place.get((mark.scheme, mark.concept))
        if sign is not None:
            found += [sign, mark.span.start - step.span.start, len(mark.word)]
    return found
