"""Recognisers as data: the words of a text that are a sign of something, with their place.

Each file of ``data/names/marks`` is one scheme (kind of work, time limit, …); each concept lists
its trigger words. Where two begin at one place the longer pattern (as written) wins; ``except`` are
words in which a trigger means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.matters import MATTER, thesaurus
from kg.model import Mark, Side, Span
from kg.names.schemes import Concept, Scheme, schemes
from kg.openings import openings, previous


@dataclass(frozen=True, slots=True)
class _Word:
    """One trigger of one scheme; ``concept`` None: a word in which the scheme's triggers mean nothing."""

    end: Callable[[str, int], int]
    """Text and place → where the word that begins there ends, -1 if it does not."""
    scheme: Scheme
    concept: Concept | None


@dataclass(frozen=True, slots=True)
class _Words:
    """The triggers, by what may stand where they match; in each list the longest pattern comes first."""

    by_pair: dict[str, tuple[_Word, ...]]
    """First two characters → the words that may begin with them, those of the first alone included."""
    by_first: dict[str, tuple[_Word, ...]]
    """First character → the words that may begin with it, whatever follows."""
    by_previous: dict[str, tuple[_Word, ...]]
    """Character before → the words that may begin with any, but only behind it."""
    anywhere: tuple[_Word, ...]
    """The words of which neither is known."""


@cache
def _words() -> _Words:
    firsts: dict[str, list[tuple[int, _Word]]] = {}
    behind: dict[str, list[_Word]] = {}
    anywhere: list[_Word] = []
    for place, (pattern, scheme, concept) in enumerate(_patterns()):
        word = _Word(_end_of(pattern), scheme, concept)
        begins = openings(pattern)
        if "" not in begins:
            for opening in sorted(begins):
                firsts.setdefault(opening, []).append((place, word))
        elif before := previous(pattern):
            for character in sorted(before):
                behind.setdefault(character, []).append(word)
        else:
            anywhere.append(word)
    by_pair: dict[str, tuple[_Word, ...]] = {}
    by_first: dict[str, tuple[_Word, ...]] = {}
    for opening, found in firsts.items():
        if len(opening) == 1:
            by_first[opening] = _in_order(found)
        else:
            by_pair[opening] = _in_order([*found, *firsts.get(opening[0], ())])
    by_previous = {character: tuple(found) for character, found in behind.items()}
    return _Words(by_pair, by_first, by_previous, tuple(anywhere))


def _in_order(placed: Sequence[tuple[int, _Word]]) -> tuple[_Word, ...]:
    """Return words by their place among all of them: the longest pattern first."""
    return tuple(word for _, word in sorted(placed, key=lambda pair: pair[0]))


def _end_of(pattern: str) -> Callable[[str, int], int]:
    """Return what finds a trigger; most are plain words, and an expression is compiled when it is first tried."""
    if not _SPECIAL.search(pattern):
        length = len(pattern)
        return lambda text, at: at + length if text.startswith(pattern, at) else -1

    def end(text: str, at: int) -> int:
        found = _compiled(pattern).match(text, at)
        return found.end() if found else -1

    return end


_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_bounded(pattern))


# [^》]* and \\d+ in a pattern: no sign is that long, and without an end a page of digits or of 《
# takes time that grows with its square.
_ENDLESS = re.compile(r"(?<=[\])])(?:(\*)|\+)(?![?+])|(?<=\\d)(?:(\*)|\+)(?![?+])")
_LONGEST = 120
"""Characters that a repeated class of a trigger takes at most."""


def _bounded(pattern: str) -> str:
    r"""Return a pattern whose repetitions have an end.

    >>> _bounded(r"《[^》]*法》"), _bounded(r"\d+日内")
    ('《[^》]{0,120}法》', '\\d{1,120}日内')
    """
    return _ENDLESS.sub(lambda match: f"{{{0 if '*' in match[0] else 1},{_LONGEST}}}", pattern)


def _patterns() -> list[tuple[str, Scheme, Concept | None]]:
    """Return every trigger with its scheme, the longest pattern first."""
    found: list[tuple[str, Scheme, Concept | None]] = []
    for scheme in schemes():
        for concept in scheme.concepts:
            found += [(word, scheme, concept) for word in concept.triggers]
        found += [(word, scheme, None) for word in scheme.excepted]
    return sorted(found, key=lambda entry: (-len(entry[0]), entry[0], entry[1].name))


def _scan(text: str) -> list[tuple[Scheme, Concept, int, int]]:
    """Return every sign of every scheme in one pass; within one scheme signs never overlap."""
    words, found = _words(), list[tuple[Scheme, Concept, int, int]]()
    by_pair, by_first, by_previous = words.by_pair, words.by_first, words.by_previous
    free: dict[str, int] = {}
    before = ""
    for at, character in enumerate(text):
        candidates = by_pair.get(text[at : at + 2]) or by_first.get(character, ())
        if before in by_previous:
            candidates = (*candidates, *by_previous[before])
        if words.anywhere:
            candidates = (*candidates, *words.anywhere)
        before = character
        for word in candidates:
            name = word.scheme.name
            if free.get(name, 0) <= at and (end := word.end(text, at)) > at:
                free[name] = end
                if word.concept is not None:
                    found.append((word.scheme, word.concept, at, end))
    return found


def mark(
    text: str,
    side: Side | None,
    line: int,
    column: str,
    offset: int,
    names: Sequence[tuple[int, int]] = (),
) -> tuple[Mark, ...]:
    """Return the marks of a step's text (``side``) or of a title (``side`` None); ``offset`` is its start in the cell.

    ``names`` are the places of departments' names in a title: what a department is called is not
    what the duty is about.
    """
    marks = []
    for scheme, concept, start, end in _scan(text):
        if scheme.titles if side is None else side in scheme.sides:
            span = Span(line, column, offset + start, offset + end)
            marks.append(Mark(scheme.name, concept.id, text[start:end], span))
    for found in thesaurus().matters_of(text):
        if any(start <= found.start and found.end <= end for start, end in names):
            continue
        span = Span(line, column, offset + found.start, offset + found.end)
        marks.append(Mark("matter", found.matter.removeprefix(MATTER), found.word, span))
    return tuple(sorted(marks, key=lambda m: (m.scheme, m.span.start, m.span.end, m.concept)))
