"""Split a cell into its steps: one numbered clause is one step (see docs/decisions/0003-steps.md).

The cell is taken apart in two passes. First into *pieces*, at markup, printed numbers, sections (一、) and department
headings (县应急管理局：). Then the pieces are put together: a heading holds until the next one, numbering may
restart under it, and a list that lost its numbers is split where its items end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.names import Entity

_TAG = re.compile(r"</?(?:p|ol|ul|li|br|div|span|table|tbody|tr|td)\b[^<>]*>", re.IGNORECASE)
_CHINESE = "一二三四五六七八九十"
_BOUNDARY = r"(?:^|(?<=[\s。；;：:]))"
_SECTION = re.compile(rf"{_BOUNDARY}\s*(?:([{_CHINESE}]{{1,3}})[、.．]|[（(]([{_CHINESE}]{{1,3}})[）)])\s*")
_ORDINAL = re.compile(rf"{_BOUNDARY}\s*(?:(\d{{1,3}})\s*[.．、](?!\d)|[（(](\d{{1,3}})[）)]|([①-⑳]))\s*")
_BEFORE_DIGIT = re.compile(r"\s*(\d{1,3})[.．、](?=\d+\s*(?:个|日|天|月|年|小时|名|人|户|项|类))")
_END = re.compile(r"[。；;！!]$|(?<=[一-龥])\.$")
_ITEM_END = re.compile(r"(?:(?<=[。；;])|(?<=[一-龥）)]\.))\s+")
_HEADING_MAX = 40
# 牵头单位：县公安局, the name behind the colon: a heading too, if nothing else stands in its sentence.
_CALLED = re.compile(
    r"(?:(?:牵头|主办|主管|责任|承接)(?:责任)?|(?:配合|协办|协助|参与))(?:单位|部门)(?:及职责)?\s*[：:（(]\s*"
)
_CALLED_END = re.compile(r"[）)]?\s*(?:[：:。；;]|$|(?=\s\S)|(?=1\s*[.．、])|(?=[（(]1[）)]))")


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
    kind: Literal["text", "ordinal", "section", "heading"]
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


def chinese_number(numeral: str) -> int:
    """Return the value of a numeral below 100.

    >>> chinese_number("三"), chinese_number("十二"), chinese_number("二十")
    (3, 12, 20)
    """
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return _CHINESE.index(numeral) + 1 if len(numeral) == 1 else 0
    return (_CHINESE.index(tens) + 1 if tens else 1) * 10 + (_CHINESE.index(units) + 1 if units else 0)


def _blocks(raw: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of text between block tags, white space trimmed."""
    position = 0
    for tag in [*_TAG.finditer(raw), None]:
        end = tag.start() if tag else len(raw)
        text = raw[position:end]
        if text.strip():
            yield position + len(text) - len(text.lstrip()), position + len(text.rstrip())
        position = tag.end() if tag else end


def _headings(block: str, find: Callable[[str], Iterator[Entity]]) -> Iterator[tuple[int, int]]:
    """Yield start and end (after the colon) of department headings in a block."""
    start = end = -1
    called = {match.end(): match.start() for match in _CALLED.finditer(block)}
    opened, headed = -1, False
    for entity in find(block):
        if entity.start in called:
            opened = called[entity.start]
        if end >= 0 and re.fullmatch(r"\s*[、，,和及与]\s*", block[end : entity.start]):
            end = entity.end
        else:
            start, end = entity.start, entity.end
        if opened >= 0 and (closed := _CALLED_END.match(block, end)) and re.search(r"(?:^|[。；;\s])$", block[:opened]):
            yield opened, closed.end()
            opened = -1
            continue
        colon = re.match(r"\s*[：:]", block[end:])
        if colon is None or entity.organization.kind not in ("department", "class"):
            continue
        before, after = block[:start], block[end + colon.end() :]
        alone = before == "" or (before[-1].isspace() and not re.search(r"(?:^|\s)\d{1,3}\s*[.．、]\s*$", before))
        numbered = bool(re.search(r"[。；;]\s*$", before)) and bool(re.match(r"\s*1\s*[.．、]", after))
        inline = headed and bool(re.search(r"[。；;]\s*$", before))
        headed = headed or before == ""
        if alone or numbered or inline:
            yield start, end + colon.end()


def _pieces(raw: str, find: Callable[[str], Iterator[Entity]]) -> Iterator[_Piece]:
    expected, section = 1, 1
    for number, (offset, stop) in enumerate(_blocks(raw)):
        block = raw[offset:stop]
        found: list[_Piece] = [
            _Piece("heading", 0, offset + start, offset + start, offset + end, number)
            for start, end in _headings(block, find)
        ]
        taken = [(p.start, p.end) for p in found]
        for match in _SECTION.finditer(block):
            value = chinese_number(match[1] or match[2])
            if value == section or (match.start() == 0 and value):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                found.append(_Piece("section", value, offset + start, offset + match.end(), 0, number))
                section = value + 1
        restarts = sorted(p.marker for p in found)
        candidates = [(m.start(), m.end(), m[1] or m[2] or m[3]) for m in _ORDINAL.finditer(block)]
        if weak := _BEFORE_DIGIT.match(block):
            candidates.insert(0, (0, weak.end(), weak[1]))
        for start, end, digits in candidates:
            if any(a - offset <= start < b - offset for a, b in taken):
                continue
            while restarts and restarts[0] <= offset + start:
                restarts.pop(0)
                expected = 1
            value = int(digits) if digits.isdecimal() else ord(digits) - ord("①") + 1
            after_end = bool(_END.search(block[:start].rstrip())) and (start > 0)
            if value == expected or start == 0 or (after_end and (value == 1 or 0 < value - expected <= 2)):
                lead = end - start - len(block[start:end].lstrip())
                found.append(_Piece("ordinal", value, offset + start + lead, offset + end, 0, number))
                expected = value + 1
        if restarts:
            expected = 1
        found.sort(key=lambda p: p.marker)
        if not found or found[0].marker > offset:
            found.insert(0, _Piece("text", 0, offset, offset, 0, number))
        found[0].first = True
        for piece, following in zip(found, [*found[1:], None], strict=True):
            limit = following.marker if following else stop
            if piece.kind == "heading":
                yield piece
                if raw[piece.end : limit].strip():
                    yield _Piece("text", 0, piece.end, piece.end, limit, number)
            else:
                piece.end = limit
                yield piece


def _trim(raw: str, start: int, end: int) -> tuple[int, int]:
    text = raw[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def split(raw: str, find: Callable[[str], Iterator[Entity]]) -> tuple[RawStep, ...]:
    """Return the steps of a cell, in printed order.

    Parameters
    ----------
    raw : str
        The cell, verbatim, markup included.
    find : callable
        Yields the organisations in a text (:meth:`kg.names.Directory.find`): a department with a colon is a heading.

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
        else:
            text = raw[piece.start : piece.end].strip()
            leads_in = text.endswith(("：", ":")) and len(text) <= _HEADING_MAX and not re.search("[。；;]", text)
            if leads_in and following is not None and following.kind in ("ordinal", "text"):
                builder.head(*_trim(raw, piece.start, piece.end))
            else:
                builder.loose(piece.start, piece.end, following.value if following else 0)
    return tuple(builder.steps)


def _section(builder: _Builder, piece: _Piece, following: _Piece | None) -> None:
    start, end = _trim(builder.raw, piece.marker, piece.end)
    body = builder.raw[piece.start : end]
    items_follow = following is not None and following.kind in ("ordinal", "heading")
    text_follows = following is not None and following.kind == "text" and following.block != piece.block
    if items_follow or (text_follows and len(body) <= _HEADING_MAX and not _END.search(body)):
        builder.head(start, end)
        return
    words = re.match(r"\S{1,40}?\s+(?=\S)", body)
    if words and not re.search("[，,。；;]", words[0]):
        builder.head(start, piece.start + len(words[0].rstrip()))
        builder.loose(piece.start + words.end(), end, 0)
    else:
        builder.add(piece.start, end, piece.value)


class _Builder:
    """Puts pieces together: knows the heading that holds and the position under it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.steps: list[RawStep] = []
        self._heading: tuple[int, int] | None = None
        self._position = 0

    def head(self, start: int, end: int) -> None:
        self._heading = _trim(self.raw, start, end)
        self._position = 0

    def add(self, start: int, end: int, ordinal: int = 0) -> None:
        """Add the text of ``start``:``end`` as one step; without ``ordinal`` its position stands for it."""
        start, end = _trim(self.raw, start, end)
        if start >= end:
            return
        self._position += 1
        heading = self._heading or (0, 0)
        self.steps.append(
            RawStep(
                ordinal or self._position,
                bool(ordinal),
                self.raw[slice(*heading)] if self._heading else None,
                *heading,
                self.raw[start:end],
                start,
                end,
            )
        )
        self._position = max(self._position, self.steps[-1].ordinal)

    def loose(self, start: int, end: int, next_ordinal: int) -> None:
        """Add text without a number: the rest of the step before, or items of a list that lost its numbers."""
        start, end = _trim(self.raw, start, end)
        last = self.steps[-1] if self.steps and self._position else None
        if last is not None and not _END.search(last.text):
            self.steps.pop()
            self._position -= 1
            text = plain(self.raw[last.start : end])
            self.steps.append(
                RawStep(
                    last.ordinal,
                    last.printed,
                    last.heading,
                    last.heading_start,
                    last.heading_end,
                    text,
                    last.start,
                    end,
                )
            )
            self._position = max(self._position + 1, last.ordinal)
            return
        position = start
        for match in _ITEM_END.finditer(self.raw, start, end):
            self.add(position, match.start())
            position = match.end()
        self.add(position, end)
