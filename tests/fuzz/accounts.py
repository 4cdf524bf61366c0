"""Whether every visible character of a document is in what its reader hands on, and then in a duty or in a report."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from kg.names import load
from kg.parse import Parsed
from kg.readers import RawRow, RawTable
from tests.fuzz.mutators import COVER, HEADS, TITLES

_OF_THE_SOURCE = frozenset(
    {"slip", "doubled-words", "repeated-step", "step-number", "off-title", "unknown-department"}
)
_PAGE = re.compile(r"(?:附件)?[—\-–·第页\s\d]*")


def visible(text: str) -> str:
    """Return the Chinese characters and the digits of a text: what is left of it when marks and markup are not told apart."""
    text = unicodedata.normalize("NFKC", re.sub(r"</?p>", "", text))
    return "".join(sign for sign in text if sign.isdigit() or (sign > "\u2e7f" and sign.isalnum()))


def printed(path: Path) -> str:
    """Return all text that a Word document or a workbook holds, shown or not; nothing for other formats."""
    if path.suffix not in (".docx", ".xlsx"):
        return ""
    names = {".docx": ("word/document.xml",), ".xlsx": ("xl/sharedStrings.xml",)}[path.suffix]
    try:
        with ZipFile(path) as archive:
            trees = [fromstring(archive.read(name)) for name in names if name in archive.namelist()]
    except (BadZipFile, ParseError, OSError):
        return ""
    elements = (element for tree in trees for element in tree.iter())
    return "".join(e.text or "" for e in elements if e.tag.rpartition("}")[2] in ("t", "delText"))


def lost_by_reader(path: Path, tables: list[RawTable]) -> str:
    """Return the characters that are in the document and neither handed on nor reported as left out."""
    rows = (cell for table in tables for row in table.rows for cell in row.cells)
    left = (left.text for table in tables for left in table.left)
    handed = Counter(visible("".join(rows) + "".join(left)))
    missing = Counter(visible(printed(path))) - handed
    return "".join(missing.elements())


def lost_by_parser(parsed: Parsed, tables: list[RawTable]) -> list[str]:
    """Return the rows of which a cell is in no duty and in no report."""
    kept = "\0".join(visible(cell.text) for duty in parsed.list.duties for cell in duty.cells)
    kept += "\0".join(visible(f"{duty.title} {duty.category}") for duty in parsed.list.duties)
    kept += "\0".join(visible(head.title) for head in parsed.list.tables)
    kept += "\0".join(
        visible(column.printed) for head in parsed.list.tables for column in head.columns
    )
    # A slip or a doubled word is said of a row that is read; it does not excuse what is lost of it.
    reported = {odd.where for odd in parsed.oddities if odd.code not in _OF_THE_SOURCE}
    heads = [head.line for head in parsed.list.tables]
    lost = []
    for table in tables:
        for row in table.rows:
            if not _said(row, reported) and not _frame(row, heads):
                lost += [cell for cell in row.cells if visible(cell) not in kept]
    return lost


def _said(row: RawRow, reported: set[str]) -> bool:
    place = row.place or f"line {row.line}"
    return any(re.search(rf"{re.escape(place)}(?!\d)", where) for where in reported)


def _frame(row: RawRow, heads: Sequence[int]) -> bool:
    """Tell whether a row is no duty's: the cover, a title, a head, a page's number, a category alone."""
    texts = [visible(cell) for cell in row.cells if visible(cell)]
    known = {
        visible(text) for text in (*COVER, *TITLES, *(name for head in HEADS for name in head))
    }
    known |= {visible(title[:8]) for title in TITLES}
    if row.line in heads or all(text in known for text in texts) or _PAGE.fullmatch("".join(texts)):
        return True
    if len(texts) == 1 and texts[0] in load().categories:
        return True  # a category's line: it is the section of the rows under it
    # Before the first head, lines of text are the cover; a row of cells is not.
    return len(texts) < 3 and row.line < min(heads, default=0)
