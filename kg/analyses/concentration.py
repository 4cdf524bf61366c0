"""Who carries what: duties and steps that fall to each department."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.model import Step
from kg.network import Entry, Network
from kg.table import Heading, Table, Value, heading

TITLE: Final = (
    "部门分布：事项和步骤集中在哪些部门",
    "Concentration: which departments duties and steps fall to",
)
PLACES: Final = "sum"
KINDS: Final[dict[str, tuple[str, str]]] = {}
_HEADINGS: Final = (
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


@dataclass(slots=True)
class _Share:
    """What falls to one department: duties declared, led, received; steps performed, joined, asked of the township."""

    iri: str
    name: str
    declared: int = 0
    led: int = 0
    received: int = 0
    performed: int = 0
    joined: int = 0
    asked: int = 0
    evidence: dict[str, None] = field(default_factory=dict)

    def row(self, every: int) -> tuple[Value, ...]:
        """Return its row; ``every`` is the number of all performances."""
        part = round(self.performed / every, 4) if every else 0.0
        counts = (self.declared, self.led, self.received, self.performed, self.joined, self.asked)
        return (self.iri, *counts, part, " ".join(self.evidence))


def _shares(network: Network) -> list[_Share]:
    """Return what falls to each department, most steps first, then most duties, then by name."""
    shares = {iri: _Share(iri, body.name) for iri, body in network.departments.items()}
    for iri, entries in network.duties_of.items():
        for entry in entries:
            _count_duty(shares[iri], entry)
    for entry in network.of_kind("cooperative", "recalled"):
        for step in entry.duty.superior_steps:
            _count_step(shares, entry, step)
        mentions = (
            *entry.duty.declared,
            *(m for step in entry.duty.superior_steps for m in step.participants),
        )
        leads = {entry.organization(m) for m in mentions if m.role == "lead"}
        for iri in leads & shares.keys():
            shares[iri].led += 1
    return sorted(
        shares.values(), key=lambda s: (-s.performed, -s.declared - s.received, s.name, s.iri)
    )


def _count_duty(share: _Share, entry: Entry) -> None:
    share.evidence[entry.iri] = None
    share.asked += len(entry.duty.township_steps)
    if entry.duty.kind == "recalled":
        share.received += 1
    else:
        share.declared += 1


def _count_step(shares: dict[str, _Share], entry: Entry, step: Step) -> None:
    doing = {entry.organization(m) for m in step.participants if m.acts}
    leading = {entry.organization(m) for m in step.participants if m.role == "performer"}
    for iri in doing & shares.keys():
        share = shares[iri]
        share.performed += 1
        share.joined += iri not in leading
        share.evidence[entry.step(step)] = None


def run(network: Network) -> Table:
    """Return the number of duties and steps that fall to each department.

    A duty declared for two departments counts once for each, so a column can add up to more than
    the number of duties.

    Parameters
    ----------
    network : Network
        Duties with their declared departments and the performers of each superior step.

    Returns
    -------
    Table
        One row a department, most steps first, ties by declared duties, then by name. Units:
        duties, steps. ``township_steps`` are the township's steps in the duties declared for the
        department; ``share`` is its part of all performances (a step that two perform counts for
        both).

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
    shares = _shares(network)
    every = sum(share.performed for share in shares)
    rows = tuple(share.row(every) for share in shares)
    return Table(*TITLE, _HEADINGS, rows, _notes(network, shares, every))


def _notes(network: Network, shares: Sequence[_Share], every: int) -> tuple[str, ...]:
    """Return what is counted, of how many, how concentrated it is, and by which rule."""
    cooperative, recalled = network.of_kind("cooperative"), network.of_kind("recalled")
    superior = sum(len(e.duty.superior_steps) for e in (*cooperative, *recalled))
    township = sum(len(e.duty.township_steps) for e in cooperative)
    steps = _hhi(share.performed for share in shares)
    declared = _hhi(share.declared for share in shares)
    asked = _hhi(share.asked for share in shares)
    return (
        f"单位：事项、步骤。分母：配合事项 {len(cooperative)} 项，收回事项 {len(recalled)} 项，"
        f"上级部门步骤 {superior} 个，乡镇步骤 {township} 个"
        f" / Units: duties, steps; of {len(cooperative)} cooperative and {len(recalled)} recalled "
        f"duties, {superior} superior and {township} township steps",
        f"同一事项列几个部门就各计一次，各列相加可超过总数；份额的分母是执行人次 {every}"
        f" / A duty counts once for each department it declares; the share is of {every} "
        "performances",
        f"集中度（HHI，1/部门数 至 1）：执行 {steps:.3f}，列名 {declared:.3f}，"
        f"乡镇步骤 {asked:.3f}，部门 {len(shares)} 个"
        f" / Concentration (HHI, 1/n to 1): steps {steps:.3f}, declared duties {declared:.3f}, "
        f"township steps {asked:.3f}; {len(shares)} departments",
        "规则：执行含参与（会同、联合等）；“乡镇步骤”是其列名事项中乡镇要做的步骤。"
        "说的是谁被写到得多，不是谁忙"
        " / Rule: performing includes joining; township steps are those in the duties declared "
        "for it. It says who is named most often, not who is busiest",
    )


def _hhi(values: Iterable[int]) -> float:
    """Return the sum of squared shares.

    >>> _hhi([1, 1, 1, 1]), _hhi([5]), _hhi([])
    (0.25, 1.0, 0.0)
    """
    counts = list(values)
    total = sum(counts)
    if total:
        return sum((count / total) ** 2 for count in counts)
    return 0.0
