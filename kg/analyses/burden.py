"""What each department asks of the township: department × kind of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.names.schemes import schemes
from kg.network import Entry, Network
from kg.table import Heading, Table, heading

TITLE: Final = (
    "乡镇负担：各部门要乡镇做哪类工作",
    "Burden: which kinds of work each department asks of the township",
)
PLACES: Final = "sum"
KINDS: Final[dict[str, tuple[str, str]]] = {}
EVERY: Final = "全部配合事项 all cooperative duties"


def run(network: Network) -> Table:
    """Return how many township steps of each kind of work stand in each department's cooperative duties.

    Parameters
    ----------
    network : Network
        Township steps with their marks of the scheme ``action``.

    Returns
    -------
    Table
        One row a department, most steps first, ties by name; the first row is all cooperative
        duties. Unit: steps of the township. A cell counts the steps with at least one word of that
        kind.

    Notes
    -----
    O(steps). Kinds are not exclusive, and a step of a duty that declares two departments counts for both, so neither
    rows nor columns add up. A word is a sign of a kind of work, not a measure of it; the words are in the graph.

    Examples
    --------
    >>> run(Network([])).rows
    ()
    """
    (scheme,) = (scheme for scheme in schemes() if scheme.name == "action")
    kinds, ids = scheme.concepts, [kind.id for kind in scheme.concepts]
    cooperative = network.of_kind("cooperative")
    rows = []
    for iri, entries in network.duties_of.items():
        asking = [entry for entry in entries if entry.duty.kind == "cooperative"]
        if any(entry.duty.township_steps for entry in asking):
            rows.append(_row(iri, asking, ids))
    rows.sort(key=lambda row: (-int(row[2]), network.departments[str(row[0])].name))
    total = _row(EVERY, cooperative, ids)
    steps = int(total[2])
    headings = (
        heading("department"),
        Heading("duties", "配合事项", "cooperative duties"),
        Heading("steps", "乡镇步骤", "township steps"),
        *(Heading(kind.id, kind.zh, kind.en) for kind in kinds),
        heading("evidence"),
    )
    notes = (
        f"单位：乡镇步骤；分母：该部门列名的配合事项中的乡镇步骤，全部共 {steps} 个"
        f" / Unit: township step, out of those in the duties declared for the department; {steps} "
        "in all",
        "规则：步骤中有该类的词即计一次，一步可属几类；一个事项列几个部门，其步骤就各计一次，所以横竖都不能相加"
        " / Rule: a step counts once for each kind it has a word of, and once for each department declared; rows and columns do not add up",
    )
    return Table(*TITLE, headings, (total, *rows) if steps else (), notes)


def _row(name: str, entries: Sequence[Entry], kinds: Sequence[str]) -> tuple[str | int, ...]:
    counts, evidence = Counter[str](), []
    for entry in entries:
        for step in entry.duty.township_steps:
            counts.update({mark.concept for mark in step.marks if mark.scheme == "action"})
            evidence.append(entry.step(step))
    return (
        name,
        len(entries),
        len(evidence),
        *(counts[kind] for kind in kinds),
        " ".join(evidence),
    )
