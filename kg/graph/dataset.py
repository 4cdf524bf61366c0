"""What a store holds: its lists and their duties, as records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg import rdf
from kg.edition import Place
from kg.errors import AmbiguousName, UnknownName
from kg.graph.sparql import with_prefixes
from kg.graph.store import Part, Store
from kg.which import Entry, called

if TYPE_CHECKING:
    from kg.model import DutyList

_ENTRIES = """SELECT ?id ?region ?prefecture ?county ?township ?code ?issued WHERE {
  ?list a duty:DutyList ; dct:identifier ?id .
  OPTIONAL { ?list dct:issued ?issued }
  OPTIONAL { ?list duty:place ?place . OPTIONAL { ?place skos:notation ?township }
    OPTIONAL { ?place dct:identifier ?code }
    OPTIONAL { ?place duty:within ?second . ?second rdfs:label ?county
      OPTIONAL { ?second duty:within ?third . ?third rdfs:label ?prefecture
        OPTIONAL { ?third duty:within ?fourth . ?fourth rdfs:label ?region } } } }
}"""


_NAMED = 8
"""Lists that a message names."""


def lists(store: Store) -> dict[str, str]:
    """Return the lists of a store: identifier → IRI, sorted."""
    found = whole(store).select(
        with_prefixes(
            "SELECT ?id ?list WHERE { ?list a duty:DutyList ; dct:identifier ?id } ORDER BY ?id"
        )
    )
    return {id[0]: iri[0] for id, iri in found.rows if id and iri and holds(store, iri[0])}


def whole(store: Store) -> Store:
    """Return the store of which ``store`` is a part: what is looked up there needs no copy of the part."""
    return store.whole if isinstance(store, Part) else store


def holds(store: Store, iri: str) -> bool:
    """Say whether a store holds the list in which an IRI lies."""
    return not isinstance(store, Part) or rdf.iris.list_of(iri) in store.graphs


def entries(store: Store) -> list[Entry]:
    """Return the lists of a store as people know them: id, place, edition, sorted by place and edition."""
    found = store.select(with_prefixes(_ENTRIES))
    rows = [[term[0] if term else "" for term in row] for row in found.rows]
    made = [Entry(id, Place(*place), issued) for id, *place, issued in rows]
    return sorted(made, key=lambda one: (one.place.name, one.issued, one.id))


def read_list(store: Store, name: str | None = None) -> DutyList:
    """Return one list's records; without ``name`` those of the only list.

    A build keeps the records packed beside its graph; where it does, they are read from there, ten
    times faster.

    Raises
    ------
    UnknownName, AmbiguousName
        If the store has no such list, or several and none is named.
    """
    id, iri = _one(store, name)
    return _archived(store, id) or _out_of_graph(store, iri)


def from_graph(store: Store, name: str | None = None) -> DutyList:
    """Return one list's records out of the graph alone; the rest is as for :func:`read_list`."""
    return _out_of_graph(store, _one(store, name)[1])


def _one(store: Store, name: str | None) -> tuple[str, str]:
    """Return the identifier and IRI of the list of a name, or of the only list."""
    known = lists(store)
    if name is not None:
        return name, known_list(store, known, name)
    if len(known) != 1:
        raise AmbiguousName(
            f"图谱中有 {len(known)} 份清单",
            f"the store holds {len(known)} lists",
            cure=(
                f"请用 --list 指明一份：{_some(store, known)}",
                f"name one with --list: {_some(store, known)}",
            ),
        )
    return next(iter(known.items()))


def _out_of_graph(store: Store, iri: str) -> DutyList:
    return rdf.read_list(asker(store), iri, rdf.iris.shared_graph(iri))


def _archived(store: Store, name: str) -> DutyList | None:
    """Return the records that the build of a store keeps of a list; None if they are not there or of another version.

    A build is replaced as a whole, so they are those of its graph.
    """
    from kg import archive

    folder = Path(store.location)
    if folder.name != "store" or not (folder.parent / "BUILD").is_file():
        return None
    try:
        found = archive.unpack((folder.parent / name / archive.FILE).read_bytes())
    except (OSError, ValueError):
        return None
    if found is not None and found.id == name:
        return found
    return None


def asker(store: Store) -> Callable[[str], Iterator[tuple[str, str, str]]]:
    """Return what runs a query for ``?s ?p ?o`` and yields the rows as text."""

    def ask(query: str) -> Iterator[tuple[str, str, str]]:
        return ((s[0], p[0], o[0]) for s, p, o in store.select(query).rows if s and p and o)

    return ask


def known_list(store: Store, known: dict[str, str], name: str) -> str:
    """Return the IRI of the list of a name."""
    if name not in known:
        raise UnknownName(
            f"图谱中没有清单 “{name}”", f'the store has no list "{name}"', where=store.location,
            cure=(f"现有 {_some(store, known)}", f"one of: {_some(store, known)}"),
        )  # fmt: skip
    return known[name]


def _some(store: Store, known: dict[str, str]) -> str:
    """Return what the first lists are called, to be listed in a message."""
    names = called_in(store)
    some = [names.get(id, id) for id in list(known)[:_NAMED]]
    if len(known) > _NAMED:
        some.append("…")
    return "、".join(some)


def called_in(store: Store) -> dict[str, str]:
    """Return what people call each list: id → place, with the edition where a place has several."""
    return called(entries(whole(store)))
