"""Endpoints as they are found: whatever comes back is rows or one line, in the time that was given."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

import kg
from kg.asking import query
from kg.engines.address import address
from kg.engines.answer import STRING
from kg.engines.endpoint import Endpoint
from kg.engines.graphs import GraphStore
from kg.errors import KgError, QueryError, StoreError
from kg.graph.store import Part, open_store
from tests.conftest import Command

JSON = "application/sparql-results+json"
HEAD = b'{"head":{"vars":["x"]},"results":{"bindings":['
ROW = b'{"x":{"type":"literal","value":"%s"}}'
GOOD = HEAD + ROW % "配合".encode() + b"]}}"
XML = b"""<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>
<results><result><binding name="x"><literal>\xe9\x85\x8d\xe5\x90\x88</literal></binding></result></results></sparql>"""
NESTED = b'{"type":"triple","value":{"subject":' * 100_000
BAD = {
    "html": ("text/html", b"<!DOCTYPE html><html><body>Welcome</body></html>"),
    "html said to be json": (JSON, b"<html></html>"),
    "garbage": (JSON, bytes(range(256))),
    "nothing": (JSON, b""),
    "other json": (JSON, b'{"error": "no"}'),
    "an array": ("application/json", b"[1, 2]"),
    "null": (JSON, b"null"),
    "a half": (JSON, GOOD[:70]),
    "two heads": (JSON, b'{"head":{"vars":["x","x"]},"results":{"bindings":[]}}'),
    "a variable that is none": (JSON, HEAD.replace(b'"x"', b'"x y"') + b"]}}"),
    "a row that is none": (JSON, HEAD + b"5]}}"),
    "an iri that is none": (JSON, HEAD + b'{"x":{"type":"uri","value":"a b"}}]}}'),
    "yes or no": (JSON, b'{"head":{},"boolean":true}'),
    "other columns": (JSON, GOOD.replace(b'"x"', b'"y"')),
    "a column too many": (JSON, HEAD.replace(b'["x"]', b'["x","y"]') + b"]}}"),
    "depth": (JSON, HEAD.replace(b"head", b"q") + b"[" * 100_000),
    "triples in triples": (JSON, HEAD + b'{"x":' + NESTED),
    "csv": ("text/csv", b"x\r\n1\r\n"),
    "no type": ("", b"x"),
    "a type that is none": ("what/ever; charset=\x01", b"x"),
    "another charset": (JSON, GOOD.decode().encode("utf-16")),
}


@contextmanager
def serving(answer: Handler) -> Iterator[str]:
    """Yield the address of a server whose every answer is written by ``answer``."""

    class Handle(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.form = self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with at_home(Handle) as url:
        yield url


@contextmanager
def at_home(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Yield the address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/query"
    finally:
        server.shutdown()
        server.server_close()


class Handler:
    """An answer: status, headers, body."""

    def __init__(self, media_type: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.media_type, self.body, self.status, self.headers = media_type, body, status, headers

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(self.status)
        for name, value in {"Content-Type": self.media_type, **self.headers}.items():
            if value:
                request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(self.body)


def line(url: str, timeout: float | None = 10) -> str:
    """Return the one line that asking an address ends in."""
    with pytest.raises(KgError) as caught:
        open_store(url).select("SELECT ?x {}", timeout=timeout)
    assert "\n" not in caught.value.line
    assert caught.value.zh != caught.value.en
    assert len(caught.value.line) < 1000
    return caught.value.line


@pytest.mark.parametrize("name", BAD)
def test_an_answer_that_holds_no_results_is_one_line(name: str) -> None:
    with serving(Handler(*BAD[name])) as url:
        assert "the answer holds no SPARQL results" in line(url)


@pytest.mark.parametrize(("media_type", "body"), [
    (JSON, GOOD), ("application/json; charset=utf-8", GOOD), ("text/plain", GOOD), ("text/html", GOOD), ("", GOOD),
    ("application/sparql-results+xml", XML), ("application/xml", XML),
])  # fmt: skip
def test_results_are_read_whatever_they_are_called(media_type: str, body: bytes) -> None:
    with serving(Handler(media_type, body)) as url:
        found = open_store(url).select("SELECT ?x {}")
        assert found.variables == ("x",)
        assert found.rows[0][0] is not None and found.rows[0][0][0] == "配合"


def test_values_that_are_not_what_they_say(command: Command) -> None:
    numbers = ("abc", "1" * 5000, "１２", "1_0", " 1", "NaN", "", "-0", "42")
    integer = b'{"x":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"%s"}}'
    double = integer.replace(b"#integer", b"#double")
    rows = [integer % n.encode() for n in numbers] + [
        double % n for n in (b"1e999", b"NaN", b"INF", b"x", b"0.5", b"1e5")
    ]
    with serving(Handler(JSON, HEAD + b",".join(rows) + b"]}}")) as url:
        table = query.run(open_store(url), query.parse("asked", "SELECT ?x {}"))
        assert table.column("x") == [*numbers[:-2], 0, 42, "1e999", "NaN", "INF", "x", 0.5, 1e5]
        for format in ("text", "csv", "json", "xlsx"):
            assert table.encode(format)
        assert "NaN" in table.to_json() and ": NaN" not in table.to_json()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_query_is_not_sent_on(status: int) -> None:
    got: list[str] = []

    def spy(request: BaseHTTPRequestHandler) -> None:
        got.append(request.path)
        Handler(JSON, GOOD)(request)

    with serving(spy) as other, serving(Handler("", b"", status, Location=other)) as url:  # type: ignore[arg-type]
        assert f"it sends on to another address, {other}" in line(url)
    assert got == []


def test_a_circle_of_redirects_is_one_line() -> None:
    with serving(Handler("", b"", 302, Location="/query")) as url:
        assert "it sends on to another address, /query" in line(url)


@pytest.mark.parametrize(
    ("status", "media_type", "body", "said"),
    [
        (404, "text/html", b"<html><h1>Not\nFound</h1></html>", "404 "),
        (400, "text/plain", b"error at 1:5:\nexpected x\x1b[2J", "error at 1:5: expected x"),
        (500, "text/plain", b"x" * 100_000, "xxx"),
        (503, "", b"", "503 "),
        (429, JSON, b"\xff\xfe", "�"),
        (401, "text/plain", b"who are you?", "who are you?"),
    ],
)
def test_what_an_endpoint_says_is_one_short_line(
    status: int, media_type: str, body: bytes, said: str
) -> None:
    with serving(Handler(media_type, body, status)) as url:
        assert said in line(url)


@pytest.mark.parametrize(
    ("status", "cure"), [(401, "write name and password"), (404, "check the address"), (500, "")]
)
def test_what_one_does_about_a_refusal_follows_from_its_number(status: int, cure: str) -> None:
    with serving(Handler("text/plain", b"no", status)) as url:
        said = line(url)
    assert f"端点不接受（{status} " in said
    assert f"the endpoint refuses ({status} " in said
    assert said.endswith("no)") is not bool(cure)
    assert cure in said


def test_a_server_that_does_not_encrypt_is_not_said_to_forbid_anything() -> None:
    with serving(Handler(JSON, GOOD)) as url:
        said = line(url.replace("http:", "https:"))
    assert "加密连接不成" in said
    assert "no permission" not in said


def test_a_body_that_is_shorter_than_said() -> None:
    with serving(Handler(JSON, GOOD, Content_Length="5000")) as url:
        assert "no answer" in line(url)


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"\x16\x03\x01",
        b"HTTP/1.1 200 OK\r\n" + b"a" * 70_000,
    ],
)
def test_what_is_no_http(reply: bytes) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(reply)
        request.close_connection = True

    with serving(answer) as url:  # type: ignore[arg-type]
        line(url)


@pytest.mark.parametrize("slow", ["head", "body", "nothing"])
def test_an_answer_that_trickles_in_is_given_up(slow: str) -> None:
    stop = threading.Event()

    def trickle(request: BaseHTTPRequestHandler) -> None:
        if slow == "body":
            request.send_response(200)
            request.end_headers()
        while slow != "nothing" and not stop.is_set():
            try:
                request.wfile.write(b" ")
            except OSError:
                return
            stop.wait(0.1)
        stop.wait(20)

    with serving(trickle) as url:  # type: ignore[arg-type]
        start = time.monotonic()
        assert "no answer after 1 s" in line(url, timeout=1)
        assert time.monotonic() - start < 5
        stop.set()


def test_where_no_time_is_given_none_is_to_be_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.engines.endpoint.PATIENCE", 0.5)
    with serving(lambda _: time.sleep(2)) as url:  # type: ignore[arg-type]
        said = line(url, timeout=None)
    assert "it takes too long" in said
    assert "--timeout" not in said


@pytest.mark.parametrize("answers", ["HEAD", "PUT", "GET"])
def test_a_store_that_trickles_takes_no_graph(
    answers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.engines.graphs.PATIENCE", 1.0)
    stop = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.command != answers:
                self.send_response(200)
                self.end_headers()
                return
            while not stop.is_set():
                self.wfile.write(b"HTTP/1.1 200 OK\r\n" if self.command == "HEAD" else b" ")
                stop.wait(0.1)

        do_PUT = do_GET = do_HEAD  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with at_home(Slow) as url:
        start = time.monotonic()
        with pytest.raises(StoreError, match=r"没有应答（等得太久） / no answer"):
            GraphStore(url).put("urn:g", b"<urn:a> <urn:b> <urn:c> .\n")
        assert time.monotonic() - start < 5
        stop.set()


def test_columns_come_in_the_order_of_the_query() -> None:
    body = b'{"head":{"vars":["y","x"]},"results":{"bindings":[%s]}}' % (ROW % b"1")
    with serving(Handler(JSON, body)) as url:
        found = open_store(url).select("SELECT ?x ?y {}")
        assert found.variables == ("x", "y")
        assert found.rows == ((("1", STRING), None),)
        as_it_came = open_store(url).select("SELECT ?x ?y {}", trusted=False)
        assert as_it_came.variables == ("y", "x")


def test_the_time_of_a_question_holds_for_which_lists_there_are_too() -> None:
    stop = threading.Event()

    def silent(_: BaseHTTPRequestHandler) -> None:
        stop.wait(20)

    with serving(silent) as url:  # type: ignore[arg-type]
        for ask in (kg.open(url).query, kg.open(url).graph):
            with pytest.raises(KgError, match="no answer after 1 s"):
                ask("no_lead", timeout=1)
        stop.set()


def test_an_answer_without_end_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.engines.exchange.LARGEST_ANSWER", 100_000)

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x" * 10_000)
        except OSError:
            return

    with serving(endless) as url:  # type: ignore[arg-type]
        assert "the answer is larger than" in line(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://", "http:///query", "http://[::1", "http://a b/", "http://a:port/", "http://a:99999/", "http://a\n/", "http://a\0/",
        "http://" + "a" * 300 + ".cn/", "http://..", "https://a\x7f/", "HTTP://[", "http://:80/", "http://a:0/",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_one_line(url: str, command: Command) -> None:
    with pytest.raises(KgError) as caught:
        open_store(url).select("ASK {}", timeout=5)
    assert "\n" not in caught.value.line
    result = command("show", "配合 42", "--store", url)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("url", ["ftp://a/", "file://a/etc/passwd", "//a/x", "a.cn/x"])
def test_only_http_is_an_address_that_takes_graphs(url: str) -> None:
    with pytest.raises(KgError, match=r"网址有误（.*） / not an address"):
        address(url)


def test_graphs_are_named_by_the_protocol() -> None:
    got: list[bytes] = []

    class Kept(Handler):
        def __call__(self, request: BaseHTTPRequestHandler) -> None:
            got.append(request.form)  # type: ignore[attr-defined]
            super().__call__(request)

    with serving(Kept(JSON, GOOD)) as url:
        part = Part(Endpoint(url), ["urn:a", "urn:b"])
        part.select("SELECT ?x {}")
        part.select("SELECT ?x FROM <urn:c> {}")
        part.part(["urn:b"]).select("SELECT ?x {}")
    asked = [parse_qs(form.decode()) for form in got]
    assert [form.get("default-graph-uri") for form in asked] == [
        ["urn:a", "urn:b"],
        None,
        ["urn:b"],
    ]
    assert all(form.get("named-graph-uri") == form.get("default-graph-uri") for form in asked)
    assert asked[0]["query"] == ["SELECT ?x {}"]


def test_a_password_is_sent_and_never_shown() -> None:
    got: list[str | None] = []

    def spy(request: BaseHTTPRequestHandler) -> None:
        got.append(request.headers["Authorization"])
        Handler("text/html", b"")(request)

    with serving(spy) as url:  # type: ignore[arg-type]
        said = line(url.replace("http://", "http://kg:secret@"))
    assert got == ["Basic a2c6c2VjcmV0"]
    assert "secret" not in said and "kg:" not in said


def test_an_address_in_chinese_is_asked() -> None:
    got: list[str] = []

    def spy(request: BaseHTTPRequestHandler) -> None:
        got.append(request.path)
        Handler(JSON, GOOD)(request)

    with serving(spy) as url:  # type: ignore[arg-type]
        open_store(url.replace("/query", "/查询?库=甲")).select("SELECT ?x {}")
    assert got == ["/%E6%9F%A5%E8%AF%A2?%E5%BA%93=%E7%94%B2"]


def test_a_graph_and_a_table_are_told_apart() -> None:
    with serving(Handler("text/turtle", b"<http://s> <http://p> 'o' .")) as url:
        store = Endpoint(url)
        assert store.graph("CONSTRUCT {} {}") == b'<http://s> <http://p> "o" .\n'
        with pytest.raises(QueryError, match="the query gives a graph, not a table"):
            store.select("CONSTRUCT {} {}")
    with (
        serving(Handler(JSON, GOOD)) as url,
        pytest.raises(QueryError, match="the query gives a table, not a graph"),
    ):
        Endpoint(url).graph("SELECT ?x {}")
    with (
        serving(Handler("application/n-triples", b"rubbish")) as url,
        pytest.raises(StoreError, match="holds no SPARQL"),
    ):
        Endpoint(url).graph("CONSTRUCT {} {}")


def test_from_may_not_fetch(endpoint: str) -> None:
    store = open_store(endpoint)
    foreign = query.parse("asked", "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }")
    with pytest.raises(QueryError, match="FROM may have it fetched from the network"):
        query.run(store, foreign)
    assert query.run(store, foreign, service=True, limit=5).columns
    graph = store.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1").rows[0][0]
    assert graph is not None
    own = query.parse("asked", f"SELECT * FROM <{graph[0]}> {{ ?s ?p ?o }} LIMIT 3")
    assert len(query.run(store, own)) == 3
