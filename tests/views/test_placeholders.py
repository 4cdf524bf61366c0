"""What an empty box says fits into it, at every width and in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.views import county

pytestmark = pytest.mark.browser

WIDTHS = (1366, 1093, 1024, 390)
VIEWS = {"list": ("#/overview", "#/burden"), "county": ("#/desk", "#/compare")}
CUT = """() => {
  const pen = document.createElement('canvas').getContext('2d');
  const cut = (box) => {
    const style = getComputedStyle(box);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(box.placeholder).width > room;
  };
  const shown = [...document.querySelectorAll('input[placeholder]')].filter((box) => box.checkVisibility());
  return [shown.length, shown.filter(cut).map((box) => box.placeholder)];
}"""


@pytest.fixture(scope="module")
def pages(file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    start = county.write(county.page(county.county()), Path(tmp_path_factory.mktemp("boxes")))
    return {"list": file.as_uri(), "county": start.as_uri()}


@pytest.mark.parametrize("name", VIEWS)
def test_no_placeholder_is_cut(browser: Browser, pages: dict[str, str], name: str) -> None:
    page = browser.new_page()
    try:
        page.goto(pages[name])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 768})
            for view in VIEWS[name]:
                for language in ("", "?lang=en"):
                    page.evaluate("(hash) => { window.location.hash = hash; }", view + language)
                    page.wait_for_timeout(60)
                    boxes, cut = page.evaluate(CUT)
                    assert boxes and cut == [], (width, view, language)
    finally:
        page.close()
