"""Verdicts go from the page to the command line and back; every place says the same number of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kg import build as job
from kg import findings as found
from kg.findings import read_verdicts
from kg.resources import data_path
from kg.views.county.desk import families
from tests.conftest import Command
from tests.views.conftest import Watched
from tests.views.test_browser import go
from tests.views.test_findings_page import COUNT, press, saved

pytestmark = pytest.mark.browser


def opened(browser: Browser, page: Path, fragment: str = "#/findings") -> Page:
    """Return a page as a reader sees it who has never been there: nothing is kept in the browser."""
    watched = Watched.watch(browser.new_context(accept_downloads=True).new_page())
    watched.page.goto(page.as_uri() + fragment)
    watched.page.wait_for_function("() => window.kgPage ? kgPage.drawn : window.kgCounty")
    return watched.page


def what_is_said(page: Page) -> dict[str, list[str]]:
    """Return what the page says of each finding that somebody judged: verdict, note, who, when."""
    said: dict[str, list[str]] = page.evaluate(
        "() => Object.fromEntries(kgBench.all().map((row) => [row.id, kgBench.said(row)])"
        ".filter(([, one]) => one.verdict || one.note)"
        ".map(([id, one]) => [id, [one.verdict, one.note, one.by, one.when]]))"
    )
    return said


def overview(command: Command, built: Path, verdicts: Path) -> dict[str, dict[str, Any]]:
    arguments = ("findings", "--store", built, "--verdicts", verdicts, "-f", "json")
    rows = json.loads(command(*arguments).stdout)
    counted: dict[str, dict[str, Any]] = {}
    for row in rows:
        kind = counted.setdefault(row["kind"], {"count": 0, "said": 0})
        kind["count"] += bool(row["shown"]) and row["verdict"] != "不成立"
        kind["said"] += bool(row["verdict"])
    return counted


def test_the_county_counts_what_was_just_judged(browser: Browser, built: Path) -> None:
    page = opened(browser, built / "kanerzi-2025-07" / "graph.html", "#/findings?verdict=open")
    before = int(page.locator("#count").inner_text().split()[1])
    press(page, "1", "2", "3", "1")
    page.goto((built / "index.html").as_uri())
    findings = page.locator("[data-at^=findings-]").inner_text()
    judged = page.locator("[data-at^=judged-]")
    assert (int(findings), judged.inner_text()) == (before - 1, "4")  # 3: not so, counted nowhere
    assert f"待 {before - 4} 条" in page.locator("[data-at=judge-next]").inner_text()
    judged.click()
    page.wait_for_function("() => window.kgPage && kgPage.drawn")
    assert int(page.locator("#count").inner_text().split()[1]) == 4
    other = opened(browser, built / "index.html", "")
    assert int(other.locator("[data-at^=findings-]").inner_text()) == before
    assert other.locator("[data-at^=judged-]").count() == 0


def test_page_to_command_to_page(
    browser: Browser, real_list: Path, built: Path, command: Command, tmp_path: Path
) -> None:
    verdicts = tmp_path / "verdicts.toml"
    page = opened(browser, built / "kanerzi-2025-07" / "graph.html")
    press(page, "1", "2", "3", "n")
    page.keyboard.type("先问水利局")
    page.fill("#reader", "李敏")
    page.click("[data-at=sign]")
    (tmp_path / "page.toml").write_text(saved(page), encoding="utf-8")
    mine = what_is_said(page)
    assert sorted(word for word, *_ in mine.values()) == ["", "lawful", "no", "settle"]

    # the file is taken over, two findings are judged on the command line, and all is built again
    assert command("verdict", tmp_path / "page.toml", "--verdicts", verdicts).exit_code == 0
    names = [*mine]
    ids = [one for one in page.evaluate("kgBench.all().map((row) => row.id)") if one not in names]
    for id, word in ((ids[0], "no"), (names[0], "settle")):
        arguments = ("verdict", id, word, "--by", "王强", "--note", "会上定的", "--over")
        store = ("--store", built, "--verdicts", verdicts)
        assert command(*arguments, *store).exit_code == 0
    summary = job.build([real_list], tmp_path / "build", verdicts=verdicts)

    again = opened(browser, tmp_path / "build" / "kanerzi-2025-07" / "graph.html")
    said = what_is_said(again)
    assert said[ids[0]][:3] == ["no", "会上定的", "王强"]
    assert said[names[0]][:3] == ["settle", "会上定的", "王强"]
    assert {id: said[id] for id in names[1:]} == {id: mine[id] for id in names[1:]}

    # one number: the page, the list of findings, the start page, the summary of the build
    [one] = summary.lists
    counted = overview(command, tmp_path / "build", verdicts)
    shown = again.evaluate(COUNT)
    assert shown == sum(kind["count"] for kind in counted.values())
    assert shown == sum(count for _, count, _ in one.findings)
    far = again.evaluate("kgBench.now(kgPage).progress")
    assert (far["judged"], far["total"]) == (one.judged, one.judged + one.open)
    start = opened(browser, tmp_path / "build" / "index.html", "")
    row = start.evaluate("kgCounty.data.lists[0]")
    kinds = {kind: count for kind, count, _ in one.findings}
    assert (row["findings"], row["judged"]) == (families(kinds), far["judged"])
    again.goto(again.url.split("#")[0] + "#/findings?verdict=lawful%2Csettle%2Cno")
    again.wait_for_function("() => kgPage.drawn.includes('lawful')")
    assert again.evaluate(COUNT) == one.judged


@pytest.mark.parametrize("language", ["", "&lang=en"])
def test_a_workbook_of_the_page_is_read_in_either_language(
    browser: Browser, built: Path, command: Command, tmp_path: Path, language: str
) -> None:
    """Its heads, its verdicts and its duties are said in the language of the page."""
    page = opened(browser, built / "kanerzi-2025-07" / "graph.html")
    press(page, "1", "2", "3", "n")
    page.keyboard.type("先问水利局")
    page.fill("#reader", "李敏")
    page.click("[data-at=sign]")
    go(page, f"#/findings?verdict=lawful,settle,no{language}")
    page.evaluate("document.getElementById('save').open = true")
    with page.expect_download() as download:
        page.locator("#save-xlsx").click()
    book, verdicts = tmp_path / "page.xlsx", tmp_path / "verdicts.toml"
    download.value.save_as(book)
    done = command("verdict", book, "--verdicts", verdicts)
    assert done.exit_code == 0, done.stderr
    mine = {id: said[:4] for id, said in what_is_said(page).items() if said[0]}
    known = read_verdicts(verdicts)
    assert {id: [x.verdict, x.note, x.by, x.when] for id, x in known.items()} == mine
    assert {label[:2] for x in known.values() for label in x.duties} <= {"基本", "配合", "收回"}
    assert {x.edition for x in known.values()} != {""}


def test_what_the_page_takes_back_is_taken_back(
    browser: Browser, real_list: Path, built: Path, command: Command, tmp_path: Path
) -> None:
    verdicts = tmp_path / "verdicts.toml"
    page = opened(browser, built / "kanerzi-2025-07" / "graph.html")
    id = page.evaluate("kgBench.now(kgPage).order[0].id")
    arguments = ("verdict", id, "settle", "--store", built, "--verdicts", verdicts)
    assert command(*arguments).exit_code == 0
    job.build([real_list], tmp_path / "build", verdicts=verdicts)
    again = opened(browser, tmp_path / "build" / "kanerzi-2025-07" / "graph.html")
    assert again.evaluate("kgBench.now(kgPage).progress.judged") == 1
    press(again, "0")
    assert again.evaluate("kgBench.now(kgPage).progress.judged") == 0
    (tmp_path / "page.toml").write_text(saved(again), encoding="utf-8")
    assert command("verdict", tmp_path / "page.toml", "--verdicts", verdicts).exit_code == 0
    assert found.read_verdicts(verdicts) == {}


def near(lists: Path, folder: Path, verdicts: Path | None = None) -> Path:
    """Build a made-up township in two editions, and return the page of the latest."""
    paths = [lists / f"hill-{month}" for month in ("2024-12", "2025-12")]
    job.build(paths, folder, jobs=1, verdicts=verdicts)
    return folder / "hill-2025-12" / "graph.html"


def pending(page: Page) -> list[str]:
    """Return the findings that the page says are to be confirmed."""
    found: list[str] = page.evaluate(
        "() => kgBench.all().filter((row) => kgBench.said(row).states.includes('carried')).map((row) => row.id)"
    )
    return found


def test_what_was_judged_on_the_former_edition_is_confirmed_by_key_by_click_and_by_file(
    browser: Browser, command: Command, tmp_path: Path
) -> None:
    """Kept over reload, file and rebuild; a colleague's file confirms too, and one who differs is shown."""
    lists, verdicts = data_path() / "examples" / "example-county", tmp_path / "verdicts.toml"
    bare = near(lists, tmp_path / "bare")
    now = opened(browser, bare).evaluate("kgBench.now(kgPage).order.map((row) => row.id)")
    was = opened(browser, tmp_path / "bare" / "hill-2024-12" / "graph.html")
    same = set(was.evaluate("kgBench.now(kgPage).order.map((row) => row.id)"))
    ids = [id for id in now if id in same][:5]
    store = ("--list", "甲山镇 2024", "--store", tmp_path / "bare", "--verdicts", verdicts)
    for id, word in zip(ids, ("settle", "lawful", "no", "settle", "lawful"), strict=True):
        assert command("verdict", id, word, "--by", "张三", *store).exit_code == 0
    file = near(lists, tmp_path / "build", verdicts)
    page = opened(browser, file, "#/findings?verdict=carried")
    assert sorted(pending(page)) == sorted(ids)
    assert page.evaluate(COUNT) == 5
    assert page.locator("[data-at=far-carried]").inner_text() == "沿用，待确认 5"

    # the county counts them; the number opens what it counts
    page.goto((tmp_path / "build" / "index.html").as_uri())
    row = page.locator("tr[data-row=hill-2025-12]")
    figures = {
        key: row.locator(f"[data-at^={key}-]").inner_text()
        for key in ("findings", "judged", "dropped", "pending")
    }
    total = len(now)
    assert figures == {"findings": str(total - 1), "judged": "5", "dropped": "1", "pending": "5"}
    assert f"5 / {total}" in row.inner_text()
    for key, number in figures.items():
        page.goto((tmp_path / "build" / "index.html").as_uri())
        page.locator(f"tr[data-row=hill-2025-12] [data-at^={key}-]").click()
        page.wait_for_function("() => window.kgPage && kgPage.drawn")
        assert page.evaluate(COUNT) == int(number), key

    # one by its key, one by a click; a third is judged otherwise
    words = {id: page.evaluate(f"kgBench.said(kgBench.row('{id}')).verdict") for id in ids}
    keys = {"lawful": "1", "settle": "2", "no": "3"}
    page.goto(f"{file.as_uri()}#/findings/{ids[0]}")
    page.wait_for_function(f"() => window.kgPage && kgPage.at.parts[0] === '{ids[0]}'")
    assert "沿用 2024-12 版的判断" in page.inner_text(".card .carried")
    press(page, "s")
    page.fill("#reader", "李敏")
    page.click("[data-at=sign]")
    press(page, keys[words[ids[0]]])
    go(page, f"#/findings/{ids[1]}")
    page.click(f"[data-at=say-{words[ids[1]]}]")
    go(page, f"#/findings/{ids[2]}")
    press(page, "2")
    assert sorted(pending(page)) == sorted(ids[3:])
    page.reload()
    page.wait_for_function("() => window.kgPage && kgPage.drawn")
    assert sorted(pending(page)) == sorted(ids[3:])
    go(page, "#/findings")
    (tmp_path / "page.toml").write_text(saved(page), encoding="utf-8")

    # a colleague confirms the fourth, and says otherwise of the first
    entry = '[[verdict]]\nfinding = "{}"\nverdict = "{}"\nby = "王强"\nwhen = "2026-11-27"\n'
    there = 'edition = "示例县甲山镇 2025-12"\n'
    said = [entry.format(ids[3], words[ids[3]]) + there, entry.format(ids[0], "no") + there]
    (tmp_path / "colleague.toml").write_text("\n".join(said), encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.click("#verdict-files summary")
        page.click("label.file")
    chooser.value.set_files(tmp_path / "colleague.toml")
    page.wait_for_function(
        "() => document.getElementById('told').textContent.includes('读入 1 条')"
    )
    assert pending(page) == ids[4:]
    go(page, f"#/findings/{ids[0]}")
    assert "王强" in page.inner_text(".card .differ")

    # the command line takes both files over, and tells where the two differ
    for name, more in (("page", ()), ("page", ("--over",)), ("colleague", ())):
        told = command("verdict", tmp_path / f"{name}.toml", *more, "--verdicts", verdicts)
        assert told.exit_code == 0
        assert "1 条两人判断不同" in told.stderr, name
    rebuilt = opened(browser, near(lists, tmp_path / "build", verdicts))
    assert pending(rebuilt) == ids[4:]
    after = what_is_said(rebuilt)
    assert after[ids[0]][0] == words[ids[0]]
    assert after[ids[2]][0] == "settle"
    assert "王强" in after[ids[3]][2]
    # the former edition keeps what was said, and has nothing to confirm
    former = opened(browser, tmp_path / "build" / "hill-2024-12" / "graph.html")
    assert pending(former) == []
    assert set(ids) <= set(what_is_said(former))
