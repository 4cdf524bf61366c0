"""What an engine answers: rows of terms, or triples; and how both come from pyoxigraph's own types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import pyoxigraph

Term = tuple[str, str]
"""A value of a result: its text and what it is (``iri``, ``text`` or a datatype IRI)."""

Triple = tuple[Term, Term, Term]

Cells = tuple[str | None, ...]
"""A row: terms as N-Triples writes them (``<iri>``, ``"text"@zh``), None where unbound."""

STRING = "http://www.w3.org/2001/XMLSchema#string"

_LONGEST_NUMBER = 400

YES, NO = ("true", STRING), ("false", STRING)


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a SELECT: variable names and rows; an unbound variable is None.

    ``more`` says that the answer was cut at the limit that was asked for; ``notes`` say how the
    answer was found.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False
    notes: tuple[str, ...] = ()


class How(TypedDict, total=False):
    """How a query is run: the same words for a store, a part of one, and an endpoint."""

    timeout: float | None
    """Seconds after which it is given up; 0: never."""
    limit: int | None
    """Rows, or triples, above which the answer is cut."""
    trusted: bool
    """Whether the query is the program's own (default), not the user's."""


def yes_or_no(answer: bool) -> Rows:
    """Return the answer of an ASK as one row."""
    return Rows(("answer",), ((YES if answer else NO,),))


def table(solutions: pyoxigraph.QuerySolutions, limit: int | None) -> Rows:
    """Return at most ``limit`` solutions as rows; the rest is never asked for."""
    names = tuple(variable.value for variable in solutions.variables)
    rows = tuple(tuple(map(term, solution)) for solution in islice(solutions, limit))
    return Rows(names, rows, more=limit is not None and next(solutions, None) is not None)


def written(solutions: pyoxigraph.QuerySolutions) -> tuple[list[str], list[Cells]]:
    """Return columns and rows as they are written: terms as objects of Python take much longer."""
    import pyoxigraph

    lines = solutions.serialize(format=pyoxigraph.QueryResultsFormat.TSV) or b""
    head, *rows, _ = lines.decode().split("\n")
    return [name.removeprefix("?") for name in head.split("\t")], list(map(cells, rows))


def cells(line: str) -> Cells:
    r"""Return a row of results as TSV, which writes numbers and truth values without their type.

    >>> cells('<http://a/b>\t"甲"@zh\t3\t')
    ('<http://a/b>', '"甲"@zh', '"3"^^<http://www.w3.org/2001/XMLSchema#integer>', None)
    """
    return tuple([cell if cell[:1] in _TERMS else _typed(cell) for cell in line.split("\t")])


_TERMS = frozenset('<"_')
"""What an IRI, a text and a blank node begin with."""


@cache
def _typed(cell: str) -> str | None:
    if not cell:
        return None
    if cell in ("true", "false"):
        return f'"{cell}"^^<{_XSD}boolean>'
    if "e" in cell.lower():
        return f'"{cell}"^^<{_XSD}double>'
    return f'"{cell}"^^<{_XSD}{"decimal" if "." in cell else "integer"}>'


def variables(query: str) -> tuple[str, ...]:
    """Return the columns that a query of the program's own has: those it gives where nothing is known.

    >>> variables("SELECT ?b ?a WHERE { ?a a ?b }"), variables("ASK { ?a a ?b }")
    (('b', 'a'), ('answer',))
    """
    import pyoxigraph

    found = pyoxigraph.Store().query(query)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return yes_or_no(bool(found)).variables
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return table(found, 0).variables


def term(value: object) -> Term | None:
    """Return a value of a result as text and kind; a blank node is written ``_:name``."""
    import pyoxigraph

    if value is None:
        return None
    if isinstance(value, pyoxigraph.NamedNode):
        return value.value, "iri"
    if isinstance(value, pyoxigraph.Literal):
        return value.value, "text" if value.language else value.datatype.value
    return str(value), "iri"


_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(
    _XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip
_FRACTION = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_DIGITS = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"


def value(term: Term | None) -> str | int | float | None:
    """Return a term as a table's value: a number where it is one and fits, else its text.

    A literal may call itself a number and be none (``"abc"^^xsd:integer``), be infinite, or have
    more digits than a spreadsheet keeps: it stays the text that it is.

    >>> value(("42", _XSD + "integer")), value(("abc", _XSD + "integer")), value(("INF", _XSD + "double"))
    (42, 'abc', 'INF')
    """
    if term is None:
        return None
    text, kind = term
    if kind in _WHOLE and _DIGITS.fullmatch(text):
        return int(text)
    if kind in _FRACTION and len(text) <= _LONGEST_NUMBER and re.fullmatch(_NUMBER, text):
        number = float(text)
        return number if isfinite(number) else text
    return text


def triples(found: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> list[Triple]:
    """Return triples as terms, sorted."""
    rows = [(term(one.subject), term(one.predicate), term(one.object)) for one in found]
    return sorted((s, p, o) for s, p, o in rows if s and p and o)
