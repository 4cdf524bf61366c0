"""Read a Word document: its paragraphs and tables in their order, one raw table for the whole; the XML is walked as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

from kg.errors import ReadError
from kg.readers import LeftOut, RawRow, RawTable, Revisions, Sample, Severity
from kg.readers._columns import GridCell, place
from kg.readers._numbering import Numbering
from kg.readers._package import BROKEN, Package, attributes, local, opened
from kg.readers._word import Words, child_of, value_of

SUFFIXES = (".docx", ".docm")
TITLE = "Word 文档 Word document"
REVISIONS = True

_SAID: dict[str, tuple[str, str, Severity]] = {
    "deleted-text": ("修订删去的文字没有读", "text deleted by a tracked change was left out", "info"),
    "inserted-text": ("修订插入的文字没有读", "text inserted by a tracked change was left out", "info"),
    "struck-text": ("划去（删除线）的文字没有读", "struck-through text was left out", "warning"),
    "hidden-text": ("隐藏的文字没有读", "hidden text was left out", "warning"),
    "hidden-row": ("隐藏的行没有读", "a hidden row was left out", "warning"),
    "placeholder": ("内容控件的提示文字没有读", "the prompt of an empty content control was left out", "info"),
    "ruby": ("注音没有读", "a phonetic guide was left out", "info"),
    "merged-text": ("合并单元格下面盖住的文字没有读", "text under a merged cell was left out", "warning"),
}


def detects(sample: Sample) -> bool:
    """Tell whether a zip holds a Word document."""
    return "word/document.xml" in sample.parts


def read(path: Path, *, revisions: Revisions = "final") -> Iterator[RawTable]:
    """Yield one raw table; a row of a table is a line, and so is a paragraph outside of tables.

    Paragraphs inside a cell become ``<p>…</p>``, as the published texts write them. Tracked changes are accepted, or
    rejected with ``revisions="original"``; either way they are reported.

    Raises
    ------
    ReadError
        If it is no Word document, a damaged one, or one of pictures.
    """
    with opened(path, "Word 文档", "Word document", ".docx") as package:
        reading = _Document(package, revisions)
        reading.read()
    if not reading.rows and any(name.startswith("word/media/") for name in package.names):
        raise ReadError(
            "文档里只有图片，没有文字",
            "the document holds pictures and no text",
            where=path.name,
            cure=("请用文字识别（OCR）转换，或索取原文件", "convert it with OCR, or ask for the original file"),
        )
    yield RawTable(path.name, tuple(reading.rows), tuple(reading.left))


class _Document:
    """Goes through a document once."""

    def __init__(self, package: Package, revisions: Revisions) -> None:
        self.package = package
        self.revisions = revisions
        self.rows: list[RawRow] = []
        self.left: list[LeftOut] = []
        self.trouble: list[str] = []
        self.words = Words(self.part("styles"), Numbering(self.part("numbering")), revisions)
        self.paragraphs = 0
        self.tables = 0
        self.open_text = ""

    def part(self, name: str) -> Element | None:
        """Return a part beside the text, if there is one that can be read."""
        full = f"word/{name}.xml"
        if full not in self.package.names:
            return None
        try:
            return self.package.tree(full)
        except BROKEN:
            self.trouble.append(full)
            return None

    def read(self) -> None:
        """Fill in rows and reports."""
        depth = 0
        with self.package.stream("word/document.xml") as stream:
            body: Element | None = None
            for event, element in iterparse(stream, ("start", "end")):
                if event == "start":
                    depth += 1
                    body = element if depth == 2 and local(element.tag) == "body" else body
                    continue
                depth -= 1
                if depth == 2 and body is not None:
                    self.block(element)
                    body.remove(element)
        self.close_paragraph("")
        self.whole()

    def block(self, element: Element) -> None:
        """Read a paragraph, a table, or what wraps them (content control, custom XML, tracked move)."""
        name = local(element.tag)
        if name == "p":
            self.body_paragraph(element)
        elif name == "tbl":
            self.close_paragraph("")
            self.table(element)
        elif name in self.words.left_out:
            self.words.leave("deleted-text", element)
            self.report(self.here())
        elif name == "altChunk":
            self.say("embedded", "嵌入的另一份文件没有读", "an embedded document was not read", "warning")
        elif name not in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr"):
            self.words.left.revisions += name in self.words.kept
            for child in element:
                self.block(child)

    def here(self) -> str:
        """Return the place of the paragraph that is being read."""
        after = f"第 {self.tables} 张表之后，" if self.tables else ""
        return f"{after}第 {self.paragraphs} 段"

    def body_paragraph(self, element: Element) -> None:
        self.paragraphs += 1
        paragraph = self.words.paragraph(element)
        self.report(self.here())
        for box in paragraph.boxes:
            for text in self.blocks(box):
                self.add((text,), f"{self.here()}的文本框")
                self.report(f"{self.here()}的文本框")
        self.open_text += paragraph.text
        if not paragraph.joined:
            self.close_paragraph(self.here())

    def close_paragraph(self, where: str) -> None:
        """Hand on a paragraph of the body, also an empty one: it parts what stands before and after it."""
        if self.open_text or where:
            self.add((self.open_text.replace("\t", " "),), where or self.here())
        self.open_text = ""

    def add(self, cells: tuple[str, ...], where: str) -> None:
        self.rows.append(RawRow(len(self.rows) + 1, cells, where))

    def blocks(self, element: Element) -> Iterator[str]:
        """Yield the texts of the paragraphs inside a cell or a box, those of nested tables and boxes too."""
        before = ""
        for child in element:
            name = local(child.tag)
            if name == "p":
                paragraph = self.words.paragraph(child)
                before += paragraph.text
                if not paragraph.joined:
                    yield before
                    before = ""
                for box in paragraph.boxes:
                    yield from self.blocks(box)
            elif name in self.words.left_out:
                self.words.leave("deleted-text", child)
            elif name in ("tr", "tc") and self.words.tracked(child_of(child, f"{name}Pr")):
                self.words.left.add("deleted-text", self.words.everything(child))
            elif name not in ("tcPr", "trPr", "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "customXmlPr"):
                yield from self.blocks(child)
        if before:
            yield before

    def table(self, element: Element) -> None:
        """Read a table of the body, row by row."""
        self.tables += 1
        rows: list[list[GridCell]] = []
        places: list[str] = []
        above: dict[int, str] = {}
        for number, row in enumerate(self.inside(element, "tr"), 1):
            where = f"第 {self.tables} 张表第 {number} 行"
            properties = child_of(row, "trPr")
            hidden = child_of(properties, "hidden") is not None
            if self.words.tracked(properties) or hidden:
                code = "hidden-row" if hidden else "deleted-text"
                self.words.left.add(code, self.words.everything(row))
                self.report(where)
                continue
            cells = self.row(row, properties, above)
            self.report(where)
            if any(cell.text.strip() and not cell.held for cell in cells):
                rows.append(cells)
                places.append(where)
        for placed, where in zip(place(rows), places, strict=True):
            line = len(self.rows) + 1
            self.rows.append(RawRow(line, placed.cells, where, self.tables, placed.held, placed.covered))

    def inside(self, element: Element, name: str) -> Iterator[Element]:
        """Yield the rows of a table or the cells of a row, through what wraps them; not those of nested tables."""
        for child in element:
            found = local(child.tag)
            if found == name:
                yield child
            elif found in self.words.left_out:
                self.words.leave("deleted-text", child)
            elif found not in ("tblPr", "tblGrid", "trPr", "tblPrEx", "sdtPr", "sdtEndPr", "tc", "tr"):
                self.words.left.revisions += found in self.words.kept
                yield from self.inside(child, name)

    def row(self, row: Element, properties: Element | None, above: dict[int, str]) -> list[GridCell]:
        """Return the cells of a row; ``above`` holds the texts of vertically merged cells by grid column."""
        before = _count(properties, "gridBefore")
        cells = [GridCell(0, before, "")] if before else []
        column = before
        for element in self.inside(row, "tc"):
            cell = child_of(element, "tcPr")
            span = max(1, _count(cell, "gridSpan"))
            if self.words.tracked(cell):
                self.words.left.add("deleted-text", self.words.everything(element))
                continue
            text = _joined(list(self.blocks(element)))
            if _merged(cell, "hMerge") == "continue" and cells:
                cells[-1].span += span
                cells[-1].text = f"{cells[-1].text} {text}".strip()
            else:
                cells.append(self.cell(column, span, text, _merged(cell, "vMerge"), above))
            column += span
        return cells

    def cell(self, column: int, span: int, text: str, merged: str, above: dict[int, str]) -> GridCell:
        if merged == "continue" and column in above:
            self.words.left.add("merged-text", text)
            return GridCell(column, span, above[column], held=True)
        above.pop(column, None)
        if merged == "restart":
            above[column] = text
        return GridCell(column, span, text)

    def report(self, where: str) -> None:
        """Say what was left out since the last call."""
        for code, text in self.words.left.take().items():
            zh, en, severity = _SAID[code]
            short = " ".join(text.split())[:40]
            line = len(self.rows) + 1
            self.left.append(LeftOut(code, line, where, f"{zh}：“{short}”", f'{en}: "{short}"', text, severity))

    def say(self, code: str, zh: str, en: str, severity: Severity, text: str = "") -> None:
        self.left.append(
            LeftOut(code, max(1, len(self.rows)), self.here() if self.rows else "", zh, en, text, severity)
        )

    def whole(self) -> None:
        """Say what concerns the document as a whole: tracked changes, notes, comments, embedded objects."""
        count = self.words.left.revisions
        if count:
            text = "接受" if self.revisions == "final" else "拒绝"
            english = "accepted" if self.revisions == "final" else "rejected"
            zh = f"文档有 {count} 处未接受的修订，按全部{text}后的文字读（--revisions original|final）"
            en = f"{count} tracked changes are not yet accepted; read as if {english} (--revisions original|final)"
            self.left.append(LeftOut("revisions", 1, "全文", zh, en))
        if self.words.objects:
            zh = f"{self.words.objects} 个嵌入的对象（如 Excel 表）没有读，请另存为单独的文件"
            en = f"{self.words.objects} embedded objects (such as Excel sheets) were not read: save them as files"
            self.left.append(LeftOut("embedded", 1, "全文", zh, en))
        for part in self.trouble:
            zh, en = f"附属部分 {part} 已损坏，没有读", f"the part {part} is damaged and was not read"
            self.left.append(LeftOut("damaged-part", 1, "全文", zh, en))
        self.beside("footnotes", "脚注没有读", "a footnote was not read", "warning")
        self.beside("endnotes", "尾注没有读", "an endnote was not read", "warning")
        self.beside("comments", "批注没有读", "a comment was not read", "info")
        for name in sorted(self.package.names):
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                self.beside(name[5:-4], "页眉页脚没有读", "a page's header or footer was not read", "info")

    def beside(self, part: str, zh: str, en: str, severity: Severity) -> None:
        """Report the text of a part beside the document's own."""
        tree = self.part(part)
        if tree is None:
            return
        notes = [tree] if part.startswith(("header", "footer")) else list(tree)
        for note in notes:
            text = " ".join(self.words.everything(note).split())
            if any(sign.isalpha() for sign in text):
                code = part.rstrip("0123456789").rstrip("s")
                self.left.append(LeftOut(code, 1, "", f"{zh}：“{text[:40]}”", f'{en}: "{text[:40]}"', text, severity))


def _count(properties: Element | None, name: str) -> int:
    value = value_of(properties, name)
    return min(int(value), 1000) if value.isdigit() else 0


def _merged(properties: Element | None, name: str) -> str:
    """Return ``restart``, ``continue`` (the default of the element) or nothing."""
    found = child_of(properties, name)
    return "" if found is None else attributes(found).get("val", "continue")


def _joined(paragraphs: list[str]) -> str:
    """Return a cell's text: one paragraph as it is, several as ``<p>…</p>``."""
    texts = [" ".join(text.split()) for text in paragraphs if text.strip()]
    return texts[0] if len(texts) == 1 else " ".join(f"<p>{text}</p>" for text in texts)
