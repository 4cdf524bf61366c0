"""Lines of N-Quads as TriG: the same quads in a third of the room, for a page that holds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from kg.vocab import PREFIXES, XSD

#: What may stand behind a prefix without any escape.
_LOCAL: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")
#: An integer as its lexical form says it, which TriG writes bare.
_INTEGER: Final = re.compile(rf'"(0|[1-9][0-9]*)"\^\^<{re.escape(XSD.integer)}>')
_SPACES: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def trig(lines: Iterable[str]) -> str:
    """Return lines of N-Quads, each in a named graph and without blank nodes, as sorted TriG.

    >>> said = '<http://a/s> <http://www.w3.org/2000/01/rdf-schema#label> "甲"@zh'
    >>> print(trig([f"{said} <http://a/g> ."]))
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <http://a/g> {
    <http://a/s> rdfs:label "甲"@zh.
    }
    <BLANKLINE>
    """
    shortened: dict[str, str] = {}
    used: dict[str, None] = {}

    def short(term: str) -> str:
        found = shortened.get(term)
        if found is None:
            found = shortened[term] = _short(term)
            prefix = found.partition(":")[0]
            if found != term and prefix in PREFIXES:
                used[prefix] = None
        return found

    body = "".join(_body(sorted(map(_split, filter(str.strip, lines))), short))
    heads = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used)]
    return "".join(heads) + body


def _split(line: str) -> tuple[str, str, str, str]:
    """Return graph, subject, predicate, object of a line; only an object can have blanks in it."""
    subject, predicate, rest = line.split(" ", 2)
    value, graph, _ = rest.rsplit(" ", 2)
    return graph, subject, predicate, value


def _short(term: str) -> str:
    if term.startswith("<"):
        for prefix, space in _SPACES:
            if term.startswith(space, 1) and _LOCAL.fullmatch(term[len(space) + 1 : -1]):
                return f"{prefix}:{term[len(space) + 1 : -1]}"
    number = _INTEGER.fullmatch(term)
    return number[1] if number else term


def _body(quads: Iterable[tuple[str, str, str, str]], short: Callable[[str], str]) -> Iterator[str]:
    """Yield the graphs one by one: in a graph a subject once, of it a predicate once."""
    last = ("", "", "", "")
    for quad in quads:
        graph, subject, predicate, value = quad
        if graph != last[0]:
            if last[0]:
                yield ".\n}\n"
            yield f"{graph} {{\n{short(subject)} {short(predicate)} {short(value)}"
        elif subject != last[1]:
            yield f".\n{short(subject)} {short(predicate)} {short(value)}"
        elif predicate != last[2]:
            yield f";{short(predicate)} {short(value)}"
        elif value != last[3]:
            yield f",{short(value)}"
        last = quad
    if last[0]:
        yield ".\n}\n"
