"""Run a question: a named ``.rq`` file, a file of the user's, or a text → :class:`~kg.table.Table`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from kg.errors import AmbiguousName, QueryError, UnknownName
from kg.plugins import names
from kg.store import Rows, Store
from kg.table import Heading, Table, Value
from kg.vocab import PREFIXES

NUMERIC = {f"http://www.w3.org/2001/XMLSchema#{t}": int for t in ("integer", "int", "long", "nonNegativeInteger")}
FRACTIONAL = {f"http://www.w3.org/2001/XMLSchema#{t}" for t in ("decimal", "double", "float")}
_HEADER = re.compile(r"^#:\s*(\w+)(?:\s+(\w+))?:\s*(.*)$")
_VALUES = re.compile(r"#?(VALUES\s+\?(\w+)\s*\{)([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What narrows a question: ``kind`` says how a word of the user's becomes a term of the graph."""

    name: str
    kind: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: the header comments of its file, and its text."""

    name: str
    zh: str
    en: str
    number: int
    group: str
    why_zh: str
    why_en: str
    parameters: tuple[Parameter, ...]
    headings: tuple[Heading, ...]
    notes: tuple[str, ...]
    text: str


def question(name: str) -> Question:
    """Return a named question.

    Raises
    ------
    UnknownName
        If no file has that name; the message lists the nearest.
    """
    known = names("kg.queries", ".rq")
    plain = name.removesuffix(".rq")
    if plain not in known:
        from difflib import get_close_matches

        near = get_close_matches(plain, known, 3, 0.4)
        cure = f"did you mean {' or '.join(near)}?" if near else "kg query lists the questions"
        raise UnknownName(f'no question "{name}"', cure=cure)
    return parse(plain, (files("kg") / "queries" / f"{plain}.rq").read_text(encoding="utf-8"))


@cache
def questions() -> tuple[Question, ...]:
    """Return every named question in the order of the design (burden first)."""
    return tuple(sorted((question(name) for name in names("kg.queries", ".rq")), key=lambda q: (q.number, q.name)))


def parse(name: str, text: str) -> Question:
    r"""Read the header comments (``#: key: value``) of a query.

    >>> parse("x", "#: zh: 甲\n#: column duty: 事项 | duty\nSELECT ?duty {}").headings
    (Heading(name='duty', zh='事项', en='duty'),)
    """
    fields: dict[str, str] = {}
    headings, parameters, notes = [], [], []
    for line in text.splitlines():
        if not (match := _HEADER.match(line)):
            continue
        key, argument, value = match[1], match[2] or "", match[3].strip()
        zh, _, en = (part.strip() for part in value.partition("|"))
        if key == "column":
            headings.append(Heading(argument, zh, en))
        elif key == "param":
            parameters.append(Parameter(argument, argument, zh, en))
        elif key == "note":
            notes.append(value)
        else:
            fields[f"{key} {argument}".strip()] = value
    return Question(
        name,
        fields.get("zh", name),
        fields.get("en", name),
        int(fields.get("number", "0")),
        fields.get("group", ""),
        fields.get("why zh", ""),
        fields.get("why en", ""),
        tuple(parameters),
        tuple(headings),
        tuple(notes),
        text,
    )


def bind(asked: Question, values: Mapping[str, Sequence[str]]) -> str:
    """Return the query with parameters put in their VALUES blocks; each value is a SPARQL term.

    Raises
    ------
    QueryError
        If the question has no such parameter.
    """
    known = {parameter.name for parameter in asked.parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(sorted(known)) or "none"
            raise QueryError(f"no parameter {name}", where=asked.name, cure=f"it takes: {takes}")

    def fill(match: re.Match[str]) -> str:
        terms = values.get(match[2])
        return match[0] if terms is None else f"{match[1]} {' '.join(terms)} }}"

    return _VALUES.sub(fill, asked.text)


def with_prefixes(text: str) -> str:
    """Return a query with the usual prefixes in front, where it uses them without saying so."""
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w-]*):", text))
    missing = [p for p in PREFIXES if p not in declared and re.search(rf"(?<![\w<])\b{p}:\w", text)]
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in missing) + text if missing else text


def run(
    store: Store, asked: Question, values: Mapping[str, Sequence[str]] | None = None, *, timeout: float | None = None
) -> Table:
    """Run a question and return its table, with the columns its header names."""
    rows = store.select(with_prefixes(bind(asked, values or {})), timeout=timeout)
    known = {heading.name: heading for heading in asked.headings}
    headings = tuple(known.get(name, Heading(name)) for name in rows.variables)
    return Table(asked.zh, asked.en, headings, _values(rows), asked.notes)


def _values(rows: Rows) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(_value(term) for term in row) for row in rows.rows)


def _value(term: tuple[str, str] | None) -> Value:
    if term is None:
        return None
    text, kind = term
    if kind in NUMERIC:
        return int(text)
    if kind in FRACTIONAL:
        return float(text)
    return text


def labelled(store: Store, table: Table) -> Table:
    """Return the table with the Chinese label of every IRI in its place (an IRI without one stays)."""
    iris = sorted(
        {v for row in table.rows for v in row if isinstance(v, str) and v.startswith(("http://", "https://"))}
    )
    if not iris:
        return table
    labels: dict[str, str] = {}
    for start in range(0, len(iris), 500):
        terms = " ".join(f"<{iri}>" for iri in iris[start : start + 500] if not re.search(r'[\s<>"{}|\\^`]', iri))
        found = store.select(
            f"SELECT ?x ?l WHERE {{ VALUES ?x {{ {terms} }} ?x <{PREFIXES['rdfs']}label> ?l "
            "FILTER(LANG(?l) = 'zh' || LANG(?l) = '') } ORDER BY ?x ?l"
        )
        for iri, label in found.rows:
            if iri and label:
                labels.setdefault(iri[0], label[0])
    rows = tuple(tuple(labels.get(v, v) if isinstance(v, str) else v for v in row) for row in table.rows)
    return replace(table, rows=rows)


def menu() -> str:
    """Return the questions as a menu in plain words, grouped."""
    lines: list[str] = []
    group = ""
    for asked in questions():
        if asked.group != group:
            group = asked.group
            lines += ["", group] if lines else [group]
        lines.append(f"  {asked.name:<28} {asked.number:>2}. {asked.zh}  {asked.en}")
    lines += ["", "kg query NAME [--department 公安局] [-o 文件.xlsx]"]
    return "\n".join(lines) + "\n"


def find_department(store: Store, word: str) -> list[str]:
    """Return the IRIs of the departments a word means: full name, a part of it, or any alias.

    Raises
    ------
    UnknownName, AmbiguousName
        If it means none, or departments of different functions.
    """
    literal = word.replace("\\", "\\\\").replace('"', '\\"')
    found = store.select(
        with_prefixes(f'''SELECT DISTINCT ?o ?l ?f WHERE {{
  ?o a duty:Department ; rdfs:label ?l . OPTIONAL {{ ?o org:classification/skos:prefLabel ?f }}
  {{ ?o rdfs:label ?n }} UNION {{ ?o skos:altLabel ?n }} UNION {{ ?o org:classification/skos:prefLabel ?n }}
  FILTER(CONTAINS(STR(?n), "{literal}") || CONTAINS("{literal}", STR(?n))) }} ORDER BY ?l''')
    )
    every = [(o[0], label[0], f[0] if f else "") for o, label, f in found.rows if o and label]
    exact = [row for row in every if word in (row[1], row[2])] or [r for r in every if r[1].endswith(word)] or every
    if not exact:
        raise UnknownName(f'no department is called "{word}"', cure="kg query load lists the departments")
    if len({row[2] for row in exact}) > 1:
        raise AmbiguousName(
            f'"{word}" could be {"、".join(sorted({r[1] for r in exact})[:6])}', cure="write more of the name"
        )
    return [f"<{row[0]}>" for row in exact]
