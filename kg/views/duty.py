"""A duty: two lanes, superior side and township, in the order and with the numbers of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kg.model import Duty, Step
from kg.views.desk import Desk
from kg.views.layout.lanes import stack
from kg.views.layout.wrap import breaks
from kg.views.scene import Edge, Ground, Json, Node, Scene

WIDTH, HEIGHT = 1000.0, 640.0
LANE = {"superior": (239.0, 462.0), "township": (761.0, 462.0)}
TEXT = 29.5
_TOP, _LINE, _PADDING, _BAND, _MARGIN = 52.0, 20.0, 16.0, 28.0, 12.0
_CLAUSE = re.compile(r"[^，；。、：]+")
#: Who is named here only because the words say that something goes to it.
_RECEIVES = frozenset({"recipient"})


def flow(desk: Desk, duty: Duty) -> Scene:
    """Return the picture of one duty. There is an edge only where the text names a recipient, with its words."""
    superior = _lane("superior", "s", duty.superior_steps, desk)
    has_lane = bool(duty.township_steps) or duty.kind != "basic"
    township = _lane("township", "t", duty.township_steps, desk) if has_lane else _title(duty)
    bottom = max(
        [HEIGHT, *(node.y + node.height / 2 + 2 * _MARGIN for node in (*superior[1], *township[1]))]
    )
    lanes = [
        Ground(f"lane-{side}", side, x, bottom / 2, width, bottom - _MARGIN, str(count))
        for (side, (x, width)), count in zip(
            LANE.items(), (len(duty.superior_steps), len(duty.township_steps)), strict=True
        )
    ]
    nodes = (*superior[1], *township[1])
    return Scene(WIDTH, bottom, (*lanes, *superior[0], *township[0]), tuple(handovers(duty)), nodes)


def pack(scene: Scene) -> dict[str, Json]:
    """Return a duty's picture without what is the same in each: the lanes, and where boxes stand across."""
    return {
        "height": round(scene.height),
        "counts": [int(item.text) for item in scene.ground if item.group.startswith("lane-")],
        "bands": [
            [item.group[0], item.ref, round(item.y), item.text]
            for item in scene.ground
            if item.group in {"band", "nobody"}
        ],
        "steps": [
            [node.ref, round(node.y), round(node.height), *_lengths(node.ends)]
            for node in scene.nodes
        ],
        "edges": [edge.pack() for edge in scene.edges],
    }


def _lengths(ends: Sequence[int]) -> list[int]:
    return [end - start for start, end in zip((0, *ends), ends, strict=False)]


def bands(steps: Sequence[Step]) -> list[tuple[tuple[str, ...], str, list[Step]]]:
    """Return runs of steps with the same actors, in source order: names, whether assigned, steps."""
    found = []
    for key, run in groupby(steps, key=lambda step: (step.actors, step.other_actors)):
        actors, others = key
        found.append((actors + others, "band" if actors or others else "nobody", list(run)))
    return found


def _lane(
    side: str, letter: str, steps: Sequence[Step], desk: Desk
) -> tuple[list[Ground], list[Node]]:
    x, width = LANE[side]
    rows = _banded(letter, steps, desk) if side == "superior" else _stepwise(letter, steps)
    wrapped, heights, gaps = [], [], []
    for index, (group, _, text) in enumerate(rows):
        if group == "step":
            ends = breaks(text, TEXT, 0)
            heights.append(_PADDING + _LINE * max(1, len(ends)))
            gaps.append(6.0)
        else:
            ends = breaks(text, TEXT - 2, 1)
            heights.append(_BAND)
            gaps.append(12.0 if index else 0.0)
        wrapped.append(ends)
    ground, nodes = [], []
    for (group, ref, text), ends, slot in zip(
        rows, wrapped, stack(heights, gaps, _TOP), strict=True
    ):
        if group == "step":
            nodes.append(Node("step", ref, x, slot.middle, width - 20, slot.height, text, ends))
        else:
            ground.append(
                Ground(group, ref, x, slot.middle, width - 20, slot.height, _cut(text, ends))
            )
    return ground, nodes


def _banded(letter: str, steps: Sequence[Step], desk: Desk) -> list[tuple[str, str, str]]:
    """Return the rows of the superior side as (group, id, text): over each run of steps the band of its actors."""
    rows = []
    for names, group, run in bands(steps):
        shorts = [
            desk.department[name].short if name in desk.department else name for name in names
        ]
        rows.append((group, f"b{run[0].position}", "、".join(shorts)))
        rows += _stepwise(letter, run)
    return rows


def _stepwise(letter: str, steps: Sequence[Step]) -> list[tuple[str, str, str]]:
    return [("step", f"{letter}{step.position}", step.text) for step in steps]


def _cut(text: str, ends: Sequence[int]) -> str:
    """Return the first line of a text, with … where more follows."""
    if not ends:
        return ""
    return text[: ends[-1]] + ("…" if ends[-1] < len(text) else "")


def _title(duty: Duty) -> tuple[list[Ground], list[Node]]:
    """Return the township's lane of a duty that has no steps: its title is its whole text."""
    x, width = LANE["township"]
    ends = breaks(duty.title, TEXT)
    height = _PADDING + _LINE * len(ends)
    return [], [
        Node("step", "title", x, _TOP + 6 + height / 2, width - 20, height, duty.title, ends)
    ]


def handovers(duty: Duty) -> list[Edge]:
    """Return what goes from a township step to a department, each with the words it rests on.

    The target is the band of that department if it has one; otherwise nothing is drawn.
    """
    band: dict[str, str] = {}
    for names, _, run in bands(duty.superior_steps):
        for name in names:
            band.setdefault(name, f"b{run[0].position}")
    found: dict[Edge, None] = {}
    for step in duty.township_steps:
        for mention in step.participants:
            if mention.role in _RECEIVES and mention.name in band:
                words = _phrase(step.text, mention.printed)
                found[Edge("handover", f"t{step.position}", band[mention.name], words)] = None
    return list(found)


def _phrase(text: str, printed: str) -> str:
    """Return the shortest stretch between marks that holds ``printed``."""
    clauses = [clause for clause in _CLAUSE.findall(text) if printed in clause]
    return min(clauses, key=len) if clauses else printed
