"""What a list is known by: its three tables, its place, its edition. Light, for whoever asks a store without reading records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, cast

from kg.words import chinese

ListKind: TypeAlias = Literal["basic", "cooperative", "recalled"]

LIST_KINDS: tuple[ListKind, ...] = ("basic", "cooperative", "recalled")
KIND_ZH = cast(dict[ListKind, str], chinese("list"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list holds: names as printed; a level that the document does not name is empty."""

    region: str
    prefecture: str
    county: str
    township: str
    code: str = field(default="", compare=False)
    """行政区划代码, where ``list.toml`` gives it; the names that it implies are in the levels."""

    @property
    def above(self) -> str:
        """The path down to the county: 新疆维吾尔自治区昌吉回族自治州奇台县."""
        return self.region + self.prefecture + self.county

    @property
    def address(self) -> str:
        """The whole path: 新疆维吾尔自治区昌吉回族自治州奇台县坎尔孜乡."""
        return self.above + self.township

    @property
    def name(self) -> str:
        """County and township: 奇台县坎尔孜乡."""
        return self.county + self.township


def spoken(places: Iterable[tuple[str, Place]]) -> dict[str, str]:
    """Return what to call places beside each other: no more of the address than tells them apart.

    In one county the township's own name is enough, else county and township, and where two share
    both the whole address. A place alone is called by county and township.

    Parameters
    ----------
    places : iterable of (id, place)

    >>> green, white = Place("甲省", "", "清河县", "青石镇"), Place("甲省", "", "清河县", "白石乡")
    >>> east, west = Place("甲省", "", "朝阳区", ""), Place("乙省", "", "朝阳区", "")
    >>> spoken([("a", green), ("b", white)]), spoken([("a", green)])
    ({'a': '青石镇', 'b': '白石乡'}, {'a': '清河县青石镇'})
    >>> spoken([("a", green), ("b", east), ("c", west)])
    {'a': '清河县青石镇', 'b': '甲省朝阳区', 'c': '乙省朝阳区'}
    """
    every = list(places)
    if len(every) > 1 and _of_one_county([place for _, place in every]):
        return {id: place.township for id, place in every}
    addresses: dict[str, set[str]] = {}
    for _, place in every:
        addresses.setdefault(place.name, set()).add(place.address)
    return {
        id: place.name if len(addresses[place.name]) == 1 else place.address for id, place in every
    }


def _of_one_county(places: Sequence[Place]) -> bool:
    """Tell whether all are townships of one county; a level that an address leaves out may be any."""
    counties = {place.county for place in places}
    above = {place.prefecture for place in places}, {place.region for place in places}
    known = len(counties) == 1 and all(place.county and place.township for place in places)
    return known and all(len(names - {""}) < 2 for names in above)


def owners(lists: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return what tells lists from each other: its place, with the edition where a place has several.

    Parameters
    ----------
    lists : iterable of (id, place, issued)
        ``id`` may be any name of the list that is unique. A list that shares place and edition with
        another, or has no place, is told by ``id``.

    Returns
    -------
    dict
        ``id`` → name; empty for fewer than two lists, which need not be told apart.

    >>> owners([("a", "奇台县坎尔孜乡", "2025-07"), ("b", "奇台县坎尔孜乡", "2026-01"), ("c", "清河县青石镇", "2025-07")])
    {'a': '奇台县坎尔孜乡 2025-07', 'b': '奇台县坎尔孜乡 2026-01', 'c': '清河县青石镇'}
    """
    every = list(lists)
    if len(every) < 2:
        return {}
    places = Counter(place for _, place, _ in every)
    editions = Counter((place, issued) for _, place, issued in every)
    names = {}
    for id, place, issued in every:
        if not place or editions[place, issued] > 1:
            names[id] = id
        elif places[place] > 1 and issued:
            names[id] = f"{place} {issued}"
        else:
            names[id] = place
    return names
