"""The closed sets of the model: kinds of organisations, sides, roles, and the rules that give a role."""

from __future__ import annotations

from typing import Literal, TypeAlias

from kg.edition import ListKind
from kg.words import chinese, section

Side: TypeAlias = Literal["superior", "township"]
Role: TypeAlias = Literal[
    "declared", "receiving", "lead", "performer", "joined", "mentioned", "recipient", "other"
]
Rule: TypeAlias = Literal[
    "column", "subject", "heading", "only-declared", "partner", "context", "corrected"
]
OrganizationKind: TypeAlias = Literal["department", "township", "class", "external"]
Severity: TypeAlias = Literal["violation", "warning", "info"]

COLUMN_ZH = chinese("column")


def side_words(kind: ListKind, side: Side) -> tuple[str, str]:
    """Return what a side of a duty is called (zh, en): of a recalled one by its column.

    >>> side_words("cooperative", "superior"), side_words("recalled", "superior")
    (('上级部门', 'superior'), ('承接部门', 'receiving department'))
    """
    received = kind == "recalled" and side == "superior"
    return section("side")["receiving" if received else side]


def side_column(kind: ListKind, side: Side) -> str:
    """Return the column that the steps of a side usually stand in: a key of :data:`COLUMN_ZH`.

    >>> side_column("recalled", "superior"), side_column("cooperative", "township")
    ('method', 'township')
    """
    return "method" if kind == "recalled" and side == "superior" else side
