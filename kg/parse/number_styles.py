"""How duty lists print the numbers of clauses (1. （1） ① 一、 第一 …): patterns and values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

CHINESE: Final = "一二三四五六七八九十"
_NUMERAL = f"([{CHINESE}]{{1,3}})"
# "1.受理申请"；2.…: an opening quotation mark may stand before the number.
_BOUNDARY = r"(?:^|(?<=[\s。；;：:]))\s*[\"“]?"
# 每项工作分两步，一是 …: a sentence that counts may do so behind a comma.
_COUNTING_BOUNDARY = r"(?:^|(?<=[\s。；;：:，,]))\s*"
_PAUSE = r"\s*[.．、]?\s*"
"""What may follow a number that needs no sign of its own: ⑴．排查."""


def chinese_number(numeral: str) -> int:
    """Return the value of a numeral below 100.

    >>> chinese_number("三"), chinese_number("十二"), chinese_number("二十")
    (3, 12, 20)
    """
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return CHINESE.index(numeral) + 1 if len(numeral) == 1 else 0
    return (CHINESE.index(tens) + 1 if tens else 1) * 10 + (
        CHINESE.index(units) + 1 if units else 0
    )


def _sign(first: str) -> Callable[[str], int]:
    """Return what reads one of Unicode's numbered signs, counted from ``first``."""
    return lambda sign: ord(sign) - ord(first) + 1


def _letter(letter: str) -> int:
    return ord(letter.upper()) - ord("A") + 1


_compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Style:
    """A way to print numbers.

    A ``rare`` one needs a second number in the cell; one that ``heads`` may head another list; a
    ``signed`` one is written in Unicode's numbered signs, which few cells have.
    """

    name: str
    pattern: str
    value: Callable[[str], int]
    rare: bool = False
    heads: bool = False
    signed: bool = False

    def matches(self, block: str) -> Iterator[re.Match[str]]:
        """Yield the numbers of this style in a block."""
        return _compiled(self.pattern).finditer(block)


def _style(
    name: str,
    pattern: str,
    value: Callable[[str], int],
    *,
    rare: bool = False,
    heads: bool = False,
    boundary: str = _BOUNDARY,
) -> Style:
    return Style(name, boundary + pattern, value, rare, heads)


def _signed(
    first: str, last: str, behind: str = _PAUSE, *, rare: bool = False, heads: bool = False
) -> Style:
    """Return the style of some numbered signs, called by the first of them."""
    pattern = f"{_BOUNDARY}([{first}-{last}]){behind}"
    return Style(first, pattern, _sign(first), rare, heads, signed=True)


STYLES: Final = (
    _style("1.", r"(\d{1,3})\s*[.．、﹒·•](?!\d)\s*", int),
    _style("(1)", r"[（(]\s?(\d{1,3})\s?[）)]" + _PAUSE, int),
    _signed("⑴", "⒇"),
    _signed("①", "⑳"),
    _signed("➀", "➉"),
    _signed("❶", "❿"),
    _signed("➊", "➓"),
    _signed("⒈", "⒛"),
    _signed("Ⅰ", "Ⅻ", rare=True),
    _style("[1]", r"[〔\[［【〖](\d{1,2})[〕\]］】〗]" + _PAUSE, int, rare=True),
    _style("1:", r"(\d{1,2})[：:](?!\d)\s*", int, rare=True),
    _style("1,", r"(\d{1,2})[，,](?!\d)\s*", int, rare=True),
    _style("1)", r"(\d{1,2})[)）]\s*", int, rare=True),
    _style("A.", r"([A-Ha-h])\s*[.．、)）]\s*", _letter, rare=True),
    _style("一、", _NUMERAL + r"\s?[、.．]\s*", chinese_number, heads=True),
    _style("(一)", r"[（(]" + _NUMERAL + r"[）)]\s*", chinese_number, heads=True),
    _signed("㈠", "㈩", r"\s*", heads=True),
    _style(
        "第一",
        f"第{_NUMERAL}(?:步|条|点)?[，,、：:]\\s*",
        chinese_number,
        rare=True,
        boundary=_COUNTING_BOUNDARY,
    ),
    _style("一是", f"{_NUMERAL}是\\s*", chinese_number, rare=True, boundary=_COUNTING_BOUNDARY),
    _style("一要", f"{_NUMERAL}要\\s*", chinese_number, rare=True, boundary=_COUNTING_BOUNDARY),
)
SIGNS: Final = re.compile("[⑴-⒇①-⑳➀-➓❶-❿⒈-⒛Ⅰ-Ⅻ㈠-㈩]")
UNSIGNED: Final = tuple(style for style in STYLES if not style.signed)
"""The styles of a block in which none of :data:`SIGNS` stands."""
COUNTING: Final = frozenset({"第一", "一是", "一要", "A."})
"""Styles of a sentence that counts: never a list under a heading."""


# 1.24小时内上报, 2.2025年6月30日前: the point ends the step's number, it is not a decimal point.
BEFORE_DIGIT = re.compile(
    _BOUNDARY + r"(\d{1,3})[.．、](?=\d+\s*(?:个|日|天|月|年|小时|名|人|户|项|类))"
)
# 1.制定预案2.组织演练: the sign before a number was forgotten, but it is the one that is due.
TIGHT = (
    (
        "1.",
        re.compile(r"(?<=[一-龥”）)，,])(?<![第件表图款条项见])(\d{1,2})[.．、]\s*(?=[一-龥])"),
        int,
    ),
    (
        "(1)",
        re.compile(r"(?<=[一-龥”，,])(?<![第件表图款条项见])[（(](\d{1,2})[）)]\s*(?=[一-龥])"),
        int,
    ),
    (
        "①",
        re.compile(r"(?<=[一-龥”）)，,])(?<![第件表图款条项见])([②-⑳])\s*(?=[一-龥])"),
        _sign("①"),
    ),
)
