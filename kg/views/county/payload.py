"""What the script of the start page knows; ``static/county/schema.json`` says its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, TypeAlias

from kg.alignment.told import Opinion, Told
from kg.matters import thesaurus
from kg.model import DutyList
from kg.names.spellings import load
from kg.views.county.asked import MOST_LISTS
from kg.views.county.built import County, Listed, counties, editions, twins
from kg.views.county.desk import medians, row
from kg.views.county.earlier import EarlierPage
from kg.views.county.groups import GROUPS, pairs
from kg.views.county.texts import Texts
from kg.views.scene import Json
from kg.words import section

Read: TypeAlias = Callable[[str], DutyList | None]
"""Id → what was read of a list; None if that is not at hand. Lists are read county by county."""

MOST_COLUMNS: Final = 120
"""Townships that can stand beside each other on a page; no county has so many."""
_SECTIONS = ("pair", "list", "change", "change_group", "difference", "column", "side", "family")
"""The sections of ``data/words.toml`` whose words the page shows."""


def payload(
    lists: Sequence[Listed],
    read: Read,
    unread: Sequence[tuple[str, str, str]] = (),
    before: EarlierPage | None = None,
    opinions: Sequence[Opinion] = (),
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
    before : EarlierPage, optional
        What need not be compared again.
    opinions : sequence of Opinion
        What readers say of pairs of duties.
    """
    numbers = {one.id: number for number, one in enumerate(lists)}
    texts = Texts()
    former: dict[int, list[int]] = {}
    made = []
    told = Told.of({one.pair: one.word for one in opinions})
    for county in counties(lists):
        for one in county.newest:
            older = [other for other in county.older if _same_home(other, one)]
            older.sort(key=lambda other: other.issued, reverse=True)
            former[numbers[one.id]] = [numbers[other.id] for other in older]
        made.append(_county(county, numbers, _Known(read, texts, before or EarlierPage(), told)))
    return {
        "lists": _rows(lists, numbers, former),
        "counties": made,
        "tooMany": 0,
        "unread": [{"name": name, "zh": zh, "en": en} for name, zh, en in unread],
        "pairs": [_opinion(one) for one in opinions],
        "texts": texts.pack(),
        "words": {
            **{name: _words(name) for name in _SECTIONS},
            "category": _categories(),
            "field": _fields(),
        },
        "most": {"columns": MOST_COLUMNS, "answers": MOST_LISTS},
        "groups": [{"id": name, "kinds": list(kinds)} for name, kinds in GROUPS],
    }


def _rows(
    lists: Sequence[Listed], numbers: Mapping[str, int], former: Mapping[int, list[int]]
) -> list[Json]:
    """Return the desk's row of every list; of several of one place and month each names the first."""
    same: dict[str, str] = {}
    for county in counties(lists):
        same |= twins(county.newest)
    rows: list[Json] = []
    for one in lists:
        twin = {"twin": numbers[same[one.id]]} if one.id in same else {}
        rows.append(row(one, numbers[one.id], former.get(numbers[one.id], [])) | twin)
    return rows


def _words(name: str) -> dict[str, Json]:
    return {key: list(words) for key, words in section(name).items()}


def _fields() -> dict[str, Json]:
    every = [one for one in thesaurus().matters.values() if one.is_field]
    return {one.zh: [one.zh, one.en] for one in every}


def _categories() -> dict[str, Json]:
    return {zh: [zh, one.en] for zh, one in load().categories.items()}


def _same_home(one: Listed, other: Listed) -> bool:
    return one.place == other.place and bool(one.place.name)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the comparisons and changes of counties are made of."""

    read: Read
    texts: Texts
    before: EarlierPage
    told: Told


def _opinion(said: Opinion) -> Json:
    found: dict[str, Json] = {"pair": said.pair, "titles": [*said.titles]}
    told = {"verdict": said.word, "note": said.note, "by": said.by, "when": said.when}
    return found | {name: text for name, text in told.items() if text}


def _county(county: County, numbers: Mapping[str, int], known: _Known) -> dict[str, Json]:
    known = replace(known, read=cache(known.read))
    beside = county.newest if 1 < len(county.newest) <= MOST_COLUMNS else ()
    return {
        "name": county.name,
        "lists": [numbers[one.id] for one in county.newest],
        "medians": medians(county),
        "comparison": _comparison(beside, numbers, known),
        "changes": _changes(editions(county).values(), numbers, known),
    }


def _comparison(
    beside: Sequence[Listed] | Sequence[DutyList], numbers: Mapping[str, int], known: _Known
) -> dict[str, Json] | None:
    found = known.before.comparison(tuple(one.id for one in beside), known.texts)
    if found is None:
        records = [list_ for one in beside if (list_ := known.read(one.id)) is not None]
        if len(records) <= 1:
            return None
        from kg.views.county.burdens import burdens  # one list alone loads nothing that compares
        from kg.views.county.compared import compared
        from kg.views.county.matters import matters

        found, beside = compared(records, known.texts, known.told), records
        found["burden"] = burdens(records, known.texts)
        found["matters"] = matters(records, known.texts)
    return {**found, "lists": [numbers[one.id] for one in beside]}


def _changes(
    rows: Iterable[Sequence[Listed]], numbers: Mapping[str, int], known: _Known
) -> list[Json]:
    found: list[Json] = []
    for every in rows:
        kept = [one.id for one in every if known.read(one.id) is not None]
        for older, newer in pairs(len(kept)):
            old, new = kept[older], kept[newer]
            said = known.before.change(old, new, known.texts)
            if said is None:
                said = _changed(known, old, new)
            found.append({"old": numbers[old], "new": numbers[new], **said})
    return found


def _changed(known: _Known, older: str, newer: str) -> dict[str, Json]:
    from kg.views.county.changed import changed

    old, new = known.read(older), known.read(newer)
    assert old is not None
    assert new is not None
    return changed(old, new, known.texts, known.told)
