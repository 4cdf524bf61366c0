"""Recognisers as data: the words of a text that are a sign of something, with their place.

Each file of ``data/names/marks`` is one scheme (kind of work, time limit, …); each concept lists its trigger words.
Where two begin at one place the longer pattern (as written) wins; ``except`` are words in which a trigger means nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ReadError
from kg.matters import MATTER, thesaurus
from kg.model import Mark, Side, Span
from kg.resources import data_path


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a recogniser knows: its ASCII ``id``, its labels and the words that are a sign of it."""

    id: str
    zh: str
    en: str
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A recogniser; ``sides`` are the sides whose steps it reads, ``titles`` whether it reads titles too."""

    name: str
    zh: str
    en: str
    sides: tuple[Side, ...]
    titles: bool
    concepts: tuple[Concept, ...]
    excepted: tuple[str, ...]

    def find(self, text: str) -> list[tuple[Concept, int, int]]:
        """Return concept, start and end of every sign in ``text``, left to right."""
        return [(concept, start, end) for scheme, concept, start, end in _scan(text) if scheme is self]


def _scheme(path: Path) -> Scheme:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"not TOML: {error}", where=f"data/names/marks/{path.name}", cure="mend that line") from None
    concepts = tuple(Concept(c["id"], c["zh"], c["en"], tuple(c["triggers"])) for c in raw["concept"])
    sides = tuple(raw.get("sides", ("superior", "township")))
    excepted = tuple(raw.get("except", ()))
    return Scheme(path.stem, raw["zh"], raw["en"], sides, raw.get("titles", True), concepts, excepted)


@cache
def schemes(folder: Path | None = None) -> tuple[Scheme, ...]:
    """Return every recogniser, sorted by name."""
    return tuple(_scheme(path) for path in sorted((folder or data_path() / "names" / "marks").glob("*.toml")))


@dataclass(frozen=True, slots=True)
class _Word:
    """One trigger of one scheme; ``concept`` None: a word in which the scheme's triggers mean nothing."""

    pattern: re.Pattern[str]
    scheme: Scheme
    concept: Concept | None


@cache
def _heads() -> dict[str, list[_Word]]:
    """First character → the words that may begin with it, longest pattern first; under "" those that may begin with any."""
    heads: dict[str, list[_Word]] = {}
    words = [
        (word, scheme, concept) for scheme in schemes() for concept in scheme.concepts for word in concept.triggers
    ]
    every = [*words, *((word, scheme, None) for scheme in schemes() for word in scheme.excepted)]
    for word, scheme, concept in sorted(every, key=lambda entry: (-len(entry[0]), entry[0], entry[1].name)):
        found = _Word(re.compile(word), scheme, concept)
        for first in sorted(_firsts(word)):
            heads.setdefault(first, []).append(found)
    return heads


def _firsts(word: str) -> set[str]:
    """Return the characters that a trigger may begin with, {""} if the pattern does not tell."""
    body = word
    while match := re.match(r"\(\?<?[=!][^()]*\)", body):
        body = body[match.end() :]
    if match := re.match(r"\(\?:([^()]*)\)(?![?*])", body):
        return set().union(*(_firsts(part) for part in match[1].split("|")))
    if match := re.match(r"\[([^\]\\^-]+)\](?![?*])", body):
        return set(match[1])
    if body.startswith(r"\d") and body[2:3] not in ("?", "*"):
        return set("0123456789")
    if "|" in re.sub(r"\([^()]*\)", "", body) or body[1:2] in ("?", "*", "{"):
        return {""}
    return {body[0]} if body and body[0] not in r"\.[](){}^$|?*+" else {""}


def _scan(text: str) -> list[tuple[Scheme, Concept, int, int]]:
    """Return every sign of every scheme in one pass; within one scheme signs never overlap."""
    heads, found = _heads(), []
    anywhere = heads.get("", [])
    free: dict[str, int] = {}
    for at, character in enumerate(text):
        candidates = heads.get(character, ())
        for word in (*candidates, *anywhere) if anywhere else candidates:
            name = word.scheme.name
            if free.get(name, 0) <= at and (match := word.pattern.match(text, at)) and match.end() > at:
                free[name] = match.end()
                if word.concept is not None:
                    found.append((word.scheme, word.concept, at, match.end()))
    return found


def mark(
    text: str, side: Side | None, line: int, column: str, offset: int, names: Sequence[tuple[int, int]] = ()
) -> tuple[Mark, ...]:
    """Return the marks of a step's text (``side``) or of a title (``side`` None); ``offset`` is its start in the cell.

    ``names`` are the places of departments' names in a title: what a department is called is not what the duty is about.
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
