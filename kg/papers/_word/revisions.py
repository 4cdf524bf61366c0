"""Tracked changes of Word: a table that is the new one if accepted, the old one if rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.alignment.marking import pieces
from kg.papers._word.elements import element, run
from kg.papers._word.tables import head

AUTHOR: Final = "kg"
"""Who is said to have made the changes and the comments."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A row before and after, cell by cell, each cell its paragraphs; None: the row is not there.

    ``comments`` has texts for cells: position → texts.
    """

    old: tuple[tuple[str, ...], ...] | None
    new: tuple[tuple[str, ...], ...] | None
    comments: tuple[tuple[int, str], ...] = ()


class Revisions:
    """Writes revised tables into one document; every change has a number of its own."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._last = 0

    def table(self, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Revised]) -> Any:
        """Return a table; widths are in twips."""
        made = element("tbl")
        form = element("tblPr")
        form.append(element("tblStyle", val="TableGrid"))
        form.append(element("tblW", w=sum(widths), type="dxa"))
        form.append(element("tblLayout", type="fixed"))
        grid = element("tblGrid")
        grid.extend([element("gridCol", w=width) for width in widths])
        made.extend([form, grid, head(heads, widths)])
        for row in rows:
            made.append(self._row(row, widths))
        return made

    def _row(self, row: Revised, widths: Sequence[int]) -> Any:
        made = element("tr")
        if row.old is None or row.new is None:
            form = element("trPr")
            form.append(self._mark("ins" if row.old is None else "del"))
            made.append(form)
        empty = ((),) * len(widths)
        cells = zip(row.old or empty, row.new or empty, widths, strict=True)
        for number, (old, new, width) in enumerate(cells):
            said = [text for position, text in row.comments if position == number]
            made.append(self._cell(old, new, width, said, whole=row.old is None or row.new is None))
        return made

    def _cell(
        self,
        old: Sequence[str],
        new: Sequence[str],
        width: int,
        said: Sequence[str],
        *,
        whole: bool,
    ) -> Any:
        """Return a cell with its changes; ``whole``: its row comes or goes with it."""
        made = element("tc")
        form = element("tcPr")
        form.append(element("tcW", w=width, type="dxa"))
        made.append(form)
        paragraphs = list(_paragraphs(old, new))
        for number, (parts, mark) in enumerate(paragraphs):
            line = element("p")
            shape = element("pPr")
            shape.append(element("pStyle", val="TableText"))
            if mark != "same" and not whole:
                looks = element("rPr")
                looks.append(self._mark(mark))
                shape.append(looks)
            line.append(shape)
            comments = [self._comment(text) for text in said] if number == 0 else []
            line.extend([element("commentRangeStart", id=comment) for comment in comments])
            line.extend([self._part(kind, text) for kind, text in parts])
            for comment in comments:
                line.extend(_ended(comment))
            made.append(line)
        return made

    def _part(self, kind: str, text: str) -> Any:
        """Return a piece of text: as it is, inserted or deleted."""
        if kind == "same":
            return run(text)
        made = self._mark(kind)
        made.append(run(text, "delText" if kind == "del" else "t"))
        return made

    def _mark(self, kind: str) -> Any:
        self._last += 1
        return element(kind, id=self._last, author=AUTHOR)

    def _comment(self, text: str) -> int:
        """Add a comment and return its number; it says no time."""
        comment = self._document.comments.add_comment(text, author=AUTHOR, initials=AUTHOR)
        made = comment._comment_elm
        for name in [name for name in made.attrib if name.endswith("}date")]:
            del made.attrib[name]
        return int(comment.comment_id)


def _ended(comment: int) -> list[Any]:
    """Return the end of what a comment is about, and its mark."""
    mark = element("r")
    form = element("rPr")
    form.append(element("rStyle", val="CommentReference"))
    mark.extend([form, element("commentReference", id=comment)])
    return [element("commentRangeEnd", id=comment), mark]


def _paragraphs(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[list[tuple[str, str]], str]]:
    r"""Yield paragraphs: their pieces (same, ins, del), and what becomes of their end.

    The end of the last one always stays: a cell has it even when it is empty.

    >>> list(_paragraphs(["甲乙"], ["甲", "乙"]))
    [([('same', '甲')], 'ins'), ([('same', '乙')], 'same')]
    """
    parts: list[tuple[str, str]] = []
    for kind, text in _pieces("\n".join(old), "\n".join(new)):
        first, *rest = text.split("\n")
        if first:
            parts.append((kind, first))
        for line in rest:
            yield parts, kind
            parts = [(kind, line)] if line else []
    yield parts, "same"


def _pieces(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield what stays, goes and comes, in the order of the text."""
    for same, gone, come in pieces(old, new):
        if same:
            yield "same", gone
            continue
        if gone:
            yield "del", gone
        if come:
            yield "ins", come
