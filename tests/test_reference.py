"""The reading against a reference that was made by reading every row of the real document."""

from __future__ import annotations

import pytest

from kg.parse import Parsed
from tests.reference.compare import compare


@pytest.fixture(scope="module")
def figures(real_parsed: Parsed) -> dict[str, float]:
    return compare(real_parsed.list.duties)[0]


def test_every_cell_with_steps_is_compared(figures: dict[str, float]) -> None:
    assert figures["cells"] == 231


@pytest.mark.parametrize(
    ("figure", "bar"),
    [("split", 1.0), ("actors", 1.0), ("joined", 1.0), ("mentions", 0.97), ("other", 0.95)],
)
def test_the_reading_reaches_the_bar(figures: dict[str, float], figure: str, bar: float) -> None:
    assert figures[figure] >= bar


def test_declared_departments_are_the_columns(real_parsed: Parsed) -> None:
    for duty in real_parsed.list.of_kind("cooperative"):
        cell = next(cell.text for cell in duty.cells if cell.column == "departments")
        printed = [mention.printed for mention in duty.declared if mention.role == "declared"]
        between = cell
        for name in printed:
            before, name_found, between = between.partition(name)
            assert name_found, f"{duty.label}: {name}"
            assert before in ("", "、", "及"), f"{duty.label}: {before}"
        assert between == ""


def test_every_recalled_duty_has_a_receiver(real_parsed: Parsed) -> None:
    assert all(duty.departments for duty in real_parsed.list.of_kind("recalled"))


def test_a_department_has_one_name(real_parsed: Parsed) -> None:
    organizations = {
        mention.organization
        for duty in real_parsed.list.duties
        for mention in [*duty.declared, *(m for step in duty.steps for m in step.participants)]
        if mention.organization.kind == "department"
    }
    assert len({(o.jurisdiction, o.function) for o in organizations}) == len(organizations)
    assert len({o.name for o in organizations}) == len(organizations)
