"""What readers say of two titles: not the same matter, or the same after all.

A pair goes by its words and not by numbers, so that it is known again in every build and edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.alignment.likeness import Profile

PAIR: Final = "pair"
"""What the name of a pair begins with."""
APART: Final = "apart"
SAME: Final = "same"
SURE: Final = 2.0
"""What a pair weighs that is said to be the same: more than any likeness."""
_LENGTH: Final = 10


def digest(text: str) -> str:
    """Return by what a title goes, as it is compared (:func:`kg.alignment.texts.title`).

    >>> digest("负责本乡双拥工作")
    '52fe093a41'
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def pair(one: str, other: str) -> str:
    """Return by what name two titles go, as they are compared, whichever is the first.

    >>> pair("甲", "乙") == pair("乙", "甲")
    True
    """
    return "-".join((PAIR, *sorted((digest(one), digest(other)))))


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said of a pair: ``word`` is :data:`APART`, :data:`SAME` or empty (a note alone)."""

    pair: str
    titles: tuple[str, ...]
    word: str
    note: str = ""
    by: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader says of pairs, by their names (:func:`pair`)."""

    apart: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    _named: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    _digests: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Told:
        """Return what is said: a pair's name → :data:`APART` or :data:`SAME`."""
        apart = frozenset(name for name, word in said.items() if word == APART)
        same = frozenset(name for name, word in said.items() if word == SAME)
        named = frozenset(part for name in apart | same for part in name.split("-")[1:])
        return cls(apart, same, named)

    def names(self, text: str) -> bool:
        """Tell whether anything is said of a title, as it is compared."""
        return bool(self._named) and self._of(text) in self._named

    def are_apart(self, one: Profile, other: Profile) -> bool:
        """Tell whether two duties are said not to be the same matter."""
        return bool(self.apart) and self._name(one, other) in self.apart

    def are_same(self, one: Profile, other: Profile) -> bool:
        """Tell whether two duties are said to be the same matter."""
        return bool(self.same) and self._name(one, other) in self.same

    def is_any_apart(self, some: Iterable[Profile], others: Iterable[Profile]) -> bool:
        """Tell whether any of some duties is said not to be the same matter as any of others."""
        if not self.apart:
            return False
        there = list(others)
        return any(self.are_apart(one, other) for one in some for other in there)

    def _name(self, one: Profile, other: Profile) -> str:
        return "-".join((PAIR, *sorted((self._of(one.text), self._of(other.text)))))

    def _of(self, text: str) -> str:
        if text not in self._digests:
            self._digests[text] = digest(text)
        return self._digests[text]


NOTHING: Final = Told()
"""Nobody has said anything."""
