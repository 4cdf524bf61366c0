"""Pack labelled bubbles into a rectangle: as large as they can be, their labels clear of each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


def pack(bubbles: Sequence[Bubble], width: float, height: float, most: float = 60.0) -> list[Disc]:
    """Return a place for each bubble inside ``0 … width`` × ``0 … height``, at the largest radius that was found.

    The radius is ``scale * sqrt(weight)``, the scale the same for all and at most ``most``. Cost: a few dozen
    trials, each O(bubbles² × places).
    """
    if not bubbles:
        return []
    low, high = 0.0, most
    best: list[Disc] = []
    for _ in range(10):
        scale = (low + high) / 2 if best or low else high / 4
        found = _try(bubbles, width, height, scale)
        if found:
            low, best = scale, found
        else:
            high = scale
        if high - low < 0.15:
            break
    while not best:
        high /= 2
        best = _try(bubbles, width, height, high) or ([] if high > 1e-3 else _rows(bubbles, width, high))
    return best


def overlapping(one: Disc, first: Bubble, other: Disc, second: Bubble, gap: float = 0.0) -> bool:
    """Say whether two labelled bubbles come nearer than ``gap``."""
    if math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius + gap:
        return True
    mine, yours = _label(one, first), _label(other, second)
    return _rects(mine, yours, gap) or _touch(one, yours, gap) or _touch(other, mine, gap)


def _try(bubbles: Sequence[Bubble], width: float, height: float, scale: float) -> list[Disc]:
    order = sorted(range(len(bubbles)), key=lambda i: (-bubbles[i].weight, i))
    placed: dict[int, Disc] = {}
    places = list(_places(width, height))
    for index in order:
        bubble, radius = bubbles[index], scale * math.sqrt(bubbles[index].weight)
        half = max(radius, bubble.label_width / 2)
        recent: int | None = None
        for x, y in places:
            if not (half <= x <= width - half and radius + bubble.label_height <= y <= height - radius):
                continue
            disc = Disc(x, y, radius)
            if recent is not None and overlapping(disc, bubble, placed[recent], bubbles[recent], GAP):
                continue
            recent = next((i for i, other in placed.items() if overlapping(disc, bubble, other, bubbles[i], GAP)), None)
            if recent is None:
                placed[index] = disc
                break
        else:
            return []
    return [placed[index] for index in range(len(bubbles))]


def _places(width: float, height: float) -> Iterator[tuple[float, float]]:
    """Yield grid points, from the middle outwards in the shape of the rectangle."""
    columns, rows = int(width // _STEP), int(height // _STEP)
    points = [(i * _STEP, j * _STEP) for j in range(rows + 1) for i in range(columns + 1)]
    yield from sorted(
        points,
        key=lambda p: (round(max(abs(p[0] / width - 0.5), abs(p[1] / height - 0.5)), 2), p[1], p[0]),
    )


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


def _label(disc: Disc, bubble: Bubble) -> tuple[float, float, float, float]:
    half, top = bubble.label_width / 2, disc.y - disc.radius
    return (disc.x - half, top - bubble.label_height, disc.x + half, top)


def _rects(one: tuple[float, float, float, float], two: tuple[float, float, float, float], gap: float) -> bool:
    return one[0] < two[2] + gap and two[0] < one[2] + gap and one[1] < two[3] + gap and two[1] < one[3] + gap


def _touch(disc: Disc, rect: tuple[float, float, float, float], gap: float) -> bool:
    dx = max(rect[0] - disc.x, 0.0, disc.x - rect[2])
    dy = max(rect[1] - disc.y, 0.0, disc.y - rect[3])
    return math.hypot(dx, dy) < disc.radius + gap


def seats(count: int, radius: float) -> tuple[list[tuple[float, float]], float]:
    """Return ``count`` seats inside a disc, in reading order, and the distance between two of them.

    >>> seats(1, 10)
    ([(0.0, 0.0)], 10.0)
    """
    if count < 2:
        return [(0.0, 0.0)] * count, float(radius)
    ideal = radius * math.sqrt(2 * math.pi / (count * math.sqrt(3)))
    low, high = ideal / 2, ideal * 1.2
    best = _hexagons(low, radius - low * 0.42)
    for _ in range(12):
        pitch = (low + high) / 2
        points = _hexagons(pitch, radius - pitch * 0.42)
        if len(points) >= count:
            low, best = pitch, points
        else:
            high = pitch
    nearest = sorted(best, key=lambda p: (round(math.hypot(*p), 6), p[1], p[0]))[:count]
    return sorted(nearest, key=lambda p: (p[1], p[0])), low


def _hexagons(pitch: float, radius: float) -> list[tuple[float, float]]:
    """Return the points of a hexagonal grid within ``radius``: of three ways to centre it, the fullest."""
    if radius < 0:
        return []
    rise = pitch * math.sqrt(3) / 2
    span = int(radius / rise) + 2
    options = []
    for dx, dy in ((0.0, 0.0), (pitch / 2, 0.0), (pitch / 2, rise / 3)):
        points = [
            (round((i + (j % 2) / 2) * pitch + dx, 3), round(j * rise + dy, 3))
            for j in range(-span, span + 1)
            for i in range(-span - 1, span + 2)
        ]
        options.append([p for p in points if math.hypot(*p) <= radius + 1e-6])
    return max(options, key=len)
