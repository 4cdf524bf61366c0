"""Tables that are drawn in a text: Markdown's bars, box-drawing characters, ``+---+``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.readers import RawRow

_BARS = "|│┃║｜┆┇┊┋"
_BAR = re.compile(rf"(?<!\\)[{_BARS}]")
# A line of the drawing, without text: |---|:--:|, +====+====+, ├───┼───┤; at least two signs of
# drawing.
_RULE = re.compile(rf"\s*(?=(?:\s*[-=+:{_BARS}─-╿]){{3}})[-=+:\s{_BARS}─-╿]+")
_HEADING = re.compile(r"\s*#{1,6}\s+(.*?)\s*#*\s*")
_QUOTED = re.compile(r"\s*(?:>\s?)+(?=\S)")
# \* and \_ are the signs themselves: Markdown's way to write what would else be a mark.
_ESCAPED = re.compile(r"\\([*_#\[\]()~`>+.!|-])")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def bars(line: str) -> int:
    """Return how many bars part a line; a line that only draws has none.

    >>> bars("| 1 | 党的建设 |"), bars("|---|---|"), bars("│1│甲│")
    (3, 0, 3)
    """
    return 0 if _RULE.fullmatch(line) else len(_BAR.findall(line))


def rows(lines: Sequence[str]) -> Iterator[RawRow]:
    """Yield the lines of a text whose tables are drawn: cells without the drawing, other lines as one cell.

    Where lines are drawn between the rows, a row may take several lines of text: those whose first
    cell is empty.
    """
    ruled = _ruled(lines)
    pending: list[str] = []
    started = 0
    for number, line in enumerate(lines, 1):
        parted = bars(line) > 0
        drawn = bool(line.strip()) and _RULE.fullmatch(line) is not None
        cells = _cells(line) if parted else []
        if pending and parted and ruled and not cells[0] and len(cells) == len(pending):
            pending = [" ".join(filter(None, pair)) for pair in zip(pending, cells, strict=True)]
            continue
        if pending:
            yield RawRow(started, tuple(pending))
            pending = []
        if parted:
            pending, started = cells, number
        elif not drawn:
            yield RawRow(number, (_plain(line),))
    if pending:
        yield RawRow(started, tuple(pending))


def _ruled(lines: Sequence[str]) -> bool:
    """Tell whether rules stand between the rows, and not only round the head."""
    drawn = sum(bool(line.strip()) and _RULE.fullmatch(line) is not None for line in lines)
    blocks = sum(bars(line) > 0 and (_cells(line) or [""])[0] != "" for line in lines)
    return drawn * 3 >= blocks * 2


def _cells(line: str) -> list[str]:
    r"""Return the cells of a line: the bars at its ends part nothing.

    >>> _cells("| 1 | **甲** | a\\|b | |")
    ['1', '甲', 'a|b', '']
    """
    text = line.strip()
    parts = _BAR.split(text)
    if _BAR.match(text):
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [_ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", part)).strip() for part in parts]


def _plain(line: str) -> str:
    """Return a line of text without Markdown's marks for headings, quotations and emphasis."""
    heading = _HEADING.fullmatch(line)
    text = heading[1] if heading else _QUOTED.sub("", line, count=1)
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", text))
