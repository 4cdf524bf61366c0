"""What Chromium printed: the sheets of a PDF, and what is painted on each."""

from __future__ import annotations

import re
import zlib

import pypdfium2

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*<<(.*?)>>\s*(?:endobj|stream\r?\n)", re.DOTALL)
_LENGTH = re.compile(rb"/Length\s+(\d+)")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_CONTENTS = re.compile(rb"/Contents\s+(\d+) 0 R")
_SIZE = re.compile(rb"/MediaBox\s*\[\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)")
#: Letters shown, or a form drawn (which holds letters or shapes of its own).
_SHOWN = re.compile(rb"\b(?:Tj|TJ)\b|/\S+ Do\b")


def sheets(raw: bytes) -> list[tuple[float, float, int]]:
    """Return each sheet of a PDF: width, height in points, and how often letters are shown on it."""
    objects, at = {}, 0
    while found := _OBJECT.search(raw, at):
        length = _LENGTH.search(found[2]) if found[0].endswith(b"\n") else None
        at = found.end() + int(length[1]) if length else found.end()
        objects[int(found[1])] = (found[2], raw[found.end() : at])
    return [
        (*_size(page, raw), len(_SHOWN.findall(_content(page, objects))))
        for page, _ in objects.values()
        if _PAGE.search(page)
    ]


def _size(page: bytes, raw: bytes) -> tuple[float, float]:
    found = _SIZE.search(page) or _SIZE.search(raw)
    assert found, "a sheet without a size"
    return float(found[3]), float(found[4])


def _content(page: bytes, objects: dict[int, tuple[bytes, bytes]]) -> bytes:
    found = _CONTENTS.search(page)
    if not found:
        return b""
    head, stream = objects[int(found[1])]
    return zlib.decompress(stream) if b"FlateDecode" in head else stream


def texts(raw: bytes) -> list[str]:
    """Return what can be read on each sheet of a PDF, without spaces and line ends."""
    document = pypdfium2.PdfDocument(raw)
    found = [page.get_textpage().get_text_range() for page in document]
    return ["".join(text.replace("\x02", "").split()) for text in found]
