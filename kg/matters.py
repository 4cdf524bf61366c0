"""The thesaurus of matters: what a text is about (消防安全, 高龄津贴, 秸秆禁烧 …).

``data/matters.ttl`` is SKOS. The Chinese labels of a concept are the words by which it is
recognised; the longest word wins where several begin, and words never overlap, so 医疗救助 is not
also 救助. A top concept is a field of government (生态环保); its name says nothing about the
matter, and it is never recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import turtle
from kg.errors import ReadError
from kg.resources import data_path

if TYPE_CHECKING:
    from kg.model import DutyList

MATTER: Final = "https://w3id.org/duties/matter/"
_CURE: Final = ("词库须为 Turtle 格式的 SKOS", "the thesaurus must be SKOS in Turtle")
_KEPT: Final = 8192
"""So many texts of which it is kept what they name: those of two or three lists."""
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"


class Recognition(NamedTuple):
    """A matter found in a text: its IRI, the word that gave it away, and where that word stands."""

    matter: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matter:
    """One concept of the thesaurus; ``broader`` is empty for a field (a top concept).

    ``asked`` are everyday words by which people ask for it (养狗); no text is recognised by them.
    """

    iri: str
    zh: str
    en: str
    words: tuple[str, ...]
    broader: str
    related: tuple[str, ...]
    asked: tuple[str, ...] = ()

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

    @cached_property
    def _found(self) -> Callable[[str], tuple[Recognition, ...]]:
        """What finds the matters of a text: reading and comparing a list ask for each text several times."""
        return lru_cache(_KEPT)(lambda text: tuple(self._scan(text)))

    def matters_of(self, text: str) -> tuple[Recognition, ...]:
        """Return the matters that ``text`` names, in printed order.

        >>> from kg.matters import thesaurus
        >>> [found.word for found in thesaurus().matters_of("开展医疗救助政策宣传和消防安全检查")]
        ['医疗救助', '消防安全']
        """
        return self._found(text)

    def _scan(self, text: str) -> Iterator[Recognition]:
        heads, at, last = self._heads, 0, len(text) - 1
        while at < last:
            for word, iri in heads.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    yield Recognition(iri, word, at, at + len(word))
                    at += len(word) - 1
                    break
            at += 1

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        """The paths that were asked for: a comparison asks for the same few thousands of times."""
        return {}

    def path(self, iri: str) -> tuple[str, ...]:
        """Return the concept, the wider ones it is part of, and at last its field."""
        found = self._paths.get(iri)
        if found is None:
            wider = self.matters[iri].broader
            found = self._paths[iri] = (iri, *self.path(wider)) if wider else (iri,)
        return found

    def field(self, iri: str) -> str:
        """Return the field of government that a matter belongs to."""
        return self.path(iri)[-1]


@cache
def thesaurus(path: Path | None = None) -> Thesaurus:
    """Read the thesaurus: the project's own, or the SKOS file (Turtle) at ``path``."""
    source = path or data_path() / "matters.ttl"
    values: dict[str, dict[str, list[str]]] = {}
    for subject, name, value, language in _statements(source):
        if name.startswith(_SKOS):
            said = (
                name.removeprefix(_SKOS)
                if language is None
                else f"{name.removeprefix(_SKOS)}@{language}"
            )
            values.setdefault(subject, {}).setdefault(said, []).append(value)
    concepts = {
        iri: _matter(iri, said) for iri, said in sorted(values.items()) if "inScheme" in said
    }
    for concept in concepts.values():
        if missing := [
            other
            for other in (concept.broader, *concept.related)
            if other and other not in concepts
        ]:
            raise ReadError(
                f"{concept.iri} 指向 {missing[0]}，而它不是概念",
                f"{concept.iri} points at {missing[0]}, which is not a concept",
                where=str(source),
                cure=_CURE,
            )
    return Thesaurus(concepts)


def duties_by_matter(duties: DutyList) -> dict[str, tuple[str, ...]]:
    """Return matter → duties whose title names it or a part of it: as the question ``matter``."""
    known, found = thesaurus(), dict[str, dict[str, None]]()
    for duty in duties.duties:
        named = [MATTER + mark.concept for mark in duty.marks if mark.scheme == "matter"]
        # the last of a path is the field of government, which is not a matter
        for one in named:
            for iri in known.path(one)[:-1]:
                found.setdefault(iri, {})[duty.key] = None
    return {iri: tuple(keys) for iri, keys in sorted(found.items())}


def _statements(source: Path) -> list[turtle.Triple]:
    """Return the statements of a Turtle file about things that have names."""
    try:
        return list(turtle.triples(source.read_text(encoding="utf-8")))
    except turtle.NotFlat:
        return _whole(source)
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(
            f"读不了（{error}）", f"cannot be read ({error})", where=str(source), cure=_CURE
        ) from error


def _whole(source: Path) -> list[turtle.Triple]:
    """Return the same by a whole parser, for a file that is more than flat."""
    from rdflib import Graph, Literal, URIRef

    try:
        graph = Graph().parse(source, format="turtle")
    except (OSError, SyntaxError) as error:
        raise ReadError(
            f"读不了（{error}）", f"cannot be read ({error})", where=str(source), cure=_CURE
        ) from error
    found = []
    for subject, predicate, value in graph:
        if isinstance(subject, URIRef) and isinstance(value, Literal | URIRef):
            language = (value.language or "") if isinstance(value, Literal) else None
            found.append(turtle.Triple(str(subject), str(predicate), str(value), language))
    return sorted(found, key=lambda triple: (*triple[:3], triple.language or ""))


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
        asked=tuple(sorted(said.get("hiddenLabel@zh", []))),
    )
