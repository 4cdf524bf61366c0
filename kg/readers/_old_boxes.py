"""The text boxes of an old binary workbook, which xlrd leaves out: record by record, as [MS-XLS] has them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_BEGIN, _END, _SHEET, _OBJECT, _TEXT, _CONTINUE = 0x0809, 0x0A, 0x85, 0x5D, 0x01B6, 0x3C
_NOTE = 0x19  # the kind of object that a comment is
_MOST = 2_000_000
"""Records that are looked at; a stream of more is not a list."""


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    data: bytes
    end: int


def boxes(content: bytes) -> dict[str, list[str]]:
    """Return the paragraphs of the text boxes by the name of their sheet; nothing of a file that is not whole.

    Comments are left out: they are said of a cell.
    """
    stream = _stream(content)
    found: dict[str, list[str]] = {}
    for record in _records(stream, 0):
        if record.kind == _SHEET and len(record.data) > 8:
            (start,) = struct.unpack_from("<I", record.data)
            found[_text(record.data[7:], record.data[6])] = list(_of_sheet(stream, start))
    return found


def _stream(content: bytes) -> bytes:
    from xlrd.compdoc import CompDoc, CompDocError

    if not content.startswith(b"\xd0\xcf\x11\xe0"):
        return content
    try:
        stream, base, length = CompDoc(content, logfile=io.StringIO()).locate_named_stream(
            "Workbook"
        )
    except (CompDocError, AssertionError, IndexError, struct.error):
        return b""
    return bytes(stream[base : base + length]) if stream else b""


def _records(stream: bytes, at: int) -> Iterator[_Record]:
    """Yield the records of one part of a stream, from its beginning to its end, parts inside it among them."""
    depth = 0
    for _ in range(_MOST):
        if at + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4 + length
        yield _Record(kind, stream[at - length : at], at)
        depth += (kind == _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            return


def _of_sheet(stream: bytes, start: int) -> Iterator[str]:
    """Yield the paragraphs of a sheet's text boxes."""
    kind, wanted, text = 0, 0, ""
    for record in _records(stream, start):
        if record.kind == _CONTINUE and wanted:
            text += _text(record.data, wanted - len(text))
        elif record.kind == _OBJECT and len(record.data) > 5:
            (kind,) = struct.unpack_from("<H", record.data, 4)
        elif record.kind == _TEXT and len(record.data) > 11 and kind != _NOTE:
            (wanted,) = struct.unpack_from("<H", record.data, 10)
        if wanted and len(text) >= wanted:
            yield from filter(str.strip, text.replace("\r", "\n").split("\n"))
            wanted, text = 0, ""


def _text(data: bytes, length: int) -> str:
    """Return at most ``length`` characters: the first byte says whether they take one byte or two."""
    if data[:1] == b"\x01":
        return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("latin-1")
