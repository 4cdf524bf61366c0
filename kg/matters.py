"""The thesaurus of matters: what a text is about (消防安全, 高龄津贴, 秸秆禁烧 …).

``data/matters.ttl`` is SKOS. The Chinese labels of a concept are the words by which it is recognised; the longest
word wins where several begin, and words never overlap, so 医疗救助 is not also 救助. A top concept is a field of
government (生态环保); its name says nothing about the matter, and it is never recognised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import ReadError
from kg.model import Duty
from kg.resources import data_path

SCHEME: Final = "https://w3id.org/duties/scheme/matter"
MATTER: Final = "https://w3id.org/duties/matter/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"


class Recognition(NamedTuple):
    """A matter found in a text: its IRI, the word that gave it away, and where that word stands."""

    matter: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matter:
    """One concept of the thesaurus; ``broader`` is empty for a field (a top concept)."""

    iri: str
    zh: str
    en: str
    words: tuple[str, ...]
    broader: str
    related: tuple[str, ...]

    @property
    def is_field(self) -> bool:
        """Whether it is a field of government, not a matter."""
        return not self.broader


@dataclass(frozen=True)
class Thesaurus:
    """The matters by IRI, sorted."""

    matters: Mapping[str, Matter]

    @cached_property
    def _heads(self) -> dict[str, list[tuple[str, str]]]:
        """First two characters → the words that begin with them, longest first, each with its matter."""
        heads: dict[str, list[tuple[str, str]]] = {}
        for matter in self.matters.values():
            for word in () if matter.is_field else matter.words:
                heads.setdefault(word[:2], []).append((word, matter.iri))
        for words in heads.values():
            words.sort(key=lambda pair: (-len(pair[0]), pair))
        return heads

    def matters_of(self, text: str) -> list[Recognition]:
        """Return the matters that ``text`` names, in printed order.

        >>> from kg.matters import thesaurus
        >>> [found.word for found in thesaurus().matters_of("开展医疗救助政策宣传和消防安全检查")]
        ['医疗救助', '消防安全']
        """
        return list(self._scan(text))

    def _scan(self, text: str) -> Iterator[Recognition]:
        heads, at, last = self._heads, 0, len(text) - 1
        while at < last:
            for word, iri in heads.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    yield Recognition(iri, word, at, at + len(word))
                    at += len(word) - 1
                    break
            at += 1

    def about(self, duty: Duty) -> tuple[str, ...]:
        """Return the matters a duty is about, in printed order: those of its title, else those of its steps."""
        found = self.matters_of(duty.title) or [r for step in duty.steps for r in self.matters_of(step.text)]
        return tuple(dict.fromkeys(recognition.matter for recognition in found))

    def path(self, iri: str) -> tuple[str, ...]:
        """Return the concept, the wider ones it is part of, and at last its field."""
        steps = [iri]
        while wider := self.matters[steps[-1]].broader:
            steps.append(wider)
        return tuple(steps)

    def field(self, iri: str) -> str:
        """Return the field of government that a matter belongs to."""
        return self.path(iri)[-1]


@cache
def thesaurus(path: Path | None = None) -> Thesaurus:
    """Read the thesaurus: the project's own, or the SKOS file (Turtle) at ``path``."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    source = path or data_path() / "matters.ttl"
    values: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in parse(path=str(source), format=RdfFormat.TURTLE):
            subject, name, value = triple.subject, triple.predicate.value, triple.object
            if not isinstance(subject, NamedNode) or not name.startswith(_SKOS):
                continue
            name = name.removeprefix(_SKOS)
            if isinstance(value, Literal):
                name = f"{name}@{value.language}"
            if isinstance(value, Literal | NamedNode):
                values.setdefault(subject.value, {}).setdefault(name, []).append(value.value)
    except (OSError, SyntaxError) as error:
        raise ReadError(str(error), where=str(source), cure="the thesaurus must be SKOS in Turtle") from error
    concepts = {iri: _matter(iri, said) for iri, said in sorted(values.items()) if "inScheme" in said}
    for concept in concepts.values():
        if missing := [other for other in (concept.broader, *concept.related) if other and other not in concepts]:
            raise ReadError(f"{concept.iri} points at {missing[0]}, which is no concept", where=str(source))
    return Thesaurus(concepts)


def _matter(iri: str, said: Mapping[str, list[str]]) -> Matter:
    zh = next(iter(said.get("prefLabel@zh", [])), iri)
    words = {word for word in (zh, *said.get("altLabel@zh", [])) if len(word) > 1}
    return Matter(
        iri=iri,
        zh=zh,
        en=next(iter(said.get("prefLabel@en", [])), zh),
        words=tuple(sorted(words, key=lambda word: (word != zh, word))),
        broader=next(iter(sorted(said.get("broader", []))), ""),
        related=tuple(sorted(said.get("related", []))),
    )
