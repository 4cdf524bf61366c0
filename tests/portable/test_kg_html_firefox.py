"""``kg.html`` in Firefox: files that are chosen give what ``kg build`` gives, and nothing is asked for."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.portable.conftest import CASES, COUNTY, FORMATS, files, until
from tests.portable.test_kg_html import native, put, same
from tests.views.test_firefox import WATCH, firefox  # noqa: F401 - a fixture

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CATCH = """
window.caught = [];
URL.createObjectURL = ((make) => (blob) => { window.last = blob; return make.call(URL, blob); })(URL.createObjectURL);
HTMLAnchorElement.prototype.click = function () { if (this.download) { window.caught.push(window.last); } };
"""
DROP = """
const transfer = new DataTransfer();
Array.from(document.getElementById('taken').files).forEach((file) => { transfer.items.add(file); });
document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
"""
CAUGHT = """
const [done] = arguments;
const reader = new FileReader();
reader.onload = () => done(reader.result.split(',')[1]);
reader.readAsDataURL(window.caught[0]);
"""
ASKED = "return performance.getEntriesByType('resource').map((one) => one.name).filter((one) => !one.startsWith('blob:'));"


def opened(session: Any, kg_html: Path) -> None:
    session.navigate(kg_html.as_uri())
    session.execute_script(WATCH + CATCH, sandbox=None)


def state(session: Any) -> str:
    return str(session.execute_script("return document.getElementById('state').textContent;"))


def drop(session: Any, paths: list[Path]) -> None:
    """Drop files, as far as Firefox lets a program do it, and wait for the results."""
    from marionette_driver import By

    session.execute_script(
        "document.getElementById('verdict-input').insertAdjacentHTML('afterend', '<input type=file id=taken multiple>');"
    )
    for path in paths:
        session.find_element(By.ID, "taken").send_keys(str(path))
    session.execute_script(DROP, sandbox=None)
    until(lambda: state(session).startswith(("完成", "出错")), lambda: state(session))
    assert state(session).startswith("完成"), state(session)


def saved(session: Any) -> dict[str, bytes]:
    session.execute_script("document.getElementById('zip').click();")
    until(lambda: bool(session.execute_script("return window.caught.length;", sandbox=None)))
    return files(base64.b64decode(session.execute_async_script(CAUGHT, sandbox=None)))


def held(session: Any, kg_html: Path, place: Path) -> None:
    """Drop every file of a folder; the results are those of the command line, and nobody was asked for anything."""
    documents = sorted(place.iterdir())
    opened(session, kg_html)
    drop(session, documents)
    same(saved(session), native(place, *(path.name for path in documents)))
    assert session.execute_script(ASKED) == []
    assert session.execute_script("return window.said;", sandbox=None) == []


def test_a_word_list_in_firefox(firefox: Any, kg_html: Path, tmp_path: Path) -> None:  # noqa: F811
    put(tmp_path / "清单", [CASES / "00-base.docx"])
    held(firefox, kg_html, tmp_path / "清单")


@pytest.mark.far
def test_the_real_list_in_firefox(
    firefox: Any,  # noqa: F811
    kg_html: Path,
    real_list: Path,
    tmp_path: Path,
) -> None:
    put(tmp_path / "清单", [real_list / "source.txt"])
    held(firefox, kg_html, tmp_path / "清单")


@pytest.mark.far
def test_three_cases_of_each_format_in_firefox(
    firefox: Any,  # noqa: F811
    kg_html: Path,
    tmp_path: Path,
) -> None:
    put(tmp_path / "各乡镇", [CASES / name for names in FORMATS.values() for name in names])
    held(firefox, kg_html, tmp_path / "各乡镇")


@pytest.mark.far
def test_a_county_of_two_editions_in_firefox(
    firefox: Any,  # noqa: F811
    kg_html: Path,
    tmp_path: Path,
) -> None:
    place = tmp_path / "示例县"
    place.mkdir()
    for folder in sorted(path for path in COUNTY.iterdir() if path.is_dir()):
        [document] = (path for path in folder.iterdir() if path.stem == "source")
        shutil.copy(document, place / f"{folder.name}{document.suffix}")
    held(firefox, kg_html, place)
