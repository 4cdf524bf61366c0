"""What people call a department in a word: 公安 for 公安局, 城管 for 城市管理局."""

from __future__ import annotations

from functools import cache

from kg.names.spellings import Spellings, load

_COMMITTEE = "委"
"""What a name of the Party's begins with after its place: 委组织部."""


@cache
def everyday() -> dict[str, tuple[str, ...]]:
    """Return department → the words by which people call it, its short names among them.

    A word of one character says too little; of two departments that would be called alike each has
    the word.

    >>> everyday()["城市管理局"][:4], everyday()["委组织部"][:2]
    (('城市管理局', '城市管理', '城管局', '城管'), ('组织部', '组织'))
    """
    known = load()
    found: dict[str, tuple[str, ...]] = {}
    for function in known.functions:
        words: dict[str, None] = {}
        for spelling in function.spellings:
            words |= dict.fromkeys(_words(spelling, known))
        if words:
            found[function.name] = tuple(words)
    return found


def _words(spelling: str, known: Spellings) -> list[str]:
    """Return the short name of a body and its name without the ending, where they say enough."""
    short = spelling.removeprefix(_COMMITTEE)
    ending = next((one for one in known.endings if short.endswith(one)), "")
    stem = short.removesuffix(ending)
    return [word for word in (short, stem) if len(word) > 1]
