"""Which lists a person means: 青石镇, 清河县 (all its townships), 青石镇 2024, a folder's name or an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kg.edition import Place, owners, spoken
from kg.errors import AmbiguousName, UnknownName

_EDITION: Final = (
    r"(?P<place>.*?)[\s_（(－-]*(?P<year>\d{4})(?:\s*[-.年/]\s*(?P<month>\d{1,2}))?\s*[年月版）)]*$"
)
"""A name with an edition behind it: ``青石镇 2024``, ``青石镇-2024-12``, ``青石镇2024年12月``."""
_CODE: Final = r"\d{6}|\d{9}|\d{12}"
"""A 行政区划代码: no name with a year behind it."""
ALL: Final = "all"
"""The word for every edition."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A list as people know it: its id, place and month of issue."""

    id: str
    place: Place
    issued: str

    @property
    def names(self) -> tuple[str, ...]:
        """What its place is called, from the whole address to the township alone; its code last."""
        place = self.place
        levels = (place.township, place.county, place.prefecture, place.region)
        every = (place.address, place.prefecture + place.name, place.name, *levels, place.code)
        return tuple(name for name in every if name)

    def path_to(self, name: str) -> tuple[str, ...]:
        """Return the address down to the level that a name means, from the province."""
        place = self.place
        path = (place.region, place.prefecture, place.county, place.township)
        if name in path[:3]:
            return path[: path.index(name) + 1]
        return path

    @property
    def called(self) -> str:
        """What its place is called, whatever the edition; the id of a list that names no place."""
        return self.place.name or self.id

    @property
    def home(self) -> Place:
        """Whose list it is: editions of one township share it; a list that names no place is its own."""
        if self.place.name:
            return self.place
        return Place("", "", "", self.id)


def edition_of(word: str) -> tuple[str, str]:
    """Return a name without the edition behind it, and the edition: ``2024`` or ``2024-12``; empty if it has none.

    >>> edition_of("青石镇 2024年12月"), edition_of("青石镇2024"), edition_of("清河县")
    (('青石镇', '2024-12'), ('青石镇', '2024'), ('清河县', ''))
    """
    found = None if re.fullmatch(_CODE, word.strip()) else re.fullmatch(_EDITION, word.strip())
    if found is None:
        return word.strip(), ""
    month = f"-{int(found['month']):02}" if found["month"] else ""
    return found["place"].strip(), found["year"] + month


def latest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the latest edition of each place, in the order given.

    Lists of one place and month are all kept, and so is a list that says no month: nothing tells
    which is the later.
    """
    every = list(entries)
    newest: dict[Place, str] = {}
    for entry in every:
        newest[entry.home] = max(newest.get(entry.home, ""), entry.issued)
    return [entry for entry in every if entry.issued in ("", newest[entry.home])]


def of_edition(entries: Sequence[Entry], edition: str | None) -> list[Entry]:
    """Return the lists of an edition (``2024``, ``2024-12``), of all of them (``all``), or each place's latest.

    Raises
    ------
    UnknownName
        If no list is of that edition.
    """
    if edition is None:
        return latest(entries)
    if edition == ALL:
        return list(entries)
    wanted = edition_of(edition)[1] or edition
    found = [entry for entry in entries if entry.issued.startswith(wanted)]
    if not found:
        known = "、".join(sorted({entry.issued for entry in entries if entry.issued})) or ALL
        raise UnknownName(
            f"没有 “{edition}” 版的清单", f'no list of the edition "{edition}"',
            cure=(f"现有 {known}", f"there are {known}"),
        )  # fmt: skip
    return found


def meant(
    words: Sequence[str], entries: Sequence[Entry], *, edition: str | None = None
) -> list[Entry]:
    """Return the lists that some names mean together, in the order of ``entries``; without names all of them.

    A name without an edition means the edition asked for, by default the latest of each place.

    Raises
    ------
    UnknownName
        If a name means none; the message has the names that are there.
    """
    if not words:
        return of_edition(entries, edition)
    found: set[str] = set()
    for word in words:
        found |= {entry.id for entry in _of(word, entries, edition)}
    return [entry for entry in entries if entry.id in found]


def one(word: str, entries: Sequence[Entry]) -> Entry:
    """Return the one list that a name means; of several editions the latest.

    Raises
    ------
    UnknownName, AmbiguousName
        If it means none, or the lists of several places.
    """
    found = _of(word, entries, None)
    if len(found) > 1:
        names = called(entries)
        could = "、".join(names[entry.id] for entry in found[:8]) + ("…" if len(found) > 8 else "")
        raise AmbiguousName(
            f"“{word}” 可指 {len(found)} 份清单", f'"{word}" could mean {len(found)} lists',
            cure=(f"请写出其一：{could}", f"write one of {could}"),
        )  # fmt: skip
    return found[0]


def _of(word: str, entries: Sequence[Entry], edition: str | None) -> list[Entry]:
    exact = [entry for entry in entries if entry.id == word.strip()]
    if exact:
        return exact
    place, own = edition_of(word)
    found = _placed(place, entries)
    if found:
        if own:
            return _edition(word, found, own)
        return of_edition(found, edition)
    names = called(entries).values()
    known = "、".join(list(names)[:8]) + ("…" if len(entries) > 8 else "")
    raise UnknownName(
        f"没有叫 “{word}” 的清单",
        f'no list is called "{word}"',
        cure=(f"现有 {known}", f"there are {known}"),
    )


def _edition(word: str, found: Sequence[Entry], edition: str) -> list[Entry]:
    try:
        return latest(of_edition(found, edition))
    except UnknownName as error:
        raise UnknownName(
            error.zh, error.en, where=word, cure=(error.cure_zh, error.cure_en)
        ) from None


def _placed(name: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the lists of a place: by a whole name, else by the beginning of one (青石), else by a part of the address."""
    plain = "".join(name.split())
    if not plain:
        return []
    whole = [entry for entry in entries if plain in entry.names]
    _of_one_place(plain, whole)
    begun = [entry for entry in entries if any(one.startswith(plain) for one in entry.names)]
    return whole or begun or [entry for entry in entries if plain in entry.names[0]]


def _of_one_place(name: str, entries: Sequence[Entry]) -> None:
    """Raise if a name is that of several places: 城关镇 of one county and of another.

    What an address does not say is not a difference: one list may name the province and another
    not.
    """
    paths = {entry.path_to(name): entry for entry in entries}
    if any(_differ(one, other) for one, other in combinations(paths, 2)):
        some = "、".join("".join(path) for path in list(paths)[:8]) + (
            "…" if len(paths) > 8 else ""
        )
        raise AmbiguousName(
            f"叫 “{name}” 的有 {len(paths)} 处", f'{len(paths)} places are called "{name}"',
            cure=(f"请写全：{some}", f"write the whole address: {some}"),
        )  # fmt: skip


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    same_level = len(one) == len(other)
    return not same_level or any(a != b for a, b in zip(one, other, strict=True) if a and b)


def called(entries: Iterable[Entry]) -> dict[str, str]:
    """Return what each list is called: id → place, with the edition where a place has several; the id if it has none."""
    every = list(entries)
    named = spoken((entry.id, entry.place) for entry in every)
    told = owners((entry.id, named[entry.id], entry.issued) for entry in every)
    return {entry.id: told.get(entry.id) or named[entry.id] or entry.id for entry in every}


def note(entries: Sequence[Entry], chosen: Sequence[Entry], *, wished: bool) -> str:
    """Return which lists an answer speaks of, where there are others too; else nothing."""
    if len(chosen) == len(entries):
        return ""
    if wished:
        names = called(entries)
        some = "、".join(names[entry.id] for entry in chosen[:8]) + ("…" if len(chosen) > 8 else "")
        return f"只看 {some} / only these lists"
    older = len(entries) - len(chosen)
    zh = f"每地只看最新一版，未计旧版 {older} 份（--edition all）"
    return f"{zh} / {older} older editions not counted"
