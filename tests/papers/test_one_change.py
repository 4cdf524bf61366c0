"""One duty is changed in a copy of the list: every paper follows, and nothing else in it moves."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

import kg
from kg.library import Dataset
from kg.resources import data_path
from tests.papers.conftest import paragraphs, part, tables, text

OLD_TITLE, NEW_TITLE = "“全民阅读”工作", "“全民阅读”推广工作"
QUESTION = re.compile(r"(\d+) ")
"""How the name of a question's sheet begins: with its number."""
LEAVES, STAYS = "奇台县文化体育广播电视台和旅游局", "奇台县委宣传部"


@pytest.fixture(scope="module")
def copy(real_list: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real list with another title of one duty, and one department less beside it."""
    folder = tmp_path_factory.mktemp("changed") / real_list.name
    shutil.copytree(real_list, folder)
    source = folder / "source.txt"
    words = source.read_text(encoding="utf-8")
    old = f"{OLD_TITLE}\t{STAYS}、{LEAVES}\t"
    assert words.count(old) == 1
    source.write_text(words.replace(old, f"{NEW_TITLE}\t{STAYS}\t"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def changed(copy: Path) -> Dataset:
    """Return the copy as a dataset."""
    return kg.open(copy)


def rows_about(file: bytes, title: str) -> int:
    """Return in how many rows of a paper's tables a title stands."""
    return sum(any(title in cell for cell in row) for table in tables(file) for row in table)


def test_the_report_counts_the_department_less(data: Dataset, changed: Dataset) -> None:
    name = "分析报告.docx"
    old, new = data.report("analysis")[name], changed.report("analysis")[name]
    assert OLD_TITLE in text(part(old)) and NEW_TITLE not in text(part(old))
    assert NEW_TITLE in text(part(new)) and OLD_TITLE not in text(part(new))


def test_the_sheets_of_departments_lose_and_name_it(data: Dataset, changed: Dataset) -> None:
    old, new = data.report("department"), changed.report("department")
    assert rows_about(old[f"部门分发单/{LEAVES}.docx"], OLD_TITLE) == 1
    said = "".join(paragraphs(old[f"部门分发单/{LEAVES}.docx"], "BodyText"))
    says = "".join(paragraphs(new[f"部门分发单/{LEAVES}.docx"], "BodyText"))
    listed = next(row["duties"] for row in data.query("load") if row["department"] == LEAVES)
    assert f"列名的配合事项 {listed} 项" in said
    assert f"列名的配合事项 {int(str(listed)) - 1} 项" in says
    assert rows_about(new[f"部门分发单/{STAYS}.docx"], NEW_TITLE) == 1
    assert rows_about(new[f"部门分发单/{STAYS}.docx"], OLD_TITLE) == 0
    others = [name for name in old if not any(body in name for body in (LEAVES, STAYS))]
    assert len(others) > 20
    assert [name for name in others if tables(old[name]) != tables(new[name])] == []


def test_the_list_of_the_township_names_it(data: Dataset, changed: Dataset) -> None:
    (old,), (new,) = data.report("township").values(), changed.report("township").values()
    # once for each department that it names
    assert (rows_about(old, OLD_TITLE), rows_about(new, NEW_TITLE)) == (2, 1)
    assert rows_about(new, OLD_TITLE) == 0


def test_a_negotiation_sheet_quotes_what_stands_now(data: Dataset, changed: Dataset) -> None:
    for place, title in ((data, OLD_TITLE), (changed, NEW_TITLE)):
        key = next(entry.key for entry in place.lists[0].duties if entry.title == title)
        finding = place.findings("overlap", duty=key)[0]
        (file,) = place.report("sheets", findings=[finding.id]).values()
        assert title in text(part(file))
    assert OLD_TITLE not in text(part(file))


def test_the_proposal_begins_with_the_list_as_it_is(data: Dataset, changed: Dataset) -> None:
    old, new = (place.report("proposal")["调整建议.docx"] for place in (data, changed))
    assert rows_about(old, OLD_TITLE) == rows_about(new, NEW_TITLE) == 1
    assert rows_about(new, OLD_TITLE) == 0
    differing = [
        (before, after)
        for was, now in zip(tables(old), tables(new), strict=True)
        for before, after in zip(was, now, strict=True)
        if before != after
    ]
    assert len(differing) == 1


def test_the_workbook_counts_it_in_each_sheet(book: bytes, changed: Dataset) -> None:
    made = changed.report("workbook")["工作簿.xlsx"]
    old, new = (openpyxl.load_workbook(io.BytesIO(file)) for file in (book, made))
    assert old.sheetnames == new.sheetnames
    for sheet in new.worksheets:
        question = QUESTION.match(sheet.title)
        if question:
            assert sheet.max_row - 1 == len(changed.query(question[1])), sheet.title
    said = [str(cell.value) for sheet in new.worksheets for row in sheet for cell in row]
    assert any(NEW_TITLE in cell for cell in said)
    assert not any(OLD_TITLE in cell for cell in said)


def test_the_sheets_of_a_county_follow(real_list: Path, copy: Path, tmp_path: Path) -> None:
    other = data_path() / "examples" / "example-county" / "hill-2025-12"
    rows = []
    for name, source in (("was", real_list), ("now", copy)):
        folder = tmp_path / name
        shutil.copytree(source, folder / "one")
        shutil.copytree(other, folder / "other")
        files = kg.open(folder).report("department")
        rows.append([len(tables(files[f"部门分发单/{LEAVES}.docx"])[0]), len(files)])
    (was, bodies), (now, same) = rows
    assert now == was - 1 and same == bodies
