"""The engine in real old browsers: Chromium 109 answers, an older one says in one sentence what it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import OldBrowser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.far]

SAID = "() => document.querySelector('[data-row], .status .warn')"


@pytest.mark.parametrize("name", ["list", "county"])
@pytest.mark.parametrize("version", [86, 109])
def test_the_engine_answers_or_says_what_it_needs(
    old_browser: OldBrowser, asking: Path, county_build: Path, version: int, name: str
) -> None:
    file = asking if name == "list" else county_build / "index.html"
    context = old_browser(version).new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{file.as_uri()}#/sparql/no_lead")
    page.wait_for_function(SAID, timeout=120_000)
    status = page.inner_text(".status")
    if version < 109:
        assert "需要 Chrome / Edge 109 或 Firefox 115 以上" in status
    else:
        assert page.locator("[data-row]").count() == int(status.split(" 行")[0]) > 0
    assert errors == []
    context.close()
