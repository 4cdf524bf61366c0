"""Narrow a question: a word of the user's → terms of the graph, by any name the graph knows."""

from __future__ import annotations

from kg.errors import AmbiguousName, UnknownName
from kg.sparql import with_prefixes
from kg.store import Store

_DEPARTMENT = """SELECT DISTINCT ?x ?label ?name WHERE {
  ?x a duty:Department ; rdfs:label ?label .
  { ?x rdfs:label ?name } UNION { ?x skos:altLabel ?name } UNION { ?x org:classification/skos:prefLabel ?name }
} ORDER BY ?label ?name"""
_CONCEPT = """SELECT DISTINCT ?x ?label ?name WHERE {
  ?x skos:inScheme <https://w3id.org/duties/scheme/%s> ; skos:prefLabel ?label .
  { ?x skos:prefLabel ?name } UNION { ?x skos:altLabel ?name }
  FILTER(LANG(?label) = "zh")
} ORDER BY ?label ?name"""


def department(store: Store, word: str) -> list[str]:
    """Return the terms of the departments a word means: full name, short form (公安局, 县公安局) or alias.

    Several places' departments of one name are all meant.

    Raises
    ------
    UnknownName, AmbiguousName
        If it means none, or departments of different names.
    """
    found = _names(store, _DEPARTMENT)
    return _choose(word, found, ("部门", "department"), suffix=True)


def category(store: Store, word: str) -> list[str]:
    """Return the terms of the categories a word means."""
    return _choose(word, _names(store, _CONCEPT % "category"), ("类别", "category"))


def matter(store: Store, word: str) -> list[str]:
    """Return the terms of the matters a word means (消防), by label or synonym."""
    return _choose(word, _names(store, _CONCEPT % "matter"), ("事", "matter"), several=True)


def _names(store: Store, query: str) -> list[tuple[str, str, str]]:
    rows = store.select(with_prefixes(query)).rows
    return [(x[0], label[0], name[0]) for x, label, name in rows if x and label and name]


def _choose(
    word: str, found: list[tuple[str, str, str]], what: tuple[str, str], *, suffix: bool = False, several: bool = False
) -> list[str]:
    word = word.strip()
    rows = [row for row in found if word == row[2]]
    if not rows and suffix and len(word) > 2:
        bare = word[1:] if word[0] in "县区市州省" else word
        rows = [row for row in found if row[2] == bare] or [row for row in found if row[2].endswith(bare)]
    rows = (
        rows or [row for row in found if word and word in row[1]] or [row for row in found if word and word in row[2]]
    )
    labels = sorted({row[1] for row in rows})
    if not rows:
        from difflib import get_close_matches

        near = "、".join(get_close_matches(word, sorted({row[2] for row in found}), 3, 0.4))
        cure = (f"相近的有 {near}", f"did you mean {near}?") if near else ("请换一个词", "try another word")
        raise UnknownName(f"没有叫 “{word}” 的{what[0]}", f'no {what[1]} is called "{word}"', cure=cure)
    if len(labels) > 1 and not several and not _same_function(labels):
        could = "、".join(labels[:6])
        raise AmbiguousName(
            f"“{word}” 可指 {could}", f'"{word}" could be {could}',
            cure=("请把名称写全一些", "write more of the name"),
        )  # fmt: skip
    return sorted({f"<{row[0]}>" for row in rows})


def _same_function(labels: list[str]) -> bool:
    """Tell whether names differ only in the place in front (甲县公安局, 乙县公安局)."""
    tails = {label[max(label.rfind(c) for c in "县区市州旗") + 1 :] for label in labels}
    return len(tails) == 1
