"""The page of an answer: its table first, with the clauses; a picture only of what goes from one thing to another."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import kg
from kg.asking.questions import parse, questions
from kg.library import Dataset
from kg.words import in_chinese
from tests.views.conftest import Watched

CONSTRUCT = """CONSTRUCT { ?duty duty:receivingDepartment ?department }
WHERE { ?duty a duty:RecalledDuty ; duty:receivingDepartment ?department }"""
SYMMETRIC = """CONSTRUCT { ?a skos:related ?b }
WHERE { ?a duty:category ?c . ?b duty:category ?c . FILTER(?a != ?b) } LIMIT 5"""


@pytest.fixture(scope="module")
def data(real_list: Path) -> Dataset:
    return kg.open(real_list)


def has_picture(html: str) -> bool:
    return 'id="graph"' in html


def test_only_what_has_a_direction_is_drawn(data: Dataset) -> None:
    assert not has_picture(data.view(query="shared_duties").html)
    assert has_picture(data.view(query="reports_to").html)
    assert has_picture(data.view(query=CONSTRUCT).html)
    assert not has_picture(data.view(query=SYMMETRIC).html)
    assert not has_picture(data.view(query="SELECT (COUNT(?d) AS ?n) { ?d a duty:Duty }").html)


def test_a_flow_is_between_columns_of_the_question() -> None:
    for one in questions():
        if one.flow is not None:
            assert set(one.flow) <= {heading.name for heading in one.headings}, one.name
    assert parse("x", "#: flow: a -> b\nSELECT ?a ?b {}").flow == ("a", "b")


def test_every_row_and_every_clause_is_in_the_page(data: Dataset) -> None:
    table = data.query("no_lead", evidence=True)
    html = data.view(query="no_lead").html
    assert html.count("<tr>") == len(table) + 1
    clauses = [clause for cell in table.column("quote") for clause in str(cell).split("\n")]
    assert html.count("<q>") == len(clauses)


def test_own_queries_are_answered_in_words(data: Dataset) -> None:
    assert '<span data-w="zh">是</span>' in data.view(query="ASK { ?d a duty:Duty }").html
    assert '<span data-w="zh">否</span>' in data.view(query="ASK { duty:Duty a duty:Duty }").html
    nothing = data.view(query="SELECT ?d { ?d a duty:Duty FILTER(?d = duty:Duty) }").html
    assert 'id="none" hidden data-t="empty"' in nothing
    assert 'id="none" hidden data-t="none"' in data.view(query="no_lead").html


def test_codes_are_english_in_english(data: Dataset) -> None:
    """Duties and steps, in cells and before clauses: 配合 17 乡镇 1 is Cooperative 17 township step 1."""
    html = data.view(query="reports_to").html
    told = set(re.findall(r'lang="en">([^<]*)<', html))
    assert "Cooperative 17 township step 1" in told
    assert [one for one in told if re.match(r"(基本|配合|收回) \d", one)] == []
    assert len(re.findall(r'data-w="zh">(?:基本|配合|收回) \d', html)) > 100
    assert not re.search(r"<(?:td|b)[^>]*>(?:基本|配合|收回) \d", html)


def test_hostile_words_stay_words(data: Dataset) -> None:
    words = "</script><img src=x onerror=alert(1)>{{7*7}}"
    html = data.view(query=f'SELECT ("{words}" AS ?x) {{}}').html
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;{{7*7}}" in html


@pytest.fixture
def answer(browser: Browser, data: Dataset, tmp_path: Path) -> Page:
    file = data.view(query="reports_to").save(tmp_path / "报给谁.html")
    watched = Watched.watch(browser.new_page(viewport={"width": 1366, "height": 768}))
    watched.page.goto(file.as_uri())
    assert watched.said == []
    return watched.page


def shown(page: Page) -> list[str]:
    return page.locator("#answer tbody tr:visible td:first-child").all_inner_texts()


@pytest.mark.browser
def test_table_sorts_filters_and_is_saved_as_it_is_shown(answer: Page, data: Dataset) -> None:
    table = data.query("reports_to", evidence=True)
    assert shown(answer) == [in_chinese(cell) for cell in table.column("recipient")]
    answer.locator("#answer thead button").first.click()
    answer.fill("#find", "公安局")
    assert answer.evaluate("location.hash").startswith("#/table?q=")
    rows = list(csv.reader(io.StringIO(_saved(answer))))
    assert [row[0] for row in rows[1:]] == shown(answer)
    assert len(shown(answer)) == sum("公安局" in " ".join(map(str, row)) for row in table.rows)
    assert rows[0][-2:] == ["原文", "出处"]
    assert all(row[-1] for row in rows[1:])


def _saved(page: Page) -> str:
    return str(page.evaluate("kgSheet.write(kgPage.csv())")).removeprefix("\ufeff")


@pytest.mark.browser
def test_the_picture_comes_second_and_back_leads_to_the_table(answer: Page) -> None:
    assert answer.locator("#graph").is_hidden()
    answer.locator(".tabs a").nth(1).click()
    expect(answer.locator("#graph canvas")).to_be_visible()
    labels = {one["text"] for one in answer.evaluate("kgPage.graph().labels()")}
    assert "奇台县农业农村局" in labels
    # a click on a thing opens its rows with their clauses, Back leads to the picture again
    x, y = answer.evaluate("""() => {
      const box = kgPage.graph().labels().find((one) => one.text === '奇台县农业农村局');
      const room = document.getElementById('graph').getBoundingClientRect();
      return [room.x + box.x + box.w / 2, room.y + box.y + box.h / 2];
    }""")
    answer.mouse.click(x, y)
    answer.wait_for_function("() => location.hash.startsWith('#/table')")
    expect(answer.locator("#graph canvas")).to_be_hidden()
    assert shown(answer)
    texts = answer.locator("#answer tbody tr:visible").all_inner_texts()
    assert all("奇台县农业农村局" in text for text in texts)
    answer.go_back()
    expect(answer.locator("#graph canvas")).to_be_visible()
    answer.go_back()
    expect(answer.locator("#answer")).to_be_visible()
    answer.locator("#language").click()
    assert answer.locator("#answer thead button").first.inner_text() == "recipient"
    assert re.search("lang=en", answer.url)
