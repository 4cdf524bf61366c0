"""The named questions: one ``.rq`` file each, whose first comments say what it asks, why, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import QueryError, UnknownName
from kg.plugins import names
from kg.table import Heading

_HEADER = re.compile(r"^#:\s*(\w+)(?:\s+(\w+))?:\s*(.*)$")
_VALUES = re.compile(r"#?(VALUES\s+\?(\w+)\s*\{)([^}]*)\}")
GROUPS = ("负担", "边界", "收回", "交接", "全清单")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What narrows a question; its name is the variable that it binds."""

    name: str
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
        raise UnknownName(f'no question "{name}"', where="kg/queries", cure=cure)
    return parse(plain, (files("kg") / "queries" / f"{plain}.rq").read_text(encoding="utf-8"))


def read(name: str) -> Question:
    """Return the question that a name or the path of a ``.rq`` file means.

    Raises
    ------
    UnknownName, QueryError
        If there is no such question, or the file cannot be read.
    """
    path = Path(name)
    if name.endswith((".rq", ".sparql")) and (path.is_file() or path.name != name):
        try:
            return parse(path.name, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"cannot be read ({error})", where=name, cure="check the path; save it as UTF-8") from None
    return question(name)


@cache
def questions() -> tuple[Question, ...]:
    """Return every named question in the order of the menu."""
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
            parameters.append(Parameter(argument, zh, en))
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
    """Return the query with the values, SPARQL terms, put in its VALUES blocks; one not given stays as it is.

    Raises
    ------
    QueryError
        If the question has no such parameter.
    """
    present = {match[2] for match in _VALUES.finditer(asked.text)}
    for name in values:
        if name not in present:
            takes = ", ".join(p.name for p in asked.parameters) or "none"
            raise QueryError(f"no parameter {name}", where=asked.name, cure=f"it takes: {takes}")

    def fill(match: re.Match[str]) -> str:
        terms = values.get(match[2])
        return match[0] if terms is None else f"{match[1]} {' '.join(terms)} }}"

    return _VALUES.sub(fill, asked.text)


def menu() -> str:
    """Return the questions as a menu in plain words, grouped."""
    return "\n".join(_menu()) + "\n"


def _menu() -> Iterator[str]:
    group = None
    for asked in questions():
        if asked.group != group:
            if group is not None:
                yield ""
            group = asked.group
            yield group
        yield f"  {asked.number:>2}  {asked.name:<26} {asked.zh}  {asked.en}"
    yield ""
    yield "kg query NAME                       答案 the answer"
    yield "kg query NAME --evidence -o 答案.xlsx  连同原文，存为 Excel with quotations, as Excel"
    yield "kg query NAME --help                问的是什么，可如何缩小范围 what it asks and how to narrow it"


def help_text(asked: Question) -> str:
    """Return what a question asks, why, how to narrow it, its columns and rules."""
    return "\n".join(_help(asked)) + "\n"


def _help(asked: Question) -> Iterator[str]:
    yield f"{asked.name}  {asked.zh}  {asked.en}"
    for why in (asked.why_zh, asked.why_en):
        if why:
            yield f"  {why}"
    yield ""
    yield "缩小范围 narrow it:" if asked.parameters else "没有参数 no parameters"
    for parameter in asked.parameters:
        yield f"  --{parameter.name:<12} {parameter.zh}  {parameter.en}"
    yield ""
    yield "列 columns:"
    for heading in asked.headings:
        if heading.name != "evidence":
            yield f"  {heading.name:<14} {heading.zh}  {heading.en}"
    if asked.notes:
        yield ""
        yield from asked.notes
