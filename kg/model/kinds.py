"""The closed sets of the model: kinds of organisations, sides, roles, and the rules that give a role."""

from __future__ import annotations

from typing import Literal, TypeAlias, cast

from kg.words import chinese

Side: TypeAlias = Literal["superior", "township"]
Role: TypeAlias = Literal[
    "declared", "receiving", "lead", "performer", "joined", "mentioned", "recipient", "other"
]
Rule: TypeAlias = Literal[
    "column", "subject", "heading", "only-declared", "partner", "context", "corrected"
]
OrganizationKind: TypeAlias = Literal["department", "township", "class", "external"]
Severity: TypeAlias = Literal["violation", "warning", "info"]

SIDE_ZH = cast(dict[Side, str], chinese("side"))
COLUMN_ZH = chinese("column")
