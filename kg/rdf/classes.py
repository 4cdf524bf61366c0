"""What stands for what in the graph: kinds of records and their classes, roles and their properties."""

from __future__ import annotations

from kg.vocab import DUTY

KIND_CLASS = {
    "basic": DUTY.BasicDuty,
    "cooperative": DUTY.CooperativeDuty,
    "recalled": DUTY.RecalledDuty,
}
SIDE_CLASS = {"superior": DUTY.SuperiorStep, "township": DUTY.TownshipStep}
ORGANIZATION_CLASS = {
    "department": DUTY.Department,
    "township": DUTY.Township,
    "class": DUTY.OpenClass,
    "external": DUTY.ExternalActor,
}
ROLE_OF_DUTY = {
    "declared": DUTY.declaredDepartment,
    "receiving": DUTY.receivingDepartment,
    "lead": DUTY.leadDepartment,
}
ROLES_OF_STEP: dict[str, tuple[str, ...]] = {
    "performer": (DUTY.performedBy,),
    "joined": (DUTY.performedBy, DUTY.joinedBy),
    "lead": (DUTY.ledBy,),
    "mentioned": (DUTY.mentions,),
    "recipient": (DUTY.mentions, DUTY.reportsTo),
    "other": (DUTY.otherActor,),
}
TITLE = "title"
"""The column of what is said of a duty and not of one of its steps, unless another is written."""
COLUMN = "column"
"""Why a body has its role, unless another rule is written: the column names it."""
