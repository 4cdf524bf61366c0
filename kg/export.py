"""Networks as files for other programs: GraphML, GEXF (Gephi), and a table of nodes and one of edges."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg import files
from kg.errors import UnknownName, WriteError
from kg.network import Network
from kg.table import Heading, Table, in_xml, write_whole

if TYPE_CHECKING:
    import networkx as nx

NETWORKS: Final[Mapping[str, tuple[str, str, Callable[[Network], nx.Graph]]]] = {
    "whole": (
        "全部：事项、步骤、部门、类别、事",
        "everything: duties, steps, departments, categories, matters",
        lambda n: n.graph,
    ),
    "departments": (
        "部门—部门：同列的事项",
        "departments joined by the duties they share",
        lambda n: n.shared,
    ),
    "matters": (
        "事项—事：名称中的事",
        "duties and the matters their titles name",
        lambda n: n.matters,
    ),
}
FORMATS: Final = ("graphml", "gexf", "csv")
_NAME = re.compile(rb'(<graph\b[^>]*?) name="[^"]*"')
_DATE = re.compile(rb' lastmodifieddate="[^"]*"')


def graph(network: Network, name: str) -> nx.Graph:
    """Return one of the networks, ready to be written: every attribute a text or a number, none missing.

    Raises
    ------
    UnknownName
        If there is none of that name.
    """
    if name not in NETWORKS:
        known = ", ".join(NETWORKS)
        raise UnknownName(
            f"没有网络 “{name}”",
            f'no network "{name}"',
            cure=(f"可用：{known}", f"one of: {known}"),
        )
    source = NETWORKS[name][2](network)
    out = type(source)()
    for node, attributes in source.nodes(data=True):
        out.add_node(in_xml(str(node)), **_plain(attributes))
    how = {"data": True}
    if source.is_multigraph():
        how["keys"] = True
    for number, edge in enumerate(source.edges(**how)):
        *ends, attributes = edge
        extra = {}
        if len(ends) == 3:
            extra["kind"] = str(ends[2])
        if "duties" in attributes:
            extra["label"] = "、".join(network.labels[iri] for iri in attributes["duties"])
        out.add_edge(
            in_xml(str(ends[0])),
            in_xml(str(ends[1])),
            *ends[2:],
            **_plain({**attributes, **extra}),
            id=f"e{number}",
        )
    return out


def _plain(attributes: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    """Return the attributes that a file can hold: no None, sequences as words with a space between."""
    return {name: _held(value) for name, value in attributes.items() if value is not None}


def _held(value: Any) -> str | int | float | bool:
    """Return a value as a file can hold it."""
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, int | float | bool):
        return value
    if isinstance(value, tuple | list):
        value = " ".join(map(str, value))
    return in_xml(str(value))


def graphml(graph: nx.Graph) -> bytes:
    """Return a graph as GraphML, typed, the same bytes every time."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def gexf(graph: nx.Graph) -> bytes:
    """Return a graph as GEXF 1.2 for Gephi.

    Without the date, which would make each file another, and without the graph's name, which the
    schema does not know.
    """
    import networkx as nx

    out = io.BytesIO()
    nx.write_gexf(graph, out, encoding="utf-8", version="1.2draft")
    return _NAME.sub(rb"\1", _DATE.sub(b"", out.getvalue()), count=1)


def _keys(attributes: Iterable[Mapping[str, Any]], without: set[str]) -> list[str]:
    """Return the names of all attributes but some, sorted."""
    return sorted(set(chain.from_iterable(attributes)) - without)


def nodes_table(graph: nx.Graph) -> Table:
    """Return the nodes with the headers that Gephi's import expects (Id, Label)."""
    keys = _keys((attributes for _, attributes in graph.nodes(data=True)), {"label"})
    rows = tuple((str(n), a.get("label"), *map(a.get, keys)) for n, a in graph.nodes(data=True))
    return Table("节点", "Nodes", (Heading("Id"), Heading("Label"), *map(Heading, keys)), rows)


def edges_table(graph: nx.Graph) -> Table:
    """Return the edges with the headers that Gephi's import expects (Source, Target, Type, Weight)."""
    keys = _keys((attributes for *_, attributes in graph.edges(data=True)), {"id", "weight"})
    way = "Directed" if graph.is_directed() else "Undirected"
    rows = tuple(
        (str(u), str(v), way, a["id"], a.get("weight", 1), *map(a.get, keys))
        for u, v, a in graph.edges(data=True)
    )
    headings = tuple(map(Heading, ("Source", "Target", "Type", "Id", "Weight", *keys)))
    return Table("边", "Edges", headings, rows)


def targets(path: Path, format: str) -> list[Path]:
    """Return the files that an export writes, each of them examined.

    Raises
    ------
    WriteError
        If one cannot be written.
    """
    if format != "csv":
        return [files.examine(path).path]
    if path.exists() and not path.is_file():
        raise WriteError(
            "CSV 需要两个文件",
            "a network as CSV takes two files",
            where=str(path),
            cure=("请写普通文件名", "name an ordinary file"),
        )
    stem = path
    if path.suffix.lower() == ".csv":
        stem = path.with_suffix("")
    return [
        files.examine(stem.with_name(f"{stem.name}-{part}.csv")).path for part in ("nodes", "edges")
    ]


def write(graph: nx.Graph, path: Path, format: str) -> list[Path]:
    """Write a graph and return the files: one, or for CSV a table of nodes and one of edges beside each other."""
    written = targets(path, format)
    if format == "csv":
        for file, table in zip(written, (nodes_table(graph), edges_table(graph)), strict=True):
            table.write(file, "csv")
    elif format == "graphml":
        write_whole(path, graphml(graph))
    else:
        write_whole(path, gexf(graph))
    return written
