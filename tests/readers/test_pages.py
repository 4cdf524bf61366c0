"""Web pages as a browser shows them, text in the encodings of office computers, what lies about its format."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg import readers
from kg.errors import ReadError
from kg.readers import RawTable
from kg.readers._encoding import decode

LINES = "序号\t事项类别\t事项名称\n1\t党的建设\t加强党组织建设\n2\t民生服务\t做好低保申请受理\n"


def page(path: Path, text: str, name: str = "x.html") -> RawTable:
    (path / name).write_text(text, encoding="utf-8")
    return next(readers.read(path / name))


def cells(raw: RawTable) -> list[tuple[str, ...]]:
    return [one.cells for one in raw.rows]


def test_spans_and_nested_markup(tmp_path: Path) -> None:
    raw = page(
        tmp_path,
        "<p>某县</p><table><tr><th>序号<th>类别<th>名称<tr><td>1<td rowspan=2>党建<td>甲<b>乙</b>&nbsp;丙<br>丁"
        "<tr><td>2<td><p>1.子；</p><p>2.丑。</p><tr><td colspan=3>全部</table><p>注：完",
    )
    assert cells(raw) == [
        ("某县",), ("序号", "类别", "名称"), ("1", "党建", "甲乙 丙 丁"), ("2", "党建", "<p>1.子；</p> <p>2.丑。</p>"),
        ("全部", "", ""), ("注：完",),
    ]  # fmt: skip
    assert sorted(raw.rows[3].held) == [1]
    assert raw.rows[3].place == "第 1 张表第 3 行"


def test_numbered_lists_are_numbered(tmp_path: Path) -> None:
    raw = page(
        tmp_path, "<table><tr><td>1<td><ol><li>甲；<li>乙。</ol><td><ol><li>1.丙</ol></table>"
    )
    assert cells(raw) == [("1", "<p>1.甲；</p> <p>2.乙。</p>", "1.丙")]


def test_tables_that_lay_out_a_page(tmp_path: Path) -> None:
    inner = "<table><tr><td>序号<td>类别<td>名称<tr><td>1<td>党建<td>甲</table>"
    raw = page(tmp_path, f"<table><tr><td>导航</td><td>正文{inner}尾</td></tr></table>")
    assert ("1", "党建", "甲") in cells(raw)
    assert "".join("".join(one) for one in cells(raw)).count("甲") == 1


def test_what_a_page_does_not_show_is_reported(tmp_path: Path) -> None:
    raw = page(
        tmp_path,
        "<style>.old,.x{text-decoration:line-through}</style><script>var a='<table>'</script>"
        "<p>甲<del>乙</del><span class=old>丙</span><span style='display:none'>丁</span></p>",
    )
    assert cells(raw) == [("甲",)]
    assert [(one.code, one.text) for one in raw.left] == [
        ("struck-text", "乙"), ("struck-text", "丙"), ("hidden-text", "丁"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["x.xls", "x.doc", "x.htm"])
def test_a_page_under_another_ending(tmp_path: Path, name: str) -> None:
    assert cells(page(tmp_path, "<html><table><tr><td>1<td>甲</table>", name)) == [("1", "甲")]


def test_a_page_archive(tmp_path: Path) -> None:
    (tmp_path / "x.mht").write_bytes(
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n'
        b"Content-Transfer-Encoding: quoted-printable\n\n<table><tr><td>=E7=94=B2</td></tr></table>\n--b--\n"
    )
    assert cells(next(readers.read(tmp_path / "x.mht"))) == [("甲",)]


@pytest.mark.parametrize(
    "trap",
    ["<", "<a ", "<!--", "<style>", "<div><b>", "&#", "<![", "<td rowspan=1000 colspan=1000>1"],
)
def test_traps_of_pages_take_no_time(tmp_path: Path, trap: str) -> None:
    started = time.process_time()
    page(tmp_path, "<html><body><table>" + trap * 20_000)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings(encoding: str) -> None:
    assert decode(LINES.encode(encoding), where="x").lstrip("\ufeff") == LINES


def test_big5() -> None:
    text = "序號\t事項類別\t事項名稱\n1\t黨的建設\t加強黨組織建設\n"
    assert decode(text.encode("big5"), where="x") == text


def test_damaged_bytes_are_read_round_and_reported(tmp_path: Path) -> None:
    data = bytearray((LINES * 20).encode())
    data[100] = 0xFF
    (tmp_path / "x.txt").write_bytes(data)
    raw = next(readers.read(tmp_path / "x.txt"))
    assert len(raw.rows) == 61
    assert [one.code for one in raw.left] == ["unreadable-bytes"]


def test_control_characters_are_left_out_and_reported(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(LINES.replace("党的", "党\x07的\x0b"), encoding="utf-8")
    raw = next(readers.read(tmp_path / "x.txt"))
    assert raw.rows[1].cells[1] == "党的 建设"
    assert [(one.code, one.severity) for one in raw.left] == [("control-characters", "info")]


@pytest.mark.parametrize(
    ("sign", "name"), [(",", "x.csv"), (";", "x.csv"), (",", "x.txt"), ("|", "x.md")]
)
def test_separators(tmp_path: Path, sign: str, name: str) -> None:
    (tmp_path / name).write_text(LINES.replace("\t", sign), encoding="utf-8")
    assert next(readers.read(tmp_path / name)).rows[2].cells == (
        "2",
        "民生服务",
        "做好低保申请受理",
    )


def test_a_box_with_rules_between_its_rows(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        "┌──┬────┬────┐\n│序号│类别│名称│\n├──┼────┼────┤\n│1│党建│加强│\n│ │    │建设│\n├──┼────┼────┤\n"
        "│2│民生│服务│\n└──┴────┴────┘\n注：完\n", encoding="utf-8",
    )  # fmt: skip
    assert [one.cells for one in next(readers.read(tmp_path / "x.txt")).rows if any(one.cells)] == [
        ("序号", "类别", "名称"), ("1", "党建", "加强 建设"), ("2", "民生", "服务"), ("注：完",),
    ]  # fmt: skip


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    text = '序号,类别,名称\n1,党建,"甲\n2,民生,乙"\n3,党建,"丙,丁\n续"\n'
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    assert [one.cells for one in next(readers.read(tmp_path / "x.csv")).rows] == [
        ("序号", "类别", "名称"), ("1", "党建", '"甲'), ("2", "民生", '乙"'), ("3", "党建", "丙,丁 续"), ("",),
    ]  # fmt: skip


def test_a_cell_of_ten_megabytes(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        LINES + "3\t党的建设\t" + "做好工作；" * 700_000, encoding="utf-8"
    )
    started = time.process_time()
    assert len(next(readers.read(tmp_path / "x.txt")).rows) == 4
    assert time.process_time() - started < 3


def test_old_word_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    (tmp_path / "x.doc").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")
    )
    with pytest.raises(ReadError, match=r"save it as \.docx"):
        list(readers.read(tmp_path / "x.doc"))


def test_marks_of_markdown_are_no_text(tmp_path: Path) -> None:
    text = "| 序号 | 名称 |\n|---|---|\n| 1 | 局\\* |\n\n> 注：**甲**\n"
    raw = page(tmp_path, text, "x.md")
    assert cells(raw) == [("序号", "名称"), ("1", "局*"), ("",), ("注：甲",), ("",)]
