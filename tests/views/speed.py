"""How fast a page opens, moves and answers: the timings of the views' first bar, with the processor slowed too.

python -m tests.views.speed [LIST]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from kg.parse import read_list
from kg.resources import data_path
from kg.views.desk import Desk
from kg.views.page import render
from tests.conftest import find_browser
from tests.views.conftest import ARGUMENTS, grown

START = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done([
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1, performance.now(), kgPage.graph.scene().nodes.length]))))"""
PAN = """() => new Promise(done => {
    const network = kgPage.graph.network(), view = network.getViewPosition(); let frames = 0, start = performance.now();
    const step = () => { frames += 1; network.moveTo({position: {x: view.x + frames % 40, y: view.y}});
        if (performance.now() - start < 1500) requestAnimationFrame(step); else done(frames * 1000 / (performance.now() - start)); };
    requestAnimationFrame(step); })"""


class Timing(NamedTuple):
    """Milliseconds until the first paint and until the page can be used, and frames a second while panning."""

    nodes: int
    slowed: int
    painted: float
    ready: float
    frames: float


def measure(browser: Browser, file: Path, slowed: int) -> Timing:
    """Open a page in a fresh context, three times, and return the medians."""
    found = []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        page.goto(file.as_uri())
        painted, ready, nodes = page.evaluate(START)
        found.append((painted, ready, nodes, page.evaluate(PAN)))
        context.close()
    painted, ready, nodes, frames = (
        statistics.median(column) for column in zip(*found, strict=True)
    )
    return Timing(int(nodes), slowed, painted, ready, frames)


def timings(path: Path, times: tuple[int, ...] = (1, 4, 20)) -> Iterator[Timing]:
    """Yield the timings of a list, and of places as large as several of it."""
    records = read_list(path).list
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for count in times:
            file = Path(folder) / f"{count}.html"
            file.write_bytes(render(Desk(grown(records, count) if count > 1 else records)).encode())
            for slowed in (1, 4):
                yield measure(browser, file, slowed)
        browser.close()


def main() -> None:
    """Print the timings."""
    path = (
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else next(p for p in sorted((data_path() / "lists").iterdir()))
    )
    print(f"{'nodes':>6} {'slowed':>7} {'painted ms':>11} {'ready ms':>9} {'fps':>5}")
    for t in timings(path):
        print(
            f"{t.nodes:6} {t.slowed:6}x {t.painted:11.0f} {t.ready:9.0f} {t.frames:5.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
