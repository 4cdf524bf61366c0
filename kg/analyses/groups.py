"""Who shares duties with whom: pairs of departments, the groups they form, and those that share none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from kg.analyses._communities import SEEDS, Communities, communities
from kg.analyses._finding import column, finding
from kg.model import Finding
from kg.network import Network
from kg.table import Heading, Table, Value, heading
from kg.words import kinds

TITLE: Final = (
    "部门群：哪些部门同列一事，成何群",
    "Groups of departments: who stands in one column with whom",
)
PLACES: Final = "network"
KINDS: Final = kinds("community")
_HEADINGS: Final = (
    heading("department"),
    Heading("other", "部门", "department"),
    Heading("shared", "同列事项数", "shared duties"),
    heading("duties"),
    Heading("jaccard", "占两者事项", "of the duties of either"),
    Heading("group", "同属群", "group"),
    Heading("together", "同群", "together"),
    heading("evidence"),
)


def run(network: Network) -> Table:
    """Return the pairs of departments that are declared for the same duties.

    Parameters
    ----------
    network : Network
        Its :attr:`Network.pairs` are the departments of one column.

    Returns
    -------
    Table
        One row a pair, most shared duties first, ties by name. Unit: duty. ``jaccard`` is the
        shared duties over the duties of either; ``group`` is the number of the community both
        belong to (empty: two communities); ``together`` is the share of Louvain runs that keep the
        two in one community.

    Notes
    -----
    Louvain runs 50 times, O(edges) each. Sharing a column is not working together: the column says who answers.
    A community is a way of seeing, not a fact; two departments whose ``together`` is far from 1 could be drawn apart.

    References
    ----------
    .. [1] M. E. J. Newman, "Modularity and community structure in networks", PNAS 103 (2006), 8577–8582.

    Examples
    --------
    >>> run(Network([])).rows
    ()
    """
    pairs, found = network.pairs, _communities(network)
    order = {iri: place for place, iri in enumerate(network.departments)}
    most_shared = sorted(
        pairs, key=lambda pair: (-len(pairs[pair]), order[pair[0]], order[pair[1]])
    )
    rows = tuple(_row(network, found, pair) for pair in most_shared)
    return Table(*TITLE, _HEADINGS, rows, _notes(network, found))


def _row(network: Network, found: Communities, pair: tuple[str, str]) -> tuple[Value, ...]:
    one, other = pair
    duties = network.pairs[pair]
    of_either = {entry.iri for entry in (*network.duties_of[one], *network.duties_of[other])}
    group = found.number[one] if found.number[one] == found.number[other] else None
    return (
        one,
        other,
        len(duties),
        _names(network, duties),
        round(len(duties) / len(of_either), 3),
        group,
        found.together[pair],
        " ".join(duties),
    )


def _names(network: Network, iris: Iterable[str]) -> str:
    """Return what duties or departments are called, one after the other."""
    return "、".join(network.labels[iri] for iri in iris)


def _notes(network: Network, found: Communities) -> tuple[str, ...]:
    """Return what is counted, of how many, by which rule, and the groups themselves."""
    joined = set(chain.from_iterable(network.pairs))
    alone = [iri for iri in network.departments if iri not in joined]
    groups = []
    for number, group in enumerate(found.groups, 1):
        groups.append(f"{number}（{_names(network, group)}）")
    naming = network.of_kind("cooperative", "recalled")
    several = sum(len(entry.duty.departments) > 1 for entry in naming)
    return (
        f"单位：事项；分母：列有两个以上部门的事项 {several} 项（配合、收回共 {len(naming)} 项）"
        f" / Unit: duty; {several} duties declare several departments, of {len(naming)} cooperative "
        "and recalled ones",
        f"部门群：Louvain 算 {SEEDS} 次取模块度最高者，Q = {found.modularity:.3f}（最低一次 "
        f"{found.worst:.3f}）；“同群”是 {SEEDS} 次中两部门同在一群的比例"
        f" / Groups: the best of {SEEDS} Louvain runs, Q = {found.modularity:.3f} (worst "
        f"{found.worst:.3f}); together: share of the runs with both in one group",
        f"各群 groups：{'；'.join(groups)}",
        f"不与任何部门同列的部门 {len(alone)} 个：{_names(network, alone)} / {len(alone)} departments share no duty",
        "规则：同列于一个事项的部门栏即算共同承担；同列不等于共事"
        " / Rule: two departments share a duty if its column names both; that is not to say they "
        "work together",
    )


def _communities(network: Network) -> Communities:
    weights = {pair: len(duties) for pair, duties in network.pairs.items()}
    return communities(list(network.departments), weights)


def findings(network: Network) -> list[Finding]:
    """Return the groups of departments, largest first; the score is how often its pairs stay together."""
    found = _communities(network)
    return [_finding(network, found, group) for group in found.groups]


def _finding(network: Network, found: Communities, group: Sequence[str]) -> Finding:
    members = set(group)
    inside = [pair for pair in found.together if members.issuperset(pair)]
    shared = set(chain.from_iterable(network.pairs[pair] for pair in inside))
    entries = [entry for entry in network.entries if entry.iri in shared]
    names = [network.departments[iri].name for iri in group]
    score = 0.0
    if inside:
        score = sum(found.together[pair] for pair in inside) / len(inside)
    rule = (
        f"{'、'.join(names)}这 {len(names)} 个部门，"
        f"其中两个以上同列的事项有 {len(entries)} 个；"
        f"划分 {SEEDS} 次，同列的两个部门平均有 {score:.0%} 的次数分在一群"
        f"（模块度 {found.modularity:.3f}）",
        f"{', '.join(names)}: two or more of these {len(names)} departments share "
        f"{len(entries)} duties; of {SEEDS} partitions, {score:.0%} keep a pair that shares "
        f"any together, on average (modularity {found.modularity:.3f})",
    )
    return finding(
        "community",
        rule,
        entries,
        about=names,
        departments=names,
        score=round(score, 4),
        clauses=[column(entry) for entry in entries],
    )
