"""Read an OpenDocument text: its paragraphs and tables in their order, one raw table for the whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from kg.readers import RawTable, Sample
from kg.readers._blocks import Blocks, joined
from kg.readers._columns import Drawn, GridCell, Spans
from kg.readers._numbering import printed
from kg.readers._odf import Styles, content, text_of
from kg.readers._package import attributes, local, opened

SUFFIXES = (".odt", ".ott")
TITLE = "OpenDocument 文本 OpenDocument text"

_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting", "一, 十, 一百(a), ...": "chineseCounting", "①, ②, ③, ...": "decimalEnclosedCircle",
}  # fmt: skip


def detects(sample: Sample) -> bool:
    """Tell whether a zip holds an OpenDocument text."""
    return "content.xml" in sample.parts and b"opendocument.text" in sample.head


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table; a row of a table is a line, and so is a paragraph outside of tables.

    Tracked changes are read as if accepted, and reported.

    Raises
    ------
    ReadError
        If it is not such a file, a damaged one, or one that a password locks.
    """
    with opened(path, "OpenDocument 文本", "an OpenDocument text", ".docx") as package:
        body, styles = content(package, path)
        reading = _Document(styles)
        reading.inside(body)
        reading.finish()
    yield RawTable(path.name, tuple(reading.out.rows), tuple(reading.out.left))


class _Document:
    """Goes through a document once."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.out = Blocks()
        self.changes = 0
        self.counts: dict[tuple[str, int], int] = {}
        self.place = ""

    def leave(self, code: str, text: str) -> None:
        """Report a text that is left out, with the place that is being read."""
        self.out.leave(code, text, self.place or self.out.here())

    def inside(self, element: Element) -> None:
        """Read what stands in the body, a section, or an index."""
        for child in element:
            name = local(child.tag)
            if name in ("p", "h"):
                self.paragraph(child, "")
            elif name == "list":
                for text in self.items(child):
                    self.out.paragraphs += 1
                    self.out.paragraph(text)
            elif name == "table":
                self.table(child)
            elif name == "tracked-changes":
                self.tracked(child)
            elif name not in ("forms", "sequence-decls", "variable-decls", "user-field-decls"):
                self.inside(child)

    def tracked(self, element: Element) -> None:
        """Report what tracked changes took out; what they put in stands in the text."""
        for change in element:
            self.changes += 1
            for one in change:
                if local(one.tag) == "deletion":
                    texts = (e for e in one if local(e.tag) != "change-info")
                    self.out.leave(
                        "deleted-text", "".join("".join(e.itertext()) for e in texts), "全文"
                    )

    def paragraph(self, element: Element, label: str) -> None:
        self.out.paragraphs += 1
        boxes: list[Element] = []
        text = text_of(element, self.styles, self.leave, boxes)
        for box in boxes:
            for inside in self.texts(box):
                self.out.paragraph(inside, f"{self.out.here()}的文本框")
        self.out.paragraph(label + text)

    def texts(self, element: Element) -> Iterator[str]:
        """Yield the texts of the paragraphs inside a cell or a box, those of nested tables and boxes too."""
        for child in element:
            name = local(child.tag)
            if name in ("p", "h"):
                boxes: list[Element] = []
                yield text_of(child, self.styles, self.leave, boxes)
                for box in boxes:
                    yield from self.texts(box)
            elif name == "list":
                yield from self.items(child)
            elif name == "annotation":
                self.leave("comment", "".join(child.itertext()))
            else:
                yield from self.texts(child)

    def items(self, element: Element, style: str = "", level: int = 1) -> Iterator[str]:
        """Yield the paragraphs of a list; the first of each item with the item's number."""
        named = attributes(element)
        style = named.get("style-name", style)
        if (
            level == 1
            and named.get("continue-numbering") != "true"
            and "continue-list" not in named
        ):
            self.counts.pop((style, level), None)
        for item in element:
            label = self.label(item, style, level)
            for child in item:
                if local(child.tag) == "list":
                    self.counts.pop((style, level + 1), None)
                    yield from self.items(child, style, level + 1)
                    continue
                for text in self.texts_of(child):
                    yield label + text if text.strip() or label else text
                    label = ""

    def texts_of(self, child: Element) -> Iterator[str]:
        boxes: list[Element] = []
        if local(child.tag) in ("p", "h"):
            yield text_of(child, self.styles, self.leave, boxes)
        for box in boxes:
            yield from self.texts(box)

    def label(self, item: Element, style: str, level: int) -> str:
        """Count an item and return its number as it is printed; empty for a bullet or a list's head."""
        form = self.styles.lists.get(style, {}).get(level)
        if form is None or not form.form or local(item.tag) != "list-item":
            return ""
        start = attributes(item).get("start-value", "")
        value = (
            int(start) if start.isdigit() else self.counts.get((style, level), form.start - 1) + 1
        )
        self.counts[style, level] = value
        return form.prefix + printed(value, _FORMS.get(form.form, "decimal")) + form.suffix

    def table(self, element: Element) -> None:
        """Read a table of the body, row by row."""
        self.out.tables += 1
        spans = Spans()
        rows: list[list[GridCell]] = []
        places: list[str] = []
        for number, row in enumerate(_rows(element), 1):
            self.place = f"第 {self.out.tables} 张表第 {number} 行"
            cells = [self.cell(cell) for cell in row if local(cell.tag) == "table-cell"]
            placed = spans.row(cells)
            if attributes(row).get("visibility", "visible") != "visible":
                self.leave("hidden-row", " ".join(cell.text for cell in cells))
                continue
            rows.append(placed)
            places.append(self.place)
        self.out.table(rows, places)
        self.place = ""

    def cell(self, element: Element) -> Drawn:
        named = attributes(element)
        spans = [named.get(f"number-{what}-spanned", "1") for what in ("columns", "rows")]
        columns, down = (min(int(span), 10_000) if span.isdigit() else 1 for span in spans)
        return Drawn(joined(list(self.texts(element))), max(columns, 1), max(down, 1))

    def finish(self) -> None:
        """Say what concerns the document as a whole."""
        if self.changes:
            zh = f"文档有 {self.changes} 处未接受的修订，按全部接受后的文字读"
            self.out.say(
                "revisions",
                zh,
                f"{self.changes} tracked changes are not yet accepted; read as if accepted",
            )


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        name = local(child.tag)
        if name == "table-row":
            yield child
        elif name in ("table-rows", "table-row-group", "table-header-rows"):
            yield from _rows(child)
