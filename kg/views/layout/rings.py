"""Set the members of a group round a ring, those who share most beside each other; set rings on shelves."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence


def around(count: int, width: float, height: float, across: float) -> list[tuple[float, float]]:
    """Return the centres of ``count`` boxes of one size round the origin, clockwise from the top, clear of each other.

    One stands at the top, the others face each other in pairs, ``across`` from the middle where
    they bulge most; an even number leaves one at the foot. ``height`` is the distance from one row
    to the next.

    >>> around(2, 100, 40, 80)
    [(0.0, -20.0), (0.0, 20.0)]
    """
    pairs, foot = (count - 1) // 2, count % 2 == 0 and count > 0
    rows = (count > 0) + pairs + foot
    top = -(rows - 1) / 2 * height
    least = max(across * 0.72, width * 0.54)
    xs = [
        least + max(0.0, across - least) * math.sin(math.pi * (i + 0.5) / max(1, pairs))
        for i in range(pairs)
    ]
    right = [(round(x, 1), top + height * (i + 1)) for i, x in enumerate(xs)]
    left = [(-x, y) for x, y in reversed(right)]
    head = [(0.0, top)] if count else []
    return [*head, *right, *([(0.0, -top)] if foot else []), *left]


def beside(names: Sequence[str], weight: Callable[[str, str], float]) -> list[str]:
    """Return ``names`` so that neighbours weigh much: from the heaviest on, always the closest of the rest.

    >>> beside(["a", "b", "c"], lambda x, y: 2.0 if {x, y} == {"a", "c"} else 1.0)
    ['a', 'c', 'b']
    """
    rest = sorted(names, key=lambda n: (-sum(weight(n, other) for other in names if other != n), n))
    order: list[str] = []
    while rest:
        last = order[-1] if order else ""
        best = min(
            rest,
            key=lambda n: (
                -(weight(last, n) if last else 0.0),
                rest.index(n) if not last else 0,
                n,
            ),
        )
        rest.remove(best)
        order.append(best)
    return order


def shelves(
    sizes: Sequence[tuple[float, float]], width: float, gap: float
) -> tuple[list[tuple[float, float]], float]:
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
