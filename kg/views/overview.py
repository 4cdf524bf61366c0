"""The overview: who carries what. Categories as discs, duties as dots, departments at both sides."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kg.views.desk import Category, Department, Desk
from kg.views.layout.barycentre import sides
from kg.views.layout.packing import Bubble, Disc, pack, seats
from kg.views.layout.wrap import breaks, ems
from kg.views.scene import Edge, Ground, Json, Node, Scene


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet for the overview, in pixels: its size, that of a department's box, of letters."""

    width: float
    height: float
    box: tuple[float, float]
    pitch: float
    letter: float
    """Of a department's name; no letter is under 11.5."""
    label: float
    """Of a category's name."""


#: For a clerk's screen; for low windows, as Windows' scaling of 125 % and 150 % makes them.
WIDE = Frame(1000.0, 620.0, (172.0, 23.0), 25.0, 12.0, 13.0)
FLAT = Frame(1030.0, 480.0, (172.0, 21.0), 23.0, 12.0, 12.5)
SMALL = Frame(905.0, 376.0, (150.0, 17.0), 18.0, 11.5, 11.5)
_MARGIN, _GUTTER = 8.0, 34.0
_LARGEST_DOT = 7.5
_ROOM = 250.0
"""What each duty of a long list has on the sheet, in square pixels: its dot, the discs' edges, the labels."""


def overview(desk: Desk, frame: Frame = WIDE) -> Scene:
    """Return the picture of the list, on a sheet that grows with departments and categories."""
    rows = (len(desk.departments) + 1) // 2
    height = max(frame.height, rows * frame.pitch + 2 * _MARGIN)
    left = _MARGIN + frame.box[0] + _GUTTER
    bubbles = [_bubble(category, frame) for category in desk.categories]
    width = frame.width - 2 * left
    # beside a long column of departments the discs stand together at its top, where the window is
    within = min(height, max(frame.height, len(desk.duties) * _ROOM / width))
    discs = pack(bubbles, width, within - 2 * _MARGIN)
    height = max([height, *(disc.y + disc.radius + 2 * _MARGIN for disc in discs)])
    ground, dots = [], {}
    for category, disc in zip(desk.categories, discs, strict=True):
        moved = Disc(disc.x + left, disc.y + _MARGIN, disc.radius)
        label = f"{category.name} {len(category.duties)}"
        ground.append(
            Ground("disc", category.id, moved.x, moved.y, moved.radius * 2, moved.radius * 2, label)
        )
        dots.update(_dots(desk, category, moved))
    pills = _pills(desk, dots, height, frame)
    edges = []
    for department in desk.departments:
        for code in department.duties:
            group = "carries" if code in department.declared else "acts"
            edges.append(Edge(group, department.id, code))
    return Scene(frame.width, height, tuple(ground), tuple(edges), (*dots.values(), *pills))


def variants(desk: Desk) -> dict[str, Json]:
    """Return the overview for other windows: places and sizes, the lines are those of Pyvis."""
    found: dict[str, Json] = {}
    for name, frame in (("flat", FLAT), ("small", SMALL)):
        packed = overview(desk, frame).pack()
        shown = {key: packed[key] for key in ("size", "ground", "nodes")}
        found[name] = shown | {"letter": frame.letter, "label": frame.label}
    return found


def _bubble(category: Category, frame: Frame) -> Bubble:
    """Return the disc with room for its label, in Chinese as in English."""
    duties = len(category.duties)
    chinese, english = (ems(f"{name} {duties}") for name in (category.name, category.brief))
    width = max(chinese * 1.06, english) * frame.label + 6
    return Bubble(duties, width, frame.label + 7)


def _dots(desk: Desk, category: Category, disc: Disc) -> dict[str, Node]:
    points, pitch = seats(len(category.duties), disc.radius)
    size = 2 * min(_LARGEST_DOT, pitch * 0.34)
    return {
        code: Node(desk.duties[code].kind, code, disc.x + x, disc.y + y, size, size)
        for code, (x, y) in zip(category.duties, points, strict=True)
    }


def _pills(desk: Desk, dots: dict[str, Node], height: float, frame: Frame) -> list[Node]:
    """Return the departments in two columns, each in the order that crosses the fewest lines."""
    near = {}
    for department in desk.departments:
        near[department.name] = [(dots[code].x, dots[code].y) for code in department.duties]
    nodes = []
    rows = (len(desk.departments) + 1) // 2
    inset = _MARGIN + frame.box[0] / 2
    for column, x in zip(sides(near), (inset, frame.width - inset), strict=True):
        pitch = min((height - 2 * _MARGIN) / max(1, rows), frame.pitch * 1.5)
        top = (height - pitch * len(column)) / 2
        for row, name in enumerate(column):
            nodes.append(_pill(desk.department[name], x, top + pitch * (row + 0.5), frame))
    return nodes


def _pill(department: Department, x: float, y: float, frame: Frame) -> Node:
    width, height = frame.box
    room = (width - 16 - 8 * len(department.load) - 8) / frame.letter
    ends = breaks(department.short, math.floor(room * 2) / 2, 1)
    group = "class" if department.kind == "class" else "department"
    return Node(group, department.id, x, y, width, height, department.short, ends)
