"""In which groups the page tells changes, which editions it compares; loads no comparison."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.alignment.changes import Kind

GROUPS: Final[tuple[tuple[str, tuple[Kind, ...]], ...]] = (
    ("table", ("recalled", "devolved", "moved")),
    ("parts", ("split", "merged")),
    ("added", ("added",)),
    ("removed", ("removed",)),
    ("reworded", ("reworded",)),
    ("departments", ("departments",)),
    ("steps", ("steps",)),
    ("category", ("category",)),
    ("typography", ("typography",)),
)
"""Groups of changes, the heaviest first: a change is in the first that has one of its kinds."""
_EVERY_PAIR: Final = 4
"""So many editions are all compared; of more, each with the next, and first with last."""


def pairs(count: int) -> tuple[tuple[int, int], ...]:
    """Return which of so many editions (0 is the oldest) are compared: the older, the newer.

    >>> pairs(3), pairs(5)
    (((0, 1), (0, 2), (1, 2)), ((0, 1), (1, 2), (2, 3), (3, 4), (0, 4)))
    """
    if count <= _EVERY_PAIR:
        return tuple(combinations(range(count), 2))
    return (*pairwise(range(count)), (0, count - 1))


def group_of(kinds: Sequence[Kind]) -> str:
    """Return the group that a change stands in.

    >>> group_of(("recalled", "split", "reworded")), group_of(("reworded", "departments"))
    ('table', 'reworded')
    """
    return next(name for name, members in GROUPS if set(members) & set(kinds))
