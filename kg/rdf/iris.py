"""IRIs: ASCII, no blank nodes, no time and no machine in them (docs/decisions/0002-iris.md).

A thing the document numbers is named by its number (``…/list/<id>/cooperative/42``); a thing it
names in Chinese by a hash of the name; a concept of ours by its English identifier. A duty has two
IRIs: its version in one list, and the stable one that survives renumbering.

Every IRI is minted here and taken apart here: :class:`Iris` makes those of one list, :func:`duty_of` and
:func:`list_of` read them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kg.edition import KIND_ZH, LIST_KINDS, ListKind, Place
from kg.vocab import ONTOLOGY

if TYPE_CHECKING:
    from kg.model import Duty, Mark, Organization, Step
    from kg.names import Spellings

BASE = ONTOLOGY + "/"
"""Default base of all data; set another with ``kg build --base``."""

_SPACE = re.compile(r"\s+")
_IN_LIST = r"(?P<list>(?P<base>.*?[/#])list/(?P<name>[^/]+))"
_LIST = rf"{_IN_LIST}(?=/|$)"
_IN_DUTY = rf"{_IN_LIST}/(?P<kind>{'|'.join(LIST_KINDS)})/(?P<mark>\d+|@\d+)"
_DUTY = rf"{_IN_DUTY}(?=/|$)"
_STEP = rf"{_IN_DUTY}/(?P<side>superior|township)/(?P<position>\d+)(?=/|$)"
# Compiled where they are first used: a question needs one of them.
#: How the name of a list begins that is written in punycode, as in a domain's name.
_PUNYCODE = "xn--"


def based(base: str) -> str:
    """Return ``base`` with the slash at its end that keeps names and base apart.

    >>> based("https://example.org/kg"), based("https://example.org/kg#")
    ('https://example.org/kg/', 'https://example.org/kg#')
    """
    return base if base.endswith(("/", "#")) else f"{base}/"


def digest(*parts: str) -> str:
    """Return 12 hexadecimal digits that stand for ``parts``, white space aside.

    >>> digest("奇台县", "公安局")
    'c1c3c54203d0'
    """
    import hashlib

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


@cache
def segment(list_id: str) -> str:
    """Return a list's id as a part of an IRI: ASCII, and readable again by :func:`list_id`.

    An ASCII id stays as it is, but for characters that no IRI may hold; any other is written in
    punycode.

    >>> segment("kanerzi-2025-07"), segment("青石镇-2025")
    ('kanerzi-2025-07', 'xn---2025-e13mm65nrod')
    """
    if list_id.isascii() and not list_id.startswith(_PUNYCODE):
        return quote(list_id, safe="")
    return _PUNYCODE + quote(list_id.encode("punycode").decode("ascii"), safe="")


def list_id(iri: str) -> str:
    """Return the id of the list that an IRI names or lies in; empty if it lies in none.

    >>> list_id("https://w3id.org/duties/list/xn---2025-e13mm65nrod/basic/3")
    '青石镇-2025'
    """
    found = re.match(_LIST, iri)
    if found is None:
        return ""
    name = unquote(found["name"])
    if not name.startswith(_PUNYCODE):
        return name
    return name.removeprefix(_PUNYCODE).encode().decode("punycode")


def list_of(iri: str) -> str:
    """Return the IRI of the list that an IRI names or lies in; empty if it lies in none.

    >>> list_of("https://w3id.org/duties/list/x/basic/3/cell/1")
    'https://w3id.org/duties/list/x'
    """
    found = re.match(_LIST, iri)
    return found["list"] if found else ""


def shared_graph(iri: str) -> str:
    """Return the named graph of organisations and schemes that goes with the list an IRI names or lies in."""
    return f"{base_of(iri)}graph/organizations"


def graphs_of(lists: Iterable[str]) -> list[str]:
    """Return the named graphs in which lists (IRIs) are described: their own, what was derived from them, what they share."""
    every = list(lists)
    found = [graph for iri in every for graph in (iri, findings_of(iri))]
    for base in dict.fromkeys(map(base_of, every)):
        found += [f"{base}graph/organizations", thesaurus_graph(base)]
        found += [adjustments_graph(base), differences_graph(base)]
    return found


def adjustments_graph(base: str) -> str:
    """Return the named graph of what changed from edition to edition of the lists of a store."""
    return f"{base}graph/adjustments"


def differences_graph(base: str) -> str:
    """Return the named graph of what the townships of a store share and in what they differ."""
    return f"{base}graph/differences"


def thesaurus_graph(base: str) -> str:
    """Return the named graph of the matters, which all lists of a store share."""
    return f"{base}graph/matters"


def base_of(iri: str) -> str:
    """Return the base under which the IRI of a list, or of anything in it, was minted."""
    found = re.match(_LIST, iri)
    return found["base"] if found else BASE


def text_of(iri: str) -> str:
    """Return the IRI of the step, or else of the duty, in which a thing stands (a mention, a mark, itself).

    It is empty for a thing that stands in neither.

    >>> text_of("https://w3id.org/duties/list/x/basic/3/matter/0-2-water")
    'https://w3id.org/duties/list/x/basic/3'
    """
    found = re.match(_STEP, iri) or re.match(_DUTY, iri)
    return found[0] if found else ""


def side_of(iri: str) -> str:
    """Return the side (``superior``, ``township``) of the step in which a thing stands; empty if it is in none."""
    found = re.match(_STEP, iri)
    return found["side"] if found else ""


def position_of(iri: object) -> int | None:
    """Return the position in its cell of the step that an IRI names or lies in; None for anything else.

    >>> position_of("https://w3id.org/duties/list/x/cooperative/29/township/7")
    7
    """
    found = re.match(_STEP, iri) if isinstance(iri, str) else None
    return int(found["position"]) if found else None


def concept_of(iri: str) -> tuple[str, str]:
    """Return scheme and id of a concept's IRI: the two parts that :func:`concept` was given."""
    scheme, _, id = iri.rpartition("/")
    return scheme.rpartition("/")[2], id


@dataclass(frozen=True, slots=True)
class DutyName:
    """What the IRI of a duty says: its list's IRI, its kind, and its mark (the number, or ``@`` and the row)."""

    list: str
    kind: ListKind
    mark: str

    @property
    def iri(self) -> str:
        """The duty's IRI."""
        return f"{self.list}/{self.key}"

    @property
    def key(self) -> str:
        """Identify the duty inside its list: :attr:`kg.model.Duty.key`."""
        return f"{self.kind}/{self.mark}"

    @property
    def label(self) -> str:
        """What a reader calls it: ``配合 42``."""
        return f"{KIND_ZH[self.kind]} {self.mark}"

    @property
    def code(self) -> str:
        """Shortest ASCII name: :attr:`kg.model.Duty.code`."""
        return f"{self.kind[0].upper()}{self.mark}"

    @property
    def order(self) -> tuple[str, int, bool, int]:
        """Where it comes among other duties: by list, kind and number; those that only their row names come last."""
        return (
            self.list,
            LIST_KINDS.index(self.kind),
            self.mark.startswith("@"),
            int(self.mark.lstrip("@")),
        )


@cache
def duty_of(iri: str) -> DutyName | None:
    """Return what the IRI of a duty, or of anything in it (a step, a mention, a cell), says; None if it is of no duty.

    >>> duty_of("https://w3id.org/duties/list/x/cooperative/@7/superior/3")
    DutyName(list='https://w3id.org/duties/list/x', kind='cooperative', mark='@7')
    """
    found = re.match(_DUTY, iri)
    if found is None:
        return None
    kind = next(kind for kind in LIST_KINDS if kind == found["kind"])
    return DutyName(found["list"], kind, found["mark"])


def key(iri: str) -> str:
    """Return the key of the duty of an IRI inside its list (``cooperative/42``); empty for an IRI of no duty."""
    name = duty_of(iri)
    return name.key if name else ""


def label(iri: str, owners: Mapping[str, str] | None = None) -> str:
    """Return what a reader calls the duty of an IRI; an IRI of no duty stays.

    Parameters
    ----------
    owners : mapping, optional
        List's IRI → whose it is. Give it where there are several lists: the name then goes before
        the label.

    >>> label("https://w3id.org/duties/list/x/cooperative/42")
    '配合 42'
    """
    return labels([iri], owners)


def labels(iris: Iterable[str], owners: Mapping[str, str] | None = None) -> str:
    """Return what a reader calls several duties: ``配合 42、基本 3``; see :func:`label`.

    A list's name stands before the first of its duties, and again where another list's stood
    between.
    """
    said, before = [], ""
    for iri in iris:
        name = duty_of(iri)
        text = name.label if name else iri
        owner = owners.get(name.list, "") if name and owners else ""
        said.append(f"{owner} {text}" if owner and owner != before else text)
        before = owner
    return "、".join(said)


def findings_of(list_iri: str) -> str:
    """Return the named graph of what was derived from one list."""
    return f"{list_iri}/findings"


def findings_between(base: str) -> str:
    """Return the named graph of what was derived from several lists at once."""
    return f"{base}findings"


def finding(id: str, duties: Iterable[str]) -> str:
    """Return the IRI of a finding about ``duties`` (IRIs): it lies with their list, or, of several lists, apart."""
    every = list(duties)
    lists = {list_of(iri) for iri in every}
    graph = (
        findings_of(lists.pop())
        if len(lists) == 1
        else findings_between(base_of(every[0]) if every else BASE)
    )
    return f"{graph}/{id}"


def findings_graph(iri: str) -> str:
    """Return the named graph in which a finding lies, by the finding's IRI."""
    return iri.rpartition("/")[0]


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
        return f"{self.base}graph/organizations"

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
