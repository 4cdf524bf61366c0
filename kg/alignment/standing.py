"""Where a common duty stands: few have it, some, most but not alike, or everybody has it alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:  # the kinds that are folded are asked for where nothing is compared
    from kg.alignment.common import CommonDuty
    from kg.alignment.differences import Difference

Standing: TypeAlias = Literal["few", "some", "most", "alike"]
STANDINGS: Final[tuple[Standing, ...]] = ("few", "some", "most", "alike")
FOLDED: Final = frozenset(("wording", "category"))
"""Kinds of difference that leave a duty alike: other words for it, another heading over it."""
_FEW, _MOST = 1 / 4, 3 / 4
"""Below the first share of the lists few have a duty, from the second on most do."""


def standings(
    common: Sequence[CommonDuty], told: Iterable[Difference], lists: int
) -> tuple[Standing, ...]:
    """Return the standing of each common duty, in their order; together they part the duties.

    Parameters
    ----------
    common : sequence of CommonDuty
        What :func:`kg.alignment.common.common_duties` gives.
    told : iterable of Difference
        Their differences.
    lists : int
        How many lists are compared.
    """
    differing = {id(one.common) for one in told if one.kind not in FOLDED}
    found = []
    for duty in common:
        is_alike = id(duty) not in differing and not duty.doubtful
        found.append(standing(len(duty.members), lists, is_alike=is_alike))
    return tuple(found)


def standing(holders: int, lists: int, *, is_alike: bool) -> Standing:
    """Return the standing of what so many of the lists have, all of them alike or not.

    >>> standing(1, 6, is_alike=True), standing(6, 6, is_alike=False)
    ('few', 'most')
    """
    share = holders / lists
    if share < _FEW:
        return "few"
    if share < _MOST:
        return "some"
    return "alike" if holders == lists and is_alike else "most"
