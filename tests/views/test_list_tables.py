"""负担 and 部门 in a browser: a cell opens what it counts, arrows move, Esc gives the focus back, no figure is covered."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kg import findings
from kg.model import DutyList, Organization
from kg.pages import list_page
from tests.views.conftest import Watched
from tests.views.counts import cells
from tests.views.test_browser import go, overlaps

pytestmark = pytest.mark.browser

#: Texts of a table's cells that do not fit where they stand, though nothing says them in full.
CUT = """() => [...document.querySelectorAll('#sheet th, #sheet td')].filter(cell => {
    const link = cell.querySelector('a');
    if (!cell.textContent.trim() || cell.querySelector('.caption-of')) return false;
    if (link && link.title.length >= cell.textContent.length) return false;
    return cell.scrollWidth > cell.clientWidth + 1;
}).map(cell => cell.textContent)"""
#: What is written in the table, by where it is painted (heads far above the rest, as they stay when it scrolls).
BOXES = """() => {
    const shown = '#sheet table a, #sheet .half .own, #sheet .caption-of > *';
    const said = n => n.textContent.trim() && !(n.matches('a') && n.closest('.caption-of'));
    const nodes = [...document.querySelectorAll(shown)].filter(said);
    return nodes.map(n => {
        const range = document.createRange();
        range.selectNodeContents(n);
        const upright = getComputedStyle(n).writingMode !== 'horizontal-tb';
        const r = (upright ? n : range).getBoundingClientRect();
        const y = r.y - (n.closest('thead') ? 1e6 : 0);
        const size = parseFloat(getComputedStyle(n).fontSize);
        // what a cell cuts off is not painted
        const cell = n.closest('.caption-of') ? r : n.closest('th, td').getBoundingClientRect();
        const w = Math.min(r.right, cell.right) - r.x;
        return { text: n.textContent, x: r.x, y, w, h: r.height, size };
    });
}"""
SHEETS = (
    "#/burden",
    "#/burden?show=superior",
    "#/burden?show=ratio",
    "#/departments",
    "#/departments?form=categories",
    "#/departments?form=pairs",
    "#/departments?form=pairs&acting=1&order=load",
)
LONG = (
    "负责统筹协调农业农村水利林草生态环境自然资源交通运输住房城乡建设应急管理消防救援"
    "市场监督管理教育卫生健康民政人社残联文化体育广播电视旅游发展改革财政商务科技工业"
    "信息化综合协调领导小组办"
)


@pytest.fixture(scope="module")
def page(
    browser: Browser, records: DutyList, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Return the page of the real list with its own findings."""
    file = tmp_path_factory.mktemp("tables") / "graph.html"
    file.write_bytes(list_page(records, findings.of_list(records)))
    yield from _opened(browser, file)


@pytest.fixture(scope="module")
def long(
    browser: Browser, records: DutyList, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Return the page of a list with a department of 96 characters."""
    file = tmp_path_factory.mktemp("tables") / "graph.html"

    def named(body: Organization) -> Organization:
        long = body.name == "奇台县农业农村局"
        return replace(body, name="奇台县" + LONG, function=LONG) if long else body

    duties = []
    for duty in records.duties:
        declared = [replace(m, organization=named(m.organization)) for m in duty.declared]
        duties.append(replace(duty, declared=tuple(declared)))
    changed = replace(records, duties=tuple(duties))
    file.write_bytes(list_page(changed, findings.of_list(changed)))
    yield from _opened(browser, file)


def _opened(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    watched = Watched.watch(context.new_page())
    watched.page.goto(file.as_uri())
    yield watched.page
    context.close()
    assert watched.said == []


@pytest.mark.parametrize(
    "state", ["", "show=superior", "category=乡村振兴", "department=奇台县水利局&show=ratio"]
)
def test_a_cell_of_the_burden_opens_what_it_counts(page: Page, state: str) -> None:
    go(page, f"#/burden?{state}")
    found = cells(page, ".burden")
    assert len(found) > 60
    for key, href, count in found[::11]:
        go(page, href)
        column = key.rpartition("-")[2]
        if column in ("duties", "means", "asked", "taken"):
            assert page.locator("#panel .clauses").count() == int(count), href
        else:
            steps = page.locator("#panel .clauses li").count()
            assert steps == sum(int(part) for part in count.split(":")), href
        if column not in ("duties", "means", "asked", "taken", "all", "none"):
            marked = page.locator("#panel .clauses li:not(:has(mark))")
            assert marked.count() == 0, href
        assert page.locator(".burden [aria-current]").first.inner_text() == count


def test_a_figure_of_the_departments_opens_what_it_counts(page: Page) -> None:
    go(page, "#/departments")
    for _, href, count in cells(page, ".loads")[::9]:
        go(page, href)
        rows = page.locator("#panel .clauses, #panel .rows li")
        assert rows.count() == int(count), href


def test_a_pair_opens_its_duties_and_its_findings(page: Page) -> None:
    go(page, "#/departments?form=pairs&acting=1")
    found = cells(page, ".half")
    assert any(count.startswith("+") for _, _, count in found)
    for _, href, count in found[::5]:
        go(page, href)
        declared = page.locator("#panel h3.head").first.inner_text()
        only = 0 if count.startswith("+") else int(count)
        assert [int(number) for number in re.findall(r"\d+", declared)] == [only], href
        assert page.locator("#panel .clauses").count() >= int(count)


@pytest.mark.parametrize(
    "fragment",
    [
        *SHEETS,
        "#/overview",
        "#/departments/奇台县公安局",
        "#/departments?form=groups",
        "#/duties",
        "#/duties/basic/7",
        "#/duties/cooperative/42",
        "#/near/duty/cooperative/42",
        "#/findings",
    ],
)
def test_every_view_is_saved_as_rows(page: Page, fragment: str) -> None:
    go(page, fragment)
    page.click("#save summary")
    with page.expect_download() as download:
        page.click("#save-csv")
    text = download.value.path().read_text(encoding="utf-8-sig")
    (caption, *_), head, *rows = csv.reader(io.StringIO(text))
    assert "2025-07" in caption and len(head) > 1
    assert len(rows) == len(page.evaluate("kgPage.rows()")) - 1 > 0


def test_the_duties_of_a_desk_are_saved(page: Page) -> None:
    go(page, "#/departments/奇台县公安局")
    assert len(page.evaluate("kgPage.rows()")) - 1 == page.evaluate(
        "new Set([].concat(...kgPage.store.departments.filter(one => one.short === '公安局')"
        ".map(one => one.declared.concat(one.acting)))).size"
    )


def test_a_table_says_what_narrows_it_and_counts_what_is_left(page: Page) -> None:
    pairs = "#/departments?form=pairs"
    for state, word, only in (
        ("", "无", False),
        ("&least=2", "2 项以上", False),
        ("&acting=1", "步骤", True),
    ):
        go(page, pairs + state)
        assert word in page.evaluate("kgPage.caption()").partition("筛选")[2]
        shown = page.locator(".half [data-at^=cell-d]")
        head, *rows = page.evaluate("kgPage.rows()")
        assert shown.count() == len(rows)
        assert len(head) == 4 + only
        told = re.findall(r"\d+", page.locator(".headline .lead, .headline p").first.inner_text())
        assert int(told[0]) == page.locator(".half td.heat [data-at^=cell-d]").count()
    go(page, "#/burden?open=奇台县公安局~reporting")
    assert "谁让乡镇干什么" in page.evaluate(
        "kgPage.caption()"
    )  # the whole table, whatever is open
    assert "公安局 × 报送" in page.title()
    go(page, "#/burden?find=公安")
    assert "公安" in page.evaluate("kgPage.caption()")


@pytest.mark.parametrize(
    "fragment", ["#/burden", "#/departments?form=categories", "#/departments?form=pairs"]
)
def test_arrows_move_and_escape_gives_the_focus_back(page: Page, fragment: str) -> None:
    go(page, fragment)
    stops = page.locator("#sheet table a[tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    place = "() => { const c = document.activeElement.closest('td, th'); return [c.parentNode.rowIndex, c.cellIndex]; }"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    row, column = page.evaluate(place)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(place)[1] == column and page.evaluate(place)[0] > row
    key = page.evaluate("document.activeElement.dataset.at")
    if key.startswith("name-"):
        page.keyboard.press("ArrowRight" if fragment == "#/burden" else "ArrowLeft")
        key = page.evaluate("document.activeElement.dataset.at")
    page.keyboard.press("Enter")
    page.wait_for_function("() => kgPage.at.query.open")
    page.locator("#panel button").first.focus()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !kgPage.at.query.open")
    assert page.evaluate("document.activeElement.dataset.at") == key


@pytest.mark.parametrize("width", [1024, 1093, 1366, 1920])
@pytest.mark.parametrize("language", ["", "en"])
@pytest.mark.parametrize("name", ["page", "long"])
def test_no_label_is_cut_and_none_covers_another(
    request: pytest.FixtureRequest, width: int, language: str, name: str
) -> None:
    shown: Page = request.getfixturevalue(name)
    shown.set_viewport_size({"width": width, "height": 768})
    for fragment in SHEETS:
        go(
            shown,
            f"{fragment}{'&' if '?' in fragment else '?'}lang={language}" if language else fragment,
        )
        assert shown.evaluate(CUT) == [], (fragment, width)
        boxes: list[dict[str, Any]] = shown.evaluate(BOXES)
        assert overlaps(boxes) == [], (fragment, width)
        assert min(box["size"] for box in boxes) >= 11.5, fragment
        figures = shown.evaluate(
            "document.querySelector('#sheet tbody tr td:last-of-type').getBoundingClientRect().x"
        )
        # cells are wider on a large screen, yet the last column stays near the first
        assert figures < (1400 if width < 1700 else 1750), fragment
    shown.set_viewport_size({"width": 1366, "height": 768})


def test_the_burden_prints_on_one_sheet(page: Page) -> None:
    go(page, "#/burden")
    raw = page.pdf(prefer_css_page_size=True)
    assert raw.count(b"/Type /Page\n") + raw.count(b"/Type /Page ") == 1
