"""Recognisers as data: the words of a text that are a sign of something, with their place.

Each file of ``data/names/marks`` is one scheme (kind of work, time limit, …); each concept lists its trigger words.
The longest word wins where two begin at one place; ``except`` are longer words in which a trigger means nothing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ReadError
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
    """A recogniser; ``sides`` are the sides whose steps it reads, ``pattern`` has one group a word."""

    name: str
    zh: str
    en: str
    sides: tuple[Side, ...]
    titles: bool
    concepts: tuple[Concept, ...]
    pattern: re.Pattern[str]

    def find(self, text: str) -> list[tuple[Concept, int, int]]:
        """Return concept, start and end of every sign in ``text``, left to right."""
        found = []
        for match in self.pattern.finditer(text):
            group = match.lastgroup or ""
            if group.startswith("c"):
                found.append((self.concepts[int(group[1:].partition("_")[0])], match.start(), match.end()))
        return found


def _scheme(path: Path) -> Scheme:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"not TOML: {error}", where=f"data/names/marks/{path.name}", cure="mend that line") from None
    concepts = tuple(Concept(c["id"], c["zh"], c["en"], tuple(c["triggers"])) for c in raw["concept"])
    words = [(word, f"c{n}_") for n, concept in enumerate(concepts) for word in concept.triggers]
    words += [(word, "x_") for word in raw.get("except", ())]
    words.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    pattern = re.compile("|".join(f"(?P<{group}{n}>{word})" for n, (word, group) in enumerate(words)))
    sides = tuple(raw.get("sides", ("superior", "township")))
    return Scheme(path.stem, raw["zh"], raw["en"], sides, raw.get("titles", True), concepts, pattern)


@cache
def schemes(folder: Path | None = None) -> tuple[Scheme, ...]:
    """Return every recogniser, sorted by name."""
    return tuple(_scheme(path) for path in sorted((folder or data_path() / "names" / "marks").glob("*.toml")))


def mark(text: str, side: Side | None, line: int, column: str, offset: int) -> tuple[Mark, ...]:
    """Return the marks of a step's text (``side``) or of a title (``side`` None); ``offset`` is its start in the cell."""
    marks = []
    for scheme in schemes():
        if (side is None and not scheme.titles) or (side is not None and side not in scheme.sides):
            continue
        for concept, start, end in scheme.find(text):
            span = Span(line, column, offset + start, offset + end)
            marks.append(Mark(scheme.name, concept.id, text[start:end], span))
    return tuple(sorted(marks, key=lambda m: (m.scheme, m.span.start, m.span.end, m.concept)))
