"""The named questions: one ``.rq`` file each, whose first comments say what it asks, why, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import lexicon
from kg.asking.plain import Matcher
from kg.errors import AmbiguousName, QueryError, UnknownName
from kg.plugins import names
from kg.table import Heading
from kg.words import section

_HEADER = re.compile(r"^#:\s*(\w+)(?:\s+(\w+))?:\s*(.*)$")
_LIKE = 0.2
"""How near what was typed comes to a question, 0 to 1, where the question is offered instead."""
_CLEAR, _AHEAD = 0.4, 1.15
"""How near a phrase comes to the question that it asks for, and how many times as near as to the next."""
SAID = 0.9
"""How near a question is that answers, although what was typed sounds like what no list says."""
_SELDOM = 0.7
"""What the nearness to a question of several lists counts: most ask about one."""
_PARTS = re.compile(r"[：；]")
_VALUES = re.compile(r"#?(VALUES\s+\?(\w+)\s*\{)([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What narrows a question; its name is the variable that it binds."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: the header comments of its file, and its text.

    ``scope`` is ``county`` for a question that compares lists, empty for one that any list answers;
    ``places`` says what an answer means over several lists, a word of ``[places]`` in
    ``data/words.toml``.
    """

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
    scope: str = ""
    places: str = ""
    asked: tuple[str, ...] = ()
    """How people ask it in plain words (也可以这样问)."""
    flow: tuple[str, str] | None = None
    """The columns between which something goes, from and to: only such an answer is drawn."""
    counts: tuple[str, ...] = ()
    """Parameters by which it counts anew: narrowed by one, its rows are others, not fewer."""
    rows: str = ""
    """``counts`` where each row counts something, so that tables answer it too (``.sql``)."""
    apart: tuple[str, ...] = ()
    """Those by which a page holds no answers: for every value they take too long to find."""


def question(name: str) -> Question:
    """Return a named question, by its name, its number, words that only one question has, or in plain words.

    Raises
    ------
    UnknownName, AmbiguousName
        If no question or several are meant; the message lists those that are near.
    QueryError
        If it is the name of a file that is not there.
    """
    stem = name.removesuffix(".rq")
    if stem in names("kg.queries", ".rq"):
        return parse(stem, _text(stem))
    if name.endswith((".rq", ".sparql")):
        raise QueryError(
            "没有这个文件", "no such file", where=name,
            cure=("请检查路径；kg query 列出有名的问题", "check the path; kg query lists the named questions"),
        )  # fmt: skip
    found = meant(name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(f"{one.name} {one.zh}" for one in found[:6])
        raise AmbiguousName(
            f"“{name}” 可指 {len(found)} 个问题", f'"{name}" could mean {len(found)} questions',
            cure=listed,
        )  # fmt: skip
    plain, never = plainly(name), unsaid(name)
    if plain and (never is None or nearest(name)[0][1] >= SAID):
        return plain
    if never:
        raise never
    near, cure = _near(name), ("kg query 列出全部问题", "kg query lists them")
    if near:
        cure = (f"相近的有 {near}", f"did you mean {near}?")
    raise UnknownName(f"没有 “{name}” 这个问题", f'no question "{name}"', cure=cure)


def meant(word: str) -> tuple[Question, ...]:
    """Return the questions that a word may mean, the surest kind of match alone.

    A name, a number or a whole title means one question; else the questions whose title has the
    word, else those whose explanation has it.

    >>> [one.name for one in meant("7")], [one.name for one in meant("no_lead")]
    (['no_lead'], ['no_lead'])
    """
    folded = word.strip().casefold()
    every = questions()
    if not folded:
        return ()
    exact = [
        one for one in every if folded in (one.name, str(one.number), one.zh, one.en.casefold())
    ]
    titled = [one for one in every if folded in f"{one.name}\n{one.zh}\n{one.en}".casefold()]
    told = [one for one in every if folded in f"{one.why_zh}\n{one.why_en}".casefold()]
    return tuple(exact or titled or told)


def unsaid(text: str) -> UnknownName | None:
    """Return what is to be said to a question that no list answers, with the nearest ones.

    >>> "没有写" in str(unsaid("这件事乡里能不能拒绝"))
    True
    """
    entry = lexicon.never_said(text)
    if entry is None:
        return None
    listed = "、".join(f"{one} {question(one).zh}" for one in entry["near"])
    near = ", ".join(entry["near"])
    cure = f"最接近的问题 {listed}", f"the nearest questions: {near}"
    return UnknownName(entry["zh"], entry["en"], cure=cure)


def nearest(text: str) -> list[tuple[Question, float]]:
    """Return the questions by how near a phrase in plain words comes to them, 0 to about 1, the nearest first.

    >>> nearest("谁没有牵头")[0][0].name
    'no_lead'
    """
    every = {one.name: one for one in questions()}
    scores = ((every[name], score) for name, score in _matcher().ranked(text))
    seldom = ((one, score * _SELDOM if one.scope else score) for one, score in scores)
    return sorted(seldom, key=lambda pair: -pair[1])


def plainly(text: str) -> Question | None:
    """Return the one question that a phrase asks for in plain words, if that is clear.

    A slip in a name (``no_laed``) is no plain words: its question is offered, not answered.
    """
    if text.isascii():
        return None
    (first, score), (_, second) = nearest(text)[:2]
    return first if score >= _CLEAR and score >= second * _AHEAD else None


@cache
def _matcher() -> Matcher:
    """Return what compares plain words with the questions: name, titles and the ways of asking."""
    return Matcher({one.name: tuple(_phrases(one)) for one in questions()})


def _phrases(one: Question) -> Iterator[str]:
    yield from (one.name, one.zh, one.en, *one.asked)
    yield from _PARTS.split(one.zh)


def _near(name: str) -> str:
    """Return the questions that come near to what was typed, to be listed."""
    likely = (one for one, score in nearest(name)[:3] if score >= _LIKE)
    return "、".join(f"{one.name} {one.zh}" for one in likely)


def read(name: str) -> Question:
    """Return the question that a name or the path of a ``.rq`` file means.

    Raises
    ------
    UnknownName, QueryError
        If there is no such question, or the file cannot be read.
    """
    path = Path(name)
    if name.endswith((".rq", ".sparql")) and (path.is_file() or path.name != name):
        if not path.exists():
            return question(name)
        try:
            return parse(path.name, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                f"读不了（{error}）", f"cannot be read ({error})", where=name,
                cure=("请检查路径，并存为 UTF-8", "check the path; save it as UTF-8"),
            ) from None  # fmt: skip
    return question(name)


@cache
def questions() -> tuple[Question, ...]:
    """Return every named question in the order of the menu; those of a county come last."""
    made = (parse(name, _text(name)) for name in names("kg.queries", ".rq"))
    return tuple(sorted(made, key=lambda one: (one.number, one.name)))


def _text(name: str) -> str:
    return (Path(__file__).parents[1] / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def parse(name: str, text: str) -> Question:
    r"""Read the header comments (``#: key: value``) of a query.

    >>> parse("x", "#: zh: 甲\n#: column duty: 事项 | duty\nSELECT ?duty {}").headings
    (Heading(name='duty', zh='事项', en='duty'),)
    """
    fields: dict[str, str] = {}
    headings, parameters, notes, also = [], [], [], []
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
        elif key == "asked":
            also += [part.strip() for part in value.split("|")]
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
        fields.get("scope", ""),
        fields.get("places", ""),
        tuple(also),
        _flow(fields.get("flow", "")),
        tuple(fields.get("counts", "").split()),
        fields.get("rows", ""),
        tuple(fields.get("apart", "").split()),
    )


def _flow(value: str) -> tuple[str, str] | None:
    """Return the two columns that a header names (``duty -> recipient``)."""
    source, arrow, target = map(str.strip, value.partition("->"))
    return (source, target) if arrow else None


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
            takes = ", ".join(p.name for p in asked.parameters)
            cure = "它没有参数", "it takes none"
            if takes:
                cure = f"可用：{takes}", f"it takes: {takes}"
            raise QueryError(
                f"没有参数 {name}", f"no parameter {name}", where=asked.name, cure=cure
            )

    def fill(match: re.Match[str]) -> str:
        terms = values.get(match[2])
        return match[0] if terms is None else f"{match[1]} {' '.join(terms)} }}"

    return _VALUES.sub(fill, asked.text)


def over_places(word: str) -> str:
    """Return what an answer means over several lists, as a note: a word of ``[places]`` in both languages."""
    return " / ".join(section("places")[word])
