"""A paper, written from top to bottom."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx.enum.section import WD_SECTION
from docx.shared import Mm

from kg.papers._word.elements import element, field, run
from kg.papers._word.package import encode, new
from kg.papers._word.revisions import Revised, Revisions
from kg.papers._word.tables import Cell, Column, form, paragraph, table

WIDTH: Final = 156
"""The width of the text in mm: A4 less 28 mm on the side of the binding and 26 mm."""
_MARGINS: Final = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
_TWIPS: Final = 1440 / 25.4
_LINE: Final = 579
"""The pitch of the lines in twips: 22 of them fill the 225 mm between top and bottom."""


class Paper:
    """A Word document; what is added goes to its end.

    Parameters
    ----------
    title : str
        What the file calls itself.
    landscape : bool
        Lie the pages on their side, for wide tables.
    """

    def __init__(self, title: str, *, landscape: bool = False) -> None:
        self.document = new(title)
        self.body = self.document.element.body
        self.width = WIDTH
        self._revisions = Revisions(self.document)
        self._captions = {"表": 0, "图": 0}
        self._headings: list[tuple[int, str, str]] = []
        self._contents: tuple[Any, int] | None = None
        self._lay(self.document.sections[0], landscape)
        self._number_pages(self.document.sections[0])
        settings = self.document.settings
        settings.odd_and_even_pages_header_footer = True

    # --- pages ---

    def _lay(self, section: Any, landscape: bool) -> None:
        width, height = (297, 210) if landscape else (210, 297)
        section.page_width, section.page_height = Mm(width), Mm(height)
        margins = dict(_MARGINS)
        if landscape:  # turned to the left: the top of the upright page is the left of this one
            turned = ("left_margin", "right_margin", "bottom_margin", "top_margin")
            margins = dict(zip(turned, _MARGINS.values(), strict=True))
            self.width = 297 - margins["left_margin"] - margins["right_margin"]
            section._sectPr.pgSz.set(_w("orient"), "landscape")
        for name, size in margins.items():
            setattr(section, name, Mm(size))
        section.footer_distance = Mm(25)
        for old in section._sectPr.findall(_w("docGrid")):
            section._sectPr.remove(old)
        section._sectPr.append(element("docGrid", type="lines", linePitch=_LINE))

    def _number_pages(self, section: Any) -> None:
        """Put the number outside: right on odd pages, left on even ones, one character in."""
        for footer, align, side in (
            (section.footer, "right", "right"),
            (section.even_page_footer, "left", "left"),
        ):
            footer.is_linked_to_previous = False
            line = footer.paragraphs[0]._p
            for child in list(line):
                line.remove(child)
            form = element("pPr")
            form.append(element("pStyle", val="Footer"))
            form.append(element("ind", **{side: 280}))
            form.append(element("jc", val=align))
            line.extend([form, run("— "), *field("PAGE", "1"), run(" —")])

    def cover(self, title: Sequence[str], subtitle: str, lines: Iterable[str]) -> None:
        """Write a cover, a page without a number: title, subtitle, lines at the foot."""
        for number, text in enumerate(title):
            self._styled(text, "Title", before=2600 if number == 0 else 0)
        self._styled(subtitle, "Subtitle", before=400)
        for number, text in enumerate(lines):
            self._styled(text, "Imprint", before=4600 if number == 0 else 0)
        self.document.sections[0].different_first_page_header_footer = True
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        section._sectPr.insert_element_before(element("pgNumType", start=1), "w:cols", "w:docGrid")

    def contents(self, heading: str) -> None:
        """Leave room for the contents: every heading of the first level, filled in at the end."""
        self._styled(heading, "TOCHeading")
        self._contents = (self.body, len(self.body) - 2)
        self._styled("", "Normal")

    def new_page(self) -> None:
        """Begin a page."""
        made = element("p")
        broken = element("r")
        broken.append(element("br", type="page"))
        made.append(broken)
        self._add(made)

    # --- text ---

    def title(self, text: str, subtitle: str = "") -> None:
        """Write the title of a paper without a cover."""
        self._styled(text, "Title")
        if subtitle:
            self._styled(subtitle, "Subtitle")
        self._styled("", "BodyText")

    def heading(self, level: int, text: str, *, new_page: bool = False) -> None:
        """Write a heading; it stays with what follows."""
        made = paragraph("", f"Heading{level}")
        if new_page:
            made.pPr.insert(1, element("pageBreakBefore"))
        mark = f"_Toc{len(self._headings) + 1:05}"
        number = len(self._headings) + 1
        made.append(element("bookmarkStart", id=number, name=mark))
        made.append(run(text))
        made.append(element("bookmarkEnd", id=number))
        self._headings.append((level, text, mark))
        self._add(made)

    def text(self, text: str) -> None:
        """Write a paragraph of the body."""
        self._styled(text, "BodyText")

    def note(self, text: str) -> None:
        """Write a small paragraph: what a table's figures mean."""
        self._styled(text, "Note")

    def quote(self, text: str) -> None:
        """Write a quotation."""
        self._styled(text, "Quote")

    # --- tables and pictures ---

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        caption: str = "",
        *,
        split: bool = False,
    ) -> None:
        """Write a table over the width of the text, its numbered caption above it."""
        if caption:
            self._caption("表", caption)
        self._add(table(columns, rows, int(self.width * _TWIPS), split=split))
        self._styled("", "AfterTable")

    def form(self, rows: Iterable[tuple[str, Sequence[Cell]]]) -> None:
        """Write a form: a label in each row, beside it one cell, or two that share the width."""
        self._add(form(rows, int(self.width * _TWIPS)))
        self._styled("", "AfterTable")

    def revised(
        self, heads: Sequence[str], shares: Sequence[float], rows: Sequence[Revised]
    ) -> None:
        """Write a table with tracked changes; ``shares`` are the columns' shares of the width."""
        whole = int(self.width * _TWIPS)
        widths = [int(whole * share / sum(shares)) for share in shares]
        widths[-1] += whole - sum(widths)
        self._add(self._revisions.table(heads, widths, rows))
        self._styled("", "AfterTable")

    def picture(self, png: bytes, caption: str, width: float) -> None:
        """Put a picture ``width`` mm wide, its numbered caption below it."""
        line = self.document.add_paragraph(style="Picture")
        shape = line.add_run().add_picture(io.BytesIO(png), width=Mm(width))
        shape._inline.docPr.set("descr", caption)
        shape._inline.docPr.set("name", caption)
        line.paragraph_format.keep_with_next = True
        self._caption("图", caption, keep=False)

    def _caption(self, kind: str, text: str, *, keep: bool = True) -> None:
        self._captions[kind] += 1
        number = self._captions[kind]
        made = paragraph("", "Caption")
        if not keep:
            made.pPr.append(element("keepNext", val=0))
        made.extend(
            [run(f"{kind} "), *field(f"SEQ {kind} \\* ARABIC", str(number)), run(f"　{text}")]
        )
        self._add(made)

    # --- the end ---

    def encode(self) -> bytes:
        """Return the file."""
        self._fill_contents()
        return encode(self.document)

    def _fill_contents(self) -> None:
        """Write the contents as a field; each line leads to its heading."""
        if self._contents is None:
            return
        body, at = self._contents
        lines = []
        for level, text, mark in self._headings:
            if level == 1:
                line = paragraph("", f"TOC{level}")
                link = element("hyperlink", anchor=mark, history=1)
                link.append(run(text))
                line.append(link)
                lines.append(line)
        begin, code, middle, _, end = field('TOC \\o "1-1" \\n \\h \\z \\u', "")
        if lines:
            for number, part in enumerate((begin, code, middle)):
                lines[0].insert(1 + number, part)
            lines[-1].append(end)
        for number, line in enumerate(lines):
            body.insert(at + 1 + number, line)
        self._contents = None

    def _styled(self, text: str, style: str, *, before: int = 0) -> None:
        made = paragraph(text, style)
        if before:
            made.pPr.append(element("spacing", before=before))
        self._add(made)

    def _add(self, made: Any) -> None:
        """Put an element at the end, before the page's own properties."""
        self.body.insert(len(self.body) - 1, made)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
