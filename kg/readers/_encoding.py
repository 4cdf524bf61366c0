"""Bytes → text, in any of the encodings that Chinese office computers write."""

from __future__ import annotations

import codecs
import re

from kg.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What text is made of: Chinese characters, their punctuation, full-width forms, printable ASCII,
# tabs and line ends. Few documents need it, and Python takes long to compile it.
_USUAL = "[\t\r\n -~　-〿一-鿿＀-￯“”‘’—…·①-⑳─-╿㐀-䶿]"
# Control characters other than white space.
_CONTROL = re.compile("[\0-\x08\x0e-\x1b]")
# The commoner half of each character set, by its first bytes: level 1 of GB 2312 and of Big5.
_COMMON = {"gb18030": range(0xB0, 0xD8), "big5hkscs": range(0xA4, 0xC7)}
_DAMAGED = 0.02
"""Up to this share of unreadable characters a text counts as damaged and is read; above it, it is not a text."""


def decode(data: bytes, *, where: str) -> str:
    r"""Return the text of ``data``: Unicode with or without a mark, GB18030 (with GBK and GB 2312), or Big5.

    A few damaged bytes become U+FFFD, so that the rest is read.

    Raises
    ------
    ReadError
        If it is not a text in any of these.

    >>> decode("履职".encode("gb18030"), where="x.txt")
    '履职'
    >>> decode("履职清单\n".encode("utf-16-be"), where="x.txt")
    '履职清单\n'
    """
    text = _decoded(data)
    if text is None or _control(text) > _DAMAGED:
        raise ReadError(
            "不是文本：不是 UTF-8、UTF-16、GB18030，也不是 Big5",
            "is not a text: neither Unicode nor GB18030 nor Big5",
            where=where,
            cure=("请另存为 UTF-8 文本", "save it as UTF-8 text"),
        )
    return text


def _decoded(data: bytes) -> str | None:
    """Return the text in the encoding that fits, if any does."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _damaged(data[len(mark) :], encoding)
    wide = _wide(data) if b"\0" in data else ""
    if wide:
        return wide
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    damaged = _damaged(data, "utf-8")
    if damaged and _usual(damaged) > 0.9 and not _mostly_ascii(damaged):
        return damaged
    return _double_byte(data) or damaged


def _control(text: str) -> float:
    """Return the share of control characters other than white space (0 to 1)."""
    part = text[:200_000]
    return len(_CONTROL.findall(part)) / max(len(part), 200)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged(data: bytes, encoding: str) -> str | None:
    """Return the text with U+FFFD for what cannot be read; nothing if that is more than a little."""
    text = data.decode(encoding, "replace")
    lost = _share(text, "�") + _share(text, "\0")
    return text if lost <= _DAMAGED else None


def _share(text: str, sign: str) -> float:
    return text.count(sign) / max(len(text), 1)


def _usual(text: str) -> float:
    """Return the share of characters that Chinese office texts are made of (0 to 1)."""
    part = text[:200_000]
    return len(re.findall(_USUAL, part)) / max(len(part), 1)


def _mostly_ascii(text: str) -> bool:
    return sum(sign < "\x80" for sign in text[:20_000]) > 0.97 * min(len(text), 20_000)


def _wide(data: bytes) -> str:
    """Return the text of UTF-16 without a mark, empty for anything else; its line ends and digits hold zero bytes."""
    texts = [data.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")]
    best = max(texts, key=_usual)
    return best if _usual(best) > 0.9 else ""


def _double_byte(data: bytes) -> str:
    """Return the text as GB18030 or Big5, whichever gives more of the common characters; empty if neither does."""
    found = [(_common(data, encoding), encoding == "gb18030", encoding) for encoding in _COMMON]
    for _, _, encoding in sorted(found, reverse=True):
        if (text := _damaged(data, encoding)) and _usual(text) > 0.7:
            return text
    return ""


def _common(data: bytes, encoding: str) -> float:
    """Return the share of double-byte characters that are common in a character set."""
    firsts = [byte for byte in _first_bytes(data[:100_000], encoding) if byte >= 0xA4]
    return sum(byte in _COMMON[encoding] for byte in firsts) / max(len(firsts), 1)


def _first_bytes(data: bytes, encoding: str) -> list[int]:
    """Return the first byte of each character above ASCII, as the encoding reads them."""
    signs = (sign for sign in data.decode(encoding, "replace") if sign > "\x7f")
    return [sign.encode(encoding, "replace")[0] for sign in signs]
