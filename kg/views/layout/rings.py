"""Set the members of a group round a ring, those who share most beside each other; set rings on shelves."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Ring(NamedTuple):
    """An upright ellipse by its half axes."""

    across: float
    down: float


def ring(count: int, width: float, height: float, gap: float) -> Ring:
    """Return the smallest ring on which ``count`` boxes of one size stand clear of each other.

    >>> ring(1, 100, 20, 10)
    Ring(across=0.0, down=0.0)
    """
    if count < 2:
        return Ring(0.0, 0.0)
    if count == 2:
        return Ring(0.0, height / 2 + gap)
    for across in (0.6, 1.05, 1.6, 2.4, 3.2):
        for step in range(2, 60):
            found = Ring(round(width * across, 1), round(height * step / 4, 1))
            if found.down <= found.across and _clear(around(count, found), width + gap, height + gap):
                return found
    return Ring(width * count / 2.0, height * count * 1.0)


def around(count: int, shape: Ring) -> list[tuple[float, float]]:
    """Return ``count`` points on a ring round the origin, the first at the top, clockwise."""
    turns = [2 * math.pi * index / max(1, count) for index in range(count)]
    return [(round(shape.across * math.sin(t), 2), round(-shape.down * math.cos(t), 2)) for t in turns]


def _clear(points: Sequence[tuple[float, float]], width: float, height: float) -> bool:
    return all(
        abs(x - u) >= width or abs(y - v) >= height
        for i, (x, y) in enumerate(points)
        for u, v in points[:i]
    )


def beside(names: Sequence[str], weight: Callable[[str, str], float]) -> list[str]:
    """Return ``names`` so that neighbours weigh much: from the heaviest on, always the closest of the rest.

    >>> beside(["a", "b", "c"], lambda x, y: 2.0 if {x, y} == {"a", "c"} else 1.0)
    ['a', 'c', 'b']
    """
    rest = sorted(names, key=lambda n: (-sum(weight(n, other) for other in names if other != n), n))
    order: list[str] = []
    while rest:
        last = order[-1] if order else ""
        best = min(rest, key=lambda n: (-(weight(last, n) if last else 0.0), rest.index(n) if not last else 0, n))
        rest.remove(best)
        order.append(best)
    return order


def shelves(sizes: Sequence[tuple[float, float]], width: float, gap: float) -> tuple[list[tuple[float, float]], float]:
    """Return the centres of boxes set on shelves, in order, each shelf centred; and how far down they reach.

    >>> shelves([(4, 2), (4, 2)], 10, 1)
    ([(2.5, 1.0), (7.5, 1.0)], 2.0)
    """
    rows: list[list[int]] = []
    used = math.inf
    for index, (across, _) in enumerate(sizes):
        if used + gap + across > width:
            rows.append([])
            used = -gap
        rows[-1].append(index)
        used += gap + across
    centres = [(0.0, 0.0)] * len(sizes)
    top = 0.0
    for row in rows:
        tall = max(sizes[index][1] for index in row)
        x = (width - sum(sizes[index][0] for index in row) - gap * (len(row) - 1)) / 2
        for index in row:
            centres[index] = (x + sizes[index][0] / 2, top + tall / 2)
            x += sizes[index][0] + gap
        top += tall + gap
    return centres, max(0.0, top - gap)
