"""Order things by the mean place of what they are joined to: fewer crossing lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Point = tuple[float, float]


def centre(points: Sequence[Point]) -> Point:
    """Return the mean of ``points`` (the origin, if there are none).

    >>> centre([(0, 0), (2, 4)])
    (1.0, 2.0)
    """
    if not points:
        return (0.0, 0.0)
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))


def sides(neighbours: Mapping[str, Sequence[Point]]) -> tuple[list[str], list[str]]:
    """Divide names into a left and a right column of equal length, each in order from top to bottom.

    Whoever's neighbours lie further left goes left; ties are settled by name, so the result does
    not depend on the order of the mapping. Names without neighbours fill up at the foot of the
    shorter column.

    >>> sides({"a": [(0, 5)], "b": [(9, 1)], "c": [(1, 2)], "d": [(8, 8)]})
    (['c', 'a'], ['b', 'd'])
    """
    means = {name: centre(points) for name, points in neighbours.items()}
    joined = sorted(
        (name for name in neighbours if neighbours[name]), key=lambda name: (means[name][0], name)
    )
    alone = sorted(name for name in neighbours if not neighbours[name])
    half = (len(joined) + 1) // 2
    left, right = (
        sorted(part, key=lambda name: (means[name][1], name))
        for part in (joined[:half], joined[half:])
    )
    for name in alone:
        (left if len(left) <= len(right) else right).append(name)
    return left, right
