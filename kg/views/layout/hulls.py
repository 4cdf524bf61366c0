"""Draw a line round a group of boxes."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the corners of the smallest convex outline, clockwise on a screen (Andrew's monotone chain).

    >>> hull([(0, 0), (2, 0), (2, 2), (0, 2), (1, 1)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    unique = sorted(set(points))
    if len(unique) < 3:
        return unique
    lower, upper = _half(unique), _half(unique[::-1])
    return lower[:-1] + upper[:-1]


def _half(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def around(boxes: Sequence[tuple[float, float, float, float]], margin: float) -> list[Point]:
    """Return an outline of boxes (centre x, centre y, width, height) that leaves ``margin`` free, corners rounded."""
    turns = [(math.cos(a * math.pi / 6), math.sin(a * math.pi / 6)) for a in range(12)]
    return hull(
        [
            (
                round(x + sx * width / 2 + dx * margin, 1),
                round(y + sy * height / 2 + dy * margin, 1),
            )
            for x, y, width, height in boxes
            for sx in (-1, 1)
            for sy in (-1, 1)
            for dx, dy in turns
        ]
    )
