"""Read a document of tab-separated lines, in any of the encodings that Chinese office computers write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.readers import RawRow, RawTable


def decode(data: bytes, *, where: str) -> str:
    """Return the text of ``data``: UTF-8 or UTF-16 with a mark, UTF-8, or GB18030 (a superset of GBK and GB2312).

    >>> decode("履职".encode("gb18030"), where="x.txt")
    '履职'
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReadError("is no text: neither UTF-8 nor GB18030", where=where, cure="save it as UTF-8 text")


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table: every line of the file, split at tabs."""
    text = decode(path.read_bytes(), where=path.name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReadError("the file is empty", where=path.name, cure="save the document again")
    yield RawTable(path.name, tuple(_rows(text)))


# A cell that Excel's "Unicode text" puts in quotation marks, for it holds line breaks or quotation marks.
_QUOTED = re.compile(r'(?<![^\t\n])"((?:[^"\t]|""){0,20000})"(?=[\t\n]|$)')


def _rows(text: str) -> Iterator[RawRow]:
    number = 1
    for line in _QUOTED.sub(_unquoted, text).split("\n"):
        yield RawRow(number, tuple(cell.replace(_BREAK, " ") for cell in line.split("\t")))
        number += 1 + line.count(_BREAK)


_BREAK = "\x1e"


def _unquoted(match: re.Match[str]) -> str:
    """Return a quoted cell's text on one line; one that needs no quotation marks keeps them, they are its own."""
    inside = match[1]
    if not any(sign in inside for sign in ("\n", '""')):
        return match[0]
    return inside.replace('""', '"').replace("\n", _BREAK)
