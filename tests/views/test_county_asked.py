"""The question box of the start page: rows are those of ``kg query``; what it has not, it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Page

import kg
from kg.asking.questions import Question, question, questions
from kg.model import DutyList
from kg.views.shell import STATIC, unpacked
from kg.words import in_chinese, section
from tests.views import county, shapes, walk
from tests.views.test_access import AXE, RUN

VALUES = 2
"""So many values of a slot are asked for each question."""


@pytest.fixture
def build(county_build: Path) -> Path:
    return county_build


@pytest.fixture(scope="module")
def data(county_build: Path) -> kg.Dataset:
    return kg.open(county_build)


@pytest.fixture
def page(browser: Browser, build: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    found = context.new_page()
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.goto((build / "index.html").as_uri())
    yield found
    context.close()
    assert errors == []


def go(page: Page, fragment: str) -> None:
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    page.wait_for_function("() => kgCounty.drawn === location.hash")


ROWS = """([name, narrowed]) => {
  kgCounty.at = { view: 'ask', parts: [name], query: Object.assign({ open: 'all' }, narrowed) };
  const asking = kgCounty.asking();
  const answer = asking.answer(name, narrowed);
  if (!answer) { return null; }
  const table = kgAsk.csv(kgCounty).map((row) => row.slice(0, answer.one.columns.length));
  const columns = answer.one.columns.map((one) => one[0]);
  return { columns, rows: table.slice(1), left: answer.left };
}"""
CHOICES = """name => {
  const asking = kgCounty.asking();
  const choices = (slot) => asking.choices(name, slot, {}).filter((one) => one[2]);
  return Object.fromEntries(asking.held(name).map((slot) =>
    [slot, choices(slot).map((one) => [one[0], one[2]])]));
}"""


def told(data: kg.Dataset, name: str, found: Any, **narrowed: str) -> list[list[Any]]:
    """Return the rows of ``kg query`` as people read them in Chinese."""
    table = data.query(name, timeout=None, **narrowed)  # type: ignore[arg-type]
    names = [column.name for column in table.columns]
    places = [names.index(column) for column in found["columns"]]
    return [["" if row[at] is None else in_chinese(row[at]) for at in places] for row in table.rows]


@pytest.mark.parametrize("word", ["公安", "应急", "民政"])
def test_an_everyday_word_finds_the_department(page: Page, word: str) -> None:
    page.locator("#ask").fill(word)
    first = page.locator("#answers [role=option] b").first.inner_text()
    assert word in first, first


def test_the_rows_are_those_of_the_command(page: Page, data: kg.Dataset) -> None:
    held = 0
    for one in questions():
        found = page.evaluate(ROWS, [one.name, {}])
        if found is None:
            continue
        held += 1
        assert found["rows"] == told(data, one.name, found), one.name
    assert held > 40


@pytest.mark.parametrize("most", [VALUES, pytest.param(10_000, marks=pytest.mark.far)])
def test_narrowed_rows_are_those_of_the_command(page: Page, data: kg.Dataset, most: int) -> None:
    narrowed = 0
    for one in (one for one in questions() if one.scope or one.name in ("load", "shared_duties")):
        for slot, values in page.evaluate(CHOICES, one.name).items():
            for value, count in values[:most]:
                found = page.evaluate(ROWS, [one.name, {slot: value}])
                assert found["left"] == []
                assert len(found["rows"]) == count
                assert found["rows"] == told(data, one.name, found, **{slot: value}), one.name
                narrowed += 1
    assert narrowed > 40


ENGLISH = """names => {
  kgSay.use(true);
  const asking = kgCounty.asking();
  const found = [];
  for (const name of names) {
    const answer = asking.answer(name, {});
    for (const row of answer ? answer.rows : []) {
      row.cells.forEach((number, at) => {
        const { kind } = asking.value(number);
        found.push([name, answer.one.columns[at][0], kind, String(asking.inWords(number))]);
      });
    }
  }
  kgSay.use(false);
  return found;
}"""
OWN = ("change", "difference", "list", "told")


def test_the_program_s_own_words_are_english_in_english(page: Page) -> None:
    """Kinds of changes, sides, codes of duties: only names and quotations stay Chinese."""
    cells = page.evaluate(ENGLISH, [one.name for one in questions()])
    own = {zh for name in OWN for zh, _ in section(name).values()}
    untold = [cell for cell in cells if set(cell[3].split("、")) & own]
    assert untold == []
    codes = [text for _, _, kind, text in cells if kind in ("duty", "step", "several")]
    assert len(codes) > 100
    assert [code for code in codes if re.search(r"(基本|配合|收回) \d", code)] == []
    assert any(re.search(r"Cooperative \d+ superior step \d", code) for code in codes)


def test_the_language_goes_along_between_the_county_and_its_lists(page: Page, build: Path) -> None:
    def leading(selector: str, part: str) -> list[str]:
        hrefs: list[str] = page.locator(selector).evaluate_all(
            "links => links.map((link) => link.getAttribute('href'))"
        )
        return [href for href in hrefs if part in href]

    for view in ("desk", "compare?open=few,some,most,alike", "changes/hill-2025-12"):
        go(page, f"#/{view}{'&' if '?' in view else '?'}lang=en")
        out = leading("main a[href]", "graph.html")
        assert out and all(href.endswith("lang=en") and "#/" in href for href in out), view
        go(page, f"#/{view}")
        assert not any("lang=" in href for href in leading("main a[href]", "graph.html"))
    page.goto(f"{(build / 'hill-2025-12' / 'graph.html').as_uri()}#/duties?lang=en")
    page.wait_for_function("() => window.kgPage && kgPage.drawn")
    assert leading("a.up", "index.html") == ["../index.html#/desk?lang=en"]
    page.evaluate("kgPage.set({ lang: '' })")
    assert leading("a.up", "index.html") == ["../index.html"]


def test_two_slots_together_and_what_counts_anew(page: Page, data: kg.Dataset) -> None:
    department, matter = both(page, "common_duties")
    found = page.evaluate(ROWS, ["common_duties", {"department": department, "matter": matter}])
    assert found["rows"]
    assert found["rows"] == told(data, "common_duties", found, department=department, matter=matter)
    counted = page.evaluate(ROWS, ["change_counts", {"department": department, "matter": matter}])
    assert counted["left"] == ["matter"]
    assert counted["rows"] == []  # what the page does not hold is not shown as if it did


def both(page: Page, name: str) -> tuple[str, str]:
    """Return a department and a matter that a question has rows of together."""
    choices = page.evaluate(CHOICES, name)
    for department, _ in choices["department"]:
        for matter, _ in choices["matter"]:
            if page.evaluate(ROWS, [name, {"department": department, "matter": matter}])["rows"]:
                return department, matter
    raise AssertionError(name)


def test_a_long_answer_is_told_list_by_list(page: Page, data: kg.Dataset, build: Path) -> None:
    long = [one for one in questions() if page.evaluate(ROWS, [one.name, {}]) is None]
    assert "portfolio" in [one.name for one in long]
    for one in long:
        go(page, f"#/ask/{one.name}")
        rows = [int(text) for text in page.locator("table.bylist td.num").all_text_contents()]
        assert len(rows) == 3, one.name
        assert sum(rows) == rows_of(data, one, build), one.name
        assert f"kg query {one.name}" in page.locator(".warn").inner_text()
    go(page, f"#/ask/{long[0].name}?category=平安法治")
    assert page.locator("table.bylist td.num").count() == 0
    link = page.locator("table.bylist a").first.get_attribute("href") or ""
    assert link.split("#")[1].startswith(f"/ask/{long[0].name}?category=")
    assert (build / link.split("#")[0]).exists()


def rows_of(data: kg.Dataset, one: Question, build: Path) -> int:
    """Return the rows of a question; of a matter all, which without one shows an example's."""
    if one.name != "matter":
        return len(data.query(one.name, timeout=None))
    return sum(len(kg.open(build, lists=each.id).query("matter")) for each in data.chosen)


@pytest.mark.parametrize(
    ("typed", "name", "narrowed"),
    [
        ("51", "missing", {}),
        ("多数地方有、这里没有", "missing", {}),
        ("别人有我们没有的", "missing", {}),
        ("gdgydsx", "common_duties", {}),
        ("消防", "department_in_places", {"department": "示例县消防救援局"}),
    ],
)  # fmt: skip
def test_questions_are_found(page: Page, typed: str, name: str, narrowed: dict[str, str]) -> None:
    page.fill("#ask", typed)
    page.keyboard.press("Enter")
    page.wait_for_function("() => kgCounty.at.view === 'ask' && kgCounty.drawn === location.hash")
    assert page.evaluate("kgCounty.at.parts") == [name]
    query = page.evaluate("kgCounty.at.query")
    assert narrowed.items() <= query.items()
    count = int(page.locator(".filters .count").inner_text().split()[0])
    assert page.locator("table.answer tbody tr").count() == min(count, 100)


def test_what_no_list_says_is_said(page: Page) -> None:
    page.fill("#ask", "这件事乡里能不能拒绝")
    assert "没有写" in page.locator("#answers").inner_text()


@pytest.mark.far
@pytest.mark.parametrize("width", [1366, 1024])
@pytest.mark.parametrize("language", ["", "lang=en"])
def test_nothing_is_cut_small_or_outside(page: Page, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    for view in ("ask", "ask/missing", "ask/portfolio", "ask/reworded"):
        go(page, f"#/{view}{'?' if language else ''}{language}")
        assert walk.faults(page) == {}, view
        assert not set("{[]}") & set(page.inner_text("#sheet")), (
            view
        )  # changes are marked, not [-written-]
    page.fill("#ask", "消防")
    box = page.locator("#answers").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_the_file_has_every_row_and_the_address_keeps_the_state(page: Page) -> None:
    go(page, "#/ask/common_duties?how=yes")
    shown = int(page.locator(".filters .count").inner_text().split()[0])
    rows = page.evaluate("kgAsk.csv(kgCounty).length")
    assert rows == shown + 1
    assert "commonDuty" in page.locator(".how pre").inner_text()
    page.reload()
    assert "commonDuty" in page.locator(".how pre").inner_text()


def test_every_place_that_a_row_counts_is_quoted(page: Page) -> None:
    go(page, "#/ask/common_duties?open=all")
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.answer tr[data-row]')].slice(0, 40).map(row =>
          [row.querySelectorAll('td:not(.quotes) a.code').length, row.querySelectorAll('.quote').length])"""
    )
    assert len(rows) == 40
    assert [row for row in rows if row[0] != row[1]] == []


def test_the_data_have_the_shape_of_the_schema_and_it_names_nothing_else(build: Path) -> None:
    schema = json.loads((STATIC / "shared" / "asked.json").read_text(encoding="utf-8"))
    files = [build / "index.html", build / "river-2025-12" / "graph.html"]
    blocks = [re.search(r'id="asked">([^<]+)<', file.read_text(encoding="utf-8")) for file in files]
    samples = [unpacked(block[1]) for block in blocks if block]
    for sample in samples:
        jsonschema.validate(sample, schema)
    assert len(samples) == 2
    assert shapes.open_ended(schema) == []
    assert shapes.nowhere(schema, *samples) == []


def test_one_list_has_no_box(records: DutyList) -> None:
    html = county.page([records])
    assert '<script type="application/octet-stream" id="asked"></script>' in html
    assert json.dumps(question("missing").zh, ensure_ascii=False) not in html


@pytest.mark.far
def test_no_fault_of_access(page: Page) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for view in ("ask", "ask/common_duties?how=yes", "ask/portfolio", "sparql/missing"):
        for language in ("", "lang=en"):
            mark = "&" if "?" in view else "?"
            go(page, f"#/{view}{mark}{language}" if language else f"#/{view}")
            page.wait_for_function("() => !(kgCounty.engine && kgCounty.engine.busy())")
            told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in page.evaluate(RUN)]
            assert told == [], (view, language, told)
    page.fill("#ask", "消防")
    told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in page.evaluate(RUN)]
    assert told == [], told


def test_paper_has_every_row(page: Page) -> None:
    go(page, "#/ask/common_duties")
    shown = int(page.locator(".filters .count").inner_text().split()[0])
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table.answer tbody tr").count() == shown
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
