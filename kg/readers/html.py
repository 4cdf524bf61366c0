"""Read a web page, also one that is named .xls or .doc: its paragraphs and tables in their order, as a browser shows them."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

from kg.errors import ReadError
from kg.readers import RawTable, Sample
from kg.readers._blocks import Blocks, joined
from kg.readers._columns import Drawn, Spans
from kg.readers._encoding import decode

SUFFIXES = (".html", ".htm", ".mht", ".mhtml", ".xhtml")
TITLE = "网页 web page"

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
_ARCHIVE = re.compile(
    rb"^\s*(?:From:.*\r?\n|MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_SILENT = frozenset(
    {
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "title",
        "object",
        "iframe",
        "audio",
        "video",
    }
)
_DEEPEST = 500  # elements inside each other; a page with more leaves its tags open, and what it opens is passed over
_STRUCK = frozenset({"s", "strike", "del"})
# An end tag closes these if they were left open; a cell or a row never reaches out of its table.
_CLOSES = {
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "li": {"li"},
    "p": {"p"},
}
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

    A table inside a cell is a table of its own if it has rows and columns enough (pages are laid out by tables), else
    its texts belong to the cell. What a style hides or strikes through is left out and reported.
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
    message = email.message_from_bytes(data, policy=email.policy.compat32)
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


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    rows: list[list[Drawn]] = field(default_factory=list)
    cells: list[Drawn] | None = None
    cell: list[str] | None = None
    columns: int = 1
    down: int = 1
    depth: int = 0


class _Page(HTMLParser):
    """Goes through a page once."""

    def __init__(self, blocks: Blocks, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = blocks
        self.classes = _classes(page)
        self.open: list[_Open] = []
        self.tables: list[_Table] = []
        self.text: list[str] = []
        self.lists: list[int] = []
        self.label = ""

    # --- what the parser calls ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._close_open(tag)
        self._start(tag, named)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(self._opened(tag, named))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        limit = max((i for i, one in enumerate(self.open) if one.name == "table"), default=-1)
        found = max((i for i, one in enumerate(self.open) if one.name == tag), default=-1)
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

    def _opened(self, tag: str, named: dict[str, str]) -> _Open:
        above = self.open[-1] if self.open else _Open("")
        style = named.get("style", "").lower()
        style += "".join(
            self.classes.get(name, "") for name in (*named.get("class", "").split(), tag)
        )
        code = above.code
        if "hidden" in named or re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style):
            code = "hidden-text"
        elif tag in _STRUCK or "line-through" in style:
            code = code or "struck-text"
        return _Open(
            tag, above.silent or tag in _SILENT, code, above.pre or tag in ("pre", "textarea")
        )

    def _close_open(self, tag: str) -> None:
        """Close a paragraph, a list item, a cell or a row that a new one of its kind ends."""
        closes = _CLOSES.get(tag, {"p"} if tag in _BLOCK - {"br"} or tag == "table" else set())
        while self.open and self.open[-1].name in closes:
            self._end(self.open.pop().name)
        if tag in ("td", "th", "tr"):
            limit = max((i for i, one in enumerate(self.open) if one.name == "table"), default=-1)
            inside = [i for i in range(limit + 1, len(self.open)) if self.open[i].name in closes]
            while inside and len(self.open) > inside[0]:
                self._end(self.open.pop().name)

    def _start(self, tag: str, named: dict[str, str]) -> None:
        if tag == "br":
            self.text.append(" ")
        elif tag == "table":
            self.paragraph()
            self.tables.append(_Table(depth=len(self.tables)))
        elif tag == "tr" and self.tables:
            self.tables[-1].cells = []
        elif tag in ("td", "th") and self.tables:
            self._start_cell(named)
        elif tag == "li":
            self.paragraph()
            self._start_item()
        elif tag == "input" and named.get("type", "text") in ("text", ""):
            self.text.append(named.get("value", ""))
        elif tag in _BLOCK:
            self.paragraph()
            if tag in ("ol", "ul"):
                start = named.get("start", "1")
                self.lists.append(int(start) - 1 if tag == "ol" and start.isdigit() else -1)

    def _start_cell(self, named: dict[str, str]) -> None:
        self.paragraph()
        table = self.tables[-1]
        if table.cells is None:
            table.cells = []
        table.cell = []
        table.columns, table.down = (
            _span(named.get("colspan", "1")),
            _span(named.get("rowspan", "1")),
        )

    def _start_item(self) -> None:
        """Count an item of a numbered list; a number that the text has itself is not doubled."""
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self.label = f"{self.lists[-1]}."

    def _end(self, tag: str) -> None:
        if tag in ("td", "th") and self.tables:
            self._end_cell()
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag == "table" and self.tables:
            self._end_table()
        elif tag in _BLOCK:
            self.paragraph()
            if tag in ("ol", "ul") and self.lists:
                self.lists.pop()
            self.label = "" if tag in ("li", "ol", "ul") else self.label

    def _end_cell(self) -> None:
        self.paragraph()
        table = self.tables[-1]
        if table.cell is not None and table.cells is not None:
            table.cells.append(Drawn(joined(table.cell), table.columns, table.down))
        table.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        table = self.tables[-1]
        if table.cells:
            table.rows.append(table.cells)
        table.cells = None

    def _end_table(self) -> None:
        """Hand on a table, or give the texts of a small one inside a cell to the cell."""
        self._end_row()
        table = self.tables.pop()
        outer = next((one for one in reversed(self.tables) if one.cell is not None), None)
        large = len(table.rows) > 1 and max((len(row) for row in table.rows), default=0) > 2
        if outer is not None and outer.cell is not None and not large:
            outer.cell += [cell.text for cell in chain.from_iterable(table.rows)]
            return
        if outer is not None and outer.cell:
            self.blocks.paragraphs += 1
            self.blocks.paragraph(joined(outer.cell))
            outer.cell.clear()
        self.blocks.tables += 1
        spans = Spans()
        rows = [spans.row(row) for row in table.rows]
        places = [
            f"第 {self.blocks.tables} 张表第 {number} 行" for number in range(1, len(rows) + 1)
        ]
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


def _span(text: str) -> int:
    """Return how many rows or columns a cell spans: 1 to 1000, as browsers take it."""
    digits = re.match(r"\s*(\d{1,6})", text)
    return min(max(int(digits[1]), 1), 1000) if digits else 1


def _classes(page: str) -> dict[str, str]:
    """Return the rules of a page's style sheets that hide or strike through, by class or element."""
    found: dict[str, str] = {}
    for sheet in _sheets(page):
        for names, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
            if not re.search(
                r"display\s*:\s*none|visibility\s*:\s*hidden|line-through", rules, re.IGNORECASE
            ):
                continue
            for name in names.split(","):
                simple = re.fullmatch(r"\s*(?:\w*\.)?([\w-]+)\s*", name)
                if simple:
                    found[simple[1]] = found.get(simple[1], "") + rules.lower()
    return found


def _without_open_tag(page: str) -> str:
    """Return a page whose last tag is closed: the parser tries a tag without an end again at every sign of it.

    It also stops at marked sections that it does not know.
    """
    page = _UNKNOWN_SECTION.sub("&lt;![", page)
    end = page.rfind(">") + 1
    return page[:end] + page[end:].replace("<", "&lt;")


def _sheets(page: str) -> Iterator[str]:
    """Yield the style sheets of a page."""
    lower = page.lower()
    start = lower.find("<style")
    while start >= 0:
        end = lower.find("</style", start)
        if end < 0:
            return
        yield page[page.find(">", start) + 1 : end]
        start = lower.find("<style", end)
