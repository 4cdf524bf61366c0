"""What the start page of an earlier build says of lists that nothing was changed about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.views.county.texts import Texts
from kg.views.scene import Json
from kg.views.shell import data_of

_NUMBERED: Final = frozenset(
    ("title", "category", "names", "more", "fewer", "here", "usual", "kept", "come", "gone")
)
"""In a comparison and in changes, what is told by its number in the pool of texts."""


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """What a page says between lists: which lists are beside each other → the comparison; older, newer → changes.

    Only what is said of lists that are the same now is in it; the numbers in it are those of
    ``texts``.
    """

    comparisons: Mapping[tuple[str, ...], dict[str, Json]] = field(default_factory=dict)
    changes: Mapping[tuple[str, str], dict[str, Json]] = field(default_factory=dict)
    texts: Sequence[str] = ()

    @classmethod
    def of(cls, page: bytes, same: Collection[str]) -> EarlierPage:
        """Read a page of this program; ``same`` are the lists that nothing was changed about."""
        data = data_of(page)
        ids = [one["id"] for one in data["lists"]]
        comparisons, changes = {}, {}
        for county in data["counties"]:
            if county["comparison"] is not None:
                beside = tuple(ids[number] for number in county["comparison"]["lists"])
                comparisons[beside] = county["comparison"]
            for one in county["changes"]:
                changes[ids[one.pop("old")], ids[one.pop("new")]] = one
        kept = frozenset(same)
        return cls(
            {beside: one for beside, one in comparisons.items() if kept.issuperset(beside)},
            {pair: one for pair, one in changes.items() if kept.issuperset(pair)},
            data["texts"],
        )

    def comparison(self, beside: tuple[str, ...], texts: Texts) -> dict[str, Json] | None:
        """Return the comparison of some lists, its texts put into ``texts``; None if it must be made."""
        return self._with(self.comparisons.get(beside), texts)

    def change(self, old: str, new: str, texts: Texts) -> dict[str, Json] | None:
        """Return what changed between two lists, likewise."""
        return self._with(self.changes.get((old, new)), texts)

    def _with(self, said: dict[str, Json] | None, texts: Texts) -> dict[str, Json] | None:
        if said is not None:
            self._renumber(said, texts)
        return said

    def _renumber(self, said: Json, texts: Texts) -> None:
        """Give each text its number in another pool, in the order in which they were first put into one."""
        if isinstance(said, list):
            for one in said:
                self._renumber(one, texts)
        elif isinstance(said, dict):
            for name, value in said.items():
                if name not in _NUMBERED:
                    self._renumber(value, texts)
                elif isinstance(value, list):
                    said[name] = texts.numbers(self.texts[number] for number in value)
                else:
                    said[name] = texts.number(self.texts[value])
