"""What the tab 部门 is told beside the duties: who leads which (as question ``leads``), and the groups."""

from __future__ import annotations

from kg.views.desk import Desk
from kg.views.grouped import brief, grouped
from kg.views.scene import Json

#: The finding that says that a lead is one for some steps only.
PARTIAL = "partial_lead"


def part(desk: Desk) -> dict[str, Json]:
    """Return the duties that a department of their column leads, and the groups of departments.

    ``leads``: a duty's code → the departments' numbers, and whether the lead is of the whole duty
    (no finding says that it is one for a step only). ``groups``: the finding's id (empty if none
    found it) and the members' numbers, those who share most inside the group first.
    """
    partial: set[str] = set()
    for finding in desk.findings:
        if finding.kind == PARTIAL:
            partial.update(map(desk.code, finding.duties))
    leads: dict[str, Json] = {}
    for code, duty in desk.duties.items():
        declared = {mention.name for mention in duty.declared_departments}
        names = [name for name in duty.leads if name in declared]
        if duty.kind == "cooperative" and names:
            numbers: list[Json] = [int(desk.department[name].id[1:]) for name in names]
            leads[code] = {"departments": numbers, "whole": code not in partial}
    groups: list[Json] = [
        {
            "finding": group.finding.id if group.finding else "",
            "members": [int(name[1:]) for name in group.members],
        }
        for group in grouped(desk)
    ]
    return {"leads": leads, "groups": groups, "brief": brief(desk)}
