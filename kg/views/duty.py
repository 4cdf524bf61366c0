"""A duty's steps as the page groups them: runs of the same actors, and what is handed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kg.model import Duty, Step
from kg.views.scene import Edge

_CLAUSE = re.compile(r"[^，；。、：]+")
#: Who is named here only because the words say that something goes to it.
_RECEIVES = frozenset({"recipient"})


def bands(steps: Sequence[Step]) -> list[tuple[tuple[str, ...], str, list[Step]]]:
    """Return runs of steps with the same actors, in source order: names, whether assigned, steps."""
    found = []
    for key, run in groupby(steps, key=lambda step: (step.actors, step.other_actors)):
        actors, others = key
        found.append((actors + others, "band" if actors or others else "nobody", list(run)))
    return found


def handovers(duty: Duty) -> list[Edge]:
    """Return what goes from a township step to a department, each with the words it rests on.

    The target is the band of that department if it has one; otherwise nothing is drawn.
    """
    band: dict[str, str] = {}
    for names, _, run in bands(duty.superior_steps):
        for name in names:
            band.setdefault(name, f"b{run[0].position}")
    found: dict[Edge, None] = {}
    for step in duty.township_steps:
        for mention in step.participants:
            if mention.role in _RECEIVES and mention.name in band:
                words = _phrase(step.text, mention.printed)
                found[Edge("handover", f"t{step.position}", band[mention.name], words)] = None
    return list(found)


def _phrase(text: str, printed: str) -> str:
    """Return the shortest stretch between marks that holds ``printed``."""
    clauses = [clause for clause in _CLAUSE.findall(text) if printed in clause]
    return min(clauses, key=len) if clauses else printed
