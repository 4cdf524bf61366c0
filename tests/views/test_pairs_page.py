"""不是同一件事 in a real browser: said, kept, exchanged, honoured by the next page, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kg import findings
from tests.views import county as pages
from tests.views.test_county_page import go

pytestmark = pytest.mark.browser

#: The address of the first row of two wordings, and how many rows there are.
FIRST = """() => {
  const { comparison } = kgCounty.county;
  const row = comparison.rows.find((one) => one.forms.length > 1 && one.forms[1].likeness !== null);
  const column = row.held.findIndex(Boolean);
  const key = kgCells.keyOf(kgCells.codes(row, column)[0]);
  const id = kgCounty.data.lists[comparison.lists[column]].id;
  return { at: `#/compare/${id}/${key}`, rows: comparison.rows.length };
}"""


def unfold(page: Page) -> None:
    if page.locator("#pair-files[open]").count() == 0:
        page.click("#pair-files summary")


def export(page: Page) -> Path:
    unfold(page)
    with page.expect_download() as found:
        page.click("#save-pairs")
    return Path(found.value.path())


def test_two_duties_are_told_apart_and_the_next_page_follows(
    browser: Browser, tmp_path: Path
) -> None:
    lists = pages.county()[:2]
    file = pages.write(pages.page(lists), tmp_path)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    said: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    first: dict[str, Any] = page.evaluate(FIRST)
    go(page, first["at"])
    page.click("#drawer [data-at^=apart-pair]")
    assert "下次生成" in page.inner_text("#drawer .opinion.said")
    page.fill("#drawer .why", "两件事")
    unfold(page)
    page.fill("#pair-name", "张三")
    page.press("#pair-name", "Tab")
    assert "张三" in page.inner_text("#drawer .opinion.said")
    # it is kept, and another wish of the reader's is one click and one step back
    page.reload()
    page.wait_for_function("() => kgCounty.drawn")
    assert page.input_value("#drawer .why") == "两件事"
    # the file is one that kg reads, and the next page follows it
    given = findings.read_verdicts(export(page))
    ((name, told),) = given.items()
    assert (told.verdict, told.note, told.by, len(told.duties)) == ("apart", "两件事", "张三", 2)
    pages.write(pages.page(lists, opinions=findings.opinions(given)), tmp_path)
    page.reload()
    page.wait_for_function("() => kgCounty.drawn")
    assert page.evaluate(FIRST)["rows"] == first["rows"] + 1
    shown = page.inner_text("#drawer .opinion.said")
    assert told.duties[0] in shown or told.duties[1] in shown
    # taken back there: the file says so
    page.click(f"#drawer [data-at=back-{name}]")
    ((back, given_back),) = findings.read_given(export(page)).items()
    assert (back, given_back.verdict) == (name, findings.TAKEN_BACK)
    unfold(page)
    page.click("#undo-pair")
    # another reader says the opposite: both are shown, one is taken
    other = findings.Verdict("same", "", told.duties, "李四", "2026-11-27")
    findings.write_verdicts(tmp_path / "theirs.toml", {name: other})
    unfold(page)
    page.set_input_files("#pair-file", tmp_path / "theirs.toml")
    page.wait_for_selector("#pairs-told:has-text('两人不同 1')")
    assert "李四" in page.inner_text("#drawer .opinion .doubt")
    page.click(f"#drawer [data-at=take-{name}]")
    after = findings.read_verdicts(export(page))[name]
    assert (after.verdict, after.by) == ("same", "李四")
    assert said == []
    context.close()


def test_a_change_is_told_apart_too(browser: Browser, tmp_path: Path) -> None:
    lists = pages.editions()[:2]
    file = pages.write(pages.page(lists), tmp_path)
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    page = context.new_page()
    page.goto(file.as_uri() + "#/changes?kind=reworded")
    before = page.evaluate("kgCounty.county.changes[0].rows.length")
    page.click("[data-at^=apart-pair]")
    given = findings.read_verdicts(export(page))
    pages.write(pages.page(lists, opinions=findings.opinions(given)), tmp_path)
    page.reload()
    page.wait_for_function("() => kgCounty.drawn")
    assert page.evaluate("kgCounty.county.changes[0].rows.length") == before + 1
    go(page, "#/changes?kind=removed")
    assert page.locator(".opinion.said").count() == 1
    context.close()
