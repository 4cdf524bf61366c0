"""Plain words → what is meant: the one matcher of the command line, the page and the server.

A phrase is compared with the phrases known for each answer by the groups of one to three letters
that they share; rare groups count for more. Words of one sense (``data/lexicon/plain.toml``) count
as one letter, so that 挑头 is near 牵头 although they share little.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from kg import lexicon

_SENSE: Final = 0xE000
"""The first letter of Unicode's private area: the first sense of the lexicon is written so."""
_LENGTHS: Final = {1: 0.8, 2: 1.0, 3: 0.5}
"""What a group of so many letters weighs."""
_SENSE_ALONE: Final = 2.5
"""What one sense by itself weighs: a word, not a letter."""
_WHOLE: Final = 1.2
"""What it weighs that an answer's phrases together have the phrase's groups, beside the one nearest phrase."""

Groups = dict[str, float]


class Matcher:
    """The answers by name, each with the phrases by which people ask for it."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._lines = {name: [groups(line) for line in lines] for name, lines in phrases.items()}
        self._all = {name: set().union(*lines) for name, lines in self._lines.items()}
        held = Counter(group for every in self._all.values() for group in every)
        most = math.log(1 + len(phrases))
        self._rare = {group: math.log(1 + len(phrases) / count) for group, count in held.items()}
        self._unknown = most

    def ranked(self, text: str) -> list[tuple[str, float]]:
        """Return the answers and how near each is, 0 to about 1, the nearest first."""
        asked = self._weighed(groups(text))
        scores = ((name, self._score(name, asked)) for name in self._lines)
        return sorted(scores, key=lambda pair: (-pair[1], pair[0]))

    def _score(self, name: str, asked: Groups) -> float:
        """Return the likeness to the nearest phrase and to all phrases of an answer together."""
        nearest = max(
            (_cosine(asked, self._weighed(line)) for line in self._lines[name]), default=0.0
        )
        whole = sum(asked.values()) or 1.0
        shared = sum(weight for group, weight in asked.items() if group in self._all[name])
        return (nearest + _WHOLE * shared / whole) / (1 + _WHOLE)

    def _weighed(self, counted: Groups) -> Groups:
        return {
            group: weight * self._rare.get(group, self._unknown)
            for group, weight in counted.items()
        }


def groups(text: str) -> Groups:
    """Return the groups of letters of a text, each with its weight; words of one sense are one letter."""
    letters = _plain(text)
    return dict(_groups(letters))


def _groups(letters: str) -> Iterator[tuple[str, float]]:
    for length, weight in _LENGTHS.items():
        for at in range(len(letters) - length + 1):
            group = letters[at : at + length]
            alone = length == 1 and ord(group) >= _SENSE
            yield group, _SENSE_ALONE if alone else weight


def _plain(text: str) -> str:
    """Return a text with a letter for each sense, and without marks and words that say nothing."""
    senses, words = _senses()
    letters = re.sub(r"[^\w]+", "", text.casefold())
    return words.sub(lambda found: senses.get(found[0], ""), letters)


@cache
def _senses() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the letter of each word with a sense; what finds these and the empty words."""
    told = lexicon.read("plain")
    letters: dict[str, str] = {}
    for number, words in enumerate(told["same"]):
        letters |= dict.fromkeys(words, chr(_SENSE + number))
    words = sorted({*letters, *told["empty"]}, key=lambda word: (-len(word), word))
    return letters, re.compile("|".join(map(re.escape, words)))


def _cosine(one: Groups, other: Groups) -> float:
    shared = sum(weight * other[group] for group, weight in one.items() if group in other)
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return shared / lengths if lengths else 0.0
