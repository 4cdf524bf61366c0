"""Header words compared as people mean them: any width, traditional or simplified, one slip of the keyboard allowed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
"""Signs without width that word processors and web pages leave in a text."""

# What may stand in a header cell without changing its meaning.
_NOISE = re.compile(r"[\s()（）【】\[\]/、,;:*\-—·]+|<[^>]*>")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SHORTEST = 3
"""A header of two signs is not compared at a distance: 类别 and 类型, 部门 and 部分 are too near to each other."""


def comparable(text: str, traditional: Mapping[int, str]) -> str:
    """Return a text for comparing: NFKC, no signs without width, simplified, no blanks.

    >>> comparable("事\u200b項 名稱", {ord("項"): "项", ord("稱"): "称"})
    '事项名称'
    """
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(traditional)
    return "".join(plain.split())


def forms(header: str, traditional: Mapping[int, str]) -> tuple[str, ...]:
    """Return what a header may be compared by: without its brackets, and without what is between them.

    >>> forms("乡镇（街道）职责", {})
    ('乡镇街道职责', '乡镇职责')
    """
    plain = comparable(header, traditional)
    whole, short = _NOISE.sub("", plain), _NOISE.sub("", _ASIDE.sub("", plain))
    return (whole, short) if short and short != whole else (whole,)


def near(word: str, alphabet: str, column: Callable[[str], str | None]) -> str | None:
    """Return the one column whose name differs from a header by one character; None unless exactly one does.

    Parameters
    ----------
    word : str
        The header as :func:`forms` gives it.
    alphabet : str
        The signs that known headers are written with.
    column : callable
        Returns the column of a header that is spelt right.
    """
    if len(word) < _SHORTEST or len(word) > 20:
        return None
    found = {name for name in map(column, _edits(word, alphabet)) if name}
    if "title" in found:  # 亊项名称 is 事项名称 rather than 子项名称
        found.discard("subitem")
    return found.pop() if len(found) == 1 else None


def _edits(word: str, alphabet: str) -> Iterator[str]:
    """Yield every word that one slip turns into ``word``: a sign too many, wrong, missing, or two exchanged."""
    for at in range(len(word)):
        before, after = word[:at], word[at + 1 :]
        yield before + after
        for sign in alphabet:
            yield before + sign + after
            if before:  # a sign in front changes the meaning: 工作职责 is not 镇工作职责
                yield before + sign + word[at:]
        if after:
            yield before + after[0] + word[at] + after[1:]
    for sign in alphabet:
        yield word + sign
