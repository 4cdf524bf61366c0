"""The layout of official papers (GB/T 9704-2012), measured from the file; no font is bundled, no macro, the same bytes."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from kg.library import Dataset
from kg.papers._word import Column, Paper
from tests.papers.conftest import W, paragraphs, part, tables, text

MM = 1440 / 25.4


def styles(file: bytes) -> dict[str, ET.Element]:
    return {
        one.get(f"{W}styleId", ""): one for one in part(file, "word/styles.xml").iter(f"{W}style")
    }


def test_pages_are_a4_with_the_margins_and_the_lines_of_the_standard(report: bytes) -> None:
    sections = list(part(report).iter(f"{W}sectPr"))
    assert len(sections) == 2  # the cover, and all behind it
    for section in sections:
        size, margins, grid = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
        assert size is not None and margins is not None and grid is not None
        lengths = [int(size.get(f"{W}{name}", 0)) / MM for name in ("w", "h")]
        assert lengths == pytest.approx([210, 297], abs=0.1)
        edges = [
            int(margins.get(f"{W}{name}", 0)) / MM for name in ("top", "bottom", "left", "right")
        ]
        assert edges == pytest.approx([37, 35, 28, 26], abs=0.1)
        assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")
        height = int(size.get(f"{W}h", 0)) - sum(
            int(margins.get(f"{W}{name}", 0)) for name in ("top", "bottom")
        )
        assert height // 579 == 22


def test_twenty_eight_characters_fill_a_line(report: bytes) -> None:
    default = part(report, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    spacing = styles(report)["Normal"].find(f"{W}rPr/{W}spacing")
    assert default is not None and spacing is not None
    character = int(default.get(f"{W}val", 0)) * 10 + int(
        spacing.get(f"{W}val", 0)
    )  # half points → twips
    assert 156 * MM // character == 28


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"), ("Heading1", "黑体", None), ("Heading2", "楷体_GB2312", None),
        ("Footer", "宋体", "28"), ("BodyText", None, None),
    ],
)  # fmt: skip
def test_fonts_and_sizes(
    report: bytes, style: str, font: str | None, half_points: str | None
) -> None:
    found = styles(report)[style]
    fonts, size = (found.find(f"{W}rPr/{W}{name}") for name in ("rFonts", "sz"))
    assert (fonts.get(f"{W}eastAsia") if fonts is not None else None) == font
    assert (size.get(f"{W}val") if size is not None else None) == half_points
    default = part(report, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert default is not None and default.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_headings_captions_and_heads_stay_with_what_follows(report: bytes) -> None:
    for name in ("Heading1", "Heading2", "Heading3", "Caption", "TableHead"):
        assert styles(report)[name].find(f"{W}pPr/{W}keepNext") is not None
    assert paragraphs(report, "Heading1")[0] == "摘　要"


def test_tables_fill_the_width_repeat_their_heads_and_keep_rows_whole(report: bytes) -> None:
    found = list(part(report).iter(f"{W}tbl"))
    assert len(found) > 10
    for table in found:
        widths = [int(column.get(f"{W}w", 0)) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) == int(156 * MM)
        rows = list(table.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert all(len(list(row.iter(f"{W}tc"))) == len(widths) for row in rows)


def test_every_table_and_picture_has_a_numbered_caption(report: bytes) -> None:
    captions = paragraphs(report, "Caption")
    assert len(tables(report)) == sum(caption.startswith("表 ") for caption in captions)
    numbers = [caption.split("　")[0] for caption in captions if caption.startswith("表 ")]
    assert numbers == [f"表 {number}" for number in range(1, len(numbers) + 1)]
    fields = [node.text for node in part(report).iter(f"{W}instrText")]
    assert len([field for field in fields if field and field.startswith("SEQ 表")]) == len(numbers)


def test_the_contents_are_a_field_that_names_each_chapter_and_leads_to_it(report: bytes) -> None:
    fields = [node.text or "" for node in part(report).iter(f"{W}instrText")]
    assert any(field.startswith("TOC ") for field in fields)
    assert paragraphs(report, "TOC1") == paragraphs(report, "Heading1")
    marks = {mark.get(f"{W}name") for mark in part(report).iter(f"{W}bookmarkStart")}
    links = [link.get(f"{W}anchor") for link in part(report).iter(f"{W}hyperlink")]
    assert links and set(links) <= marks


def test_page_numbers_are_outside_and_the_cover_has_none(report: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(report)) as archive:
        feet = [name for name in archive.namelist() if name.startswith("word/footer")]
        sides = {
            (
                node.get(f"{W}val")
                if (node := ET.fromstring(archive.read(name)).find(f".//{W}jc")) is not None
                else None
            )
            for name in feet
        }
    assert {"left", "right"} <= sides
    assert part(report, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    cover = next(part(report).iter(f"{W}sectPr"))
    assert cover.find(f"{W}titlePg") is not None


def test_the_file_holds_no_font_no_macro_and_nothing_of_the_template(report: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(report)) as archive:
        names = archive.namelist()
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    assert names[0] == "[Content_Types].xml"
    for word in ("font", "vba", "thumbnail", "customXml", "theme", "stylesWithEffects"):
        assert not [name for name in names if word in name]


def test_the_same_content_is_the_same_bytes(data: Dataset, report: bytes) -> None:
    assert data.report("analysis")["分析报告.docx"] == report


def test_what_xml_cannot_hold_is_left_out_and_nothing_is_taken_for_markup() -> None:
    paper = Paper("试")
    paper.text("甲\x00<b>乙</b>&\ud800丙")
    paper.table([Column("头", 1)], [[None], [["一", "二"]], [3.5]], "表题")
    file = paper.encode()
    assert paragraphs(file, "BodyText") == ["甲<b>乙</b>&丙"]
    assert tables(file) == [[["头"], [""], ["一二"], ["3.5"]]]
    assert text(part(file)).endswith("3.5")
