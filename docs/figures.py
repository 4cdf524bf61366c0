"""The figures that the pages' sentences name, from the program: ``{{ the.duties }}``, ``{{ facts.no_lead }}``.

A figure is named for the fact that it counts, and has a unit. The number of rows of a table is not a figure here: a row may
be something else than the fact (the answer to ``no_lead`` also lists duties that have a lead).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from kg.findings import kinds as known
from kg.library import Dataset, questions
from kg.model import DutyList

UNITS: Final = {
    "no_lead": ("项配合事项", "cooperative duties"),
    "partial_lead": ("项配合事项", "cooperative duties"),
    "silent": ("个列名部门", "declared departments"),
    "joined_only": ("个列名部门", "declared departments"),
    "undeclared": ("个部门", "departments"),
    "unassigned": ("个步骤", "steps"),
    "vague": ("个步骤", "steps"),
    "remnant": ("处残留", "remnants"),
    "handover": ("处断点", "broken hand-overs"),
    "untold": ("处", "reports"),
    "asked_twice": ("份底数", "lists"),
    "no_start": ("处时限", "time limits"),
    "overlap": ("对事项", "pairs of duties"),
    "community": ("个部门群", "groups of departments"),
}
"""Kind of finding → what one finding of it is, in Chinese and English; that of any other kind is its name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its unit: ``{{ facts.no_lead }}`` in English, ``{{ facts.no_lead.zh }}`` in Chinese."""

    count: int
    unit_zh: str
    unit_en: str

    @property
    def zh(self) -> str:
        """The number with its unit in Chinese."""
        return f"{self.count} {self.unit_zh}"

    def __str__(self) -> str:
        return f"{self.count} {self.unit_en}"


def figures(data: Dataset) -> dict[str, dict[str, Any]]:
    """Return every figure by the name that the pages use.

    Parameters
    ----------
    data : Dataset
        With one list.

    Returns
    -------
    dict
        ``the``: title, place and counts of the list (units: duties, steps, departments). ``facts``: what was found,
        by kind, as :class:`Fact`; pairs of duties by grade (``overlap_3`` …); ``several``, the cooperative duties that
        declare several departments. ``rules``: steps of the superior side by the rule that gave them their first
        actor.
    """
    one = data.lists[0]
    return {
        "the": _list(data),
        "facts": _facts(data),
        "rules": _rules(one),
    }


def _list(data: Dataset) -> dict[str, Any]:
    one = data.lists[0]
    kinds = {kind: len(one.of_kind(kind)) for kind in ("basic", "cooperative", "recalled")}
    return {
        "title": one.title, "name": one.place.name, "issued": one.issued, **kinds,
        "duties": len(one.duties),
        "superior": sum(len(duty.superior_steps) for duty in one.duties),
        "township": sum(len(duty.township_steps) for duty in one.duties),
        "steps": sum(len(duty.steps) for duty in one.duties),
        "departments": len(data.departments), "questions": sum(not scope for scope in questions().column("scope")),
    }  # fmt: skip


def _facts(data: Dataset) -> dict[str, Fact]:
    found = data.findings()
    kinds = Counter(finding.kind for finding in found)
    grades = Counter(finding.grade for finding in found if finding.kind == "overlap")
    several = sum(
        len({m.name for m in duty.declared}) > 1 for duty in data.lists[0].of_kind("cooperative")
    )
    units = {kind: UNITS.get(kind, (f"条{zh}", en)) for kind, (zh, en) in known().items()}
    facts = {kind: Fact(kinds[kind], *unit) for kind, unit in units.items()}
    facts |= {f"overlap_{grade}": Fact(grades[grade], *UNITS["overlap"]) for grade in (3, 2, 1)}
    return facts | {"several": Fact(several, "项配合事项", "cooperative duties")}


def _rules(one: DutyList) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for duty in one.duties:
        for step in duty.superior_steps:
            acting = [
                mention.rule
                for mention in step.participants
                if mention.role in ("performer", "other")
            ]
            counts[acting[0].replace("-", "_") if acting else "nobody"] += 1
    return {name: counts[name] for name in ("subject", "heading", "only_declared", "nobody")}
