"""Pages, limits, many clients, builds that are made again, mistakes of who starts it."""

from __future__ import annotations

import concurrent.futures
import shutil
import socket
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

import kg.build as job
from kg.errors import StoreError
from kg.library import Serving, serve
from tests.conftest import Command
from tests.serve.test_protocol import COUNT, ask, counted, get

BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"


def test_pages_are_handed_out_and_nothing_beside_them(served: Serving, built: Path) -> None:
    start = ask(served, "GET", "/")
    assert start.kind == "text/html; charset=utf-8"
    assert start.data == (built / "index.html").read_bytes()
    (folder,) = (path for path in built.iterdir() if (path / "graph.html").is_file())
    page = ask(served, "GET", f"/{folder.name}/graph.html")
    assert page.data == (folder / "graph.html").read_bytes()
    again = ask(served, "GET", f"/{folder.name}/graph.html", If_None_Match=page.headers["ETag"])
    assert (again.status, again.data) == (304, b"")
    for path in (
        "/store/CURRENT", "/BUILD", "/../pyproject.toml", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cetc",
        "//etc/passwd", "/none.html", "/C:/windows/win.ini", "/%00", f"/{folder.name}/../BUILD", "/" + "x" * 5000,
    ):  # fmt: skip
        assert ask(served, "GET", path).status in (404, 414), path


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="no links")
def test_a_link_leads_nowhere_outside(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "build"
    shutil.copytree(built, copy)
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (copy / "link.html").symlink_to(tmp_path / "secret.html")
    with serve(copy, port=0) as serving:
        assert ask(serving, "GET", "/link.html").status == 404


def test_a_query_that_takes_too_long_or_too_much_is_stopped_and_others_go_on(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_MEMORY", "300")
    with serve(built, port=0, timeout=6, at_once=3) as serving:
        with concurrent.futures.ThreadPoolExecutor(66) as clients:
            began = time.monotonic()
            bomb = clients.submit(lambda: (get(serving, BOMB), time.monotonic() - began))
            hungry = clients.submit(get, serving, HUNGRY)
            others = [clients.submit(get, serving, COUNT) for _ in range(64)]
            assert [counted(other.result()) for other in others] == [239] * 64
            answer, took = bomb.result()
        assert answer.status == 504 and "6 s" in answer.text
        assert took < 6 + 1 + 6  # its own limit and one more second, after its turn
        assert hungry.result().status in (400, 504)
        assert counted(get(serving, COUNT)) == 239


def test_whoever_waits_too_long_is_told_to_come_again(built: Path) -> None:
    with serve(built, port=0, timeout=2, at_once=1) as serving:
        with concurrent.futures.ThreadPoolExecutor(3) as clients:
            answers = [clients.submit(get, serving, BOMB) for _ in range(3)]
            found = [answer.result() for answer in answers]
        states = sorted(answer.status for answer in found)
        assert states[0] == 503 and set(states) <= {503, 504}
        assert next(one for one in found if one.status == 503).headers["Retry-After"]


def test_a_build_that_is_made_again_is_served_at_once(
    built: Path, real_list: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "build"
    shutil.copytree(built, copy)
    with serve(copy, port=0) as serving:
        assert counted(get(serving, COUNT)) == 239
        other = tmp_path / "lists" / "half"
        shutil.copytree(real_list, other)
        source = other / "source.txt"
        text = source.read_text(encoding="utf-8")
        source.write_text(text[: text.index("收回事项清单\n")], encoding="utf-8")
        job.build([other], copy)
        assert counted(get(serving, COUNT)) < 239


def test_half_a_request_holds_nobody_up(served: Serving) -> None:
    host, port = served.url.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port))) as silent:
        silent.sendall(b"POST /sparql HTTP/1.1\r\nContent-Length: 10\r\n\r\nAS")
        assert counted(get(served, COUNT)) == 239
    for raw in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x00\xff\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        with socket.create_connection((host, int(port)), timeout=10) as odd:
            odd.sendall(raw)
            odd.shutdown(socket.SHUT_WR)
            assert b"Traceback" not in odd.recv(4096)
    assert ask(served, "POST", "/sparql", Content_Length="x").status in (400, 411)


def test_mistakes_of_the_one_who_starts_it(
    served: Serving, command: Command, tmp_path: Path, built: Path
) -> None:
    port = int(served.url.rstrip("/").rpartition(":")[2])
    taken = command("serve", "--store", built, "--port", port)
    assert taken.exit_code == 1 and f"端口 {port}" in taken.stderr and "--port" in taken.stderr
    nothing = command("serve", "--store", tmp_path)
    assert nothing.exit_code == 1 and "kg build" in nothing.stderr
    for odd in ("http://127.0.0.1:1/sparql", built / "store"):
        result = command("serve", "--store", odd, "--port", 0, "--host", "203.0.113.1")
        assert result.exit_code == 1 and result.stderr.count("\n") == 1
    with pytest.raises(StoreError):
        serve(built, port=port)


def test_the_command_says_where_it_is_and_stops_at_ctrl_c(built: Path) -> None:
    import os
    import signal
    import subprocess
    import sys

    code = "from kg.cli import run; run()"
    words = [sys.executable, "-c", code, "serve", "--store", str(built), "--port", "0"]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        page = process.stdout.readline().decode()
        address = process.stdout.readline().decode().split()[-1]
        assert "http://127.0.0.1:" in page and address.endswith("/sparql")
        from urllib.request import urlopen

        with urlopen(f"{address}?{urlencode({'query': COUNT, 'format': 'csv'})}") as answer:
            assert b"239" in answer.read()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert b"Traceback" not in said
