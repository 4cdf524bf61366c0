"""The provinces, prefectures and counties of the country, and the bodies that belong to none of them.

They tell another place's body from the list's own: in a list of 临泉县, 界首市公安局 is 界首市's
and 国家统计局 the nation's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.names.jurisdiction import short_name
from kg.resources import data_path, read_text, read_toml

_LONGEST: Final = 18
"""Characters of the longest name of a place (双江拉祜族佤族布朗族傣族自治县 has 15)."""


# 中国人民银行某县支行: a national body's branch keeps its whole name.
_BRANCH: Final = "(?:[一-龥]{2,9}?(?:支行|分行|监管分局|监管支局|办事处|调查队))?"


@dataclass(frozen=True, slots=True)
class Places:
    """Names of places, in full and without the peoples they name."""

    names: frozenset[str]

    def before(self, text: str, end: int) -> tuple[int, str]:
        """Return where the places begin that end at ``end``, and the last of them; ``end`` and nothing if none does.

        >>> places().before("报安徽省界首市公安局", 7)
        (1, '界首市')
        """
        last, start = "", end
        while found := self._ending(text, start):
            last = last or found
            start -= len(found)
        return start, last

    def _ending(self, text: str, end: int) -> str:
        longest = range(min(_LONGEST, end), 2, -1)
        return next(
            (text[end - size : end] for size in longest if text[end - size : end] in self.names), ""
        )

    def split(self, printed: str) -> tuple[str, str]:
        """Return the last of the places that a name begins with, and the rest of the name.

        >>> places().split("安徽省界首市公安局"), places().split("公安局")
        (('界首市', '公安局'), ('', '公安局'))
        """
        last = ""
        while found := self._beginning(printed):
            last, printed = found, printed[len(found) :]
        return last, printed

    def _beginning(self, text: str) -> str:
        longest = range(min(_LONGEST, len(text) - 1), 2, -1)
        return next((text[:size] for size in longest if text[:size] in self.names), "")


@dataclass(frozen=True, slots=True)
class Outside:
    """Who bodies outside every place belong to, and how they are called."""

    name: str
    prefixes: tuple[str, ...]
    bodies: tuple[str, ...]
    not_before: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """A regular expression for its bodies with a name of their own; without such bodies an empty text."""
        if not self.bodies:
            return ""
        after = f"(?!{'|'.join(map(re.escape, self.not_before))})" if self.not_before else ""
        longest_first = sorted(map(re.escape, self.bodies), key=lambda name: (-len(name), name))
        return f"(?:{'|'.join(longest_first)}){after}{_BRANCH}"


@cache
def places() -> Places:
    """Read ``data/names/places.txt``: names parted by white space, lines that begin with # are remarks."""
    lines = read_text(data_path() / "names" / "places.txt").splitlines()
    names = {name for line in lines if not line.startswith("#") for name in line.split()}
    return Places(frozenset(names | {short for short in map(short_name, names) if len(short) > 2}))


@cache
def outside() -> tuple[Outside, ...]:
    """Read ``data/names/outside.toml``."""
    entries = read_toml(data_path() / "names" / "outside.toml")["outside"]
    return tuple(
        Outside(one["name"], tuple(one["prefixes"]), tuple(one["bodies"]), tuple(one["not_before"]))
        for one in entries
    )
