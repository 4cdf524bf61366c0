"""What the sheets of an Excel workbook share: its strings and the formats of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, iterparse

from kg.readers import LeftOut, _number
from kg.readers._cell_text import TRUE, CellText, is_struck, rich
from kg.readers._package import BROKEN, Package, attributes, local


@dataclass(slots=True)
class Style:
    """What a cell's format does to its text."""

    struck: bool = False
    date: bool = False
    unseen: bool = False
    code: str = ""


class Book:
    """The parts of a workbook that its sheets need."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.tree = package.tree("xl/workbook.xml")
        self.since_1904 = any(
            attributes(e).get("date1904", "0") in TRUE
            for e in self.tree
            if local(e.tag) == "workbookPr"
        )
        related = package.related("xl/workbook.xml").values()
        self.styles: list[Style] = []
        self.trouble: list[LeftOut] = []
        for part in related:
            if part.endswith("styles.xml") and part in package.names:
                self._read_styles(part)
        strings = [
            part
            for part in related
            if part.lower().endswith("sharedstrings.xml") and part in package.names
        ]
        self.strings = list(_shared(package, strings[0])) if strings else []

    def _read_styles(self, part: str) -> None:
        try:
            self.styles = _styles(self.package.tree(part))
        except BROKEN:
            zh = "格式部分（styles.xml）已损坏，看不出日期和删除线"
            en = (
                "its formats (styles.xml) are damaged: dates and struck-through text cannot be told"
            )
            self.trouble.append(LeftOut("damaged-part", 1, "工作簿", zh, en))


def _shared(package: Package, part: str) -> Iterator[CellText]:
    with package.stream(part) as stream:
        root: Element | None = None
        for event, element in iterparse(stream, ("start", "end")):
            if root is None:
                root = element
            if event == "end" and local(element.tag) == "si":
                yield rich(element)
                root.clear()


def _styles(tree: Element) -> list[Style]:
    """Return what the cell formats do, by their index."""
    parts = {local(element.tag): element for element in tree}
    none = Element("none")
    codes = {
        int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in parts.get("numFmts", none)
    }
    fonts = [is_struck(font) for font in parts.get("fonts", none)]
    found = []
    for format_ in parts.get("cellXfs", none):
        number, font = int(format_.get("numFmtId", "0")), int(format_.get("fontId", "0"))
        code = codes.get(number, "0%" if number == 9 else "")
        found.append(
            Style(
                struck=font < len(fonts) and fonts[font],
                date=_number.is_date(number, code),
                unseen=code.strip() == ";;;",
                code=code,
            )
        )
    return found
