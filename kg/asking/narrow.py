"""Narrow a question: a word of the user's → terms of the graph, by any name the graph knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.errors import AmbiguousName, UnknownName
from kg.graph.sparql import with_prefixes
from kg.graph.store import Store

_SHORTEST: Final = 3
"""So many characters a name without its place has at least: 公安局."""
_Name = tuple[str, str, str]
"""A term, its label, and a name that it goes by."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What a word can narrow a question to, and how freely a word may mean it.

    Attributes
    ----------
    zh, en : str
        What it is called.
    short_forms : bool
        The end of a name will do, with or without the level of its place: 公安局, 县公安局.
    several : bool
        Terms of different names may be meant together.
    """

    zh: str
    en: str
    short_forms: bool = False
    several: bool = False


DEPARTMENT: Final = Sort("部门", "department", short_forms=True)
CATEGORY: Final = Sort("类别", "category")
MATTER: Final = Sort("事", "matter", several=True)
_DEPARTMENT = """SELECT DISTINCT ?x ?label ?name WHERE {
  ?x a duty:Department ; rdfs:label ?label .
  { ?x rdfs:label ?name } UNION { ?x skos:altLabel ?name } UNION { ?x org:classification/skos:prefLabel ?name }
} ORDER BY ?label ?name"""
_CONCEPT = """SELECT DISTINCT ?x ?label ?name WHERE {
  ?x skos:inScheme <https://w3id.org/duties/scheme/%s> ; skos:prefLabel ?label .
  { ?x skos:prefLabel ?name } UNION { ?x skos:altLabel ?name } UNION { ?x skos:hiddenLabel ?name }
  FILTER(LANG(?label) = "zh")
} ORDER BY ?label ?name"""


def department(store: Store, word: str) -> list[str]:
    """Return the terms of the departments a word means: full name, short form (公安局, 县公安局) or alias.

    Several places' departments of one name are all meant.

    Raises
    ------
    UnknownName, AmbiguousName
        If no department is meant, or several of different names.
    """
    return _choose(word, _names(store, _DEPARTMENT), DEPARTMENT)


def category(store: Store, word: str) -> list[str]:
    """Return the terms of the categories a word means."""
    return _choose(word, _names(store, _CONCEPT % "category"), CATEGORY)


def matter(store: Store, word: str) -> list[str]:
    """Return the terms of the matters a word means (消防), by any of its names (养狗)."""
    return _choose(word, _names(store, _CONCEPT % "matter"), MATTER)


def choose(word: str, known: list[_Name], what: Sort) -> list[str]:
    """Return the IRIs that a word means among ``known``."""
    return [term[1:-1] for term in _choose(word, known, what)]


def _names(store: Store, query: str) -> list[_Name]:
    rows = store.select(with_prefixes(query)).rows
    return [(x[0], label[0], name[0]) for x, label, name in rows if x and label and name]


def _choose(word: str, known: list[_Name], what: Sort) -> list[str]:
    """Return the terms that a word means among ``known``: by a whole name, else a short form, else a part."""
    word = word.strip()
    meant = [row for row in known if word == row[2]]
    if not meant and what.short_forms:
        if called := _by_everyday_word(word, known):
            return called
        meant = _by_short_form(word, known)
    if not meant and word:
        meant = _by_part(word, known)
    if not meant:
        raise _unknown(word, known, what)
    labels = sorted({label for _, label, _ in meant})
    if len(labels) > 1 and not what.several and not _same_function(labels):
        raise _ambiguous(word, labels)
    return sorted({f"<{term}>" for term, _, _ in meant})


def _by_everyday_word(word: str, known: list[_Name]) -> list[str]:
    """Return the terms of the one department that people call so, however lists write it: 城管."""
    from kg.names.everyday import everyday

    called = {name for name, words in everyday().items() if word in words}
    rows = [row for row in known if row[2] in called]
    is_one = len({name for _, _, name in rows}) == 1
    return sorted({f"<{term}>" for term, _, _ in rows}) if is_one else []


def _by_short_form(word: str, known: list[_Name]) -> list[_Name]:
    """Return those that a name without its place means: 公安局, 县公安局."""
    if len(word) < _SHORTEST:
        return []
    bare = word[1:] if word[0] in "县区市州省" else word
    equal = [row for row in known if row[2] == bare]
    return equal or [row for row in known if row[2].endswith(bare)]


def _by_part(word: str, known: list[_Name]) -> list[_Name]:
    """Return those whose label, else those of whose names one, contains the word."""
    in_label = [row for row in known if word in row[1]]
    return in_label or [row for row in known if word in row[2]]


def _unknown(word: str, known: list[_Name], what: Sort) -> UnknownName:
    from difflib import get_close_matches

    names = sorted({name for _, _, name in known})
    near = "、".join(get_close_matches(word, names, 3, 0.4))
    cure = ("请换一个词", "try another word")
    if near:
        cure = (f"相近的有 {near}", f"did you mean {near}?")
    return UnknownName(
        f"没有叫 “{word}” 的{what.zh}", f'no {what.en} is called "{word}"', cure=cure
    )


def _ambiguous(word: str, labels: list[str]) -> AmbiguousName:
    could = "、".join(labels[:6])
    return AmbiguousName(
        f"“{word}” 可指 {could}", f'"{word}" could be {could}',
        cure=("请把名称写全一些", "write more of the name"),
    )  # fmt: skip


def _same_function(labels: list[str]) -> bool:
    """Tell whether names differ only in the place in front (甲县公安局, 乙县公安局)."""
    tails = {label[max(label.rfind(c) for c in "县区市州旗") + 1 :] for label in labels}
    return len(tails) == 1
