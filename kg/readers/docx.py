"""Read a Word document: its paragraphs and tables in their order, one raw table for the whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from kg.errors import ReadError
from kg.readers import RawRow, RawTable, Sample

SUFFIXES = (".docx", ".docm")
TITLE = "Word 文档 Word document"


def detects(sample: Sample) -> bool:
    """Tell whether a zip holds a Word document."""
    return "word/document.xml" in sample.parts


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table; a row of a table is a line, and so is a paragraph between tables.

    Paragraphs inside a cell become ``<p>…</p>``, as the published texts write them.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = Document(str(path))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, zlib.error) as error:
        raise ReadError(f"is no Word document ({error})", where=path.name, cure="save it as .docx again") from None
    rows: list[RawRow] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = tuple(_cell([p.text for p in cell.paragraphs]) for cell in row.cells)
                rows.append(RawRow(len(rows) + 1, cells))
        else:
            rows.append(RawRow(len(rows) + 1, (block.text.replace("\t", " "),)))
    yield RawTable(path.name, tuple(rows))


def _cell(paragraphs: list[str]) -> str:
    texts = [" ".join(text.split()) for text in paragraphs if text.strip()]
    return texts[0] if len(texts) == 1 else " ".join(f"<p>{text}</p>" for text in texts)
