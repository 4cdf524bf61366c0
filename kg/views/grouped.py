"""The groups of departments as a page has them, and short names of departments for where room is little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import Finding
from kg.views.desk import Desk

#: Names of more characters than this are abbreviated, where the list or the files know how.
LONG: Final = 7
#: How often the pairs of a group stay together, of all partitions, if it counts as stable.
STABLE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Group:
    """Departments (ids), those first that share most inside; the finding that says so, if one does."""

    members: tuple[str, ...]
    finding: Finding | None = None

    @property
    def stable(self) -> bool:
        """Whether its pairs stay together in four of five partitions (no finding: nothing denies it)."""
        return self.finding is None or self.finding.score >= STABLE


def grouped(desk: Desk) -> list[Group]:
    """Return the groups that the analysis found, else those that hang together at all: the largest first.

    A department belongs to the first group that names it; groups of one are left out.
    """
    shared = desk.shared()
    found = _found(desk) or _connected(desk, shared)
    place = {department.id: at for at, department in enumerate(desk.departments)}
    ordered = []
    for group in found:
        inside = _inside(group.members, shared)
        members = sorted(group.members, key=lambda name: (-inside.get(name, 0), place[name]))
        ordered.append(Group(tuple(members), group.finding))
    return ordered


def _inside(
    members: Sequence[str], shared: Mapping[tuple[str, str], Sequence[str]]
) -> dict[str, int]:
    """Return how often each member shares a duty with another one."""
    times: dict[str, int] = {}
    for pair, codes in shared.items():
        if {*pair} <= {*members}:
            for name in pair:
                times[name] = times.get(name, 0) + len(codes)
    return times


def _found(desk: Desk) -> list[Group]:
    """Return the findings' groups in their order, which is that of ``kg findings --kind community``."""
    found: list[Group] = []
    seen: set[str] = set()
    for finding in desk.findings:
        if finding.kind == "community":
            known = [
                desk.department[name].id for name in finding.departments if name in desk.department
            ]
            fresh = [name for name in dict.fromkeys(known) if name not in seen]
            if len(fresh) > 1:
                found.append(Group(tuple(fresh), finding))
                seen.update(fresh)
    return found


def _connected(desk: Desk, shared: Iterable[tuple[str, str]]) -> list[Group]:
    """Return the departments that reach one another over shared duties, the largest set first."""
    near: dict[str, list[str]] = {}
    for one, other in shared:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    found: list[Group] = []
    seen: set[str] = set()
    for department in desk.departments:
        if department.id in near and department.id not in seen:
            group = _reached(department.id, near)
            seen.update(group)
            found.append(Group(tuple(group)))
    return sorted(found, key=lambda group: -len(group.members))


def _reached(start: str, near: Mapping[str, Sequence[str]]) -> list[str]:
    """Return everybody whom one reaches, the nearest first."""
    reached: dict[str, None] = {}
    queue = [start]
    while queue:
        name = queue.pop(0)
        if name not in reached:
            reached[name] = None
            queue += near[name]
    return list(reached)


def brief(desk: Desk) -> dict[str, str]:
    """Return what long names are called where there is little room: department's id → an alias.

    It is the shortest of three characters and more whose characters are the name's own, in their
    order, up to its last (住房和城乡建设局 → 住建局), unless two departments would then look alike.
    """
    found: dict[str, str] = {}
    for department in desk.departments:
        known = [one for one in department.aliases if _abbreviates(one, department.short)]
        if known and len(department.short) > LONG:
            found[department.id] = min(known, key=len)
    taken = [*found.values(), *(department.short for department in desk.departments)]
    return {id: name for id, name in found.items() if taken.count(name) == 1}


def _abbreviates(alias: str, name: str) -> bool:
    letters = iter(name)
    inside = all(letter in letters for letter in alias)
    return 2 < len(alias) <= LONG and alias[-1:] == name[-1:] and inside
