"""The figures that the pages' sentences name, from the graph: ``{{ the.duties }}``, ``{{ rows.no_lead }}``."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.library import Dataset
from kg.questions import questions


def figures(data: Dataset) -> dict[str, dict[str, Any]]:
    """Return every figure by the name that the pages use.

    Parameters
    ----------
    data : Dataset
        With one list.

    Returns
    -------
    dict
        ``the``: title, place and counts of the list (units: duties, steps, departments). ``rows``: rows of the answer
        to each question. ``rules``: steps of the superior side by the rule that gave them their first actor.
        ``found``: findings by kind, and overlaps by grade (``overlap_3`` …).
    """
    one = data.lists[0]
    kinds = {kind: len(one.of_kind(kind)) for kind in ("basic", "cooperative", "recalled")}
    superior = [step for duty in one.duties for step in duty.superior_steps]
    rules = Counter(_rule([p.rule for p in step.participants if p.role in ("performer", "other")]) for step in superior)
    found = data.findings()
    return {
        "the": {
            "title": one.title, "name": one.place.name, "issued": one.issued, **kinds,
            "duties": len(one.duties), "superior": len(superior),
            "township": sum(len(duty.township_steps) for duty in one.duties),
            "steps": sum(len(duty.steps) for duty in one.duties),
            "departments": len(data.departments), "questions": len(questions()),
            "multiple": sum(len(duty.departments) > 1 for duty in one.of_kind("cooperative")),
            "led": sum(bool(duty.leads) for duty in one.of_kind("cooperative")),
        },
        "rows": {asked.name: len(data.query(asked.name, timeout=None)) for asked in questions()},
        "rules": {name: rules[name] for name in ("subject", "heading", "only_declared", "nobody")},
        "found": Counter(f.kind for f in found) | Counter(f"overlap_{f.grade}" for f in found if f.kind == "overlap"),
    }  # fmt: skip


def _rule(rules: list[str]) -> str:
    return rules[0].replace("-", "_") if rules else "nobody"
