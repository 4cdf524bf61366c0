"""The page of an answer: the table with its clauses, and a picture where there is a direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from kg.table import Heading, Table, Value
from kg.views.answer import ResultEdge, ResultNode, arrange
from kg.views.page import LIBRARIES, LIVE, environment, network_of
from kg.views.scene import Json, Scene
from kg.views.shell import asset, block, dense, policy
from kg.words import in_chinese, in_english

SHARED = ("dom", "say", "address", "save", "scene", "lines", "paint", "svg", "graph", "pictures")
SCRIPTS = (
    *(f"shared/{name}.js" for name in SHARED),
    *(f"result/{name}.js" for name in ("words", "rows", "picture", "main")),
)
_PAINTING = (*(f"shared/{name}.js" for name in SHARED[4:]), "result/picture.js")
"""Scripts that only a page with a picture needs."""
STYLES = ("shared/base.css", "result/result.css")
_CLAUSES = ("quote", "place")
"""The columns of an answer that hold the clauses of its rows."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause that a row rests on: what it is called, its words, where they are."""

    called: str
    text: str
    place: str

    @property
    def english(self) -> str:
        """What it is called in English."""
        return in_english(self.called)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the table; ``en`` is what the English page shows, ``number``: it is a figure."""

    zh: str
    en: str
    number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the page writes it."""

    cells: tuple[Cell, ...]
    clauses: tuple[Quoted, ...]


def render_result(
    answer: Table,
    nodes: Sequence[ResultNode] = (),
    edges: Sequence[ResultEdge] = (),
    *,
    source: str = "",
) -> str:
    """Return the page of an answer: its table first, and a picture of what goes from one to another.

    Parameters
    ----------
    answer : Table
        What people read; its columns ``quote`` and ``place`` are shown as clauses beside each row.
    nodes, edges : sequences
        What the picture shows, in the order of the answer; edges between unknown things are left
        out. Without an edge that is directed there is no picture.
    source : str
        Of which lists the answer is.

    Returns
    -------
    str
        HTML. Write it as UTF-8.
    """
    has_picture = any(edge.directed for edge in edges)
    scripts = SCRIPTS if has_picture else tuple(name for name in SCRIPTS if name not in _PAINTING)
    live, script, style = asset(LIVE), dense(asset(*scripts)), dense(asset(*STYLES))
    library = asset(LIBRARIES[0]) if has_picture else ""
    answer = _told(answer)
    every = rows(answer)
    values: dict[str, object] = {
        "answer": answer,
        "quoted": any(row.clauses for row in every),
        "columns": [column for column in answer.columns if _is_shown(column)],
        "rows": every,
        "source": source,
        "scene": None,
        "policy": policy((live, *filter(None, (library,)), script), (style,)),
        "live": Markup(live),  # noqa: S704 - files of ours, read as text
        "library": Markup(library),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "style": Markup(style),  # noqa: S704
    }
    if not has_picture:
        return environment().get_template("result.html").render(values)
    picture, facts = _picture(nodes, edges)
    values |= {"size": [picture.width, picture.height], "scene": block(facts)}
    values["ground"] = block([item.pack() for item in picture.ground])
    return str(network_of(picture, "result.html", values).generate_html())


def _told(answer: Table) -> Table:
    """Return what ASK gives in words; any other answer as it is."""
    said = {"true": "是 yes", "false": "否 no"}
    if [column.name for column in answer.columns][:1] != ["answer"] or len(answer.rows) != 1:
        return answer
    (first, *_) = answer.rows[0]
    columns, cells = (Heading("answer", "答案", "answer"),), ((said.get(str(first), first),),)
    return replace(answer, columns=columns, rows=cells) if str(first) in said else answer


def rows(answer: Table) -> list[Row]:
    """Return the rows of an answer with their clauses apart.

    >>> rows(Table("", "", (Heading("a"),), (("受理 taken up",),)))[0].cells
    (Cell(zh='受理', en='受理 taken up', number=False),)
    """
    names = [column.name for column in answer.columns]
    shown = [at for at, column in enumerate(answer.columns) if _is_shown(column)]
    found = []
    for row in answer.rows:
        said = dict(zip(names, row, strict=True))
        quote, place = (str(said.get(name) or "") for name in _CLAUSES)
        found.append(Row(tuple(_cell(row[at]) for at in shown), _clauses(quote, place)))
    return found


def _is_shown(column: Heading) -> bool:
    return not column.quiet and column.name not in _CLAUSES


def _cell(value: Value) -> Cell:
    text = "" if value is None else str(value)
    return Cell(str(in_chinese(text)), in_english(text), isinstance(value, int | float))


def _clauses(quote: str, place: str) -> tuple[Quoted, ...]:
    """Return the clauses of a row: a line each, its name before the colon, and a place for each."""
    if not quote:
        return ()
    lines, places = quote.split("\n"), place.split("\n")
    if len(lines) != len(places):  # a clause of several lines: they cannot be told apart
        return (Quoted("", quote, place),)
    parts = [(*line.partition("："), where) for line, where in zip(lines, places, strict=True)]
    return tuple(Quoted(called, text, where) for called, _, text, where in parts)


def _picture(
    nodes: Sequence[ResultNode], edges: Sequence[ResultEdge]
) -> tuple[Scene, dict[str, Json]]:
    """Return the picture, and what its things and lines are called."""
    unique = list({node.id: node for node in nodes}.values())
    refs = {node.id: f"n{index}" for index, node in enumerate(unique)}
    known = [edge for edge in dict.fromkeys(edges) if edge.source in refs and edge.target in refs]
    kinds = list(dict.fromkeys(node.kind for node in unique))
    things: list[Json] = [[node.label, kinds.index(node.kind)] for node in unique]
    statements: list[Json] = [[refs[edge.source], refs[edge.target], edge.label] for edge in known]
    facts: dict[str, Json] = {
        "kinds": list[Json](kinds),
        "things": things,
        "statements": statements,
    }
    return arrange(unique, known, refs), facts
