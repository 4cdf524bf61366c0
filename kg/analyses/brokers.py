"""Who holds fields together: departments between departments that share no duty themselves."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.network import Entry, Network
from kg.table import Heading, Table, heading

if TYPE_CHECKING:
    import networkx as nx

TITLE: Final = ("枢纽部门：谁把各领域连在一起", "Brokers: who holds the fields together")
PLACES: Final = "network"
KINDS: Final[dict[str, tuple[str, str]]] = {}
_HEADINGS: Final = (
    heading("department"),
    Heading("partners", "同列部门", "partners"),
    Heading("duties", "同列事项", "shared duties"),
    Heading("categories", "类别数", "categories"),
    Heading("betweenness", "介数", "betweenness"),
    Heading("cut", "关节", "cut vertex"),
    Heading("constraint", "约束", "constraint"),
    heading("evidence"),
)


def run(network: Network) -> Table:
    """Return how far each department stands between others that share no duty.

    Parameters
    ----------
    network : Network
        Its projection :attr:`Network.shared`: departments joined by the duties that declare both.

    Returns
    -------
    Table
        One row a department that shares a duty, highest betweenness first, ties by neighbours, then
        by name. ``betweenness`` is the share of shortest paths between two others that pass through
        it, 0 to 1 (paths count steps, not duties); ``cut`` says that without it some department
        loses every tie to some other; ``constraint`` is Burt's, weighted by shared duties: low if
        its partners have little to do with each other.

    Notes
    -----
    Exact, O(departments × pairs). A department that shares no duty has no place between others and no row. It speaks
    of columns: a broker is named beside many, which does not make it their coordinator.

    References
    ----------
    .. [1] L. C. Freeman, "A Set of Measures of Centrality Based on Betweenness", Sociometry 40 (1977), 35–41.
    .. [2] R. S. Burt, *Structural Holes*, Harvard University Press, 1992.

    Examples
    --------
    >>> run(Network([])).rows
    ()
    """
    import networkx as nx

    shared = network.shared
    graph = shared.subgraph([iri for iri in shared.nodes if shared.degree(iri)]).copy()
    between = nx.betweenness_centrality(graph)
    cuts = set(nx.articulation_points(graph))
    # Named nodes: without them NetworkX asks SciPy, which nothing else here needs.
    constraint = nx.constraint(graph, list(graph), weight="weight") if graph else {}
    order = sorted(
        graph,
        key=lambda i: (-round(between[i], 9), -graph.degree(i), network.departments[i].name, i),
    )
    rows = []
    for iri in order:
        entries = _shared_duties(network, graph, iri)
        categories = {entry.duty.category for entry in entries}
        rows.append(
            (
                iri,
                graph.degree(iri),
                len(entries),
                len(categories),
                round(between[iri], 4),
                iri in cuts,
                round(constraint[iri], 4),
                " ".join(entry.iri for entry in entries),
            )
        )
    return Table(*TITLE, _HEADINGS, tuple(rows), _notes(network, graph))


def _shared_duties(network: Network, graph: nx.Graph, iri: str) -> list[Entry]:
    """Return the duties that a department shares with another, in the order of the lists."""
    shared = set(chain.from_iterable(duties for *_, duties in graph.edges(iri, data="duties")))
    return [entry for entry in network.duties_of[iri] if entry.iri in shared]


def _notes(network: Network, graph: nx.Graph) -> tuple[str, ...]:
    """Return what is counted, of how many, and by which rule."""
    import networkx as nx

    parts = nx.number_connected_components(graph) if graph else 0
    return (
        f"单位：部门；分母：与别的部门同列事项的部门 {len(graph)} 个（共 "
        f"{len(network.departments)} 个），连成 {parts} 片"
        f" / Unit: department; {len(graph)} of {len(network.departments)} share a duty with "
        f"another, in {parts} connected parts",
        "规则：两部门同列于一个事项的部门栏即相连。介数：其余两两部门间最短路径经过它的比例；"
        "关节：去掉它网络就断开；约束（Burt）：越低，其伙伴之间越少往来"
        " / Rule: two departments are tied if a column names both. Betweenness: share of shortest "
        "paths through it; cut: without it the network falls apart; constraint: the lower, the "
        "less its partners have to do with each other",
    )
