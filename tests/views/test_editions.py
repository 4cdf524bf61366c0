"""The head of a list's page: the county, the place, and a menu of its other editions, each at the same duty."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kg.build import build
from kg.resources import data_path

EXAMPLES = data_path() / "examples" / "example-county"
OLD, NEW = "river-2024-12", "river-2025-12"


def told(page: Path) -> list[dict[str, Any]]:
    """Return what a page says of other editions."""
    found = re.search(r'id="editions">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert found
    rows: list[dict[str, Any]] = json.loads(found.group(1))
    return rows


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a folder with two editions of a township, and what was built of it."""
    folder = tmp_path_factory.mktemp("editions") / "lists"
    for name in (OLD, NEW):
        shutil.copytree(EXAMPLES / name, folder / name)
    build([folder], folder.parent / "build")
    return folder, folder.parent / "build"


def test_each_page_knows_the_other(county: tuple[Path, Path]) -> None:
    _, built = county
    (newer,), (older,) = (told(built / name / "graph.html") for name in (OLD, NEW))
    assert (newer["page"], older["page"]) == (f"../{NEW}/graph.html", f"../{OLD}/graph.html")
    assert (newer["issued"], older["issued"]) == ("2025-12", "2024-12")
    assert older["moved"]["basic/17"] == "recalled/10"  # a duty given back to the township
    assert newer["moved"]["recalled/10"] == "basic/17"
    assert newer["moved"]["basic/19"] == ""  # it has no successor


def test_a_new_edition_is_told_on_pages_that_stay(
    county: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, built = county
    shutil.copytree(folder / OLD, tmp_path / "lists" / OLD)
    target = tmp_path / "build"
    build([tmp_path / "lists"], target)
    assert told(target / OLD / "graph.html") == []
    shutil.copytree(folder / NEW, tmp_path / "lists" / NEW)
    build([tmp_path / "lists"], target)
    for name in (OLD, NEW):
        page = Path(name) / "graph.html"
        assert (target / page).read_bytes() == (built / page).read_bytes()
    shutil.rmtree(tmp_path / "lists" / NEW)
    build([tmp_path / "lists"], target)
    assert told(target / OLD / "graph.html") == []


@pytest.mark.browser
def test_the_menu_opens_the_same_duty(browser: Browser, county: tuple[Path, Path]) -> None:
    _, built = county
    (older,) = told(built / NEW / "graph.html")
    key, there = next(pair for pair in older["moved"].items() if pair[1])
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto((built / NEW / "graph.html").as_uri() + f"#/duties/{key}?lang=en")
    page.click("#edition summary")
    page.click("#edition .choices a")
    page.wait_for_function("() => window.kgPage && kgPage.drawn === location.hash")
    assert page.url.endswith(f"{OLD}/graph.html#/duties/{there}?lang=en")
    page.click(".brand .up")
    page.wait_for_function("() => window.kgCounty")
    assert page.url.endswith("build/index.html#/desk?lang=en")  # the language goes along
    page.close()
