"""What the list leaves open: no lead, silent or only joining departments, undeclared actors, unassigned steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.analyses._finding import distinct, finding
from kg.analyses._gaps import Gap, gaps, listed
from kg.model import Finding
from kg.network import Network
from kg.table import Heading, Table, Value, heading
from kg.words import kinds

TITLE: Final = ("职责缺口：谁牵头、谁在做、谁没做", "Gaps: who leads, who acts, who does not")
PLACES: Final = "each"
KINDS: Final = kinds(
    "no_lead", "partial_lead", "silent", "joined_only", "undeclared", "unassigned", "vague"
)
_BY_STEP: Final = ("unassigned", "vague")
"""The kinds of which a duty may have several: a finding is told from its like by the step."""
_HEADINGS: Final = (
    Heading("kind", "缺口", "gap"),
    heading("duty"),
    heading("title"),
    heading("departments"),
    heading("rule"),
    heading("evidence"),
)


def run(network: Network) -> Table:
    """Return every gap of the lists.

    Parameters
    ----------
    network : Network
        Duties with their declared departments and the performers of each superior step.

    Returns
    -------
    Table
        One row a gap, by kind, then in the order of the lists. Unit: duty, department of a duty, or
        step, as the kind has it.

    Notes
    -----
    O(steps). A gap is one of the text, not of the law or of what is done: 列名而不做 says that no
    step of the cell names the department, not that it does nothing. Where a step names nobody, it
    may be any declared department's, so none of them is called silent.

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    found = _by_kind(network)
    return Table(*TITLE, _HEADINGS, tuple(map(_row, found)), _notes(network, found))


def _by_kind(network: Network) -> list[Gap]:
    """Return the gaps by kind, those of one kind in the order of the lists."""
    order = list(KINDS)
    return sorted(gaps(network), key=lambda gap: order.index(gap.kind))


def _row(gap: Gap) -> tuple[Value, ...]:
    return (
        " ".join(KINDS[gap.kind]),
        gap.entry.iri,
        gap.entry.duty.title,
        "、".join(_departments(gap)) or None,
        gap.rule[0],
        " ".join(gap.evidence),
    )


def _departments(gap: Gap) -> list[str]:
    """Return the departments that a gap concerns, each once."""
    return list(dict.fromkeys(mention.name for mention in gap.departments))


def _notes(network: Network, found: Sequence[Gap]) -> tuple[str, ...]:
    """Return what is counted, of how many, and by which rule."""
    cooperative, recalled = network.of_kind("cooperative"), network.of_kind("recalled")
    columns = tuple(len(e.duty.declared_departments) for e in cooperative)
    steps = sum(len(e.duty.superior_steps) for e in (*cooperative, *recalled))
    counts = Counter(gap.kind for gap in found)
    duties = Counter(kind for kind, _ in {(gap.kind, gap.entry.iri) for gap in found})
    several = sum(len(listed(e.duty)) > 1 for e in cooperative)
    return (
        f"单位：配合事项；列有“其他……部门”的也是不止一家。无牵头 {counts['no_lead']} 项、"
        f"牵头只及一步 {counts['partial_lead']} 项；分母：列有两个以上部门的配合事项 {several} "
        f"项（共 {len(cooperative)} 项）"
        " / Unit: cooperative duty; an open class (“other departments”) is more than one; "
        f"{counts['no_lead']} without a lead and {counts['partial_lead']} with a lead for one "
        f"step, of {several} that declare several departments ({len(cooperative)} in all)",
        f"单位：某事项的某部门。列名而不做 {counts['silent']}（{duties['silent']} 项）、只参与 "
        f"{counts['joined_only']}（{duties['joined_only']} 项）；分母：配合事项列名部门 "
        f"{sum(columns)} 个次"
        f" / Unit: department of a duty; {counts['silent']} silent ({duties['silent']} duties) "
        f"and {counts['joined_only']} only joining ({duties['joined_only']} duties), of "
        f"{sum(columns)} declared",
        f"单位：某事项的某部门。做而未列名 {counts['undeclared']}（{duties['undeclared']} 项，"
        "含收回事项中未列为承接部门者）"
        f" / Unit: department of a duty; {counts['undeclared']} act undeclared "
        f"({duties['undeclared']} duties; a recalled duty's are those that do not receive it)",
        f"单位：步骤。无人执行 {counts['unassigned']}、执行者不指名 {counts['vague']}；分母："
        f"上级部门步骤 {steps}"
        f" / Unit: step; {counts['unassigned']} given to nobody and {counts['vague']} to an "
        f"unnamed body, of {steps} superior steps",
        "规则：执行者依次为句子主语、所在小标题的部门、唯一列名的部门，否则记为无人执行；会同、"
        "联合、组织、协调所带的部门算参与，只写同谁做的步骤也无人执行"
        " / Rule: a step's performer is its subject, else its heading's department, else the only "
        "declared one, else nobody; who is brought in by 会同, 联合, 组织, 协调 joins, and a step "
        "that only says with whom is given to nobody",
    )


def findings(network: Network) -> list[Finding]:
    """Return every gap as a finding, by kind."""
    return distinct(map(_finding, _by_kind(network)))


def _finding(gap: Gap) -> Finding:
    about = [mention.name for mention in gap.departments]
    if gap.kind in _BY_STEP:
        about += [step.text for step in gap.steps]
    return finding(
        gap.kind,
        gap.rule,
        [gap.entry],
        about=about,
        departments=_departments(gap),
        clauses=gap.clauses,
    )
