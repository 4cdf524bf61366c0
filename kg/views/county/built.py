"""What the start page is made of: the lists that were built, with the files of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.edition import spoken
from kg.model import Place
from kg.which import Entry as Meant
from kg.which import latest


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was built: where it is from the start page, what it is (zh, en)."""

    href: str
    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that was built: its figures and its files; the first file is the page to open.

    ``duties`` are basic, cooperative and recalled ones, ``steps`` those of the departments and of
    the township, ``findings`` kind → number of those that are shown; ``judged`` have a verdict,
    ``open`` have none; of those judged ``dropped`` are called wrong, and so none of ``findings``,
    ``pending`` are to be confirmed. ``papers`` are links to what ``kg report`` made of it, as HTML.
    """

    id: str
    title: str
    place: Place
    issued: str
    entries: tuple[Entry, ...]
    duties: tuple[int, int, int] = (0, 0, 0)
    steps: tuple[int, int] = (0, 0)
    departments: int = 0
    findings: tuple[tuple[str, int], ...] = ()
    judged: int = 0
    open: int = 0
    dropped: int = 0
    pending: int = 0
    papers: str = ""

    @property
    def county(self) -> Place:
        """The county that it belongs to."""
        return Place(self.place.region, self.place.prefecture, self.place.county, "")

    @property
    def name(self) -> str:
        """What people call it among its neighbours: the township, the place, or the title."""
        return self.place.township or self.place.name or self.title


@dataclass(frozen=True, slots=True)
class County:
    """Lists that are shown together: the newest of each place, and older editions."""

    name: str
    newest: tuple[Listed, ...]
    older: tuple[Listed, ...]


def counties(lists: Sequence[Listed]) -> tuple[County, ...]:
    """Return the lists by county, that of the most places first; all together where no county has two places.

    A list that strayed in from elsewhere comes last; counties of one name are told apart by their
    addresses. Lists of different counties are compared only if there is nothing nearer to
    compare with.
    """
    by_county: dict[Place, list[Listed]] = {}
    for one in lists:
        by_county.setdefault(one.county, []).append(one)
    names = spoken((place.above, place) for place in by_county)
    made = [
        _county(names[place.above] or place.above, members) for place, members in by_county.items()
    ]
    if len(made) > 1 and all(len(one.newest) < 2 for one in made):
        return (_county("", lists),)
    return tuple(sorted(made, key=lambda one: -len(one.newest)))


def twins(newest: Sequence[Listed]) -> dict[str, str]:
    """Return lists of a place that has another of the same month: id → id of the first of them."""
    first: dict[tuple[Place, str], str] = {}
    named = [one for one in newest if one.place.name]
    found = {one.id: first.setdefault((one.place, one.issued), one.id) for one in named}
    several = Counter(found.values())
    return {id: of for id, of in found.items() if several[of] > 1}


def _county(name: str, members: Sequence[Listed]) -> County:
    entries = [Meant(one.id, one.place, one.issued) for one in members]
    kept = {entry.id for entry in latest(entries)}
    newest = tuple(one for one in members if one.id in kept)
    older = tuple(one for one in members if one.id not in kept)
    return County(name, newest, older)


def editions(county: County) -> dict[str, tuple[Listed, ...]]:
    """Return the editions of each place that has several: id of the newest → oldest first.

    Editions of one month, and those that say no month, follow nobody: they are no row of editions.
    """
    found: dict[str, tuple[Listed, ...]] = {}
    for one in county.newest:
        dated = [older for older in county.older if older.place == one.place and older.issued]
        beside = [other for other in county.newest if other.place == one.place]
        months = [other.issued for other in (*dated, *beside)]
        if one.issued and one.place.name and dated and len(set(months)) == len(months):
            found[one.id] = (*sorted(dated, key=lambda older: older.issued), one)
    return found
