"""What those need who do not see the picture: axe-core finds no fault of any level in any kind of view."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kg.views.desk import Desk
from kg.views.record import route
from tests.views.conftest import Watched
from tests.views.test_browser import VIEWS, go

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the checker's script; a machine without it skips, CI fails."""
    if AXE.is_file():
        return AXE.read_text(encoding="utf-8")
    if os.environ.get("CI"):
        pytest.fail("axe-core is missing: `make system` installs it")
    pytest.skip("axe-core is not installed: npm install --prefix tests/node")


def told(found: list[dict[str, Any]]) -> list[str]:
    """Return the faults, of any level, each with the first place it is at."""
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_no_fault_of_any_level(opened: Watched, desk: Desk, axe: str, english: bool) -> None:
    page = opened.page
    page.evaluate(axe)
    duty = max(desk.duties.values(), key=lambda each: len(each.steps))
    one, other = (desk.departments[at].name for at in (0, 1))
    drawers = (
        "#/burden?show=ratio&open=*~reporting",
        f"#/departments?form=pairs&acting=1&open={one}~{other}",
        f"#/departments?open={one}~findings",
    )
    for fragment in (*VIEWS, *drawers, route("departments", desk.departments[0].name),
                     route("duties", duty.kind, str(duty.number))):  # fmt: skip
        go(page, fragment + (("&" if "?" in fragment else "?") + "lang=en" if english else ""))
        assert told(page.evaluate(RUN)) == [], fragment
    page.locator("#find").fill("消防")
    assert told(page.evaluate(RUN)) == [], "search"
