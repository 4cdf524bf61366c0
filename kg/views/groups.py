"""Groups: departments that share duties, a column a group, with lines within and bridges between them.

A line within a group is an arc right of its column; a bridge leaves left of it and runs above all
columns. So none passes behind a box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.views.desk import Desk
from kg.views.grouped import Group, brief, grouped
from kg.views.layout.wrap import breaks, ems
from kg.views.scene import Edge, Ground, Node, Scene

WIDTH, HEIGHT = 1000.0, 640.0
PILL_WIDTH, PILL_HEIGHT = 146.0, 24.0
#: From one row, column, lane to the next; what the arcs take at most.
_ROW, _COLUMN, _LANE, _ARCS = 31.0, 326.0, 26.0, 120.0
_HEAD, _MARGIN, _GUTTER = 30.0, 8.0, 22.0
_BADGE = (20.0, 16.0)
#: Pairs of groups beyond which only the strongest bridge of each group is drawn.
_MOST_BRIDGES = 6
_Point = tuple[float, float]
_Shared = Mapping[tuple[str, str], Sequence[str]]


def groups(desk: Desk) -> Scene:
    """Return the picture of who shares duties with whom."""
    shared, found = desk.shared(), grouped(desk)
    bridges = _bridges(found, shared)
    columns = _columns(found, _MARGIN + _LANE * len(bridges))
    spots: dict[str, _Point] = {}
    ground: list[Ground] = []
    bottom = _MARGIN
    for at, column in enumerate(columns):
        spots |= column.spots
        ground += column.ground(at)
        bottom = max(bottom, column.bottom)
    lone = [department.id for department in desk.departments if department.id not in spots]
    if lone:
        ground.append(Ground("lone", "lone", WIDTH / 2, bottom + 24, WIDTH, 20, str(len(lone))))
    inside = _inside(found, shared)
    short = {department.id: department.short for department in desk.departments}
    ways, names = _lanes(bridges, spots, short | brief(desk))
    badges = _badges(inside, spots)
    nodes = _nodes(desk, spots | _in_rows(lone, bottom + 36))
    height = max([HEIGHT, *(node.y + PILL_HEIGHT / 2 + _MARGIN for node in nodes)])
    return Scene(WIDTH, height, (*ground, *badges, *names), (*inside, *ways), tuple(nodes))


@dataclass(frozen=True, slots=True)
class _Column:
    """A group where it is: left edge and top, and its members' centres."""

    left: float
    top: float
    spots: Mapping[str, _Point]
    stable: bool

    @property
    def bottom(self) -> float:
        return self.top + _HEAD + len(self.spots) * _ROW

    def ground(self, at: int) -> list[Ground]:
        """Return what lies under its members, and its heading (the group's number, from 1)."""
        left, right = self.left - 8, self.left + PILL_WIDTH + _ARCS
        top, bottom = self.top, self.bottom
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        middle = (left + right) / 2, (top + bottom) / 2
        size = right - left, bottom - top
        kind = "hull" if self.stable else "hull-unsure"
        width = right - self.left
        centre = self.left + width / 2, top + _HEAD / 2
        return [
            Ground(kind, f"g{at}", *middle, *size, points=corners),
            Ground("group", f"g{at}", *centre, width, 22, str(at + 1)),
        ]


def _columns(found: Sequence[Group], top: float) -> list[_Column]:
    """Return the groups on shelves, three columns each."""
    columns: list[_Column] = []
    per_shelf = int(WIDTH // _COLUMN)
    for start in range(0, len(found), per_shelf):
        for at, group in enumerate(found[start : start + per_shelf]):
            left = _MARGIN + _GUTTER + at * _COLUMN
            x, y = left + PILL_WIDTH / 2, top + _HEAD + _ROW / 2
            spots = {name: (x, y + row * _ROW) for row, name in enumerate(group.members)}
            columns.append(_Column(left, top, spots, group.stable))
        top = max(column.bottom for column in columns[start:]) + 2 * _MARGIN
    return columns


def _in_rows(names: Sequence[str], top: float) -> dict[str, _Point]:
    """Return where those without a group are: in rows below the columns."""
    per_row = int((WIDTH - 2 * _MARGIN) // (PILL_WIDTH + 10))
    spots = {}
    for index, name in enumerate(names):
        row, column = divmod(index, per_row)
        x = _MARGIN + (column + 0.5) * ((WIDTH - 2 * _MARGIN) / per_row)
        spots[name] = (x, top + 16 + row * (PILL_HEIGHT + 8))
    return spots


def _nodes(desk: Desk, spots: Mapping[str, _Point]) -> list[Node]:
    """Return the boxes of the departments, with their names abbreviated where they are long."""
    departments = {department.id: department for department in desk.departments}
    short = brief(desk)
    nodes = []
    for name, (x, y) in spots.items():
        text = short.get(name, departments[name].short)
        ends = breaks(text, (PILL_WIDTH - 46) / 12, 1)
        group = "class" if departments[name].kind == "class" else "department"
        nodes.append(Node(group, name, x, y, PILL_WIDTH, PILL_HEIGHT, text, ends))
    return nodes


def _inside(found: Sequence[Group], shared: _Shared) -> list[Edge]:
    """Return the lines within the groups, in the order of the pairs."""
    home = {name: at for at, group in enumerate(found) for name in group.members}
    edges = []
    for (one, other), codes in shared.items():
        if one in home and home[one] == home.get(other):
            edges.append(Edge("together", one, other, str(len(codes))))
    return edges


@dataclass(frozen=True, slots=True)
class _Bridge:
    """Two groups (their places), the pair of departments that share most across, how often any do."""

    groups: tuple[int, int]
    pair: tuple[str, str]
    shared: int
    total: int


def _bridges(found: Sequence[Group], shared: _Shared) -> list[_Bridge]:
    """Return one bridge for each two groups that share a duty; of too many, each group's strongest."""
    bridges = []
    for one, other in combinations(range(len(found)), 2):
        across = _across(found[one], found[other], shared)
        if across:
            pair = max(across, key=lambda key: across[key])
            bridges.append(_Bridge((one, other), pair, across[pair], sum(across.values())))
    if len(bridges) <= _MOST_BRIDGES:
        return bridges
    best = []
    for at in range(len(found)):
        mine = [bridge for bridge in bridges if at in bridge.groups]
        best += sorted(mine, key=lambda bridge: -bridge.total)[:1]
    return [bridge for bridge in bridges if bridge in best]


def _across(one: Group, other: Group, shared: _Shared) -> dict[tuple[str, str], int]:
    """Return how often departments of two groups share a duty, the first group's first."""
    found = {}
    for pair, codes in shared.items():
        for a, b in (pair, pair[::-1]):
            if a in one.members and b in other.members:
                found[a, b] = len(codes)
    return found


def _lanes(
    bridges: Sequence[_Bridge], spots: Mapping[str, _Point], short: Mapping[str, str]
) -> tuple[list[Edge], list[Ground]]:
    """Return each bridge as a way left of its columns and above them all, with its name on it.

    Every bridge has a lane of its own, and in each gutter a track of its own.
    """
    edges, names = [], []
    used: dict[float, int] = {}
    for lane, bridge in enumerate(bridges):
        y = _MARGIN + _LANE * (lane + 0.75)
        legs = []
        for name in bridge.pair:
            x, own = spots[name][0] - PILL_WIDTH / 2, spots[name][1]
            track = x - 9 - 4 * used.get(x, 0)
            used[x] = used.get(x, 0) + 1
            legs.append(((x, own), (track, own), (track, y)))
        way = (*legs[0], *reversed(legs[1]))
        edges.append(Edge("bridge", *bridge.pair, str(bridge.shared), way))
        middle = (way[2][0] + way[3][0]) / 2
        one, other = (at + 1 for at in bridge.groups)
        text = f"{one}-{other}-{bridge.total}-{bridge.shared}"
        width = _letters([short[id_] for id_ in bridge.pair])
        place = min(max(middle, width / 2 + _MARGIN), WIDTH - width / 2 - _MARGIN)
        names.append(Ground("bridge", "-".join(bridge.pair), place, y - 10, width, 18, text))
    return edges, names


def _letters(names: Sequence[str]) -> float:
    """Return how wide the name of a bridge between two departments is, as the page words it.

    It says their groups and two numbers too: some twenty letters of 12 pixels.
    """
    return min(WIDTH - 2 * _MARGIN, 12.0 * (20 + sum(map(ems, names))))


def bulge(height: float) -> float:
    """Return how far right of its boxes the handles of an arc are that spans ``height``."""
    return min(_ARCS / 0.75 - 24, 22 + 0.34 * height)


def _badges(edges: Sequence[Edge], spots: Mapping[str, _Point]) -> list[Ground]:
    """Return the numbers of shared duties, two and more, where the arc is farthest out.

    One that would cover another is left out: the line's width says it too.
    """
    badges: list[Ground] = []
    for edge in sorted(edges, key=lambda e: (-int(e.note), e.source, e.target)):
        (x, y), (_, v) = spots[edge.source], spots[edge.target]
        out = x + PILL_WIDTH / 2 + 0.75 * bulge(abs(y - v))
        ref = f"{edge.source}-{edge.target}"
        badge = Ground("badge", ref, out, (y + v) / 2, *_BADGE, edge.note)
        if int(edge.note) > 1 and all(_apart(badge, other) for other in badges):
            badges.append(badge)
    return badges


def _apart(one: Ground, two: Ground) -> bool:
    across, down = (one.width + two.width) / 2 + 1, (one.height + two.height) / 2 + 1
    return abs(one.x - two.x) >= across or abs(one.y - two.y) >= down
