"""IRIs taken apart again: the list, the duty, the step in which a thing stands, and what a reader calls a duty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote

from kg.edition import KIND_ZH, LIST_KINDS, ListKind
from kg.rdf.iris.parts import BASE, PUNYCODE

# Compiled where they are first used: a question needs one of them.
_IN_LIST = r"(?P<list>(?P<base>.*?[/#])list/(?P<name>[^/]+))"
_LIST = rf"{_IN_LIST}(?=/|$)"
_IN_DUTY = rf"{_IN_LIST}/(?P<kind>{'|'.join(LIST_KINDS)})/(?P<mark>\d+|@\d+)"
_DUTY = rf"{_IN_DUTY}(?=/|$)"
_STEP = rf"{_IN_DUTY}/(?P<side>superior|township)/(?P<position>\d+)(?=/|$)"


def list_id(iri: str) -> str:
    """Return the id of the list that an IRI names or lies in; empty if it lies in none.

    >>> list_id("https://w3id.org/duties/list/xn---2025-e13mm65nrod/basic/3")
    '青石镇-2025'
    """
    found = re.match(_LIST, iri)
    if found is None:
        return ""
    name = unquote(found["name"])
    if not name.startswith(PUNYCODE):
        return name
    return name.removeprefix(PUNYCODE).encode().decode("punycode")


def list_of(iri: str) -> str:
    """Return the IRI of the list that an IRI names or lies in; empty if it lies in none.

    >>> list_of("https://w3id.org/duties/list/x/basic/3/cell/1")
    'https://w3id.org/duties/list/x'
    """
    return _said(_LIST, iri, "list")


def base_of(iri: str) -> str:
    """Return the base under which the IRI of a list, or of anything in it, was minted."""
    return _said(_LIST, iri, "base") or BASE


@lru_cache(maxsize=4096)
def text_of(iri: str) -> str:
    """Return the IRI of the step, or else of the duty, in which a thing stands (a mention, a mark, itself).

    It is empty for a thing that stands in neither.

    >>> text_of("https://w3id.org/duties/list/x/basic/3/matter/0-2-water")
    'https://w3id.org/duties/list/x/basic/3'
    """
    return _said(_STEP, iri) or _said(_DUTY, iri)


def side_of(iri: str) -> str:
    """Return the side (``superior``, ``township``) of the step in which a thing stands; empty if it is in none."""
    return _said(_STEP, iri, "side")


def position_of(iri: object) -> int | None:
    """Return the position in its cell of the step that an IRI names or lies in; None for anything else.

    >>> position_of("https://w3id.org/duties/list/x/cooperative/29/township/7")
    7
    """
    position = isinstance(iri, str) and _said(_STEP, iri, "position")
    if not position:
        return None
    return int(position)


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
    if name is None:
        return ""
    return name.key


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
        text, owner = _label_and_owner(iri, owners or {})
        if owner and owner != before:
            text = f"{owner} {text}"
        said.append(text)
        before = owner
    return "、".join(said)


def _label_and_owner(iri: str, owners: Mapping[str, str]) -> tuple[str, str]:
    name = duty_of(iri)
    if name is None:
        return iri, ""
    return name.label, owners.get(name.list, "")


def _said(pattern: str, iri: str, part: int | str = 0) -> str:
    """Return a part of an IRI of some form; empty for an IRI of another form."""
    found = re.match(pattern, iri)
    if found is None:
        return ""
    return found[part]
