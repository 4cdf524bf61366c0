"""What is wrong with a page as it is shown, by bounding boxes and by what was painted: for the walks over routes and states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.views.paper import sheets

#: ``walkFaults(fitted)``: what is wrong with the page as it is now, by kind.
SCRIPT = Path(__file__).with_name("walk.js").read_text(encoding="utf-8")

#: Labels of the picture outside the window.
LABELS = """() => {
  if (document.getElementById('stage').hidden) { return { outside: [] }; }
  const box = document.getElementById('graph'), wide = box.clientWidth + 1, high = box.clientHeight + 1;
  const labels = kgPage.graph.labels().filter(label => label.w > 0);
  return { outside: labels.filter(l => l.x < -1 || l.y < -1 || l.x + l.w > wide || l.y + l.h > high).map(l => l.text) };
}"""

#: Vis draws in the next frame what it was told in this one.
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def faults(page: Page, *, fitted: bool = True) -> dict[str, Any]:
    """Return what is wrong with the page as it is now, by kind; empty if nothing is.

    What is wrong is looked at twice: a slow machine paints late.
    """
    if not page.evaluate("Boolean(window.walkFaults)"):
        page.evaluate(SCRIPT)
    page.evaluate(DRAWN)
    found: dict[str, list[str]] = page.evaluate("fitted => walkFaults(fitted)", fitted)
    if not any(found.values()):
        return {}
    page.wait_for_timeout(200)
    page.evaluate(DRAWN)
    again: dict[str, list[str]] = page.evaluate("fitted => walkFaults(fitted)", fitted)
    both = {kind: [one for one in what if one in again[kind]] for kind, what in found.items()}
    return {kind: what for kind, what in both.items() if what}


#: Flex boxes with nothing in them: Chromium 86 prints 46,604 sheets for one.
HOLLOW = """() => {
  const some = (node) => (node.nodeType === 3 ? node.textContent.trim() : node.nodeType === 1 && node.getClientRects().length);
  const hollow = (one) => getComputedStyle(one).display.endsWith('flex') && ![...one.childNodes].some(some);
  const shown = [...document.querySelectorAll('main *')].filter((one) => one.getClientRects().length);
  return shown.filter(hollow).map((one) => `${one.tagName}.${one.className}`);
}"""


def hollow(page: Page) -> list[str]:
    """Return the flex boxes of the page with nothing in them, as it is now: the first of them."""
    found: list[str] = page.evaluate(HOLLOW)
    return list(dict.fromkeys(found))[:5]


#: All that is shown, pictures as SVG too.
SHOWN = "[...document.body.children].filter((one) => one.getClientRects().length).map((one) => one.outerHTML).join('')"


def empty_sheets(page: Page, printed: dict[int, list[int]]) -> list[int]:
    """Return which sheets of the page, printed, have nothing on them: the first of them.

    What was printed before, letter by letter, is not printed again: of any finding all are.
    """
    text = hash(page.evaluate(SHOWN))
    if text not in printed:
        found = sheets(page.pdf(prefer_css_page_size=True))
        printed[text] = [place for place, (*_, shown) in enumerate(found, 1) if not shown][:5]
    return printed[text]
