"""The IRIs of one list's data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.edition import Place
from kg.rdf.iris.graphs import findings_of
from kg.rdf.iris.parts import BASE, digest, segment, shared_in

if TYPE_CHECKING:
    from kg.model import Duty, Mark, Organization, Step


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of one list's data under ``base``."""

    list_id: str
    place: Place
    base: str = BASE

    @property
    def list(self) -> str:
        """The list, which is also its named graph."""
        return f"{self.base}list/{segment(self.list_id)}"

    @property
    def shared(self) -> str:
        """The named graph of organisations and schemes."""
        return shared_in(self.base)

    @property
    def findings(self) -> str:
        """The named graph of what was derived from the list."""
        return findings_of(self.list)

    def table(self, number: int) -> str:
        """Return the head of the document's ``number``-th table."""
        return f"{self.list}/table/{number}"

    def duty(self, key: str) -> str:
        """Return a duty's version in this list; ``key`` is :attr:`kg.model.Duty.key`."""
        return f"{self.list}/{key}"

    def stable(self, duty: Duty) -> str:
        """Return the duty that stays the same under renumbering: place, list and title."""
        place = digest(
            self.place.region, self.place.prefecture, self.place.county, self.place.township
        )
        return f"{self.base}duty/{place}/{duty.kind}/{digest(duty.title)}"

    def step(self, duty: Duty, step: Step) -> str:
        """Return a step: its place among the steps of its side."""
        return f"{self.duty(duty.key)}/{step.side}/{step.position}"

    def mention(self, of: str, position: int) -> str:
        """Return the mention at a place (1-based) among those of a step or of a duty's column, whose IRI is ``of``."""
        return f"{of}/mention/{position}"

    def mark(self, of: str, mark: Mark) -> str:
        """Return a mark of a step or of a duty's title, whose IRI is ``of``."""
        return f"{of}/{mark.scheme}/{mark.span.start}-{mark.span.end}-{mark.concept}"

    @property
    def township(self) -> str:
        """The township itself, as a body: it outlives every edition of its list."""
        return f"{self.base}township/{digest(self.jurisdiction(self.place.county), self.place.township)}"

    @property
    def series(self) -> str:
        """The township's lists, edition after edition, as one series."""
        return f"{self.township}/lists"

    def jurisdiction(self, name: str) -> str:
        """Return a jurisdiction of this place (short or full name), named by the whole path above it."""
        from kg.names.jurisdiction import short_name  # reading a graph needs none of it

        path = [self.place.region, self.place.prefecture, self.place.county]
        for depth, full in enumerate(path):
            if full and name in (full, short_name(full)):
                return f"{self.base}jurisdiction/{digest(*path[: depth + 1])}"
        return f"{self.base}jurisdiction/{digest(name)}"

    def organization(self, organization: Organization) -> str:
        """Return an organisation: its jurisdiction and its function, or the words it is printed with."""
        return _organization(self, organization)


@lru_cache(maxsize=4096)
def _organization(names: Iris, organization: Organization) -> str:
    """Mint the IRI of an organisation; a list names the same hundred some thousand times."""
    if organization.kind == "township":
        home = names.jurisdiction(organization.jurisdiction)
        return f"{names.base}township/{digest(home, organization.function)}"
    if not organization.jurisdiction:
        return f"{names.base}organization/{digest(organization.kind, organization.function)}"
    home = names.jurisdiction(organization.jurisdiction)
    return f"{names.base}organization/{digest(home, organization.function)}"
