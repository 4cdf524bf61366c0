"""Duties grouped by the matter they are about, across the three lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from kg.matters import MATTER, thesaurus
from kg.model import LIST_KINDS
from kg.network import Entry, Network
from kg.table import Heading, Table, Value, heading

TITLE: Final = (
    "事：同一件事在三张清单里的全部事项",
    "Matters: every duty about one matter, across the three lists",
)
PLACES: Final = "matter"
KINDS: Final[dict[str, tuple[str, str]]] = {}
_HEADINGS: Final = (
    heading("matter"),
    Heading("field", "领域", "field"),
    Heading("lists", "清单数", "of the three lists"),
    Heading("duties", "事项数", "duties"),
    Heading("basic", "基本", "basic"),
    Heading("cooperative", "配合", "cooperative"),
    Heading("recalled", "收回", "recalled"),
    heading("departments"),
    heading("evidence"),
)


def _members(network: Network) -> dict[str, dict[str, Entry]]:
    """Return, for each matter, the duties whose titles name it or a part of it, by IRI, in order."""
    known, found = thesaurus(), dict[str, dict[str, Entry]]()
    for entry in network.entries:
        for mark in entry.duty.marks:
            iri = MATTER + mark.concept
            if mark.scheme == "matter" and iri in known.matters:
                for wider in known.path(iri)[:-1]:  # the last is a field of government, no matter
                    found.setdefault(wider, {})[entry.iri] = entry
    return found


def _row(network: Network, iri: str, entries: Sequence[Entry]) -> tuple[Value, ...]:
    known = thesaurus()
    lists = [_labels(network, entries, kind) for kind in LIST_KINDS]
    names = dict.fromkeys(name for entry in entries for name in entry.duty.departments)
    return (
        known.matters[iri].zh,
        known.matters[known.field(iri)].zh,
        sum(labels is not None for labels in lists),
        len(entries),
        *lists,
        "、".join(names) or None,
        " ".join(entry.iri for entry in entries),
    )


def _labels(network: Network, entries: Sequence[Entry], kind: str) -> str | None:
    return "、".join(network.label(entry) for entry in entries if entry.duty.kind == kind) or None


def run(network: Network) -> Table:
    """Return the matters that several duties are about, with those duties.

    Parameters
    ----------
    network : Network
        Titles with their marks of the scheme ``matter``.

    Returns
    -------
    Table
        One row a matter with at least two duties, those in most of the three lists first, then most
        duties, then by name. Unit: duty. A duty belongs to every matter that its title names, and
        to the wider matter it is part of.

    Notes
    -----
    O(titles). A title that names several matters stands in several rows, so rows do not add up. A wider matter that
    holds nothing more than one of its parts is left out; fields of government are not matters.

    Examples
    --------
    >>> run(Network([])).rows
    ()
    """
    own = _members(network)
    parts: dict[str, list[set[str]]] = {}
    for iri, members in own.items():
        parts.setdefault(thesaurus().matters[iri].broader, []).append({*members})
    rows = [
        _row(network, iri, list(members.values()))
        for iri, members in own.items()
        if len(members) > 1 and {*members} not in parts.get(iri, ())
    ]
    rows.sort(key=lambda row: (-int(str(row[2])), -int(str(row[3])), str(row[0])))
    placed = set(chain.from_iterable(own.values()))
    return Table(*TITLE, _HEADINGS, tuple(rows), _notes(network, rows, len(placed)))


def _notes(network: Network, rows: Sequence[tuple[Value, ...]], placed: int) -> tuple[str, ...]:
    """Return what is counted, of how many, and by which rule; ``placed`` titles name a matter."""
    three = sum(row[2] == len(LIST_KINDS) for row in rows)
    return (
        f"单位：事项；分母：名称中认出了事的事项 {placed} 项（共 {len(network.entries)} 项）"
        f"；{len(rows)} 件事有两个以上事项，其中 {three} 件三张清单都有"
        f" / Unit: duty; {placed} of {len(network.entries)} titles name a known matter; "
        f"{len(rows)} matters have several duties, {three} of them in all three lists",
        "规则：事项名称里有某事的词即归入该事及其上位的事；名称提到几件事就归入几行，"
        "各行不能相加；按叙词表 data/matters.ttl"
        " / Rule: a duty belongs to the matters whose words its title has and to the wider matter "
        "of each; rows do not add up; after the thesaurus data/matters.ttl",
    )
