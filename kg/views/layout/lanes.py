"""Stack boxes in columns: what is read from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Slot(NamedTuple):
    """Where a box of a stack begins, and how high it is."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        """The box's vertical centre."""
        return self.top + self.height / 2


def stack(heights: Sequence[float], gaps: Sequence[float], top: float = 0.0) -> list[Slot]:
    """Return a slot for each height; ``gaps[i]`` is what is free above box ``i``.

    >>> stack([10, 20], [0, 5])
    [Slot(top=0.0, height=10), Slot(top=15.0, height=20)]
    """
    slots, cursor = [], top
    for height, gap in zip(heights, gaps, strict=True):
        slots.append(Slot(cursor + gap, height))
        cursor += gap + height
    return slots


def foot(slots: Sequence[Slot], default: float = 0.0) -> float:
    """Return where the last of ``slots`` ends."""
    return max((slot.top + slot.height for slot in slots), default=default)
