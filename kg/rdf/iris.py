"""IRIs: ASCII, no blank nodes, no time and no machine in them (docs/decisions/0002-iris.md).

A thing the document numbers is named by its number (``…/list/<id>/cooperative/42``); a thing it names in Chinese by a
hash of the name; a concept of ours by its English identifier. A duty has two IRIs: its version in one list, and the
stable one that survives renumbering.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from kg.model import Duty, Organization, Place, Step
from kg.names import Spellings
from kg.names.jurisdiction import short_name
from kg.vocab import ONTOLOGY

BASE = ONTOLOGY + "/"
"""Default base of all data; set another with ``kg build --base``."""

_SPACE = re.compile(r"\s+")


def digest(*parts: str) -> str:
    """Return 12 hexadecimal digits that stand for ``parts``, white space aside.

    >>> digest("奇台县", "公安局")
    'c1c3c54203d0'
    """
    joined = "\x1f".join(_SPACE.sub("", part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def concept(scheme: str, id: str) -> str:
    """Return the IRI of a concept of ours: ``…/action/reporting``."""
    return f"{BASE}{scheme}/{id}"


def scheme(name: str) -> str:
    """Return the IRI of a concept scheme."""
    return f"{BASE}scheme/{name}"


def category(name: str, spellings: Spellings) -> str:
    """Return the IRI of a category; one that no file knows is named by its hash."""
    known = spellings.categories.get(name)
    return concept("category", known.id if known else digest(name))


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of one list's data under ``base``."""

    list_id: str
    place: Place
    base: str = BASE

    @property
    def list(self) -> str:
        """The list, which is also its named graph."""
        return f"{self.base}list/{self.list_id}"

    @property
    def shared(self) -> str:
        """The named graph of organisations and schemes."""
        return f"{self.base}graph/organizations"

    @property
    def findings(self) -> str:
        """The named graph of what was derived from the list."""
        return f"{self.list}/findings"

    def table(self, number: int) -> str:
        """Return the head of the document's ``number``-th table."""
        return f"{self.list}/table/{number}"

    def duty(self, key: str) -> str:
        """Return a duty's version in this list; ``key`` is :attr:`kg.model.Duty.key`."""
        return f"{self.list}/{key}"

    def stable(self, duty: Duty) -> str:
        """Return the duty that stays the same under renumbering: place, list and title."""
        place = digest(self.place.region, self.place.prefecture, self.place.county, self.place.township)
        return f"{self.base}duty/{place}/{duty.kind}/{digest(duty.title)}"

    def step(self, duty: Duty, step: Step) -> str:
        """Return a step: its place among the steps of its side."""
        return f"{self.duty(duty.key)}/{step.side}/{step.position}"

    def jurisdiction(self, name: str) -> str:
        """Return a jurisdiction of this place (short or full name), named by the whole path above it."""
        path = [self.place.region, self.place.prefecture, self.place.county]
        for depth, full in enumerate(path):
            if full and name in (full, short_name(full)):
                return f"{self.base}jurisdiction/{digest(*path[: depth + 1])}"
        return f"{self.base}jurisdiction/{digest(name)}"

    def organization(self, organization: Organization) -> str:
        """Return an organisation: its jurisdiction and its function, or the words it is printed with."""
        if organization.kind == "township":
            return (
                f"{self.base}organization/{digest(self.jurisdiction(organization.jurisdiction), organization.function)}"
            )
        if not organization.jurisdiction:
            return f"{self.base}organization/{digest(organization.kind, organization.function)}"
        return f"{self.base}organization/{digest(self.jurisdiction(organization.jurisdiction), organization.function)}"
