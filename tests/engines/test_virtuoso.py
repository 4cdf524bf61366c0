"""Virtuoso without Virtuoso: what is sent in place of a query means the same, and what it cannot compute is fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph
import pytest

import kg
from kg.asking.questions import questions
from kg.engines import virtuoso
from kg.engines.answer import Rows
from kg.engines.endpoint import Endpoint
from kg.engines.fetched import fetched
from kg.errors import QueryError, StoreError
from kg.graph.sparql import with_prefixes
from kg.graph.store import Embedded, open_store
from kg.vocab import DUTY, RDF

MOST = 700
"""Triples that the server gives at once."""
FAULT = b"Virtuoso 22026 Error SR319: Max row length is exceeded"


class Server(ThreadingHTTPServer):
    """Oxigraph that calls itself Virtuoso, and leaves out unsaid what is more than it gives."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        super().__init__(("127.0.0.1", 0), Handle)
        self.store, self.asked, self.most, self.fault = store, [""], MOST, b""
        self.url = f"http://127.0.0.1:{self.server_address[1]}/sparql"


class Handle(BaseHTTPRequestHandler):
    server: Server

    def version_string(self) -> str:
        return "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = form["query"][0]
        self.server.asked.append(text)
        if self.server.fault and "ASK" not in text:
            self.send_response(500)
            body, kind = self.server.fault, "text/plain"
            self.server.fault = b""
        else:
            self.send_response(200)
            body, kind = self._answer(text)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, text: str) -> tuple[bytes, str]:
        found = self.server.store.query(text, use_default_graph_as_union=True)
        if isinstance(found, pyoxigraph.QueryTriples):
            lines = [f"{triple} .\n" for triple in found][: self.server.most]
            return "".join(lines).encode(), "application/n-triples"
        body = found.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b""
        return body, "application/sparql-results+json"


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield such a server with a few graphs: a list, what it shares, and what is none of ours."""
    store = pyoxigraph.Store()
    graph = "<https://w3id.org/duties/list/a>"
    lines = [f"{graph} <{RDF.type}> <{DUTY.DutyList}> {graph} ."]
    for number in range(2 * MOST + 1):
        name = f"<https://w3id.org/duties/list/a/{number}>"
        lines.append(f'{name} <urn:name> "第{number}项"@zh {graph} .')
    lines.append('<urn:s> <urn:p> "甲" <https://w3id.org/duties/graph/matters> .')
    lines.append('<urn:s> <urn:p> "乙" <urn:foreign> .')
    store.load("\n".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    one = Server(store)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield one
    one.shutdown()
    one.server_close()


def test_every_question_means_the_same_as_it_is_sent(built: Path) -> None:
    store = open_store(built)
    changed = 0
    for one in questions():
        text = with_prefixes(one.text)
        sent = virtuoso.adapted(text)
        if sent == text or not virtuoso.computes(text):
            continue
        changed += 1
        assert ('SEPARATOR="、"' in text and 'SEPARATOR="、"' not in sent) or "CONCAT(" in text
        assert virtuoso.restored(store.select(sent)) == store.select(text), one.name
    assert changed > 10


def test_only_different_values_are_joined_in_their_order() -> None:
    text = """SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR="；") AS ?all) (GROUP_CONCAT(?x; separator = '、 ') AS ?each)
    (CONCAT("（", STR(COUNT(?x)), "）") AS ?n) WHERE { VALUES ?x { "乙" "甲" "乙" } FILTER(?x != "、") }"""
    store = Embedded(pyoxigraph.Store(), "memory")
    sent = virtuoso.adapted(text)
    assert '"、"' in sent and "；" not in sent and "DISTINCT" not in sent
    found = virtuoso.restored(store.select(sent))
    assert found == store.select(text)
    assert [term[0] for term in found.rows[0] if term] == ["乙；甲", "乙、 甲、 乙", "（3）"]
    assert virtuoso.restored(Rows(("x",), ((None,),))) == Rows(("x",), ((None,),))


def test_what_it_does_not_compute_is_fetched_and_asked_here(server: Server) -> None:
    text = "#: not virtuoso: a reason\nSELECT ?s WHERE { ?s <urn:name> ?name }"
    store = Endpoint(server.url)
    found = store.select(text)
    assert len(found.rows) == 2 * MOST + 1 and "在本机算" in found.notes[0]
    assert text not in server.asked
    asked = len(server.asked)
    assert not store.select('#: not virtuoso: a\nSELECT ?s { ?s <urn:p> "乙" }').rows  # not of ours
    assert store.select('#: not virtuoso: a\nSELECT ?s { ?s <urn:p> "甲" }').rows
    assert len(server.asked) == asked  # fetched once
    part = store.part(["https://w3id.org/duties/graph/matters"])
    assert not part.select(text).rows
    assert not store.select("SELECT ?s { ?s <urn:p> ?o }", trusted=False).notes
    assert server.asked[-1] == "SELECT ?s { ?s <urn:p> ?o }"


def test_what_it_fails_at_by_its_own_fault_is_asked_here(server: Server) -> None:
    text = 'SELECT (GROUP_CONCAT(?name; SEPARATOR="、") AS ?all) { ?s <urn:name> ?name }'
    store = Endpoint(server.url)
    assert not store.select(text).notes
    server.fault = FAULT
    found = store.select(text)
    assert found.notes and found.rows[0][0] is not None
    server.fault = b"Virtuoso 42000 Error SR186: No permission"
    with pytest.raises(QueryError, match="SR186"):
        store.select(text)


def test_a_graph_that_does_not_come_whole_is_an_error(server: Server) -> None:
    server.most = 0
    with pytest.raises(StoreError, match=f"0 triples of {2 * MOST + 2}"):
        fetched(Endpoint(server.url), ["https://w3id.org/duties/list/a"])


def test_other_servers_are_asked_as_they_are(endpoint: str) -> None:
    data = kg.open(endpoint)
    assert not any("在本机算" in note for note in data.query("methods").notes)


def test_the_page_names_the_questions_that_are_asked_here() -> None:
    every = questions()
    apart = [one.name for one in every if not virtuoso.computes(one.text)]
    page = Path(__file__).parents[2] / "docs" / "_source" / "howto" / "store.md"
    text = page.read_text(encoding="utf-8")
    assert f"({', '.join(f'`{name}`' for name in sorted(apart))};" in text.replace("\n  ", " ")
    assert f"{len(every) - len(apart)} of the {len(every)} questions" in text
