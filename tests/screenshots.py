"""Take pictures of every kind of view of every page in build/, at a clerk's screen, a large one and a telephone's.

make screenshots
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.conftest import find_browser

SIZES = {"desk": (1366, 768), "large": (1920, 1080), "phone": (390, 844)}
FRAGMENTS = "nodes => [...new Set(nodes.map(node => node.getAttribute('href')))]"


def views(page: Page) -> Iterator[tuple[str, str]]:
    """Yield one fragment of each kind of view that the page links to, the first: of the index and of one thing in it."""
    seen: set[str] = set()
    yield "start", ""
    for fragment in page.locator("a[href^='#/']").evaluate_all(FRAGMENTS):
        kind, *one = fragment.removeprefix("#/").split("?")[0].split("/")
        kind = f"{kind}-one" if one else kind
        if kind and kind not in seen:
            seen.add(kind)
            yield kind, fragment


def shoot(build: Path, into: Path) -> list[Path]:
    """Write the pictures and return their paths."""
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for file in sorted(build.rglob("*.html")):
            for size, (width, height) in SIZES.items():
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(file.resolve().as_uri() + "#/departments")
                for name, fragment in list(views(page)):
                    page.goto(file.resolve().as_uri() + fragment)
                    page.wait_for_timeout(400)
                    taken.append(
                        into
                        / f"{'-'.join(file.relative_to(build).with_suffix('').parts)}-{name}-{size}.png"
                    )
                    page.screenshot(path=taken[-1])
                page.close()
        browser.close()
    return taken


def main() -> None:
    """Take the pictures of ``build/``."""
    taken = shoot(Path("build"), Path("screenshots"))
    print(
        f"{len(taken)} pictures in screenshots/" if taken else "no page in build/: run `make demo`"
    )
    sys.exit(not taken)


if __name__ == "__main__":
    main()
