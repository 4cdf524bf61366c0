"""``kg.html``, made once, in a folder with a Chinese name; what a browser needs to have files dropped on it."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg.resources import data_path
from kg.views.shell import unpacked
from portable.parts import NODE

CASES = Path(__file__).resolve().parent.parent / "cases" / "files"
FORMATS = {
    "docx": ["00-base.docx", "W03-tracked-changes-in-cells.docx", "W05-category-vmerge.docx"],
    "xlsx": ["00-base.xlsx", "X30-total-row.xlsx", "X44-two-row-head.xlsx"],
    "xls": ["B01-real.xls", "B11-merged.xls", "B03-wps-table.et"],
    "pdf": ["D01-office.pdf", "D03-browser-small.pdf", "D06-office-small.pdf"],
    "txt": ["00-base.txt", "N20-youth-league.txt", "T05-utf16le-nobom.txt"],
    "csv": ["T01-utf8.csv", "T02-gb18030.csv", "T43-semicolons.csv"],
    "page": ["T08-page.html", "T11-page.htm", "T46-page-named.xls"],
    "other": ["T12-pipe-table.md", "T09-html-named.xls", "X21-really-xlsx.xls"],
}
"""Three cases of each format that needs no other program."""
COUNTY = data_path() / "examples" / "example-county"
"""Three townships, two editions of each."""
SECONDS = 600
"""How long anything may take, on a machine that does much else."""
Files = dict[str, bytes]


@pytest.fixture(scope="session")
def kg_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file; a machine without the npm parts skips, CI fails."""
    if not (NODE / "pyodide").is_dir():
        if os.environ.get("CI"):
            pytest.fail("no Pyodide found: `make system` installs it")
        pytest.skip("no Pyodide on this machine: `make portable` installs it")
    from portable.page import made

    path = tmp_path_factory.mktemp("portable") / "履职 清单#1" / "kg.html"
    path.parent.mkdir()
    path.write_bytes(made())
    return path


def until(what: Callable[[], object], state: Callable[[], str] = lambda: "") -> None:
    """Wait until something is so, however slow the machine is."""
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end, f"nothing happened: {state()}"
        time.sleep(0.2)


@dataclass
class Opened:
    """``kg.html`` in Chromium, with everything that it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    built: int = 0

    @property
    def state(self) -> str:
        """The line that says how far it is."""
        return self.page.inner_text("#state")

    @property
    def refused(self) -> dict[str, str]:
        """File → why it was not read: Chinese and English."""
        found = {}
        for row in self.page.locator("#rows li.refused").all():
            lines = row.locator("p").all_inner_texts()
            found[str(row.get_attribute("data-path"))] = " / ".join(lines)
        return found

    def drop(self, *paths: Path) -> None:
        """Drop files and folders from the disk, as the system does, and wait for the results."""
        box = self.page.locator("#drop").bounding_box()
        assert box is not None
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 20}
        files = [str(path.resolve()) for path in paths]
        data = {"items": [], "files": files, "dragOperationsMask": 1}
        session = self.page.context.new_cdp_session(self.page)
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})
        self.wait()

    def wait(self) -> None:
        """Wait until the lists are done once more."""
        self.built += 1
        done = f"body[data-built='{self.built}']"
        until(lambda: self.page.locator(done).count() or self.broken, lambda: self.state)
        assert not self.broken, self.state

    @property
    def broken(self) -> bool:
        """Whether the page says that something broke."""
        return self.state.startswith("出错")

    def save(self, button: str) -> bytes:
        """Press a button and return the file that it gives."""
        with self.page.expect_download(timeout=SECONDS * 1000) as coming:
            self.page.locator(button).first.click()
        return Path(coming.value.path()).read_bytes()

    def saved(self) -> Files:
        """Return what ``save everything`` gives."""
        return files(self.save("#zip"))


@pytest.fixture
def opened(browser: Browser, kg_html: Path) -> Iterator[Opened]:
    context = browser.new_context(offline=True, accept_downloads=True)
    opened = Opened(context.new_page())
    context.on("console", lambda message: opened.said.append(message.text[:300]))
    context.on("weberror", lambda error: opened.said.append(str(error.error)[:300]))
    context.on("request", lambda request: opened.asked.append(request.url))
    opened.page.goto(kg_html.as_uri())
    yield opened
    outside = [url for url in opened.asked if not url.startswith(("blob:", "file:"))]
    assert (opened.said, outside) == ([], [])
    context.close()


def of_formats(place: Path) -> None:
    """Fill a folder with the cases of each format."""
    for format, names in FORMATS.items():
        (place / format).mkdir(parents=True)
        for name in names:
            shutil.copy(CASES / name, place / format / name)


def files(packed: bytes) -> Files:
    """Return the files of a saved zip, those that are packed once more unpacked."""
    with zipfile.ZipFile(io.BytesIO(packed)) as whole:
        return {
            name.removeprefix("kg/"): plain(name, whole.read(name)) for name in whole.namelist()
        }


def folder(build: Path) -> Files:
    """Return the files of a build, without store and tables, likewise."""
    found = {}
    for path in sorted(build.rglob("*")):
        name = path.relative_to(build).as_posix()
        if path.is_file() and not name.startswith(("store/", "tables/", "latest/")):
            found[name] = plain(name, path.read_bytes())
    return found


def plain(name: str, data: bytes) -> bytes:
    """Return a file without what depends on the machine's zlib: unpacked."""
    if name.endswith(".gz"):
        return gzip.decompress(data)
    if name.endswith(".html"):
        return re.sub(
            rb">(e[JN][\w+/=]{200,})<",
            lambda found: repr(unpacked(found[1].decode())).encode(),
            data,
        )
    return data
