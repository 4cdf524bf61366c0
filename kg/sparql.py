"""A user's own SPARQL: read only, the usual prefixes given, and errors that help."""

from __future__ import annotations

import re
from difflib import get_close_matches

from kg.errors import QueryError
from kg.vocab import DUTY, NS, PREFIXES

_SILENT = re.compile(
    r"#[^\n]*|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|<[^<>\s]*>", re.DOTALL
)
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_TERM = re.compile(r"(?<![\w<:/?$@])([A-Za-z][\w-]*)?:([A-Za-z_][\w-]*)")
_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*):\s*(<[^<>\s]*>)?", re.IGNORECASE)
_AT = re.compile(r"error at (\d+):(\d+)")
TERMS = {name for name in vars(DUTY) if not name.startswith("_")}


def with_prefixes(text: str) -> str:
    """Return a query with the usual prefixes in front, on its first line, where it uses them without saying so.

    >>> with_prefixes("ASK { ?x a duty:Duty }")
    'PREFIX duty: <https://w3id.org/duties#> ASK { ?x a duty:Duty }'
    """
    plain = _blank(text)
    declared = {match[1] for match in _DECLARED.finditer(plain)}
    used = {match[1] for match in _TERM.finditer(plain)}
    missing = [prefix for prefix in PREFIXES if prefix in used and prefix not in declared]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + text


def guard(text: str, *, service: bool = False, where: str = "query") -> None:
    """Refuse what cannot or must not be run, with line and column and the nearest known word.

    Raises
    ------
    QueryError
        For an update, a SERVICE (unless allowed), an unknown prefix or an unknown term of the ontology.
    """
    plain = _blank(text)
    form, update = _FORM.search(plain), _UPDATE.search(plain)
    if update and (form is None or update.start() < form.start()):
        raise QueryError(
            f"{_at(text, update.start())}: {update[1].upper()} would change the data",
            where=where,
            cure="only reading is allowed",
        )
    if form is None:
        raise QueryError("no SELECT, ASK, CONSTRUCT or DESCRIBE in it", where=where, cure="write SELECT … WHERE { … }")
    if not service and (found := _SERVICE.search(plain)):
        raise QueryError(
            f"{_at(text, found.start())}: SERVICE asks another machine", where=where, cure="allow it with --service"
        )
    declared = {
        match[1]: (text[match.start(2) : match.end(2)] if match[2] else "") for match in _DECLARED.finditer(plain)
    }
    for match in _DECLARED.finditer(text):
        declared.setdefault(match[1], match[2] or "")
        declared[match[1]] = match[2] or declared[match[1]]
    for match in _TERM.finditer(plain):
        prefix, term = match[1] or "", match[2]
        if prefix not in declared and prefix not in PREFIXES:
            near = get_close_matches(prefix, [*declared, *PREFIXES], 1, 0.3)
            hint = f"did you mean {near[0]}:?" if near else f"known: {', '.join(PREFIXES)}"
            raise QueryError(f"{_at(text, match.start())}: unknown prefix {prefix}:", where=where, cure=hint)
        namespace = declared.get(prefix, f"<{PREFIXES.get(prefix, '')}>")
        if namespace == f"<{NS}>" and term not in TERMS:
            near = get_close_matches(term, sorted(TERMS), 3, 0.5)
            hint = f"did you mean {' or '.join(f'{prefix}:{n}' for n in near)}?" if near else "see docs/ontology.html"
            raise QueryError(f"{_at(text, match.start())}: the ontology has no {prefix}:{term}", where=where, cure=hint)


def form(text: str) -> str:
    r"""Return what a query is: SELECT, ASK, CONSTRUCT or DESCRIBE; empty if it is none.

    >>> form("# SELECT\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    found = _FORM.search(_blank(text))
    return found[1].upper() if found else ""


def explain(error: QueryError, text: str, where: str = "query") -> QueryError:
    """Return an engine's syntax error as one that shows the place: line, column and the words there."""
    match = _AT.search(error.what)
    if not match:
        return error
    line, column = int(match[1]), int(match[2])
    lines = text.splitlines() or [""]
    if line == 1:
        column -= len(with_prefixes(text)) - len(text)
    there = lines[line - 1][max(0, column - 1) :][:30].strip() if line <= len(lines) else ""
    what = (
        f"line {line}, column {max(1, column)}: not understood at “{there}”"
        if there
        else f"line {line}: it ends too early"
    )
    return QueryError(what, where=where, cure="is a bracket, a dot or a word missing just before?")


def _blank(text: str) -> str:
    """Return the query with comments, strings and IRIs blanked out, every place kept."""
    return _SILENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _at(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f"line {line}, column {position - (text.rfind(chr(10), 0, position) + 1) + 1}"
