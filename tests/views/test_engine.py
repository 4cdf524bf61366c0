"""The query engine in a list's page: each question gives the rows of the native store, and nobody is asked.

In Firefox too: test_firefox.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from playwright.sync_api import Browser, Page

from kg import library
from kg.graph.sparql import with_prefixes
from kg.model import DutyList
from kg.rdf.iris import BASE
from kg.rdf.trig import trig
from kg.resources import data_path
from kg.views.engine import engine
from kg.views.shell import unpacked
from tests.views import walk
from tests.views.asking import ASK, LISTED, differing
from tests.views.conftest import Watched
from tests.views.test_browser import go

LARGEST = 3_500_000
"""Bytes of a page with the engine (issue 15)."""


@pytest.fixture
def page(browser: Browser, asking: Path) -> Iterator[Page]:
    """Yield the page; whatever it says on the console, and whatever it asks for, fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    watched = Watched.watch(context.new_page())
    watched.page.goto(f"{asking.as_uri()}#/sparql")
    yield watched.page
    context.close()
    assert watched.said == []
    asked = {url.split("#")[0] for url in watched.asked if not url.startswith("blob:")}
    assert asked == {asking.as_uri()}


@pytest.mark.far
@pytest.mark.parametrize("language", ["", "?lang=en"], ids=["zh", "en"])
def test_the_free_query_is_whole_at_every_width(page: Page, language: str) -> None:
    """自由查询 with the engine; without it the walks of all views go there."""
    for width in (1366, 1024, 390):
        page.set_viewport_size({"width": width, "height": 768})
        go(page, f"#/sparql{language}")
        assert walk.faults(page) == {}, width


# --- the graph ---


def test_the_page_carries_every_quad(graph_lines: list[str]) -> None:
    quads = pyoxigraph.parse("\n".join(graph_lines), format=pyoxigraph.RdfFormat.N_QUADS)
    carried = pyoxigraph.parse(trig(graph_lines), format=pyoxigraph.RdfFormat.TRIG)
    assert set(carried) == set(quads)


@pytest.mark.parametrize(
    "value",
    ['"a \\"b\\" . <c> ;"@zh', '"1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
     '"-3"^^<http://www.w3.org/2001/XMLSchema#integer>', "<https://w3id.org/duties#a.b>", "<https://w3id.org/duties#>", '"\\n\\t\\\\"'],
)  # fmt: skip
def test_odd_values_stay_as_they_are(value: str) -> None:
    line = f"<http://a/s> <https://w3id.org/duties#text> {value} <http://a/g> .\n"
    (quad,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)
    assert [*pyoxigraph.parse(trig([line, line]), format=pyoxigraph.RdfFormat.TRIG)] == [quad]


def test_a_page_without_the_engine_does_not_let_it_run(html: str, asking: Path) -> None:
    plain, whole = html, asking.read_text(encoding="utf-8")
    policy = re.compile(r'Content-Security-Policy" content="([^"]+)"')
    found = [policy.search(text) for text in (plain, whole)]
    assert all(found)
    rules = [match[1] for match in found if match]
    assert ["wasm-unsafe-eval" in rule for rule in rules] == [False, True]
    assert ["worker-src blob:" in rule for rule in rules] == [False, True]
    assert "unsafe-inline" not in rules[1] and "'unsafe-eval'" not in rules[1]
    assert 'id="wasm"' not in plain
    assert len(whole.encode()) <= LARGEST


def test_terms_are_those_of_the_ontology_and_of_the_graph(
    graph_lines: list[str], records: DutyList
) -> None:
    facts = engine(graph_lines, records.id).facts
    known: Any = unpacked(facts)
    terms = {term[0]: term for term in known["terms"]}
    assert terms["duty:leadDepartment"][1:3] == ["牵头部门", "lead department"]
    assert {"dct:title", "skos:prefLabel", "rdf:type", "skos:Concept"} <= set(terms)
    assert set(known["questions"]) == {one.name for one in LISTED}


# --- in a browser ---


@pytest.mark.browser
def test_every_question_is_answered_as_natively(page: Page, native: pyoxigraph.Store) -> None:
    texts = [with_prefixes(one.text) for one in LISTED]
    assert differing(native, page.evaluate(ASK, texts)) == []


@pytest.mark.browser
def test_a_question_is_opened_changed_and_asked_again(page: Page) -> None:
    """From an answer to its query, with what narrows it; an error at its place; a picture; what is shown as a file."""
    page.evaluate("location.hash = '#/ask/reports_to?how=yes'")
    page.click("text=改一改再问")
    page.wait_for_selector("[data-row]")
    assert page.inner_text("#count") == "109 行"
    assert "PREFIX duty:" in page.inner_text(".cm-content")
    page.click("[data-at=form-asPicture]")
    page.wait_for_selector("#graph canvas")
    page.go_back()
    write(page, 'SELECT ?d { ?d a duty:Cooperativ ; dct:title ?t FILTER(CONTAINS(?t, "消防")) }')
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".status .warn")
    assert "duty:CooperativeDuty" in page.inner_text(".status")
    assert page.inner_text(".cm-lintRange-error") == "duty:Cooperativ"
    write(
        page, "SELECT ?d ?t {\n  ?d a duty:CooperativeDuty ; dct:title ?t \n  FILTER(CONTAINS(?t, }"
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('.status').innerText.includes('第 3 行')")
    write(
        page,
        'SELECT ?d ?t {\n  ?d a duty:CooperativeDuty ; dct:title ?t \n  FILTER(CONTAINS(?t, "消防")) }',
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-row]")
    assert "ask=SELECT" in page.url
    links = page.eval_on_selector_all(
        "[data-row] a.code", "all => all.map(a => a.textContent.trim())"
    )
    assert links and all(link.startswith("配合 ") for link in links)
    with page.expect_download() as saved:
        page.click("#save summary")
        page.click("#save-csv")
    written = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(written) == 2 + len(links) and written[2].startswith(links[0])


@pytest.mark.browser
def test_what_takes_long_is_stopped_and_the_next_is_answered(page: Page) -> None:
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('.status').innerText.startsWith('查询中')")
    page.click("[data-at=halt]")
    page.wait_for_function("() => document.querySelector('.status').innerText === '已停止'")
    late = "kgPage.engine.ask('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }', { seconds: 0.2 }).catch(e => e.key)"
    assert page.evaluate(late) == "tooSlow"
    write(page, "SELECT * { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-row]")
    assert page.locator("[data-row]").count() == 2000
    assert "只列前 2000 行" in page.inner_text(".status")


@pytest.mark.browser
def test_terms_are_completed_by_their_chinese_name(page: Page) -> None:
    write(page, "SELECT ?d { ?d 牵头部门")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".cm-completionLabel")
    assert page.inner_text(".cm-completionLabel") == "duty:leadDepartment"
    page.wait_for_timeout(200)  # a completion that has just appeared takes no key for 75 ms
    page.keyboard.press("Enter")
    assert page.inner_text(".cm-content") == "SELECT ?d { ?d duty:leadDepartment"


@pytest.mark.browser
def test_an_older_browser_is_told_in_one_sentence_and_has_the_rest(page: Page) -> None:
    page.evaluate("() => { delete window.DecompressionStream; }")
    page.click("[data-at=run]")
    page.wait_for_selector(".status .warn")
    assert "Chrome / Edge 109" in page.inner_text(".status")
    page.click("[data-view=overview]")
    page.wait_for_selector("#graph canvas")


def write(page: Page, text: str) -> None:
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def test_a_build_and_a_view_put_the_engine_in_where_it_is_wanted(
    tmp_path: Path,
) -> None:
    """Asked for again without it, the page is made anew: it is no page that could be taken over."""
    small = data_path() / "examples" / "example-county" / "hill-2025-12"
    for wanted in (True, False):
        library.build(small, output=tmp_path / "build", sparql=wanted, verdicts=None)
        (page,) = (tmp_path / "build").glob("*/graph.html")
        assert ('id="quads"' in page.read_text(encoding="utf-8")) is wanted
    data = library.open(tmp_path / "build")
    assert 'id="quads"' not in data.view().html
    shown = data.view(sparql=True).html
    (packed,) = re.findall(r'id="engine">([^<]+)<', shown)
    facts: Any = unpacked(packed)
    assert facts["base"] == BASE
