"""The records a duty list is read into: frozen, typed, no input or output.

Offsets count characters (Python's ``str`` indices), are 0-based and half open, and are relative to
the raw text of one cell; lines are 1-based lines (rows, for a spreadsheet) of the document.
"""

from __future__ import annotations

from kg.edition import KIND_ZH, LIST_KINDS, ListKind, Place, owners
from kg.model.duties import Cell, Duty, Step
from kg.model.findings import Clause, Finding, Oddity, is_pending
from kg.model.kinds import (
    COLUMN_ZH,
    OrganizationKind,
    Role,
    Rule,
    Severity,
    Side,
    side_column,
    side_words,
)
from kg.model.lists import Column, DutyList, TableHead
from kg.model.mentions import Mark, Mention, Organization, Span

__all__ = [
    "COLUMN_ZH",
    "KIND_ZH",
    "LIST_KINDS",
    "Cell",
    "Clause",
    "Column",
    "Duty",
    "DutyList",
    "Finding",
    "ListKind",
    "Mark",
    "Mention",
    "Oddity",
    "Organization",
    "OrganizationKind",
    "Place",
    "Role",
    "Rule",
    "Severity",
    "Side",
    "Span",
    "Step",
    "TableHead",
    "is_pending",
    "owners",
    "side_column",
    "side_words",
]
