"""Put labels on a line, each as near to its wish as the others allow."""

from __future__ import annotations

from collections.abc import Sequence


def place(
    wishes: Sequence[float], sizes: Sequence[float], low: float, high: float, gap: float = 0.0
) -> list[float]:
    """Return the centres of intervals of the given ``sizes``, in the given order, without overlap.

    The sum of the squared distances to ``wishes`` is the least possible for that order (pool
    adjacent violators). If all do not fit between ``low`` and ``high``, they run over ``high``.

    >>> place([0, 0, 10], [2, 2, 2], -100, 100)
    [-1.0, 1.0, 10.0]
    """
    offsets, total = [], 0.0
    for index, size in enumerate(sizes):
        if index:
            total += sizes[index - 1] / 2 + gap + size / 2
        offsets.append(total)
    blocks: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        mean, count = wish - offset, 1
        while blocks and blocks[-1][0] >= mean:
            before, many = blocks.pop()
            mean, count = (mean * count + before * many) / (count + many), count + many
        blocks.append((mean, count))
    starts = [mean for mean, count in blocks for _ in range(count)]
    if not starts:
        return []
    least = low + sizes[0] / 2
    greatest = max(least, high - sizes[-1] / 2 - offsets[-1])
    return [
        min(max(start, least), greatest) + offset
        for start, offset in zip(starts, offsets, strict=True)
    ]
