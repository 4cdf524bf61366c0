"""Tables of a paper: fixed widths that fill the page, a repeated head, whole rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.papers._word.elements import element, run

Cell = str | int | float | None | Sequence[str]
"""A cell: a text, a number, nothing, or several paragraphs."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, how its cells are set."""

    head: str
    share: float
    align: Literal["left", "center", "right"] = "left"


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], width: int, *, split: bool = False
) -> Any:
    """Return a table ``width`` twips wide; ``split``: its rows may break across pages."""
    widths = _widths(columns, width)
    made = element("tbl")
    form = element("tblPr")
    form.append(element("tblStyle", val="TableGrid"))
    form.append(element("tblW", w=width, type="dxa"))
    form.append(element("jc", val="center"))
    form.append(element("tblLayout", type="fixed"))
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=one) for one in widths])
    made.extend([form, grid, head([column.head for column in columns], widths)])
    aligns = [column.align for column in columns]
    for cells in rows:
        made.append(row(cells, widths, aligns, split=split))
    return made


def form(rows: Iterable[tuple[str, Sequence[Cell]]], width: int) -> Any:
    """Return a form: in each row a label, and beside it one cell or two."""
    label = width // 6
    made = element("tbl")
    shape = element("tblPr")
    shape.append(element("tblStyle", val="TableGrid"))
    shape.append(element("tblW", w=width, type="dxa"))
    shape.append(element("jc", val="center"))
    shape.append(element("tblLayout", type="fixed"))
    grid = element("tblGrid")
    halves = ((width - label) // 2, width - label - (width - label) // 2)
    grid.extend([element("gridCol", w=one) for one in (label, *halves)])
    made.extend([shape, grid])
    for name, cells in rows:
        line = element("tr")
        line.append(_cell([name], label, "FormLabel", "center"))
        if len(cells) == 1:
            whole = _cell(paragraphs(cells[0]), sum(halves), "FormText", "left")
            whole.tcPr.insert(1, element("gridSpan", val=2))
            line.append(whole)
        else:
            for cell, half in zip(cells, halves, strict=True):
                line.append(_cell(paragraphs(cell), half, "FormText", "left"))
        made.append(line)
    return made


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Return the columns' widths in twips; together they are exactly ``width``."""
    whole = sum(column.share for column in columns)
    widths = [int(width * column.share / whole) for column in columns]
    widths[-1] += width - sum(widths)
    return widths


def head(texts: Sequence[str], widths: Sequence[int]) -> Any:
    """Return the head row, which every page repeats."""
    made = element("tr")
    form = element("trPr")
    form.extend([element("cantSplit"), element("tblHeader")])
    made.append(form)
    for text, width in zip(texts, widths, strict=True):
        made.append(_cell([text], width, "TableHead", "center", fill="EDEDED"))
    return made


def row(
    cells: Sequence[Cell], widths: Sequence[int], aligns: Sequence[str], *, split: bool = False
) -> Any:
    """Return a row; it stays on one page unless ``split``."""
    made = element("tr")
    if not split:
        form = element("trPr")
        form.append(element("cantSplit"))
        made.append(form)
    for cell, width, align in zip(cells, widths, aligns, strict=True):
        made.append(_cell(paragraphs(cell), width, "TableText", align))
    return made


def paragraphs(cell: Cell) -> list[str]:
    """Return the paragraphs of a cell as text.

    >>> paragraphs(None), paragraphs(10.3), paragraphs(["a", "b"])
    ([''], ['10.3'], ['a', 'b'])
    """
    if cell is None:
        return [""]
    if isinstance(cell, str | int | float):
        return [str(cell)]
    return list(cell) or [""]


def _cell(texts: Sequence[str], width: int, style: str, align: str, fill: str = "") -> Any:
    made = element("tc")
    form = element("tcPr")
    form.append(element("tcW", w=width, type="dxa"))
    if fill:
        form.append(element("shd", val="clear", color="auto", fill=fill))
    form.append(element("vAlign", val="center"))
    made.append(form)
    for text in texts:
        made.append(paragraph(text, style, align))
    return made


def paragraph(text: str, style: str, align: str = "") -> Any:
    """Return a paragraph of one style."""
    made = element("p")
    form = element("pPr")
    form.append(element("pStyle", val=style))
    if align:
        form.append(element("jc", val=align))
    made.append(form)
    if text:
        made.append(run(text))
    return made
