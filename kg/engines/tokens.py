r"""A SPARQL text taken apart into tokens, in time that grows with its length only.

The rules are those of the SPARQL 1.1 grammar (section 19.8), as far as they decide what is a
keyword and what is not: comments end at a line feed or a carriage return, ``\`` in a name takes the
next character with it, an IRI holds no blank and no bracket. Whatever is not understood is a token
of one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r'''(?P<string>"""(?:\\.|[^"\\]|"(?!""))*+"""|\'\'\'(?:\\.|[^'\\]|'(?!''))*+\'\'\'
      |"(?:\\.|[^"\\\n\r])*+"|'(?:\\.|[^'\\\n\r])*+')
    |(?P<comment>\#[^\n\r]*+)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    |(?P<variable>[?$]\w++)
    |(?P<tag>@\w[\w-]*+)
    |(?P<blank>_:\w[\w-]*+)
    |(?P<name>(?:[^\W\d_][\w-]*+(?:\.[\w-]{1,60}+){0,4}+)?:(?:[\w:%-]|\\.|\.(?=[\w:%\\-]))*+)
    |(?P<word>[^\W\d_][\w-]*+)
    |(?P<escape>\\.)
    |(?P<other>[^\s])''',
    re.DOTALL | re.VERBOSE,
)
_CODE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_LAST = 0x10FFFF


class Token(NamedTuple):
    """A piece of a query: its kind (``word``, ``name``, ``iri``, ``variable``, …), its text and where it begins."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query; comments and blanks are left out.

    >>> [token.text for token in tokens("ASK { ?x a duty:Duty } # SERVICE")]
    ['ASK', '{', '?x', 'a', 'duty:Duty', '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "comment":
            yield Token(match.lastgroup, match[0], match.start())


def decoded(text: str) -> str:
    r"""Return a query with its code points (``\u0053``) written out, as an engine may read it before all else.

    >>> decoded("\\u0041SK {}")
    'ASK {}'
    """
    return _CODE.sub(lambda match: _character(match[1] or match[2], match[0]), text)


def _character(digits: str, written: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= _LAST else written


def words(text: str) -> frozenset[str]:
    """Return the bare words of a query, in capitals: keywords and names of functions."""
    return frozenset(token.text.upper() for token in tokens(text) if token.kind == "word")


def names_graphs(text: str) -> bool:
    """Tell whether a query says which graphs it asks (FROM); any other asks all of them together."""
    # most queries have no such letters at all, and a query for labels is long
    return "FROM" in text.upper() and "FROM" in words(text)


def of_graphs(text: str, graphs: Sequence[str]) -> str:
    """Return a query that asks some graphs alone; one that names graphs itself stays.

    >>> of_graphs("SELECT ?x WHERE { ?x a ?y }", ["urn:a"])
    'SELECT ?x FROM <urn:a> FROM NAMED <urn:a> WHERE { ?x a ?y }'
    """
    if names_graphs(text):
        return text
    at = _before_pattern(text)
    named = "".join(f"FROM <{graph}> FROM NAMED <{graph}> " for graph in graphs)
    gap = "" if at == 0 or text[at - 1].isspace() else " "
    return f"{text[:at]}{gap}{named}{text[at:]}"


def _before_pattern(text: str) -> int:
    """Return where the pattern of a query begins: its WHERE, or the brackets that are not a template."""
    depth = 0
    opened: list[int] = []
    builds = False
    for token in tokens(text):
        if token.kind == "word" and not depth:
            word = token.text.upper()
            builds = builds or word == "CONSTRUCT"
            if word == "WHERE":
                return token.at
        if token.kind == "other":
            if token.text == "{" and not depth:
                opened.append(token.at)
            depth += (token.text in "({[") - (token.text in ")}]")
    if builds and len(opened) > 1:
        return opened[1]
    return opened[0] if opened else len(text)
