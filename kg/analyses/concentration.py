"""Who carries what: duties and steps that fall to each department."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.network import Network
from kg.table import Heading, Table, heading

TITLE: Final = ("部门分布：事项和步骤集中在哪些部门", "Concentration: which departments duties and steps fall to")
KINDS: Final[dict[str, tuple[str, str]]] = {}


def run(network: Network) -> Table:
    """Return the number of duties and steps that fall to each department.

    A duty declared for two departments counts once for each, so a column can add up to more than the number of duties.

    Parameters
    ----------
    network : Network
        Duties with their declared departments and the performers of each superior step.

    Returns
    -------
    Table
        One row a department, most steps first, ties by declared duties, then by name. Units: duties, steps.
        ``township_steps`` are the township's steps in the duties declared for the department; ``share`` is its part of
        all performances (a step that two perform counts for both).

    Notes
    -----
    O(steps). It says who is named most often, not who is busiest: a step is not a unit of work. Concentration is the
    Herfindahl–Hirschman index, the sum of squared shares: 1 if one department has everything, 1/n if n have the same.

    References
    ----------
    .. [1] A. O. Hirschman, "The Paternity of an Index", American Economic Review 54 (1964), 761–762.

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    declared, led, received = Counter[str](), Counter[str](), Counter[str]()
    performed, joined, asked = Counter[str](), Counter[str](), Counter[str]()
    evidence: dict[str, dict[str, None]] = {iri: {} for iri in network.departments}
    for iri, entries in network.duties_of.items():
        for entry in entries:
            evidence[iri][entry.iri] = None
            (received if entry.duty.kind == "recalled" else declared)[iri] += 1
            asked[iri] += len(entry.duty.township_steps)
    for entry in network.of_kind("cooperative", "recalled"):
        leads = {entry.organization(m) for m in entry.duty.declared if m.role == "lead"}
        for step in entry.duty.superior_steps:
            leads |= {entry.organization(m) for m in step.participants if m.role == "lead"}
            doing = {entry.organization(m) for m in step.participants if m.role in ("performer", "joined")}
            leading = {entry.organization(m) for m in step.participants if m.role == "performer"}
            for iri in doing & evidence.keys():
                performed[iri] += 1
                joined[iri] += iri not in leading
                evidence[iri][entry.step(step)] = None
        led.update(leads & evidence.keys())
    every = performed.total()
    order = sorted(
        network.departments, key=lambda i: (-performed[i], -declared[i] - received[i], network.departments[i].name, i)
    )
    rows = tuple(
        (
            iri, declared[iri], led[iri], received[iri], performed[iri], joined[iri], asked[iri],
            round(performed[iri] / every, 4) if every else 0.0, " ".join(evidence[iri]),
        )
        for iri in order
    )  # fmt: skip
    cooperative, recalled = network.of_kind("cooperative"), network.of_kind("recalled")
    superior = sum(len(e.duty.superior_steps) for e in (*cooperative, *recalled))
    township = sum(len(e.duty.township_steps) for e in cooperative)
    notes = (
        f"单位：事项、步骤。分母：配合事项 {len(cooperative)} 项，收回事项 {len(recalled)} 项，上级部门步骤 {superior} "
        f"个，乡镇步骤 {township} 个"
        f" / Units: duties, steps; of {len(cooperative)} cooperative and {len(recalled)} recalled duties, {superior} "
        f"superior and {township} township steps",
        f"同一事项列几个部门就各计一次，各列相加可超过总数；份额的分母是执行人次 {every} / A duty counts once for each "
        f"department it declares; the share is of {every} performances",
        f"集中度（HHI，1/部门数 至 1）：执行 {_hhi(performed.values()):.3f}，列名 {_hhi(declared.values()):.3f}，"
        f"乡镇步骤 {_hhi(asked.values()):.3f}，部门 {len(order)} 个"
        f" / Concentration (HHI, 1/n to 1): steps {_hhi(performed.values()):.3f}, declared duties "
        f"{_hhi(declared.values()):.3f}, township steps {_hhi(asked.values()):.3f}; {len(order)} departments",
        "规则：执行含参与（会同、联合等）；“乡镇步骤”是其列名事项中乡镇要做的步骤。说的是谁被写到得多，不是谁忙 / "
        "Rule: performing includes joining; township steps are those in the duties declared for it. It says who is "
        "named most often, not who is busiest",
    )
    headings = (
        heading("department"),
        Heading("declared", "列名事项", "duties declared"),
        Heading("led", "牵头", "led"),
        Heading("received", "承接收回", "recalled to it"),
        Heading("performed", "执行步骤", "steps performed"),
        Heading("joined", "其中参与", "of these joined"),
        Heading("township_steps", "乡镇步骤", "township steps"),
        Heading("share", "执行份额", "share of steps"),
        heading("evidence"),
    )
    return Table(*TITLE, headings, rows, notes)


def _hhi(values: Iterable[int]) -> float:
    """Return the sum of squared shares.

    >>> _hhi([1, 1, 1, 1]), _hhi([5]), _hhi([])
    (0.25, 1.0, 0.0)
    """
    counts = list(values)
    total = sum(counts)
    return sum((count / total) ** 2 for count in counts) if total else 0.0
