"""What the pages cost the browser: opening, going from view to view, typing, judging, panning.

    python -m benchmarks --only pages

Milliseconds of the processor in the page's main thread, without a graphics card, and their ratio to a loop of the same
browser in the same run: the ratio is what to read. The goals are those of the milliseconds on an office computer.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from kg import build as job
from kg.parse import read_list
from kg.resources import data_path
from kg.views.desk import Desk
from kg.views.page import render
from tests.conftest import ARGUMENTS, find_browser
from tests.views import county
from tests.views.conftest import grown

REAL = data_path() / "lists" / "kanerzi-2025-07"
#: The unit: about as long as a page may take to answer a key.
LOOP = "() => { let sum = 0; for (let at = 0; at < 20000000; at += 1) { sum += at * at % 7; } return sum; }"
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))"
#: Frames of a picture that moves, from the middle of it, at a scale.
PAN = """([scale, frames]) => new Promise(done => {
    const graph = kgPage.graph, scene = graph.scene(), network = graph.network(); let at = 0;
    const x = scene.width / 2, y = scene.height / 2;
    graph.at({x, y, scale});
    const step = () => { if (at >= frames) { done(); return; } at += 1;
        network.moveTo({position: {x: x + at % 20 * 4, y: y + at % 20 * 3}}); requestAnimationFrame(step); };
    requestAnimationFrame(step); })"""
FRAMES = 20
SCALES = (0.2, 0.45, 1.0, 1.5, 4.0)
VIEWS = (
    "#/departments",
    "#/departments?form=pairs",
    "#/burden",
    "#/duties",
    "#/findings",
    "#/duties/cooperative/19",
    "#/near/duty/cooperative/19",
    "#/ask/no_lead",
    "#/ask/portfolio",
    "#/ask/kinds_of_work?open=all",
)


class Clock:
    """The processor's milliseconds of a page's main thread."""

    def __init__(self, page: Page) -> None:
        """Begin to count."""
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def now(self) -> float:
        """Return the milliseconds so far."""
        found = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in found if one["name"] == "TaskDuration"))

    def cost(self, act: Callable[[], object]) -> float:
        """Return what something costs until it is on the screen."""
        self._page.evaluate(SETTLED)
        before = self.now()
        act()
        self._page.evaluate(SETTLED)
        return self.now() - before


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section: what, milliseconds, ratio to the loop, goal."""
    del lists, seed
    yield f"{'Pages':44}{'CPU ms':>10}{'ratio':>9}   goal"
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(dir=work) as scratch:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        folder = Path(scratch)
        job.build([REAL], folder / "build")
        unit = _unit(browser)
        yield _line("a loop of 20 million", unit, unit, "the unit of what follows")
        for what, found, goal in _list(browser, folder / "build" / REAL.name / "graph.html"):
            yield _line(what, found, unit, goal)
        for what, found, goal in _county(browser, folder):
            yield _line(what, found, unit, goal)
        for what, found, goal in _panning(browser, folder):
            yield _line(what, found, unit, goal)
        browser.close()


def _line(what: str, found: float, unit: float, goal: str) -> str:
    return f"  {what:42}{found:10.1f}{found / unit:9.2f}   {goal}"


def _unit(browser: Browser) -> float:
    page = browser.new_page()
    clock = Clock(page)
    found = [clock.cost(partial(page.evaluate, LOOP)) for _ in range(5)]
    page.close()
    return statistics.median(found)


def _open(browser: Browser, file: Path) -> tuple[Page, Clock, float]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    clock = Clock(page)
    before = clock.now()
    page.goto(file.as_uri() + "#/overview")
    page.wait_for_function("() => window.kgPage && kgPage.drawn")
    page.evaluate(SETTLED)
    return page, clock, clock.now() - before


def _go(page: Page, fragment: str) -> None:
    page.evaluate("h => { location.hash = h; }", fragment)
    page.wait_for_function("() => kgPage.drawn === location.hash")


def _list(browser: Browser, file: Path) -> Iterator[tuple[str, float, str]]:
    page, clock, opened = _open(browser, file)
    yield "first picture of the real list", opened, "< 500"
    for view in VIEWS:
        yield f"to {view}", clock.cost(partial(_go, page, view)), "< 150"
    page.focus("#find")
    yield "a key in the search box, the first", clock.cost(partial(page.keyboard.type, "x")), ""
    typed = [clock.cost(partial(page.keyboard.type, key)) for key in "fjyaqsc"]
    yield "a key in the search box", statistics.median(typed), "< 50"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    _go(page, "#/findings")
    page.keyboard.press("j")
    given = [clock.cost(partial(page.keyboard.press, key)) for key in "1231231"]
    yield "a verdict by its key", statistics.median(given), "< 50"
    page.close()


def _county(browser: Browser, folder: Path) -> Iterator[tuple[str, float, str]]:
    """Forty townships beside each other: the comparison as the first thing opened, and from the desk."""
    file = folder / "forty.html"
    file.write_bytes(county.page(county.forty()).encode("utf-8", "replace"))
    every = "#/compare?open=few,some,most,alike"
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    clock = Clock(page)
    before = clock.now()
    page.goto(file.as_uri() + every)
    page.wait_for_function("() => window.kgCounty && kgCounty.drawn")
    page.evaluate(SETTLED)
    yield "40 lists: comparison, opened", clock.now() - before, "< 1000"
    page.evaluate("kgCounty.go('#/desk')")
    page.wait_for_timeout(500)
    yield (
        "40 lists: to the comparison",
        clock.cost(partial(page.evaluate, "h => kgCounty.go(h)", every)),
        "< 150",
    )
    yield (
        "40 lists: until all rows are there",
        clock.cost(partial(page.evaluate, "kgRest.finish()")),
        "",
    )
    page.close()


def _panning(browser: Browser, folder: Path) -> Iterator[tuple[str, float, str]]:
    file = folder / "5000.html"
    desk = Desk(grown(read_list(REAL).list, 21))
    file.write_bytes(render(desk).encode("utf-8", "replace"))
    page, clock, opened = _open(browser, file)
    yield "first picture of 5,000 duties", opened, ""
    for scale in SCALES:
        page.evaluate(PAN, [scale, 2])
        frame = clock.cost(partial(page.evaluate, PAN, [scale, FRAMES])) / FRAMES
        yield f"a frame of 5,000 duties at {scale} ×", frame, "< 50 (20 frames a second)"
    page.close()
