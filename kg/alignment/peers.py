"""Townships and their peers: 乡 and 镇 are run alike, a 街道 otherwise, so what one lacks may be usual for its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kg.model import DutyList

_URBAN: Final = ("街道", "街道办事处")


@dataclass(frozen=True, slots=True)
class Presence:
    """Who alone has something, or who lacks what most have; ``ordinary``: as all of its kind."""

    kind: Literal["missing", "own"]
    lists: tuple[str, ...]
    ordinary: bool = False


def presence(
    lists: Mapping[str, DutyList], holders: Collection[str], unclear: Collection[str] = ()
) -> Iterator[Presence]:
    """Yield who alone has something (at most a third), or who lacks what at least half have.

    Parameters
    ----------
    lists : mapping
        All lists that are compared, by id.
    holders, unclear : collection of str
        Those that have it, and those of which it is not known.
    """
    absent = [id for id in lists if id not in holders and id not in unclear]
    if absent and len(holders) <= max(1, len(lists) // 3):
        yield Presence("own", tuple(holders))
    elif absent and 2 * len(holders) >= len(lists):
        forms = ordinary(lists, holders)
        for is_ordinary in (False, True):
            ids = tuple(id for id in absent if (is_urban(lists[id]) in forms) == is_ordinary)
            if ids:
                yield Presence("missing", ids, is_ordinary)


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
