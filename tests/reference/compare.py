"""Compare the program's reading with the reference made by reading: prints what differs, and the figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.model import Duty, Step
from kg.records import acting

HERE = Path(__file__).parent


def expected() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the reference: (duty code, side) → its steps in order."""
    cells: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for path in sorted(HERE.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                step = json.loads(line)
                cells.setdefault((step["duty"], step["side"]), []).append(step)
    return cells


def same_split(found: Sequence[Step], wanted: Sequence[dict[str, Any]]) -> bool:
    """Tell whether a cell is split as the reference has it: number, ordinals, headings, first and last words."""
    return len(found) == len(wanted) and all(
        (s.ordinal, s.ordinal_printed, s.heading) == (w["ordinal"], w["printed"], w["heading"])
        and s.text.startswith(w["begins"])
        and s.text.endswith(w["ends"])
        for s, w in zip(found, wanted, strict=True)
    )


def f1(pairs: Sequence[tuple[set[str], set[str]]]) -> float:
    """Return micro-averaged F1 of (found, wanted) sets."""
    hit = sum(len(a & b) for a, b in pairs)
    total = sum(len(a) + len(b) for a, b in pairs)
    return 2 * hit / total if total else 1.0


def compare(duties: Sequence[Duty]) -> tuple[dict[str, float], list[str]]:
    """Return the figures and a line for each difference."""
    wanted = expected()
    cells = same = 0
    sets: dict[str, list[tuple[set[str], set[str]]]] = {
        "actors": [],
        "joined": [],
        "mentions": [],
        "other": [],
    }
    lines: list[str] = []
    for code, side, found in _cells(duties):
        want = wanted.get((code, side))
        if want is None:
            if found:
                lines.append(f"{code} {side}: not in the reference")
            continue
        cells += 1
        if not same_split(found, want):
            lines.append(
                f"{code} {side}: split {[(s.ordinal, s.ordinal_printed, s.heading, s.text[:8], s.text[-6:]) for s in found]}"
            )
            continue
        same += 1
        for step, w in zip(found, want, strict=True):
            township = {m.name for m in step.participants if m.organization.kind == "township"}
            who = acting(step)
            got = {
                "actors": set(who["actors"]),
                "joined": set(who["joined"]),
                "mentions": set(step.mentions) - township,
                "other": set(who["other_actors"]),
            }
            for key, value in got.items():
                if key == "other" and side == "township":
                    continue
                sets[key].append((value, set(w[key])))
                if value != set(w[key]):
                    more, less = sorted(value - set(w[key])), sorted(set(w[key]) - value)
                    lines.append(
                        f"{code} {side} {w['ordinal']} {key}: +{more} -{less} | {step.text[:70]}"
                    )
    return {
        "cells": cells,
        "split": same / max(1, cells),
        **{key: f1(pairs) for key, pairs in sets.items()},
    }, lines


def _cells(duties: Sequence[Duty]) -> Iterator[tuple[str, str, tuple[Step, ...]]]:
    for duty in duties:
        if duty.kind != "basic":
            yield duty.code, "superior", duty.superior_steps
            yield duty.code, "township", duty.township_steps


if __name__ == "__main__":
    from kg.parse import read_list

    figures, differences = compare(read_list(sys.argv[1]).list.duties)
    print(*differences, sep="\n")
    print({key: round(value, 4) for key, value in figures.items()})
