"""Pack labelled bubbles into a rectangle: as large as they can be, their labels clear of each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Bubble:
    """A disc whose area is ``weight`` times the common scale, with a label of a fixed size above it."""

    weight: float
    label_width: float
    label_height: float


class Disc(NamedTuple):
    """Where a bubble stands."""

    x: float
    y: float
    radius: float


#: What is free between two shapes, in pixels.
GAP = 7.0
_STEP = 9.0
_TINY = 1e-9
_FIRST = 0.7
"""The first trial, as a share of the scale at which everything would be filled: about what fits."""
_LESS = 0.85
"""The next, as a share of a trial that was too large."""
_NEAR = 1 / 12
"""So near to the largest scale, as a share of it, the search ends."""


def pack(bubbles: Sequence[Bubble], width: float, height: float, most: float = 60.0) -> list[Disc]:
    """Return a place for each bubble inside ``0 … width`` × ``0 … height``, as large as was found.

    The radius is ``scale * sqrt(weight)``, the scale the same for all, at most ``most`` and within
    a twelfth of the largest that there may be. Cost: half a dozen trials, each
    O(bubbles² × rows + bubbles × places).
    """
    if not bubbles:
        return []
    grid = _Grid(width, height)
    low, high = 0.0, min(most, _roomy(bubbles, width, height))
    best: list[Disc] = []
    scale = high * _FIRST
    for _ in range(10):
        found = _try(bubbles, grid, scale)
        if found:
            low, best = scale, found
        else:
            high = scale
        if high - low < high * _NEAR:
            break
        scale = (low + high) / 2 if best else high * _LESS
    while not best:
        high /= 2
        best = _try(bubbles, grid, high) or ([] if high > 1e-3 else _rows(bubbles, width, high))
    return best


def _roomy(bubbles: Sequence[Bubble], width: float, height: float) -> float:
    """Return a scale at which discs and labels would fill the rectangle to the last pixel: more never fits."""
    labels = sum(bubble.label_width * bubble.label_height for bubble in bubbles)
    weight = sum(bubble.weight for bubble in bubbles)
    return math.sqrt(max(width * height - labels, 1.0) / (math.pi * max(weight, 1e-9)))


def overlapping(one: Disc, first: Bubble, other: Disc, second: Bubble, gap: float = 0.0) -> bool:
    """Say whether two labelled bubbles come nearer than ``gap``."""
    mine, yours = _Shape.of(one, first), _Shape.of(other, second)
    return abs(one.x - other.x) < mine.half_width(yours, gap)


class _Shape(NamedTuple):
    """A disc and the box of its label, which sits on it in the middle."""

    x: float
    y: float
    radius: float
    room: float
    """Half the width of the label."""
    top: float
    bottom: float

    @classmethod
    def of(cls, disc: Disc, bubble: Bubble) -> _Shape:
        """Return the shape of a bubble where it is."""
        bottom = disc.y - disc.radius
        return cls(*disc, bubble.label_width / 2, bottom - bubble.label_height, bottom)

    def half_width(self, other: _Shape, gap: float) -> float:
        """Return how far apart in x the two must be at least, their heights being what they are; 0 if they never meet."""
        _, y, radius, room, top, bottom = self
        _, v, size, space, north, south = other
        apart = 0.0
        if top < south + gap and north < bottom + gap:
            apart = room + space + gap
        # The two discs, then each disc and the label of the other.
        reach, away = radius + size + gap, y - v
        if away < reach > -away:
            apart = max(apart, math.sqrt(reach * reach - away * away))
        reach, away = radius + gap, max(north - y, 0.0, y - south)
        if away < reach:
            apart = max(apart, space + math.sqrt(reach * reach - away * away))
        reach, away = size + gap, max(top - v, 0.0, v - bottom)
        if away < reach:
            apart = max(apart, room + math.sqrt(reach * reach - away * away))
        return apart


class _Grid:
    """The places where a middle may be: every nine pixels, from the middle of the rectangle outwards in its shape."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.columns, self.rows = int(width // _STEP) + 1, int(height // _STEP) + 1
        self.rings = self._rings()

    def _rings(self) -> list[list[tuple[int, int]]]:
        """Return the rings from the middle outwards: the rows that each touches, with its columns there as bits."""
        aside: dict[float, int] = {}
        for column in range(self.columns):
            ring = round(abs(column * _STEP / self.width - 0.5), 2)
            aside[ring] = aside.get(ring, 0) | 1 << column
        rings: dict[float, list[tuple[int, int]]] = {}
        for row in range(self.rows):
            above = round(abs(row * _STEP / self.height - 0.5), 2)
            inside = sum(columns for ring, columns in aside.items() if ring <= above)
            if inside:
                rings.setdefault(above, []).append((row, inside))
            for ring, columns in aside.items():
                if ring > above:
                    rings.setdefault(ring, []).append((row, columns))
        return [ring for _, ring in sorted(rings.items())]

    def free(self, y: float, bubble: Bubble, radius: float, placed: Iterable[_Shape]) -> int:
        """Return the columns, as bits, where a bubble at height ``y`` is inside and meets nothing."""
        half = max(radius, bubble.label_width / 2)
        if not radius + bubble.label_height <= y <= self.height - radius:
            return 0
        free = _between(half, self.width - half)
        mine = _Shape.of(Disc(0.0, y, radius), bubble)
        for other in placed:
            if other.top >= y + radius + GAP or other.y + other.radius + GAP <= mine.top:
                continue  # wholly above or below: most are
            apart = mine.half_width(other, GAP)
            if apart > 0:
                # Exactly as far apart as need be is far enough.
                free &= ~_between(other.x - apart + _TINY, other.x + apart - _TINY)
                if not free:
                    break
        return free


def _between(low: float, high: float) -> int:
    """Return the columns whose x is in ``low … high``, as bits; a grid may have fewer."""
    first, last = max(math.ceil(low / _STEP), 0), math.floor(high / _STEP)
    return (2 << last) - (1 << first) if last >= first else 0


def _try(bubbles: Sequence[Bubble], grid: _Grid, scale: float) -> list[Disc]:
    """Return a place for each bubble, the largest first and as near the middle as it can be; [] if one has none."""
    order = sorted(range(len(bubbles)), key=lambda i: (-bubbles[i].weight, i))
    placed: dict[int, _Shape] = {}
    for index in order:
        bubble = bubbles[index]
        found = _seat(bubble, scale * math.sqrt(bubble.weight), grid, list(placed.values()))
        if found is None:
            return []
        placed[index] = _Shape.of(found, bubble)
    return [Disc(*placed[index][:3]) for index in range(len(bubbles))]


def _seat(bubble: Bubble, radius: float, grid: _Grid, placed: Sequence[_Shape]) -> Disc | None:
    """Return the first of the grid's places where a bubble is inside and meets nothing."""
    free: dict[int, int] = {}
    for ring in grid.rings:
        for row, columns in ring:
            if row not in free:
                free[row] = grid.free(row * _STEP, bubble, radius, placed)
            found = free[row] & columns
            if found:
                first = (found & -found).bit_length() - 1  # the lowest bit that is set
                return Disc(first * _STEP, row * _STEP, radius)
    return None


def _rows(bubbles: Sequence[Bubble], width: float, scale: float) -> list[Disc]:
    """Return bubbles in rows, however far down they reach: labels alone fill the rectangle."""
    discs, x, y = [], 0.0, 0.0
    for bubble in bubbles:
        radius = scale * math.sqrt(bubble.weight)
        half = max(radius, bubble.label_width / 2)
        if x + 2 * half > width and x:
            x, y = 0.0, y + bubble.label_height + GAP * 2
        discs.append(Disc(x + half, y + bubble.label_height + radius, radius))
        x += 2 * half + GAP
    return discs


def seats(count: int, radius: float) -> tuple[list[tuple[float, float]], float]:
    """Return ``count`` seats inside a disc, in reading order, and the distance between two of them.

    >>> seats(1, 10)
    ([(0.0, 0.0)], 10.0)
    """
    points, pitch = _seats(count)
    return [(x * radius, y * radius) for x, y in points], pitch * radius


@cache
def _seats(count: int) -> tuple[list[tuple[float, float]], float]:
    """Return the seats inside a disc of radius 1."""
    if count < 2:
        return [(0.0, 0.0)] * count, 1.0
    ideal = math.sqrt(2 * math.pi / (count * math.sqrt(3)))
    low, high = ideal / 2, ideal * 1.2
    best = _hexagons(low, 1 - low * 0.42)
    for _ in range(12):
        pitch = (low + high) / 2
        rows = _hexagons(pitch, 1 - pitch * 0.42)
        if _room(rows) >= count:
            low, best = pitch, rows
        else:
            high = pitch
    points: list[tuple[float, float]] = []
    for y, x, many in best:
        points += [(round(x + at * low, 5), y) for at in range(many)]
    nearest = sorted(points, key=lambda p: (round(math.hypot(*p), 8), p[1], p[0]))[:count]
    return sorted(nearest, key=lambda p: (p[1], p[0])), low


_Row = tuple[float, float, int]
"""Of a hexagonal grid: its y, the x of its first point, how many points it has."""


def _room(rows: Iterable[_Row]) -> int:
    return sum(many for _, _, many in rows)


def _hexagons(pitch: float, radius: float) -> list[_Row]:
    """Return the rows of a hexagonal grid within ``radius``: of three ways to centre it, the fullest."""
    if radius < 0:
        return []
    rise = pitch * math.sqrt(3) / 2
    ways = ((0.0, 0.0), (pitch / 2, 0.0), (pitch / 2, rise / 3))
    return max((_centred(pitch, radius, dx, dy) for dx, dy in ways), key=_room)


def _centred(pitch: float, radius: float, dx: float, dy: float) -> list[_Row]:
    """Return a grid's rows, one point at ``dx``, ``dy``; each other row is half a pitch aside."""
    rise = pitch * math.sqrt(3) / 2
    span = int(radius / rise) + 2
    rows = []
    for number in range(-span, span + 1):
        y = number * rise + dy
        inside = radius * radius - y * y
        if inside < 0:
            continue
        half, moved = math.sqrt(inside) + _TINY, dx + number % 2 * pitch / 2
        first, last = math.ceil((-half - moved) / pitch), math.floor((half - moved) / pitch)
        if first <= last:
            rows.append((round(y, 5), first * pitch + moved, last - first + 1))
    return rows
