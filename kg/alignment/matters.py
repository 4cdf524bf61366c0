"""The matters that lists have in common: in which tables, with which departments, who departs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.alignment import peers
from kg.alignment.differences import commonest, declared, one_name
from kg.alignment.homes import homes_of
from kg.alignment.standing import Standing, standing
from kg.matters import Matter, duties_by_matter, thesaurus
from kg.model import LIST_KINDS, Duty, DutyList, ListKind

Kind: TypeAlias = Literal["missing", "own", "table", "departments"]


@dataclass(frozen=True, slots=True)
class Form:
    """A way of having a matter: its tables and departments, and the lists (ids) that have it so.

    ``departments`` are as the first of these lists prints them.
    """

    tables: tuple[ListKind, ...]
    departments: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Departure:
    """Lists that depart from most with a matter; ``ordinary``: as all places of their kind."""

    kind: Kind
    lists: tuple[str, ...]
    ordinary: bool = False


@dataclass(frozen=True, slots=True)
class SharedMatter:
    """A matter that titles of some lists name: list id → the duties about it, in printed order.

    The first of ``forms`` is the commonest; of two as common the one of the first list.
    """

    matter: Matter
    duties: Mapping[str, tuple[Duty, ...]]
    forms: tuple[Form, ...]
    departures: tuple[Departure, ...]
    standing: Standing


def shared_matters(lists: Sequence[DutyList]) -> tuple[SharedMatter, ...]:
    """Return every matter that a title of some list names, by field of government and by name.

    A duty is in each matter that its title names, and in the wider ones: as in the question
    ``matter``. Who lacks a matter is told as of common duties
    (:func:`kg.alignment.peers.presence`); tables are compared with the commonest, departments
    among the lists with these tables. A department is the same if it has the same function,
    however it is called.
    """
    known = thesaurus()
    by_id = {one.id: one for one in lists}
    of: dict[str, dict[str, tuple[Duty, ...]]] = {}
    for one in lists:
        duties = {duty.key: duty for duty in one.duties}
        for iri, keys in duties_by_matter(one).items():
            of.setdefault(iri, {})[one.id] = tuple(duties[key] for key in keys)
    matters = sorted(
        (known.matters[iri] for iri in of), key=lambda one: (known.field(one.iri), one.zh, one.iri)
    )
    return tuple(_shared(one, of[one.iri], by_id) for one in matters)


def _shared(
    matter: Matter, duties: Mapping[str, tuple[Duty, ...]], lists: Mapping[str, DutyList]
) -> SharedMatter:
    tables = {id: _tables(found) for id, found in duties.items()}
    homes = homes_of(lists)
    named = {id: declared(found, homes.get(id)) for id, found in duties.items()}
    alike = one_name(named)
    bodies = {id: frozenset(alike[m.name] for m in found) for id, found in named.items()}
    members: dict[tuple[tuple[ListKind, ...], frozenset[str]], list[str]] = {}
    for id in duties:
        members.setdefault((tables[id], bodies[id]), []).append(id)
    forms = [
        Form(which, tuple(m.name for m in named[ids[0]]), tuple(ids))
        for (which, _), ids in members.items()
    ]
    departures = [
        Departure(one.kind, one.lists, one.ordinary) for one in peers.presence(lists, duties)
    ]
    departures += _departing(tables, bodies)
    return SharedMatter(
        matter,
        duties,
        tuple(sorted(forms, key=lambda form: -len(form.lists))),
        tuple(departures),
        standing(len(duties), len(lists), is_alike=len(forms) == 1),
    )


def _tables(duties: Sequence[Duty]) -> tuple[ListKind, ...]:
    found = {duty.kind for duty in duties}
    return tuple(kind for kind in LIST_KINDS if kind in found)


def _departing(
    tables: Mapping[str, tuple[ListKind, ...]], bodies: Mapping[str, frozenset[str]]
) -> Iterator[Departure]:
    """Yield who has it in other tables than the commonest, who of the others with other bodies."""
    usual = commonest(list(tables.values()), ())
    if others := tuple(id for id, one in tables.items() if one != usual):
        yield Departure("table", others)
    same = {id: bodies[id] for id, one in tables.items() if one == usual}
    named = commonest(list(same.values()), frozenset())
    if others := tuple(id for id, one in same.items() if one != named):
        yield Departure("departments", others)
