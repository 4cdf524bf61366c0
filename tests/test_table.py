"""The four forms of a table: what a spreadsheet, a terminal and a program get."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg.errors import KgError
from kg.table import POSITION, Heading, Table, records
from kg.terminal import width, wrap

NASTY = (
    " =1", "\n=1", "\ufeff=1", "\u3000-1", "＝1", "＋1", "－1", "＠a", "\u200b=1", "\xa0=1", " \u202e\t@a", "\x00=1", "\nx",
    "=1+1", "+86", "-5", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0",
)  # fmt: skip
TABLE = Table(
    "多部门[无]牵头/清单",
    "No lead",
    (
        Heading("duty", "事项", "duty"),
        Heading("n", "数", "n"),
        Heading("share"),
        Heading("yes", "是否"),
    ),
    (("配合 42，“引号”\n换行", 3, 0.25, True), ("收回 1", 12, None, False)),
    ("单位：步骤 / Unit: steps",),
)
EMPTY = Table("空", "Empty", (Heading("a", "甲"), Heading("b", "乙")), ())


def test_csv_is_what_excel_reads_as_utf_8() -> None:
    data = TABLE.encode("csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["事项 duty", "数 n", "share", "是否"],
        ["配合 42，“引号”\n换行", "3", "0.25", "True"],
        ["收回 1", "12", "", "False"],
    ]
    assert b"\r\n" in data


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula(text: str) -> None:
    table = Table("", "", (Heading("a"),), ((text,), (-5,), (-0.5,)))
    first = next(csv.reader(io.StringIO(table.to_csv().split("\r\n", 1)[1], newline="")))
    assert first == ["'" + text]
    assert "-5\r\n-0.5" in table.to_csv()  # a number stays a number
    sheet = load_workbook(io.BytesIO(table.to_xlsx())).worksheets[0]
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).split() == text.replace("\x00", "").split()
    assert cell.quotePrefix


def test_json_is_utf_8_and_keeps_types() -> None:
    data = json.loads(TABLE.encode("json").decode("utf-8"))
    assert data[0] == {"duty": "配合 42，“引号”\n换行", "n": 3, "share": 0.25, "yes": True}
    assert data[1]["share"] is None
    assert "配合" in TABLE.encode("json").decode("utf-8")


def test_xlsx_opens_as_a_table() -> None:
    book = load_workbook(io.BytesIO(TABLE.to_xlsx()))
    sheet = book.worksheets[0]
    assert sheet.title == "多部门无牵头清单"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert [cell.value for cell in sheet[1]] == ["事项 duty", "数 n", "share", "是否"]
    assert all(cell.font.b for cell in sheet[1])
    assert [cell.value for cell in sheet[3]] == ["收回 1", 12, None, False]
    assert all(8 <= sheet.column_dimensions[column].width <= 60 for column in "ABCD")
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width
    assert book.worksheets[1].title == "说明"
    assert [row[0] for row in book.worksheets[1].iter_rows(values_only=True)][-1] == TABLE.notes[0]
    formulas = [
        c for s in book.worksheets for row in s.iter_rows() for c in row if c.data_type == "f"
    ]
    assert formulas == []


def test_xlsx_takes_what_excel_does_not() -> None:
    table = Table("a" * 40, "", (Heading("a"),), (("\x00\x0b配合",), ("长" * 40_000,)))
    sheet = load_workbook(io.BytesIO(table.to_xlsx())).worksheets[0]
    assert sheet["A2"].value == "配合"
    assert len(str(sheet["A3"].value)) == 32767
    assert len(sheet.title) == 31


STRANGE = (
    "".join(map(chr, (*range(32), 0x7F, 0x9B, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x1F600, 0x202E)))
    + "配合_x0041_"
)


def test_no_character_breaks_a_file() -> None:
    table = Table(
        STRANGE,
        STRANGE,
        (Heading("a", STRANGE, "=1"),),
        ((STRANGE,), (10**30,), (float("nan"),)),
        (STRANGE, "=1"),
    )
    book = load_workbook(io.BytesIO(table.to_xlsx()))
    rows = [row[0] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert "配合" in rows[0] and "配合" in rows[1] and "😀" in rows[1]
    assert rows[2:] == [str(10**30), "nan"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    for format in ("csv", "json", "text", "md", "html"):
        assert "配合" in table.encode(format).decode("utf-8")
    assert json.loads(table.to_json())[2] == {"a": "nan"}


@pytest.mark.parametrize("seed", range(3))
def test_any_cell_is_a_text_in_every_form(seed: int) -> None:
    chance = random.Random(seed)
    signs = "=+-@＝＋－＠ \t\r\n\u3000\ufeff\x00\ufffe\ud800\u202e'\"|,;甲a1"
    cells = tuple("".join(chance.choices(signs, k=chance.randint(0, 8))) for _ in range(300))
    table = Table("", "", (Heading("a"),), tuple((cell,) for cell in cells))
    sheet = load_workbook(io.BytesIO(table.to_xlsx())).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    written = list(csv.reader(io.StringIO(table.to_csv(), newline="")))[1:]
    blanks = re.compile(r"[\s\x00-\x20\ufeff\u202e]+")
    for (cell,) in (row or [""] for row in written):
        assert blanks.sub("", cell)[:1] not in tuple("=+-@＝＋－＠")


def test_an_empty_result_is_a_head_and_no_row() -> None:
    assert EMPTY.to_csv() == "甲,乙\r\n"
    assert EMPTY.to_json() == "[]\n"
    assert EMPTY.to_text().splitlines()[0].split() == ["甲", "乙"]
    sheet = load_workbook(io.BytesIO(EMPTY.to_xlsx())).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["甲", "乙"]]
    assert len(EMPTY) == 0
    assert list(EMPTY) == []
    assert EMPTY.to_polars().columns == ["a", "b"]


def test_text_lines_up_under_wide_characters() -> None:
    lines = TABLE.to_text().splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("─"))
    assert lines[rule + 1].startswith("配合 42，“引号” 换行")
    assert "是" in lines[rule + 1]
    assert lines[-1] == TABLE.notes[0]


@pytest.mark.parametrize("widest", [24, 40, 79])
def test_text_fits_the_terminal_and_keeps_every_word(widest: int) -> None:
    text = TABLE.to_text(widest=widest)
    assert all(width(line) <= widest for line in text.splitlines())
    for value in TABLE.rows[0]:
        if isinstance(value, str):
            assert set(value.replace("\n", "")) <= set(text)


@pytest.mark.parametrize(
    ("text", "widest", "lines"),
    [
        ("做好慈善募捐救助工作", 8, ["做好慈善", "募捐救助", "工作"]),
        ("甲乙，丙", 4, ["甲", "乙，", "丙"]),
        ("cooperative duties", 11, ["cooperative", "duties"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("", 5, [""]),
        ("甲", 1, ["甲"]),
    ],
)
def test_wrap(text: str, widest: int, lines: list[str]) -> None:
    assert wrap(text, widest) == lines


def test_a_column_and_the_first_rows() -> None:
    assert TABLE.column("n") == [3, 12]
    assert len(TABLE.head(1)) == 1
    assert next(iter(TABLE))["n"] == 3


def test_data_frames_and_html() -> None:
    assert TABLE.to_polars()["n"].to_list() == [3, 12]
    html = Table("<b>", "", (Heading("a", "<甲>"),), (("<script>",),))._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    pandas = pytest.importorskip("pandas")
    assert isinstance(TABLE.to_pandas(), pandas.DataFrame)


def test_records_take_the_columns_that_are_named() -> None:
    table = records("表", "table", [{"a": 1, "b": 2}, {"b": 3}], [Heading("b"), Heading("a")])
    assert table.rows == ((2, 1), (3, None))


@pytest.mark.parametrize("format", ["csv", "json", "xlsx", "text"])
def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, format: str) -> None:
    (tmp_path / "new").mkdir()
    path = tmp_path / "new" / f"表.{format}"
    TABLE.write(path, format)
    assert path.read_bytes() == TABLE.encode(format) or format == "xlsx"
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    (tmp_path / "folder").mkdir()
    with pytest.raises(KgError, match=r"is a folder, not a file; .* choose another path after -o"):
        TABLE.write(tmp_path / "folder", format)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "new"]


def test_a_quiet_column_is_for_programs() -> None:
    made = TABLE.beside("n", POSITION, lambda value: value and int(value) + 1)
    assert [row["position"] for row in json.loads(made.to_json())] == [4, 13]
    assert made.for_people == TABLE
    for people in (Table.to_text, Table.to_csv, Table.to_markdown, Table.to_html):
        assert people(made) == people(TABLE)
    assert load_workbook(io.BytesIO(made.to_xlsx())).worksheets[0].max_column == 4
    assert TABLE.beside("none", POSITION, str) is TABLE
