"""The neighbourhood: what joins the things of a list, as the graph has it, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.matters import MATTER, thesaurus
from kg.model import Organization
from kg.names import load
from kg.names.schemes import schemes
from kg.rdf import iris as mint
from kg.rdf.iris import Iris
from kg.rdf.links import Link, links
from kg.views.desk import Desk
from kg.views.scene import Json
from kg.views.terms import called, short
from kg.vocab import DUTY, PREFIXES, SKOS

_Place = tuple[str, int]
"""Of which kind a thing is, and its number among those."""
_KINDS: Final = ("duty", "step", "body", "category", "matter", "act")
_Pairs = dict[tuple[str, str, str], dict[tuple[int, int], None]]
"""Term, kind of its subject and of its object → pairs of numbers."""
_IMPLIED: Final = DUTY.stepOf
"""What the script knows from how many steps each duty has."""
_OF_FINDINGS: Final = (DUTY.concerns, DUTY.matter)
"""What the graph says of a finding; the script has it from the findings themselves."""


def part(desk: Desk) -> dict[str, Json]:
    """Return what the neighbourhood is drawn from.

    ``list``, ``findings`` and ``matters`` are the named graphs that hold it, ``terms`` the terms
    with their labels, ``steps`` how many steps each duty has on its two sides, ``links`` by term
    and by kinds of things the pairs of numbers, subject (how far it is from the one before) and
    object in turn. A duty, a category and a finding have the number that they have elsewhere in the
    page; a step is counted through all duties, the superior side of each first; bodies, matters and
    acts are listed here.
    """
    things = _Things(desk)
    packed = _packed(things)
    terms = dict.fromkeys((*(term for term, _, _ in packed), _IMPLIED, *_OF_FINDINGS))
    return {
        "list": things.names.list,
        "findings": things.names.findings,
        "matters": mint.thesaurus_graph(desk.base),
        "prefixes": {"duty": PREFIXES["duty"], "skos": PREFIXES["skos"]},
        "terms": {short(term): list(called(term)) for term in terms},
        "steps": [[len(d.superior_steps), len(d.township_steps)] for d in desk.duties.values()],
        "bodies": things.rows["body"],
        "categories": things.rows["category"],
        "matter": MATTER,
        "concepts": things.rows["matter"],
        "acts": things.rows["act"],
        "links": [_row(*key, found) for key, found in packed.items()],
    }


def _packed(things: _Things) -> _Pairs:
    """Return the links by term and kinds, each pair once, in the order of the list."""
    pairs: _Pairs = {}
    for link in things.links():
        here, there = things.places.get(link.subject), things.places.get(link.object)
        if link.term != _IMPLIED and here is not None and there is not None:
            found = pairs.setdefault((link.term, here[0], there[0]), {})
            found[here[1], there[1]] = None
    return pairs


def _row(term: str, kind: str, other: str, pairs: dict[tuple[int, int], None]) -> Json:
    packed: list[Json] = []
    last = 0
    for subject, object in sorted(pairs):
        packed += [subject - last, object]
        last = subject
    return {"term": short(term), "from": kind, "to": other, "pairs": packed}


class _Things:
    """The things of a list by IRI: of which kind each is, and which number it has."""

    def __init__(self, desk: Desk) -> None:
        self._duties = desk.duty_list
        self.names = Iris(self._duties.id, self._duties.place, desk.base)
        self.places: dict[str, _Place] = {}
        self.rows: dict[str, list[Json]] = {kind: [] for kind in _KINDS}
        for duty in self._duties.duties:
            self._put("duty", self.names.duty(duty.key), None)
            for step in duty.steps:
                self._put("step", self.names.step(duty, step), None)
        for iri, body in self._bodies(desk).items():
            self._put("body", iri, [iri, body.name, body.kind])
        for category in desk.categories:
            iri = mint.category(category.name, load())
            self._put("category", iri, iri)
        for matter in thesaurus().matters.values():
            self._put("matter", matter.iri, [matter.iri.removeprefix(MATTER), matter.zh, matter.en])
        for act in next(one.concepts for one in schemes() if one.name == "action"):
            iri = mint.concept("action", act.id)
            self._put("act", iri, [iri, act.zh, act.en])

    def _put(self, kind: str, iri: str, row: Json) -> None:
        rows = self.rows[kind]
        self.places[iri] = kind, len(rows)
        rows.append(row)

    def _bodies(self, desk: Desk) -> dict[str, Organization]:
        """Return the bodies by IRI: the departments of the page in its order, the township, others."""
        place = self._duties.place
        named: dict[str, Organization] = {}
        for duty in self._duties.duties:
            named |= {mention.name: mention.organization for mention in duty.mentions}
        township = Organization(place.name, place.county, place.township, "township")
        departments = map(named.__getitem__, desk.department)
        every = dict.fromkeys((*departments, township, *named.values()))
        for duty in self._duties.duties:
            every |= dict.fromkeys(mention.organization for mention in duty.mentions)
        return {self.names.organization(body): body for body in every}

    def links(self) -> Iterator[Link]:
        """Yield what the list says, then which matter is part of which."""
        yield from links(self._duties, load(), base=self.names.base)
        for matter in thesaurus().matters.values():
            if matter.broader:
                yield Link(matter.iri, SKOS.broader, matter.broader)
