"""Read a Word document: its paragraphs and tables in their order, one raw table for the whole; the XML is walked as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

from kg.errors import ReadError
from kg.readers import RawTable, Revisions, Sample
from kg.readers._blocks import Blocks, joined
from kg.readers._columns import GridCell
from kg.readers._numbering import Numbering
from kg.readers._package import BROKEN, Package, attributes, local, opened
from kg.readers._word import Words, child_of, value_of

SUFFIXES = (".docx", ".docm")
TITLE = "Word 文档 Word document"
REVISIONS = True


def detects(sample: Sample) -> bool:
    """Tell whether a zip holds a Word document."""
    return "word/document.xml" in sample.parts


def read(path: Path, *, revisions: Revisions = "final") -> Iterator[RawTable]:
    """Yield one raw table; a row of a table is a line, and so is a paragraph outside of tables.

    Paragraphs inside a cell become ``<p>…</p>``, as the published texts write them. Tracked changes
    are accepted, or rejected with ``revisions="original"``; either way they are reported.

    Raises
    ------
    ReadError
        If it is not a Word document, a damaged one, or one of pictures.
    """
    with opened(path, "Word 文档", "a Word document", ".docx") as package:
        reading = _Document(package, revisions)
        reading.read()
    out = reading.out
    if not any(any(row.cells) for row in out.rows) and any(
        name.startswith("word/media/") for name in package.names
    ):
        raise ReadError(
            "文档里只有图片，没有文字",
            "the document holds pictures and no text",
            where=path.name,
            cure=(
                "请用文字识别（OCR）转换，或索取原文件",
                "convert it with OCR, or ask for the original file",
            ),
        )
    yield RawTable(path.name, tuple(out.rows), tuple(out.left))


class _Document:
    """Goes through a document once."""

    def __init__(self, package: Package, revisions: Revisions) -> None:
        self.package = package
        self.revisions = revisions
        self.out = Blocks()
        self.trouble: list[str] = []
        self.words = Words(self.part("styles"), Numbering(self.part("numbering")), revisions)
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
        self.close_paragraph()
        self.whole()

    def block(self, element: Element) -> None:
        """Read a paragraph, a table, or what wraps them (content control, custom XML, tracked move)."""
        name = local(element.tag)
        if name == "p":
            self.body_paragraph(element)
        elif name == "tbl":
            self.close_paragraph()
            self.table(element)
        elif name in self.words.left_out:
            self.words.leave(element)
            self.report(self.out.here())
        elif name == "altChunk":
            self.out.say("embedded", "嵌入的另一份文件没有读", "an embedded document was not read")
        elif name not in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr"):
            self.words.left.revisions += name in self.words.kept
            for child in element:
                self.block(child)

    def body_paragraph(self, element: Element) -> None:
        """Read a paragraph of the body and the boxes that are anchored in it."""
        self.out.paragraphs += 1
        paragraph = self.words.paragraph(element)
        self.report(self.out.here())
        where = f"{self.out.here()}的文本框"
        for box in paragraph.boxes:
            for text in self.blocks(box):
                self.out.paragraph(text, where)
                self.report(where)
        self.open_text += paragraph.text
        if not paragraph.joined:
            self.out.paragraph(self.open_text)
            self.open_text = ""

    def close_paragraph(self) -> None:
        """Hand on a paragraph whose end a tracked change took out, where nothing follows that it could go on in."""
        if self.open_text:
            self.out.paragraph(self.open_text)
        self.open_text = ""

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
                self.words.leave(child)
            elif name in ("tr", "tc") and self.words.tracked(child_of(child, f"{name}Pr")):
                self.words.left.add(self.words.code, self.words.everything(child))
            elif name not in (
                "tcPr",
                "trPr",
                "tblPr",
                "tblGrid",
                "sdtPr",
                "sdtEndPr",
                "customXmlPr",
            ):
                yield from self.blocks(child)
        if before:
            yield before

    def table(self, element: Element) -> None:
        """Read a table of the body, row by row."""
        self.out.tables += 1
        rows: list[list[GridCell]] = []
        places: list[str] = []
        above: dict[int, str] = {}
        for number, row in enumerate(self.inside(element, "tr"), 1):
            where = f"第 {self.out.tables} 张表第 {number} 行"
            properties = child_of(row, "trPr")
            hidden = child_of(properties, "hidden") is not None
            if self.words.tracked(properties) or hidden:
                code = "hidden-row" if hidden else self.words.code
                self.words.left.add(code, self.words.everything(row))
                self.report(where)
                continue
            cells = self.row(row, properties, above)
            self.report(where)
            rows.append(cells)
            places.append(where)
        self.report(f"第 {self.out.tables} 张表")
        self.out.table(rows, places)

    def inside(self, element: Element, name: str) -> Iterator[Element]:
        """Yield the rows of a table or the cells of a row, through what wraps them; not those of nested tables."""
        for child in element:
            found = local(child.tag)
            if found == name:
                yield child
            elif found in self.words.left_out:
                self.words.leave(child)
            elif found not in (
                "tblPr",
                "tblGrid",
                "trPr",
                "tblPrEx",
                "sdtPr",
                "sdtEndPr",
                "tc",
                "tr",
            ):
                self.words.left.revisions += found in self.words.kept
                yield from self.inside(child, name)

    def row(
        self, row: Element, properties: Element | None, above: dict[int, str]
    ) -> list[GridCell]:
        """Return the cells of a row; ``above`` holds the texts of vertically merged cells by grid column."""
        before = _count(properties, "gridBefore")
        cells = [GridCell(0, before, "")] if before else []
        column = before
        for element in self.inside(row, "tc"):
            cell = child_of(element, "tcPr")
            span = max(1, _count(cell, "gridSpan"))
            if self.words.tracked(cell):
                self.words.left.add(self.words.code, self.words.everything(element))
                continue
            text = joined(list(self.blocks(element)))
            if _merged(cell, "hMerge") == "continue" and cells:
                cells[-1].span += span
                cells[-1].text = f"{cells[-1].text} {text}".strip()
            else:
                cells.append(self.cell(column, span, text, _merged(cell, "vMerge"), above))
            column += span
        return cells

    def cell(
        self, column: int, span: int, text: str, merged: str, above: dict[int, str]
    ) -> GridCell:
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
            self.out.leave(code, text, where)

    def whole(self) -> None:
        """Say what concerns the document as a whole: tracked changes, notes, comments, embedded objects."""
        self.report("全文")
        count = self.words.left.revisions
        if count:
            text = "接受" if self.revisions == "final" else "拒绝"
            english = "accepted" if self.revisions == "final" else "rejected"
            zh = f"文档有 {count} 处未接受的修订，按全部{text}后的文字读（--revisions original|final）"
            en = f"{count} tracked changes are not yet accepted; read as if {english} (--revisions original|final)"
            self.out.say("revisions", zh, en)
        if self.words.objects:
            zh = f"{self.words.objects} 个嵌入的对象（如 Excel 表）没有读，请另存为单独的文件"
            en = f"{self.words.objects} embedded objects (such as Excel sheets) were not read: save them as files"
            self.out.say("embedded", zh, en)
        for part in self.trouble:
            zh, en = (
                f"附属部分 {part} 已损坏，没有读",
                f"the part {part} is damaged and was not read",
            )
            self.out.say("damaged-part", zh, en)
        for name in ("footnote", "endnote", "comment"):
            self.beside(name, f"{name}s")
        for part in sorted(self.package.names):
            name = next((one for one in ("header", "footer") if part.startswith(f"word/{one}")), "")
            if name and part.endswith(".xml"):
                self.beside(name, part[5:-4])

    def beside(self, code: str, part: str) -> None:
        """Report the text of a part beside the document's own; page numbers alone are nothing."""
        tree = self.part(part)
        if tree is None:
            return
        for note in [tree] if code in ("header", "footer") else tree:
            text = " ".join(self.words.everything(note).split())
            if any(sign.isalpha() for sign in text):
                self.out.leave(code, text, "全文")


def _count(properties: Element | None, name: str) -> int:
    value = value_of(properties, name)
    return min(int(value), 1000) if value.isdigit() else 0


def _merged(properties: Element | None, name: str) -> str:
    """Return ``restart``, ``continue`` (the default of the element) or nothing."""
    found = child_of(properties, name)
    if found is None:
        return ""
    return attributes(found).get("val", "continue")
