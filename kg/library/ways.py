"""A duty's way through several editions: what it was called in each, and what changed in between."""

from __future__ import annotations

from collections.abc import Sequence

from kg.alignment.changes import KINDS, Change
from kg.model import Duty
from kg.words import section

QUIET = frozenset({(), ("typography",)})
"""What is told only on request: nothing changed, or nothing but how it is printed."""


def keys(duties: Sequence[Duty]) -> list[str]:
    """Return the keys of some duties, in their order."""
    return [duty.key for duty in duties]


def kinds(of: Sequence[Change]) -> list[str]:
    """Return the kinds of some changes, each once, in the order of :data:`KINDS`."""
    every = {kind for change in of for kind in change.kinds}
    return [kind for kind in KINDS if kind in every]


def has_changed(ways: Sequence[Sequence[Change]]) -> bool:
    """Tell whether anything but how it is printed changed on a duty's way."""
    return any(change.kinds not in QUIET for step in ways for change in step)


def stations(ways: Sequence[Sequence[Change]]) -> list[list[str]]:
    """Return the keys that a duty has in each edition."""
    return [keys(_before(ways[0])), *map(keys, map(_after, ways))]


def _before(step: Sequence[Change]) -> list[Duty]:
    return [duty for change in step for duty in change.old]


def _after(step: Sequence[Change]) -> list[Duty]:
    return [duty for change in step for duty in change.new]


def _labels(duties: Sequence[Duty]) -> str:
    return "、".join(duty.label for duty in duties)


def row(ways: Sequence[Sequence[Change]]) -> tuple[str, ...]:
    """Return a duty's row: its title, then labels and kinds by turns."""
    *_, last = (duty for step in ways for one in step for duty in (*one.old, *one.new))
    cells = [last.title, _labels(_before(ways[0]))]
    for step in ways:
        cells.append("、".join(section("change")[kind][0] for kind in kinds(step)))
        cells.append(_labels(_after(step)))
    return tuple(cells)
