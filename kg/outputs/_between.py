"""What is said between lists as rows of tables: the duties they share, what changed.

The rows are read from the lines of N-Quads that say it in the graph: nothing is compared twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg.model import DutyList
from kg.rdf import iris
from kg.rdf.iris import Iris
from kg.vocab import DCT, DUTY, RDF, RDFS
from kg.words import section

_LINE = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"[^ ]*) ')
_ABOUT: Final = {
    str(DUTY.adjustmentKind): "kind",
    str(DUTY.adjusts): "duty",
    str(DUTY.concerns): "department",
    str(DUTY.category): "category",
    str(DUTY.matter): "matter",
}
"""Term of a change → what a row of ``changes`` calls it."""
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}

Row = dict[str, str]
Rows = dict[str, list[Row]]
"""List → its rows of a table."""


def departments(lists: Iterable[DutyList], base: str) -> dict[str, str]:
    """Return the departments that the columns of lists name: IRI → name."""
    found = {}
    for one in lists:
        names = Iris(one.id, one.place, base)
        for duty in one.duties:
            for mention in duty.declared:
                if mention.organization.kind == "department":
                    found[names.organization(mention.organization)] = mention.organization.name
    return found


def common(lines: Iterable[str]) -> Rows:
    """Return the rows of ``common``, list by list, out of lines on what a county shares."""
    titles: dict[str, str] = {}
    members: list[tuple[str, str]] = []
    for subject, term, iri, text in _said(lines):
        if term == DUTY.commonDuty and iris.duty_of(subject):
            members.append((subject, iri))
        elif term == DCT.title:
            titles[subject] = text
    found: Rows = {}
    for duty, shared in members:
        id = iris.list_id(duty)
        row = {
            "list": id,
            "duty": iris.key(duty),
            "common": shared,
            "title": titles[shared],
            "iri": duty,
        }
        found.setdefault(id, []).append(row)
    return found


def changes(lines: Iterable[str], known: Mapping[str, str]) -> Rows:
    """Return the rows of ``changes``, by list (the newer edition), out of lines on adjustments.

    Parameters
    ----------
    known : mapping
        Departments of the newer editions: IRI → name. Those of the older are named in the lines.
    """
    editions: dict[str, str] = {}
    said: dict[str, list[tuple[str, str]]] = {}
    kinds: set[str] = set()
    labels: dict[str, str] = {}
    for subject, term, iri, text in _said(lines):
        if term == DUTY.toEdition:
            editions[subject] = iris.list_id(iri)
        elif what := _ABOUT.get(term):
            said.setdefault(subject, []).append((what, iri))
        elif term == RDF.type and iri == DUTY.Department:
            kinds.add(subject)
        elif term == RDFS.label:
            labels[subject] = text
    names = {iri: labels.get(iri, "") for iri in kinds} | dict(known)
    found: Rows = {}
    for change, id in editions.items():
        for what, iri in said.get(change, ()):
            if what != "department" or iri in names:
                row = {"list": id, "change": change, "what": what, "iri": iri}
                found.setdefault(id, []).append({**row, "name": _name(what, iri, names)})
    return found


def _name(what: str, iri: str, departments: Mapping[str, str]) -> str:
    if what == "kind":
        return section("change")[iri.rpartition("/")[2]][0]
    return iris.key(iri) if what == "duty" else departments.get(iri, "")


def _said(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield subject, term and object of each line: an IRI or a text, the other empty."""
    for line in lines:
        match = _LINE.match(line)
        if match:
            subject, term, iri, text = match.groups()
            yield subject, term, iri or "", _plain(text or "")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPED.get(match[1], match[1]), text)
