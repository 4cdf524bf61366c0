"""What those need who do not see the picture: axe-core finds no fault of any level in any kind of view."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kg.views.desk import Desk
from kg.views.record import route
from tests.views import county
from tests.views.conftest import Watched
from tests.views.states import ASKED, OF_COUNTY, routes
from tests.views.test_browser import VIEWS, go
from tests.views.test_walk import with_query

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
        "#/findings?verdict=no",
    )
    fragments = (*VIEWS, *drawers, route("departments", desk.departments[0].name),
                 route("duties", duty.kind, str(duty.number)))  # fmt: skip
    # each in one of the languages; in both: `make test-pages`
    for fragment in fragments[english::2]:
        go(page, fragment + (("&" if "?" in fragment else "?") + "lang=en" if english else ""))
        assert told(page.evaluate(RUN)) == [], fragment
    page.locator("#find").fill("消防")
    assert told(page.evaluate(RUN)) == [], "search"


#: Of each of two elements, a property as it is drawn.
DRAWN = """([one, other, property]) => [one, other].map(
  css => getComputedStyle(document.querySelector(css))[property])"""

#: Where colours are dictated: two elements that must not look alike, and in what they differ.
TOLD = (
    ("#/departments?form=pairs", ".half .gl", ".half td:not(.gl)", "borderLeftColor"),
    ("#/departments?form=categories", ".cells td.s1", ".cells td.s2", "backgroundColor"),
    ("#/findings", ".lines a[aria-current]", ".lines a:not([aria-current])", "borderLeftColor"),
    ("#/burden", ".burden td.heat.h1", ".burden td.heat.h4", "backgroundColor"),
)


def test_forced_colours_leave_what_is_told_by_them(browser: Browser, built: Path) -> None:
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, forced_colors="active", color_scheme="dark"
    )
    page = context.new_page()
    page.goto((built / "kanerzi-2025-07" / "graph.html").as_uri())
    for fragment, one, other, property_ in TOLD:
        go(page, fragment)
        first, second = page.evaluate(DRAWN, [one, other, property_])
        assert first != second, (fragment, one, other)
    # in pictures what the filters leave out is paler than what they leave
    go(page, "#/overview")
    assert page.evaluate("kgScene.ink.line !== kgScene.ink.lineDim")
    context.close()


@pytest.mark.far
@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_on_any_kind_of_route(
    browser: Browser, built: Path, desk: Desk, axe: str, scheme: Any, english: bool
) -> None:
    """With the answers of a build, and each form and state of the workbench."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page.goto((built / "kanerzi-2025-07" / "graph.html").as_uri())
    page.evaluate(axe)
    found = {}
    for fragment in (*(one for one in routes(desk) if "#/findings/" not in one), *ASKED):
        go(page, with_query(fragment, "lang=en" if english else ""))
        if wrong := told(page.evaluate(RUN)):
            found[fragment] = wrong
    page.close()
    assert not found, found


@pytest.mark.far
@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_of_the_county(
    browser: Browser, axe: str, tmp_path: Path, scheme: Any, english: bool
) -> None:
    file = county.write(county.page(county.county()), tmp_path)
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page.goto(file.as_uri())
    page.evaluate(axe)
    found = {}
    for fragment in OF_COUNTY:
        page.evaluate("h => kgCounty.go(h)", with_query(fragment, "lang=en" if english else ""))
        if wrong := told(page.evaluate(RUN)):
            found[fragment] = wrong
    page.close()
    assert not found, found
