"""The real list in every format, written by well-kept programs: the same duties, the same steps, every cell alike.

``docx`` by python-docx, ``xlsx`` by openpyxl, a page and its print by Chromium, everything else by LibreOffice from these.
A PDF does not tell the end of a line from the end of a list's item that has no number, so its steps are not compared.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from html import escape
from pathlib import Path
from typing import Any

import pytest

from kg.model import DutyList
from kg.parse import Parsed, read_list
from tests.readers.test_formats import fill, lines_of, write_docx, write_xlsx

pytestmark = pytest.mark.slow

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
Block = str | list[list[str]]

FROM_GRID = ("odt", "rtf", "pdf", "html")
FROM_WORD = (
    "doc",
)  # LibreOffice loses a table whose head is repeated on every page when it writes .doc
FROM_EXCEL = ("ods", "xls")


def blocks_of(text: str) -> list[Block]:
    """Return the paragraphs and the tables of the list; the head that every page repeats stands once."""
    found: list[Block] = []
    for cells in lines_of(text):
        if len(cells) < 3:
            if cells[0].strip():
                found.append(cells[0])
            continue
        if found and isinstance(found[-1], list):
            if found[-1][0] != cells:
                found[-1].append(cells)
            continue
        again = found and any(isinstance(one, list) and one[0] == cells for one in found)
        if again and len(found) > 1 and isinstance(found[-2], list):
            continue
        found.append([cells])
    return found


def write_grid(path: Path, blocks: list[Block]) -> Path:
    """Write a Word document with ruled tables whose first row is repeated on every page."""
    docx = pytest.importorskip("docx")
    from docx.oxml import OxmlElement

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(0, max(map(len, block)))
        table.style = "Table Grid"
        for cells in block:
            made = table.add_row().cells
            for cell, value in zip(made, cells, strict=False):
                fill(cell, value)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.save(str(path))
    return path


def write_page(path: Path, blocks: list[Block]) -> Path:
    """Write a page; the markup in the cells is the page's own."""
    style = "table{border-collapse:collapse;width:100%}td,th{border:1px solid;padding:3px}"
    lines = [f"<html><head><meta charset='utf-8'><style>{style}</style></head><body>"]
    for block in blocks:
        if isinstance(block, str):
            lines.append(f"<p>{escape(block)}</p>")
            continue
        head, *rows = (["".join(f"<td>{cell}</td>" for cell in cells)] for cells in block)
        body = "".join(f"<tr>{row[0]}</tr>" for row in rows)
        lines.append(f"<table><thead><tr>{head[0]}</tr></thead><tbody>{body}</tbody></table>")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(real_text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the list in every format that the programs of this machine write."""
    folder = tmp_path_factory.mktemp("formats")
    blocks = blocks_of(real_text)
    grid = write_grid(folder / "grid.docx", blocks)
    word = write_docx(folder / "list.docx", real_text)
    book = write_xlsx(folder / "list.xlsx", real_text, sheets=True)
    page = write_page(folder / "page.html", blocks)
    if OFFICE:
        for source, endings in ((grid, FROM_GRID), (word, FROM_WORD), (book, FROM_EXCEL)):
            for ending in endings:
                profile = (folder / "profile").as_uri()
                line = [
                    OFFICE,
                    f"-env:UserInstallation={profile}",
                    "--headless",
                    "--convert-to",
                    ending,
                ]
                subprocess.run(
                    [*line, "--outdir", folder, source],
                    capture_output=True,
                    timeout=300,
                    check=True,
                )
    if BROWSER:
        line = [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--print-to-pdf={folder / 'browser.pdf'}",
        ]
        subprocess.run([*line, page.as_uri()], capture_output=True, timeout=300, check=True)
    return folder


def need(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"no program on this machine writes {path.name}")
    return path


def plain(text: str) -> str:
    """Return a cell's text without markup and blanks."""
    text = unicodedata.normalize("NFKC", re.sub(r"<[^<>]*>", "", text))
    return "".join(text.split())


def rows(duties: DutyList) -> dict[str, list[str]]:
    return {duty.key: [plain(cell.text) for cell in duty.cells] for duty in duties.duties}


def steps(duties: DutyList) -> list[Any]:
    return [[plain(step.text) for step in duty.steps] for duty in duties.duties]


ALIKE = (
    "list.docx",
    "grid.docx",
    "list.xlsx",
    "page.html",
    "grid.odt",
    "grid.rtf",
    "grid.html",
    "list.doc",
    "list.ods",
    "list.xls",
)


@pytest.mark.parametrize("name", ALIKE)
def test_every_cell_and_every_step(made: Path, real_parsed: Parsed, name: str) -> None:
    parsed = read_list(need(made / name))
    assert rows(parsed.list) == rows(real_parsed.list)
    assert steps(parsed.list) == steps(real_parsed.list)
    assert len(parsed.list.duties) == 239
    assert sum(len(duty.steps) for duty in parsed.list.duties) == 733


@pytest.mark.parametrize("name", ["grid.pdf", "browser.pdf"])
def test_every_row_of_a_print(made: Path, real_parsed: Parsed, name: str) -> None:
    parsed = read_list(need(made / name))
    read, wanted = rows(parsed.list), rows(real_parsed.list)
    assert sorted(read) == sorted(wanted)
    assert [key for key in wanted if read[key] != wanted[key]] == []
    assert parsed.list.place == real_parsed.list.place


def test_places_in_a_print(made: Path) -> None:
    from kg import readers

    raw = next(readers.read(need(made / "grid.pdf")))
    assert raw.rows[-1].place.startswith("第 ")
    assert "页，表格第" in raw.rows[-1].place
    assert [one.line for one in raw.rows] == list(range(1, len(raw.rows) + 1))
