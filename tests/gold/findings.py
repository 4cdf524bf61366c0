"""Score findings against what one reader judged (the half that may be looked at): ``python -m tests.gold.findings``.

``findings-dev.csv``: kind, duties, ``find`` (a piece of the clause, or the body), label (true, arguable, wrong), grade.
``arguable`` counts neither way; a loop that is not reported has grade 0; ``also`` holds grades that are as good.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.model import Finding

GOLD: Final = Path(__file__).with_name("findings-dev.csv")
BODIES: Final = ("silent", "joined_only", "undeclared")
_LETTERS: Final = {"basic": "B", "cooperative": "C", "recalled": "R"}


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one kind of finding."""

    precision: float
    recall: float


def rows() -> list[dict[str, str]]:
    """Return the judged rows of this half."""
    with GOLD.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if _half(row["kind"], row["duties"]) == 0]


def _half(kind: str, key: str) -> int:
    return hashlib.sha256(f"94:{kind}:{key}".encode()).digest()[0] % 2


def _key(finding: Finding) -> str:
    found = set()
    for iri in finding.duties:
        match = re.search(r"/(basic|cooperative|recalled)/(\d+)$", iri)
        if match:
            found.add(_LETTERS[match[1]] + match[2])
    return "-".join(sorted(found, key=lambda code: ("BCR".index(code[0]), int(code[1:]))))


def _said(finding: Finding) -> str:
    if finding.kind in BODIES:
        return "、".join(finding.departments)
    return "\n".join(clause.text for clause in finding.clauses)


def found(
    findings: Iterable[Finding], judged: Iterable[Mapping[str, str]]
) -> dict[int, list[Finding]]:
    """Return the findings of each judged row, by the row's place."""
    judged = list(judged)
    hits: dict[int, list[Finding]] = {place: [] for place in range(len(judged))}
    for finding in findings:
        key, text = _key(finding), _said(finding)
        for place, row in enumerate(judged):
            if (row["kind"], row["duties"]) == (finding.kind, key) and row["find"] in text:
                hits[place].append(finding)
                break
    return hits


def scores(findings: Iterable[Finding]) -> dict[str, Score]:
    """Return precision and recall by kind of finding."""
    judged = rows()
    hits = found(findings, judged)
    result = {}
    for kind in dict.fromkeys(row["kind"] for row in judged):
        places = [place for place, row in enumerate(judged) if row["kind"] == kind]
        true = [place for place in places if judged[place]["label"] == "true"]
        right = sum(bool(hits[place]) for place in true)
        wrong = sum(bool(hits[place]) for place in places if judged[place]["label"] == "wrong")
        result[kind] = Score(right / (right + wrong), right / len(true))
    return result


def grades(findings: Iterable[Finding]) -> tuple[float, float]:
    """Return the share of loops whose grade is the reader's or as good, and the recall of grade 3."""
    judged = [row for row in rows() if row["kind"] == "handover" and row["grade"]]
    hits = found(findings, judged)
    given = [
        max((finding.grade for finding in hits[place]), default=0) for place in range(len(judged))
    ]
    good = sum(
        str(grade) in (row["grade"], *row["also"].split(";"))
        for grade, row in zip(given, judged, strict=True)
    )
    grave = [grade for grade, row in zip(given, judged, strict=True) if row["grade"] == "3"]
    return good / len(judged), grave.count(3) / len(grave)
