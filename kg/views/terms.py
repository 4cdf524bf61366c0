"""What the terms of the graph are called: the labels of the ontology, and words for terms of others."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg import turtle
from kg.resources import ontology_path
from kg.vocab import PREFIXES, RDFS
from kg.words import section

_SPACES: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def short(term: str) -> str:
    """Return a term with its prefix; one that has none stays an IRI.

    >>> short("https://w3id.org/duties#stepOf"), short("http://example.org/x")
    ('duty:stepOf', 'http://example.org/x')
    """
    for prefix, space in _SPACES:
        if term.startswith(space):
            return f"{prefix}:{term.removeprefix(space)}"
    return term


def called(term: str) -> tuple[str, str]:
    """Return what a term (IRI) is called, in Chinese and in English; one without a label by its short name.

    >>> called("https://w3id.org/duties#stepOf"), called("http://example.org/x")
    (('所属事项', 'step of'), ('http://example.org/x', 'http://example.org/x'))
    """
    name = short(term)
    return _labels().get(term) or section("term").get(name) or (name, name)


@cache
def _labels() -> dict[str, tuple[str, str]]:
    """Return the labels of the ontology's own terms."""
    text = (ontology_path() / "duties.ttl").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    # The flat reader knows no escapes; two examples, which are not read here, have a tab in them.
    for subject, predicate, value, language in turtle.triples(text.replace("\\t", " ")):
        if predicate == RDFS.label and language:
            found.setdefault(subject, {})[language] = value
    return {term: (said["zh"], said["en"]) for term, said in found.items()}
