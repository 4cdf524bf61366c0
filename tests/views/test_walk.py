"""A walk over every route of a list's page in many states, by bounding boxes and by what was painted.

The states hold every pair of {width} × {language} × {filter} × {zoom} × {screen, paper} × {colours} × {list}; a run of all
tests walks a few of them over the kinds of routes, ``make test-pages`` (``--pages``) all of them and every view's smallest
and largest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from kg.views.page import render
from tests.conftest import OldBrowser
from tests.views import county
from tests.views.conftest import Watched
from tests.views.counts import judge, lies, strays
from tests.views.pairwise import pairwise
from tests.views.states import (
    ASKED,
    ASKED_OF_COUNTY,
    BUILT,
    COUNTY,
    LONG_COUNTY,
    OF_COUNTY,
    desk_of,
    routes,
)
from tests.views.test_browser import COLOURS, contrast, go
from tests.views.walk import empty_sheets, faults, hollow

pytestmark = pytest.mark.browser

#: Of the widths 683 is 1366 at 200 %. A county's page has another filter; what shows no picture is not zoomed.
DIMENSIONS = {
    "width": ["1366", "1093", "1024", "1920", "390", "683"],
    "language": ["zh", "en"],
    "filter": ["", "filtered"],
    "zoom": ["fitted", "in", "out"],
    "medium": ["screen", "print"],
    "colours": ["light", "dark", "forced"],
    "list": ["real", "one duty", "long names", "5000 duties", COUNTY, LONG_COUNTY, BUILT],
}
COUNTIES = {COUNTY: county.renewed, LONG_COUNTY: county.long_names}
#: Whose figures are followed: of tables, and of the tabs.
COUNTED = ("#/burden", "#/departments", "#/departments?form=categories")
TABS = ("#/overview", "#/duties", "#/findings")
THINGS = ("#/departments/", "#/overview?category=", "#/overview?matter=")
FILTER, OF_COUNTIES = "list=cooperative", "list=cooperative&q=乡"
HEIGHTS = {"1366": 768, "1093": 614, "1024": 768, "1920": 1080, "390": 844, "683": 384}
STATES = pairwise(DIMENSIONS)
#: Milliseconds that a route may take on a machine with much else to do: how quick a page is, other tests ask.
PATIENCE = 300_000


def state_of(text: str) -> dict[str, str]:
    """Return a state of its values, one after the other, parted by bars."""
    return dict(zip(DIMENSIONS, text.split("|"), strict=True))


#: What a run of all tests walks: the clerk's screen; in English the longest names in a narrow window.
FEW = (
    state_of("1366|zh||fitted|screen|light|real"),
    state_of("1024|en||fitted|screen|light|long names"),
)
#: What is walked in a real Chromium 86 and 109: a list's page with answers, the county's, both on screen and on paper.
OLD = (
    state_of("1366|zh||in|screen|light|real"),
    state_of("1024|en|filtered|fitted|print|light|real"),
    state_of(f"1366|zh||fitted|screen|light|{COUNTY}"),
    state_of(f"390|en||fitted|screen|light|{LONG_COUNTY}"),
)


@pytest.fixture(scope="session")
def pages(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """Return the file of a list's page, made at the first call; the real list's is that of a build, with answers."""
    folder = tmp_path_factory.mktemp("walk")

    @cache
    def page_of(name: str) -> Path:
        if name == "real":
            return built / "kanerzi-2025-07" / "graph.html"
        if name == BUILT:
            found: Path = request.getfixturevalue("county_build")
            return found / "index.html"
        path = folder / f"{name}.html"
        html = county.page(COUNTIES[name]()) if name in COUNTIES else render(desk_of(name))
        path.write_bytes(html.encode("utf-8", "replace"))
        return path

    return page_of


def routes_of(name: str) -> Iterator[str]:
    if name == BUILT:
        yield from ("#/desk", "#/compare", "#/changes", "#/sparql", *ASKED_OF_COUNTY)
    else:
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


def shown(page: Page, id_: str) -> bool:
    """Return whether an element is shown; Playwright asks what Chromium 86 does not know."""
    asked = "id => { const one = document.getElementById(id); return one ? one.getClientRects().length > 0 : false; }"
    return bool(page.evaluate(asked, id_))


def act(page: Page, state: dict[str, str]) -> None:
    """Bring the page into the state's zoom and medium."""
    if state["zoom"] != "fitted" and shown(page, "zoom"):
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


def query_of(state: dict[str, str]) -> list[str]:
    """Return what of a state is in the address."""
    filtered = OF_COUNTIES if state["list"] in {*COUNTIES, BUILT} else FILTER
    return [
        filtered if state["filter"] else "",
        "lang=en" if state["language"] == "en" else "",
    ]


def lost(page: Page, fragment: str) -> list[str]:
    """Return where an address led if not to its view."""
    view = fragment[2:].partition("?")[0].partition("/")[0]
    here = page.evaluate("(window.kgCounty || kgPage).at.view")
    return [] if here == view else [here]


def faint(page: Page) -> list[str]:
    """Return the texts that can hardly be told from their ground."""
    pairs = (line.split(" ", 2) for line in page.evaluate(COLOURS))
    return [
        f"{colour} on {ground} {where}"
        for colour, ground, where in pairs
        if contrast(colour, ground) < 4.5
    ]


def lying(page: Page, fragment: str) -> list[str]:
    """Return the figures of an opened route that are not the length of what they open; it leads away from there."""
    if fragment in COUNTED:
        return list(lies(page, go))
    tab = fragment in TABS or fragment.startswith(THINGS)
    return list(strays(page, go)) if tab else []


def wrong_with(
    page: Page, fragment: str, state: dict[str, str], printed: dict[int, list[int]]
) -> dict[str, Any]:
    """Return what is wrong with an opened route in one state, by kind; ``printed`` is of the routes before."""
    act(page, state)
    fitted = state["zoom"] == "fitted" and state["width"] not in {"390", "683"}
    found = {"lost": lost(page, fragment), **faults(page, fitted=fitted)}
    if state["medium"] == "screen":
        found["faint"] = faint(page)
    else:
        found["hollow"] = hollow(page)
    if state["medium"] == "print" and state["list"] != "5000 duties" and not found["hollow"]:
        found["empty sheets"] = empty_sheets(page, printed)
    if state["medium"] == "screen" and shown(page, "flip"):
        page.click("#flip")  # a phone shows the list first
        act(page, state)
        other = faults(page, fitted=False)
        found |= {f"flipped, {kind}": what for kind, what in other.items()}
        page.click("#flip")
    if state["medium"] == "screen":
        found["lies"] = lying(page, fragment)
    return {kind: what for kind, what in found.items() if what}


def walk(
    browser: Browser, file: Path, state: dict[str, str], stride: int = 1
) -> tuple[dict[str, Any], list[str]]:
    """Open every route of a page, or one in so many, in one state; return what is wrong, by route, and what the console said."""
    size = ViewportSize(width=int(state["width"]), height=HEIGHTS[state["width"]])
    context = browser.new_context(viewport=size)
    context.set_default_timeout(PATIENCE)
    watched = Watched.watch(context.new_page())
    page = watched.page
    dark, forced = state["colours"] == "dark", state["colours"] == "forced"
    page.emulate_media(
        color_scheme="dark" if dark else "light", forced_colors="active" if forced else "none"
    )
    page.goto(file.as_uri())
    if state["filter"] and page.evaluate("Boolean(window.kgBench)"):
        judge(page)  # what is called wrong leaves lists and counts, as a filter does
    found, printed = {}, dict[int, list[int]]()
    for fragment in islice(routes_of(state["list"]), 0, None, stride):
        open_route(page, with_query(fragment, *query_of(state)))
        if wrong := wrong_with(page, fragment, state, printed):
            found[fragment] = wrong
        if state["medium"] == "print":
            page.emulate_media(media="screen")
            page.evaluate("window.dispatchEvent(new Event('afterprint'))")
            page.set_viewport_size(size)
    context.close()
    return found, watched.said


@pytest.mark.timeout(1800)  # some 70 routes, each looked at whole
def test_every_route_in_this_state(
    pytestconfig: pytest.Config, browser: Browser, pages: Any, state: dict[str, str]
) -> None:
    stride = 1 if pytestconfig.getoption("--pages") else 3
    found, said = walk(browser, pages(state["list"]), state, stride)
    assert not found, found
    assert said == [], said


@pytest.mark.far
@pytest.mark.timeout(1800)
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
