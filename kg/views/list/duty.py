"""A duty's page: which matters its title names, and what its steps hand over."""

from __future__ import annotations

from operator import itemgetter

from kg.matters import thesaurus
from kg.views.desk import Desk
from kg.views.duty import handovers
from kg.views.scene import Json


def part(desk: Desk) -> dict[str, Json]:
    """Return what the page of a duty needs beside its words, which are in the page itself.

    ``named``: duty → matters that its title names (which of the page's, from where to where its
    word is in the title), in printed order. ``wider``: matter → those that it is a part of.
    ``handovers``: duty → hand-overs (step, band of the department that it goes to, the words that
    say so).
    """
    shown = [name for name, keys in desk.about.items() if keys]
    numbers = {name: at for at, name in enumerate(shown)}
    named: dict[str, list[Json]] = {}
    handed: dict[str, list[Json]] = {}
    for code, duty in desk.duties.items():
        for name, start, end in sorted(desk.named(duty), key=itemgetter(1)):
            if name in numbers:
                named.setdefault(code, []).append([numbers[name], start, end])
        for edge in handovers(duty):
            handed.setdefault(code, []).append([edge.source, edge.target, edge.note])
    return {"named": dict(named), "wider": _wider(numbers), "handovers": dict(handed)}


def _wider(numbers: dict[str, int]) -> list[Json]:
    """Return, matter by matter of the page, those of which it is a part, the nearest first."""
    known = thesaurus()
    wider: list[Json] = []
    for name in numbers:
        path = known.path(name)[1:] if name in known.matters else ()
        wider.append([numbers[one] for one in path if one in numbers])
    return wider
