"""Read a web page, also one that is named .xls or .doc: its paragraphs and tables in their order, as a browser shows them."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from kg.errors import ReadError
from kg.readers import RawTable, Sample
from kg.readers._blocks import Blocks, joined
from kg.readers._columns import Spans
from kg.readers._elements import BLOCK, SILENT, STRUCK, VOID, ended_by
from kg.readers._encoding import decode
from kg.readers._page_table import PageTable
from kg.readers._stylesheet import hides, hiding_rules, strikes

SUFFIXES = (".html", ".htm", ".mht", ".mhtml", ".xhtml")
TITLE = "网页 web page"

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
_ARCHIVE = re.compile(
    rb"^\s*(?:From:.*\r?\n|MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DEEPEST = 500
"""Elements inside each other; a page with more leaves its tags open, and what it opens is passed over."""
_UNKNOWN_SECTION = re.compile(
    r"<!\[(?!(?:CDATA|temp|ignore|include|rcdata)\s*\[|(?:if|else|endif)\b)", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]|[①-⑳⑴-⑽])")


def detects(sample: Sample) -> bool:
    """Tell whether a file is a page, or a page archive as Office saves it."""
    start = sample.head[:4096].replace(b"\0", b"")
    if sample.parts or sample.streams or b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return False
    named = sample.suffix in SUFFIXES
    first = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    return bool(_ARCHIVE.match(start)) or bool(_PAGE.search(start) and (named or first == b"<"))


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table; a row of a table is a line, and so is a paragraph outside of tables.

    A table inside a cell is a table of its own if it has rows and columns enough (pages are laid
    out by tables), else its texts belong to the cell. What a style hides or strikes through is left
    out and reported.
    """
    data = path.read_bytes()
    blocks = Blocks()
    for page in _pages(data, path.name):
        reader = _Page(blocks, page)
        try:
            reader.feed(_without_open_tag(page))
            reader.close()
        except AssertionError as error:  # the parser's word for a declaration that makes no sense
            raise ReadError(
                f"网页已损坏（{error}）",
                f"the page is damaged ({error})",
                where=path.name,
                cure=(
                    "请在浏览器或 Word 中打开后另存为 .docx",
                    "open it in a browser or Word and save it as .docx",
                ),
            ) from None
        reader.finish()
    yield RawTable(path.name, tuple(blocks.rows), tuple(blocks.left))


def _pages(data: bytes, where: str) -> Iterator[str]:
    """Yield the text of a page, or of the pages of an archive."""
    if not _ARCHIVE.match(data[:4096]):
        yield _decoded(data, where)
        return
    message = email.message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            yield _decoded(payload if isinstance(payload, bytes) else b"", where)


def _decoded(data: bytes, where: str) -> str:
    """Return a page's text; what the page says of its encoding is believed only where the bytes agree."""
    said = _CHARSET.search(data[:4096])
    name = said[1].decode("ascii").lower() if said else ""
    if name.startswith("big5"):
        try:
            return data.decode("big5hkscs")
        except UnicodeDecodeError:
            pass
    return decode(data, where=where) if data.strip() else ""


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet, and what it does to the text inside it."""

    name: str
    silent: bool = False
    code: str = ""
    pre: bool = False


class _Page(HTMLParser):
    """Goes through a page once."""

    def __init__(self, blocks: Blocks, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = blocks
        self.rules = hiding_rules(page)
        self.open: list[_Open] = []
        self.tables: list[PageTable] = []
        self.text: list[str] = []
        self.lists: list[int] = []
        self.label = ""

    # --- what the parser calls ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._close_open(tag)
        self._start(tag, named)
        if tag not in VOID and len(self.open) < _DEEPEST:
            self.open.append(self._opened(tag, named))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        limit, found = self._last_open("table"), self._last_open(tag)
        if (found < limit and tag != "table") or found < 0:
            return
        while len(self.open) > found:
            self._end(self.open.pop().name)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].silent:
            return
        text = data if self.open and self.open[-1].pre else re.sub(r"\s+", " ", data)
        if self.open and self.open[-1].code:
            self.blocks.leave(self.open[-1].code, text, self.where())
            return
        if text.strip() and self.label:
            text = text if _NUMBER.match(text) else self.label + text.lstrip()
            self.label = ""
        self.text.append(text)

    def finish(self) -> None:
        """Close what the page left open."""
        while self.open:
            self._end(self.open.pop().name)
        self.paragraph()

    # --- elements ---

    def _last_open(self, tag: str) -> int:
        """Return the position of the innermost open element of a kind, or -1."""
        positions = (at for at in range(len(self.open) - 1, -1, -1) if self.open[at].name == tag)
        return next(positions, -1)

    def _opened(self, tag: str, named: dict[str, str]) -> _Open:
        above = self.open[-1] if self.open else _Open("")
        names = (*named.get("class", "").split(), tag)
        style = named.get("style", "").lower() + "".join(self.rules.get(n, "") for n in names)
        code = above.code
        if "hidden" in named or hides(style):
            code = "hidden-text"
        elif tag in STRUCK or strikes(style):
            code = code or "struck-text"
        return _Open(
            tag, above.silent or tag in SILENT, code, above.pre or tag in ("pre", "textarea")
        )

    def _close_open(self, tag: str) -> None:
        """Close a paragraph, a list item, a cell or a row that a new one of its kind ends."""
        closes = ended_by(tag)
        while self.open and self.open[-1].name in closes:
            self._end(self.open.pop().name)
        if tag in ("td", "th", "tr"):
            first = self._last_open("table") + 1
            while any(one.name in closes for one in self.open[first:]):
                self._end(self.open.pop().name)

    def _start(self, tag: str, named: dict[str, str]) -> None:
        if tag == "br":
            self.text.append(" ")
        elif tag == "table":
            self.paragraph()
            self.tables.append(PageTable())
        elif tag == "tr" and self.tables:
            self.tables[-1].begin_row()
        elif tag in ("td", "th") and self.tables:
            self.paragraph()
            self.tables[-1].begin_cell(named.get("colspan", "1"), named.get("rowspan", "1"))
        elif tag == "li":
            self.paragraph()
            self._start_item()
        elif tag == "input" and named.get("type", "text") in ("text", ""):
            self.text.append(named.get("value", ""))
        elif tag in BLOCK:
            self.paragraph()
            if tag in ("ol", "ul"):
                start = named.get("start", "1")
                self.lists.append(int(start) - 1 if tag == "ol" and start.isdigit() else -1)

    def _start_item(self) -> None:
        """Count an item of a numbered list; a number that the text has itself is not doubled."""
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self.label = f"{self.lists[-1]}."

    def _end(self, tag: str) -> None:
        if tag in ("td", "th") and self.tables:
            self.paragraph()
            self.tables[-1].end_cell()
        elif tag == "tr" and self.tables:
            self.paragraph()
            self.tables[-1].end_row()
        elif tag == "table" and self.tables:
            self._end_table()
        elif tag in BLOCK:
            self.paragraph()
            if tag in ("ol", "ul") and self.lists:
                self.lists.pop()
            self.label = "" if tag in ("li", "ol", "ul") else self.label

    def _end_table(self) -> None:
        """Hand on a table, or give the texts of a small one inside a cell to the cell."""
        self.paragraph()
        table = self.tables.pop()
        table.end_row()
        cells_above = (one.cell for one in reversed(self.tables) if one.cell is not None)
        cell = next(cells_above, None)
        if cell is not None and not table.is_large:
            cell += table.texts
            return
        if cell:
            self.blocks.paragraphs += 1
            self.blocks.paragraph(joined(cell))
            cell.clear()
        self.blocks.tables += 1
        spans = Spans()
        rows = [spans.row(row) for row in table.rows]
        number = self.blocks.tables
        places = [f"第 {number} 张表第 {row} 行" for row in range(1, len(rows) + 1)]
        self.blocks.table(rows, places)

    # --- texts ---

    def paragraph(self) -> None:
        """End a paragraph: it belongs to the open cell, or else to the page."""
        text = "".join(self.text).replace("\xa0", " ").strip()
        self.text = []
        if not text:
            return
        cell = next((table.cell for table in reversed(self.tables) if table.cell is not None), None)
        if cell is not None:
            cell.append(text)
        else:
            self.blocks.paragraphs += 1
            self.blocks.paragraph(" ".join(text.split()))

    def where(self) -> str:
        """Return the place that is being read."""
        if self.tables:
            return f"第 {self.blocks.tables + 1} 张表第 {len(self.tables[-1].rows) + 1} 行"
        return f"第 {self.blocks.paragraphs + 1} 段"


def _without_open_tag(page: str) -> str:
    """Return a page whose last tag is closed: the parser tries a tag without an end again at every sign of it.

    It also stops at marked sections that it does not know.
    """
    page = _UNKNOWN_SECTION.sub("&lt;![", page)
    end = page.rfind(">") + 1
    return page[:end] + page[end:].replace("<", "&lt;")
