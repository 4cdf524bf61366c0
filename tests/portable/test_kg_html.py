"""``kg.html``: lists that are dropped on it give what ``kg build`` gives, offline; what is no list is said and stops nothing."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.errors import KgError
from kg.library import build, check
from tests.conftest import OldBrowser
from tests.portable.conftest import (
    CASES,
    COUNTY,
    SECONDS,
    Files,
    Opened,
    folder,
    of_formats,
    until,
)
from tests.views.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LARGEST = 12_000_000
OTHERS = {"BUILD"}
"""What tells how the build was made: it lists the store too."""


def native(place: Path, *names: str) -> Files:
    """Return what ``kg build`` gives of the same files, named in the same way."""
    with pytest.MonkeyPatch.context() as here:
        here.chdir(place)
        build(*names, output=place.parent / "native", patient=True, jobs=1, verdicts=None)
    return folder(place.parent / "native")


def same(found: Files, wanted: Files) -> None:
    """Compare file by file; the names of those that differ say more than their bytes."""
    names = (found.keys() | wanted.keys()) - OTHERS
    differing = [name for name in sorted(names) if found.get(name) != wanted.get(name)]
    assert not differing, differing
    lists = {name.partition("/")[0] for name in names if name.endswith("/graph.html")}
    assert lists
    for name in lists:  # the questions are in the page
        assert {f"{name}/list.nq.gz", f"{name}/csv/findings.csv"} <= names


def put(place: Path, sources: Sequence[Path]) -> list[Path]:
    """Copy files into a folder; return their paths there."""
    place.mkdir(parents=True)
    return [Path(shutil.copy(source, place / source.name)) for source in sources]


def test_the_real_list_and_what_is_no_list(
    opened: Opened, kg_html: Path, real_list: Path, tmp_path: Path
) -> None:
    assert kg_html.stat().st_size <= LARGEST
    place = tmp_path / "清单"
    document, photo = put(place, [real_list / "source.txt", CASES / "D07-picture-only.pdf"])
    (place / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 400)
    until(lambda: opened.page.locator("body[data-rehearsed]").count(), lambda: opened.state)
    opened.drop(document, photo, place / "照片.jpg")
    names = sorted(path.name for path in place.iterdir())
    same(opened.saved(), native(place, *names))
    told = {one.path: one for one in check(place).unread}
    assert len(told) == 2
    for path, one in told.items():
        said = opened.refused[Path(path).name]
        assert one.zh in said and one.en in said and one.cure_zh in said
    speaks_english_and_opens(opened)


def speaks_english_and_opens(opened: Opened) -> None:
    opened.page.click("#language")
    assert "239 duties" in opened.page.locator("article").inner_text()
    with opened.page.context.expect_page() as coming:
        opened.page.locator("[data-open]:enabled").first.click()
    page = coming.value
    page.locator("canvas").first.wait_for()
    assert "坎尔孜乡" in page.locator("h1.brand").inner_text()
    page.locator("[data-view=findings]").click()
    page.locator("[data-view=findings][aria-current=page]").wait_for()


@pytest.mark.far
def test_three_cases_of_each_format(opened: Opened, tmp_path: Path) -> None:
    of_formats(tmp_path / "各乡镇")
    opened.drop(tmp_path / "各乡镇")
    assert not opened.refused
    same(opened.saved(), native(tmp_path, "各乡镇"))


@pytest.mark.far
def test_a_county_of_two_editions_and_its_questions(opened: Opened, tmp_path: Path) -> None:
    shutil.copytree(COUNTY, tmp_path / "示例县")
    opened.drop(tmp_path / "示例县")
    assert not opened.refused
    found = opened.saved()
    answers = found["index.html"].partition(b'id="asked"')[2].partition(b"/script")[0]
    assert b"'name': 'missing'" in answers
    same(found, native(tmp_path, "示例县"))


@pytest.mark.far
def test_wrong_files_get_the_line_of_the_command_line(opened: Opened, tmp_path: Path) -> None:
    place = tmp_path / "杂"
    names = [
        "B13-old-word.doc", "B15-password.xlsx", "B17-empty.docx", "B20-damaged.xlsx", "B22-damaged.xlsx",
        "X35-power-list-in-small.xlsx", "T40-letter.txt",
    ]  # fmt: skip
    put(place, [CASES / name for name in names])
    (place / "空.docx").write_bytes(b"")
    (place / "大.txt").write_text("第一行没有什么\n" * 700_000, encoding="utf-8")
    (place / "大.docx").write_bytes(bytes(range(256)) * 40_000)
    opened.drop(*sorted(place.iterdir()))
    found = opened.refused
    with pytest.MonkeyPatch.context() as here:
        here.chdir(place)
        here.setenv("PATH", "")  # the browser has no LibreOffice
        for path in sorted(place.iterdir()):
            error = refusal(path.name)
            said = found.get(path.name, "")
            assert bool(error) == bool(said)
            assert error is None or (error.zh in said and error.en in said)


def refusal(name: str) -> KgError | None:
    try:
        check(name)
    except KgError as error:
        return error
    return None


@pytest.mark.far
def test_verdicts_are_taken_over_kept_and_saved(
    opened: Opened, real_list: Path, tmp_path: Path
) -> None:
    opened.drop(*put(tmp_path / "清单", [real_list / "source.txt"]))
    before = opened.saved()
    finding = before["source/csv/findings.csv"].decode("utf-8-sig").splitlines()[1].split(",")[0]
    verdicts = tmp_path / "verdicts.toml"
    verdicts.write_text(
        f'[[verdict]]\nfinding = "{finding}"\nverdict = "settle"\nby = "王"\nwhen = 2025-08-01\n',
        encoding="utf-8",
    )
    opened.page.set_input_files("#verdict-input", verdicts)
    opened.page.locator("#keep").wait_for()
    opened.wait()
    after = opened.saved()
    assert after["source/csv/findings.csv"] != before["source/csv/findings.csv"]
    assert finding in opened.save("#keep").decode()


@pytest.mark.far
def test_the_workbook(opened: Opened, real_list: Path, tmp_path: Path) -> None:
    import io

    from openpyxl import load_workbook

    from kg.library import open as open_list

    document = put(tmp_path / "清单", [real_list / "source.txt"])[0]
    opened.drop(document)
    made = load_workbook(io.BytesIO(opened.save("[data-word=workbook]")))
    wanted = load_workbook(io.BytesIO(open_list(document).report("workbook")["工作簿.xlsx"]))
    assert made.sheetnames == wanted.sheetnames
    for name in wanted.sheetnames:
        assert list(made[name].values) == list(wanted[name].values), name


@pytest.mark.far
def test_saved_pages_answer_queries_of_the_reader(
    opened: Opened, browser: Browser, tmp_path: Path
) -> None:
    """What was saved as one zip, and unpacked: the county's page and a list's, offline, without the program."""
    shutil.copytree(COUNTY, tmp_path / "示例县")
    opened.page.check("#engine")
    opened.drop(tmp_path / "示例县")
    with zipfile.ZipFile(io.BytesIO(opened.save("#zip"))) as whole:
        whole.extractall(tmp_path / "存下的")
    (start,) = (tmp_path / "存下的").rglob("index.html")
    for path in (start, next(start.parent.glob("*/graph.html"))):
        page = browser.new_context(offline=True).new_page()
        watched = Watched.watch(page)
        page.goto(f"{path.as_uri()}#/sparql/no_lead")
        page.wait_for_selector("[data-row]", timeout=SECONDS * 1000)
        assert watched.said == []
        page.context.close()


@pytest.mark.far
def test_stopped_dropped_again_and_kept(opened: Opened, real_list: Path, tmp_path: Path) -> None:
    """Two drops before the first is begun are one; a stop forgets the lists and keeps the verdicts."""
    place = tmp_path / "清单"
    first, second = put(place, [real_list / "source.txt", CASES / "00-base.docx"])
    verdicts = tmp_path / "verdicts.toml"
    verdicts.write_text('[[verdict]]\nfinding = "no_lead-1"\nverdict = "no"\n', encoding="utf-8")
    opened.page.set_input_files("#verdict-input", verdicts)
    opened.page.set_input_files("#file-input", first)
    opened.page.set_input_files("#file-input", [first, second])
    assert "2 个文件" in opened.page.inner_text("#queued")
    opened.wait()
    assert opened.page.locator("article[data-list]").count() == 2
    assert not opened.page.is_visible("#queued")
    opened.page.set_input_files("#file-input", [first, second])
    opened.page.locator("#rows .now").wait_for(timeout=SECONDS * 1000)
    opened.page.click("#stop")
    assert opened.page.locator("#rows .halted").count()
    until(lambda: opened.state.startswith("准备好了"), lambda: opened.state)
    assert "no_lead-1" in opened.save("#keep").decode()
    opened.drop(second)
    assert opened.page.locator("article[data-list]").count() == 1


@pytest.mark.far
@pytest.mark.parametrize("version", [86, 109])
def test_an_old_chromium_reads_a_list_or_says_what_it_needs(
    old_browser: OldBrowser, kg_html: Path, real_list: Path, version: int
) -> None:
    context = old_browser(version).new_context(offline=True)
    opened = Opened(context.new_page())
    opened.page.goto(kg_html.as_uri())
    if version < 109:
        assert opened.state.startswith("这个浏览器太旧")
    else:
        opened.drop(real_list / "source.txt")
        assert opened.state.startswith("完成")
        assert "239" in opened.page.locator("article").inner_text()
    context.close()
