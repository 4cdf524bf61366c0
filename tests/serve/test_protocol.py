"""The query operation of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import csv
import http.client
import io
import json
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest

from kg.library import Serving

COUNT = "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a duty:Duty }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.kind = response.headers.get("Content-Type", "")
        self.data = response.read()
        self.text = self.data.decode()


def ask(
    served: Serving, method: str, path: str, body: bytes | str | None = None, **headers: str
) -> Answer:
    """Send one request; words of header names are joined by an underscore."""
    address = urlsplit(served.url)
    client = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        client.request(method, path, body.encode() if isinstance(body, str) else body, named)
        return Answer(client.getresponse())
    finally:
        client.close()


def get(served: Serving, query: str, accept: str = "", **more: str) -> Answer:
    headers = {"Accept": accept} if accept else {}
    return ask(served, "GET", f"/sparql?{urlencode({'query': query, **more})}", **headers)


def counted(answer: Answer) -> int:
    assert answer.status == 200, answer.text
    return int(json.loads(answer.text)["results"]["bindings"][0]["n"]["value"])


def test_a_query_by_get_by_form_and_in_the_body(served: Serving) -> None:
    form = urlencode({"query": COUNT})
    answers = [
        get(served, COUNT),
        ask(served, "POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded"),
        ask(
            served, "POST", "/sparql", COUNT, Content_Type="application/sparql-query; charset=utf-8"
        ),
    ]
    assert [counted(answer) for answer in answers] == [239] * 3


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values; charset=utf-8"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/sparql-results+json"),
    ],
)
def test_a_table_comes_in_the_form_that_is_accepted(
    served: Serving, accept: str, kind: str
) -> None:
    answer = get(served, COUNT, accept)
    assert (answer.status, answer.kind) == (200, kind)
    assert "239" in answer.text and answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", pyoxigraph.RdfFormat.TURTLE),
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
    ],
)
def test_a_graph_comes_in_the_form_that_is_accepted(
    served: Serving, accept: str, form: pyoxigraph.RdfFormat
) -> None:
    query = "CONSTRUCT { ?d a duty:BasicDuty } WHERE { ?d a duty:BasicDuty }"
    answer = get(served, query, accept)
    assert answer.kind.partition(";")[0] == form.media_type
    assert len(list(pyoxigraph.parse(answer.data, format=form))) == 105


def test_yes_or_no_in_every_form(served: Serving) -> None:
    query = "ASK { ?d a duty:RecalledDuty }"
    assert json.loads(get(served, query).text)["boolean"] is True
    xml = ET.fromstring(get(served, query, "application/sparql-results+xml").text)
    assert xml.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"
    assert get(served, query, "text/csv").text == "true"


def test_a_csv_is_read_back(served: Serving) -> None:
    query = "SELECT ?d ?t WHERE { ?d a duty:RecalledDuty ; dct:title ?t } ORDER BY ?d"
    rows = list(csv.reader(io.StringIO(get(served, query, "text/csv").text)))
    assert rows[0] == ["d", "t"] and len(rows) == 38
    assert rows == list(csv.reader(io.StringIO(get(served, query, format="csv").text)))


def test_graphs_are_chosen_by_the_protocol_or_by_the_query(served: Serving) -> None:
    graph = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?d a duty:Duty } } GROUP BY ?g"
    (row,) = json.loads(get(served, graph).text)["results"]["bindings"]
    name = row["g"]["value"]
    chosen = {"default-graph-uri": name}
    assert counted(get(served, COUNT, **chosen)) == 239
    assert counted(get(served, COUNT, **{"default-graph-uri": "urn:nothing"})) == 0
    inside = "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { GRAPH ?g { ?d a duty:Duty } }"
    assert counted(get(served, inside, **{"named-graph-uri": name})) == 239
    assert counted(get(served, inside, **{"named-graph-uri": "urn:nothing"})) == 0
    said = COUNT.replace("WHERE", "FROM <urn:nothing> WHERE")
    assert counted(get(served, said)) == 0
    # what the protocol says goes before what the query says
    assert counted(get(served, said, **chosen)) == 239


def test_it_describes_itself(served: Serving) -> None:
    answer = ask(served, "GET", "/sparql", Accept="text/turtle")
    triples = list(pyoxigraph.parse(answer.data, format=pyoxigraph.RdfFormat.TURTLE))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = {triple.predicate.value: triple.object for triple in triples}
    assert found[f"{sd}endpoint"] == pyoxigraph.NamedNode(served.sparql)
    assert found[f"{sd}supportedLanguage"] == pyoxigraph.NamedNode(f"{sd}SPARQL11Query")
    assert "<title>" in ask(served, "GET", "/sparql", Accept="text/html").text


REFUSED: list[tuple[str, str, dict[str, Any], int]] = [
    ("GET", "/sparql?query=", {}, 400),
    ("GET", "/sparql?query=SELECT", {}, 400),
    ("GET", "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", {}, 400),
    ("GET", "/sparql?query=%FF", {}, 400),
    ("GET", "/sparql?default-graph-uri=no%20iri&query=ASK%20%7B%7D", {}, 400),
    ("GET", "/sparql?update=CLEAR%20ALL", {}, 403),
    ("GET", "/sparql?query=CLEAR%20ALL", {}, 400),
    ("GET", f"/sparql?query={quote('LOAD <file:///etc/passwd>')}", {}, 400),
    ("GET", f"/sparql?query={quote('ASK { SERVICE <http://127.0.0.1:1/> {} }')}", {}, 400),
    ("GET", f"/sparql?query={quote('ASK { ' + chr(92) + 'u0053ERVICE <http://127.0.0.1:1/> {} }')}", {}, 400),
    ("GET", f"/sparql?query={quote('ASK {' + '{' * 9000 + '}' * 9000 + '}')}", {}, 400),
    ("GET", "/sparql?query=ASK%20%7B%7D", {"Accept": "image/png"}, 406),
    ("GET", "/sparql?query=ASK%20%7B%7D&format=png", {"Accept": "image/png"}, 406),
    ("POST", "/sparql", {"body": "x", "Content_Type": "text/plain"}, 415),
    ("POST", "/sparql", {"body": "CLEAR ALL", "Content_Type": "application/sparql-update"}, 403),
    ("POST", "/sparql", {"body": b"\xff", "Content_Type": "application/sparql-query"}, 400),
    ("POST", "/sparql", {"body": "x" * 1_000_001, "Content_Type": "application/sparql-query"}, 413),
    ("POST", "/index.html", {"body": "", "Content_Type": "text/plain"}, 405),
    ("PUT", "/sparql", {"body": "x"}, 501),
    ("DELETE", "/sparql", {}, 501),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "more", "status"), REFUSED)
def test_what_is_refused_is_said_in_both_languages(
    served: Serving, method: str, path: str, more: dict[str, Any], status: int
) -> None:
    try:
        answer = ask(served, method, path, **more)
    except ConnectionError:
        # a body that is not read any further may break the connection before the answer is heard
        assert status == 413
        return
    assert answer.status == status, answer.text
    assert answer.kind == "text/plain; charset=utf-8"
    first, second = answer.text.splitlines()[:2]
    assert any("一" <= sign <= "鿿" for sign in first + second)
    assert "Traceback" not in answer.text
    assert counted(get(served, COUNT)) == 239


def test_an_answer_that_is_known_is_not_sent_again(served: Serving) -> None:
    first = get(served, COUNT)
    tag = first.headers["ETag"]
    path = f"/sparql?{urlencode({'query': COUNT})}"
    again = ask(served, "GET", path, If_None_Match=tag)
    assert (again.status, again.data) == (304, b"")
    assert ask(served, "GET", path, If_None_Match=tag, Accept="text/csv").status == 200


def test_a_page_of_another_origin_may_ask(served: Serving) -> None:
    before = ask(served, "OPTIONS", "/sparql", Origin="http://example.org")
    assert before.status == 204 and "POST" in before.headers["Access-Control-Allow-Methods"]
    assert get(served, COUNT).headers["Access-Control-Allow-Origin"] == "*"
    head = ask(served, "HEAD", f"/sparql?{urlencode({'query': COUNT})}")
    assert (head.status, head.data) == (200, b"") and int(head.headers["Content-Length"]) > 0
