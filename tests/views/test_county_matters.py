"""One number: a cell of the rows by matter, the list's page, and ``kg query matter``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import kg

pytestmark = pytest.mark.browser

_TITLED = re.compile(r"[12346] ")
"""The parts of the answer whose duties have the matter in their title."""


@pytest.fixture
def page(browser: Browser, county_build: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto((county_build / "index.html").as_uri() + "#/compare?rows=matter")
    yield page
    context.close()


def cells(page: Page) -> list[dict[str, Any]]:
    """Return the cells with duties: name of the matter, township, labels, address."""
    found: list[dict[str, Any]] = page.evaluate(
        """() => kgMatters.rows(kgCounty).flatMap((row) => row.held.map((_, column) => ({
          matter: kgMatters.name(kgCounty, row), town: kgCommons.townships(kgCounty)[column].name,
          labels: kgCells.codes(row, column).map((code) => kgCounty.label(code)),
          href: kgMatters.home(kgCounty, row, column)
        })).filter((one) => one.labels.length))"""
    )
    return found


def test_a_cell_is_what_the_question_has(page: Page, county_build: Path) -> None:
    data = kg.open(county_build)
    by_matter: dict[str, set[str]] = {}
    for cell in cells(page):
        labels = {f"{cell['town']} {label}" for label in cell["labels"]}
        by_matter.setdefault(cell["matter"], set()).update(labels)
    several = sorted(by_matter, key=lambda name: (-len(by_matter[name]), name))
    assert len(several) > 10
    for name in [*several[:3], *several[3::8]]:
        answer = data.query("matter", matter=name)
        asked = {str(row["duty"]) for row in answer if _TITLED.match(str(row["part"]))}
        assert by_matter[name] == asked, name


def test_a_cell_opens_as_many_duties_as_it_counts(page: Page) -> None:
    every = sorted(cells(page), key=lambda cell: -len(cell["labels"]))
    base = page.url.partition("#")[0].rpartition("/")[0]
    for cell in [every[0], every[len(every) // 2], every[-1]]:
        page.goto(f"{base}/{cell['href']}")
        assert page.evaluate("kgPage.chosen.length") == len(cell["labels"]), cell
        assert page.locator("#panel ul.rows:not(.deps) li").count() == len(cell["labels"])


def test_english_goes_along(page: Page) -> None:
    page.evaluate("kgCounty.go('#/compare?rows=matter&lang=en')")
    link = page.locator(".grid td.tables a").first.get_attribute("href") or ""
    assert re.search(r"/graph\.html#/overview\?matter=[^&]+&lang=en$", link)
