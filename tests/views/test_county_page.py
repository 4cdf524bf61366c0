"""The start page in a real browser: every width and language, states in the address, Back, keyboard, paper, downloads."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.views import county as pages
from tests.views.conftest import Watched
from tests.views.test_access import AXE, RUN

pytestmark = pytest.mark.browser

WIDTHS = (1024, 1093, 1366, 1920, 390)
#: What is drawn outside of the window, or in letters that are too small to be read.
FAULTS = """() => {
  const wide = document.documentElement.clientWidth;
  const found = [];
  const sheet = document.getElementById('sheet');
  if (sheet.scrollWidth > sheet.clientWidth && !document.querySelector('.grid')) { found.push('the sheet scrolls sideways'); }
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].filter((one) => one.nodeType === 3 && one.textContent.trim());
    const box = node.getBoundingClientRect();
    if (!own.length || !box.width || !box.height || node.closest('.out, script, style, option, .grid')) { continue; }
    if (parseFloat(getComputedStyle(node).fontSize) < 11.5) { found.push('small: ' + node.textContent.slice(0, 30)); }
    if (box.right > wide + 1) { found.push('outside: ' + node.textContent.slice(0, 30)); }
    const cut = getComputedStyle(node).overflow !== 'visible' && node.scrollWidth > node.clientWidth + 1;
    if (cut && !node.title) { found.push('cut: ' + node.textContent.slice(0, 30)); }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the start pages by what is in them."""
    folder = tmp_path_factory.mktemp("county")
    lists = {
        "one": pages.county()[:1],
        "two": pages.county()[:2],
        "six": pages.county(),
        "editions": pages.editions(),
        "forty": pages.forty(),
    }
    return {
        name: pages.write(pages.page(every, pages.UNREAD), folder / name)
        for name, every in lists.items()
    }


@pytest.fixture
def county(browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
    """Return the page of six lists on a clerk's screen; what it says on the console or asks for fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    watched = Watched.watch(context.new_page())
    watched.page.goto(files["six"].as_uri())
    yield watched.page
    context.close()
    assert watched.said == []
    assert {url.split("#")[0] for url in watched.asked if not url.startswith("blob:")} == {
        files["six"].as_uri()
    }


def go(page: Page, fragment: str) -> None:
    page.evaluate("h => kgCounty.go(h)", fragment)


def names(page: Page) -> list[str]:
    return page.locator(".desk tbody tr:not(.unread) th a").all_inner_texts()


def column(page: Page, place: int) -> list[str]:
    return page.locator(f".desk tbody tr:not(.unread) td:nth-child({place})").all_inner_texts()


@pytest.mark.parametrize("name", ["one", "two", "six", "editions", "forty"])
def test_nothing_is_cut_small_or_outside(
    browser: Browser, files: dict[str, Path], name: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 768})
            page.goto(files[name].as_uri())
            for view in page.evaluate("kgCounty.tabs"):
                for language in ("", "?lang=en"):
                    go(page, f"#/{view}{language}")
                    assert page.evaluate(FAULTS) == [], (width, view, language)
    finally:
        page.close()
    assert said == []


def test_one_list_is_one_row_and_no_tabs(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.new_page()
    try:
        page.goto(files["one"].as_uri())
        assert page.locator("#tabs").is_hidden()
        assert len(names(page)) == 1
        assert page.locator("input[type=checkbox]").count() == 0
        assert page.locator(".desk tfoot").count() == 0
        assert page.locator("#files").is_visible()
    finally:
        page.close()


def test_a_file_that_is_no_list_is_a_row_that_says_why(county: Page) -> None:
    rows = county.locator(".desk tr.unread").all_inner_texts()
    assert len(rows) == 2
    assert "扫描.pdf" in rows[0] and "请先做文字识别" in rows[0]
    go(county, "#/desk?lang=en")
    assert "run OCR first" in county.locator(".desk tr.unread").first.inner_text()
    go(county, "#/desk?q=lg")
    assert county.locator(".desk tr.unread").count() == 2  # never absent, whatever is asked for


def test_heads_sort_and_the_address_says_so(county: Page) -> None:
    basic = [str(pages.listed(one).duties[0]) for one in pages.county()]
    county.click("[data-at=head-basic]")
    shown = county.locator(".desk td.figure.basic").all_inner_texts()[:6]
    figures = [int(figure.strip("▴▾\n")) for figure in shown]
    assert figures == sorted(map(int, basic), reverse=True)
    assert "sort=basic.down" in county.url
    assert county.locator("th[aria-sort=descending]").inner_text().startswith("●")
    county.click("[data-at=head-basic]")
    assert "sort=basic.up" in county.url
    assert county.evaluate("document.activeElement.closest('[data-at]').dataset.at") == "head-basic"
    county.go_back()
    county.wait_for_function("kgCounty.drawn.includes('basic.down')")
    county.reload()
    assert county.locator("th[aria-sort=descending]").inner_text().startswith("●")


def test_townships_are_found_by_name_kind_and_initials(county: Page) -> None:
    county.keyboard.press("/")
    county.keyboard.type("lg")
    assert names(county) == ["柳沟镇"]
    assert "q=lg" in county.url
    assert "1 / 6" in county.locator("#filters .count").inner_text()
    county.keyboard.press("Escape")
    assert len(names(county)) == 6
    county.select_option("[data-at=class]", "街道")
    assert names(county) == ["红岩街道"]
    county.click("[data-at=clear]")
    assert len(names(county)) == 6
    county.fill("#find", "没有这里")
    assert county.locator(".empty").is_visible()


def test_links_are_relative_and_lead_to_the_lists(county: Page) -> None:
    hrefs = county.locator(".desk tbody th a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert sorted(hrefs) == sorted(f"{one.id}/graph.html" for one in pages.county())


def test_arrows_move_between_links(county: Page) -> None:
    county.focus("[data-at^=open-]")
    first = county.evaluate("document.activeElement.dataset.at")
    county.keyboard.press("ArrowDown")
    second = county.evaluate("document.activeElement.dataset.at")
    assert first != second and second.startswith("open-")
    county.keyboard.press("ArrowUp")
    assert county.evaluate("document.activeElement.dataset.at") == first


def test_the_download_is_what_is_shown(county: Page) -> None:
    go(county, "#/desk?class=乡&sort=name.up")
    with county.expect_download() as found:
        county.click("#save summary")
        county.click("#choices button")
    text = Path(found.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert [row[0] for row in rows[1:-2]] == names(county)
    assert len({len(row) for row in rows[:-2]}) == 1
    one = next(each for each in pages.county() if each.place.township == rows[1][0])
    assert tuple(map(int, rows[1][2:5])) == pages.listed(one).duties


def test_the_language_is_kept_in_the_address(county: Page) -> None:
    county.click("#language")
    assert "lang=en" in county.url
    assert county.locator("h2").first.inner_text() == "红泉县: 6 townships"
    county.reload()
    assert county.locator("[data-at=head-name]").inner_text() == "Township"
    county.click("#language")
    assert "lang" not in county.url


def test_an_unknown_address_is_the_desk(county: Page) -> None:
    for fragment in ("#/nowhere/%", "#/compare/none/basic/1", "#/changes/none", "#x"):
        county.goto(county.url.split("#")[0] + fragment)
        assert county.locator("#sheet *").count() > 5


def test_paper_shows_all_columns_and_what_was_filtered(
    browser: Browser, files: dict[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    try:
        page.goto(files["six"].as_uri() + "#/desk?class=乡")
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        caption = page.locator(".caption").inner_text()
        assert "红泉县" in caption and "乡" in caption and "2024-12" in caption
        assert page.locator(".desk tbody tr:not(.unread)").count() == 4
        assert page.locator(".desk .wide").count() > 3 * 4  # three bars a row, as on a wide screen
        assert page.locator("header.bar").is_hidden()
    finally:
        page.close()


@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_no_fault_of_access(county: Page, language: str) -> None:
    if not AXE.is_file():
        assert not os.environ.get("CI"), "axe-core is missing: `make system` installs it"
        pytest.skip("axe-core is not installed")
    county.evaluate(AXE.read_text(encoding="utf-8"))
    for view in county.evaluate("kgCounty.tabs"):
        go(county, f"#/{view}{language}")
        faults: list[dict[str, Any]] = county.evaluate(RUN)
        assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in faults] == [], view


# --- the comparison ---


def rows_of(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("kgCounty.county.comparison.rows")
    return found


def test_a_number_of_the_desk_is_the_length_of_what_it_opens(county: Page) -> None:
    for place in range(county.locator(".lead a").count()):
        go(county, "#/desk")
        link = county.locator(".lead a").nth(place)
        number = int(link.inner_text().split()[0])
        link.click()
        shown = county.locator(".grid .group b").all_inner_texts()
        assert sum(map(int, shown)) == number


def test_groups_part_the_rows_and_each_shape_is_counted(county: Page) -> None:
    go(county, "#/compare?open=few,some,most,alike")
    groups = [int(text) for text in county.locator(".grid .group b").all_inner_texts()]
    rows = county.locator(".grid tr[data-row]")
    assert sum(groups) == rows.count() == len(rows_of(county))
    counted = rows.evaluate_all(
        "all => all.map(row => [row.querySelectorAll('td a').length, Number(row.querySelector('.held span:last-child').textContent)])"
    )
    assert all(shapes == number for shapes, number in counted)
    county.click("[data-at=group-alike]")
    assert rows.count() == len(rows_of(county)) - groups[-1]
    county.go_back()
    county.wait_for_function(
        "n => document.querySelectorAll('.grid tr[data-row]').length === n", arg=sum(groups)
    )


@pytest.mark.parametrize(
    "query", ["list=recalled", "differ=table", "uneven=1", "q=养犬", "order=printed"]
)
def test_filters_leave_what_they_say(county: Page, query: str) -> None:
    go(county, f"#/compare?open=few,some,most,alike&{query}")
    titles = county.locator(".grid tr[data-row] th").all_inner_texts()
    rows, texts = rows_of(county), county.evaluate("kgCounty.data.texts")
    wanted: Callable[[dict[str, Any]], bool] = {
        "list=recalled": lambda row: any("R" in codes for codes in row["held"]),
        "differ=table": lambda row: any(one["kind"] == "table" for one in row["differences"]),
        "uneven=1": lambda row: row["standing"] != "alike",
        "q=养犬": lambda row: "养犬" in str(row["forms"]),
        "order=printed": lambda row: True,
    }[query]
    assert sorted(titles) == sorted(texts[row["title"]] for row in rows if wanted(row))
    with county.expect_download() as found:
        county.click("#save summary")
        county.click("#choices button")
    saved = list(csv.reader(io.StringIO(Path(found.value.path()).read_text(encoding="utf-8-sig"))))
    assert [row[2] for row in saved[1:]] == titles


def test_the_drawer_has_every_township_once(county: Page) -> None:
    at = max(rows_of(county), key=lambda row: len(row["forms"]) * 10 + len(row["differences"]))[
        "at"
    ]
    go(county, "#/compare?open=few,some,most,alike")
    county.click(f"[data-at=row-{at}]")
    assert county.locator("#drawer").is_visible()
    towns = county.locator("#drawer .towns").all_inner_texts()
    names = [name for line in towns for name in line.split("、")]
    assert sorted(names) == sorted(one.place.township for one in pages.county())
    assert county.locator(".grid tr[aria-current]").get_attribute("data-row") == str(at)
    county.keyboard.press("Escape")
    assert county.locator("#drawer").is_hidden()
    assert county.evaluate("document.activeElement.dataset.at") == f"row-{at}"
    county.go_back()
    county.wait_for_selector("#drawer:not([hidden])")


def test_a_duty_of_any_list_is_an_address_of_its_row(county: Page) -> None:
    row = next(row for row in rows_of(county) if row["standing"] == "alike")
    lists = county.evaluate("kgCounty.county.comparison.lists.map(n => kgCounty.data.lists[n].id)")
    kinds = {"B": "basic", "C": "cooperative", "R": "recalled"}
    for id, code in zip(lists, row["held"], strict=True):
        go(county, "#/desk")
        go(county, f"#/compare/{id}/{kinds[code[0]]}/{code.split()[0][1:]}")
        line = county.locator(".grid tr[aria-current]")
        assert line.get_attribute("data-row") == str(row["at"])
        box = line.bounding_box()
        assert box and 0 < box["y"] < 768  # brought into sight, its folded group opened


def test_a_cell_leads_to_the_duty(county: Page) -> None:
    go(county, "#/compare?open=few,some,most,alike")
    row = rows_of(county)[0]
    href = county.locator('.grid tr[data-row="0"] td a').first.get_attribute("href")
    lists = county.evaluate("kgCounty.county.comparison.lists.map(n => kgCounty.data.lists[n].id)")
    column = next(at for at, codes in enumerate(row["held"]) if codes)
    key = {"B": "basic", "C": "cooperative", "R": "recalled"}[row["held"][column][0]]
    assert href == f"{lists[column]}/graph.html#/duty/{key}/{row['held'][column].split()[0][1:]}"


def test_picked_townships_stand_beside_each_other(county: Page) -> None:
    county.check("[data-at='pick-dahe-2025-06']")
    county.check("[data-at='pick-hongyan-2025-06']")
    county.click("[data-at=comparePicked]")
    assert county.locator(".grid .township").all_inner_texts() == ["大河乡", "红岩街道"]
    county.click("[data-at=uneven]")
    rows = county.locator(".grid tr[data-row]")
    shown = county.evaluate(
        "() => { const ids = ['dahe-2025-06', 'hongyan-2025-06']; const c = kgCounty.county.comparison;"
        " const at = ids.map(id => c.lists.findIndex(n => kgCounty.data.lists[n].id === id));"
        " return c.rows.filter(r => { const held = at.filter(i => r.held[i]); if (!held.length) return false;"
        " return held.length === 1 || !r.forms.some(f => at.every(i => f.columns.includes(i))); }).length; }"
    )
    assert shown == sum(map(int, county.locator(".grid .group b").all_inner_texts()))
    assert rows.count() <= shown


def test_forty_columns_fit_a_clerks_screen(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    try:
        page.goto(files["forty"].as_uri())
        go(page, "#/compare?open=few,some,most,alike")
        assert page.locator(".grid .township").count() == 40
        narrow = page.locator(".grid .township").evaluate_all(
            "all => Math.min(...all.map(a => a.getBoundingClientRect().width))"
        )
        assert narrow >= 23
        last = page.locator(".grid .township").last.bounding_box()
        assert last and last["x"] + last["width"] <= 1366
    finally:
        page.close()
