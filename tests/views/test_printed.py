"""How many sheets each view of the two pages takes, that none is empty, no row is split and heads repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg.views.desk import Desk
from kg.views.page import render
from kg.views.record import route
from tests.views import county
from tests.views.conftest import Watched, grown
from tests.views.paper import sheets, texts

pytestmark = pytest.mark.browser

#: View of a list's page → the most sheets it may take on A4, of 239 duties.
LIST: Mapping[str, int] = {
    "#/overview": 12,  # the picture, and every duty in two columns
    "#/departments": 1,
    "#/departments?form=categories": 1,
    "#/departments?form=pairs": 1,
    "#/departments?form=groups": 2,  # the picture, and the pairs of each group
    "#/burden": 1,
    "#/duties": 13,  # a row a duty, with whole titles
    "#/duties/basic/1": 1,
    "#/duties/cooperative/19": 1,
    "#/duties/recalled/5": 1,
    "#/near/duty/cooperative/19": 3,  # the picture, its list, the query
}
#: Question → the most sheets that its answer on the real list may take.
ANSWERS: Mapping[str, int] = {
    "no_lead": 3,
    "reports_to": 6,
    "same_object_listed": 3,
    "portfolio": 29,
}
#: View of the start page of forty townships → sheets, and so many rows on one (none: the whole is counted).
COUNTY: Mapping[str, tuple[int, int]] = {
    "#/desk": (2, 0),
    "#/compare?open=few,some,most,alike": (1, 18),  # 25 of one line; whole titles take up to four
    "#/compare?rows=matter&open=few,some,most,alike": (1, 30),
    "#/compare?rows=work": (0, 30),
    "#/changes": (2, 12),  # the picture, and both texts of every change
}
#: What stands in rows, text by text, where it is long enough to be broken: without spaces.
CELLS = """() => {
  const found = [];
  for (const node of document.querySelectorAll('#sheet tbody :is(td, th), #sheet tbody :is(td, th) *')) {
    const own = [...node.childNodes].filter((one) => one.nodeType === 3).map((one) => one.data);
    for (const text of node.checkVisibility() ? own : []) {
      if (text.length > 30) { found.push(text.replace(/\\s/g, '')); }
    }
  }
  return found;
}"""
#: Words of the first table's head, without spaces.
HEADS = """() => {
  const cells = [...document.querySelectorAll('#sheet thead tr:last-child th')];
  return cells.filter((one) => one.checkVisibility()).map((one) => one.innerText.replace(/\\s/g, ''));
}"""


@dataclass(frozen=True)
class Printed:
    """What came out of the printer, and what had been on the screen."""

    sheets: list[tuple[float, float, int]]
    texts: list[str]
    cells: list[str]
    heads: list[str]
    rows: int

    @classmethod
    def of(cls, page: Page) -> Printed:
        page.emulate_media(media="print")
        page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
        cells, heads = page.evaluate(CELLS), page.evaluate(HEADS)
        rows = page.locator("#sheet tbody tr").count()
        page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="null")
        raw = page.pdf(prefer_css_page_size=True)
        return cls(sheets(raw), texts(raw), cells, heads, rows)

    def split(self) -> list[str]:
        """Return the cells that no sheet has in one piece."""
        return [cell for cell in self.cells if not any(cell in text for text in self.texts)]

    def headless(self, head: str) -> list[int]:
        """Return the sheets behind the first on which a head is not said again."""
        return [at for at, text in enumerate(self.texts[1:], 2) if head not in text]


def settled(page: Page, fragment: str) -> None:
    page.evaluate("(hash) => { window.location.hash = hash; }", fragment)
    page.wait_for_timeout(250)


def test_views_of_a_list_take_as_many_sheets_as_they_need(opened: Watched, desk: Desk) -> None:
    department = route("departments", desk.departments[0].name)
    for fragment, most in {**LIST, department: 5}.items():
        settled(opened.page, fragment)
        printed = Printed.of(opened.page)
        assert len(printed.sheets) <= most, (fragment, len(printed.sheets))
        assert all(shown for *_, shown in printed.sheets), fragment
        assert printed.split() == [], fragment


@pytest.mark.far
@pytest.mark.parametrize(("fragment", "most"), [("#/duties", 210), ("#/overview", 185)])
def test_five_thousand_duties_are_printed_to_the_end(
    browser: Browser, desk: Desk, tmp_path: Path, fragment: str, most: int
) -> None:
    file = tmp_path / "5000.html"
    file.write_text(render(Desk(grown(desk.duty_list, 21))), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(120_000)
    page.goto(file.as_uri() + fragment)
    page.wait_for_timeout(2000)
    raw = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(sheets(raw)) <= most
    assert all(shown for *_, shown in sheets(raw))


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_take_as_many_sheets_as_they_need(
    browser: Browser, asking: Path, name: str
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{asking.as_uri()}#/ask/{name}")
    page.locator("table.answer").wait_for()
    printed = Printed.of(page)
    page.close()
    assert len(printed.sheets) <= ANSWERS[name]
    assert all(shown for *_, shown in printed.sheets)
    assert printed.split() == []


LINKS = (
    "() => [...document.querySelectorAll('#sheet a[href], #panel a[href]')].map((one) => one.href)"
)


def test_a_print_holds_no_links_and_the_page_has_them_again(opened: Watched) -> None:
    """A PDF would hold where the page lies on this machine; and they were most of the time of a long print."""
    for fragment in ("#/duties", "#/duties/cooperative/19", "#/findings"):
        settled(opened.page, fragment)
        before = opened.page.evaluate(LINKS)
        opened.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
        assert opened.page.evaluate(LINKS) == [], fragment
        opened.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
        assert opened.page.evaluate(LINKS) == before != [], fragment
        assert b"file://" not in opened.page.pdf(prefer_css_page_size=True), fragment


def test_a_row_that_is_split_and_a_sheet_without_heads_would_be_seen() -> None:
    printed = Printed([], ["事项甲乙", "事项丙丁", "戊己"], ["甲乙", "丙丁戊"], ["事项"], 2)
    assert printed.split() == ["丙丁戊"]
    assert printed.headless("事项") == [3]


def test_findings_are_printed_three_cards_a_sheet(opened: Watched) -> None:
    settled(opened.page, "#/findings")
    shown = opened.page.evaluate("() => kgBench.shown(kgPage, {}).length")
    printed = Printed.of(opened.page)
    assert ceil(shown / 6) <= len(printed.sheets) <= ceil(shown / 2)
    assert all(len(text) > 40 for text in printed.texts)


@pytest.fixture(scope="module")
def forty(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    html = county.page(county.renewed())
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(county.write(html, Path(tmp_path_factory.mktemp("forty"))).as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("fragment", COUNTY)
def test_forty_townships_take_as_many_sheets_as_they_need(forty: Page, fragment: str) -> None:
    most, rows = COUNTY[fragment]
    settled(forty, fragment)
    printed = Printed.of(forty)
    if rows:
        most += ceil(printed.rows / rows)
    assert len(printed.sheets) <= most
    assert all(shown for *_, shown in printed.sheets)
    assert printed.split() == []
    if len(printed.sheets) > 1 and printed.heads:
        assert printed.headless(max(printed.heads, key=len)) == []
