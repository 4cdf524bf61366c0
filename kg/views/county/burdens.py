"""Departments × kinds of work over a county: what ``kg analyse burden`` says of each township, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.analyses import burden
from kg.model import DutyList
from kg.names.schemes import schemes
from kg.network import Network
from kg.table import Table, Value
from kg.views.county.texts import Texts
from kg.views.scene import Json

#: Columns of the analysis that are no kind of work: department, duties and, at the end, the evidence.
_FIRST: Final = 2
_LAST: Final = -1


def burdens(lists: Sequence[DutyList], texts: Texts) -> dict[str, Json]:
    """Return the kinds of work and a row a department: for each list its steps, all and of each kind.

    Departments of several lists are one row if they have one name. ``held`` has a list of figures a
    column (all township steps, then each kind), empty where the list asks nothing in its name. The
    department that asks most steps of all townships together is first.
    """
    (scheme,) = (scheme for scheme in schemes() if scheme.name == "action")
    kinds: list[Json] = [{"id": one.id, "zh": one.zh, "en": one.en} for one in scheme.concepts]
    held: dict[str, list[list[int]]] = {}
    for column, duties in enumerate(lists):
        network = Network.of(duties)
        for row in _of(burden.run(network)):
            name = network.departments[str(row[0])].name
            figures = held.setdefault(name, [[] for _ in lists])
            figures[column] = [int(str(value)) for value in row[_FIRST:_LAST]]
    names = sorted(held, key=lambda name: (-_steps(held[name]), name))
    rows: list[Json] = []
    for name in names:
        figures_: list[Json] = [[*figures] for figures in held[name]]
        rows.append({"title": texts.number(name), "held": figures_})
    return {"kinds": kinds, "rows": rows}


def _of(table: Table) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of departments: the first is the sum of all duties."""
    return table.rows[1:]


def _steps(held: Sequence[Sequence[int]]) -> int:
    """Return how many steps a department asks of all townships together."""
    return sum(figures[0] for figures in held if figures)
