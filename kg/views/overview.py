"""The overview: who carries what. Categories as discs, duties as dots, departments at both sides."""

from __future__ import annotations

import math

from kg.views.desk import Category, Department, Desk
from kg.views.layout.barycentre import sides
from kg.views.layout.packing import Bubble, Disc, pack, seats
from kg.views.layout.wrap import breaks, ems
from kg.views.scene import Edge, Ground, Node, Scene

WIDTH, HEIGHT = 1000.0, 556.0
PILL_WIDTH, PILL_HEIGHT, PITCH = 172.0, 23.0, 25.0
_MARGIN, _GUTTER = 8.0, 34.0
LABEL, LABEL_HEIGHT = 13.0, 20.0
_LARGEST_DOT = 7.5


def overview(desk: Desk) -> Scene:
    """Return the picture of the whole list."""
    rows = (len(desk.departments) + 1) // 2
    height = max(HEIGHT, rows * PITCH + 2 * _MARGIN)
    left = _MARGIN + PILL_WIDTH + _GUTTER
    discs = pack(
        [_bubble(category) for category in desk.categories], WIDTH - 2 * left, height - 2 * _MARGIN
    )
    height = max([height, *(disc.y + disc.radius + 2 * _MARGIN for disc in discs)])
    ground, dots = [], {}
    for category, disc in zip(desk.categories, discs, strict=True):
        moved = Disc(disc.x + left, disc.y + _MARGIN, disc.radius)
        label = f"{category.name} {len(category.duties)}"
        ground.append(
            Ground("disc", category.id, moved.x, moved.y, moved.radius * 2, moved.radius * 2, label)
        )
        dots.update(_dots(desk, category, moved))
    pills = _pills(desk, dots, height)
    edges = []
    for department in desk.departments:
        for code in department.duties:
            group = "carries" if code in department.declared else "acts"
            edges.append(Edge(group, department.id, code))
    return Scene(WIDTH, height, tuple(ground), tuple(edges), (*dots.values(), *pills))


def _bubble(category: Category) -> Bubble:
    label = f"{category.name} {len(category.duties)}"
    return Bubble(len(category.duties), ems(label) * LABEL * 1.06 + 6, LABEL_HEIGHT)


def _dots(desk: Desk, category: Category, disc: Disc) -> dict[str, Node]:
    points, pitch = seats(len(category.duties), disc.radius)
    size = 2 * min(_LARGEST_DOT, pitch * 0.34)
    return {
        code: Node(desk.duties[code].kind, code, disc.x + x, disc.y + y, size, size)
        for code, (x, y) in zip(category.duties, points, strict=True)
    }


def _pills(desk: Desk, dots: dict[str, Node], height: float) -> list[Node]:
    """Return the departments in two columns, each in the order that crosses the fewest lines."""
    near = {}
    for department in desk.departments:
        near[department.name] = [(dots[code].x, dots[code].y) for code in department.duties]
    nodes = []
    rows = (len(desk.departments) + 1) // 2
    for column, x in zip(
        sides(near), (_MARGIN + PILL_WIDTH / 2, WIDTH - _MARGIN - PILL_WIDTH / 2), strict=True
    ):
        pitch = min((height - 2 * _MARGIN) / max(1, rows), PITCH * 1.5)
        top = (height - pitch * len(column)) / 2
        for row, name in enumerate(column):
            nodes.append(_pill(desk.department[name], x, top + pitch * (row + 0.5)))
    return nodes


def _pill(department: Department, x: float, y: float) -> Node:
    room = (PILL_WIDTH - 16 - 8 * len(department.load) - 8) / 12
    ends = breaks(department.short, math.floor(room * 2) / 2, 1)
    group = "class" if department.kind == "class" else "department"
    return Node(group, department.id, x, y, PILL_WIDTH, PILL_HEIGHT, department.short, ends)
