"""The walk can fail: each kind of fault, planted into a page that has none, is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.views.conftest import Watched
from tests.views.counts import judge, lies, strays
from tests.views.test_browser import go
from tests.views.test_walk import faint
from tests.views.walk import faults, hollow

pytestmark = pytest.mark.browser

PLANTS = Path(__file__).with_name("plants.js").read_text(encoding="utf-8")
BURDEN = "#/burden"
#: What is planted into the picture; the other kinds go into a page with a table.
IN_PICTURES = ("unpainted", "tangled")
#: What makes a number lie.
IN_COUNTS = ("lies", "judged", "ticked", "left")

#: Calls the first finding that names departments wrong, and returns one of them.
CALLED_WRONG = """() => {
  const wrong = kgBench.all().find((row) => row.shown && !row.isGroup && row.values.department.length);
  kgBench.judged().give(wrong.members, { verdict: 'no' });
  return wrong.values.department[0];
}"""


def plant(page: Page, kind: str) -> None:
    page.evaluate(PLANTS)
    page.evaluate("kind => plants[kind]()", kind)


@pytest.mark.far
def test_planted_faults_are_found(opened: Watched) -> None:
    page = opened.page
    page.evaluate(PLANTS)
    kinds = set(page.evaluate("Object.keys(plants)")) - {"faint", *IN_COUNTS}
    missed = []
    # the picture keeps what is moved in it
    for kind in sorted(kinds, key=lambda one: (one == "tangled", one)):
        go(page, "#/sparql")
        go(page, "#/overview" if kind in IN_PICTURES else BURDEN)
        clean = faults(page)
        plant(page, kind)
        if clean or kind not in faults(page):
            missed.append((kind, clean))
    assert missed == []
    go(page, "#/sparql")
    go(page, BURDEN)
    assert kinds == set(page.evaluate("Object.keys(walkFaults(true))")) | set(IN_PICTURES) - {
        "tiny"
    }


def test_a_text_that_can_hardly_be_seen_is_found(opened: Watched) -> None:
    go(opened.page, BURDEN)
    assert faint(opened.page) == []
    plant(opened.page, "faint")
    assert faint(opened.page)


@pytest.mark.far
def test_a_box_that_old_browsers_print_without_end_is_found(opened: Watched) -> None:
    page = opened.page
    go(page, BURDEN + "?list=cooperative")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert hollow(page) == []
    page.evaluate("document.querySelector('#sheet table').before(document.createElement('div'))")
    page.evaluate("document.querySelector('#sheet table').previousSibling.style.display = 'flex'")
    assert hollow(page) == ["DIV."]


@pytest.mark.far
@pytest.mark.parametrize("fragment", [BURDEN, "#/departments", "#/departments?form=categories"])
def test_a_count_that_lies_is_found(opened: Watched, fragment: str) -> None:
    go(opened.page, fragment)
    assert list(lies(opened.page, go)) == []
    go(opened.page, fragment)
    plant(opened.page, "lies")
    assert list(lies(opened.page, go))


@pytest.mark.far
@pytest.mark.parametrize(
    ("fragment", "kind"),
    [
        ("#/departments/{}?list=cooperative", "judged"),
        ("#/findings?list=cooperative", "ticked"),
        ("#/overview?q=安全", "left"),
    ],
)
def test_a_count_that_strays_under_filters_and_verdicts_is_found(
    opened: Watched, fragment: str, kind: str
) -> None:
    page = opened.page
    judge(page)
    here = fragment.format(page.evaluate(CALLED_WRONG))
    go(page, here)
    assert list(strays(page, go, most=20)) == []
    if kind == "judged":
        plant(page, kind)  # before the page is drawn anew
    go(page, here)
    plant(page, kind)
    assert list(strays(page, go, most=20))
