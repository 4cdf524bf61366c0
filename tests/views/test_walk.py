"""A walk over every route of a list's page in many states, by bounding boxes and by what was painted.

The states hold every pair of {width} × {language} × {filter} × {zoom} × {screen, paper} × {list}; a run of all tests walks a
few of them over the kinds of routes, ``make test-pages`` (``--pages``) all of them and every view's smallest and largest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from kg.model import DutyList, Finding
from kg.parse import read_list
from kg.resources import data_path
from kg.views.desk import Desk
from kg.views.page import render
from kg.views.record import route
from tests.views import county
from tests.views.conftest import Watched, grown, make_findings
from tests.views.pairwise import pairwise
from tests.views.test_browser import VIEWS, go
from tests.views.walk import faults

pytestmark = pytest.mark.browser

DIMENSIONS = {
    "width": ["1366", "1093", "1024", "1920", "390"],
    "language": ["zh", "en"],
    "filter": ["", "list=cooperative"],
    "zoom": ["fitted", "in", "out"],
    "medium": ["screen", "print"],
    "list": ["real", "one duty", "long names", "5000 duties", "40 lists"],
}
HEIGHTS = {"1366": 768, "1093": 614, "1024": 768, "1920": 1080, "390": 844}
STATES = pairwise(DIMENSIONS)
#: The county's page instead of a list's.
COUNTY = "40 lists"
#: What a run of all tests walks: the clerk's screen, the narrow one in English, the longest names.
FEW = (
    {"width": "1366", "language": "zh", "filter": "", "zoom": "fitted", "medium": "screen", "list": "real"},
    {"width": "1093", "language": "en", "filter": "list=cooperative", "zoom": "in", "medium": "screen", "list": "real"},
    {"width": "1024", "language": "en", "filter": "", "zoom": "fitted", "medium": "screen", "list": "long names"},
)  # fmt: skip


@cache
def lists() -> dict[str, DutyList]:
    real = read_list(data_path() / "lists" / "kanerzi-2025-07").list
    duty = real.of_kind("cooperative")[0]
    return {
        "real": real,
        "one duty": replace(real, duties=(duty,)),
        "long names": county.long_names()[1],
        "5000 duties": grown(real, 21),
    }


@cache
def findings(name: str) -> tuple[Finding, ...]:
    return tuple(make_findings(lists()[name])) if name == "real" else ()


def desk_of(name: str) -> Desk:
    return Desk(lists()[name], findings(name))


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the file of a list's page, made at the first call."""
    folder = tmp_path_factory.mktemp("walk")

    @cache
    def page_of(name: str) -> Path:
        path = folder / f"{name}.html"
        html = county.page(county.forty()) if name == COUNTY else render(desk_of(name))
        path.write_bytes(html.encode("utf-8", "replace"))
        return path

    return page_of


def routes(name: str) -> Iterator[str]:
    """Yield one route of every view, and the smallest and the largest of every kind of thing."""
    if name == COUNTY:
        yield from ("#/desk", "#/desk?sort=township.down", "#/compare", "#/changes", "#/files")
        return
    desk = desk_of(name)
    yield from VIEWS
    departments = sorted(desk.departments, key=lambda one: len(one.duties))
    duties = sorted(desk.duties.values(), key=lambda one: sum(len(s.text) for s in one.steps))
    categories = sorted(desk.categories, key=lambda one: len(one.duties))
    for one in _ends(departments):
        yield route("departments", one.name)
    for duty in _ends(duties):
        yield route("duties", duty.kind, str(duty.number))
    for category in _ends(categories):
        yield f"#/overview?category={quote(category.name)}"
    for finding in _ends([one for one in desk.findings if one.kind != "community"]):
        yield route("findings", finding.id)


def _ends(things: list[Any]) -> list[Any]:
    return [things[0], things[-1]] if len(things) > 1 else things


def with_query(fragment: str, *parts: str) -> str:
    more = "&".join(filter(None, parts))
    return fragment + (("&" if "?" in fragment else "?") + more if more else "")


def open_route(page: Page, fragment: str) -> None:
    if page.evaluate("Boolean(window.kgCounty)"):
        page.evaluate("h => kgCounty.go(h)", fragment)
    else:
        go(page, fragment)


def act(page: Page, state: dict[str, str]) -> None:
    """Bring the page into the state's zoom and medium."""
    if state["zoom"] != "fitted" and page.locator("#zoom").is_visible():
        for _ in range(3):
            page.evaluate("f => kgPage.graph.zoom(f)", 1.25 if state["zoom"] == "in" else 0.8)
    if state["medium"] == "print":
        page.set_viewport_size({"width": 1030, "height": 700})  # A4 across
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "state" in metafunc.fixturenames:
        states = STATES if metafunc.config.getoption("--pages") else FEW
        metafunc.parametrize("state", states, ids=lambda each: "-".join(each.values()))


def test_every_route_in_this_state(browser: Browser, pages: Any, state: dict[str, str]) -> None:
    context = browser.new_context(
        viewport={"width": int(state["width"]), "height": HEIGHTS[state["width"]]}
    )
    watched = Watched.watch(context.new_page())
    page = watched.page
    page.goto(pages(state["list"]).as_uri())
    language = "lang=en" if state["language"] == "en" else ""
    found = {}
    for fragment in routes(state["list"]):
        open_route(page, with_query(fragment, state["filter"], language))
        act(page, state)
        fitted = state["zoom"] == "fitted" and state["medium"] == "screen"
        if wrong := faults(page, fitted=fitted and state["width"] != "390"):
            found[fragment] = wrong
        if state["medium"] == "print":
            page.emulate_media(media="screen")
            page.evaluate("window.dispatchEvent(new Event('afterprint'))")
            page.set_viewport_size(
                {"width": int(state["width"]), "height": HEIGHTS[state["width"]]}
            )
    context.close()
    assert found == {}
    assert watched.said == []
