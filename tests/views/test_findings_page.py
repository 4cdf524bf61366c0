"""发现: facets with live counts, verdicts by keyboard that are never lost, files that two readers exchange."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg import findings as found
from kg import pages
from kg.grouping import as_rows, shown, tallies
from kg.model import DutyList, Finding
from kg.views.desk import Desk
from tests.views.conftest import Watched
from tests.views.counts import LINKS, judge, strays
from tests.views.test_browser import go

pytestmark = pytest.mark.browser

COUNT = "() => Number(/\\d+/.exec(document.getElementById('count').textContent)[0])"


@pytest.fixture(scope="module")
def real(records: DutyList) -> tuple[Finding, ...]:
    return found.of_list(records)


@pytest.fixture(scope="module")
def real_file(
    records: DutyList, real: tuple[Finding, ...], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("findings") / "坎尔孜.html"
    path.write_bytes(pages.list_page(records, real))
    return path


@pytest.fixture
def bench(browser: Browser, real_file: Path) -> Iterator[Page]:
    """Return the findings of the real list on a clerk's screen."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    watched = Watched.watch(context.new_page())
    watched.page.goto(f"{real_file.as_uri()}#/findings")
    yield watched.page
    context.close()
    assert watched.said == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def here(page: Page) -> str:
    return str(page.evaluate("kgPage.at.parts[0] || ''"))


def saved(page: Page, button: str = "#save-verdicts") -> str:
    page.click("#verdict-files summary")
    with page.expect_download() as download:
        page.click(button)
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_a_finding_is_shown_with_both_clauses_in_their_texts(opened: Watched, desk: Desk) -> None:
    page = opened.page
    go(page, "#/findings/overlap-消防")
    finding = next(f for f in desk.findings if f.id == "overlap-消防")
    sides = page.locator(".card .side")
    for side, clause in zip(sides.all(), finding.clauses, strict=True):
        assert "".join(side.locator(".found").all_inner_texts()) == clause.text
        assert f"第 {clause.span.line} 行" in side.inner_text()
    assert set(sides.locator("mark").all_inner_texts()) == {"消防"}


def test_every_count_is_what_ticking_it_shows(bench: Page, real: tuple[Finding, ...]) -> None:
    """… and the figures are those of ``kg findings``."""
    counted = tallies(real)
    assert bench.evaluate(COUNT) == sum(tally.count for tally in counted.values())
    bench.click("[data-at=fold-mark]")
    for kind, tally in counted.items():
        box = bench.locator(f"[data-at='f-mark-{kind}']")
        assert box.locator("xpath=../b").inner_text() == str(tally.count)
        box.check()
        assert bench.evaluate(COUNT) == tally.count == len(bench.evaluate("kgPage.rows()")) - 1
        bench.locator(f"[data-at='f-mark-{kind}']").uncheck()
    bench.click("#more-overlaps")
    assert bench.evaluate(COUNT) == len(as_rows(real)) > len([f for f in real if shown(f)])
    for name in ("grade", "department", "category", "group", "pair"):
        box = bench.locator(f"[data-at^='f-{name}-']").nth(1)
        expected = box.locator("xpath=../b").inner_text()
        key = box.get_attribute("data-at")
        box.check()
        assert str(bench.evaluate(COUNT)) == expected, key
        assert bench.locator(f"[data-at='{key}']").is_checked()
        bench.click("#reset")
    go(bench, "#/findings?q=zzzz")
    assert "没有符合条件的发现" in bench.inner_text(".bench .card")
    bench.click("[data-at=reset-here]")
    assert bench.evaluate(COUNT) == sum(tally.count for tally in counted.values())


def test_twelve_findings_are_judged_by_keyboard_and_kept(bench: Page) -> None:
    first = bench.evaluate("kgBench.now(kgPage).order.slice(0, 13).map((row) => row.id)")
    press(bench, *"123212", *"123212")
    assert here(bench) == first[12]
    bench.fill("#reader", "李敏")
    bench.click("[data-at=sign]")
    press(bench, "k")
    assert here(bench) == first[11]
    press(bench, "n")
    bench.keyboard.type('问过水利局"两次"\\')
    bench.reload()
    bench.wait_for_function("() => window.kgPage && kgPage.drawn")
    assert bench.input_value("#note") == '问过水利局"两次"\\'
    assert "李敏" in bench.inner_text(".status")
    far = bench.inner_text(".far")
    assert "已判断 12" in far and "不成立 2" in far
    words = tomllib.loads(saved(bench))["verdict"]
    given = {entry["finding"]: entry["verdict"] for entry in words}
    kept = dict(zip("123", ("lawful", "settle", "no"), strict=True))
    assert given == dict(zip(first, [kept[key] for key in "123212123212"], strict=False))
    assert {entry["by"] for entry in words} == {"李敏"}
    press(bench, "Escape")
    press(bench, "u", "u")
    assert "已判断 12" in bench.inner_text(".far"), "what was done before a reload is not undone"


def test_what_is_half_typed_stays(bench: Page) -> None:
    """Earlier the card was made anew 0.4 s after a letter of a note.

    Pinyin that was being composed, the caret and a name that was not confirmed yet were lost.
    """
    press(bench, "1", "n")
    bench.keyboard.type("先问局")
    press(bench, "ArrowLeft")
    bench.fill("#reader", "李")
    field = bench.query_selector("#note")
    bench.wait_for_selector(".chip.noted")  # the list has it: all that follows a note is done
    assert bench.input_value("#reader") == "李"
    bench.focus("#note")
    bench.keyboard.type("水利")
    bench.wait_for_function("() => kgPage.rows().some((row) => row.includes('先问水利局'))")
    bench.evaluate(
        "window.dispatchEvent(new StorageEvent('storage', { key: 'of another window' }))"
    )
    assert field is not None and field.evaluate("one => one.isConnected")
    assert bench.input_value("#note") == "先问水利局"


def test_a_verdict_makes_each_row_of_the_list_once(bench: Page) -> None:
    bench.evaluate(
        "() => { window.made = 0; const count = (all) => { for (const one of all) { made += one.addedNodes.length; } };"
        " new MutationObserver(count).observe(document.querySelector('.lines'), { childList: true }); }"
    )
    press(bench, "1")
    assert 0 < bench.evaluate("made") <= bench.locator(".lines > *").count()


def test_name_and_note_are_reached_and_left_by_keys(bench: Page) -> None:
    """Earlier the name stood sixty tabs away, and Esc in a note did nothing."""
    press(bench, "1", "s")
    bench.keyboard.type("李敏")
    press(bench, "Enter", "2", "k", "n")
    bench.keyboard.type("先问")
    press(bench, "Escape", "3", "s")
    assert bench.evaluate("document.activeElement.value") == "李敏"
    press(bench, "Escape", "1")
    said = bench.evaluate("kgBench.all().map(kgBench.said).filter((one) => one.verdict)")
    assert sorted(one["verdict"] for one in said) == ["lawful", "lawful", "no"]
    assert {one["by"] for one in said} == {"李敏"}
    assert [one["note"] for one in said if one["note"]] == ["先问"]


def test_what_is_called_wrong_leaves_the_list_and_is_found_again(bench: Page) -> None:
    every = bench.evaluate(COUNT)
    first = bench.evaluate("kgBench.now(kgPage).order[0].id")
    press(bench, "3")
    assert bench.evaluate(COUNT) == every - 1
    assert here(bench) != first
    bench.click("[data-at=wrong]")
    assert bench.evaluate("kgBench.now(kgPage).order.map((row) => row.id)") == [first]
    press(bench, "u")
    go(bench, "#/findings")
    assert bench.evaluate(COUNT) == every


def test_a_note_alone_is_kept_and_saved(bench: Page) -> None:
    press(bench, "n")
    bench.keyboard.type("先问")
    bench.wait_for_function("() => document.querySelector('[data-at=f-verdict-noted]')")
    [entry] = tomllib.loads(saved(bench))["verdict"]
    assert (entry["verdict"], entry["note"]) == ("", "先问")


def test_readers_files_are_put_together_and_differences_decided(bench: Page) -> None:
    press(bench, "2", "1")
    mine = saved(bench)
    theirs = mine.replace('"settle"', '"no"\nby = "王强"')
    bench.click("#verdict-files summary")
    bench.set_input_files(
        "#verdict-file",
        {"name": "v.toml", "mimeType": "text/plain", "buffer": theirs.encode()},
    )
    bench.wait_for_function(
        "() => document.getElementById('told').textContent.includes('不同 1 条')"
    )
    go(bench, "#/findings?verdict=conflict")
    assert bench.evaluate(COUNT) == 1
    assert "王强" in bench.inner_text(".differ")
    bench.click("[data-at=takeTheirs]")
    go(bench, "#/findings?verdict=no")
    assert "王强" in bench.inner_text(".status")


def test_only_rows_near_the_window_are_in_the_page(bench: Page) -> None:
    go(bench, "#/findings?all=1")
    most = 120
    assert bench.locator(".lines > div").count() < most < bench.evaluate(COUNT)
    bench.evaluate("document.querySelector('.listing').scrollTop = 6000")
    bench.wait_for_function(
        "() => { const box = document.querySelector('.listing').getBoundingClientRect();"
        " return document.elementFromPoint(box.x + 200, box.y + box.height / 2).closest('.row, .head'); }"
    )
    assert bench.locator(".lines > div").count() < most


def test_a_sentence_of_a_card_begins_as_a_sentence(opened: Watched) -> None:
    """In English rules are written to be joined: by themselves they begin with a capital."""
    rules = opened.page.evaluate("kgPage.store.findings.map((one) => one.rule[1])")
    assert rules
    assert [rule for rule in rules if rule[:1] != rule[:1].upper()] == []


def test_a_pair_that_two_rules_found_is_one_row_with_both(
    browser: Browser, records: DutyList, real: tuple[Finding, ...], tmp_path: Path
) -> None:
    first = next(f for f in real if f.kind == "remnant" and len(f.duties) == 2)
    other = replace(first, id="overlap-two", kind="overlap", grade=2, rule_zh="两项都涉及此事")
    path = tmp_path / "two.html"
    path.write_bytes(pages.list_page(records, (*real, other)))
    page = browser.new_page()
    page.goto(f"{path.as_uri()}#/findings/overlap-two")
    assert (
        page.evaluate("kgBench.all().length") == len(as_rows(real)) == len(as_rows((*real, other)))
    )
    assert page.locator(".card .rule").all_inner_texts() == [first.rule_zh, other.rule_zh]
    press(page, "2")
    given = tomllib.loads(saved(page))["verdict"]
    assert {entry["finding"] for entry in given} == {first.id, other.id}
    page.close()


def test_arrows_move_in_the_list_and_focus_goes_along(bench: Page) -> None:
    first = bench.evaluate("kgBench.now(kgPage).order.slice(0, 3).map((row) => row.id)")
    bench.focus(f"[data-at='row-{first[0]}']")
    press(bench, "ArrowDown", "ArrowDown")
    assert here(bench) == first[2]
    assert bench.evaluate("document.activeElement.getAttribute('data-at')") == f"row-{first[2]}"
    press(bench, "ArrowUp")
    assert here(bench) == first[1]


def test_paper_has_every_row_that_is_shown(bench: Page) -> None:
    go(bench, "#/findings?mark=overlap&grade=3")
    press(bench, "2")
    bench.evaluate("kgPage.beforePrint()")
    bench.emulate_media(media="print")
    assert bench.locator("#sheet .printed").count() == bench.evaluate(COUNT)
    assert "需要理顺" in bench.inner_text("#sheet .printed >> nth=0")
    assert "轻重：3 级" in bench.inner_text("#caption")
    bench.evaluate("kgPage.afterPrint()")
    assert bench.locator(".lines .row").count() > 3


def test_a_count_elsewhere_is_the_length_of_what_it_opens(bench: Page) -> None:
    name = bench.evaluate("kgPage.store.departments[0].name")
    bench.evaluate("name => kgPage.go(kgPage.href('departments', [name]))", name)
    head = bench.locator("#panel h3 a[href*='#/findings']").first
    told = head.inner_text().split()[-1]
    head.press("Enter")  # what is still being laid out takes a click away from under the mouse
    bench.wait_for_function("() => kgPage.drawn.startsWith('#/findings')")
    assert str(bench.evaluate(COUNT)) == told != "0"
    found = bench.evaluate("kgPage.find('消防').filter((hit) => hit.finding).length")
    bench.evaluate("kgPage.go('#/findings?q=消防')")
    assert bench.evaluate(COUNT) == found > 0


FILTERS = (
    "list=recalled", "q=安全",
    *(pytest.param(one, marks=pytest.mark.far) for one in ("", "category=应急管理及消防", "mark=no_lead", "lang=en")),
)  # fmt: skip


@pytest.mark.parametrize("filtered", FILTERS)
def test_a_number_under_filters_is_the_length_of_what_it_opens(bench: Page, filtered: str) -> None:
    """What earlier was counted without the filters, and without verdicts: findings, duties, partners; chips; matters."""
    judge(bench)
    name = bench.evaluate("kgPage.store.departments[0].name")
    tried = 0
    for view in ("overview", f"departments/{name}", "duties", "findings"):
        go(bench, f"#/{view}?{filtered}")
        tried += len(bench.evaluate(LINKS))
        assert list(strays(bench, go, most=12)) == [], view
    assert tried > 3


TOLD = """() => ({
  loads: kgPage.store.departments.map((one) => [one.name, kgStore.load(kgPage.store, one)]),
  discs: kgPage.store.categories.map((one) => {
    const recalled = one.duties.filter((code) => kgPage.store.duties[code].kind === 'recalled');
    return `${one.name} ${recalled.length}`;
  }),
  texts: kgPage.graph.labels().map((label) => label.text)
})"""


def test_pictures_count_what_the_filters_leave(bench: Page) -> None:
    go(bench, "#/overview?list=recalled")
    told = bench.evaluate(TOLD)
    assert {*told["discs"], *(load for _, load in told["loads"])} <= set(told["texts"])
    name = next(name for name, load in told["loads"] if int(load.split("+")[0] or 0) > 3)
    go(bench, f"#/departments/{name}?list=recalled")
    rows = bench.locator("#panel ul.rows:not(.deps) > li")
    assert set(rows.evaluate_all("rows => rows.map((row) => row.className)")) == {"recalled"}
    load = next(load for one, load in told["loads"] if one == name)
    assert f"{load} 项" in bench.evaluate("kgPage.graph.labels().map((label) => label.text)")


def test_a_browser_that_keeps_nothing_is_said_to(browser: Browser, real_file: Path) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page = context.new_page()
    page.goto(f"{real_file.as_uri()}#/findings")
    press(page, "2", "k")
    assert "导出判断文件" in page.inner_text(".status")
    assert "已判断 1" in page.inner_text(".far")
    context.close()
