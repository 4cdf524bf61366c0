"""The query engine in the county's page: questions give the rows of the latest editions' store."""

from __future__ import annotations

import base64
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from playwright.sync_api import Browser, Page

from kg.asking.questions import question
from kg.graph.sparql import with_prefixes
from kg.views import engine
from kg.views.engine import LARGEST, county_engine
from kg.views.shell import data_of
from tests.views import county
from tests.views.asking import ASK, EVERY, differing, rows_of
from tests.views.conftest import Watched
from tests.views.test_engine import write


@pytest.fixture
def page(browser: Browser, county_build: Path) -> Iterator[Page]:
    """Yield the page; whatever it says on the console, and whatever it asks for, fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    watched = Watched.watch(context.new_page())
    address = (county_build / "index.html").as_uri()
    watched.page.goto(f"{address}#/sparql")
    yield watched.page
    context.close()
    assert watched.said == []
    assert {url.split("#")[0] for url in watched.asked if not url.startswith("blob:")} == {address}


def test_the_page_carries_the_latest_editions_and_the_thesaurus_once(
    county_build: Path, county_store: pyoxigraph.Store
) -> None:
    html = (county_build / "index.html").read_text(encoding="utf-8")
    (packed,) = re.findall(r'id="quads">([^<]+)<', html)
    text = lzma.decompress(base64.b64decode(packed)).decode()
    # a store writes some figures in its own way
    carried = pyoxigraph.Store()
    carried.bulk_load(input=text, format=pyoxigraph.RdfFormat.TRIG)
    assert set(carried) == set(county_store)
    assert len(html.encode()) <= LARGEST
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    assert "wasm-unsafe-eval" in policy and "worker-src blob:" in policy
    assert not re.search(r"unsafe-inline|(?<!wasm-)unsafe-eval", policy)


def test_many_lists_are_asked_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "<http://a/list/x/1> <http://a/p> <http://a/y> <http://a/list/x> .\n"
    parts = [[line, line.replace("/1>", "/2>")], [line.replace("list/x", "list/y")]]
    made = county_engine(parts, "http://a/")
    assert made is not None
    whole = county.page(county.county()[:2], engine=made)
    assert 'id="quads"' in whole and data_of(whole.encode())["tooMany"] == 0
    monkeypatch.setattr(engine, "LARGEST", len(whole.encode()) - 1)
    large = county.page(county.county()[:2], engine=made)
    assert 'id="quads"' not in large and data_of(large.encode())["tooMany"] == 2
    monkeypatch.setattr(engine, "MOST_QUADS", 2)
    assert county_engine(parts, "http://a/") is None


# --- in a browser ---


@pytest.mark.browser
def test_every_question_is_answered_as_natively(page: Page, county_store: pyoxigraph.Store) -> None:
    texts = [with_prefixes(one.text) for one in EVERY]
    assert differing(county_store, page.evaluate(ASK, texts), EVERY) == []


@pytest.mark.browser
def test_a_question_is_opened_changed_and_saved(page: Page, county_store: pyoxigraph.Store) -> None:
    """From an answer to its query; what has no answer in the page; a picture, a file, an error."""
    page.evaluate("location.hash = '#/ask/missing?how=yes'")
    page.click("[data-at=in-editor]")
    page.wait_for_selector("[data-row]")
    missing = rows_of(county_store, question("missing"))
    assert page.inner_text("#count") == f"{len(missing)} 行"
    assert page.locator("td.quotes a.code").count() > 0
    page.evaluate("location.hash = '#/ask/reports_to?department=县民政局'")
    page.click("text=在这里问全部清单")
    page.wait_for_selector("[data-row]")
    places = page.eval_on_selector_all("[data-row] a.code", "all => all.map(a => a.innerText)")
    assert len({place.split("镇")[0] for place in places}) > 1
    page.click("[data-at=form-asPicture]")
    page.wait_for_selector(".picture svg")
    with page.expect_download() as saved:
        page.click("#save summary")
        page.click("#save-png")
    assert Path(saved.value.path()).read_bytes()[:4] == b"\x89PNG"
    page.go_back()
    with page.expect_download() as saved:
        page.click("#save summary")
        page.click("#save-csv")
    written = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert written[0].startswith("示例县 · ")
    write(page, "SELECT ?d { ?d a duty:Cooperativ }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".status .warn")
    assert "duty:CooperativeDuty" in page.inner_text(".status")


@pytest.mark.browser
def test_where_there_is_no_engine_the_page_says_where_to_ask(
    browser: Browser, tmp_path: Path
) -> None:
    for crowd, words in ((True, "2 份清单的图谱太大"), (False, "kg build --sparql")):
        file = tmp_path / f"{crowd}.html"
        file.write_text(county.page(county.county()[:2], is_crowd=crowd), encoding="utf-8")
        page = browser.new_page()
        page.goto(f"{file.as_uri()}#/sparql")
        assert words in page.inner_text("#sheet")
        assert page.locator("[data-at=tab-sparql]").count() == int(crowd)
        page.close()
