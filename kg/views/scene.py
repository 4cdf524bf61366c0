"""A picture as numbers: what stands where. Painted by vis-network, by the page's SVG writer, and by `svg.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any] | list[Any] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A box or dot: its centre, its size, and where the lines of its label end.

    ``group`` says how it is painted, ``ref`` what it stands for: a duty's code (``C42``), ``d3`` a
    department, ``k3`` a category, ``s3`` / ``t3`` a step of the superior / township side, ``b3`` a
    band.
    """

    group: str
    ref: str
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    ends: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The label's lines."""
        parts = [self.text[a:b].strip() for a, b in zip((0, *self.ends), self.ends, strict=False)]
        if self.ends and self.ends[-1] < len(self.text):
            parts[-1] += "…"
        return tuple(parts)

    def pack(self) -> list[Json]:
        """Return the node as a short list; the page knows the text by its ``ref``."""
        sizes: list[Json] = [_n(self.x), _n(self.y), _n(self.width), _n(self.height)]
        return [self.group, self.ref, *sizes, list(self.ends)]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one node to another; ``note`` is what it rests on, or how many duties it stands for.

    ``points`` is the way it takes, where it is not straight.
    """

    group: str
    source: str
    target: str
    note: str = ""
    points: tuple[tuple[float, float], ...] = ()

    def pack(self) -> list[Json]:
        """Return the edge as a short list."""
        way: list[Json] = [[_n(x), _n(y)] for x, y in self.points]
        note = [self.note] if self.note or way else []
        return [self.group, self.source, self.target, *note, *([way] if way else [])]


@dataclass(frozen=True, slots=True)
class Ground:
    """Something below the lines: a category's disc, a lane, a hull, a heading."""

    group: str
    ref: str
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    points: tuple[tuple[float, float], ...] = ()

    def pack(self) -> list[Json]:
        """Return it as a short list."""
        sizes: list[Json] = [_n(self.x), _n(self.y), _n(self.width), _n(self.height)]
        points: list[Json] = [[_n(x), _n(y)] for x, y in self.points]
        return [self.group, self.ref, *sizes, self.text, *([points] if points else [])]


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its size at 1:1, and what is in it from bottom to top."""

    width: float
    height: float
    ground: tuple[Ground, ...] = ()
    edges: tuple[Edge, ...] = ()
    nodes: tuple[Node, ...] = field(default=())

    def pack(self) -> dict[str, Json]:
        """Return the scene as the page's scripts read it."""
        return {
            "size": [_n(self.width), _n(self.height)],
            "ground": [item.pack() for item in self.ground],
            "edges": [edge.pack() for edge in self.edges],
            "nodes": [node.pack() for node in self.nodes],
        }


def _n(value: float) -> float | int:
    """Return a number with one decimal at most, without a trailing zero."""
    short = round(value, 1)
    return int(short) if short == int(short) else short
