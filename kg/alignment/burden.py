"""Counts of many lists beside each other: duties a table, and who burdens which township most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from kg.model import LIST_KINDS, DutyList, ListKind

NATIONAL: Final[dict[ListKind, int]] = {"basic": 117, "cooperative": 99, "recalled": 124}
"""Mean of about 38,000 lists by June 2025, from a commentary that quotes the State commission office; not seen itself."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one department asks of one township."""

    department: str
    list: str
    duties: int
    sole: int
    steps: int


def counts(lists: Sequence[DutyList]) -> list[tuple[str, int, int, int, int]]:
    """Return id, basic, cooperative, recalled and all duties of each list, in the order given."""
    found = []
    for one in lists:
        basic, cooperative, recalled = (len(one.of_kind(kind)) for kind in LIST_KINDS)
        found.append((one.id, basic, cooperative, recalled, basic + cooperative + recalled))
    return found


def medians(lists: Sequence[DutyList]) -> tuple[float, float, float, float]:
    """Return the median of each column of :func:`counts`."""
    basic, cooperative, recalled, every = zip(*(row[1:] for row in counts(lists)), strict=True)
    return median(basic), median(cooperative), median(recalled), median(every)


def loads(lists: Sequence[DutyList]) -> list[Load]:
    """Return what each department asks of each township, the heaviest department first, its townships by duties.

    ``duties`` are cooperative duties whose column names the department, ``sole`` those that name
    it alone, ``steps`` the township's steps in them.
    """
    found = [load for one in lists for load in _of(one)]
    total: Counter[str] = Counter()
    for load in found:
        total[load.department] += load.duties
    return sorted(
        found,
        key=lambda one: (-total[one.department], one.department, -one.duties, -one.steps, one.list),
    )


def _of(one: DutyList) -> Iterator[Load]:
    duties: Counter[str] = Counter()
    sole: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    for duty in one.of_kind("cooperative"):
        names = [mention.name for mention in duty.declared_departments]
        for name in names:
            duties[name] += 1
            sole[name] += len(names) == 1
            steps[name] += len(duty.township_steps)
    for name, count in duties.items():
        yield Load(name, one.id, count, sole[name], steps[name])
