"""The pages of duties and the neighbourhood, on the real list: what they show is what the list, the questions and the graph say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import kg
from kg.library import Dataset
from kg.matters import MATTER, duties_by_matter, thesaurus
from tests.views.conftest import Watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data(real_list: Path) -> Dataset:
    return kg.open(real_list)


@pytest.fixture(scope="module")
def page(
    browser: Browser, data: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Return the page of the real list with its real findings; what it says on the console or asks for fails the test."""
    file = data.view().save(tmp_path_factory.mktemp("duty") / "图谱.html")
    watched = Watched.watch(browser.new_page(viewport={"width": 1366, "height": 768}))
    watched.page.goto(file.as_uri())
    yield watched.page
    assert watched.said == []
    assert {url.split("#")[0] for url in watched.asked} == {file.as_uri()}
    watched.page.close()


def go(page: Page, fragment: str) -> None:
    page.evaluate("h => kgPage.go(h)", fragment)


def test_rows_are_the_matters_of_the_text_and_cells_their_duties(page: Page, data: Dataset) -> None:
    known = thesaurus().matters
    duties = {duty.code: duty for duty in data.duties}
    of_matter = duties_by_matter(data.lists[0])
    keys = {duty.key: duty.label for duty in data.duties}
    without = {"basic": 0, "recalled": 0}
    for code, duty in list(duties.items())[::2]:
        if duty.kind == "cooperative":
            continue
        go(page, f"#/duties/{duty.key}")
        named = dict.fromkeys(MATTER + m.concept for m in duty.marks if m.scheme == "matter")
        others = {key for iri in named for key in of_matter[iri]} - {duty.key}
        rows = page.evaluate(
            """() => [...document.querySelectorAll('.matters tbody tr')].map(row => ({
              name: row.querySelector('th a').textContent,
              cells: [...row.querySelectorAll('li')].map(one => one.classList.contains('own') ? 'own' : one.querySelector('a').title)}))"""
        )
        assert "".join(page.locator(".duty .text").all_text_contents()).rstrip() or code
        if not others:
            without[duty.kind] += 1
            assert rows == []
            continue
        assert [row["name"] for row in rows] == [known[iri].zh for iri in named], code
        for row, iri in zip(rows, named, strict=True):
            shown = {cell for cell in row["cells"] if cell != "own"}
            expected = {keys[key] for key in of_matter[iri] if key != duty.key}
            assert {" ".join(cell.split(" ")[:2]) for cell in shown} == expected, (code, iri)
    assert 0 < without["basic"] < 20
    assert 0 < without["recalled"] < 5


def test_the_title_is_whole_and_its_words_lead_to_the_matter(page: Page, data: Dataset) -> None:
    go(page, "#/duties/basic/94")
    text = page.evaluate(
        "[...document.querySelector('.duty .text').childNodes].map(n => n.nodeType === 3 ? n.data : n.firstChild.data).join('')"
    )
    assert text == data.duty("基本 94").title
    link = page.locator(".duty .named").nth(1)
    name = link.get_attribute("title")
    link.click()
    assert page.evaluate("kgPage.chosen.length") == len(
        duties_by_matter(data.lists[0])[
            next(i for i, m in thesaurus().matters.items() if m.zh == name)
        ]
    )


def test_a_chip_leads_to_a_finding_about_both_duties(page: Page) -> None:
    go(page, "#/duties/basic/94")
    chips = page.evaluate(
        """() => [...document.querySelectorAll('.matters .chip')].map(one => [
          decodeURIComponent(one.getAttribute('href')).match(/findings\\/([^?]*)/)[1],
          one.closest('li').querySelector('a').title, one.closest('tr').querySelector('th a').textContent])"""
    )
    assert len(chips) > 5
    for id, title, _ in chips:
        codes = page.evaluate("id => kgPage.store.findings.find(f => f.id === id).duties", id)
        labels = page.evaluate("codes => codes.map(c => kgPage.store.duties[c].label)", codes)
        assert "基本 94" in labels
        assert any(title.startswith(f"{label} ") for label in labels)
    lines = page.locator(".beside .lines:not(.quiet) li").count()
    head = page.locator(".beside h3").first
    assert head.inner_text().startswith(f"关于本项的发现 {lines}\n")
    head.locator("a").click()
    assert page.evaluate("kgPage.at.query.duty") == "B94"
    assert page.evaluate("kgBench.count(kgPage, kgPage.at.query)") == lines


def test_what_was_found_of_a_duty_is_all_that_lies_around_it(page: Page) -> None:
    go(page, "#/duties/cooperative/19")
    named = page.locator(".beside .rest", has_text="另在 2 个部门群里")
    assert named.locator("+ ul li").count() == 2
    lines = page.locator(".beside .lines li").count()
    go(page, "#/near/duty/cooperative/19")
    around = page.locator("section.relation h3", has_text="^duty:concerns").locator("b")
    assert around.inner_text() == str(lines)


def test_every_step_is_there_with_the_number_of_the_source(page: Page, data: Dataset) -> None:
    for duty in [one for one in data.duties if one.kind == "cooperative"][::8]:
        go(page, f"#/duties/{duty.key}")
        for side, steps in duty.sides.items():
            found = page.evaluate(
                """side => [...document.querySelectorAll(`.lane.${side} li`)].map(li => {
                  const words = [...li.children[1].childNodes].filter(n => n.nodeName !== 'BUTTON');
                  return [li.querySelector('.no').textContent, words.map(n => n.textContent).join('')]; })""",
                side,
            )
            assert [text for _, text in found] == [step.text for step in steps]
            numbered = [step.number if step.ordinal_printed else "·" for step in steps]
            assert [number for number, _ in found] == numbered
    go(page, "#/duty/cooperative/24/t1")
    assert page.evaluate("location.hash").startswith("#/duties/cooperative/24/t1")
    assert page.locator(".lane li.here").inner_text().startswith("1")
    page.locator(".lane .hand").first.click()
    assert page.evaluate("document.activeElement.textContent").startswith("农业农村局")


def test_the_list_is_there_once_sorted_and_filtered(page: Page, data: Dataset) -> None:
    go(page, "#/duties")
    titles = page.locator("table.duties tbody th")
    assert titles.all_inner_texts() == [duty.title for duty in data.duties]
    assert page.locator("#panel").is_hidden()
    # a duty without departments has their column for its title
    spans = page.evaluate(
        "[...document.querySelectorAll('.duties tbody th')].map(th => th.colSpan)"
    )
    assert spans == [1 if duty.declared else 2 for duty in data.duties]
    page.locator(".duties thead a", has_text="发现").click()
    counts = [row[-1] for row in _rows(page)[1:]]
    assert counts == sorted(counts, reverse=True)
    go(page, "#/duties?category=民生服务&sort=department.up")
    rows = _rows(page)[1:]
    assert len(rows) == titles.count() == page.evaluate("kgPage.chosen.length")
    named = [row[3] for row in rows]
    assert named.index("") == len([name for name in named if name])  # what has none comes last


def _rows(page: Page) -> list[list[Any]]:
    found: list[list[Any]] = page.evaluate("kgPage.rows()")
    return found


#: The IRIs of the neighbours that the list shows, by the addresses that its links have.
NEIGHBOURS = """() => {
  const graph = kgNearby.read(kgPage.data.near, kgPage.store);
  return [...document.querySelectorAll('.relation li a')].map(one => {
    const parts = one.getAttribute('href').split('?')[0].split('/').slice(2).map(decodeURIComponent);
    return kgNearby.iri(graph, kgNearby.open(graph, parts));
  });
}"""
AROUND = (
    "duty/basic/94", "duty/cooperative/19", "department/农业农村局", "matter/消防安全", "category/民生服务", "step/cooperative/17/t1",
    "duty/recalled/7",
)  # fmt: skip


@pytest.mark.parametrize("thing", AROUND)
def test_the_sparql_of_a_neighbourhood_gives_the_same_neighbours(
    page: Page, data: Dataset, thing: str
) -> None:
    go(page, f"#/near/{thing}")
    closed = page.locator(".relation h3 [aria-expanded=false]")
    while closed.count():
        closed.first.click()
    counted = [int(text) for text in page.locator(".relation h3 b").all_inner_texts()]
    listed = page.evaluate(
        "[...document.querySelectorAll('.relation')].map(one => one.querySelectorAll('li').length)"
    )
    assert counted == listed
    answer = data.query(page.locator(".sparql pre").inner_text(), iris=True)
    assert len(answer) == sum(counted)
    rows = list(csv.reader(io.StringIO(page.evaluate("kgSheet.write(kgPage.rows())"))))[1:]
    assert len(rows) == sum(counted)
    terms = {f"{row[2]}" for row in rows}
    assert terms == {str(row["relation"]) for row in answer}
    iris = page.evaluate(NEIGHBOURS)
    assert sorted(iris) == sorted(str(row["neighbour"]) for row in answer)


def test_a_neighbourhood_grows_by_clicks_and_back_undoes_them(page: Page) -> None:
    go(page, "#/near/duty/basic/94?open=matter-matter")
    boxes = len(page.evaluate("kgPage.graph.scene().nodes"))
    page.locator(".relation .grow").first.click()
    grown = len(page.evaluate("kgPage.graph.scene().nodes"))
    assert grown > boxes
    page.go_back()
    page.wait_for_function("() => kgPage.drawn === location.hash")
    assert len(page.evaluate("kgPage.graph.scene().nodes")) == boxes
    page.locator(".relation .line a").first.click()
    page.wait_for_function("() => kgPage.drawn.startsWith('#/near/matter/')")
    page.locator(".trail a").click()
    page.wait_for_function("() => kgPage.drawn.startsWith('#/near/duty/')")
    assert page.evaluate("kgPage.at.parts") == ["duty", "basic", "94"]
    sizes = [one["size"] for one in page.evaluate("kgPage.graph.labels()")]
    assert min(sizes) >= 11.5


def test_every_object_has_a_way_to_its_neighbourhood(page: Page) -> None:
    for fragment in (
        "#/duties/basic/94",
        "#/duties/cooperative/19",
        "#/departments/公安局",
        "#/overview?matter=消防安全",
        "#/overview?category=民生服务",
    ):
        go(page, fragment)
        page.locator('#panel a[href^="#/near/"]').first.click()
        assert page.evaluate("kgPage.at.view") == "near", fragment
    go(page, "#/duties/cooperative/19")
    page.locator(".lane .around").first.click()
    assert page.evaluate("kgPage.at.parts[0]") == "step"
