"""What a reader sees of an answer: the names of things in place of their IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeAlias

from kg.edition import Place, spoken
from kg.edition import owners as tell_apart
from kg.graph.sparql import with_prefixes
from kg.graph.store import Store
from kg.rdf.iris import duty_of, list_id, list_of, position_of
from kg.table import POSITION, Table
from kg.vocab import DCT, DUTY, RDFS, SKOS

Told: TypeAlias = tuple[str, Place, str]
"""A list: its IRI, place and month of issue."""
IRI = re.compile(r'https?://[^\s<>"{}|\\^`]+')
_BATCH = 500
_HERE = "?here"
_LABELS = (RDFS.label, SKOS.prefLabel, DCT.title, DUTY.rule)
"""The terms that name a thing, the first that it has."""


def plain(table: Table) -> Table:
    """Return the table without its ``evidence`` column, which is for :mod:`kg.asking.evidence`."""
    kept = [index for index, column in enumerate(table.columns) if column.name != "evidence"]
    if len(kept) == len(table.columns):
        return table
    columns = tuple(table.columns[i] for i in kept)
    return replace(
        table, columns=columns, rows=tuple(tuple(row[i] for i in kept) for row in table.rows)
    )


def labelled(store: Store, table: Table, whole: Store | None = None) -> Table:
    """Return the table with the Chinese label of every IRI in its place (an IRI without one stays).

    Where the store holds several lists, a duty's label says whose it is: 坎尔孜乡 配合 42, or
    奇台县坎尔孜乡 配合 42 beside lists of another county.
    A cell of several duties names each place once. A step is called by the number that is printed;
    ``position`` says which of its cell it is.

    Parameters
    ----------
    whole : Store, optional
        Of which ``store`` is a part: an answer on changes names duties of other editions.
    """
    iris = {iri for named in _named(table).values() for iri in named}
    here = _lists(store)
    if whole is not None and needs_others(iris, {row[0] for row in here}):
        store, here = whole, _lists(whole)
    return called(table, labels_of(store, iris), here)


def _named(table: Table) -> dict[str, list[str]]:
    """Return the cells that are IRIs, and which."""
    texts = {cell for row in table.rows for cell in row if isinstance(cell, str)}
    split = ((text, _iris(text)) for text in texts if text.startswith("http"))
    return {text: iris for text, iris in split if iris}


def called(table: Table, known: Mapping[str, str], lists: Sequence[Told]) -> Table:
    """Return the table with what ``known`` calls its IRIs in their place, as :func:`labelled` does."""
    owned = _told_apart(lists)
    shown = {text: _shown(iris, known, owned) for text, iris in _named(table).items()}
    placed = _placed(table)
    rows = tuple(tuple(shown.get(str(v), v) for v in row) for row in placed.rows)
    return replace(placed, rows=rows)


def _placed(table: Table) -> Table:
    """Return the table with the position of its steps beside them, if it has any."""
    of_step = next((name for name in ("step", "place") if _are_steps(table, name)), "")
    return table.beside(of_step, POSITION, position_of)


def _are_steps(table: Table, name: str) -> bool:
    """Whether a column has steps; the place of a quotation is a text."""
    named = name in [column.name for column in table.columns]
    return named and any(position_of(value) for value in table.column(name))


def needs_others(iris: AbstractSet[str], here: AbstractSet[str]) -> bool:
    """Tell whether only all lists together say what a part calls IRIs: of others, or its only list."""
    others = {list_of(iri) for iri in iris} - here - {""}
    return bool(others) or (len(here) == 1 and not here.isdisjoint(iris))


def _iris(cell: str) -> list[str]:
    """Return the IRIs of a cell that holds nothing else: one, or several duties in order."""
    words = cell.split(" ")
    if not all(map(IRI.fullmatch, words)):
        return []
    names = {iri: name for iri in words if (name := duty_of(iri)) is not None}
    if len(words) > 1:
        return sorted(names, key=lambda iri: names[iri].order)
    return words


def _shown(iris: Sequence[str], known: Mapping[str, str], owned: Mapping[str, str]) -> str:
    """Return IRIs as a reader calls them; a place is named before the first of its duties."""
    said, before = [], ""
    for iri in iris:
        owner = owned.get(list_of(iri), "")
        label = known.get(iri, iri)
        if iri in owned:
            said.append(owner)
        elif owner and owner != before and iri in known:
            said.append(f"{owner} {label}")
        else:
            said.append(label)
        before = owner
    return "、".join(said)


def owners(store: Store) -> dict[str, str]:
    """Return what tells the lists of a store apart: list's IRI → place, with the edition where one has several.

    It is empty where the store holds one list only: then nothing needs to be told apart.
    """
    return _told_apart(_lists(store))


def _lists(store: Store) -> list[Told]:
    found = store.select(
        with_prefixes(
            "SELECT ?list ?place ?issued ?first ?above ?top WHERE { ?list a duty:DutyList "
            "OPTIONAL { ?list duty:place ?township . ?township rdfs:label ?place "
            "OPTIONAL { ?township duty:within ?within . ?within rdfs:label ?first "
            "OPTIONAL { ?within duty:within ?second . ?second rdfs:label ?above "
            "OPTIONAL { ?second duty:within ?third . ?third rdfs:label ?top } } } } "
            "OPTIONAL { ?list dct:issued ?issued } } ORDER BY ?list"
        )
    )
    rows = ([term[0] if term else "" for term in row] for row in found.rows)
    return [(iri, _place(name, *above), issued) for iri, name, issued, *above in rows]


def _place(name: str, first: str, above: str, top: str) -> Place:
    """Return a place by its name (奇台县坎尔孜乡) and what it lies in, the nearest first.

    >>> _place("奇台县坎尔孜乡", "奇台县", "昌吉回族自治州", "").township
    '坎尔孜乡'
    """
    if not name.startswith(first):  # no county: what it lies in is above
        return Place(above, first, "", name)
    return Place(top, above, first, name.removeprefix(first))


def _told_apart(lists: Sequence[Told]) -> dict[str, str]:
    places = spoken((list, place) for list, place, _ in lists)
    named = tell_apart((list, places[list], issued) for list, _, issued in lists)
    return {list: list_id(name) if name == list else name for list, name in named.items()}


def labels_of(store: Store, iris: set[str]) -> dict[str, str]:
    """Return the Chinese labels of those of ``iris`` that have one; a finding is called by its rule."""
    chinese = "FILTER(LANG(?label) = 'zh' || LANG(?label) = '')"
    first, *others = (
        _LABELS  # nearly all have the first: the others are asked of the few that lack it
    )
    labels: dict[str, str] = {}
    for iri, label in about(store, "?x ?label", f"?x <{first}> ?label {chinese}", iris):
        labels.setdefault(iri, label)
    ranks: dict[str, int] = {term: rank for rank, term in enumerate(others)}
    # VALUES (?term ?rank) in place of the filter would have a store try every term of every thing.
    terms = ", ".join(f"<{term}>" for term in ranks)
    pattern = f"?x ?term ?label FILTER(?term IN ({terms})) {chinese}"
    found: dict[str, tuple[int, str]] = {}
    for iri, term, label in about(store, "?x ?term ?label", pattern, iris - labels.keys()):
        found[iri] = min(found.get(iri, (len(ranks), "")), (ranks.get(term, len(ranks)), label))
    return labels | {iri: label for iri, (_, label) in found.items()}


def kinds_of(store: Store, iris: set[str]) -> dict[str, str]:
    """Return the Chinese name of the most special class of each of ``iris``."""
    names = {
        DUTY.BasicDuty: "基本", DUTY.CooperativeDuty: "配合", DUTY.RecalledDuty: "收回", DUTY.Department: "部门",
        DUTY.Township: "乡镇", DUTY.SuperiorStep: "上级部门步骤", DUTY.TownshipStep: "乡镇步骤", DUTY.Finding: "发现",
        DUTY.ExternalActor: "其他执行者", DUTY.OpenClass: "部门（开放类）", SKOS.Concept: "概念",
    }  # fmt: skip
    classes = ", ".join(f"<{iri}>" for iri in names)
    found = about(store, "?x ?t", f"?x a ?t FILTER(?t IN ({classes}))", iris)
    return {iri: names[type] for iri, type in found if type in names}


def about(store: Store, variables: str, pattern: str, iris: Iterable[str]) -> list[tuple[str, ...]]:
    """Run one pattern about ``?x`` for many IRIs, in batches; only complete rows come back, sorted.

    Here they are sorted in half the time that a store takes for it.
    """
    found: list[tuple[str, ...]] = []
    every = sorted(iri for iri in iris if IRI.fullmatch(iri))
    # what needs prefixes is the pattern: the IRIs are put in afterwards
    before, after = with_prefixes(f"SELECT {variables} WHERE {{ {_HERE} {pattern} }}").split(_HERE)
    for start in range(0, len(every), _BATCH):
        terms = " ".join(f"<{iri}>" for iri in every[start : start + _BATCH])
        rows = store.select(f"{before}VALUES ?x {{ {terms} }}{after}").rows
        found += [tuple(term[0] for term in row if term) for row in rows if all(row)]
    return sorted(found)
