"""The duty that a person means: by a reference (配合 42), a number, or words of its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import rdf
from kg.edition import KIND_ZH, ListKind
from kg.errors import AmbiguousName, UnknownName
from kg.graph import dataset
from kg.graph.sparql import with_prefixes
from kg.graph.store import Store
from kg.table import Table, heading

if TYPE_CHECKING:
    from kg.model import Duty, DutyList

_LETTERS: dict[str, ListKind] = {"B": "basic", "C": "cooperative", "R": "recalled"}
_REFERENCE = (
    r"\s*(基本|配合|收回|[BCRbcr]|basic|cooperative|recalled)\s*[/第 ]?\s*(@?\d+)\s*[项条号]?\s*"
)
_DUTIES = """SELECT ?id ?duty ?label ?title WHERE {
  ?duty duty:inList ?list ; a duty:Duty ; rdfs:label ?label ; dct:title ?title ; duty:number ?number .
  ?list dct:identifier ?id . FILTER(LANG(?label) = "zh") %s
} ORDER BY ?id ?duty"""
_LIKE = 0.35
"""How alike words and a title are, 0 to 1, where the title is offered instead."""
_COMPARED = 500
"""Characters of a word that are compared with the titles: comparing a million takes minutes."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A duty that was looked for: its list's identifier, its own IRI, label and title."""

    list: str
    iri: str
    label: str
    title: str

    @property
    def key(self) -> str:
        """The duty's key inside its list: ``cooperative/42``."""
        return rdf.iris.key(self.iri)


def search(store: Store, words: str, list_name: str | None = None) -> list[Hit]:
    """Return the duties that a reference, a number or some words may mean, the surest kind of match alone.

    Words are looked for in the titles; where no title has them, among the names of the matters that
    titles are about.

    Raises
    ------
    UnknownName
        If ``list_name`` is not a list of the store.
    """
    words = words.strip()
    if list_name is not None:
        dataset.known_list(store, dataset.lists(store), list_name)
    list_name = list_name or rdf.iris.list_id(words) or None
    for pattern in _patterns(words):
        found = [hit for hit in _hits(store, pattern) if list_name in (None, hit.list)]
        if found:
            return found
    return []


def find(store: Store, words: str, list_name: str | None = None) -> list[Hit]:
    """Return the duties that :func:`search` finds.

    Raises
    ------
    UnknownName
        If there is none; the message says what is near.
    """
    hits = search(store, words, list_name)
    if not hits:
        raise _nothing(store, words, list_name)
    return hits


def find_duty(store: Store, text: str, list_name: str | None = None) -> tuple[Duty, DutyList]:
    """Return the duty that a reference, a number or some words mean, and its list with this duty alone.

    Raises
    ------
    UnknownName, AmbiguousName
        If none is meant, or several; the message lists those that are near.
    """
    hits = find(store, text, list_name)
    if len(hits) > 1:
        several = len({hit.list for hit in hits}) > 1
        names = dataset.called_in(store) if several else {}
        named = "、".join(
            f"{names.get(hit.list, '')} {hit.label} {hit.title}".strip() for hit in hits[:6]
        )
        more = "…" if len(hits) > 6 else ""
        raise AmbiguousName(
            f"“{text}” 可指 {len(hits)} 个事项",
            f'"{text}" could mean {len(hits)} duties',
            cure=named + more,
        )
    duty = hits[0].iri
    duties = rdf.read_duty(
        dataset.asker(dataset.whole(store)),
        rdf.iris.list_of(duty),
        rdf.iris.shared_graph(duty),
        duty,
    )
    return duties.duties[0], duties


def reference(text: str) -> str:
    """Return the key of the duty a reference means.

    >>> reference("配合 42"), reference("C42"), reference("收回第3项"), reference("基本 @7")
    ('cooperative/42', 'cooperative/42', 'recalled/3', 'basic/@7')
    """
    if match := re.fullmatch(_REFERENCE, text):
        words: dict[str, ListKind] = {zh: kind for kind, zh in KIND_ZH.items()}
        kind = words.get(match[1]) or _LETTERS.get(match[1].upper()) or match[1]
        return f"{kind}/{match[2]}"
    if name := rdf.iris.duty_of(text):
        return name.key
    raise UnknownName(
        f"“{text}” 不是事项的名称", f'"{text}" names no duty',
        cure=("请写 “配合 42”、“基本 3”、“收回 7”、C42 或 IRI", 'write "配合 42", "基本 3", "收回 7", C42, or an IRI'),
    )  # fmt: skip


def hits_table(hits: list[Hit], called: Mapping[str, str]) -> Table:
    """Return duties that were looked for as a table, with what their list is called where there are several."""
    several = len({hit.list for hit in hits}) > 1
    headings = [heading("duty"), heading("title")]
    if several:
        headings.insert(0, heading("list"))
    rows = [(called.get(hit.list, hit.list), hit.label, hit.title)[not several :] for hit in hits]
    return Table("事项", "Duties", tuple(headings), tuple(rows))


def _patterns(words: str) -> Iterator[str]:
    """Yield what to ask of ?duty, ?number and ?title, the surest first."""
    if words.isdecimal():
        yield f"FILTER(?number = {int(words)})"
        return
    try:
        yield f'FILTER(STRENDS(STR(?duty), "/{reference(words)}"))'
    except UnknownName:
        literal = _literal(words)
        if words:
            yield f"FILTER(CONTAINS(?title, {literal}))"
            yield (
                "?duty duty:matter ?matter . { ?matter skos:prefLabel ?name } UNION { ?matter skos:altLabel ?name } "
                f"FILTER(STR(?name) = {literal})"
            )


def _hits(store: Store, pattern: str) -> list[Hit]:
    rows = dataset.whole(store).select(with_prefixes(_DUTIES % pattern)).rows
    hits = {Hit(*(term[0] for term in row if term)) for row in rows if all(row)}
    return sorted((hit for hit in hits if dataset.holds(store, hit.iri)), key=_order)


def _order(hit: Hit) -> tuple[str, int, bool, int]:
    name = rdf.iris.duty_of(hit.iri)
    return name.order if name else (hit.list, 0, True, 0)


def _literal(text: str) -> str:
    """Return a text as a string of SPARQL."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else " " for c in escaped) + '"'


def _nothing(store: Store, text: str, list_name: str | None) -> UnknownName:
    """Return the error for a duty that is not there: how far the numbers go, or the nearest titles."""
    every = [hit for hit in _hits(store, "") if list_name in (None, hit.list)]
    try:
        kind = reference(text).partition("/")[0]
    except UnknownName:
        cure = _nearest(every, text)
    else:
        cure = _numbers(every, kind)
    return UnknownName(
        f"没有事项 “{text}”",
        f'no duty "{text}"',
        where=list_name or _of_one_list(store, every) or store.location,
        cure=cure,
    )


def _of_one_list(store: Store, hits: Sequence[Hit]) -> str:
    """Return what the list of some duties is called; empty if they are of several."""
    lists = {hit.list for hit in hits}
    if len(lists) != 1:
        return ""
    return dataset.called_in(store)[lists.pop()]


def _nearest(hits: Sequence[Hit], text: str) -> tuple[str, str]:
    """Return the cure that names the duties whose titles are nearest to a text."""
    from difflib import SequenceMatcher

    begun = text[:_COMPARED]
    likeness = [(SequenceMatcher(None, begun, hit.title).ratio(), hit) for hit in hits]
    nearest = sorted(likeness, key=lambda pair: -pair[0])[:3]
    near = "、".join(f"{hit.label} {hit.title}" for likely, hit in nearest if likely >= _LIKE)
    if near:
        return f"相近的有 {near}", f"did you mean {near}?"
    return (
        "请写 “配合 42”、C42、序号，或事项名称中的词",
        'write "配合 42", C42, a number, or words of the title',
    )


def _numbers(hits: Sequence[Hit], kind: str) -> tuple[str, str]:
    """Return the cure that says how far the numbers of a list go."""
    names: dict[str, str] = {str(word): zh for word, zh in KIND_ZH.items()}
    numbered = [hit for hit in hits if hit.key.startswith(f"{kind}/") and "@" not in hit.key]
    last = max((_order(hit)[3] for hit in numbered), default=0)
    return (
        f"{names.get(kind, kind)}清单的序号从 1 到 {last}",
        f"the numbers go from 1 to {last}",
    )
