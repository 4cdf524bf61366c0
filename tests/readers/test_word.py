"""Word documents: everything that Word shows is read, and what it does not show is left out and reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import readers
from kg.errors import ReadError
from kg.readers import RawTable, Revisions
from tests.readers.office import cell, paragraph, row, run, table, word


def taken(path: Path, body: str, *, revisions: Revisions = "final", **parts: str) -> RawTable:
    return next(readers.read(word(path / "x.docx", body, **parts), revisions=revisions))


def cells(raw: RawTable) -> list[tuple[str, ...]]:
    return [one.cells for one in raw.rows]


def codes(raw: RawTable) -> list[str]:
    return [one.code for one in raw.left]


INSERTED = '<w:ins w:id="1" w:author="a">' + run("新") + "</w:ins>"
DELETED = '<w:del w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("revisions", "text", "left"),
    [("final", "甲新乙", "deleted-text"), ("original", "甲旧乙", "inserted-text")],
)
def test_tracked_changes(tmp_path: Path, revisions: Revisions, text: str, left: str) -> None:
    raw = taken(tmp_path, paragraph("甲", INSERTED, DELETED, "乙"), revisions=revisions)
    assert cells(raw) == [(text,)]
    assert codes(raw) == [left, "revisions"]
    assert raw.left[0].text == {"final": "旧", "original": "新"}[revisions]
    assert "2 tracked changes" in raw.left[1].en


@pytest.mark.parametrize(
    ("revisions", "numbers"), [("final", ["1", "3"]), ("original", ["1", "2"])]
)
def test_tracked_rows(tmp_path: Path, revisions: Revisions, numbers: list[str]) -> None:
    body = table(
        row("1", "甲"),
        row("2", "乙", properties='<w:del w:id="1"/>'),
        row("3", "丙", properties='<w:ins w:id="2"/>'),
    )
    raw = taken(tmp_path, body, revisions=revisions)
    assert [one[0] for one in cells(raw)] == numbers
    assert raw.left[-1].code == "revisions"


def test_a_last_row_that_was_deleted(tmp_path: Path) -> None:
    raw = taken(tmp_path, table(row("1", "甲"), f"<w:del>{row('2', '乙')}</w:del>"))
    assert [one[0] for one in cells(raw)] == ["1"]
    assert next((one.code, one.text) for one in raw.left) == ("deleted-text", "2乙")


def test_a_paragraph_end_that_was_deleted(tmp_path: Path) -> None:
    first = paragraph("甲", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert cells(taken(tmp_path, first + paragraph("乙"))) == [("甲乙",)]
    assert cells(taken(tmp_path, first + paragraph("乙"), revisions="original")) == [
        ("甲",),
        ("乙",),
    ]
    assert cells(taken(tmp_path, table(row(cell(first, paragraph("乙")))))) == [("甲乙",)]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag w:element='date'>{}</w:smartTag>",
        "<w:fldSimple w:instr='DATE'>{}</w:fldSimple>",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:customXml><w:customXmlPr/>{}</w:customXml>",
        "<w:dir w:val='ltr'>{}</w:dir>",
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DATE</w:instrText></w:r>{}",
        "<w:r><w:ruby><w:rt><w:r><w:t/></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        "<w:nobodyKnowsThis>{}</w:nobodyKnowsThis>",
    ],
)
def test_what_is_wrapped_is_read(tmp_path: Path, wrapped: str) -> None:
    body = paragraph("接报后", wrapped.format(run("30分钟")), "内") + table(
        row("1", cell(paragraph("每年", wrapped.format(run("12月31日")), "前")))
    )
    raw = taken(tmp_path, body)
    assert cells(raw) == [("接报后30分钟内",), ("1", "每年12月31日前")]
    assert raw.left == ()


@pytest.mark.parametrize("level", ["block", "row", "cell"])
def test_content_controls_of_every_level(tmp_path: Path, level: str) -> None:
    def wrap(what: str, here: str) -> str:
        return (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{what}</w:sdtContent></w:sdt>"
            if here == level
            else what
        )

    body = wrap(table(row("1", "甲"), wrap(row("2", wrap(cell("乙"), "cell")), "row")), "block")
    assert cells(taken(tmp_path, body)) == [("1", "甲"), ("2", "乙")]


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ("<w:strike/>", "struck-text"),
        ("<w:dstrike/>", "struck-text"),
        ("<w:vanish/>", "hidden-text"),
    ],
)
def test_text_that_is_not_shown(tmp_path: Path, properties: str, code: str) -> None:
    raw = taken(tmp_path, table(row("1", cell(paragraph("甲", run("乙", properties), "丙")))))
    assert cells(raw) == [("1", "甲丙")]
    assert [(one.code, one.text, one.place) for one in raw.left] == [
        (code, "乙", "第 1 张表第 1 行")
    ]
    off = properties.replace("/>", ' w:val="0"/>')
    assert cells(taken(tmp_path, paragraph(run("乙", off)))) == [("乙",)]


def test_merged_cells_hold_for_their_rows(tmp_path: Path) -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row("序号", "类别", "名称"),
        row("1", cell("党建", properties=begin), "甲"),
        row("2", cell(properties=on), "乙"),
        row("3", cell("盖住", properties=on), "丙"),
        row("4", cell("民生", properties=begin), "丁"),
    )
    raw = taken(tmp_path, body)
    assert [one[1] for one in cells(raw)] == ["类别", "党建", "党建", "党建", "民生"]
    assert [sorted(one.held) for one in raw.rows] == [[], [], [1], [1], []]
    assert [(one.code, one.text) for one in raw.left] == [("merged-text", "盖住")]


def test_cells_under_their_heads(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = table(
        row("序号", "名称", cell("职责", properties=wide)),
        row("", "", "上级", "乡镇"),
        row("1", "甲", "子", "丑"),
        row(cell("党建", properties='<w:gridSpan w:val="4"/>')),
        row("2", "乙", cell("共同", properties=wide)),
        row("丙", "寅", "卯", properties='<w:gridBefore w:val="1"/>'),
    )
    raw = taken(tmp_path, body)
    assert cells(raw) == [
        ("序号", "名称", "职责", ""),
        ("", "", "上级", "乡镇"),
        ("1", "甲", "子", "丑"),
        ("党建", "", "", ""),
        ("2", "乙", "共同", ""),
        ("", "丙", "寅", "卯"),
    ]
    assert [sorted(one.covered) for one in raw.rows] == [[3], [], [], [1, 2, 3], [3], []]


def test_nested_tables_boxes_and_breaks(tmp_path: Path) -> None:
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("盒") + "</w:txbxContent></w:pict></w:r>"
    body = paragraph("前", box) + table(
        row(
            "1",
            cell(
                table(row("1.甲；", "2.乙。")), paragraph("丙", "<w:r><w:br/><w:t>丁</w:t></w:r>")
            ),
        )
    )
    assert cells(taken(tmp_path, body)) == [
        ("盒",), ("前",), ("1", "<p>1.甲；</p> <p>2.乙。</p> <p>丙 丁</p>"),
    ]  # fmt: skip


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers(tmp_path: Path) -> None:
    def numbered(text: str, list_id: int, level: int = 0) -> str:
        return paragraph(
            text,
            properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>',
        )

    body = numbered("清单", 5) + table(
        row(cell(numbered("", 6)), cell(numbered("子；", 5, 1), numbered("丑。", 5, 1))),
        row(cell(numbered("", 6)), "乙"),
    )
    body += numbered("又", 5) + table(row(cell(numbered("", 7)), "丙"))
    assert cells(taken(tmp_path, body, numbering=NUMBERING)) == [
        ("一、清单",),
        ("1", "<p>1.子；</p> <p>2.丑。</p>"),
        ("2", "乙"),
        ("二、又",),
        ("1", "丙"),
    ]


def test_what_stands_beside_the_text_is_reported(tmp_path: Path) -> None:
    def part(name: str, text: str) -> str:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        return f"<w:{name}s {space}><w:{name}>{paragraph(text)}</w:{name}></w:{name}s>"

    raw = taken(
        tmp_path,
        paragraph("甲"),
        footnotes=part("footnote", "脚注一"),
        comments=part("comment", "改"),
    )
    assert [(one.code, one.text) for one in raw.left] == [("footnote", "脚注一"), ("comment", "改")]


def test_a_broken_part_beside_the_text(tmp_path: Path) -> None:
    raw = taken(tmp_path, paragraph("甲"), styles="<w:styles")
    assert cells(raw) == [("甲",)]
    assert codes(raw) == ["damaged-part"]


@pytest.mark.parametrize(
    ("body", "said"),
    [("<w:p>" * 100, "damaged"), ("<w:sdt>" * 30_000 + "</w:sdt>" * 30_000, "damaged")],
)
def test_a_broken_document_is_one_sentence(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        taken(tmp_path, body)


def test_places_that_a_person_can_find(tmp_path: Path) -> None:
    body = (
        paragraph("甲")
        + table(row("1", "乙"))
        + paragraph("丙")
        + table(row("1", "丁"), row("2", "戊"))
    )
    assert [one.place for one in taken(tmp_path, body).rows] == [
        "第 1 段", "第 1 张表第 1 行", "第 1 张表之后，第 2 段", "第 2 张表第 1 行", "第 2 张表第 2 行",
    ]  # fmt: skip
