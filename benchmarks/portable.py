"""What ``kg.html`` costs the browser: until it is ready, the first list, the next ones.

    python -m benchmarks --only portable

CPU seconds of the whole browser (on a quiet machine the clock shows less: some of it runs side by side), and their ratio to
a loop of the same browser in the same run. The goals are those of the clock on a quiet office computer.
"""

from __future__ import annotations

import hashlib
import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import descendants
from benchmarks.pages import LOOP
from kg.resources import data_path
from portable.page import made
from tests.conftest import ARGUMENTS, find_browser

REAL = data_path() / "lists" / "kanerzi-2025-07" / "source.txt"
ROUNDS = 3
REHEARSED = "document.body.dataset.rehearsed === '1'"
LIMIT = 600.0
"""Seconds after which what does not come is given up."""


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section: what, CPU seconds, ratio to the loop, seconds by the clock, goal."""
    del lists, seed
    file = work / "kg.html"
    file.write_bytes(made())
    again = hashlib.sha256(made()).digest() == hashlib.sha256(file.read_bytes()).digest()
    size = file.stat().st_size / 1e6
    yield f"kg.html: {size:.2f} MB (goal ≤ 12), made twice: {'the same bytes' if again else 'OTHER BYTES'}"
    yield f"  {'':32}{'CPU s':>8}{'ratio':>8}{'clock s':>9}   goal"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        unit = _unit(browser)
        yield f"  {'a loop of 20 million':32}{unit:8.2f}{1:8.1f}"
        rounds = [dict(_round(browser, file, work)) for _ in range(ROUNDS)]
        browser.close()
    for what, goal in (
        ("ready", "< 5 s"),
        ("the rehearsal after it", ""),
        ("the first list", "< 4 s"),
        ("the next list", ""),
        ("the workbook of a list", ""),
    ):
        cpu, clock = (statistics.median(one[what][at] for one in rounds) for at in (0, 1))
        yield f"  {what:32}{cpu:8.2f}{cpu / unit:8.1f}{clock:9.2f}   {goal}"


def _unit(browser: Browser) -> float:
    page = browser.new_page()
    page.evaluate(LOOP)
    found = [_cost(partial(page.evaluate, LOOP))[0] for _ in range(5)]
    return statistics.median(found)


def _cost(act: Callable[[], object]) -> tuple[float, float]:
    """Return the CPU seconds of the browser and the seconds by the clock that something takes."""
    before, began = descendants(), time.perf_counter()
    act()
    return descendants() - before, time.perf_counter() - began


def _round(browser: Browser, file: Path, work: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield what each step costs in a page of its own; it stays open: the CPU of a page that ended would be taken off."""
    page = browser.new_page()
    yield "ready", _cost(partial(_open, page, file))
    yield "the rehearsal after it", _cost(partial(_until, page, REHEARSED))
    for number, what in enumerate(("the first list", "the next list"), 1):
        source = work / f"清单{number}.txt"
        shutil.copyfile(REAL, source)
        yield what, _cost(partial(_give, page, source, number))
    yield "the workbook of a list", _cost(partial(_save, page))


def _open(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    _until(page, "document.getElementById('state').textContent.startsWith('准备好了')")


def _until(page: Page, condition: str) -> None:
    """Wait for a condition; the policy of the page lets no text be run in it again and again."""
    end = time.monotonic() + LIMIT
    while not page.evaluate(condition):
        if time.monotonic() > end:
            raise TimeoutError(condition)
        time.sleep(0.05)


def _give(page: Page, source: Path, number: int) -> None:
    page.set_input_files("#file-input", source)
    _until(page, f"document.body.dataset.built === '{number}'")
    _until(page, "!document.querySelector('[data-open]:disabled')")


def _save(page: Page) -> None:
    with page.expect_download(timeout=1000 * LIMIT) as coming:
        page.locator("[data-word=workbook]").click()
    coming.value.path()
