"""Workbooks: what the program shows is read as it shows it, whatever the file says of itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg import readers
from kg.errors import ReadError
from kg.readers import RawTable
from kg.readers._old_boxes import boxes
from tests.readers.office import SHEET, excel, packed, sheet_rows

HEAD = ["序号", "类别", "名称"]


def taken(path: Path, inside: str, **more: str) -> RawTable:
    return next(readers.read(excel(path / "x.xlsx", {"配合": inside}, state=None, **more)))


def cells(raw: RawTable) -> list[tuple[str, ...]]:
    return [one.cells for one in raw.rows]


def test_a_wrong_dimension_harms_nothing(tmp_path: Path) -> None:
    inside = '<dimension ref="A1"/>' + sheet_rows(HEAD, ["1", "党建", "甲"])
    assert cells(taken(tmp_path, inside)) == [tuple(HEAD), ("1", "党建", "甲")]


def test_merged_cells_hold_for_their_rows(tmp_path: Path) -> None:
    rows = sheet_rows(
        HEAD, ["1", "党建", "甲"], ["2", "", "乙"], ["3", "民生", "丙"], ["全部", "", ""]
    )
    merges = '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="A5:C5"/></mergeCells>'
    raw = taken(tmp_path, rows + merges)
    assert cells(raw)[2] == ("2", "党建", "乙")
    assert sorted(raw.rows[2].held) == [1]
    assert sorted(raw.rows[4].covered) == [1, 2]


def test_hidden_rows_and_columns_are_reported(tmp_path: Path) -> None:
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'
    rows = sheet_rows(HEAD, ["1", "党建", "甲"], ["2", "民生", "乙"], properties={3: 'hidden="1"'})
    raw = taken(tmp_path, hidden + rows)
    assert cells(raw) == [("序号", "名称"), ("1", "甲")]
    assert [(one.code, one.text) for one in raw.left] == [
        ("hidden-row", "2 民生 乙"),
        ("hidden-column", "类别 党建"),
    ]
    assert raw.left[0].place == "工作表“配合”第 3 行"


def test_rows_that_only_a_filter_hides_are_data(tmp_path: Path) -> None:
    rows = sheet_rows(HEAD, ["1", "党建", "甲"], ["2", "民生", "乙"], properties={3: 'hidden="1"'})
    active = '<autoFilter ref="A1:C3"><filterColumn colId="1"/></autoFilter>'
    raw = taken(tmp_path, rows + active)
    assert len(raw.rows) == 3
    assert [one.code for one in raw.left] == ["filtered-rows"]
    assert len(taken(tmp_path, rows + '<autoFilter ref="A1:C3"/>').rows) == 2


def test_hidden_sheets_are_named(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "x.xlsx",
        {"旧稿": sheet_rows(["甲"]), "新": sheet_rows(["乙"])},
        state={"旧稿": "veryHidden"},
    )
    old, new = readers.read(path)
    assert (old.rows, old.left[0].code, old.left[0].text) == ((), "hidden-sheet", "甲")
    assert cells(new) == [("乙",)]


STYLES = f"""<styleSheet {SHEET}><numFmts><numFmt numFmtId="164" formatCode='yyyy"年"m"月"'/></numFmts>
<fonts><font/><font><strike/></font></fonts>
<cellXfs><xf/><xf fontId="1"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>"""


def test_what_the_program_made_of_a_text(tmp_path: Path) -> None:
    inside = (
        '<sheetData><row r="1"><c s="2"><v>45721</v></c><c s="3"><v>45658.5</v></c><c t="b"><v>1</v></c>'
        '<c t="e"><v>#REF!</v></c><c><v>3.0</v></c><c s="4"><v>0.5</v></c><c t="str"><f>A1</f><v>甲</v></c>'
        "<c><f>A1</f></c></row></sheetData>"
    )
    raw = taken(tmp_path, inside, styles=STYLES)
    assert cells(raw) == [("2025-03-05", "2025-01-01 12:00:00", "TRUE", "", "3", "50%", "甲")]
    assert [one.code for one in raw.left] == [
        "date-cell", "date-cell", "truth-value", "error-cell", "formula-without-value",
    ]  # fmt: skip


def test_struck_through_text(tmp_path: Path) -> None:
    rich = "<is><r><t>甲</t></r><r><rPr><strike/></rPr><t>乙</t></r></is>"
    inside = (
        f'<sheetData><row r="1"><c t="inlineStr"><is><t>1</t></is></c><c t="inlineStr">{rich}</c></row>'
        '<row r="2"><c><v>2</v></c><c s="1" t="inlineStr"><is><t>丙</t></is></c></row></sheetData>'
    )
    raw = taken(tmp_path, inside, styles=STYLES)
    assert cells(raw) == [("1", "甲")]
    assert [(one.code, one.text) for one in raw.left] == [
        ("struck-text", "乙"),
        ("struck-text", "2 丙"),
    ]


def test_escapes_and_phonetic_guides(tmp_path: Path) -> None:
    strings = (
        f"<sst {SHEET}><si><t>1.甲；_x000D_\n2.乙。_x000B_丙_x005F_</t></si>"
        "<si><t>圳</t><rPh><t>zhèn</t></rPh></si></sst>"
    )
    inside = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData>'
    assert cells(taken(tmp_path, inside, sharedStrings=strings)) == [("1.甲； 2.乙。 丙_", "圳")]


@pytest.mark.parametrize("reference", ["XFD1048576", "A200000"])
def test_a_stray_cell_costs_nothing(tmp_path: Path, reference: str) -> None:
    number = reference.lstrip("XFDA")
    rows = sheet_rows(HEAD).replace(
        "</sheetData>", f'<row r="{number}"><c r="{reference}" s="0"/></row></sheetData>'
    )
    started = time.process_time()
    assert len(taken(tmp_path, rows).rows) == 1
    assert time.process_time() - started < 1


def test_a_broken_workbook_is_one_sentence(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.xlsx", {"xl/workbook.xml": "<workbook"})
    with pytest.raises(ReadError, match="damaged"):
        list(readers.read(path))


def test_a_locked_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le")
    )
    with pytest.raises(ReadError, match="password"):
        list(readers.read(tmp_path / "x.xlsx"))


def test_text_boxes_of_an_old_workbook() -> None:
    def record(kind: int, data: bytes) -> bytes:
        return kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data

    def box(kind: int, text: str) -> bytes:
        encoded = text.encode("utf-16-le")
        half = len(text) // 2 * 2
        head = bytes(10) + len(text).to_bytes(2, "little") + bytes(6)
        return (
            record(0x5D, b"\x15\0\x12\0" + kind.to_bytes(2, "little") + bytes(16))
            + record(0x01B6, head)
            + record(0x3C, b"\x01" + encoded[:half])
            + record(0x3C, b"\x01" + encoded[half:])
        )

    begin, end = record(0x0809, bytes(16)), record(0x0A, b"")
    chart = begin + box(6, "图") + end  # a part inside the sheet
    sheet = begin + box(6, "青河县甲乡\n2025年7月") + box(0x19, "批注") + chart + end
    name = "基本".encode("utf-16-le")
    start = len(begin) + 4 + 8 + len(name) + len(end)
    bound = record(0x85, start.to_bytes(4, "little") + b"\0\0\x02\x01" + name)
    stream = begin + bound + end + sheet
    assert boxes(stream) == {"基本": ["青河县甲乡", "2025年7月", "图"]}
    for cut in range(0, len(stream), 7):
        assert len(boxes(stream[:cut])) < 2  # what is cut off harms nothing
