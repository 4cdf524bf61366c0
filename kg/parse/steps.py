"""Split a cell into its steps: one numbered clause is one step (see docs/decisions/0003-steps.md).

The cell is taken apart in two passes. First into *pieces*, at markup, printed numbers, sections
(一、) and department headings (县应急管理局：). Then the pieces are put together: a heading holds
until the next one, numbering may restart under it, and a list that lost its numbers is split where
its items end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.parse.headings import Find, headings, is_name
from kg.parse.numbering import Accepted, Numbering, candidates, ends, rare_styles

_TAG = re.compile(r"</?(?:p|ol|ul|li|br|div|span|table|tbody|tr|td)\b[^<>]*>", re.IGNORECASE)
_ITEM_END = re.compile(r"(?:(?<=[。；;])|(?<=[一-龥）)]\.))\s+")
_HEADING_MAX = 40
_RECEIVING = re.compile(r"(?:承接|收回|责任|主管)(?:部门|单位)\s*[：:]")
_TAIL = 40
"""Characters at the end of a step that tell whether its sentence has ended."""


@dataclass(frozen=True, slots=True)
class RawStep:
    """A step before anybody is made its actor; offsets are in the raw cell."""

    ordinal: int
    printed: bool
    heading: str | None
    heading_start: int
    heading_end: int
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Piece:
    kind: Literal["text", "inner", "ordinal", "section", "heading"]
    value: int
    marker: int  # where its number starts
    start: int
    end: int
    block: int
    first: bool = False  # stands first in its block


def plain(raw: str) -> str:
    """Return a cell's text without markup.

    >>> plain("<p>1.甲；</p> <p>2.乙。</p>")
    '1.甲； 2.乙。'
    """
    return " ".join(_TAG.sub(" ", raw).split())


def _blocks(raw: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of text between block tags, white space trimmed."""
    position = 0
    for tag in [*_TAG.finditer(raw), None]:
        end = tag.start() if tag else len(raw)
        text = raw[position:end]
        if text.strip():
            yield position + len(text) - len(text.lstrip()), position + len(text.rstrip())
        position = tag.end() if tag else end


def _pieces(raw: str, find: Find) -> Iterator[_Piece]:
    blocks = list(_blocks(raw))
    rare = rare_styles([raw[start:stop] for start, stop in blocks])
    numbering = Numbering()
    for number, (offset, stop) in enumerate(blocks):
        if _names_next(raw, blocks[number : number + 2], find):
            numbering.head()
            yield _Piece("heading", 0, offset, offset, stop, number, first=True)
            continue
        found = _signs(raw[offset:stop], offset, number, numbering, rare, find)
        if not found or found[0].marker > offset:
            inner = any(candidate.start == 0 for candidate in candidates(raw[offset:stop], rare))
            found.insert(0, _Piece("inner" if inner else "text", 0, offset, offset, 0, number))
        found[0].first = True
        for piece, following in zip(found, [*found[1:], None], strict=True):
            limit = following.marker if following else stop
            if piece.kind != "heading":
                piece.end = limit
                yield piece
                continue
            yield piece
            if raw[piece.end : limit].strip():
                yield _Piece("text", 0, piece.end, piece.end, limit, number)


def _names_next(raw: str, blocks: list[tuple[int, int]], find: Find) -> bool:
    """Tell whether the first of two blocks is a department's name that heads the second, a text."""
    if len(blocks) < 2:
        return False
    name, text = (raw[start:stop] for start, stop in blocks)
    return is_name(name, find) and not is_name(text, find)


def _signs(
    block: str, offset: int, number: int, numbering: Numbering, rare: frozenset[str], find: Find
) -> list[_Piece]:
    """Return the headings and numbers of a block, in printed order; what follows a heading begins anew."""
    found: list[_Piece] = []
    at = 0
    for start, end in [*headings(block, find), (len(block), len(block))]:
        part = block[at:start]
        accepted = filter(
            None, (numbering.take(candidate, part) for candidate in candidates(part, rare))
        )
        found += [_numbered(one, offset + at, number) for one in accepted]
        if start < len(block):
            numbering.head()
            found.append(_Piece("heading", 0, offset + start, offset + start, offset + end, number))
        at = end
    return found


def _numbered(accepted: Accepted, offset: int, number: int) -> _Piece:
    return _Piece(
        accepted.kind, accepted.value, offset + accepted.start, offset + accepted.end, 0, number
    )


def _trim(raw: str, start: int, end: int) -> tuple[int, int]:
    text = raw[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def split(raw: str, find: Find) -> tuple[RawStep, ...]:
    """Return the steps of a cell, in printed order.

    Parameters
    ----------
    raw : str
        The cell, verbatim, markup included.
    find : callable
        Yields the organisations in a text (:meth:`kg.names.Directory.find`): a department with a
        colon is a heading.

    Examples
    --------
    >>> [(s.ordinal, s.text) for s in split("<p>1.甲；</p> <p>2.乙3.5万元；丙。</p>", lambda text: iter(()))]
    [(1, '甲；'), (2, '乙3.5万元；丙。')]
    >>> [(s.heading, s.printed, s.text) for s in split("一、分户 收到后办理。 二、落户 核查。", lambda text: iter(()))]
    [('一、分户', False, '收到后办理。'), ('二、落户', False, '核查。')]
    """
    builder = _Builder(raw)
    pieces = list(_pieces(raw, find))
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.kind == "heading":
            builder.head(piece.start, piece.end)
        elif piece.kind == "section":
            _section(builder, piece, following)
        elif piece.kind == "ordinal":
            builder.add(piece.start, piece.end, piece.value)
        elif piece.kind == "inner" and builder.steps:
            builder.extend(*_trim(raw, piece.start, piece.end))
        else:
            _text(builder, piece, following)
    return builder.finished()


def _text(builder: _Builder, piece: _Piece, following: _Piece | None) -> None:
    """Take text without a number: a short line with a colon heads what follows."""
    text = builder.raw[piece.start : piece.end].strip()
    leads_in = (
        text.endswith(("：", ":")) and len(text) <= _HEADING_MAX and not re.search("[。；;]", text)
    )
    if leads_in and following is not None and following.kind in ("ordinal", "text"):
        builder.head(*_trim(builder.raw, piece.start, piece.end))
    else:
        builder.loose(piece.start, piece.end)


def _section(builder: _Builder, piece: _Piece, following: _Piece | None) -> None:
    start, end = _trim(builder.raw, piece.marker, piece.end)
    body = builder.raw[piece.start : end]
    items_follow = following is not None and following.kind in ("ordinal", "heading")
    text_follows = (
        following is not None and following.kind == "text" and following.block != piece.block
    )
    if items_follow or (text_follows and len(body) <= _HEADING_MAX and not ends(body)):
        builder.head(start, end)
        return
    words = re.match(r"\S{1,40}?\s+(?=\S)", body)
    if words and not re.search("[，,。；;]", words[0]):
        builder.head(start, piece.start + len(words[0].rstrip()))
        builder.loose(piece.start + words.end(), end)
    else:
        builder.add(piece.start, end, piece.value)


class _Builder:
    """Puts pieces together: knows the heading that holds and the position under it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.steps: list[RawStep] = []
        self._extended: set[int] = set()
        self._heading: tuple[int, int] | None = None
        self._headed = False  # the heading names who receives, and no step stands under it yet
        self._position = 0

    def head(self, start: int, end: int) -> None:
        """Take a heading; 承接部门：县民政局。 and 工作方式： with nothing between them are one."""
        before = self._heading if self._headed else None
        if before is not None and end - before[0] <= 2 * _HEADING_MAX:
            start = before[0]
        self._heading = _trim(self.raw, start, end)
        self._position = 0
        self._headed = _RECEIVING.match(self.raw, start) is not None

    def add(self, start: int, end: int, ordinal: int = 0) -> None:
        """Add the text of ``start``:``end`` as one step; without ``ordinal`` its position stands for it."""
        start, end = _trim(self.raw, start, end)
        if start >= end:
            return
        self._position += 1
        self._headed = False
        heading = self._heading or (0, 0)
        self.steps.append(
            RawStep(
                ordinal or self._position,
                bool(ordinal),
                plain(self.raw[slice(*heading)]) if self._heading else None,
                *heading,
                self.raw[start:end],
                start,
                end,
            )
        )
        self._position = max(self._position, self.steps[-1].ordinal)

    def loose(self, start: int, end: int) -> None:
        """Add text without a number: the rest of the step before, or items of a list that lost its numbers."""
        start, end = _trim(self.raw, start, end)
        last = self.steps[-1] if self.steps and self._position else None
        if last is not None and not ends(last.text):
            self.extend(start, end)
            return
        position = start
        for match in _ITEM_END.finditer(self.raw, start, end):
            self.add(position, match.start())
            position = match.end()
        self.add(position, end)

    def extend(self, start: int, end: int) -> None:
        """Add text to the step before: a paragraph or a number inside it."""
        last = self.steps[-1]
        self._extended.add(len(self.steps) - 1)
        tail = self.raw[max(last.start, end - _TAIL) : end]  # its text is made at the end, once
        self.steps[-1] = replace(last, text=tail, end=end)

    def finished(self) -> tuple[RawStep, ...]:
        """Return the steps; a step that text was added to has the text of all its pieces, without markup."""
        for at in sorted(self._extended):
            step = self.steps[at]
            self.steps[at] = replace(step, text=plain(self.raw[step.start : step.end]))
        return tuple(self.steps)
