"""Other people's stores, each started for a test in a folder of its own and stopped after it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WAIT = 60
INI = """; rows and time of a query are limited as Debian has it
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
NumberOfBuffers = 40000
DirsAllowed = .
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Running:
    """A store at work: where queries are asked, and where graphs are written."""

    queries: str
    graphs: str


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path) -> Iterator[Running]:
    """Run Oxigraph's server on an empty store."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    words = [str(program), "serve", "--location", str(folder), "--union-default-graph"]
    with _started([*words, "--bind", f"127.0.0.1:{port}"], folder, port):
        yield Running(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Running]:
    """Run Virtuoso on an empty store."""
    program = shutil.which("virtuoso-t")
    assert program, "virtuoso-t is missing: apt-get install virtuoso-opensource"
    port = free_port()
    (folder / "virtuoso.ini").write_text(INI.format(sql=free_port(), http=port), encoding="utf-8")
    with _started([program, "+foreground", "+configfile", "virtuoso.ini"], folder, port):
        where = f"127.0.0.1:{port}"
        yield Running(f"http://{where}/sparql", f"http://dba:dba@{where}/sparql-graph-crud-auth")


@contextmanager
def _started(words: list[str], folder: Path, port: int) -> Iterator[None]:
    """Start a server, wait until it hears, and end it."""
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(words, cwd=folder, stdout=said, stderr=said)
    try:
        end = time.monotonic() + WAIT
        while not _hears(port):
            assert process.poll() is None and time.monotonic() < end, words
            time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()


def _hears(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0
