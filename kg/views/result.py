"""A picture of any query's answer: things in columns by their kind, lines for what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.views.layout.barycentre import centre
from kg.views.layout.lanes import foot, stack
from kg.views.layout.wrap import breaks
from kg.views.page import LIVE, network_of
from kg.views.scene import Edge, Ground, Json, Node, Scene
from kg.views.shell import asset, block, dense, policy

SHARED = ("dom", "say", "save", "scene", "paint", "svg", "graph", "pictures")
SCRIPTS = (*(f"shared/{name}.js" for name in SHARED), "list/words.js", "result/main.js")
STYLES = ("shared/base.css", "list/frame.css", "list/print.css")
LIBRARY = "vis-network.min.js"
COLUMN, BETWEEN, MARGIN, TOP = 230.0, 130.0, 14.0, 44.0
_TEXT, _LINE = 17.0, 17.0
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class ResultNode:
    """A thing of the answer: ``kind`` is the name of its class (may be empty)."""

    id: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ResultEdge:
    """A statement of the answer."""

    source: str
    target: str
    label: str = ""


def render_result(
    title: str, nodes: Sequence[ResultNode], edges: Sequence[ResultEdge], *, note: str = ""
) -> str:
    """Return a page that shows an answer as a picture, with the same as a list beside it.

    Parameters
    ----------
    title : str
        What was asked.
    nodes, edges : sequences
        Things and statements, in the order of the answer; edges between unknown things are left
        out.
    note : str
        A line below the title: where the answer comes from.

    Returns
    -------
    str
        HTML. Write it as UTF-8.
    """
    unique = list({node.id: node for node in nodes}.values())
    refs = {node.id: f"n{index}" for index, node in enumerate(unique)}
    known = [edge for edge in dict.fromkeys(edges) if edge.source in refs and edge.target in refs]
    picture = arrange(unique, known, refs)
    live, library, script, style = (
        asset(LIVE),
        asset(LIBRARY),
        dense(asset(*SCRIPTS)),
        dense(asset(*STYLES)),
    )
    network = network_of(picture, "result.html")
    kinds = list(dict.fromkeys(node.kind for node in unique))
    things: list[Json] = [[node.label, kinds.index(node.kind)] for node in unique]
    statements: list[Json] = [[refs[edge.source], refs[edge.target], edge.label] for edge in known]
    network.templateEnv.globals.update(
        title=title,
        note=note,
        nodes_read=unique,
        edges_read=[
            (unique[int(refs[e.source][1:])].label, e.label, unique[int(refs[e.target][1:])].label)
            for e in known
        ],
        size=[picture.width, picture.height],
        ground=block([item.pack() for item in picture.ground]),
        data=block(
            {"title": title, "kinds": list[Json](kinds), "things": things, "statements": statements}
        ),
        policy=policy((live, library, script), (style,)),
        live=Markup(live),  # noqa: S704 - files of ours, read as text
        library=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
    )
    return str(network.generate_html())


def arrange(
    nodes: Sequence[ResultNode], edges: Sequence[ResultEdge], refs: Mapping[str, str]
) -> Scene:
    """Return the picture: a column for each kind, or for each step away from the first thing if all are of one kind."""
    columns = _columns(nodes, edges)
    near = _neighbours(edges)
    boxes = {node.id: breaks(node.label, _TEXT, 4) for node in nodes}
    places: dict[str, float] = {}
    for column in columns:
        places.update(_middles(column, boxes))
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            _beside_neighbours(column, near, places)
            places.update(_middles(column, boxes))
    height = max([400.0, *(_height(column, boxes) for column in columns)])
    drawn, ground = [], []
    for index, column in enumerate(columns):
        x = MARGIN + COLUMN / 2 + index * (COLUMN + BETWEEN)
        shift = (height - _height(column, boxes)) / 2
        if head := _heading(column):
            ground.append(Ground("column", f"c{index}", x, 22.0, COLUMN, 20.0, head))
        for node in column:
            ends = boxes[node.id]
            tall = 12 + _LINE * max(1, len(ends))
            drawn.append(
                Node(
                    "result",
                    refs[node.id],
                    x,
                    places[node.id] + shift,
                    COLUMN,
                    tall,
                    node.label,
                    ends,
                )
            )
    lines = [
        Edge("relation", refs[e.source], refs[e.target], e.label)
        for e in edges
        if e.source != e.target
    ]
    width = 2 * MARGIN + len(columns) * COLUMN + max(0, len(columns) - 1) * BETWEEN
    return Scene(max(width, 600.0), height, tuple(ground), tuple(lines), tuple(drawn))


def _beside_neighbours(
    column: list[ResultNode], near: Mapping[str, Sequence[str]], places: Mapping[str, float]
) -> None:
    """Sort a column so that each thing comes near the middle of what it is joined to."""
    wish = {}
    for node in column:
        points = [(0.0, places[other]) for other in near.get(node.id, ())]
        wish[node.id] = centre(points)[1] or places[node.id]
    column.sort(key=lambda node: (wish[node.id], node.label, node.id))


def _heading(column: Sequence[ResultNode]) -> str:
    """Return the name of a column's kind and how many there are; empty for things of several kinds, or of none."""
    kinds = {node.kind for node in column}
    return f"{column[0].kind} {len(column)}" if len(kinds) == 1 and column[0].kind else ""


def _columns(nodes: Sequence[ResultNode], edges: Sequence[ResultEdge]) -> list[list[ResultNode]]:
    kinds = list(dict.fromkeys(node.kind for node in nodes))
    if len(kinds) > 1 or not edges:
        by_kind: dict[str, list[ResultNode]] = {kind: [] for kind in kinds}
        for node in nodes:
            by_kind[node.kind].append(node)
        return list(by_kind.values())
    depth = _depths(nodes, _neighbours(edges))
    by_depth: list[list[ResultNode]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in nodes:
        by_depth[depth[node.id]].append(node)
    return by_depth


def _depths(nodes: Sequence[ResultNode], near: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many steps each thing is away from the first that reaches it."""
    depth: dict[str, int] = {}
    for root in nodes:
        if root.id not in depth:
            depth[root.id], queue = 0, [root.id]
            while queue:
                name = queue.pop(0)
                for other in near.get(name, ()):
                    if other not in depth:
                        depth[other] = depth[name] + 1
                        queue.append(other)
    return depth


def _neighbours(edges: Iterable[ResultEdge]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for edge in edges:
        near.setdefault(edge.source, []).append(edge.target)
        near.setdefault(edge.target, []).append(edge.source)
    return near


def _middles(column: Sequence[ResultNode], boxes: Mapping[str, Sequence[int]]) -> dict[str, float]:
    heights = [12 + _LINE * max(1, len(boxes[node.id])) for node in column]
    slots = stack(heights, [8.0] * len(column), TOP - 8)
    return {node.id: slot.middle for node, slot in zip(column, slots, strict=True)}


def _height(column: Sequence[ResultNode], boxes: Mapping[str, Sequence[int]]) -> float:
    heights = [12 + _LINE * max(1, len(boxes[node.id])) for node in column]
    return foot(stack(heights, [8.0] * len(column), TOP - 8)) + MARGIN
