"""What a list is known by: its three tables, its place, its edition. Light, for whoever asks a store without reading records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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


def spoken(places: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return what to call places: by their name, but by the whole address where two share it.

    Parameters
    ----------
    places : iterable of (id, name, address)

    >>> spoken([("a", "朝阳区", "甲省朝阳区"), ("b", "朝阳区", "乙省朝阳区"), ("c", "清河县", "")])
    {'a': '甲省朝阳区', 'b': '乙省朝阳区', 'c': '清河县'}
    """
    every = list(places)
    addresses: dict[str, set[str]] = {}
    for _, name, address in every:
        addresses.setdefault(name, set()).add(address)
    return {id: name if len(addresses[name]) == 1 else address for id, name, address in every}


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
