"""What the scripts need to understand plain words as :mod:`kg.asking.suggest` does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from kg import lexicon
from kg.asking import suggest
from kg.asking.questions import Question, questions
from kg.matters import MATTER, thesaurus
from kg.names import load
from kg.names.everyday import everyday
from kg.pinyin import initials
from kg.views.scene import Json


@cache
def index() -> dict[str, Json]:
    """Return the index of ``shared/suggest.js``: the same for every list."""
    departments = suggest.departments()
    categories = frozenset(load().categories)
    unsaid = lexicon.read("unsaid")
    plain = lexicon.read("plain")
    return {
        "questions": [*map(_question, questions())],
        "same": plain["same"],
        "empty": plain["empty"],
        "unsaid": [*map(_unsaid, unsaid["unsaid"])],
        "who": [one.replace("(?P<", "(?<") for one in unsaid["who"]],
        "departments": "|".join(sorted(departments)),
        "categories": "|".join(sorted(categories)),
        "everyday": [*map("|".join, everyday().values())],
        "matters": matters(),
    }


def sounds(texts: Iterable[str]) -> dict[str, str]:
    """Return first letters → the characters of some texts that may begin with any of them.

    >>> sounds(["长沟乡"])
    {'cz': '长', 'g': '沟', 'x': '乡'}
    """
    found: dict[str, list[str]] = {}
    for character in sorted(set().union(*texts)):
        letters = initials(character)
        if letters and not character.isascii():
            found.setdefault(letters[0], []).append(character)
    return {letters: "".join(characters) for letters, characters in sorted(found.items())}


@cache
def matters() -> dict[str, str]:
    """Return the end of a matter's IRI → its name and its other words, a bar between them."""
    return {
        iri.removeprefix(MATTER): "|".join(dict.fromkeys((one.zh, *one.words, *one.asked)))
        for iri, one in sorted(thesaurus().matters.items())
    }


def _unsaid(one: Mapping[str, Any]) -> Json:
    return {"words": one["words"], "say": [one["zh"], one["en"]], "near": one["near"]}


def _question(one: Question) -> Json:
    return {
        "name": one.name,
        "number": one.number,
        "group": one.group,
        "scope": one.scope,
        "title": [one.zh, one.en],
        "why": [one.why_zh, one.why_en],
        "asked": list(one.asked),
    }
