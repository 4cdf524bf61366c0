"""Read plain text: cells parted by tabs, commas or semicolons, or tables drawn with bars; one raw table for the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.readers import LeftOut, RawRow, RawTable, Sample, _drawn
from kg.readers._encoding import decode

SUFFIXES = (".txt", ".tsv", ".csv", ".md")
TITLE = "文本 text"
# Office files that are text inside: what web systems export under these names.
_MISNAMED = ("", ".xls", ".xlsx", ".et", ".doc", ".docx", ".wps", ".prn", ".tab")
_BREAK = "\x1e"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1d\x1f\x7f\ufffe\uffff]")


def detects(sample: Sample) -> bool:
    """Tell whether a file under an Office ending is text inside."""
    if (
        sample.suffix not in _MISNAMED
        or sample.parts
        or sample.streams
        or sample.head.startswith(b"%PDF")
    ):
        return False
    try:
        text = decode(sample.head[:-4] if len(sample.head) == 65536 else sample.head, where="")
    except ReadError:
        return False
    lines = text.replace("\r", "\n")[:20_000]
    parted = lines.count("\n") and any(sign in lines for sign in "\t|,;│")
    return bool(parted) and not _CONTROL.search(text[:4000]) and not text.startswith("{\\rtf")


def read(path: Path) -> Iterator[RawTable]:
    """Yield one raw table: every line of the file, its cells parted.

    Raises
    ------
    ReadError
        If it is not text, or holds nothing.
    """
    text = decode(path.read_bytes(), where=path.name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(" \t\n\x0b\x0c\ufeff\0"):
        raise ReadError(
            "文件是空的",
            "the file is empty",
            where=path.name,
            cure=("请重新保存", "save the document again"),
        )
    left = tuple(_doubtful(text))
    text = _CONTROL.sub("", text).replace("\x0c", " ").replace("\x0b", " ").replace(_BREAK, " ")
    if separator(text) == "\t":
        _refuse_lost_cells(text, path.name)
    yield RawTable(path.name, tuple(rows(text)), left)


# 序号 alone in its line, 事项名称 soon after: a table that was copied without its tabs.
_ONE_CELL_A_LINE = re.compile(
    r"^\s*序号\s*\n(?:[^\n\t]{1,30}\n){0,3}?\s*事项名称\s*$", re.MULTILINE
)
_BLANKS = re.compile(
    r"^\s*序号[ \u3000]+(?:[^\n\t]{1,30}[ \u3000]+)??事项名称(?:[ \u3000]|$)", re.MULTILINE
)


def _refuse_lost_cells(text: str, where: str) -> None:
    """Raise for a table whose cells cannot be told apart any more: one cell a line, or parted by blanks alone."""
    if _ONE_CELL_A_LINE.search(text):
        zh, en = "表格成了一行一格，读不出哪一格属于哪一行", "the table has one cell a line"
    elif _BLANKS.search(text):
        zh, en = "表格只用空格分列，分不清单元格", "only spaces part the cells of the table"
    else:
        return
    cure = (
        "请从原表另存为 .xlsx 或 .docx，或带制表符复制",
        "save the table as .xlsx or .docx, or copy it with its tabs",
    )
    raise ReadError(zh, en, where=where, cure=cure)


def rows(text: str) -> Iterator[RawRow]:
    r"""Yield the lines of a text (its line ends are ``\n``), parted at the sign that parts most of them."""
    sign = separator(text)
    if sign == "|":
        yield from _drawn.rows(text.split("\n"))
        return
    number = 1
    for line in _quoted(sign).sub(lambda match: _unquoted(match, sign), text).split("\n"):
        cells = (cell.replace(_BREAK, " ").replace(_PARTED, sign) for cell in line.split(sign))
        yield RawRow(number, tuple(cells))
        number += 1 + line.count(_BREAK)


def separator(text: str) -> str:
    r"""Return the sign that most lines are parted by: a tab, a bar (also box-drawing ones), a comma or a semicolon.

    >>> separator("序号,事项类别,事项名称\n1,党的建设,甲；乙\n2,党的建设,丙\n")
    ','
    """
    counts = dict.fromkeys("\t|,;", 0)
    for line in text.split("\n"):
        for sign in counts:
            marks = _drawn.bars(line) if sign == "|" else line.count(sign)
            counts[sign] += marks >= 2
    # A comma inside the cells of a text with tabs parts nothing: a tab wins unless it is rare.
    if counts["\t"] and counts["\t"] * 4 >= max(counts["|"], counts[","], counts[";"]):
        return "\t"
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] >= 2 else "\t"


_PARTED = "\x1f"


def _quoted(sign: str) -> re.Pattern[str]:
    """Return the pattern of a cell in quotation marks: it holds line breaks, quotation marks or the separator."""
    inside = r'[^"\t]' if sign == "\t" else r'[^"]'
    return re.compile(rf'(?<![^{sign}\n])"((?:{inside}|"")*+)"(?=[{sign}\n]|\Z)')


def _unquoted(match: re.Match[str], sign: str) -> str:
    """Return a quoted cell's text on one line; one that needs no quotation marks keeps them, they are its own.

    A quotation mark that was never closed would swallow the rows after it: where a line inside
    begins like a row, with a number and a separator, the marks are taken for the text's own.
    """
    inside = match[1]
    if not any(mark in inside for mark in ("\n", '""', sign)) and sign == "\t":
        return match[0]
    if re.search(rf"\n\s*\d{{1,4}}\s*{re.escape(sign)}", inside):
        return match[0]
    return inside.replace('""', '"').replace("\n", _BREAK).replace(sign, _PARTED)


def _doubtful(text: str) -> Iterator[LeftOut]:
    """Report characters that could not be read, and control characters, which are left out; each kind once."""
    lost = text.count("\ufffd")
    if lost:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        yield LeftOut(
            "unreadable-bytes",
            line,
            "",
            f"{lost} 处字节读不懂，读作“�”，第一处在第 {line} 行",
            f'{lost} places hold bytes that are not text; they are read as "�", the first in line {line}',
        )
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        count = len(_CONTROL.findall(text))
        yield LeftOut(
            "control-characters",
            line,
            "",
            f"{count} 个控制字符已略去，第一个在第 {line} 行",
            f"{count} control characters were left out, the first in line {line}",
            severity="info",
        )
