"""Duty lists as a network: records in, one typed NetworkX graph and its projections out.

Nodes and edge keys bear the names of the ontology, so that what is counted here can be asked again
in SPARQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.edition import spoken
from kg.errors import StoreError
from kg.graph.dataset import lists, read_list
from kg.graph.store import Store
from kg.matters import MATTER, thesaurus
from kg.model import LIST_KINDS, Duty, DutyList, Mention, Organization, Step, owners
from kg.names import load
from kg.rdf.classes import ROLE_OF_DUTY, ROLES_OF_STEP
from kg.rdf.iris import BASE, Iris, base_of, category, position_of
from kg.table import POSITION, Table, Value
from kg.vocab import NS

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Entry:
    """A duty where it stands: in one list, under one IRI."""

    iri: str
    duty: Duty
    list: DutyList
    names: Iris
    known: dict[Organization, str] = field(repr=False, compare=False, hash=False)

    def step(self, step: Step) -> str:
        """Return the IRI of one of its steps."""
        return self.names.step(self.duty, step)

    def organization(self, mention: Mention) -> str:
        """Return the IRI of the organisation that one of its mentions names."""
        organization = mention.organization
        iri = self.known.get(organization)
        if iri is None:
            iri = self.known[organization] = self.names.organization(organization)
        return iri

    def mention(self, mention: Mention, step: Step | None = None) -> str:
        """Return the IRI of a mention of the duty's column, or of a step."""
        among = self.duty.declared if step is None else step.participants
        at = next(place for place, other in enumerate(among, 1) if other is mention)
        return self.names.mention(self.iri if step is None else self.step(step), at)


class Network:
    """The duties of one or many lists, and what ties them together.

    Parameters
    ----------
    lists : sequence of DutyList
        A duty is met in the order of the lists' identifiers, then basic, cooperative, recalled,
        then as printed.
    base : str
        What the IRIs begin with.

    Examples
    --------
    >>> Network([]).graph.number_of_nodes()
    0
    """

    def __init__(self, lists: Sequence[DutyList], base: str = BASE) -> None:
        self.lists = tuple(sorted(lists, key=lambda one: one.id))
        self.base = base

    @classmethod
    def of(cls, *lists: DutyList, base: str = BASE) -> Network:
        """Return the network of some lists."""
        return cls(lists, base)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every duty, in order."""
        found = []
        for one in self.lists:
            names, known = Iris(one.id, one.place, self.base), dict[Organization, str]()
            ordered = sorted(one.duties, key=lambda d: LIST_KINDS.index(d.kind))
            found += [Entry(names.duty(duty.key), duty, one, names, known) for duty in ordered]
        return tuple(found)

    def of_kind(self, *kinds: str) -> tuple[Entry, ...]:
        """Return the entries of some of the three lists."""
        return tuple(entry for entry in self.entries if entry.duty.kind in kinds)

    def label(self, entry: Entry) -> str:
        """Return what a reader calls a duty: ``配合 42``, with its place in front where there are several lists."""
        owner = self.owners.get(entry.list.id, "")
        return f"{owner} {entry.duty.label}" if owner else entry.duty.label

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """List's id → what tells it from the others (:func:`kg.model.owners`); empty for one list."""
        named = spoken((one.id, one.place) for one in self.lists)
        return owners((one.id, named[one.id], one.issued) for one in self.lists)

    @cached_property
    def departments(self) -> Mapping[str, Organization]:
        """The departments of the lists (:attr:`DutyList.departments`): IRI → organisation, by name."""
        found: dict[str, Organization] = {}
        for entry in self.entries:
            for mention in (*entry.duty.declared_departments, *entry.duty.acting_departments):
                found.setdefault(entry.organization(mention), mention.organization)
        return dict(sorted(found.items(), key=lambda pair: (pair[1].name, pair[0])))

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """IRI → Chinese name, of duties, steps and organisations."""
        found: dict[str, str] = {}
        for entry in self.entries:
            name = found[entry.iri] = self.label(entry)
            for mention in entry.duty.declared:
                found[entry.organization(mention)] = mention.name
            for step in entry.duty.steps:
                found[entry.step(step)] = f"{name} {entry.duty.step_name(step)}"
                for mention in step.participants:
                    found[entry.organization(mention)] = mention.name
        return found

    def labelled(self, table: Table) -> Table:
        """Return a table with the name of every IRI in its place, and the position of each step."""

        def name(value: Value) -> Value:
            return self.labels.get(value, value) if isinstance(value, str) else value

        placed = table.beside("step", POSITION, position_of)
        return replace(placed, rows=tuple(tuple(map(name, row)) for row in placed.rows))

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """Everything, typed: nodes carry ``kind`` and ``label``, edges are keyed by the ontology's term.

        Kinds of nodes: basic, cooperative, recalled (duties); superior, township (steps);
        department, place, class, external (organisations); category, matter. An edge's ``evidence``
        is the IRI, or several with a space between, of the step, duty, mark or mention that says
        it. O(steps + mentions + marks).
        """
        import networkx as nx

        nodes: dict[str, dict[str, str | int]] = {}
        edges: dict[tuple[str, str, str], dict[str, None]] = {}
        for entry in self.entries:
            for node, attributes in _nodes(self, entry):
                nodes.setdefault(node, attributes)
            for source, target, key, evidence in _edges(entry):
                edges.setdefault((source, target, key), {})[evidence] = None
        graph = nx.MultiDiGraph()
        graph.add_nodes_from(nodes.items())
        graph.add_edges_from(
            (*edge, {"evidence": " ".join(evidence)}) for edge, evidence in edges.items()
        )
        return graph

    @cached_property
    def duties_of(self) -> Mapping[str, tuple[Entry, ...]]:
        """Department's IRI → the duties of whose column it is part: cooperative duties declared, recalled ones received."""
        found: dict[str, list[Entry]] = {iri: [] for iri in self.departments}
        for entry in self.entries:
            for mention in entry.duty.declared_departments:
                found[entry.organization(mention)].append(entry)
        return {iri: tuple(entries) for iri, entries in found.items()}

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Two departments → the duties (IRIs) both are declared for, all by name.

        A pair for each two names of a cell: it costs what the cells cost, no square of anything.
        """
        order = {iri: place for place, iri in enumerate(self.departments)}
        pairs: dict[tuple[str, str], list[str]] = {}
        for entry in self.entries:
            for pair in entry.duty.pairs:
                one, other = sorted(map(entry.organization, pair), key=order.__getitem__)
                pairs.setdefault((one, other), []).append(entry.iri)
        by_name = sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))
        return {pair: tuple(pairs[pair]) for pair in by_name}

    @cached_property
    def shared(self) -> nx.Graph:
        """:attr:`pairs` as a graph of all departments; ``weight`` is a pair's number of duties."""
        import networkx as nx

        graph = nx.Graph()
        for iri, organization in self.departments.items():
            graph.add_node(iri, kind="department", label=organization.name)
        for (one, other), duties in self.pairs.items():
            graph.add_edge(one, other, weight=len(duties), duties=duties)
        return graph

    @cached_property
    def matters(self) -> nx.Graph:
        """The duties and the matters that their titles name; an edge's ``words`` are the words that name it."""
        import networkx as nx

        graph = nx.Graph()
        words: dict[tuple[str, str], dict[str, None]] = {}
        for entry in self.entries:
            graph.add_node(entry.iri, kind=entry.duty.kind, label=self.label(entry))
            for mark in entry.duty.marks:
                if mark.scheme == "matter":
                    matter = MATTER + mark.concept
                    graph.add_node(matter, **_matter(matter))
                    words.setdefault((entry.iri, matter), {})[mark.word] = None
        for (duty, matter), found in words.items():
            graph.add_edge(duty, matter, words=" ".join(found))
        return graph


def read(store: Store, name: str | None = None) -> Network:
    """Return the network of all lists of a store, or of the one that is named.

    Raises
    ------
    StoreError, UnknownName
        If the store holds no list, or not that one.
    """
    known = lists(store)
    if not known:
        raise StoreError(
            "图谱中没有清单",
            "holds no list",
            where=store.location,
            cure=("请运行 kg build", "run kg build"),
        )
    wanted = [name] if name is not None else list(known)
    records = [read_list(store, one) for one in wanted]
    return Network(records, base_of(known[wanted[0]]))


def _nodes(network: Network, entry: Entry) -> Iterator[tuple[str, dict[str, str | int]]]:
    duty = entry.duty
    about_duty: dict[str, str | int] = {
        "kind": duty.kind,
        "label": network.label(entry),
        "title": duty.title,
        "number": duty.number or 0,
        "category": duty.category,
        "list": entry.list.id,
    }
    yield entry.iri, about_duty
    if duty.category:
        yield _category(duty.category), {"kind": "category", "label": duty.category}
    for step in duty.steps:
        iri, list_id = entry.step(step), entry.list.id
        label = network.labels[iri]
        yield iri, {"kind": step.side, "label": label, "text": step.text, "list": list_id}
    for mention in duty.mentions:
        kind = "place" if mention.organization.kind == "township" else mention.organization.kind
        yield entry.organization(mention), {"kind": kind, "label": mention.name}
    for mark in duty.all_marks:
        if mark.scheme == "matter":
            yield MATTER + mark.concept, _matter(MATTER + mark.concept)


def _edges(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    """Yield source, target, term and evidence of every edge that starts at a duty or at one of its steps."""
    duty = entry.duty
    if duty.category:
        yield entry.iri, _category(duty.category), "category", entry.iri
    for place, mention in enumerate(duty.declared, 1):
        term = ROLE_OF_DUTY[mention.role].removeprefix(NS)
        yield entry.iri, entry.organization(mention), term, entry.names.mention(entry.iri, place)
    for source, marks in (
        (entry.iri, duty.marks),
        *((entry.step(step), step.marks) for step in duty.steps),
    ):
        for mark in marks:
            if mark.scheme == "matter":
                yield source, MATTER + mark.concept, "matter", entry.names.mark(source, mark)
    for step in duty.steps:
        iri = entry.step(step)
        yield iri, entry.iri, "stepOf", iri
        for place, mention in enumerate(step.participants, 1):
            for term in ROLES_OF_STEP[mention.role]:
                evidence = entry.names.mention(iri, place)
                yield iri, entry.organization(mention), term.removeprefix(NS), evidence


@cache
def _category(name: str) -> str:
    return category(name, load())


@cache
def _matter(iri: str) -> dict[str, str | int]:
    matter = thesaurus().matters.get(iri)
    return {"kind": "matter", "label": matter.zh if matter else iri.rpartition("/")[2]}
