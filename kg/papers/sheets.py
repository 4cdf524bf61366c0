"""Negotiation sheets: one for each finding that is to be settled, or that was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kg.findings import marked, pick
from kg.model import Duty, Finding
from kg.papers import Desk, Files, words
from kg.papers._figures import edition
from kg.papers._told import because, called, corrections, given, matter, state, titles
from kg.papers._word import Cell, Paper
from kg.rdf.iris import key, label, labels
from kg.show import issue, place

FILE: Final = "协商单"
TITLE: Final = ("协商单：需要理顺的每条一份", "negotiation sheets: one a finding to be settled")

_ROOM: Final = 3
"""Empty lines in a field that people fill in by hand."""


def of_list(desk: Desk) -> Files:
    """Return a sheet for each finding judged 需要理顺, and for each that was chosen."""
    files: dict[str, bytes] = {}
    for number, finding in enumerate(_wanted(desk), 1):
        name = f"{number:02} {called(finding)} {labels(finding.duties[:3])}"
        files[f"{FILE}/{name}.docx"] = _sheet(desk, finding, number)
    return files


def _wanted(desk: Desk) -> list[Finding]:
    """Return the findings that get a sheet; a chosen one may be named by its beginning.

    Raises
    ------
    UnknownName
        If a chosen one is not there.
    """
    chosen = {pick(desk.findings, name).id for name in desk.chosen}
    return [
        one for one in desk.told if one.id in chosen or (not chosen and one.verdict == "settle")
    ]


def _sheet(desk: Desk, finding: Finding, number: int) -> bytes:
    """Return one sheet; what the list does not say stays blank."""
    said = words("sheets")
    duties = desk.duties
    paper = Paper(said["title"])
    facts = {"place": duties.place.name, "edition": edition(duties.issued), "number": number}
    paper.title(said["title"], said["subtitle"].format_map(facts))
    paper.form(_rows(desk, finding, said))
    paper.form(_signatures(parties(desk, finding), said["signature"]))
    return paper.encode()


def _rows(
    desk: Desk, finding: Finding, said: Mapping[str, Any]
) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the fields of a sheet."""
    rows = said["rows"]
    known = titles(desk.duties)
    yield rows["duties"], [_duties(finding, known)]
    yield rows["clauses"], [*_clauses(finding)]
    yield rows["departments"], ["、".join(parties(desk, finding))]
    judged = f"{state(finding)}{given(finding)}"
    yield rows["difference"], [f"{called(finding)}（{judged}）：{because(finding)}"]
    note = noted(finding.note, said["prefix"])
    for field in ("talks", "proposal", "basis"):
        yield rows[field], [note[field] or [""] * _ROOM]
    source = f"{issue(desk.duties)}，发现 {finding.id}"
    yield rows["source"], [source]


def _duties(finding: Finding, known: Mapping[str, Duty]) -> list[str]:
    """Return the duties with their whole titles, and what they are about."""
    found = []
    for iri in finding.duties:
        duty = known.get(key(iri))
        found.append(f"{label(iri)}　{duty.title}" if duty else label(iri))
    found += corrections(known[key(iri)] for iri in finding.duties if key(iri) in known)
    if matter(finding):
        return [*found, f"所涉的事：{matter(finding)}"]
    return found


def _clauses(finding: Finding) -> list[Cell]:
    """Return the clauses: of two duties side by side, else below each other."""
    found: dict[str, list[str]] = {}
    for clause in finding.clauses:
        said = f"{label(clause.duty)}（{place(clause.span)}）：“{marked(clause)}”"
        found.setdefault(clause.duty, []).append(said)
    sides: list[Cell] = list(found.values())
    if len(sides) == 2:
        return sides
    return [[said for side in found.values() for said in side]]


def parties(desk: Desk, finding: Finding) -> list[str]:
    """Return who is to agree: the departments, and the township for a duty of its own."""
    known = titles(desk.duties)
    duties = [known[key(iri)] for iri in finding.duties if key(iri) in known]
    names = list(finding.departments)
    if not names:
        declared = [mention.name for duty in duties for mention in duty.declared_departments]
        names = list(dict.fromkeys(declared))
    is_own = any(duty.kind == "basic" for duty in duties) or len(names) < 2
    township = desk.duties.place.name
    return [*names, township] if is_own and township else names


def noted(note: str, prefixes: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the parts of a note by the field each begins with; the rest is the proposal.

    >>> noted("由公安局牵头；依据：条例第十二条", {"proposal": "建议：", "basis": "依据："})
    {'proposal': ['由公安局牵头'], 'basis': ['条例第十二条']}
    """
    found: dict[str, list[str]] = {field: [] for field in prefixes}
    for part in note.replace("\n", "；").split("；"):
        text = part.strip()
        field = next((one for one, prefix in prefixes.items() if text.startswith(prefix)), "")
        if text:
            found[field or "proposal"].append(text.removeprefix(prefixes[field]) if field else text)
    return found


def _signatures(names: Iterable[str], said: Mapping[str, str]) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the rows for signatures, two parties beside each other."""
    every = list(names)
    for at in range(0, len(every), 2):
        pair = [*every[at : at + 2], ""][:2]
        yield said["heading"], [_signature(name, said) for name in pair]


def _signature(name: str, said: Mapping[str, str]) -> Cell:
    """Return the room where one party signs; nothing for nobody."""
    if not name:
        return ""
    return [said["party"].format(party=name), "", "", said["blank"], said["sign"]]
