"""What narrows a question: which rows of its whole answer stay, as its own text says.

A question is written once (``kg/queries/NAME.rq``). A line ``#VALUES ?category {} ?duty
duty:category ?category .`` says how it is narrowed: here the rows stay whose ``duty`` is of the
category. Where a question counts over what it is asked about (``#: counts: category``), or the
thing is not among its columns, it is asked with the parameter as one more column (:func:`opened`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.asking.questions import Question

SLOTS: Final = ("department", "category", "matter")
"""What a question can be narrowed by."""
_RELATIONS: Final = {
    "duty:declaredDepartment": "declared",
    "duty:receivingDepartment": "receiving",
    "duty:declaredDepartment|duty:receivingDepartment": "either",
    "duty:category": "category",
    "duty:matter": "matter",
    "duty:matter/skos:broader*": "within",
}
_LINE: Final = r"#?VALUES[ ]\?{slot}[ ]\{{[^}}]*\}}[ \t]*([^\n]*)"
_PATH: Final = re.compile(r"\?(\w+) (\S+) \?\w+ \.")
_EITHER: Final = re.compile(
    r"\{ \?(\w+) duty:declaredDepartment \?department \} UNION "
    r"\{ \?\1 duty:receivingDepartment \?department \}"
)
_SAME: Final = re.compile(r"FILTER\(\?(\w+) = \?(\w+) \|\| \?\1 = \?(\w+)\)")
_COUNTS: Final = re.compile(r"\b(?:COUNT|SUM|MIN|MAX|GROUP_CONCAT)\s*\(")
_MARK: Final = "\x00"
"""Stands where a parameter was, while a text is being changed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows stay when a question is narrowed.

    ``relation`` is how the things in ``columns`` relate to what is asked for: ``is`` (they are it),
    or of a duty ``declared``, ``receiving``, ``either`` (its departments), ``category``,
    ``matter``, ``within`` (its matters and the wider ones).
    """

    relation: str
    columns: tuple[str, ...]


def rule(asked: Question, slot: str) -> Rule | None:
    """Return which rows of the whole answer stay; None where it must be asked (:func:`opened`).

    >>> from kg.asking.questions import question
    >>> rule(question("no_lead"), "department"), rule(question("load"), "category")
    (Rule(relation='declared', columns=('duty',)), None)
    """
    if slot in asked.counts:
        return None
    columns = {heading.name for heading in asked.headings}
    if slot in columns:  # the variable that is narrowed is a column
        return Rule("is", (slot,))
    found = (_rule(said, slot) for said in _said(asked, slot))
    return next((one for one in found if columns.issuperset(one.columns)), None)


def _said(asked: Question, slot: str) -> list[str]:
    """Return what the narrowing lines of a question say, the fuller first."""
    said = re.findall(_LINE.format(slot=slot), asked.text)
    return sorted((one.strip() for one in said), key=lambda one: -len(one))


def _rule(said: str, slot: str) -> Rule:
    if not said:
        return Rule("is", (slot,))
    if same := _SAME.match(said):
        return Rule("is", (same[2], same[3]))
    if either := _EITHER.match(said):
        return Rule("either", (either[1],))
    path = _PATH.match(said)
    if path is None or path[2] not in _RELATIONS:
        return Rule("", (_MARK,))
    return Rule(_RELATIONS[path[2]], (path[1],))


@dataclass(frozen=True, slots=True)
class Aside:
    """The thing that narrows a question and is not among its columns: its variable, and the pattern.

    ``text`` is the question with the variable as one more column, the first.
    """

    variable: str
    pattern: str
    text: str


def aside(asked: Question, slot: str) -> Aside | None:
    """Return the thing, not among its columns, by which a question is narrowed; None if it has no such thing.

    The line that narrows it joins one pattern to its rows, and nothing counts or merges them: so
    the rows for a value are those whose thing has the value.

    >>> from kg.asking.questions import question
    >>> aside(question("missing"), "category").pattern, aside(question("load"), "category")
    ('?common duty:category ?category .', None)
    """
    said = list(re.finditer(_LINE.format(slot=slot), asked.text))
    path = _PATH.fullmatch(said[0][1].strip()) if len(said) == 1 else None
    select = re.search(r"(?m)^SELECT\b(?! DISTINCT)", asked.text)
    if slot in asked.counts or path is None or select is None:
        return None
    if not _is_plain(asked.text, select.end(), said[0].start()):
        return None
    text = f"{asked.text[: select.end()]} ?{path[1]}{asked.text[select.end() :]}"
    return Aside(path[1], path[0], text)


def _is_plain(text: str, select: int, line: int) -> bool:
    """Tell whether a line stands in the outermost braces of a SELECT that counts nothing."""
    first = text.index("{", select)
    before, after = text[first:line], text[_closing(text, first) :]
    is_outermost = before.count("{") == before.count("}") + 1
    return is_outermost and "GROUP BY" not in after and not _COUNTS.search(text[select:first])


def opened(asked: Question, slot: str) -> str:
    """Return a question with a parameter as one more column: its answers for every value.

    >>> from kg.asking.questions import question
    >>> "SELECT ?category ?department ?duties" in opened(question("load"), "category")
    True
    """
    text = re.sub(_LINE.format(slot=slot), rf"{_MARK}\1", asked.text)
    text = re.sub(r"(?m)#(?:VALUES|:| ).*$", "", text)
    edits = [edit for edit in _edits(text, slot) if edit[1]]
    for at, more in sorted(edits, reverse=True):
        text = text[:at] + more + text[at:]
    return text.replace(_MARK, "")


def _edits(text: str, slot: str) -> Iterator[tuple[int, str]]:
    """Yield where a variable is put so that each SELECT around a mark gives and groups by it."""
    for select in re.finditer(r"SELECT(?:\s+DISTINCT)?", text):
        where = text.index("WHERE", select.end())
        first = text.index("{", where)
        last = _closing(text, first)
        if _MARK not in text[first:last]:
            continue
        projected = text[select.end() : where]
        yield select.end(), "" if _projects(projected, slot) else f" ?{slot}"
        yield _grouping(text, last + 1, slot, counts=bool(_COUNTS.search(projected)))


def _grouping(text: str, after: int, slot: str, *, counts: bool) -> tuple[int, str]:
    """Return where and how a SELECT is grouped by one variable more."""
    grouped = re.compile(r"\s*GROUP BY([^\n{}]*)").match(text, after)
    if grouped is None:
        return after, f" GROUP BY ?{slot}" if counts else ""
    has = re.search(rf"\?{slot}\b", grouped[1])
    return grouped.start(1), "" if has else f" ?{slot}"


def _projects(projected: str, slot: str) -> bool:
    """Tell whether a SELECT already gives a variable, outside of an expression."""
    depth, plain = 0, ""
    for letter in projected:
        depth += (letter == "(") - (letter == ")")
        plain += letter if depth == 0 else ""
    return re.search(rf"\?{slot}\b", plain) is not None


def _closing(text: str, opening: int) -> int:
    """Return where the brace closes that opens at a place."""
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at
    return len(text)
