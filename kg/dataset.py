"""What a store holds: its lists and their duties, as records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import rdf
from kg.errors import AmbiguousName, UnknownName
from kg.model import KIND_ZH, Duty, DutyList, ListKind
from kg.sparql import with_prefixes
from kg.store import Store

_LETTERS: dict[str, ListKind] = {"B": "basic", "C": "cooperative", "R": "recalled"}
_REFERENCE = re.compile(r"\s*(基本|配合|收回|[BCRbcr]|basic|cooperative|recalled)\s*[/第 ]?\s*(@?\d+)\s*[项条号]?\s*")


def lists(store: Store) -> dict[str, str]:
    """Return the lists of a store: identifier → IRI, sorted."""
    found = store.select(
        with_prefixes("SELECT ?id ?list WHERE { ?list a duty:DutyList ; dct:identifier ?id } ORDER BY ?id")
    )
    return {id[0]: iri[0] for id, iri in found.rows if id and iri}


def read_list(store: Store, name: str | None = None) -> DutyList:
    """Return one list's records from the store; without ``name`` the only one.

    Raises
    ------
    UnknownName, AmbiguousName
        If the store has no such list, or several and none is named.
    """
    known = lists(store)
    if name is None:
        if len(known) != 1:
            raise AmbiguousName(
                f"the store holds {len(known)} lists", cure=f"--list one of: {', '.join(list(known)[:8])}"
            )
        name = next(iter(known))
    if name not in known:
        raise UnknownName(
            f'the store has no list "{name}"', where=store.location, cure=f"one of: {', '.join(list(known)[:8])}"
        )
    iri = known[name]

    def ask(query: str) -> Iterator[tuple[str, str, str]]:
        return ((s[0], p[0], o[0]) for s, p, o in store.select(query).rows if s and p and o)

    return rdf.read_list(ask, iri, rdf.iris.shared_graph(iri))


def reference(text: str) -> str:
    """Return the key of the duty a reference means.

    >>> reference("配合 42"), reference("C42"), reference("收回第3项"), reference("基本 @7")
    ('cooperative/42', 'cooperative/42', 'recalled/3', 'basic/@7')
    """
    if match := _REFERENCE.fullmatch(text):
        words: dict[str, ListKind] = {zh: kind for kind, zh in KIND_ZH.items()}
        kind = words.get(match[1]) or _LETTERS.get(match[1].upper()) or match[1]
        return f"{kind}/{match[2]}"
    if name := rdf.iris.duty_of(text):
        return name.key
    raise UnknownName(f'"{text}" names no duty', cure='write "配合 42", "基本 3", "收回 7", C42, or an IRI')


def find_duty(store: Store, text: str, list_name: str | None = None) -> tuple[Duty, DutyList]:
    """Return the duty that a reference means, and its list."""
    key = reference(text)
    list_name = list_name or rdf.iris.list_id(text) or None
    duties = read_list(store, list_name)
    duty = next((d for d in duties.duties if d.key == key), None)
    if duty is None:
        kind = key.partition("/")[0]
        last = max((d.number or 0 for d in duties.duties if d.kind == kind), default=0)
        raise UnknownName(f'no duty "{text}" in {duties.id}', cure=f"the numbers go from 1 to {last}")
    return duty, duties
