"""The bars of the views, in a real browser."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, unquote

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from kg.grouping import shown
from kg.model import DutyList
from kg.views.desk import Desk
from kg.views.page import render
from kg.views.record import route
from tests.views.conftest import Watched
from tests.views.hostile import CORPUS, hostile_findings, hostile_list
from tests.views.paper import sheets

pytestmark = pytest.mark.browser

#: What encodeURIComponent leaves as it is.
SAFE = "!*'()~"
LABELS = "kgPage.graph.labels().filter(l => l.w > 0)"


def go(page: Page, fragment: str) -> None:
    page.evaluate("h => { location.hash = h; }", fragment)
    page.wait_for_function("() => kgPage.drawn === location.hash")


VIEWS = (
    "#/overview",
    "#/departments",
    "#/departments?form=categories",
    "#/departments?form=pairs",
    "#/departments?form=groups",
    "#/duties",
    "#/findings",
    "#/findings?all=1",
    "#/burden",
    "#/burden?show=ratio",
    "#/sparql",
)


def asked(view: str, **query: str) -> str:
    """Return the address of a view under filters, as the page writes it."""
    tail = "&".join(f"{key}={quote(value, safe=SAFE)}" for key, value in sorted(query.items()))
    return f"#/{view}?{tail}"


def pair(one: str, other: str) -> str:
    return asked("departments", form="pairs", open=f"{one}~{other}")


def save(page: Page, kind: str) -> None:
    page.click("#save summary")
    page.click(f"#save-{kind}")


def routes(desk: Desk) -> Iterator[str]:
    yield from VIEWS
    for department in desk.departments:
        yield route("departments", department.name)
    for duty in desk.duties.values():
        yield route("duties", duty.kind, str(duty.number))
    for category in desk.categories:
        yield asked("overview", category=category.name)
    for matter in desk.about:
        yield asked("overview", matter=desk.matter(matter)[0])
    for finding in desk.findings:
        yield route("findings", finding.id)
    names = {d.id: d.name for d in desk.departments}
    for one, other in desk.shared():
        yield pair(names[one], names[other])


def overlaps(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the pairs of labels that cover each other by more than a pixel."""
    found = []
    rows = sorted(labels, key=lambda label: label["y"])
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            if other["y"] > one["y"] + one["h"]:
                break
            across = min(one["x"] + one["w"], other["x"] + other["w"]) - max(one["x"], other["x"])
            down = min(one["y"] + one["h"], other["y"] + other["h"]) - other["y"]
            if across > 1 and down > 1:
                found.append((one["text"], other["text"]))
    return found


@pytest.mark.far
def test_all_routes(opened: Watched, desk: Desk) -> None:
    """Every view opens, says nothing on the console, asks for nothing; no two labels overlap, none is under 11 px."""
    page = opened.page
    for fragment in routes(desk):
        go(page, fragment)
        assert page.locator("main").inner_text().strip(), fragment
        if page.locator("#stage").is_visible():
            labels = page.evaluate(LABELS)
            assert overlaps(labels) == [], fragment
            assert min(label["size"] for label in labels) >= 11, fragment
        assert opened.said == [], fragment


def test_a_duty_cites_its_source_and_shows_its_text(opened: Watched, desk: Desk) -> None:
    for duty in [*desk.duties.values()][::3]:
        go(opened.page, route("duties", duty.kind, str(duty.number)))
        text = opened.page.locator("main").inner_text()
        assert desk.duty_list.title in text
        assert f"第 {duty.number} 项，原文第 {duty.line} 行" in text
        assert desk.duty_list.document in text
        for step in duty.steps:
            assert step.text in text
        for mention in duty.declared:
            assert mention.name in text


def test_counts_are_those_of_the_list(opened: Watched, desk: Desk) -> None:
    page = opened.page
    assert page.locator("#panel .rows a").count() == len(desk.duties)
    for kind in ("basic", "cooperative", "recalled"):
        shown = page.locator(f"#kinds button[value={kind}] b").inner_text()
        assert int(shown) == len(desk.duty_list.of_kind(kind))
    drawn = page.evaluate("kgPage.graph.scene().nodes.map(n => n.ref)")
    assert sorted(drawn) == sorted([*desk.duties, *(d.id for d in desk.departments)])
    go(page, "#/departments?form=categories")
    for department in (one for one in desk.departments if one.kind == "department"):
        row = page.locator(".cells tbody tr", has=page.locator(f"th a[title='{department.name}']"))
        assert int(row.locator("td.sum").inner_text() or 0) == len(department.declared)
    whole = [int(cell) for cell in page.locator(".cells tr.whole td").all_inner_texts()]
    assert whole == [*(len(c.duties) for c in desk.categories), len(desk.duties)]


def test_matrix_cells_open_their_duties(opened: Watched, desk: Desk) -> None:
    page = opened.page
    go(page, "#/departments?form=categories")
    links = page.eval_on_selector_all(
        ".cells tbody td a", "nodes => nodes.map(n => [n.getAttribute('href'), n.textContent])"
    )
    assert len(links) > 100
    for href, count in links[::7]:
        go(page, href)
        assert page.locator("#panel .clauses").count() == int(count), href
        assert page.locator(".cells [aria-current]").inner_text() == count


def test_filters_grey_out_and_lay_nothing_out_again(opened: Watched, desk: Desk) -> None:
    page = opened.page
    before = page.evaluate("kgPage.graph.scene().nodes.map(n => [n.ref, n.x, n.y])")
    page.select_option("#category", desk.categories[1].name)
    assert page.locator("#panel .rows a").count() == len(desk.categories[1].duties)
    assert "category=" in page.url
    page.click("#kinds button[value=basic]")
    left = [c for c in desk.categories[1].duties if not c.startswith("B")]
    assert page.locator("#panel .rows a").count() == len(left)
    assert page.evaluate("kgPage.graph.scene().nodes.map(n => [n.ref, n.x, n.y])") == before
    page.reload()
    assert page.locator("#panel .rows a").count() == len(left)  # the address holds the filter
    page.click("#reset")
    assert page.locator("#panel .rows a").count() == len(desk.duties)


def test_marks_filter(opened: Watched, desk: Desk) -> None:
    listed = [finding for finding in desk.findings if shown(finding)]
    for kind in dict.fromkeys(f.kind for f in listed):
        opened.page.select_option("#mark", kind)
        marked = {key for f in listed if f.kind == kind for key in f.duties}
        assert opened.page.locator("#panel .rows a").count() == len(marked)


def first_hit(page: Page, query: str) -> str:
    return str(page.evaluate("q => (kgPage.find(q)[0] || {href: () => ''}).href()", query))


def test_everything_is_found_by_search(opened: Watched, desk: Desk) -> None:
    page = opened.page
    for duty in desk.duties.values():
        here = route("duties", duty.kind, str(duty.number))
        for query in (duty.label, duty.label.replace(" ", ""), duty.code, duty.title):
            hits = page.evaluate("q => kgPage.find(q).slice(0, 3).map(h => h.href())", query)
            assert here in hits, query
        for step in duty.steps:
            hits = page.evaluate("q => kgPage.find(q).map(h => h.href())", step.text)
            letter = "s" if step.side == "superior" else "t"
            assert f"{here}/{letter}{step.position}" in hits, step.text
    for department in desk.departments:
        assert first_hit(page, department.name) == route("departments", department.name)
        for alias in department.aliases:
            assert first_hit(page, alias) == route("departments", department.name)
    for category in desk.categories:
        hits = page.evaluate("q => kgPage.find(q).map(h => h.href())", category.name)
        assert asked("overview", category=category.name) in hits


def test_search_is_quick(opened: Watched) -> None:
    opened.page.evaluate("kgPage.find('消防')")
    spent = opened.page.evaluate(
        "() => { const t = performance.now(); for (let i = 0; i < 20; i++) kgPage.find('消防 检查');"
        " return (performance.now() - t) / 20; }"
    )
    assert spent < 50


def test_keyboard_alone(opened: Watched) -> None:
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("养犬")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#hits [aria-selected=true]").get_attribute("href")
    page.keyboard.press("Enter")
    assert page.url.endswith(str(chosen))
    page.wait_for_function("() => document.querySelector('.duty .text').innerText.includes('养犬')")
    page.keyboard.press("Escape")
    page.wait_for_function("() => kgPage.drawn === '#/overview'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.activeElement.getAttribute('href')")
    href = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_function("h => location.hash === h", arg=href)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("h => location.hash !== h", arg=href)


def test_tab_reaches_every_control(opened: Watched) -> None:
    page = opened.page
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "document.activeElement.id || document.activeElement.getAttribute('data-view') || document.activeElement.value || ''"
            )
        )
    assert {
        "find",
        "category",
        "who",
        "mark",
        "language",
        "overview",
        "findings",
        "basic",
    } <= seen


WRONG = (
    "#/nowhere", "#/duties/basic/9999", "#/department/%E0%A4%A", "#/%", "#/constructor", "#/__proto__",
    "#/department/__proto__", "#<img src=x onerror=alert(1)>",
)  # fmt: skip


def test_a_wrong_address_leads_to_the_overview(opened: Watched) -> None:
    for fragment in WRONG:
        go(opened.page, "#/burden")
        opened.page.evaluate("h => { location.hash = h; }", fragment)
        opened.page.wait_for_timeout(60)
        view = opened.page.locator(".tabs a[aria-current]").get_attribute("data-view")
        assert view == "overview", fragment
        assert opened.said == [], fragment


def test_overview_opens_what_is_clicked(opened: Watched, desk: Desk) -> None:
    page = opened.page
    box = page.locator("#graph").bounding_box()
    assert box
    for ref, part in (
        (desk.departments[0].id, "/departments/"),
        ("C1", "/duties/cooperative/1"),
        ("B7", "/duties/basic/7"),
    ):
        go(page, "#/overview")
        at = page.evaluate(
            "r => { const b = kgPage.graph.box(r); return kgPage.graph.network().canvasToDOM({x: b.x, y: b.y}); }",
            ref,
        )
        page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        page.wait_for_function("p => location.hash.includes(p)", arg=part, timeout=4000)


def test_csv(opened: Watched, desk: Desk) -> None:
    with opened.page.expect_download() as download:
        save(opened.page, "csv")
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert desk.duty_list.title in rows[0][0]  # whose list, which edition, which filter, which day
    assert [row[0] for row in rows[2:]] == [duty.label for duty in desk.duties.values()]
    assert not any(cell[:1] in tuple("=+-@") for row in rows for cell in row if cell)


def test_the_workbook_is_the_csv(opened: Watched) -> None:
    for view in ("duties", "departments", "burden", "findings"):
        go(opened.page, f"#/{view}")
        compare_saved(opened)


def compare_saved(opened: Watched) -> None:
    """Save what is shown as CSV and as a workbook: they say the same."""
    files = {}
    for kind in ("csv", "xlsx"):
        with opened.page.expect_download() as download:
            save(opened.page, kind)
        assert download.value.suggested_filename.endswith(f".{kind}")
        files[kind] = Path(download.value.path()).read_bytes()
    told = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    shown = [[cell.removeprefix("'") for cell in row] for row in told]
    wide = len(rows[0])
    for one, other in zip(shown, rows, strict=True):
        assert [*one, *[""] * (wide - len(one))] == other
    assert len(rows) > 5 and all(cell.data_type != "f" for row in sheet for cell in row)


def test_png_is_opaque_and_whole(opened: Watched) -> None:
    with opened.page.expect_download() as download:
        save(opened.page, "png")
    raw = Path(download.value.path()).read_bytes()
    width, height = int.from_bytes(raw[16:20]), int.from_bytes(raw[20:24])
    assert width >= 1900 and height >= 1100
    opaque = """() => {
      const sheet = kgSave.canvas(kgPage.graph.layers(), 1);
      const data = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height).data;
      for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
      return true;
    }"""
    assert opened.page.evaluate(opaque)


def test_svg_holds_every_dot(opened: Watched, desk: Desk) -> None:
    with opened.page.expect_download() as download:
        save(opened.page, "svg")
    svg = Path(download.value.path()).read_text(encoding="utf-8")
    assert svg.count('fill="#1f5fa8"') == len(desk.duty_list.of_kind("basic"))
    assert "<script" not in svg
    assert desk.departments[0].short in svg


def test_english(opened: Watched) -> None:
    page = opened.page
    page.click("#language")
    assert page.locator(".tabs a").all_inner_texts() == [
        "Overview",
        "Departments",
        "Burden",
        "Duties",
        "Findings",
    ]
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Party building" in page.locator("#category").inner_text()
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
    page.click("#language")
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_nothing_moves_after_the_first_picture(opened: Watched) -> None:
    opened.page.wait_for_timeout(200)
    first = opened.page.screenshot()
    opened.page.wait_for_timeout(400)
    assert opened.page.screenshot() == first


def test_nothing_runs_over_the_side(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    fragments = (
        "#/overview",
        "#/departments",
        "#/duties",
        "#/duties/cooperative/19",
        "#/findings",
        "#/findings?all=1",
        "#/departments?form=groups",
        "#/departments?form=pairs",
        "#/burden",
    )
    for width, fragment in product((1366, 911, 683, 360), fragments):
        page.set_viewport_size({"width": width, "height": 768})
        go(page, fragment)
        shown = page.evaluate("document.documentElement.scrollWidth")
        assert shown <= width, (width, fragment)
    page.close()


def test_on_a_phone_the_list_comes_first(browser: Browser, file: Path, desk: Desk) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    row = page.locator("#panel .rows a").first.bounding_box()
    assert row and row["y"] < 400
    page.click("#flip")
    stage = page.locator("#stage").bounding_box()
    assert stage and stage["x"] >= 0
    page.close()


def test_scripts_off(browser: Browser, file: Path, records: DutyList) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    text = page.locator("body").inner_text()
    assert records.title in text
    duty = records.of_kind("cooperative")[0]
    assert duty.steps[0].text in text and f"原文第 {duty.line} 行" in text
    assert not page.locator("header.bar").is_visible()
    context.close()


def test_hostile_texts_do_not_run(browser: Browser, tmp_path: Path) -> None:
    desk = Desk(
        hostile_list(),
        tuple(hostile_findings()),
        aliases={"县x": CORPUS},
        matters={CORPUS[1]: ["basic/1"]},
    )
    html = render(desk, CORPUS[0])
    target = tmp_path / "javascript%3A<b>'图谱.html"
    target.write_bytes(html.encode())
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    watched = Watched.watch(page)
    page.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
    page.goto(target.as_uri())
    fragments = [
        "#/overview",
        "#/departments",
        "#/duties",
        "#/departments?form=categories",
        "#/departments?form=pairs",
        "#/departments?form=groups",
        "#/findings",
        "#/findings?all=1",
    ]
    for number in range(1, len(CORPUS) + 1):
        fragments += [f"#/duties/{kind}/{number}" for kind in ("basic", "cooperative", "recalled")]
    for text in CORPUS:
        fragments += [
            f"#/{view}/{quote(text, safe='')}"
            for view in ("department", "category", "matter", "find", "group")
        ]
        fragments += [
            f"#/department/{quote('县' + text, safe='')}",
            f"#/overview?category={quote(text, safe='')}",
            "#" + text,
        ]
    for fragment in fragments:
        page.evaluate("h => { location.hash = h; }", fragment)
        page.wait_for_timeout(8)
        assert page.evaluate("window.hit") is None, fragment
    go(page, "#/duties/cooperative/2")
    assert CORPUS[1] in page.locator("#sheet .duty .text").inner_text()
    page.fill("#find", CORPUS[1])
    assert CORPUS[1] in page.locator("#hits").inner_text()
    assert watched.said == []
    page.close()


def test_no_request_leaves_the_page(browser: Browser, file: Path) -> None:
    from playwright.sync_api import Error

    page = browser.new_page()
    watched = Watched.watch(page)
    page.goto(file.as_uri())
    for fragment in (
        "#/overview",
        "#/departments?form=groups",
        "#/findings",
        "#/duties/cooperative/19",
    ):
        go(page, fragment)
    page.wait_for_timeout(100)
    assert {url.split("#")[0] for url in watched.asked} == {file.as_uri()}
    with pytest.raises(Error):  # the policy forbids it even to a script of the page
        page.evaluate("fetch('http://127.0.0.1:9/')")
    page.close()


def test_print(opened: Watched, desk: Desk) -> None:
    """Every route on paper, findings upright and the rest across: no empty sheet, also where the screen is dark."""
    page = opened.page
    page.emulate_media(color_scheme="dark")
    routes = (
        *VIEWS,
        "#/overview?list=recalled",
        route("departments", desk.departments[0].name),
        "#/duties/cooperative/19",
        "#/duties/basic/1",
    )
    for fragment in routes:
        go(page, fragment)
        found = sheets(page.pdf(prefer_css_page_size=True))
        upright = "findings" in fragment  # cards are, whatever else is on paper lies
        assert all((height > width) == upright for width, height, _ in found), fragment
        assert all(shown for *_, shown in found), (fragment, found)
        assert page.evaluate("kgPage.paper") is False


def test_what_is_printed_says_what_it_is(opened: Watched, desk: Desk) -> None:
    page = opened.page
    go(page, "#/overview?list=recalled&category=" + quote(desk.categories[0].name))
    page.evaluate("kgPage.beforePrint()")
    page.emulate_media(media="print")
    caption = page.locator("#caption").inner_text()
    for word in (desk.duty_list.title, desk.duty_list.issued, "收回", desk.categories[0].name):
        assert word in caption
    assert not page.locator("header.bar").is_visible()
    assert page.locator("#paper svg").count() == 1
    page.emulate_media(media="screen")
    page.evaluate("kgPage.afterPrint()")
    assert not page.locator("#caption").is_visible()


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_contrast_of_the_pictures(opened: Watched, palette: str) -> None:
    ink = json.loads(opened.page.evaluate(f"JSON.stringify(kgScene.PALETTES.{palette})"))
    letters = ("text", "soft", "accent", "basic", "cooperative", "recalled", "township", "superior")
    grounds = [name for name in ink if name.endswith("Wash")]
    for name in letters:
        for ground in ("paper", "ground", "hull", *grounds):
            assert contrast(ink[name], ink[ground]) >= 4.5, (name, ground)
    for name, ground in (("dimText", "paper"), ("onAccent", "accent"), ("superior", "band"),
                         ("nobodyText", "nobody"), ("text", "here"), ("text", "share")):  # fmt: skip
        assert contrast(ink[name], ink[ground]) >= 4.5, (name, ground)


def test_pictures_and_pages_have_the_same_colours(opened: Watched) -> None:
    palettes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for palette in palettes:
        opened.page.emulate_media(color_scheme=palette)
        # the pictures hear of it a moment later
        opened.page.wait_for_function("""() => kgScene.ink.text
            === getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()""")
        script = """() => {
          const style = getComputedStyle(document.documentElement), named = {ink: 'text', soft: 'soft', accent: 'accent', paper: 'paper',
            basic: 'basic', cooperative: 'cooperative', recalled: 'recalled', township: 'township'};
          return Object.entries(named).map(([css, name]) => [style.getPropertyValue('--' + css).trim(), kgScene.ink[name]]);
        }"""
        for css, canvas in opened.page.evaluate(script):
            assert canvas == (css if len(css) == 7 else "#" + "".join(c * 2 for c in css[1:]))


#: The colour of every text and that of the nearest painted ground below it.
COLOURS = """() => {
  const two = v => Math.round(v).toString(16).padStart(2, '0');
  const hex = c => {
    const m = c.match(/[\\d.]+/g).map(Number);
    return m.length > 3 && m[3] === 0 ? null : '#' + m.slice(0, 3).map(two).join('');
  };
  const out = new Set();
  const unseen = n => /SCRIPT|STYLE|OPTION/.test(n.tagName) || getComputedStyle(n).display === 'none';
  const acceptNode = n => n.nodeType === 1 && unseen(n) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, { acceptNode });
  while (walk.nextNode()) {
    if (walk.currentNode.nodeType !== 3) continue;
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim()) continue;
    let g = e, ground = null;
    while (g && !ground) { ground = hex(getComputedStyle(g).backgroundColor); g = g.parentElement; }
    out.add([hex(getComputedStyle(e).color), ground || '#ffffff', e.tagName + '.' + e.className].join(' '));
  }
  return [...out];
}"""


def test_contrast_of_the_page(opened: Watched) -> None:
    palettes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    faint = []
    fragments = (*VIEWS, "#/duties/cooperative/19", "#/duties/recalled/35")
    for palette, fragment in product(palettes, fragments):
        opened.page.emulate_media(color_scheme=palette)
        go(opened.page, fragment)
        for line in opened.page.evaluate(COLOURS):
            colour, ground, where = line.split(" ", 2)
            if contrast(colour, ground) < 4.5:
                faint.append((fragment, line))
            assert where
    assert faint == []


def test_the_start_page_shows_its_lists(browser: Browser, built: Path) -> None:
    """With scripts off it is no blank sheet: the title, every link, each to a file that is there."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, java_script_enabled=False)
    try:
        page.goto((built / "index.html").as_uri())
        assert page.locator("h1").is_visible()
        links = page.locator("a:not(.skip)")
        assert links.count() >= 5
        for place in range(links.count()):
            assert links.nth(place).is_visible()
            path = unquote(str(links.nth(place).get_attribute("href")).partition("#")[0])
            assert (built / path).exists(), path  # of papers also a folder
    finally:
        page.close()


def test_duties_are_called_in_the_language_of_the_page(opened: Watched) -> None:
    page = opened.page
    for language, name in (("", "基本 1"), ("?lang=en", "Basic 1")):
        go(page, f"#/overview{language}")
        # the text, not what is painted of it: a row is laid out with the next frame
        called = page.locator("#panel .rows .code").first.text_content() or ""
        assert called.strip() == name
        labels = page.evaluate("kgPage.graph.labels().map(label => label.text)")
        assert any(text.startswith("Party building ") for text in labels) == bool(language)
        assert not page.locator("#reset").is_visible()


def test_on_a_phone_a_picture_without_a_list_is_shown_at_once(opened: Watched) -> None:
    page = opened.page
    page.set_viewport_size({"width": 390, "height": 844})
    go(page, "#/departments?form=groups")
    box = page.locator("#graph").bounding_box()
    assert box and box["x"] >= 0 and box["width"] > 300
    assert not page.locator("#flip").is_visible()
    go(page, "#/overview")
    assert page.locator("#panel .rows a").first.is_visible()
    assert page.locator("#flip").is_visible()
