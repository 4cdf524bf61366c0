"""A build in another store by one command: every question has the rows there that it has in the build."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import library
from kg.asking.questions import questions
from kg.errors import KgError
from kg.graph.store import Embedded, load_files
from kg.library.loaded import parted
from tests.conftest import Command
from tests.serve.stores import Running, oxigraph, virtuoso

EDITIONS = Path(__file__).resolve().parents[1] / "editions"
Start = Callable[[Path], AbstractContextManager[Running]]
NARROWED = [{"department": "公安局"}, {"category": "平安法治"}, {"matter": "消防"}]


@pytest.fixture(scope="module")
def county(real_list: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of three places; of one of them also an earlier edition."""
    folder = tmp_path_factory.mktemp("stores") / "build"
    library.build(
        real_list,
        EDITIONS / "dev-1",
        EDITIONS / "county-dev" / "dahe-2025-06",
        EDITIONS / "county-dev" / "liugou-2025-06",
        output=folder,
    )
    return folder


def differing(build: Path, url: str, **narrowed: Any) -> set[str]:
    """Return the questions whose answer in another store is not that of the build, row by row."""
    here, there = kg.open(build), kg.open(url)
    asked = [
        one for one in questions() if narrowed.keys() <= {each.name for each in one.parameters}
    ]
    assert asked
    return {
        one.name for one in asked
        if rows(here, one.name, **narrowed) != rows(there, one.name, **narrowed)
    }  # fmt: skip


def rows(data: kg.Dataset, name: str, **narrowed: Any) -> Iterable[object]:
    try:
        return data.query(name, timeout=200, **narrowed).rows
    except KgError as error:
        return [str(error)]


def test_the_server_of_oxigraph_answers_as_the_build(
    built: Path, tmp_path: Path, command: Command
) -> None:
    with oxigraph(tmp_path) as store:
        done = command("load", built, "--store", store.graphs)
        assert done.exit_code == 0 and done.stdout == ""
        total = sum(len(line.split()) == 2 for line in done.stderr.splitlines())
        assert total == 4 and "4 张图" in done.stderr
        assert not differing(built, store.queries)
        again = library.load(store.graphs, built)
        assert f"{again.triples:,} 三元组" in done.stderr
        count = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
        assert kg.open(store.queries).query(count).rows == ((again.triples,),)
        wrong = command("load", built, "--store", store.queries)
        assert wrong.exit_code == 1 and "/store" in wrong.stderr
    gone = command("load", built, "--store", store.graphs)
    assert gone.exit_code == 1 and gone.stderr.count("\n") == 1
    nothing = command("load", tmp_path / "none", "--store", store.graphs)
    assert nothing.exit_code == 1 and "kg build" in nothing.stderr


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json"])
def test_what_says_yes_to_everything_is_not_a_store(
    built: Path, command: Command, kind: str
) -> None:
    class Page(BaseHTTPRequestHandler):
        """Answers everything with 200."""

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", "15")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(b"<html>ok</html>")

        do_GET = do_HEAD = do_PUT = _answer  # noqa: N815 (as http.server calls them)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = command("load", built, "--store", f"http://127.0.0.1:{server.server_port}/x")
        server.shutdown()
    assert done.exit_code == 1 and done.stderr.count("\n") == 1
    assert "取不回这张图" in done.stderr and "does not give the graph back" in done.stderr


def test_what_only_earlier_editions_say_is_written_apart(tmp_path: Path) -> None:
    both, now, before = (b"<urn:s> <urn:p> <urn:%s> .\n" % word for word in (b"a", b"b", b"c"))
    (tmp_path / "latest.nq").write_bytes(b"".join((both, now)).replace(b" .", b" <urn:g> ."))
    latest = Embedded(load_files([tmp_path / "latest.nq"]), "latest")
    assert [*parted("urn:g", both + before, latest)] == [("urn:g", both), ("urn:g/earlier", before)]
    assert [*parted("urn:g", both + now, latest)] == [("urn:g", both + now)]
    for whole in (parted("urn:of-an-earlier-list", before, latest), parted("urn:g", before, None)):
        assert [triples for _, triples in whole] == [before]


@pytest.mark.far
@pytest.mark.timeout(1800)
def test_the_server_of_oxigraph_answers_for_a_county(county: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path) as store:
        library.load(store.graphs, county)
        assert not differing(county, store.queries)


@pytest.mark.far
@pytest.mark.timeout(1800)
def test_virtuoso_answers_as_the_build(built: Path, tmp_path: Path, command: Command) -> None:
    with virtuoso(tmp_path) as store:
        unknown = command("load", built, "--store", store.graphs.replace("dba:dba", "dba:no"))
        assert unknown.exit_code == 1 and "401" in unknown.stderr
        nobody = command("load", built, "--store", store.graphs.replace("dba:dba@", ""))
        assert nobody.exit_code == 1 and "用户名" in nobody.stderr
        library.load(store.graphs, built)
        assert not differing(built, store.queries)
        for narrowed in NARROWED:
            assert not differing(built, store.queries, **narrowed)
        in_words = [kg.open(place).query("养狗谁管") for place in (store.queries, built)]
        assert in_words[0].rows and in_words[0].rows == in_words[1].rows
        said = command("query", "methods", "--store", store.queries)
        assert said.exit_code == 0 and "在本机算" in said.stdout
        said = command("query", "no_lead", "--store", store.queries)
        assert said.exit_code == 0 and "在本机算" not in said.stdout


@pytest.mark.far
@pytest.mark.timeout(1800)
def test_virtuoso_answers_for_a_county(county: Path, tmp_path: Path) -> None:
    with virtuoso(tmp_path) as store:
        library.load(store.graphs, county)
        assert not differing(county, store.queries)
