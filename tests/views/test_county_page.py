"""The start page in a real browser: every width and language, states in the address, Back, keyboard, paper, downloads."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from kg.edition import LIST_KINDS
from kg.library.county import beside
from kg.library.editions import between
from kg.model import Duty, DutyList
from kg.views.county import payload
from kg.words import section
from tests.views import county as pages
from tests.views.conftest import Watched
from tests.views.test_access import AXE, RUN

pytestmark = pytest.mark.browser

#: LibreOffice's filter for a CSV in UTF-8: separator, quote, character set, first row.
TEXT = "csv:Text - txt - csv (StarCalc):44,34,76,1"
WIDTHS = (1024, 1093, 1366, 1920, 390)
LANGUAGES = ("", "lang=en")
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
        "long": pages.long_names(),
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


def with_query(fragment: str, more: str) -> str:
    if not more:
        return fragment
    return f"{fragment}{'&' if '?' in fragment else '?'}{more}"


def go(page: Page, fragment: str) -> None:
    page.evaluate("h => kgCounty.go(h)", fragment)


def names(page: Page) -> list[str]:
    return page.locator(".desk tbody tr:not(.unread) th a").all_inner_texts()


def column(page: Page, place: int) -> list[str]:
    return page.locator(f".desk tbody tr:not(.unread) td:nth-child({place})").all_inner_texts()


@pytest.mark.parametrize("name", ["one", "two", "six", "editions", "forty", "long"])
def test_nothing_is_cut_small_or_outside(
    browser: Browser, files: dict[str, Path], name: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        for place, width in enumerate(WIDTHS):
            page.set_viewport_size({"width": width, "height": 768})
            page.goto(files[name].as_uri())
            views = page.evaluate("kgCounty.tabs")
            if name in {"six", "long"}:
                views += ["compare/hongyan-2025-06/cooperative/5"]
                views += ["compare?rows=matter", "compare/消防安全?rows=matter"]
            if name == "long":
                views += ["changes/dev-2"]
            for view in views:
                language = LANGUAGES[place % 2]
                go(page, with_query(f"#/{view}", language))
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
    go(county, "#/files?lang=en")
    told = county.locator(".files").first
    assert "basic" in told.locator(".note").inner_text()
    assert not re.search("基本|配合|收回", told.locator(".note").inner_text())
    go(county, "#/files")
    assert "基本" in told.locator(".note").inner_text()
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


def saved(page: Page, kind: str) -> bytes:
    """Return the file that a choice of 导出 gives."""
    with page.expect_download() as found:
        page.click("#save summary")
        page.click(f"#save-{kind}")
    assert found.value.suggested_filename.endswith(f".{kind}")
    return Path(found.value.path()).read_bytes()


def saved_rows(page: Page) -> list[list[str]]:
    """Return the rows of the CSV, heads first; what stands above them says whose lists, which filter, which day."""
    text = saved(page, "csv").decode("utf-8")
    assert text.startswith("\ufeff")
    (caption,), *rows = csv.reader(io.StringIO(text[1:]))
    assert re.fullmatch(r".+ · .+ · .+ · .+ · .+ \d{4}-\d\d-\d\d", caption)
    return rows


def test_the_picture_of_moves_is_a_file_too(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    try:
        page.goto(files["editions"].as_uri() + "#/changes")
        written = saved(page, "svg").decode("utf-8")
        shown = page.locator(".flow text").all_text_contents()
        assert len(shown) > 6
        assert Counter(shown) <= Counter(re.findall(r">([^<>]+)</text>", written))
        assert (page.locator(".caption").text_content() or "-") in unescape(written)
        picture = saved(page, "png")
        wide, high = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
        size = re.search(r'width="(\d+)" height="(\d+)"', written)
        assert picture[:4] == b"\x89PNG" and size
        assert (wide, high) == (2 * int(size[1]), 2 * int(size[2]))
        go(page, "#/desk")
        assert page.locator("#save-png").count() == 0
    finally:
        page.close()


def test_the_download_is_what_is_shown(county: Page) -> None:
    go(county, "#/desk?class=乡&sort=name.up")
    rows = saved_rows(county)
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


@pytest.mark.parametrize("name", ["one", "six", "editions"])
def test_no_fault_of_access(browser: Browser, files: dict[str, Path], name: str) -> None:
    """No view, and no open drawer, has a fault of any level; in both languages: ``make test-pages``."""
    if not AXE.is_file():
        assert not os.environ.get("CI"), "axe-core is missing: `make system` installs it"
        pytest.skip("axe-core is not installed")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    try:
        page.goto(files[name].as_uri())
        page.evaluate(AXE.read_text(encoding="utf-8"))
        views = page.evaluate("kgCounty.tabs")
        if name == "six":
            views += ["compare/dahe-2025-06/basic/102", "compare/消防安全?rows=matter"]
        for place, view in enumerate(views):
            language = LANGUAGES[(place + (name == "six")) % 2]
            go(page, with_query(f"#/{view}", language))
            faults: list[dict[str, Any]] = page.evaluate(RUN)
            told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in faults]
            assert told == [], (view, language)
    finally:
        page.close()


# --- the comparison ---


def rows_of(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("kgCounty.county.comparison.rows")
    return found


def test_a_number_of_the_desk_is_the_length_of_what_it_opens(county: Page) -> None:
    for place in range(county.locator(".lead:not(.standing) a").count()):
        go(county, "#/desk")
        link = county.locator(".lead:not(.standing) a").nth(place)
        number = int(link.inner_text().split()[0])
        link.click()
        shown = county.locator(".grid .group b").all_inner_texts()
        assert sum(map(int, shown)) == number


def test_who_stands_out_is_named_with_what_by_and_shown_alone(county: Page) -> None:
    link = county.locator("[data-at=stand-out]")
    number = int(link.inner_text().split()[0])
    link.click()
    marked = county.locator(".desk tbody tr:not(.unread)").filter(has=county.locator(".stands"))
    assert len(names(county)) == marked.count() == number < len(pages.county())
    county.evaluate("kgCounty.rows[1].findings.overlap += 30; kgCounty.renew()")
    cell = county.locator(".desk td").filter(has=county.locator("[data-at^=findings-]"))
    assert cell.filter(has=county.locator(".stands")).all_inner_texts() == ["▴56"]
    medians: dict[str, float] = county.evaluate("kgCounty.county.medians")
    rows: list[dict[str, Any]] = county.evaluate("kgCounty.rows")
    shares = {row["name"]: row["township"] / medians["township"] - 1 for row in rows}
    for name, share in shares.items():
        said = f"{name} 乡镇步骤 {'+' if share > 0 else '−'}{abs(share):.0%}".replace("%", " %")
        assert said not in county.locator(".standing").inner_text() or abs(share) > 0.1


def test_the_desk_leads_to_the_next_finding_in_the_order_shown(county: Page) -> None:
    go(county, "#/desk?sort=name.up")
    first = names(county)[0]
    pill = county.locator("[data-at=judge-next]")
    assert first in pill.inner_text() and "待 22 条" in pill.inner_text()
    assert (pill.get_attribute("href") or "").endswith("/graph.html#/findings?verdict=open")


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


def matters_of(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("kgCounty.county.comparison.matters")
    return found


@pytest.mark.parametrize("language", ["", "&lang=en"])
def test_each_shape_of_a_matter_is_a_list_that_has_it(county: Page, language: str) -> None:
    go(county, f"#/compare?rows=matter&open=few,some,most,alike{language}")
    groups = [int(text) for text in county.locator(".grid .group b").all_inner_texts()]
    rows, matters = county.locator(".grid tr[data-row]"), matters_of(county)
    assert sum(groups) == rows.count() == len(matters)
    shown = rows.evaluate_all(
        "all => all.map(row => [Number(row.dataset.row),"
        " Number(row.querySelector('.held span:last-child').textContent),"
        " [...row.querySelectorAll('td:not(.held)')].map(cell =>"
        " [...cell.querySelectorAll('i')].map(i => [i.className, Number(i.dataset.count || 1)]))])"
    )
    for at, count, cells in shown:
        assert count == sum(map(bool, cells))
        for cell, codes in zip(cells, matters[at]["held"], strict=True):
            told = Counter({"BCR".index(code[0]): 0 for code in codes.split()})
            told.update("BCR".index(code[0]) for code in codes.split())
            assert [(LIST_KINDS.index(kind), number) for kind, number in cell] == [*told.items()]


def test_a_matter_is_opened_with_every_duty_quoted_once(county: Page) -> None:
    go(county, "#/compare?rows=matter")
    county.click("[data-at^=row-] >> text=消防安全")
    assert unquote(county.url).endswith("#/compare/消防安全?rows=matter")
    (row,) = (
        one
        for one in matters_of(county)
        if county.evaluate("n => kgCounty.data.texts[n]", one["title"]) == "消防安全"
    )
    told = Counter((at, code) for at, codes in enumerate(row["held"]) for code in codes.split())
    links = county.locator("#drawer [data-at^=quote-]").evaluate_all(
        "all => all.map(a => a.dataset.at.split('-').slice(2))"
    )
    assert Counter((int(at), code) for at, code in links) == told
    said = county.locator("#drawer h3 .note").all_inner_texts()
    assert sum(int(text.split(" ")[0]) for text in said) == told.total()
    own = [int(text) for text in county.locator("#drawer .own b").all_inner_texts()]
    assert own == [len(codes.split()) for codes in row["held"]]
    titles = {
        (one.place.township, duty.label): duty for one in pages.county() for duty in one.duties
    }
    for card in county.locator("#drawer .card:not(.absent)").all():
        towns = card.locator(".towns a").evaluate_all(
            "all => all.map(a => [a.textContent, a.title])"
        )
        duties = {titles[town, label].title: titles[town, label] for town, label in towns}
        shown = {*card.locator(".chip").all_inner_texts()}
        for text in card.locator(".wording:not(.note)").all_inner_texts():
            quoted = text.lstrip("●◆▲ ")
            bodies = {name.removeprefix("红泉县") for name in duties[quoted].departments}
            assert bodies <= shown, quoted
    county.keyboard.press("Escape")
    assert county.locator("#drawer").is_hidden()
    county.go_back()
    county.wait_for_selector("#drawer:not([hidden])")
    county.click("[data-at=next]")
    assert county.locator("#drawer h2").inner_text() != "消防安全"


def test_filters_of_matters_leave_what_they_say(county: Page) -> None:
    rows, texts = matters_of(county), county.evaluate("kgCounty.data.texts")
    wanted: dict[str, Callable[[dict[str, Any]], bool]] = {
        "list=recalled": lambda row: any("R" in codes for codes in row["held"]),
        "differ=departments": lambda row: any(
            one["kind"] == "departments" for one in row["differences"]
        ),
        "uneven=1": lambda row: row["standing"] != "alike",
        "category=生态环保": lambda row: texts[row["category"]] == "生态环保",
        "q=养狗": lambda row: "养狗" in row["words"],
        "q=气象局": lambda row: any(
            texts[name].endswith("气象局") for form in row["forms"] for name in form["names"]
        ),
        "order=printed": lambda row: True,
    }
    for query, holds in wanted.items():
        go(county, f"#/compare?rows=matter&open=few,some,most,alike&{query}")
        titles = county.locator(".grid tr[data-row] th").all_inner_texts()
        left = [texts[row["title"]] for row in rows if holds(row)]
        assert left, query
        assert sorted(titles) == sorted(left), query
        assert [row[2] for row in saved_rows(county)[1:]] == titles, query


def test_what_narrows_duties_does_not_narrow_matters(county: Page) -> None:
    go(county, "#/compare/dahe-2025-06/basic/7?category=平安法治&q=消防")
    county.click("[data-at=rows-matter]")
    assert unquote(county.url).endswith("#/compare?q=消防&rows=matter")
    assert county.locator(".grid tr[data-row]").count() > 0
    county.go_back()
    county.wait_for_selector("#drawer:not([hidden])")
    county.click("#drawer [data-at=close]")
    assert "category" in county.url


def test_a_matter_is_saved_as_it_is_shown(county: Page) -> None:
    go(county, "#/compare?rows=matter&q=养犬&open=most")
    assert [row[2:] for row in saved_rows(county)] == [
        ["事", "乡镇数", "大河乡", "黑山乡", "红岩街道", "柳沟镇", "青草湖乡", "雪岭乡"],
        [
            "养犬管理",
            "6",
            "配合 1",
            "基本 1、配合 1",
            "配合 1",
            "配合 1",
            "基本 1、配合 1",
            "配合 1",
        ],
    ]


def test_filters_leave_what_they_say(county: Page) -> None:
    rows, texts = rows_of(county), county.evaluate("kgCounty.data.texts")
    wanted: dict[str, Callable[[dict[str, Any]], bool]] = {
        "list=recalled": lambda row: any("R" in codes for codes in row["held"]),
        "differ=table": lambda row: any(one["kind"] == "table" for one in row["differences"]),
        "uneven=1": lambda row: row["standing"] != "alike",
        "q=养犬": lambda row: "养犬" in str(row["forms"]),
        "order=printed": lambda row: True,
    }
    for query, holds in wanted.items():
        go(county, f"#/compare?open=few,some,most,alike&{query}")
        titles = county.locator(".grid tr[data-row] th").all_inner_texts()
        left = [texts[row["title"]] for row in rows if holds(row)]
        assert sorted(titles) == sorted(left), query
        assert [row[2] for row in saved_rows(county)[1:]] == titles, query


def test_a_caption_says_a_filter_by_the_words_of_its_menu(county: Page) -> None:
    """A word may be a change and a difference: 换了清单, 列入的清单不同."""
    for kind in ("table", "departments"):
        go(county, f"#/compare?differ={kind}")
        assert section("difference")[kind][0] in (county.locator(".caption").text_content() or "")


def test_back_gives_a_cell_its_focus_again(county: Page) -> None:
    go(county, "#/compare")
    cell = county.locator(".grid tbody td a").nth(40)
    href = cell.get_attribute("href")
    cell.focus()
    go(county, "#/desk")
    county.go_back()
    county.wait_for_function("kgCounty.drawn.startsWith('#/compare')")
    assert county.evaluate("document.activeElement.getAttribute('href')") == href


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("compare?rows=work", "部门 × 工作：全部步骤"),
        ("compare?rows=work&work=reporting", "部门 × 工作：报送"),
        ("compare?rows=matter", "每行一件事"),
        ("compare?uneven=1", "只看不一致"),
    ],
)
def test_a_caption_says_what_is_counted(county: Page, state: str, told: str) -> None:
    go(county, f"#/{state}")
    assert told in (county.locator(".caption").text_content() or "")


def test_typographic_changes_are_told_where_they_are_shown(changed: Page) -> None:
    for state, there in (("", False), ("?print=1", True)):
        go(changed, f"#/changes{state}")
        assert ("排印" in (changed.locator(".caption").text_content() or "")) is there


def test_a_folded_group_is_saved_as_it_is_shown_and_what_is_sought_unfolds(county: Page) -> None:
    go(county, "#/compare")
    rows = saved_rows(county)[1:]
    shown = county.locator(".grid tr[data-row]").count()
    (folded,) = [row for row in rows if len(row) < 4]
    assert len(rows) == shown + 1
    alike = county.evaluate(
        "kgCounty.county.comparison.rows.filter(row => row.standing === 'alike').length"
    )
    assert str(alike) in folded[2]
    go(county, "#/compare?differ=wording")
    assert len(saved_rows(county)) - 1 == county.locator(".grid tr[data-row]").count()
    assert county.evaluate("kgCompare.csv(kgCounty).some(row => row.length < 4)") is False


@pytest.mark.parametrize(
    "view",
    ["desk", "compare?open=few,some,most,alike", "compare?lang=en", "compare?rows=matter&lang=en"],
)
def test_the_workbook_is_the_table_as_shown(county: Page, view: str, tmp_path: Path) -> None:
    go(county, f"#/{view}")
    rows = saved_rows(county)
    file = saved(county, "xlsx")
    assert file == saved(county, "xlsx")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(file)).worksheets
    (caption, *_), *told = sheet.iter_rows(values_only=True)
    assert str(caption).count(" · ") >= 4
    assert [["" if cell is None else str(cell) for cell in row] for row in told] == [
        [cell.removeprefix("'") for cell in row] + [""] * (len(told[0]) - len(row)) for row in rows
    ]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$2:$2")
    assert (
        sheet.auto_filter.ref
        == f"A2:{sheet.cell(1, sheet.max_column).column_letter}{len(rows) + 1}"
    )
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office and view == "desk":
        book = tmp_path / "book.xlsx"
        book.write_bytes(file)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            [office, "--headless", profile, "--convert-to", TEXT, "--outdir", tmp_path, book],
            check=True,
            capture_output=True,
            timeout=180,
        )
        opened = list(csv.reader(io.StringIO((tmp_path / "book.csv").read_text(encoding="utf-8"))))
        assert len(opened) == len(rows) + 1 and opened[1] == rows[0]


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
    assert href == f"{lists[column]}/graph.html#/duties/{key}/{row['held'][column].split()[0][1:]}"


def test_back_restores_scroll_and_focus(county: Page) -> None:
    where = "[document.getElementById('sheet').scrollTop, document.activeElement.dataset.at]"
    go(county, "#/compare")
    county.evaluate("document.getElementById('sheet').scrollTop = 900")
    link = county.locator(".grid tr[data-row] th a").nth(45)
    at = link.get_attribute("data-at")
    link.click()
    county.evaluate("document.getElementById('sheet').scrollTop = 100")
    county.go_back()
    county.wait_for_selector("#drawer[hidden]", state="attached")
    assert county.evaluate(where) == [900, at]
    county.go_forward()
    county.wait_for_selector("#drawer:not([hidden])")


@pytest.fixture
def counties(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, list[DutyList]]]:
    """Return the open page of two counties, and its lists: the last two are of the second."""
    lists = list(pages.county()[:4])
    for number in (2, 3):
        place = replace(lists[number].place, county="清河县")
        lists[number] = replace(lists[number], place=place)
    file = pages.write(pages.page(lists), tmp_path_factory.mktemp("counties"))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(file.as_uri())
    yield page, lists
    page.close()


def test_counties_are_chosen_and_kept_apart(counties: tuple[Page, list[DutyList]]) -> None:
    page, lists = counties
    assert len(names(page)) == 2
    page.select_option("[data-at=county]", "清河县")
    assert names(page) and not set(names(page)) & {one.place.township for one in lists[:2]}
    page.click("[data-at=tab-compare]")
    assert page.locator(".grid .township").count() == 2
    total = sum(map(int, page.locator(".grid .group b").all_inner_texts()))
    assert total == len(beside(lists[2:]).common)
    assert "county=" in page.url


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


ROWS = "document.querySelectorAll('.grid tr[data-row]').length"
GROUPS = "[...document.querySelectorAll('.grid .group b')].reduce((sum, one) => sum + Number(one.textContent), 0)"


def test_rows_that_come_later_are_all_there_for_whoever_needs_them(
    browser: Browser, files: dict[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    try:
        page.goto(files["forty"].as_uri())
        every = "#/compare?open=few,some,most,alike"
        # asked in the same turn as the way there: the page has not rested yet
        at_once, counted = page.evaluate(
            f"h => {{ kgCounty.go(h); return [{ROWS}, {GROUPS}]; }}", every
        )
        assert 25 < at_once < counted
        page.wait_for_function(
            f"() => {ROWS} === {GROUPS}"
        )  # nobody asked: they come by themselves
        go(page, "#/desk")
        printed = "window.dispatchEvent(new Event('beforeprint'))"
        assert (
            page.evaluate(f"h => {{ kgCounty.go(h); {printed}; return {ROWS}; }}", every) == counted
        )
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        go(page, "#/desk")
        sought = "window.dispatchEvent(new KeyboardEvent('keydown', {key: 'f', ctrlKey: true}))"
        assert (
            page.evaluate(f"h => {{ kgCounty.go(h); {sought}; return {ROWS}; }}", every) == counted
        )
        page.evaluate("document.getElementById('sheet').scrollTop = 1e6")
        far = page.evaluate("document.getElementById('sheet').scrollTop")
        go(page, "#/desk")
        page.go_back()
        page.wait_for_function("location.hash.includes('compare')")
        assert page.evaluate("document.getElementById('sheet').scrollTop") == far > 3000
        go(page, "#/desk")
        page.evaluate("h => kgCounty.go(h)", every)
        assert len(saved_rows(page)) - 1 == counted
    finally:
        page.close()


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
        aside = page.locator(".grid td.dot").first.evaluate(
            "dot => parseFloat(getComputedStyle(dot, '::after').right)"
        )
        assert aside >= 1
    finally:
        page.close()


# --- the changes ---


@pytest.fixture
def changed(browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
    """Return the page of three editions of one township."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    watched = Watched.watch(context.new_page())
    watched.page.goto(files["editions"].as_uri() + "#/changes")
    yield watched.page
    context.close()
    assert watched.said == []


def codes(page: Page) -> list[str]:
    found: list[str] = page.locator(".changes .change").evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('.code')].map(a => a.textContent).join(' '))"
    )
    return found


def test_the_newest_pair_is_that_of_the_command(changed: Page) -> None:
    found = between(*pages.editions()[1:])
    assert changed.locator(".changes thead th").all_inner_texts()[1:3] == [
        "2026-03 版",
        "2026-09 版",
    ]
    told = [change for change in found.changes if set(change.kinds) - {"typography"}]
    assert len(codes(changed)) == len(told)
    labels = {
        " ".join(f"{sign(duty)} {duty.label}" for duty in (*change.old, *change.new))
        for change in told
    }
    assert set(codes(changed)) == labels
    for one, line in zip(found.sums, changed.locator(".sums tr").all(), strict=True):
        numbers = line.locator(".figure").all_inner_texts()
        assert (numbers[0], numbers[1]) == (str(one.before), f"= {one.after}")


def sign(duty: Duty) -> str:
    return {"basic": "●", "cooperative": "◆", "recalled": "▲"}[duty.kind]


def test_every_pill_and_part_of_a_sum_opens_what_it_counts(changed: Page) -> None:
    pills = changed.locator(".toggle.round")
    for place in range(pills.count()):
        pills.nth(place).click()
        count = int(pills.nth(place).locator("b").inner_text())
        assert len(codes(changed)) == count
        groups = changed.locator(".changes .group b").all_inner_texts()
        assert sum(int(text.split()[-1]) for text in groups) == count
    moves = changed.locator(".sums .chip")
    for place in range(moves.count()):
        go(changed, "#/changes")
        text = moves.nth(place).locator("b").inner_text()
        moves.nth(place).click()
        assert 0 < len(codes(changed)) <= int(text[1:])
    ways = changed.locator(".flow a")
    assert ways.count() == 6
    for place in range(ways.count()):
        go(changed, "#/changes")
        number = int(ways.nth(place).locator("text").text_content() or "")
        ways.nth(place).locator("circle").click()
        assert len(codes(changed)) == number


def test_marked_words_of_both_sides_make_up_the_titles(changed: Page) -> None:
    old, new = pages.editions()[1:]
    titles = {duty.title for duty in (*old.duties, *new.duties)}
    shown = changed.locator(".changes .duty span[lang]").all_text_contents()
    assert set(shown) <= titles
    assert changed.locator(".changes del").count() > 10
    assert changed.locator(".changes ins").count() > 10
    assert changed.locator(".changes mark").count() > 10


def test_editions_are_chosen_and_come_back(changed: Page) -> None:
    first = pages.editions()[0].id
    changed.select_option("[data-at=from]", first)
    assert f"/{first}" in changed.url
    assert changed.locator(".changes thead th").all_inner_texts()[1] == "2025-07 版"
    changed.go_back()
    changed.wait_for_function(
        "document.querySelector('.changes thead th:nth-child(2)').textContent === '2026-03 版'"
    )


def test_the_address_of_a_former_edition_is_what_changed_in_it(changed: Page) -> None:
    go(changed, "#/changes/dev-1")
    heads = changed.locator(".changes thead th").all_inner_texts()[1:3]
    assert heads == ["2025-07 版", "2026-03 版"]
    found = between(*pages.editions()[:2])
    told = [change for change in found.changes if set(change.kinds) - {"typography"}]
    assert len(codes(changed)) == len(told)
    assert changed.locator("[data-at=to]").input_value() == "dev-1"


def test_a_code_opens_the_duty_in_its_edition(changed: Page) -> None:
    link = changed.locator(".changes .change").first.locator(".code")
    label = link.first.inner_text().split()[-1]
    assert (link.first.get_attribute("href") or "").startswith("dev-1/graph.html#/duties/")
    assert (link.first.get_attribute("href") or "").endswith(f"/{label}")
    assert (link.last.get_attribute("href") or "").startswith("dev-2/graph.html#/duties/")


def test_the_changes_are_saved_as_shown(changed: Page) -> None:
    go(changed, "#/changes?kind=added")
    assert [row[4] for row in saved_rows(changed)[1:]] == [
        code.partition(" ")[2] for code in codes(changed)
    ]


def test_print_only_is_told_on_request(changed: Page) -> None:
    before = len(codes(changed))
    changed.click("[data-at=print]")
    more = len(codes(changed)) - before
    assert more == sum(
        change.kinds == ("typography",) for change in between(*pages.editions()[1:]).changes
    )


def test_several_townships_begin_with_a_line_each(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, other = pages.editions()[:2]
    place = replace(one.place, township="青石镇")
    twin = [replace(each, id=f"q-{each.id}", place=place) for each in (one, other)]
    new = replace(one, id="new", place=replace(place, township="丙镇"))
    file = pages.write(pages.page([one, other, *twin, new]), tmp_path_factory.mktemp("towns"))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    try:
        page.goto(file.as_uri() + "#/changes")
        assert page.locator(".towns tbody tr").count() == 2
        number = int(page.locator(".towns [data-at^=all-]").first.inner_text())
        page.locator(".towns [data-at^=all-]").first.click()
        assert len(codes(page)) == number
        page.click("[data-at=all-towns]")
        assert page.locator(".towns tbody tr").count() == 2
        assert page.locator(".headline").inner_text().endswith("丙镇是第一版，无从比较")
        page.click("[data-at=tab-desk]")
        assert "丙镇是第一版，无从比较" in page.locator(".headline").inner_text()
        assert page.locator(".desk .none").count() == 1
        figure = page.locator("[data-at^=table-]").first
        number = int(figure.inner_text())
        figure.click()
        assert len(codes(page)) == number
    finally:
        page.close()


def test_departments_by_work_are_counted_searched_and_saved(county: Page) -> None:
    go(county, "#/compare?rows=work&work=inspection")
    rows = saved_rows(county)
    shown = county.locator(".work tbody tr")
    assert shown.count() == len(rows) - 1 > 20
    for place in (0, len(rows) - 2):
        cells = [text or "0" for text in shown.nth(place).locator("td").all_inner_texts()]
        assert cells == rows[place + 1][1:]
        assert int(cells[0]) == sum(map(int, cells[1:]))
    link = shown.first.locator("td a").first
    assert re.search(
        r"/graph\.html#/burden\?open=.+~inspection$", unquote(link.get_attribute("href") or "")
    )
    county.fill("#find", "公安")
    assert [row[0] for row in saved_rows(county)[1:]] == ["红泉县公安局"]
    county.click("[data-at=rows-duties]")
    assert county.locator(".grid .group").count() > 0


def test_changes_are_narrowed_by_department(changed: Page) -> None:
    options = changed.locator("[data-at=department] option").all_inner_texts()[1:]
    assert options
    for text in options[:4]:
        name, count = text.rsplit(" ", 1)
        changed.select_option("[data-at=department]", label=text)
        assert len(codes(changed)) == int(count)
        for row in changed.locator("tbody.change").all():
            assert name in row.locator(".chips").inner_text()


def test_several_counties_are_a_row_each(counties: tuple[Page, list[DutyList]]) -> None:
    page, lists = counties
    page.select_option("[data-at=county]", "*")
    rows = page.locator("table.counties tbody tr")
    assert rows.count() == 2
    figures = [int(text) for text in rows.nth(1).locator("td").all_inner_texts()[:4]]
    kinds = [len(one.of_kind(kind)) for kind in LIST_KINDS for one in lists[2:]]
    assert figures == [2, sum(kinds[:2]), sum(kinds[2:4]), sum(kinds[4:])]
    assert page.locator("#tabs").is_hidden()
    page.click("table.counties a >> nth=1")
    assert set(names(page)) == {one.place.township for one in lists[2:]}
    go(page, "#/desk?county=*&lang=en")
    assert page.locator("h1.brand").inner_text() == "Duty lists"


def test_what_very_many_townships_leave_out_is_said(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payload, "MOST_COLUMNS", 3)
    monkeypatch.setattr(payload, "MOST_LISTS", 5)
    file = pages.write(pages.page(pages.county()), tmp_path_factory.mktemp("many"))
    page = browser.new_page()
    try:
        page.goto(file.as_uri())
        said = page.locator(".lead.warn").all_inner_texts()
        assert "kg compare" in said[0]
        assert "kg query" in said[1]
        assert page.locator("[data-at=tab-compare]").count() == 0
        assert len(names(page)) == 6
    finally:
        page.close()


def test_two_townships_are_set_side_by_side(county: Page) -> None:
    go(county, "#/compare/dahe-2025-06/basic/7?two=dahe-2025-06,hongyan-2025-06")
    halves = county.locator(".halves .wording")
    titles = {(one.id, duty.code): duty.title for one in pages.county() for duty in one.duties}
    assert halves.all_text_contents() == [
        titles["dahe-2025-06", "B7"],
        titles["hongyan-2025-06", "B7"],
    ]
    assert halves.locator("mark").count() > 0
    other = county.locator("[data-at=two-other] option", has_text="大河乡")
    county.select_option("[data-at=two-other]", other.get_attribute("value"))
    assert halves.locator("mark").count() == 0
    assert "two=dahe-2025-06%2Cdahe-2025-06" in county.url
