"""The desk: one row a township, its newest list, with the county's medians."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from statistics import median
from typing import Final

from kg.pinyin import initials, spelled
from kg.views.county.built import County, Listed
from kg.views.scene import Json

_CLASSES: Final = ("街道办事处", "街道", "民族乡", "乡", "镇")
"""Kinds of townships, longer words first."""
_FAMILIES: Final = ("overlap", "remnant", "handover", "gap")
"""What findings are counted as on the desk; a kind without a family of its own counts as a gap."""


def families(findings: Mapping[str, int]) -> dict[str, int]:
    """Return the number of findings in each family, all of them together being all findings.

    >>> families({"overlap": 3, "silent": 1, "no_lead": 2})
    {'overlap': 3, 'remnant': 0, 'handover': 0, 'gap': 3}
    """
    found = dict.fromkeys(_FAMILIES, 0)
    for kind, count in findings.items():
        found[kind if kind in found else "gap"] += count
    return found


def class_of(township: str) -> str:
    """Return what kind of township a name says it is: 乡, 镇, 街道; empty if it says none.

    >>> class_of("红岩街道办事处"), class_of("大河镇"), class_of("兵团一连")
    ('街道', '镇', '')
    """
    found = next((ending for ending in _CLASSES if township.endswith(ending)), "")
    return {"街道办事处": "街道", "民族乡": "乡"}.get(found, found)


def row(one: Listed, number: int, former: list[int]) -> dict[str, Json]:
    """Return what the script is told of a list; ``former`` are its former editions' numbers."""
    basic, cooperative, recalled = one.duties
    superior, township = one.steps
    return {
        "number": number,
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "spelled": _spelled(one.name),
        "initials": list(initials(one.name)),
        "class": class_of(one.place.township),
        "issued": one.issued,
        "page": one.entries[0].href if one.entries else "",
        "former": list(former),
        "basic": basic,
        "cooperative": cooperative,
        "recalled": recalled,
        "superior": superior,
        "township": township,
        "departments": one.departments,
        "findings": dict(families(dict(one.findings))),
        "judged": one.judged,
        "open": one.open,
        "dropped": one.dropped,
        "pending": one.pending,
    }


def _spelled(name: str) -> str:
    """Return a township's name in pinyin, what it is apart: Liugou Xiang."""
    found = next((ending for ending in _CLASSES if name.endswith(ending)), "")
    stem = name.removesuffix(found)
    return f"{spelled(stem)} {spelled(found)}".strip() if stem else spelled(name)


def medians(county: County) -> dict[str, Json]:
    """Return the county's median of each figure of the desk, over the newest lists."""
    columns: dict[str, list[int]] = {}
    for one in county.newest:
        for name, value in _figures(one).items():
            columns.setdefault(name, []).append(value)
    return {name: median(values) for name, values in columns.items()}


def _figures(one: Listed) -> dict[str, int]:
    every = Counter(dict(one.findings)).total()
    names = ("basic", "cooperative", "recalled", "superior", "township", "departments", "findings")
    values = (*one.duties, *one.steps, one.departments, every)
    return dict(zip(names, values, strict=True))
