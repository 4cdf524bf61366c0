"""What a phrase in plain words asks for, best first: a question, something to look up, or nothing that a list says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from kg import lexicon
from kg.asking.questions import SAID, meant, nearest
from kg.names import load
from kg.names.everyday import everyday

NONE: Final = "none"
"""The answer to a phrase that no question and no word of the lists fits."""
LOOK_UP: Final = "search:"
"""Stands before a word to look up: a matter, a department, a category."""
_SURE: Final = 0.5
"""How near a question is, 0 to 1, that goes before a department that the phrase names."""
_EQUAL: Final = 0.9
"""How near a question is that goes before a word that is all that is asked."""
_LEAST: Final = 0.2
"""How near the best question must be; below, nothing is meant."""
_MOST_OF_IT: Final = 0.6
"""The share of a phrase that a word to look up is where it is all that is asked."""


def answers(text: str, most: int = 5) -> tuple[str, ...]:
    """Return what a phrase may ask for, the surest first: names of questions, ``search:WORD``, or ``none``.

    >>> answers("谁没有牵头")[0], answers("遛狗谁管")[0]
    ('no_lead', 'search:遛狗')
    """
    found = dict.fromkeys(_answers(text))
    return tuple(found)[:most]


def _answers(text: str) -> Iterator[str]:
    ranked = nearest(text)
    best, word, known = ranked[0][1], look_up(text) or _everyday(text), meant(text)
    if len(known) == 1 and not word:
        yield known[0].name
    enough = _EQUAL if word and _is_all(word, text) else _SURE
    if word and best < enough and _asks_for(word, text):
        yield LOOK_UP + word
        yield _whose(word)
    else:
        yield from _unsaid(text, best)
    names = [one.name for one, _ in ranked]
    yield from names[:2]
    if word:
        yield LOOK_UP + word
    yield from names[2:]


def _unsaid(text: str, best: float) -> Iterator[str]:
    """Yield that no list says it, and the questions that come nearest."""
    entry = lexicon.never_said(text)
    if entry is not None and best < SAID:
        yield NONE
        yield from entry["near"]
    elif best < _LEAST:
        yield NONE


def _asks_for(word: str, text: str) -> bool:
    """Tell whether a word is what a phrase asks about: nearly all of it, or a department."""
    return word in departments() or _is_all(word, text)


def _is_all(word: str, text: str) -> bool:
    """Tell whether a phrase is nearly this word alone, or asks who does what about it."""
    asked = lexicon.matter_asked(text) or ""
    return word in asked or len(word) >= _MOST_OF_IT * len(text.strip())


def asked_about(text: str) -> str:
    """Return the word of which a phrase asks who does what; empty if it asks for something else.

    >>> asked_about("城管归谁管"), asked_about("谁没有牵头")
    ('城管', '')
    """
    first = answers(text, 1)[0]
    return first.removeprefix(LOOK_UP) if first.startswith(LOOK_UP) else ""


def may_be(word: str) -> tuple[str, ...]:
    """Return what a word may be the name of, the likeliest first; what nobody knows is a matter.

    >>> may_be("城管"), may_be("平安法治")
    (('matter', 'department'), ('category',))
    """
    is_department = word in departments() or word in _everyday_words()
    is_category = word in load().categories
    known = {
        "matter": _whose(word) == "matter" or not (is_department or is_category),
        "department": is_department,
        "category": is_category,
    }
    return tuple(slot for slot, is_so in known.items() if is_so)


def _whose(word: str) -> str:
    """Return the question that says all about a word: a department, a category, or a matter."""
    is_matter = word in words() and word not in departments() and word not in load().categories
    return "matter" if is_matter else "portfolio"


def look_up(text: str) -> str:
    """Return the longest word of a text that names a matter, a department or a category; empty if none does."""
    inside = (word for word in words() if word in text)
    return max(inside, key=lambda word: (len(word), word), default="")


def _everyday(text: str) -> str:
    """Return the everyday word of a department that is all that is asked; empty if it is none.

    Inside a text such a word may be any other: 组织 of 组织部.
    """
    word = lexicon.matter_asked(text) or text.strip()
    return word if word in _everyday_words() else ""


@cache
def _everyday_words() -> frozenset[str]:
    return frozenset(word for every in everyday().values() for word in every)


@cache
def words() -> frozenset[str]:
    """Return what can be looked up: departments, categories, every word of the matters."""
    from kg.matters import thesaurus

    every = {*departments(), *load().categories}
    for matter in thesaurus().matters.values():
        every |= {*matter.words, *matter.asked, matter.zh}
    return frozenset(every)


@cache
def departments() -> frozenset[str]:
    """Return how departments are called that are known by their bare name."""
    named = (one for one in load().functions if one.bare)
    spelt = {word for one in named for word in (one.name, *one.spellings)}
    return frozenset(word for word in spelt if len(word) > 2)
