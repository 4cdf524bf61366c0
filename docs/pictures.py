"""Take the pictures of the documentation from the pages of a build: ``python -m docs.pictures [BUILD]``.

Each picture remembers the document it shows (its SHA-256, as a text of the PNG), so that a test can tell an old one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, sync_playwright

import kg
from docs import diagram, paper_pictures
from kg.views.record import route
from tests.conftest import find_browser

FOLDER = Path(__file__).parent / "img"
COLORS = 128
MARGIN = 50


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, where the page is opened, what is typed into the search, the size of the window."""

    name: str
    fragment: str = ""
    search: str = ""
    width: int = 1366
    height: int = 768
    start: bool = False
    printed: bool = False


def shots(data: kg.Dataset) -> Iterator[Shot]:
    """Yield the pictures to take: of the most loaded department, and of its duty with the most steps."""
    duties = data.lists[0].of_kind("cooperative")
    carried = {o.name: [d for d in duties if o.name in d.departments] for o in data.departments}
    name = max(sorted(carried), key=lambda each: len(carried[each]))
    duty = max(carried[name], key=lambda each: (len(each.departments) > 1, len(each.steps)))
    yield Shot("overview")
    yield Shot("start", start=True, height=460)
    yield Shot("department", route("departments", name))
    yield Shot("duty", route("duties", *duty.key.split("/")))
    yield Shot("search", search=name.removeprefix(data.lists[0].place.county))
    yield Shot("matrix", "#/departments?form=categories")
    yield Shot("overlaps", "#/findings")
    yield Shot(
        "printed", route("duties", *duty.key.split("/")), width=694, height=900, printed=True
    )


def take(build: Path, into: Path) -> list[Path]:
    """Write the pictures of a build with one list and return their paths."""
    data = kg.open(build)
    one = data.lists[0]
    about = PngInfo()
    about.add_text("Source", one.sha256)
    taken = []
    into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in shots(data):
            path = build / ("index.html" if shot.start else f"{one.id}/graph.html")
            picture = Image.open(
                BytesIO(_shoot(browser, path.resolve().as_uri() + shot.fragment, shot))
            ).convert("RGB")
            taken.append(into / f"{shot.name}.png")
            if shot.printed:
                picture = ImageOps.expand(picture, MARGIN, "white")
            _save(picture, taken[-1], about)
        browser.close()
    for name, picture in paper_pictures.take(one.id).items():
        taken.append(into / f"{name}.png")
        _save(picture, taken[-1], about)
    return taken


def _save(picture: Image.Image, path: Path, about: PngInfo) -> None:
    """Write a picture in few colours, rare ones kept (the red of ▲), with what it shows."""
    rare = Image.Quantize.MAXCOVERAGE
    small = picture.quantize(COLORS, rare, kmeans=4, dither=Image.Dither.NONE)
    small.save(path, optimize=True, pnginfo=about)


def _shoot(browser: Browser, address: str, shot: Shot) -> bytes:
    page = browser.new_page(viewport={"width": shot.width, "height": shot.height})
    try:
        page.goto(address)
        page.wait_for_timeout(600)
        if shot.search:
            page.locator("#find").fill(shot.search)
            page.wait_for_timeout(300)
        if shot.printed:
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
            page.emulate_media(media="print")
            last = page.locator("#panel .source").bounding_box()
            assert last is not None
            return page.screenshot(
                clip={"x": 0, "y": 0, "width": shot.width, "height": last["y"] + last["height"]},
                full_page=True,
            )
        return page.screenshot()
    finally:
        page.close()


def main() -> None:
    """Take the pictures of ``build/``, or of the build that is named, and draw the ontology."""
    build = Path(sys.argv[1] if len(sys.argv) > 1 else "build")
    for path in take(build, FOLDER):
        print(f"{path.name}: {path.stat().st_size // 1024} KB")
    diagram.PICTURE.write_text(diagram.svg(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
