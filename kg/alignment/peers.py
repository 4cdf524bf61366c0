"""Townships and their peers: 乡 and 镇 are run alike, a 街道 otherwise, so what one lacks may be usual for its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from kg.model import DutyList

_URBAN: Final = ("街道", "街道办事处")


def is_urban(one: DutyList) -> bool:
    """Tell whether a list is a 街道's."""
    return one.place.township.endswith(_URBAN)


def ordinary(lists: Mapping[str, DutyList], holders: Collection[str]) -> set[bool]:
    """Return the forms (urban, or not) of which it is ordinary to lack a duty: most lists of the other form have it, none of its own.

    Parameters
    ----------
    lists : mapping
        All lists that are compared, by id.
    holders : collection of str
        Those that have the duty.
    """
    every = Counter(map(is_urban, lists.values()))
    holding = Counter(is_urban(lists[id]) for id in holders)
    return {
        form
        for form in (True, False)
        if not holding[form] and 2 * holding[not form] > every[not form] > 0
    }
