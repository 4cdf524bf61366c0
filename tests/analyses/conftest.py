"""The network of the real list, and one drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from kg.model import Duty, DutyList, Mention, Organization, Place, Role, Span, Step
from kg.network import Network
from kg.parse import Parsed

Columns: TypeAlias = Callable[..., Network]
"""Makes the network of a list whose duties declare departments: ``columns("AB", "BC")``."""


@pytest.fixture(scope="session")
def network(real_parsed: Parsed) -> Network:
    return Network.of(real_parsed.list)


def _mention(name: str, role: Role, column: str) -> Mention:
    return Mention(
        Organization(name, "甲县", name, "department"),
        name,
        role,
        "column",
        Span(1, column, 0, len(name)),
    )


@pytest.fixture(scope="session")
def columns() -> Columns:
    """Return the function that makes cooperative duties, the first department of each performing its one step."""

    def make(*duties: str) -> Network:
        made = []
        for number, letters in enumerate(duties, 1):
            step = Step(
                "superior", 1, 1, True, None, None, "做事。", Span(1, "superior", 0, 3),
                (_mention(letters[0], "performer", "superior"),),
            )  # fmt: skip
            declared = tuple(_mention(letter, "declared", "departments") for letter in letters)
            made.append(
                Duty("cooperative", number, "类", f"事{number}", number, (), declared, (step,))
            )
        place = Place("", "", "甲县", "乙乡")
        return Network.of(DutyList("hand", "手绘", place, "", "", "", "", (), tuple(made)))

    return make
