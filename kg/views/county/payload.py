"""What the script of the start page knows; ``static/county/schema.json`` says its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from kg.model import DutyList
from kg.views.county import changed, compared
from kg.views.county.built import County, Listed, counties, editions
from kg.views.county.desk import medians, row
from kg.views.county.texts import Texts
from kg.views.scene import Json
from kg.words import section

Read: TypeAlias = Callable[[str], DutyList | None]
"""Id → what was read of a list; None if that is not at hand. Lists are read county by county."""

MOST_COLUMNS: Final = 120
"""Townships that can stand beside each other on a page; no county has so many."""
_SECTIONS = ("list", "change", "change_group", "difference", "column", "side", "family")
"""The sections of ``data/words.toml`` whose words the page shows."""


def payload(
    lists: Sequence[Listed],
    read: Read,
    unread: Sequence[tuple[str, str, str]] = (),
) -> dict[str, Json]:
    """Return the data block of the start page.

    Parameters
    ----------
    lists : sequence of Listed
        What was built, in order.
    read : callable
        Gives the records of a list; one without has a row on the desk and nothing else.
    unread : sequence of (name, Chinese, English)
        Files that were not read, with reason and cure.
    """
    numbers = {one.id: number for number, one in enumerate(lists)}
    texts = Texts()
    former: dict[int, list[int]] = {}
    made = []
    for county in counties(lists):
        for one in county.newest:
            older = [other for other in county.older if _same_home(other, one)]
            older.sort(key=lambda other: other.issued, reverse=True)
            former[numbers[one.id]] = [numbers[other.id] for other in older]
        made.append(_county(county, numbers, read, texts))
    rows = [row(one, numbers[one.id], former.get(numbers[one.id], [])) for one in lists]
    return {
        "lists": rows,
        "counties": made,
        "unread": [{"name": name, "zh": zh, "en": en} for name, zh, en in unread],
        "texts": texts.pack(),
        "words": {name: _words(name) for name in _SECTIONS},
        "groups": [{"id": name, "kinds": list(kinds)} for name, kinds in changed.GROUPS],
    }


def _words(name: str) -> dict[str, Json]:
    return {key: list(words) for key, words in section(name).items()}


def _same_home(one: Listed, other: Listed) -> bool:
    return one.place == other.place and bool(one.place.name)


def _county(
    county: County, numbers: Mapping[str, int], read: Read, texts: Texts
) -> dict[str, Json]:
    rows = editions(county)
    beside = county.newest if 1 < len(county.newest) <= MOST_COLUMNS else ()
    wanted = {one.id for one in beside}
    for every in rows.values():
        wanted |= {one.id for one in every}
    records = _read_all(sorted(wanted), read)
    columns = [one for one in beside if one.id in records]
    comparison: dict[str, Json] | None = None
    if len(columns) > 1:
        comparison = compared.compared([records[one.id] for one in columns], texts)
        comparison["lists"] = [numbers[one.id] for one in columns]
    return {
        "name": county.name,
        "lists": [numbers[one.id] for one in county.newest],
        "medians": medians(county),
        "comparison": comparison,
        "changes": _changes(rows.values(), numbers, records, texts),
    }


def _read_all(ids: Sequence[str], read: Read) -> dict[str, DutyList]:
    found = {}
    for id in ids:
        records = read(id)
        if records is not None:
            found[id] = records
    return found


def _changes(
    rows: Iterable[Sequence[Listed]],
    numbers: Mapping[str, int],
    records: Mapping[str, DutyList],
    texts: Texts,
) -> list[Json]:
    found: list[Json] = []
    for every in rows:
        kept = [one for one in every if one.id in records]
        for before, after in changed.pairs(len(kept)):
            old, new = kept[before], kept[after]
            one = changed.changed(records[old.id], records[new.id], texts)
            found.append({"old": numbers[old.id], "new": numbers[new.id], **one})
    return found
