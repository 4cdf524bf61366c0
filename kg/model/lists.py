"""One edition of a township's duty list, and what tells several apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import _html
from kg.model.duties import Duty
from kg.model.kinds import KIND_ZH, LIST_KINDS, ListKind
from kg.model.mentions import Organization


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: canonical ``name`` and the header as ``printed``."""

    name: str
    printed: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of one of the document's tables: title line as printed (empty if none) and its columns."""

    kind: ListKind
    title: str
    line: int
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names of the columns, from left to right."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list holds: names as printed; a level that the document does not name is empty."""

    region: str
    prefecture: str
    county: str
    township: str

    @property
    def name(self) -> str:
        """County and township: 奇台县坎尔孜乡."""
        return self.county + self.township


@dataclass(frozen=True, slots=True, repr=False)
class DutyList:
    """One published version of a township's duty list."""

    id: str
    title: str
    place: Place
    issuer: str
    issued: str
    document: str
    sha256: str
    tables: tuple[TableHead, ...]
    duties: tuple[Duty, ...]

    def of_kind(self, kind: ListKind) -> tuple[Duty, ...]:
        """Return the duties of one of the three lists, in printed order."""
        return tuple(duty for duty in self.duties if duty.kind == kind)

    @property
    def departments(self) -> tuple[Organization, ...]:
        """The departments of the list, by name: those that a column names or that act in a superior step."""
        found: set[Organization] = set()
        for duty in self.duties:
            found |= {
                m.organization for m in (*duty.declared_departments, *duty.acting_departments)
            }
        return tuple(sorted(found, key=lambda body: (body.name, body.jurisdiction)))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of_kind(kind))} {kind}" for kind in LIST_KINDS)
        return f"<DutyList {self.id}: {self.title}, {counts}>"

    def _repr_html_(self) -> str:
        counts = [f"{KIND_ZH[kind]} {kind} {len(self.of_kind(kind))}" for kind in LIST_KINDS]
        return _html.heading(self.title, self.issued, " · ".join(counts))


def owners(lists: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return what tells lists from each other: its place, with the edition where a place has several.

    Parameters
    ----------
    lists : iterable of (id, place, issued)
        ``id`` may be any name of the list that is unique. A list that shares place and edition with another, or has
        no place, is told by ``id``.

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
