"""Groups: departments that share duties, communities as hulls, the number of shared duties on each line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from kg.views.desk import Desk
from kg.views.layout.hulls import around as outline
from kg.views.layout.rings import around, beside, shelves
from kg.views.layout.wrap import breaks
from kg.views.scene import Edge, Ground, Node, Scene

WIDTH, HEIGHT = 1000.0, 660.0
PILL_WIDTH, PILL_HEIGHT = 138.0, 24.0
_ROW, _PAD, _MARGIN = 50.0, 10.0, 8.0
_BADGE = (22.0, 17.0)
_Point = tuple[float, float]


def groups(desk: Desk) -> Scene:
    """Return the picture of who shares duties with whom."""
    shared = desk.shared()
    groups = communities(desk, shared)
    grouped = set(chain.from_iterable(groups))
    lone = [department.id for department in desk.departments if department.id not in grouped]
    spots, ground, bottom = _hulls(groups, {pair: len(codes) for pair, codes in shared.items()})
    top = bottom + 2 * _MARGIN + 30
    if lone:
        ground.append(Ground("lone", "lone", WIDTH / 2, top - 8, WIDTH, 20, str(len(lone))))
    spots |= _in_rows(lone, top)
    nodes = [_node(desk, name, x, y) for name, (x, y) in spots.items()]
    height = max([HEIGHT, *(y + PILL_HEIGHT / 2 + _MARGIN for _, y in spots.values())])
    edges = [Edge("shared", a, b, str(len(codes))) for (a, b), codes in shared.items()]
    badges = _badges(
        edges, nodes, {f"{a}-{b}": desk.duties[codes[0]].label for (a, b), codes in shared.items()}
    )
    return Scene(WIDTH, height, (*ground, *badges), tuple(edges), tuple(nodes))


def _hulls(
    groups: Sequence[list[str]], weight: Mapping[tuple[str, str], int]
) -> tuple[dict[str, _Point], list[Ground], float]:
    """Return where the members of each group are, the hulls round them, and how far down these reach."""

    def together(one: str, other: str) -> float:
        return float(weight.get((one, other), weight.get((other, one), 0)))

    rings = [_ring(len(group)) for group in groups]
    sizes = [_size(ring) for ring in rings]
    centres, bottom = shelves(sizes, WIDTH - 2 * _MARGIN, 12.0)
    spots: dict[str, _Point] = {}
    ground = []
    for index, (group, points, (x, y)) in enumerate(zip(groups, rings, centres, strict=True)):
        members = beside(group, together)
        mine = {
            m: (x + dx + _MARGIN, y + dy + _MARGIN)
            for m, (dx, dy) in zip(members, points, strict=True)
        }
        spots.update(mine)
        corners = outline([(u, v, PILL_WIDTH, PILL_HEIGHT) for u, v in mine.values()], _PAD - 2)
        ground.append(
            Ground(
                "hull", f"g{index}", x + _MARGIN, y + _MARGIN, *sizes[index], points=tuple(corners)
            )
        )
    return spots, ground, bottom


def _ring(count: int) -> list[_Point]:
    return around(count, PILL_WIDTH, _ROW, 158.0 if count > 4 else 96.0)


def _size(ring: Sequence[_Point]) -> _Point:
    across, down = max(x for x, _ in ring), max(y for _, y in ring)
    return 2 * across + PILL_WIDTH + 2 * _PAD, 2 * down + PILL_HEIGHT + 2 * _PAD


def _in_rows(names: Sequence[str], top: float) -> dict[str, _Point]:
    """Return where those without a group are: in rows below the hulls."""
    per_row = int((WIDTH - 2 * _MARGIN) // (PILL_WIDTH + 10))
    spots = {}
    for index, name in enumerate(names):
        row, column = divmod(index, per_row)
        x = _MARGIN + (column + 0.5) * ((WIDTH - 2 * _MARGIN) / per_row)
        spots[name] = (x, top + 20 + row * (PILL_HEIGHT + 8))
    return spots


def communities(desk: Desk, shared: Mapping[tuple[str, str], Sequence[str]]) -> list[list[str]]:
    """Return groups of department ids: those that the analysis found, else those that hang together at all.

    A department belongs to the first group that names it; groups of one are left out.
    """
    groups = _found_groups(desk) or _connected(desk, shared)
    return sorted(groups, key=lambda group: (-len(group), group))


def _found_groups(desk: Desk) -> list[list[str]]:
    groups: list[list[str]] = []
    seen: set[str] = set()
    for finding in desk.findings:
        if finding.kind == "community" and finding.departments:
            group = [desk.department[n].id for n in finding.departments if n in desk.department]
            fresh = [name for name in dict.fromkeys(group) if name not in seen]
            if len(fresh) > 1:
                groups.append(fresh)
                seen.update(fresh)
    return groups


def _connected(desk: Desk, shared: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the departments that reach one another over shared duties."""
    near: dict[str, list[str]] = {}
    for one, other in shared:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    groups: list[list[str]] = []
    seen: set[str] = set()
    for department in desk.departments:
        if department.id in near and department.id not in seen:
            group = _reached(department.id, near)
            seen.update(group)
            groups.append(group)
    return groups


def _reached(start: str, near: Mapping[str, Sequence[str]]) -> list[str]:
    """Return everybody whom one reaches, the nearest first."""
    reached: dict[str, None] = {}
    queue = [start]
    while queue:
        name = queue.pop(0)
        if name not in reached:
            reached[name] = None
            queue += near[name]
    return list(reached)


def _node(desk: Desk, name: str, x: float, y: float) -> Node:
    department = next(d for d in desk.departments if d.id == name)
    ends = breaks(department.short, (PILL_WIDTH - 34) / 12, 1)
    group = "class" if department.kind == "class" else "department"
    return Node(group, name, x, y, PILL_WIDTH, PILL_HEIGHT, department.short, ends)


def _badges(edges: Sequence[Edge], nodes: Sequence[Node], names: Mapping[str, str]) -> list[Ground]:
    """Return what the lines mean, each where nothing else is in the way; one without room is left out.

    Several duties: their number. One: its name.
    """
    spots = {node.ref: (node.x, node.y) for node in nodes}
    taken = [(node.x, node.y, node.width, node.height) for node in nodes]
    badges = []
    for edge in sorted(edges, key=lambda e: (-int(e.note), e.source, e.target)):
        (x, y), (u, v) = spots[edge.source], spots[edge.target]
        for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
            pair = f"{edge.source}-{edge.target}"
            text = edge.note if int(edge.note) > 1 else names[pair]
            box = (
                x + (u - x) * part,
                y + (v - y) * part,
                _BADGE[0] if len(text) < 3 else 58.0,
                _BADGE[1],
            )
            if all(_apart(box, other) for other in taken):
                taken.append(box)
                badges.append(Ground("badge", pair, *box, text))
                break
    return badges


def _apart(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    across, down = (one[2] + two[2]) / 2 + 2, (one[3] + two[3]) / 2 + 2
    return abs(one[0] - two[0]) >= across or abs(one[1] - two[1]) >= down
