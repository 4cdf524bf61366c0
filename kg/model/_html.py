"""What a notebook shows of a record: a heading of two lines, and texts side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_STYLE = 'style="text-align:left;vertical-align:top"'


def heading(strong: str, beside: str = "", below: str = "") -> str:
    """Return a paragraph of plain texts: a strong one, one beside it, one below it."""
    first = f"<b>{escape(strong)}</b> {escape(beside)}".rstrip()
    return f"<p>{first}<br>{escape(below)}</p>"


def side_by_side(cells: Sequence[str], heads: Sequence[str] = ()) -> str:
    """Return pieces of HTML as the cells of a table with one row; without pieces an empty text."""
    if not cells:
        return ""
    row = "".join(f"<td {_STYLE}>{cell}</td>" for cell in cells)
    above = "".join(f"<th {_STYLE}>{escape(head)}</th>" for head in heads)
    return f"<table>{f'<tr>{above}</tr>' if above else ''}<tr>{row}</tr></table>"


def marked(text: str, words: Iterable[str]) -> str:
    """Return a plain text as HTML with the words marked, of two at one place the longer."""
    pattern = "|".join(re.escape(escape(word)) for word in sorted(words, key=len, reverse=True))
    if pattern:
        return re.sub(pattern, r"<mark>\g<0></mark>", escape(text))
    return escape(text)
