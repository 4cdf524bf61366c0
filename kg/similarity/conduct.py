"""What duties order: the same act on the same object, quoted from both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal, TypeAlias

from kg.matters import Thesaurus
from kg.model import Duty
from kg.similarity.acts import Act, acts
from kg.similarity.passages import Passage, clauses_of
from kg.similarity.subjects import PART, Subjects

Who: TypeAlias = Literal["township", "superior"]
"""Who is to act: the township (a basic title, a township step) or a department (a superior step, a recalled title)."""

FULL: Final = 4.0
"""Rarity of an object at which the same act on it counts in full: one that one duty in fifty is about."""
MOST: Final = 1.2
"""What the same act on the same object adds at most, in log-odds …"""
LIGHT: Final = 0.4
"""… and the share of it that a light act (宣传, 指导 …) adds."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A clause that orders an act: its passage (row), where it begins and ends in it, the word, and who is to act.

    ``implied``: the clause does not name its object, the step or the title does.
    """

    row: int
    start: int
    end: int
    word: str
    who: Who
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """The same act on the same object in two duties: ``matters`` are the objects of either side, ``weight`` their rarity."""

    act: Act
    matters: tuple[str, str]
    deeds: tuple[Deed, Deed]
    weight: float

    @property
    def quoted(self) -> bool:
        """Whether one of the clauses names the object; the other's may be said by its title."""
        return not all(deed.implied for deed in self.deeds)

    @property
    def by_stage(self) -> bool:
        """Whether the township only holds the ground until the department does the same."""
        first = [deed for deed in self.deeds if deed.word in acts().first_response]
        return len({deed.who for deed in self.deeds}) == 2 and bool(first)

    @property
    def worth(self) -> float:
        """What it adds to the log-odds."""
        return min(self.weight / FULL, MOST) * (LIGHT if self.act.light else 1.0)


Orders: TypeAlias = Mapping[str, Mapping[str, Deed]]
"""Act → object → the first clause that orders it."""


class Conduct:
    """The acts that each duty of a list orders, and on what."""

    def __init__(
        self,
        duties: Sequence[Duty],
        passages: Sequence[Passage],
        subjects: Subjects,
        matters: Thesaurus,
    ) -> None:
        self._duties, self._passages, self._subjects, self._matters = (
            duties,
            passages,
            subjects,
            matters,
        )
        self._rows: list[list[int]] = [[] for _ in duties]
        for row, passage in enumerate(passages):
            self._rows[passage.duty].append(row)
        self._orders: dict[tuple[int, Who], Orders] = {}

    def same(self, left: int, right: int) -> Same | None:
        """Return the weightiest act that two duties order on the same object, or nothing.

        An act that is not light goes before one that is, and what the township is to do on both
        sides before what departments do.
        """
        best, most = None, (False, 0, 0.0)
        for place, (one, other) in enumerate(_SIDES):
            for same in self._meeting(self._of(left, one), self._of(right, other)):
                key = (not same.act.light, -place, same.worth)
                if best is None or key > most:
                    best, most = same, key
        return best

    def _meeting(self, one: Orders, other: Orders) -> Iterator[Same]:
        for act in sorted(one.keys() & other.keys()):
            for matter, deed in one[act].items():
                near = self._subjects.links[matter]
                for another, counterpart in other[act].items():
                    least = 1.0 if deed.implied or counterpart.implied else PART
                    if near.get(another, 0.0) >= least:
                        rarity = min(self._subjects.rarity(matter), self._subjects.rarity(another))
                        weight = near[another] * rarity
                        yield Same(
                            acts().by_id[act], (matter, another), (deed, counterpart), weight
                        )

    def _of(self, duty: int, who: Who) -> Orders:
        known = self._orders.get((duty, who))
        if known is None:
            known = self._orders[duty, who] = self._read(duty, who)
        return known

    def _read(self, duty: int, who: Who) -> Orders:
        """Read the acts and objects of a duty's clauses.

        What names its object goes before what does not, and of a cooperative duty a step goes
        before the title: it says better who is to act.
        """
        rows, kind = self._rows[duty], self._duties[duty].kind
        titles = [row for row in rows if self._passages[row].is_title]
        about = list(chain.from_iterable(map(self._named, titles)))
        found: list[tuple[str, list[str], Deed]] = []
        for row in titles if kind == "recalled" else rows:
            if self._acting(self._passages[row]) == who:
                found += self._deeds(row, who, about)
        last = set(titles) if kind == "cooperative" else set()
        found.sort(key=lambda one: one[2].implied or one[2].row in last)
        orders: dict[str, dict[str, Deed]] = {}
        for act, objects, deed in found:
            for matter in objects:
                orders.setdefault(act, {}).setdefault(matter, deed)
        return orders

    def _deeds(self, row: int, who: Who, about: list[str]) -> Iterator[tuple[str, list[str], Deed]]:
        """Yield each act that a passage orders, with its objects.

        A clause that names no object speaks of the step's, or of the title's (``about``).
        """
        masked = self._passages[row].masked
        for start, end in clauses_of(masked):
            text = masked[start:end]
            named = self._matters.matters_of(text)
            done_to = (f.matter for f in named if not acts().offender.match(text[f.end :]))
            own = self._objects(done_to)
            objects = own or self._named(row) or about
            for order in acts().orders(text, named):
                yield order.act.id, objects, Deed(row, start, end, order.word, who, not own)

    def _named(self, row: int) -> list[str]:
        return self._objects(self._subjects.matters(row))

    def _objects(self, matters: Iterable[str]) -> list[str]:
        """Return the matters that an act can be done to."""
        known, objectless = self._matters.matters, acts().objectless
        return [matter for matter in matters if known[matter].zh not in objectless]

    def _acting(self, passage: Passage) -> Who:
        """Return who is to do what a passage says; what was recalled is done by the department that received it."""
        recalled = passage.is_title and self._duties[passage.duty].kind == "recalled"
        if recalled or passage.side == "superior":
            return "superior"
        return "township"


_SIDES: Final[tuple[tuple[Who, Who], ...]] = (
    ("township", "township"),
    ("township", "superior"),
    ("superior", "township"),
    ("superior", "superior"),
)
