"""Recalled duties that still stand elsewhere, or whose own text still asks the township."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.analyses._finding import distinct, finding
from kg.analyses._remnants import NEAR, Remnant, remnants
from kg.matters import thesaurus
from kg.model import Finding
from kg.network import Network
from kg.table import Heading, Table, Value, heading
from kg.words import kinds

TITLE: Final = (
    "收回核对：收回的事项在别处是否仍在",
    "Recalls: what was recalled and still stands elsewhere",
)
PLACES: Final = "within"
KINDS: Final = kinds("remnant")
_HEADINGS: Final = (
    Heading("duty", "收回事项", "recalled duty"),
    Heading("title", "收回了什么", "what was recalled"),
    Heading("other", "仍在何处", "where it stands"),
    Heading("clause", "仍在的原文", "what stands there"),
    heading("matter"),
    heading("grade"),
    heading("rule"),
    heading("evidence"),
)


def run(network: Network) -> Table:
    """Return where the recalled duties still stand.

    Parameters
    ----------
    network : Network
        Titles and township steps with their marks (``matter``, ``kind``).

    Returns
    -------
    Table
        One row a recalled duty and a place where it still stands, the gravest first, then in the
        order of the list. Unit: pair of duties. ``grade`` 3: the act itself remains with the
        township; 2: the same matter remains, with an earlier step or another act.

    Notes
    -----
    O(recalled × others) over matters, not texts, besides the ranking of
    :mod:`~kg.similarity.ranking`. Only the title of a recalled duty is compared, so the boilerplate
    of its method never links anything. Grade 2 is often as it should be (the fine went, the patrol
    stayed): the list does not say who does what, which is why both clauses are shown. What the
    thesaurus does not know is not found.

    Examples
    --------
    >>> run(Network([])).rows
    ()
    """
    found = _gravest_first(network)
    return Table(*TITLE, _HEADINGS, tuple(map(_row, found)), _notes(network, found))


def _gravest_first(network: Network) -> list[Remnant]:
    """Return the remnants, the gravest first, then in the order of the list."""
    return sorted(remnants(network), key=lambda remnant: -remnant.gravity)


def _row(remnant: Remnant) -> tuple[Value, ...]:
    matter = thesaurus().matters.get(remnant.matter)
    return (
        remnant.recalled.iri,
        remnant.recalled.duty.title,
        remnant.other.iri,
        remnant.clauses[1].text,
        matter.zh if matter else None,
        remnant.gravity,
        remnant.rule[0],
        remnant.evidence,
    )


def _notes(network: Network, found: Sequence[Remnant]) -> tuple[str, ...]:
    """Return what is counted, of how many, and by which rule."""
    recalled = network.of_kind("recalled")
    touched = {remnant.recalled.iri for remnant in found}
    grades = Counter(
        grade for grade, _ in {(remnant.gravity, remnant.recalled.iri) for remnant in found}
    )
    return (
        f"单位：收回事项与留存之处 {len(found)} 对；涉及收回事项 {len(touched)} 项，分母 "
        f"{len(recalled)} 项"
        f" / Unit: recalled duty and where it stands, {len(found)} pairs; they touch "
        f"{len(touched)} of {len(recalled)} recalled duties",
        f"等级：3 收回的做法本身仍要乡镇做，或同一件事仍是乡镇的基本事项（{grades[3]} 项）；2 "
        f"同一件事仍在，留下的是前道手续或别的做法（{grades[2]} 项）"
        " / Grade 3: the act itself is still asked of the township, or the same matter is still "
        f"its own basic duty ({grades[3]} duties); 2: the same matter stays with an earlier step "
        f"or another act ({grades[2]})",
        f"规则：两事项相近（重叠分值不低于 {NEAR:g}），且收回事项的名称与基本事项名称、"
        "配合事项乡镇步骤涉及同一件事，再比做法；工作方式的套话不参与比较；奖励只比奖励"
        f" / Rule: the two are near (overlap score {NEAR:g} or more), and the recalled title and "
        "a basic title or a township step name the same matter, then the acts are compared; the "
        "method's boilerplate is never compared; a reward only meets a reward",
        "等级 2 常属正常分工（处罚收回，巡查留下），须看两处原文"
        " / Grade 2 is often a lawful division (the fine went, the patrol stayed): read both "
        "clauses",
    )


def findings(network: Network) -> list[Finding]:
    """Return the remnants, the gravest first."""
    return distinct(map(_finding, _gravest_first(network)))


def _finding(remnant: Remnant) -> Finding:
    entries = [remnant.recalled]
    if remnant.other is not remnant.recalled:
        entries.append(remnant.other)
    return finding(
        "remnant",
        remnant.rule,
        entries,
        departments=remnant.recalled.duty.departments,
        clauses=remnant.clauses,
        grade=remnant.gravity,
        score=round(remnant.score, 4),
        matter=remnant.matter,
    )
