"""The same list in every format of an office is the same duties."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from kg import readers
from kg.errors import ReadError
from kg.model import Duty
from kg.parse import Parsed, read_list
from kg.records import duty_json
from tests.variants import without_spans

SMALL = """\
江南省云州市
青河区东山街道
履职事项清单
2025年3月

基本履职事项清单

序号\t事项类别\t事项名称
1\t党的建设\t加强自身建设
2\t民生服务\t做好低保申请受理

配合履职事项清单

序号\t事项类别\t事项名称\t对应区级部门\t区级部门职责\t街道配合职责
1\t平安法治\t群租房整治\t区公安局、区民政局\t<p>1.区公安局负责查处；</p> <p>2.区民政局走访。</p>\t巡查，上报区公安局。
"""


def lines_of(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n")]


def write_xlsx(path: Path, text: str, *, sheets: bool = False) -> Path:
    """Write every line as a row; ``sheets``: a sheet for each table, its title above it."""
    book = Workbook()
    book.remove(book.active)
    sheet = book.create_sheet("封面")
    for cells in lines_of(text):
        if sheets and len(cells) == 1 and cells[0].endswith("事项清单") and len(cells[0]) > 6:
            sheet = book.create_sheet(cells[0][-9:])
        sheet.append([int(cell) if cell.isdigit() else cell for cell in cells])
    book.save(path)
    return path


def write_docx(path: Path, text: str) -> Path:
    """Write lines without tabs as paragraphs, runs of lines with tabs as tables, ``<p>`` as paragraphs of a cell."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    rows: list[list[str]] = []
    for cells in [*lines_of(text), [""]]:
        if len(cells) >= 3:
            rows.append(cells)
            continue
        if rows:
            table = document.add_table(0, max(map(len, rows)))
            for row in rows:
                made = table.add_row().cells
                for cell, value in zip(made, row, strict=True):
                    fill(cell, value)
            rows = []
        document.add_paragraph(cells[0])
    document.save(str(path))
    return path


def fill(cell: Any, text: str) -> None:
    if not text.startswith("<p>"):
        cell.text = text
        return
    paragraphs = [part.removesuffix("</p>") for part in text.split("<p>")[1:]]
    cell.text = paragraphs[0].strip().removesuffix("</p>")
    for paragraph in paragraphs[1:]:
        cell.add_paragraph(paragraph.strip().removesuffix("</p>"))


def records(parsed: Parsed) -> list[Any]:
    return [without_spans(duty_json(duty)) for duty in parsed.list.duties]


@pytest.fixture
def small(tmp_path: Path) -> Parsed:
    (tmp_path / "small.txt").write_text(SMALL, encoding="utf-8")
    return read_list(tmp_path / "small.txt")


@pytest.mark.parametrize("sheets", [False, True])
def test_a_workbook(small: Parsed, tmp_path: Path, sheets: bool) -> None:
    parsed = read_list(write_xlsx(tmp_path / "list.xlsx", SMALL, sheets=sheets))
    assert records(parsed) == records(small)
    assert parsed.list.place == small.list.place
    assert parsed.oddities == ()


def test_a_word_document(small: Parsed, tmp_path: Path) -> None:
    parsed = read_list(write_docx(tmp_path / "list.docx", SMALL))
    assert records(parsed) == records(small)
    assert (parsed.list.place, parsed.list.issued) == (small.list.place, "2025-03")


def test_the_real_list_as_a_workbook(real_parsed: Parsed, real_text: str, tmp_path: Path) -> None:
    parsed = read_list(write_xlsx(tmp_path / "list.xlsx", real_text, sheets=True))
    assert records(parsed) == records(real_parsed)
    assert [plain(d).cells for d in parsed.list.duties] == [
        plain(d).cells for d in real_parsed.list.duties
    ]


@pytest.mark.slow
def test_the_real_list_as_a_word_document(
    real_parsed: Parsed, real_text: str, tmp_path: Path
) -> None:
    parsed = read_list(write_docx(tmp_path / "list.docx", real_text))
    assert records(parsed) == records(real_parsed)


def plain(duty: Duty) -> Duty:
    """Return a duty without the lines it stands on."""
    return replace(duty, cells=tuple(replace(cell, line=0) for cell in duty.cells))


def test_cells_of_a_workbook_are_texts(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append([1, 2.0, 2.5, None, "a\tb\r\nc_x000D_", True])
    book.active.append([None, None])
    book.save(tmp_path / "x.xlsx")
    rows = next(readers.read(tmp_path / "x.xlsx")).rows
    assert rows[0].cells == ("1", "2", "2.5", "", "a b c ", "TRUE")
    assert "".join(rows[-1].cells) == "" or len(rows) == 1


def test_lines_are_counted_from_1(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\xef\xbb\xbfa\tb\r\n\r\nc")
    assert [(row.line, row.cells) for row in next(readers.read(tmp_path / "x.txt")).rows] == [
        (1, ("a", "b")), (2, ("",)), (3, ("c",)),
    ]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_cells_that_excel_puts_in_quotation_marks(tmp_path: Path, newline: str) -> None:
    text = '1\t"区公安局\n区民政局"\t"""一老一小""服务"\n2\t"一老一小"服务\t"甲\n3\t乙"\t"丙"\n'
    (tmp_path / "x.txt").write_bytes(text.replace("\n", newline).encode("utf-16"))
    rows = next(readers.read(tmp_path / "x.txt")).rows
    assert [(row.line, row.cells) for row in rows if any(row.cells)] == [
        (1, ("1", "区公安局 区民政局", '"一老一小"服务')),
        (3, ("2", '"一老一小"服务', '"甲')),
        (4, ("3", '乙"', '"丙"')),
    ]


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a folder"):
        list(readers.read(tmp_path))


def test_every_reader_keeps_the_contract(tmp_path: Path) -> None:
    """A new file in ``kg/readers`` is a format: its endings are known, and rubbish under them is refused in one line."""
    for reader in readers.formats():
        assert reader.TITLE
        assert all(suffix[0] == "." for suffix in reader.SUFFIXES)
        for suffix in reader.SUFFIXES:
            path = tmp_path / f"x{suffix}"
            path.write_bytes(b"\x00\xff\x00rubbish\x01\x02" * 20)
            with pytest.raises(ReadError, match=path.name):
                list(readers.read(path))
