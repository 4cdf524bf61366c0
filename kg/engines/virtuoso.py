r"""Virtuoso, where it answers otherwise than SPARQL 1.1 says (7.2.5, as Debian has it).

It joins by no ``SEPARATOR`` and to no constant that is not ASCII: they come back as ``?``, or
garble what they are joined to; and ``DISTINCT`` inside ``GROUP_CONCAT`` loses the order of a
sub-SELECT: the program's own queries are sent with signs in ASCII, which are put right in the
answer. What it computes wrongly or refuses is not asked of it (:mod:`kg.engines.fetched`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.engines.answer import Rows, Term
from kg.engines.tokens import Token, tokens

NAME = "Virtuoso"
"""How it begins to say who it is, in the header ``Server``."""
_NOT_COMPUTED = re.compile(r"^#: not virtuoso:", re.MULTILINE)
_PARAMETER = re.compile(r"^#: param (\w+):", re.MULTILINE)
_OWN_FAULT = re.compile(r"Virtuoso \w{5} Error (?:S[PQ]\d{3}|SR319|SR478)\b")
"""Its compiler fails at a query that is right (SP, SQ), or a row is longer than it keeps."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SIGN = re.compile(r"\x1f(D?)([0-9A-F-]+);")


def computes(query: str) -> bool:
    r"""Tell whether Virtuoso gives the rows of a question of ours.

    It does not where the question's head says so, nor where one of its parameters narrows a
    sub-SELECT: that is then joined with rows that it no longer has.

    >>> head = "#: param x: a | a\nSELECT ?x { "
    >>> computes(head + "VALUES ?x { 1 } ?x ?y ?z }")
    True
    >>> computes(head + "{ SELECT ?x { VALUES ?x { 1 } ?x ?y ?z } } }")
    False
    """
    return not (_NOT_COMPUTED.search(query) or _narrows_inside(query))


def _narrows_inside(query: str) -> bool:
    """Tell whether a parameter is given (VALUES) inside a sub-SELECT."""
    parameters = {f"?{name}" for name in _PARAMETER.findall(query)}
    if not parameters:
        return False
    opened: list[bool] = []
    before = ""
    for token in tokens(query):
        if token.text == "{":
            opened.append(False)
        elif token.text == "}":
            opened[-1:] = []
        elif opened and before == "{" and token.text.upper() == "SELECT":
            opened[-1] = True
        elif before == "VALUES" and token.text in parameters and any(opened):
            return True
        before = token.text.upper()
    return False


def at_fault(message: str) -> bool:
    """Tell whether an error is one of Virtuoso's own, not one of the query.

    >>> at_fault("http://host/sparql: Virtuoso 37000 Error SQ156: Internal compiler error")
    True
    >>> at_fault("Virtuoso S1T00 Error SR171: Transaction timed out"), at_fault("no such graph")
    (False, False)
    """
    return bool(_OWN_FAULT.search(message))


def adapted(query: str) -> str:
    r"""Return a query with signs in ASCII in place of what Virtuoso does not join.

    >>> adapted('SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR="、") AS ?y) {}')
    'SELECT (GROUP_CONCAT( ?x; SEPARATOR="\\u001FD3001;") AS ?y) {}'
    >>> adapted('ASK { FILTER(CONCAT("第", ?x) = "第一") }')
    'ASK { FILTER(CONCAT("\\u001F7B2C;", ?x) = "第一") }'
    """
    if query.isascii():
        return query
    pieces, end = [], 0
    for token, text in sorted(_changes(query), key=lambda change: change[0].at):
        pieces += [query[end : token.at], text]
        end = token.at + len(token.text)
    return "".join([*pieces, query[end:]])


@dataclass(slots=True)
class _Call:
    """What is open: a bracket behind a function's name, or another; and its DISTINCT."""

    function: str
    distinct: Token | None = None


def _changes(query: str) -> Iterator[tuple[Token, str]]:
    """Yield the tokens that are sent otherwise, and how."""
    calls: list[_Call] = []
    before = [Token("other", "", 0)] * 2
    for token in tokens(query):
        function = calls[-1].function if calls else ""
        if token.text == "(" and token.kind == "other":
            calls.append(_Call(before[-1].text.upper()))
        elif token.text == ")" and token.kind == "other":
            calls[-1:] = []
        elif token.text.upper() == "DISTINCT" and function == "GROUP_CONCAT":
            calls[-1].distinct = token
        elif token.kind == "string" and not token.text.isascii():
            if function == "CONCAT":
                yield token, _BEYOND_ASCII.sub(lambda found: _sign(found[0]), token.text)
            elif function == "GROUP_CONCAT" and before[0].text.upper() == "SEPARATOR":
                yield from _separated(token, calls[-1].distinct)
        before = [before[-1], token]


def _separated(separator: Token, distinct: Token | None) -> Iterator[tuple[Token, str]]:
    """Yield how a separator is sent; DISTINCT is left to :func:`restored`."""
    quote = separator.text[0]
    if distinct is not None:
        yield distinct, ""
    sign = _sign(separator.text.strip(quote), "D" if distinct else "")
    yield separator, f"{quote}{sign}{quote}"


def _sign(text: str, kind: str = "") -> str:
    codes = "-".join(f"{ord(letter):X}" for letter in text)
    return f"\\u001F{kind}{codes};"


def restored(rows: Rows) -> Rows:
    """Return an answer with what the signs stand for in their place."""
    return replace(rows, rows=tuple(tuple(map(_restored, row)) for row in rows.rows))


def _restored(term: Term | None) -> Term | None:
    if term is None or "\x1f" not in term[0]:
        return term
    text = term[0]
    for sign in {found[0] for found in _SIGN.finditer(text) if found[1]}:
        text = sign.join(dict.fromkeys(text.split(sign)))
    return _SIGN.sub(_text, text), term[1]


def _text(sign: re.Match[str]) -> str:
    return "".join(chr(int(code, 16)) for code in sign[2].split("-"))
