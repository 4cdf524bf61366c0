"""What several tests start from: the real list, read and built once, the command line, a server and a browser."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TypeAlias
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Playwright, sync_playwright

from kg import build as job
from kg.cli import main
from kg.parse import Parsed, read_list
from kg.resources import data_path

Command: TypeAlias = Callable[..., Result]
"""Runs ``kg`` in this process: ``command("read", path)``."""

Process: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]
"""Runs ``kg`` in a process of its own; keywords are environment variables."""

# Looked for as often as usual, garbage takes a seventh of the time: the tests hold lists, graphs and pages.
gc.set_threshold(50_000, 20, 20)
os.environ.pop("COLUMNS", None)  # a test is no terminal: what it prints is not fitted to one

OldBrowser: TypeAlias = Callable[[int], Browser]
"""Gives the Chromium of a version: ``old_browser(86)``."""

OLD = Path(__file__).parent / "old" / "node_modules" / ".chromium"
"""Where ``make old-browsers`` unpacks them."""

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""What Chromium is started with."""
WINDOWLESS = "chromium-headless-shell"
"""Chromium without windows around its pages: each page opens with a fifth of the work, and shows and prints the same."""
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)


@pytest.fixture(scope="session")
def real_list() -> Path:
    """Return the folder of the real list."""
    return data_path() / "lists" / "kanerzi-2025-07"


@pytest.fixture(scope="session")
def real_text(real_list: Path) -> str:
    """Return the real document, as it was published."""
    return (real_list / "source.txt").read_text(encoding="utf-8")


def find_browser(*preferred: str) -> str | None:
    """Return the path of a Chromium: the one that KG_BROWSER names, or the first on the search path."""
    names = (*preferred, *BROWSERS)
    return os.environ.get("KG_BROWSER") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> str:
    """Return the path of a Chromium, windowless but for ``--pages``; a machine without one skips the pages, CI fails."""
    preferred = () if pytestconfig.getoption("--pages") else (WINDOWLESS,)
    if found := find_browser(*preferred):
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium found: `make system` installs it")
    pytest.skip("no Chromium on this machine: set KG_BROWSER to its path")


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Return the one Playwright of this process: it cannot be started twice in it."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright, chromium: str) -> Iterator[Browser]:
    """Return the one Chromium of this process."""
    found = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield found
    found.close()


@pytest.fixture(scope="session")
def old_browser(driver: Playwright) -> Iterator[OldBrowser]:
    """Return the function that starts a Chromium of an old version (86, 109) once; without its binary the test skips."""
    with ExitStack() as stack:

        @cache
        def start(version: int) -> Browser:
            program = OLD / str(version)
            if not program.is_file():
                pytest.skip(f"no Chromium {version} here: `make old-browsers` brings it")
            # built for a machine without a zygote's helper
            arguments = [*ARGUMENTS, "--no-zygote"]
            found = driver.chromium.launch(executable_path=program, args=arguments)
            stack.callback(found.close)
            assert found.version.startswith(f"{version}.")
            return found

        yield start


@pytest.fixture(scope="session")
def real_parsed(real_list: Path) -> Parsed:
    """Return what is read of the real list."""
    return read_list(real_list)


@pytest.fixture(scope="session")
def built(real_list: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a build of the real list."""
    folder = tmp_path_factory.mktemp("built") / "build"
    job.build([real_list], folder)
    return folder


@pytest.fixture(scope="session")
def command() -> Command:
    """Return the function that runs a command and keeps stdout, stderr and exit code; only an exit may end it."""

    def run(*arguments: object, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(scope="session")
def process() -> Process:
    """Return the function that runs ``kg`` in a process of its own."""

    def run(
        *arguments: object, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from kg.cli import run; run()", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(Path(job.__file__).parents[1]), **environment},
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def endpoint(built: Path) -> Iterator[str]:
    """Yield the address of a second SPARQL server, on a copy of the build's store."""
    name = "oxigraph.exe" if os.name == "nt" else "oxigraph"
    beside = Path(sys.executable).parent / name
    binary = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if binary is None:
        pytest.skip("no Oxigraph server: pip install oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    options = ["--location", str(built / "store"), "--bind", address, "--union-default-graph"]
    with subprocess.Popen(
        [binary, "serve-read-only", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait(f"http://{address}/", server)
            yield f"http://{address}/query"
        finally:
            server.terminate()


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError):
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
    pytest.fail("the server does not answer")


def pytest_configure() -> None:
    """Hear an interrupt as a program at a terminal does: in the background it arrives ignored.

    That a terminal is gone is not heard where ``nohup`` says so: the build of some test would end with it.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say how much ``tests/fuzz`` and the walk over the pages try; a run of all tests tries a sample."""
    parser.addoption(
        "--fuzz", default=500, type=int, help="mangled inputs to try (make fuzz: 12,000)"
    )
    parser.addoption(
        "--pages", action="store_true", help="walk the pages in all states (make test-pages)"
    )
    parser.addoption(
        "--engines", action="store_true", help="ask Daft and Spark too (make test-engines)"
    )


LONG = ("tests/views/", "tests/portable/")
"""Folders of files that take long: they begin, so that no process waits for another at the end."""
_ASKED = {"far": "--pages", "engines": "--engines"}
"""Marker → the option that runs what has it."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what takes very long to ``make test-pages`` and ``make test-engines``; begin with what takes long."""
    others = [name for name in ("far", "engines") if not config.getoption(_ASKED[name])]
    left = [item for item in items if any(map(item.get_closest_marker, others))]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    items.sort(key=_begins)


def _begins(item: pytest.Item) -> int:
    """Return when a test begins: first what may take longer than others, of which a process at the end would wait for one."""
    if not item.nodeid.startswith(LONG):
        return 2
    return 0 if item.get_closest_marker("timeout") else 1
