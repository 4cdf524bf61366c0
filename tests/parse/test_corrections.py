"""What people correct of the reading: applied, marked with who and when, refused when the text has changed."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import kg
from kg import archive
from kg.build import build
from kg.errors import ReadError
from kg.graph import dataset
from kg.graph.store import open_store
from kg.parse import Parsed, read_list
from kg.views.desk import Desk
from kg.views.page import render
from tests.conftest import Command

COVER = "江南省云州市\n青河区东山街道\n履职事项清单\n2025年3月\n\n"
HEAD = "配合履职事项清单\n\n序号\t事项类别\t事项名称\t对应区级部门\t区级部门职责\t街道配合职责\n"
ROWS = (
    "1\t平安法治\t群租房整治\t区公安局、区民政局\t1.登记；2.查处。\t1.巡查；2.报文旅口。\n"
    "2\t平安法治\t养犬管理\t区公安局\t受理申请 发放证件\t上报。\n"
)
SIGNED = 'by = "张三"\non = 2026-01-05\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "东山街道"
    made.mkdir()
    (made / "清单.txt").write_text(COVER + HEAD + ROWS, encoding="utf-8")
    return made


def corrected(folder: Path, entry: str, signed: str = SIGNED) -> Parsed:
    (folder / "corrections.toml").write_text(f"[[correction]]\n{entry}\n{signed}", encoding="utf-8")
    return read_list(folder)


def refused(parsed: Parsed) -> list[str]:
    return [oddity.zh for oddity in parsed.oddities if oddity.code == "correction-refused"]


def test_an_actor_is_given(folder: Path) -> None:
    parsed = corrected(
        folder,
        'at = "配合 1 上级部门 2"\nquote = "查处"\nactors = ["区公安局"]\njoined = ["区民政局"]',
    )
    first, second = parsed.list.duties[0].superior_steps
    assert (first.actors, second.actors) == ((), ("青河区公安局", "青河区民政局"))
    assert second.joined == ("青河区民政局",)
    assert {mention.rule for mention in second.participants} == {"corrected"}
    assert parsed.list.duties[0].corrections == (
        "人工更正（张三，2026-01-05）：上级部门 2 执行者：区公安局",
    )
    assert parsed.list.duties[1].corrections == ()
    assert refused(parsed) == []


def test_departments_are_given(folder: Path) -> None:
    parsed = corrected(
        folder,
        'at = "配合 1"\nquote = "区公安局"\ndepartments = ["区公安局", "区司法局"]\nlead = ["区司法局"]',
    )
    duty = parsed.list.duties[0]
    assert duty.departments == ("青河区公安局", "青河区司法局")
    assert duty.leads == ("青河区司法局",)


def test_a_cell_is_split(folder: Path) -> None:
    parsed = corrected(
        folder, 'at = "配合 2 上级部门"\nquote = "受理申请"\nsteps = ["受理申请", "发放证件"]'
    )
    steps = parsed.list.duties[1].superior_steps
    assert [(step.ordinal, step.ordinal_printed, step.text) for step in steps] == [
        (1, False, "受理申请"),
        (2, False, "发放证件"),
    ]
    assert [step.actors for step in steps] == [("青河区公安局",)] * 2


def test_an_alias_is_explained(folder: Path) -> None:
    parsed = corrected(folder, 'alias = "文旅口"\nmeans = "青河区文化和旅游局"')
    assert parsed.list.duties[0].township_steps[1].mentions == ("青河区文化和旅游局",)
    assert parsed.list.duties[0].corrections == (
        "人工更正（张三，2026-01-05）：别名：文旅口、青河区文化和旅游局",
    )


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('at = "配合 1 上级部门 2"\nquote = "处罚"\nactors = ["区公安局"]', "原文已经不是“处罚”"),
        ('at = "配合 1 上级部门 9"\nquote = "查处"\nactors = ["区公安局"]', "没有第 9 步"),
        ('at = "配合 7 上级部门 1"\nquote = "查处"\nactors = ["区公安局"]', "没有 配合 7"),
        ('at = "配合 2 上级部门"\nquote = "受理申请"\nsteps = ["受理申请"]', "漏了“发放证件”"),
        (
            'at = "配合 2 上级部门"\nquote = "受理申请"\nsteps = ["受理申请", "收费"]',
            "原文没有这一步：“收费”",
        ),
        ('at = "配合 1"\nquote = "区城管局"\ndepartments = ["区公安局"]', "原文已经不是“区城管局”"),
        ('alias = "县某办"\nmeans = "青河区公安局"', "原文没有“县某办”"),
    ],
)
def test_what_no_longer_fits_is_refused_with_a_sentence(
    folder: Path, entry: str, said: str
) -> None:
    before = read_list(folder)
    parsed = corrected(folder, entry)
    (sentence,) = refused(parsed)
    assert said in sentence
    assert "第 1 条（张三，2026-01-05）没有采用" in sentence
    assert parsed.list == before.list


@pytest.mark.parametrize(
    ("entry", "signed", "said"),
    [
        ('at = "配合 1 上级部门 2"\nquote = "查处"\nactors = ["…"]', SIGNED, "actors 还没有填"),
        (
            'at = "配合 1 上级部门 2"\nquote = "查处"\nactors = ["区公安局"]',
            "",
            "是谁（by）、何时（on）",
        ),
        ('at = "第一项"\nquote = "查处"\nactors = ["区公安局"]', SIGNED, "at 要写成"),
        ('at = "配合 1"\nquote = "查处"', SIGNED, "只能写 actors"),
        ('at = "配合 1"\nquote = "查处"\nactor = "区公安局"', SIGNED, "不认识 actor"),
        ('alias = "文旅口"', SIGNED, "means 要写明"),
        ("at = ", SIGNED, "不是 UTF-8 的 TOML"),
    ],
)
def test_an_entry_that_is_not_complete_is_one_line(
    folder: Path, entry: str, signed: str, said: str
) -> None:
    with pytest.raises(ReadError, match=said.replace("（", "[（]").replace("）", "[）]")) as error:
        corrected(folder, entry, signed)
    assert "东山街道/corrections.toml" in error.value.line


def test_corrections_of_one_of_several_documents(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text(COVER + HEAD + ROWS, encoding="utf-8")
    entry = '[[correction]]\nat = "配合 1 上级部门 2"\nquote = "查处"\nactors = ["区公安局"]\n'
    (tmp_path / "甲.corrections.toml").write_text(entry + SIGNED, encoding="utf-8")
    assert read_list(tmp_path / "甲.txt").list.duties[0].corrections
    assert not read_list(tmp_path / "乙.txt").list.duties[0].corrections


def test_graph_and_terminal_say_who_and_when(
    folder: Path, command: Command, tmp_path: Path
) -> None:
    parsed = corrected(folder, 'at = "配合 1 上级部门 2"\nquote = "查处"\nactors = ["区公安局"]')
    assert kg.open(folder).lists[0].duties == parsed.list.duties
    built = command("build", folder, "-o", tmp_path / "build")
    assert built.exit_code == 0, built.stderr
    shown = command("show", "配合 1", "--store", tmp_path / "build")
    assert "人工更正（张三，2026-01-05）：上级部门 2 执行者：区公安局" in shown.stdout
    assert "人工更正 corrected by hand" in shown.stdout


def test_the_page_shows_it_as_text(folder: Path) -> None:
    signed = 'by = "<b>张三</b>"\non = 2026-01-05\nnote = "<img src=x onerror=alert(1)>"\n'
    entry = 'at = "配合 1 上级部门 2"\nquote = "查处"\nactors = ["区公安局"]'
    duties = corrected(folder, entry, signed).list
    page = render(Desk(duties))
    shown = re.findall(r'<p class="note correction">(.*?)</p>', page)
    assert shown == [escape(duties.duties[0].corrections[0])]
    assert shown[0].startswith("人工更正（&lt;b&gt;张三&lt;/b&gt;，2026-01-05）")
    assert "<img src=x" not in page
    article = page[page.index('<article id="C1"') :]
    assert shown[0] in article[: article.index("</article>")]


def test_a_list_without_any_shows_none(folder: Path) -> None:
    assert 'class="note correction"' not in render(Desk(read_list(folder).list))


def test_the_records_of_a_build_keep_it(folder: Path, tmp_path: Path) -> None:
    duties = corrected(folder, 'alias = "文旅口"\nmeans = "青河区文化和旅游局"').list
    assert duties.duties[0].corrections
    assert archive.unpack(archive.pack(duties)) == duties
    build([folder], tmp_path / "build")
    assert dataset.from_graph(open_store(tmp_path / "build")) == duties
    page = next((tmp_path / "build").glob("*/*.html")).read_text(encoding="utf-8")
    assert escape(duties.duties[0].corrections[0]) in page


@pytest.mark.browser
def test_the_panel_of_the_duty_shows_it(folder: Path, browser: Browser, tmp_path: Path) -> None:
    signed = 'by = "张三"\non = 2026-01-05\nnote = "<img src=x onerror=alert(1)>"\n'
    entry = 'at = "配合 1"\nquote = "区公安局"\ndepartments = ["区公安局", "区司法局"]'
    duties = corrected(folder, entry, signed).list
    file = tmp_path / "page.html"
    file.write_text(render(Desk(duties)), encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{file.as_uri()}#/duties/cooperative/1")
    shown = page.locator("#panel .correction")
    assert shown.all_inner_texts() == [duties.duties[0].corrections[0]]
    assert page.locator("#panel img").count() == 0
    page.goto(f"{file.as_uri()}#/duties/cooperative/2")
    page.wait_for_function("kgPage.drawn === '#/duties/cooperative/2'")
    assert page.locator("#panel .correction").count() == 0
    page.close()
