"""The picture of an answer: things in columns by kind, lines for what goes from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.views.layout.barycentre import centre
from kg.views.layout.lanes import Slot, foot, stack
from kg.views.layout.wrap import breaks
from kg.views.scene import Edge, Ground, Node, Scene

COLUMN, BETWEEN, MARGIN, TOP = 230.0, 130.0, 14.0, 44.0
_TEXT, _LINE, _GAP = 17.0, 17.0, 8.0
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class ResultNode:
    """A thing of the answer: ``kind`` is the name of its class (may be empty)."""

    id: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ResultEdge:
    """What goes from one thing of the answer to another; ``directed``: there is a from and a to."""

    source: str
    target: str
    label: str = ""
    directed: bool = True


def arrange(
    nodes: Sequence[ResultNode], edges: Sequence[ResultEdge], refs: Mapping[str, str]
) -> Scene:
    """Return the picture: a column a kind, or, of one kind, a column a step away from the first."""
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
    for column in sorted(columns, key=lambda one: -_height(one, boxes)):
        _spread(column, near, boxes, places, height)
    drawn, ground = [], []
    for index, column in enumerate(columns):
        x = MARGIN + COLUMN / 2 + index * (COLUMN + BETWEEN)
        if head := _heading(column):
            ground.append(Ground("column", f"c{index}", x, 22.0, COLUMN, 20.0, head))
        for node in column:
            ends = boxes[node.id]
            tall = _tall(ends)
            drawn.append(
                Node(
                    "result",
                    refs[node.id],
                    x,
                    places[node.id],
                    COLUMN,
                    tall,
                    node.label,
                    ends,
                )
            )
    lines = [
        Edge("relation" if e.directed else "joins", refs[e.source], refs[e.target], e.label)
        for e in edges
        if e.source != e.target
    ]
    width = 2 * MARGIN + len(columns) * COLUMN + max(0, len(columns) - 1) * BETWEEN
    return Scene(max(width, 600.0), height, tuple(ground), tuple(lines), tuple(drawn))


def _spread(
    column: Sequence[ResultNode],
    near: Mapping[str, Sequence[str]],
    boxes: Mapping[str, Sequence[int]],
    places: dict[str, float],
    height: float,
) -> None:
    """Move the things of a column, in order, towards the middle of what each is joined to."""
    if not column or _height(column, boxes) >= height:
        return
    talls = [_tall(boxes[node.id]) for node in column]
    middles: list[float] = []
    for node, tall in zip(column, talls, strict=True):
        points = [(0.0, places[other]) for other in near.get(node.id, ())]
        wish = centre(points)[1] if points else TOP + tall / 2
        above = middles[-1] + talls[len(middles) - 1] / 2 + _GAP if middles else TOP
        middles.append(max(wish, above + tall / 2))
    below = height - MARGIN
    for at in reversed(range(len(column))):
        middles[at] = min(middles[at], below - talls[at] / 2)
        below = middles[at] - talls[at] / 2 - _GAP
        places[column[at].id] = middles[at]


def _tall(ends: Sequence[int]) -> float:
    """Return how tall a box of so many lines is."""
    return 12 + _LINE * max(1, len(ends))


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
    """Return the kind of a column and how many there are; empty for several kinds, or none."""
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
    slots = _slots(column, boxes)
    return {node.id: slot.middle for node, slot in zip(column, slots, strict=True)}


def _height(column: Sequence[ResultNode], boxes: Mapping[str, Sequence[int]]) -> float:
    return foot(_slots(column, boxes)) + MARGIN


def _slots(column: Sequence[ResultNode], boxes: Mapping[str, Sequence[int]]) -> list[Slot]:
    heights = [_tall(boxes[node.id]) for node in column]
    return stack(heights, [_GAP] * len(column), TOP - _GAP)
