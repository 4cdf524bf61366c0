"""Townships and their peers: 乡 and 镇 are run alike, a 街道 otherwise, so that what one lacks may be in the nature of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from kg.model import DutyList

_URBAN: Final = ("街道", "街道办事处")


def is_urban(one: DutyList) -> bool:
    """Tell whether a list is a 街道's."""
    return one.place.township.endswith(_URBAN)


def ordinary(id: str, lists: Mapping[str, DutyList], holders: Collection[str]) -> bool:
    """Tell whether it is ordinary for a list to lack a duty: most lists of the other form have it, none of its own form.

    Parameters
    ----------
    id : str
        The list that lacks the duty.
    lists : mapping
        All lists that are compared, by id.
    holders : collection of str
        Those that have the duty.
    """
    own = {other for other, one in lists.items() if is_urban(one) == is_urban(lists[id])}
    others = set(lists) - own
    holding = set(holders)
    return bool(others) and not own & holding and 2 * len(others & holding) > len(others)
