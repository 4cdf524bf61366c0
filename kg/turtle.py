"""Read flat Turtle quickly: prefixes, names, IRIs and short strings, which is all that the project's own data use.

A start of the program reads the thesaurus; this does it in a few milliseconds and imports nothing.
Blank nodes, lists, numbers and long strings are left to a whole parser: :func:`triples` says so
with an error, and its caller asks rdflib.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_TOKEN = re.compile(
    r"""(?:[ \t\r\n]+|\#[^\n]*)*+                  # space and comments before …
    (?:([A-Za-z][\w-]*):((?:\w[\w-]*)?)           # a name: prefix, colon, local part
    |([.;,])
    |("[^"\\\n\r]*"|'[^'\\\n\r]*')               # a short string without escapes …
     (?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?+         # … and its language
    |(a)(?=[\s<])
    |<([^<>"{}|^`\\\x00-\x20]*)>
    |@prefix[ ]+([A-Za-z][\w-]*):[ ]*<([^<>"{}|^`\\\x00-\x20]*)>[ ]*\.
    |\Z
    |(.))""",
    re.VERBOSE | re.DOTALL,
)


class Triple(NamedTuple):
    """A statement; ``language`` is None if ``value`` is an IRI, "" if it is a string without one."""

    subject: str
    predicate: str
    value: str
    language: str | None


class NotFlat(ValueError):
    """The text is not Turtle, or Turtle with more to it than is read here."""


def triples(text: str) -> Iterator[Triple]:
    """Yield the statements of flat Turtle.

    Raises
    ------
    NotFlat
        At the first thing that it does not know.

    >>> list(triples('@prefix e: <http://e/> . e:a e:b "甲"@zh , <http://c> .'))[0]
    Triple(subject='http://e/a', predicate='http://e/b', value='甲', language='zh')
    """
    statement: list[_Term] = []
    spaces: dict[str, str] = {}
    for head, tail, point, string, language, type_, iri, prefix, space, odd in _TOKEN.findall(text):
        if head:
            statement.append((_written_out(head, tail, spaces), None))
        elif string:
            statement.append((string[1:-1], language))
        elif point:
            if len(statement) == 3:
                (subject, _), (predicate, _), (value, spoken) = statement
                yield Triple(subject, predicate, value, spoken)
            elif len(statement) != _KEPT[point]:
                raise NotFlat(f"{len(statement)} terms before {point!r}")
            del statement[_KEPT[point] :]
        elif iri or type_:
            statement.append((iri or _TYPE, None))
        elif prefix:
            spaces[prefix] = space
        elif odd:
            raise NotFlat(f"what begins with {odd!r}")
    if statement:
        raise NotFlat("the last statement has no end")


_Term: TypeAlias = tuple[str, str | None]
"""A term of a statement, and the language if it is a string."""

_KEPT: Final = {".": 0, ";": 1, ",": 2}
"""Point → how many terms of a statement the next one takes over."""


def _written_out(head: str, tail: str, spaces: dict[str, str]) -> str:
    """Return the IRI of a name."""
    if head not in spaces:
        raise NotFlat(f'the prefix "{head}" is not declared')
    return spaces[head] + tail
