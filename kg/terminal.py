"""Rows as text for a terminal: columns that fit its width, Chinese characters counted as two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

GAP = 2
_NARROWEST = 6
_HEAD = 16
_COUNT = 12
# A Latin word or number stays whole; a closing mark stays with what it closes, an opening one with
# what it opens.
_PIECE = re.compile(
    r"[“（《「\[(]*(?:[\w.%/+:-]*[a-zA-Z0-9][a-zA-Z0-9.%/+:_-]*|\S)[，。；：、！？”）》」,.;:!?\])]*|\s+",
    re.ASCII,
)


_PICTURES = {number: chr(0x2400 + number) for number in range(32) if chr(number) not in "\t\n"} | {
    0x7F: "␡"
}
_HIDDEN = (
    *range(0x80, 0xA0),  # controls of eight bits: U+009B begins a command as ESC [ does
    0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # the direction of writing
    0x2028, 0x2029, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000), *range(0xE0000, 0xE0080),
)  # fmt: skip
_SHOWN = _PICTURES | {number: f"\\u{number:04x}" for number in _HIDDEN}


def printable(text: str) -> str:
    r"""Return a text that a terminal shows and never obeys.

    Controls, marks that turn the direction of writing, and code points without a character are made
    visible; line feeds, tabs, and the carriage return before a line feed stay.

    >>> printable("\x1b[2J配合\u202e 42\n")
    '␛[2J配合\\u202e 42\n'
    """
    shown = text.translate(_SHOWN)
    if "\r\n" in text:
        return shown.replace("␍\n", "\r\n")
    return shown


def width(text: str) -> int:
    """Return the columns that a text takes.

    >>> width("乡 a")
    4
    """
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    return int(not unicodedata.combining(letter))


def wrap(text: str, widest: int) -> list[str]:
    """Return a text as lines of at most ``widest`` columns; only a piece that is wider by itself is cut.

    >>> wrap("配合 42，做好慈善募捐。", 10)
    ['配合 42，', '做好慈善募', '捐。']
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        if line and width(line + piece.rstrip()) > widest:
            lines.append(line.rstrip())
            line = ""
        line += piece
        if line == piece:
            line = piece.lstrip()
        while width(line.rstrip()) > widest:
            kept = max(1, next(n for n in range(len(line), -1, -1) if width(line[:n]) <= widest))
            lines, line = [*lines, line[:kept]], line[kept:]
    if line.strip() or not lines:
        return [*lines, line.rstrip()]
    return lines


def columns(
    heads: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    widest: int = 0,
) -> Iterator[str]:
    """Yield the lines of a table: heads of one or two lines, a rule, the rows.

    Parameters
    ----------
    heads : sequence of sequences of str
        The lines of each column's head.
    right : sequence of bool
        Which columns are flush right.
    widest : int
        Columns of the terminal; 0: rows are never wrapped.
    """
    widths = _widths(heads, rows, right)
    if widest:
        _narrow(widths, widest)
    tops = [_wrapped(filter(None, head), w) for head, w in zip(heads, widths, strict=True)]
    tallest = max(map(len, tops), default=0)
    yield from _rows([[""] * (tallest - len(top)) + top for top in tops], widths, right)
    yield (" " * GAP).join("─" * w for w in widths)
    for row in rows:
        cells = [wrap(cell, w) if widest else [cell] for cell, w in zip(row, widths, strict=True)]
        yield from _rows(cells, widths, right)


def _widths(
    heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], right: Sequence[bool]
) -> list[int]:
    """Return the width that each column would like: that of its widest cell, or of its wrapped head."""
    widths = []
    for number, (head, flush) in enumerate(zip(heads, right, strict=True)):
        texts = _wrapped(head, _COUNT if flush else _HEAD)
        texts += [row[number] for row in rows]
        widths.append(max(map(width, texts), default=0))
    return widths


def _narrow(widths: list[int], widest: int) -> None:
    """Take from the widest columns what is too much for the terminal, as far as they can be read."""
    while sum(widths) + GAP * (len(widths) - 1) > widest and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _wrapped(lines: Iterable[str], widest: int) -> list[str]:
    parts: list[str] = []
    for line in lines:
        parts += wrap(line, widest)
    return parts


def _rows(
    cells: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    for number in range(max(map(len, cells), default=0)):
        parts = []
        for lines, w, flush in zip(cells, widths, right, strict=True):
            text = "".join(lines[number : number + 1])
            space = " " * (w - width(text))
            if flush:
                text, space = space, text
            parts.append(text + space)
        yield (" " * GAP).join(parts).rstrip()


def wrapped(text: str, indent: str, widest: int) -> Iterator[str]:
    """Yield a text's lines, each indented; ``widest`` columns together, 0: all in one line."""
    plain = " ".join(text.split())
    lines = wrap(plain, max(20, widest - len(indent))) if widest else [plain]
    yield from (indent + line for line in lines)
