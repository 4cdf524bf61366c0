"""The workbook: Chinese heads, print set-up, drop-downs; verdicts given in Excel are read back, each refused cell is named."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import openpyxl
import pytest

import kg
from kg.errors import ReadError
from kg.findings import read_verdicts
from kg.library import Dataset, adopt
from kg.parse import read_list
from kg.resources import data_path
from kg.words import chinese
from tests.conftest import Command
from tests.papers.conftest import Render

FILE = "工作簿.xlsx"


@cache
def opened(book: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(book))


def judged(book: bytes, path: Path, **cells: str) -> Path:
    """Save a copy in which some cells of the sheet of findings were filled in, as Excel would."""
    copy = openpyxl.load_workbook(io.BytesIO(book))
    for address, value in cells.items():
        copy["发现"][address] = value
    copy.save(path)
    return path


def column(book: bytes, head: str) -> str:
    """Return the letter of a column of the sheet of findings."""
    return next(str(cell.column_letter) for cell in opened(book)["发现"][1] if cell.value == head)


def test_it_is_not_read_as_a_list(book: bytes, tmp_path: Path) -> None:
    """Its sheets of questions have heads like a list's: it was read as one of 1,339 duties."""
    (tmp_path / FILE).write_bytes(book)
    with pytest.raises(ReadError, match="不是清单"):
        read_list(tmp_path / FILE)


def test_it_has_a_sheet_for_findings_and_for_each_question_and_analysis(
    book: bytes, data: Dataset
) -> None:
    names = opened(book).sheetnames
    assert names[:2] == ["说明", "发现"]
    told = {str(row[0].value): row[1].value for row in opened(book)["说明"].iter_rows(min_row=7)}
    questions = [name for name in told if name.split()[0].isdigit()]
    assert len(questions) == len(data.questions)
    assert len([name for name in told if name.startswith("分析 ")]) == len(data.analyse_all())
    # an answer without rows is named there, and has no sheet of its own
    assert names[1:] == [name for name, rows in told.items() if rows or name == "发现"]
    assert 0 in told.values()
    for name in names[1:]:
        assert opened(book)[name].max_row - 1 == told[name], name
    assert opened(book)["发现"].max_row == len(data.findings()) + 1


def test_every_head_is_chinese_and_no_cell_is_a_formula(book: bytes) -> None:
    for sheet in opened(book).worksheets:
        for cell in sheet[1]:
            assert any("一" <= sign <= "鿿" for sign in str(cell.value)), (sheet.title, cell.value)
            assert not any(
                sign.isascii() and sign.isalpha() for sign in str(cell.value).replace("HHI", "")
            ), cell.value
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_it_prints_on_a4_across_one_page_wide_with_repeated_heads(book: bytes) -> None:
    for sheet in opened(book).worksheets:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
        assert "履职事项清单" in sheet.oddFooter.left.text and "&P" in sheet.oddFooter.right.text


def test_verdicts_are_chosen_from_a_list(book: bytes) -> None:
    (rule,) = opened(book)["发现"].data_validations.dataValidation
    assert rule.formula1 == '"依法如此,需要理顺,不成立,撤回"'
    assert str(rule.sqref).startswith(f"{column(book, '判断')}2:")


def test_nobody_has_judged_yet(book: bytes) -> None:
    letter = column(book, "出表时的状态")
    assert {cell.value for cell in opened(book)["发现"][letter][1:]} == {"待核"}


def test_the_same_content_is_the_same_bytes(book: bytes, data: Dataset) -> None:
    assert data.report("workbook")[FILE] == book


def test_what_is_judged_in_excel_is_read_back_and_honoured(
    book: bytes, data: Dataset, tmp_path: Path
) -> None:
    verdict, note, id = (column(book, head) for head in ("判断", "备注", "编号"))
    words = {f"{verdict}2": "需要理顺", f"{note}2": "请编办定", f"{verdict}3": "不成立"}
    words |= {f"{column(book, '判断人')}2": "张三", f"{column(book, '判断日期')}2": "2026/11/5"}
    file, verdicts = judged(book, tmp_path / "判.xlsx", **words), tmp_path / "verdicts.toml"
    assert adopt(file, verdicts) == 2
    ids = [str(opened(book)["发现"][f"{id}{row}"].value) for row in (2, 3)]
    known = read_verdicts(verdicts)
    assert [(known[one].verdict, known[one].note) for one in ids] == [
        ("settle", "请编办定"),
        ("no", ""),
    ]
    assert known[ids[0]].duties
    assert [(known[one].by, known[one].when) for one in ids] == [("张三", "2026-11-05"), ("", "")]
    again = data.report("workbook", verdicts=verdicts)[FILE]
    assert opened(again)["发现"][f"{verdict}2"].value == chinese("verdict")["settle"]
    back = judged(again, tmp_path / "撤.xlsx", **{f"{verdict}2": "撤回"})
    adopt(back, verdicts)
    assert ids[0] not in read_verdicts(verdicts) and ids[1] in read_verdicts(verdicts)


def test_a_blank_cell_takes_nothing_back(book: bytes, tmp_path: Path) -> None:
    verdicts = tmp_path / "verdicts.toml"
    verdicts.write_text(
        '[[verdict]]\nfinding = "x-1"\nverdict = "lawful"\nnote = ""\n', encoding="utf-8"
    )
    adopt(judged(book, tmp_path / "空.xlsx"), verdicts)
    assert read_verdicts(verdicts)["x-1"].verdict == "lawful"


def test_each_refused_cell_is_named_and_nothing_is_taken(book: bytes, tmp_path: Path) -> None:
    verdict, note = column(book, "判断"), column(book, "备注")
    cells = {
        f"{verdict}2": "需要理顺",
        f"{verdict}4": "好的",
        f"{verdict}9": "=1+1",
        f"{note}12": "只有备注",
    }
    file = judged(book, tmp_path / "错.xlsx", **cells)
    with pytest.raises(ReadError) as error:
        adopt(file, tmp_path / "verdicts.toml")
    assert f"发现!{verdict}4 “好的”" in str(error.value)
    assert f"发现!{verdict}12" in str(error.value)
    assert f"发现!{verdict}2 " not in str(error.value)
    assert not (tmp_path / "verdicts.toml").exists()


def test_a_workbook_of_findings_is_read_too_and_others_are_refused(
    data: Dataset, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "发现.xlsx").write_bytes(data.findings().table().to_xlsx())
    copy = openpyxl.load_workbook("发现.xlsx")
    heads = {str(cell.value): cell.column_letter for cell in copy.worksheets[0][1]}
    copy.worksheets[0][f"{heads['判断 verdict']}2"] = "lawful"
    copy.save("发现.xlsx")
    result = command("verdict", "发现.xlsx")
    assert result.exit_code == 0, result.output
    assert "1 条判断" in result.stderr
    (tmp_path / "别的.xlsx").write_bytes(data.query("load").to_xlsx())
    refused = command("verdict", "别的.xlsx")
    assert refused.exit_code == 1 and "编号" in refused.stderr
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04nothing")
    broken = command("verdict", "坏.xlsx")
    assert broken.exit_code == 1 and len(broken.stderr.splitlines()) == 1


def test_libreoffice_opens_it(render: Render) -> None:
    """That of a small list: it is printed whole."""
    small = kg.open(data_path() / "examples" / "example-county" / "hill-2025-12")
    book = small.report("workbook")[FILE]
    assert render(book, "book.xlsx").stat().st_size > 10_000
