"""Office files written part by part, for what no well-kept writer would write."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(path: Path, parts: dict[str, str]) -> Path:
    """Write a zip of parts."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def word(path: Path, body: str, **parts: str) -> Path:
    """Write a Word document: the XML of its body, and of parts such as ``numbering`` or ``footnotes``."""
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return packed(
        path,
        {
            "word/document.xml": document,
            **{f"word/{name}.xml": text for name, text in parts.items()},
        },
    )


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    inside = (
        "".join(one if one.startswith("<") else paragraph(one) for one in paragraphs) or "<w:p/>"
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith(("<w:tc", "<w:sdt")) else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def excel(
    path: Path, sheets: dict[str, str], *, state: dict[str, str] | None = None, **parts: str
) -> Path:
    """Write a workbook: sheet name → the XML inside its ``worksheet`` element."""
    listed = related = ""
    files: dict[str, str] = {}
    for number, (name, inside) in enumerate(sheets.items(), 1):
        shown = (state or {}).get(name, "visible")
        listed += f'<sheet name="{name}" sheetId="{number}" state="{shown}" r:id="rId{number}"/>'
        related += f'<Relationship Id="rId{number}" Type="{RELATED}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        files[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {SHEET}>{inside}</worksheet>"
    for name, text in parts.items():
        related += f'<Relationship Id="{name}" Type="{RELATED}/{name}" Target="{name}.xml"/>'
        files[f"xl/{name}.xml"] = text
    files["xl/workbook.xml"] = (
        f'<workbook {SHEET} xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>'
    )
    files["xl/_rels/workbook.xml.rels"] = f"<Relationships>{related}</Relationships>"
    return packed(path, files)


def sheet_rows(*rows: list[str], first: int = 1, properties: dict[int, str] | None = None) -> str:
    """Return ``sheetData`` of inline texts."""
    text = ""
    for number, cells in enumerate(rows, first):
        inside = "".join(
            f'<c t="inlineStr"><is><t xml:space="preserve">{one}</t></is></c>' for one in cells
        )
        text += f'<row r="{number}" {(properties or {}).get(number, "")}>{inside}</row>'
    return f"<sheetData>{text}</sheetData>"
