"""What is different between two texts, marked in both: ``[-旧-]`` is gone, ``{+新+}`` has come."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from kg.errors import around

_ISLAND: Final = 2
"""Equal characters between two differences that are too few to be read: they are marked too."""


def gone(text: str) -> str:
    """Return a text marked as gone; an empty one stays.

    >>> gone("旧"), gone("")
    ('[-旧-]', '')
    """
    return around("[-", text, "-]")


def come(text: str) -> str:
    """Return a text marked as come; an empty one stays.

    >>> come("新")
    '{+新+}'
    """
    return around("{+", text, "+}")


def marked(old: str, new: str) -> tuple[str, str]:
    """Return two texts, what differs marked in each.

    >>> marked("负责病影放映管理", "负责电影放映监督管理")
    ('负责[-病-]影放映管理', '负责{+电+}影放映{+监督+}管理')
    """
    before, after = [], []
    for same, one, other in pieces(old, new):
        before.append(one if same else gone(one))
        after.append(other if same else come(other))
    return "".join(before), "".join(after)


def pieces(old: str, new: str) -> Iterator[tuple[bool, str, str]]:
    """Yield pieces of two texts side by side, and whether they are the same; differences that all but touch are one."""
    one = other = ""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        if tag == "equal" and not (inside and b - a < _ISLAND):
            if one or other:
                yield False, one, other
            yield True, old[a:b], new[c:d]
            one = other = ""
        else:
            one, other = one + old[a:b], other + new[c:d]
    if one or other:
        yield False, one, other
