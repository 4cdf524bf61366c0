"""The query engine of the pages: every question beside the native store, and a page's first answer in Chromium.

    python -m benchmarks --only engine --lists 1 6 15

The goals: at most ten times the native time for each question, and a first answer within two seconds. CPU seconds;
the engine is compiled first, as a browser has done after some queries: the very first may take three times as long.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil
import pyoxigraph
from playwright.sync_api import sync_playwright

from benchmarks.build import built, quads
from benchmarks.measure import descendants, duration, inside
from benchmarks.questions import in_oxigraph
from kg.asking.questions import questions
from kg.graph.sparql import with_prefixes
from tests.conftest import ARGUMENTS, find_browser

SCRIPT = Path(__file__).with_suffix(".cjs")
SECONDS = 0.5
"""So long each question is asked again."""
MOST = 10
PAGES = 3
FIRST = "#/sparql/no_lead"


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section."""
    texts = {one.name: with_prefixes(one.text) for one in questions()}
    for count in lists:
        folder, _ = built(work, count, seed, "--sparql")
        yield f"The engine of the pages, {count} list{'s' * (count != 1)}"
        yield from _questions(quads(folder), texts)
        of_list, of_all = next(folder.glob("build/*/graph.html")), folder / "build/index.html"
        yield from _first_answer(of_list if count == 1 else of_all)


def _questions(file: Path, texts: dict[str, str]) -> Iterator[str]:
    done = subprocess.run(
        ["node", "--no-liftoff", SCRIPT, file, str(SECONDS)],
        input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    store = pyoxigraph.Store()
    store.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    ratios: dict[str, float] = {}
    yield f"  {'':34}{'page':>9}{'native':>11}{'ratio':>8}"
    for name, (seconds, rows) in json.loads(done.stdout).items():
        native = inside(partial(in_oxigraph, store, texts[name]))
        ratios[name] = seconds / native
        other = "" if rows == in_oxigraph(store, texts[name]) else "   other rows"
        yield f"  {name:34}{duration(seconds):>9}{duration(native):>11}{ratios[name]:8.1f}{other}"
    worst = max(ratios, key=lambda name: ratios[name])
    yield f"  at most {ratios[worst]:.1f} × ({worst}); the goal is {MOST} ×"


def _first_answer(page: Path) -> Iterator[str]:
    """Yield how long a page takes from its opening to the first row, and its largest process.

    Engine and graph are unpacked in between.
    """
    size = page.stat().st_size / 1e6
    if b'id="quads"' not in page.read_bytes():
        yield f"  a page of {size:.2f} MB: so many lists are asked elsewhere"
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for _ in range(PAGES):
            before, began = descendants(), time.perf_counter()
            tab = browser.new_page()
            tab.goto(f"{page.as_uri()}{FIRST}")
            tab.wait_for_selector("[data-row]")
            seconds, cpu = time.perf_counter() - began, descendants() - before
            largest = _largest()
            tab.close()
            yield (
                f"  first answer of a page of {size:.2f} MB: {seconds:.2f} s; CPU {cpu:.2f} s; "
                f"memory {largest:,.0f} MB; the goal of a list's page is 2 s"
            )
        browser.close()


def _largest() -> float:
    """Return the megabytes of the largest process that this one started: the page's."""
    sizes = [0]
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            sizes.append(child.memory_info().rss)
    return max(sizes) / 1e6
