"""The number of a duty as it is printed: 1, １, 1、, ①, 一, （三）, 12*, JB-16, 2,3, 4-1."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PLAIN = re.compile(r"(\d{1,4})(?:\.0+)?\s*[.、]?")
# ①, ⑴, (1), 第1项, 1号, No.1: one number and what people put round it.
_DRESSED = re.compile(
    r"(?:第|NO\.?|№)?\s*[(\[【〔]?\s*(\d{1,4})\s*[)\]】〕]?\s*(?:项|条|号|款)?\s*[.、]?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"第?\s*[(]?\s*([一二三四五六七八九十百〇零]{1,5})\s*[)]?\s*(?:项|条|款)?\s*[.、]?"
)
# 12*, ★3, 18（新增）, JB-16, A7: one number, and a sign, a remark or the letters of a code.
_SIGNS = "*★☆▲△●○◆※#"
_MARKED = re.compile(
    rf"(?:[{_SIGNS}]\s*|[A-Z]{{1,4}}\s*[-–—_.]?\s*)?0*(\d{{1,4}})\s*"
    rf"[{_SIGNS}]{{0,3}}\s*(?:[(（\[][^()（）\[\]\d]{{1,8}}[)）\]])?",
    re.IGNORECASE,
)
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰", "一二三四五六七八九十百")
# 2,3 and 4-1: two numbers in one cell; the first says where the row stands.
_SEVERAL = re.compile(r"(\d{1,3})\s*(?:[,、;/~.\-—–至到]\s*\d{1,3}\s*)+")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Serial:
    """A number cell that was read.

    Attributes
    ----------
    value : int or None
        The number; None where the cell is empty or holds no number.
    printed : str
        The cell, trimmed.
    form : str
        ``plain`` (1, １, 1.), ``dressed`` (①, 一, 第1项), ``several`` (2,3 or 4-1: the first is
        taken), ``blank`` or ``none`` (words, a date).
    """

    value: int | None
    printed: str
    form: str

    @property
    def chinese(self) -> bool:
        """Tell whether it is a Chinese numeral: 一, （二）."""
        return bool(_CHINESE.fullmatch(self.printed))


def chinese_value(numeral: str) -> int:
    """Return the value of a Chinese numeral below a thousand; 0 for any other text.

    >>> [chinese_value(n) for n in ("三", "十", "十二", "二十", "一百零五", "百")]
    [3, 10, 12, 20, 105, 100]
    """
    total = pending = 0
    for sign in numeral:
        if sign in "十百":
            total += (pending or 1) * (10 if sign == "十" else 100)
            pending = 0
        else:
            pending = _DIGITS.get(sign, 0)
    return total + pending


def serial(cell: str) -> Serial:
    """Read a number cell.

    >>> [serial(cell).value for cell in ("12", "１２", "3、", "①", "（三）", "第1项", "2,3", "4-1", "", "2025-01-01")]
    [12, 12, 3, 1, 3, 1, 2, 4, None, None]
    >>> [serial(cell).value for cell in ("12*", "★3", "18（新增）", "JB-16", "拾玖", "3天", "A")]
    [12, 3, 18, 16, 19, None, None]
    """
    printed = _INVISIBLE.sub("", cell).strip()
    text = unicodedata.normalize("NFKC", printed).strip()
    if not text:
        return Serial(None, printed, "blank")
    if match := _PLAIN.fullmatch(text):
        form = "plain" if printed[0].isdecimal() else "dressed"
        return Serial(int(match[1]), printed, form)
    if match := _DRESSED.fullmatch(text):
        return Serial(int(match[1]), printed, "dressed")
    if match := _MARKED.fullmatch(text):
        return Serial(int(match[1]), printed, "dressed")
    if match := _CHINESE.fullmatch(text.translate(_FORMAL)):
        return Serial(chinese_value(match[1]) or None, printed, "dressed")
    if match := _SEVERAL.fullmatch(text):
        return Serial(int(match[1]), printed, "several")
    return Serial(None, printed, "none")
