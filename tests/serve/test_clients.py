"""Other people's programs ask it: curl, SPARQLWrapper, rdflib, pandas, Comunica, Yasgui."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
from playwright.sync_api import Browser

from kg.graph.sparql import with_prefixes
from kg.library import Serving

NODE = Path(__file__).resolve().parents[1] / "node"
QUERY = with_prefixes("SELECT ?d ?t WHERE { ?d a duty:RecalledDuty ; dct:title ?t } ORDER BY ?d")
ROWS = 37


def missing(what: str) -> None:
    """Skip where a client is not installed; a run for a landing has it."""
    assert not os.environ.get("CI"), f"{what} is missing: `make system` installs it"
    pytest.skip(f"{what} is not installed")


def test_curl(served: Serving) -> None:
    if not shutil.which("curl"):
        missing("curl")
    words = [
        "curl",
        "-sS",
        "--fail",
        "-H",
        "Accept: text/csv",
        "--data-urlencode",
        f"query={QUERY}",
    ]
    done = subprocess.run([*words, served.sparql], capture_output=True, check=True)
    assert len(done.stdout.decode().splitlines()) == ROWS + 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # its own use of rdflib
def test_sparqlwrapper(served: Serving) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(served.sparql)
    client.setQuery(QUERY)
    for method in (wrapper.GET, wrapper.POST):
        client.setMethod(method)
        for form in (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV):
            client.setReturnFormat(form)
            found = client.queryAndConvert()
            if form == wrapper.JSON:
                assert len(found["results"]["bindings"]) == ROWS
            elif form == wrapper.XML:
                assert len(found.getElementsByTagName("result")) == ROWS
            else:
                assert found.decode().count("\n") == ROWS + 1
    client.setQuery("CONSTRUCT WHERE { ?d a <https://w3id.org/duties#RecalledDuty> }")
    for form in (wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD):
        client.setReturnFormat(form)
        found = client.queryAndConvert()
        graph = found if hasattr(found, "triples") else _graph(found)
        assert len(graph) == ROWS
    client.setQuery("ASK {}")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["boolean"] is True


def _graph(turtle: bytes) -> rdflib.Graph:

    return rdflib.Graph().parse(data=turtle, format="turtle")


def test_rdflib_asks_it_as_a_store(served: Serving) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(served.sparql, method=method))
        assert len(list(graph.query(QUERY))) == ROWS
        recalled = rdflib.URIRef("https://w3id.org/duties#RecalledDuty")
        assert len(set(graph.subjects(rdflib.RDF.type, recalled))) == ROWS


def test_pandas_reads_the_address_of_an_answer(served: Serving) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(f"{served.sparql}?{urlencode({'query': QUERY, 'format': 'csv'})}")
    assert list(frame.columns) == ["d", "t"] and len(frame) == ROWS
    assert frame["t"].str.len().min() > 2


def test_comunica(served: Serving) -> None:
    if not (NODE / "node_modules" / "@comunica" / "query-sparql").is_dir():
        missing("Comunica")
    # a script is resolved from where it stands: beside the packages
    script = NODE / "clients.mjs"
    done = subprocess.run(
        ["node", str(script), served.sparql, QUERY],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert len(rows) == ROWS and set(rows[0]) == {"d", "t"}


@pytest.fixture
def yasgui(tmp_path: Path, served: Serving) -> str:
    """Return the address of a page with Yasgui that asks the endpoint from another origin."""
    source = NODE / "node_modules" / "@zazuko" / "yasgui" / "build"
    if not source.is_dir():
        missing("Yasgui")
    for name in ("yasgui.min.js", "yasgui.min.css"):
        shutil.copy(source / name, tmp_path / name)
    options = json.dumps(
        {
            "requestConfig": {"endpoint": served.sparql, "method": "GET"},
            "copyEndpointOnNewTab": False,
        }
    )
    (tmp_path / "yasgui.html").write_text(
        '<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="yasgui.min.css"><div id="y"></div>'
        f'<script src="yasgui.min.js"></script><script>window.y = new Yasgui(document.getElementById("y"), {options});</script>',
        encoding="utf-8",
    )
    return (tmp_path / "yasgui.html").as_uri()


@pytest.mark.browser
def test_yasgui_in_a_browser(yasgui: str, browser: Browser, served: Serving) -> None:
    page = browser.new_page()
    page.goto(yasgui)
    page.wait_for_function("window.y && window.y.getTab() && window.y.getTab().getYasqe()")
    page.evaluate(
        """([query]) => { const q = window.y.getTab().getYasqe(); q.setValue(query); return q.query(); }""",
        [QUERY],
    )
    page.wait_for_selector(".yasr table.dataTable tbody tr", timeout=60_000)
    assert f"{ROWS} results" in page.inner_text(".yasr")
    page.close()
