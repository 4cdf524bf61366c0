"""Lines of N-Quads as TriG: the same quads in a third of the room, for a page that holds them.

What lists say is written relative to each list, so that townships say the same in the same letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from kg.vocab import PREFIXES, XSD

#: What may stand behind a prefix without any escape.
_LOCAL: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")
#: What may stand behind a base: no scheme, no dots, nothing that is resolved otherwise.
_PATH: Final = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*")
#: An integer as its lexical form says it, which TriG writes bare.
_INTEGER: Final = re.compile(rf'"(0|[1-9][0-9]*)"\^\^<{re.escape(XSD.integer)}>')
_SPACES: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
_UP: Final = "../../"
"""From a list to what the IRIs of all data begin with."""

_Quad = tuple[str, str, str, str]
_Short = Callable[[str], str]


def trig(lines: Iterable[str], base: str = "") -> str:
    """Return lines of N-Quads, each in a named graph and without blank nodes, as sorted TriG.

    Parameters
    ----------
    base : str, optional
        What the IRIs of the data begin with, up to a slash: what begins so is written relative to
        its list, or to this.

    >>> said = '<http://a/s> <http://www.w3.org/2000/01/rdf-schema#label> "甲"@zh'
    >>> print(trig([f"{said} <http://a/g> ."]))
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <http://a/g> {
    <http://a/s> rdfs:label "甲"@zh.
    }
    <BLANKLINE>
    >>> said = "<http://a/list/x/1> <http://a/p> <http://a/y>"
    >>> print(trig([f"{said} <http://a/list/x> ."], "http://a/"))
    @base <http://a/list/x/> .
    <http://a/list/x> {
    <1> <../../p> <../../y>.
    }
    <BLANKLINE>
    """
    prefixes: dict[str, None] = {}
    body = "".join(_graphs(sorted(map(_split, filter(str.strip, lines))), base, prefixes))
    heads = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(prefixes)]
    return "".join(heads) + body


def _graphs(quads: Iterable[_Quad], base: str, prefixes: dict[str, None]) -> Iterator[str]:
    """Yield the graphs one by one, each after its base; note the prefixes that they use."""
    own = re.compile(rf"<({re.escape(base)}list/[^/<>]+)")
    last, short = "", _shortener("", base, prefixes)
    for graph, said in groupby(quads, itemgetter(0)):
        found = own.match(graph) if base.endswith("/") else None
        here = f"{found[1]}/" if found else base
        if here != last:
            short = _shortener(here, base, prefixes)
            last = here
            yield f"@base <{here}> .\n"
        yield from _body(graph, said, short)


def _split(line: str) -> _Quad:
    """Return graph, subject, predicate, object of a line; only an object can have blanks in it."""
    subject, predicate, rest = line.split(" ", 2)
    value, graph, _ = rest.rsplit(" ", 2)
    return graph, subject, predicate, value


def _shortener(here: str, base: str, prefixes: dict[str, None]) -> _Short:
    """Return what shortens a term where IRIs are relative to ``here``, and notes its prefix."""
    shortened: dict[str, str] = {}
    ways = [(here, "")] if here else []
    if here not in {"", base}:
        ways.append((base, _UP))

    def short(term: str) -> str:
        found = shortened.get(term)
        if found is None:
            prefix, found = _short(term, ways)
            shortened[term] = found
            if prefix:
                prefixes[prefix] = None
        return found

    return short


def _short(term: str, ways: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return the prefix of a term (empty without one), and the term as TriG has it."""
    if not term.startswith("<"):
        number = _INTEGER.fullmatch(term)
        return "", number[1] if number else term
    iri = term[1:-1]
    for prefix, space in _SPACES:
        if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
            return prefix, f"{prefix}:{iri[len(space) :]}"
    for start, up in ways:
        if iri.startswith(start) and _PATH.fullmatch(iri, len(start)):
            return "", f"<{up}{iri[len(start) :]}>"
    return "", term


def _body(graph: str, quads: Iterable[_Quad], short: _Short) -> Iterator[str]:
    """Yield a graph: in it a subject once, of it a predicate once."""
    yield f"{graph} {{\n"
    last = ("", "", "")
    for _, subject, predicate, value in quads:
        if subject != last[0]:
            end = ".\n" if last[0] else ""
            yield f"{end}{short(subject)} {short(predicate)} {short(value)}"
        elif predicate != last[1]:
            yield f";{short(predicate)} {short(value)}"
        elif value != last[2]:
            yield f",{short(value)}"
        last = subject, predicate, value
    yield ".\n}\n"
