"""A walk over every route of a list's page in many states, by bounding boxes and by what was painted.

The states hold every pair of {width} × {language} × {filter} × {zoom} × {screen, paper} × {list}; a run of all tests walks a
few of them over the kinds of routes, ``make test-pages`` (``--pages``) all of them and every view's smallest and largest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from kg.views.page import render
from tests.conftest import OldBrowser
from tests.views import county
from tests.views.conftest import Watched
from tests.views.pairwise import pairwise
from tests.views.states import ASKED, COUNTY, LONG_COUNTY, OF_COUNTY, desk_of, routes
from tests.views.test_browser import go
from tests.views.walk import faults

pytestmark = pytest.mark.browser

DIMENSIONS = {
    "width": ["1366", "1093", "1024", "1920", "390"],
    "language": ["zh", "en"],
    "filter": ["", "list=cooperative"],
    "zoom": ["fitted", "in", "out"],
    "medium": ["screen", "print"],
    "list": ["real", "one duty", "long names", "5000 duties", COUNTY, LONG_COUNTY],
}
COUNTIES = {COUNTY: county.renewed, LONG_COUNTY: county.long_names}
HEIGHTS = {"1366": 768, "1093": 614, "1024": 768, "1920": 1080, "390": 844}
STATES = pairwise(DIMENSIONS)
#: What a run of all tests walks: the clerk's screen, the narrow one in English, the longest names.
FEW = (
    {"width": "1366", "language": "zh", "filter": "", "zoom": "fitted", "medium": "screen", "list": "real"},
    {"width": "1093", "language": "en", "filter": "list=cooperative", "zoom": "in", "medium": "screen", "list": "real"},
    {"width": "1024", "language": "en", "filter": "", "zoom": "fitted", "medium": "screen", "list": "long names"},
)  # fmt: skip
#: What is walked in a real Chromium 86 and 109: a list's page with answers, the county's, both on screen and on paper.
OLD = (
    {"width": "1366", "language": "zh", "filter": "", "zoom": "in", "medium": "screen", "list": "real"},
    {"width": "1024", "language": "en", "filter": "list=cooperative", "zoom": "fitted", "medium": "print", "list": "real"},
    {"width": "1366", "language": "zh", "filter": "", "zoom": "fitted", "medium": "screen", "list": COUNTY},
    {"width": "390", "language": "en", "filter": "", "zoom": "fitted", "medium": "screen", "list": LONG_COUNTY},
)  # fmt: skip


@pytest.fixture(scope="session")
def pages(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the file of a list's page, made at the first call; the real list's is that of a build, with answers."""
    folder = tmp_path_factory.mktemp("walk")

    @cache
    def page_of(name: str) -> Path:
        if name == "real":
            return built / "kanerzi-2025-07" / "graph.html"
        path = folder / f"{name}.html"
        html = county.page(COUNTIES[name]()) if name in COUNTIES else render(desk_of(name))
        path.write_bytes(html.encode("utf-8", "replace"))
        return path

    return page_of


def routes_of(name: str) -> Iterator[str]:
    yield from OF_COUNTY if name in COUNTIES else routes(desk_of(name))
    yield from ASKED if name == "real" else ()


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
    zoomed = "Boolean((document.getElementById('zoom') || {}).offsetParent)"  # Chromium 86 too
    if state["zoom"] != "fitted" and page.evaluate(zoomed):
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


def walk(browser: Browser, file: Path, state: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Open every route of a page in one state; return what is wrong, by route, and what the console said."""
    size = ViewportSize(width=int(state["width"]), height=HEIGHTS[state["width"]])
    context = browser.new_context(viewport=size)
    watched = Watched.watch(context.new_page())
    page = watched.page
    page.goto(file.as_uri())
    language = "lang=en" if state["language"] == "en" else ""
    found = {}
    for fragment in routes_of(state["list"]):
        open_route(page, with_query(fragment, state["filter"], language))
        act(page, state)
        fitted = state["zoom"] == "fitted" and state["medium"] == "screen"
        if wrong := faults(page, fitted=fitted and state["width"] != "390"):
            found[fragment] = wrong
        if state["medium"] == "print":
            page.emulate_media(media="screen")
            page.evaluate("window.dispatchEvent(new Event('afterprint'))")
            page.set_viewport_size(size)
    context.close()
    return found, watched.said


def test_every_route_in_this_state(browser: Browser, pages: Any, state: dict[str, str]) -> None:
    found, said = walk(browser, pages(state["list"]), state)
    assert not found, found
    assert said == [], said


@pytest.mark.far
@pytest.mark.parametrize("version", [86, 109])
@pytest.mark.parametrize("old", OLD, ids=lambda each: "-".join(each.values()))
def test_every_route_in_an_old_chromium(
    old_browser: OldBrowser, pages: Any, old: dict[str, str], version: int
) -> None:
    found, said = walk(old_browser(version), pages(old["list"]), old)
    assert not found, found
    assert said == [], said


def test_an_empty_list_says_so(browser: Browser, pages: Any) -> None:
    page = browser.new_page()
    page.goto(pages("no duty").as_uri())
    said = {"overview": "没有读到事项", "duties": "没有读到事项", "departments": "没有列明部门", "burden": "没有配合事项"}  # fmt: skip
    for view, words in said.items():
        open_route(page, f"#/{view}")
        shown = page.inner_text("#sheet")
        assert words in shown and "筛选" not in shown, view
    page.close()
