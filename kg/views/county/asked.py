"""What the start page answers: the questions of several lists, and how many rows others have where.

The rows are those of ``kg query`` (:mod:`kg.asking.answers`). A question that is answered list by
list and has many rows is answered on the list's page: here is said how many rows it has there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from kg.asking.answers import Answers
from kg.asking.questions import Question, questions
from kg.model import Duty, DutyList
from kg.rdf.iris import list_id, segment
from kg.views.atoms import Atoms
from kg.views.list.asked import both, packed
from kg.views.scene import Json
from kg.views.suggested import index, sounds

MOST_LISTS: Final = 100
"""Lists of which a page can hold the answers: forty townships in two editions, and some more."""
MOST_ROWS: Final = 400
"""Rows of a question that is answered list by list, which the page holds."""
MOST_OVER: Final = 3000
"""Rows of a question about several lists, which the page holds."""
_OVER: Final = frozenset({"sum", "share", "pairs"})
"""The meanings of an answer over several lists in which a row is not one list's."""
Counts = Mapping[str, Mapping[str, int]]
"""Id of a list → question → how many rows it has on the list's page."""


@dataclass(frozen=True)
class Asked:
    """What was asked of all lists together.

    Attributes
    ----------
    answers : Answers
        To the questions of :func:`chosen`.
    latest, every : mapping
        IRI of a list → what it is called among the latest editions, and among all.
    counts : mapping
        See :data:`Counts`.
    outlines : mapping
        Id of a list → its titles and steps, where its records need not be read for them.
    """

    answers: Answers
    latest: Mapping[str, str]
    every: Mapping[str, str]
    counts: Counts = field(default_factory=dict)
    outlines: Mapping[str, DutyList | None] = field(default_factory=dict)


def chosen(counts: Sequence[Mapping[str, int]]) -> list[Question]:
    """Return the questions asked of all lists together: not those of many rows in the lists."""
    return [
        one
        for one in questions()
        if one.scope or one.places in _OVER or _rows(one, counts) <= MOST_ROWS
    ]


def _rows(asked: Question, counts: Sequence[Mapping[str, int]]) -> int:
    """Return how many rows a question has on all pages together; very many where none says so."""
    rows = [of_list[asked.name] for of_list in counts if asked.name in of_list]
    return sum(rows) if rows else MOST_ROWS + 1


def block(lists: Sequence[DutyList], asked: Asked) -> dict[str, Json]:
    """Return the data block of what the start page answers; ``lists`` are all that it shows."""
    ordered = sorted(lists, key=lambda one: one.id)
    held = [one for one in asked.answers.questions if len(one.whole.rows) <= MOST_OVER]
    answers = Answers(tuple(held), asked.answers.names, asked.answers.wider, asked.answers.duties)
    atoms = Atoms(ordered, answers)
    known = {one.question.name for one in held}
    iris = {list_id(iri): iri for iri in asked.every}
    shown = [iris.get(one.id, "") for one in ordered]
    told = zip(ordered, shown, strict=True)
    names = list(map(attrgetter("zh"), questions()))
    for said in answers.names.values():
        names += said.values()
    return {
        "plain": index(),
        "sounds": sounds(names),
        "answers": {
            **packed(ordered, answers, atoms),
            **_written(ordered, atoms),
            "lists": [_told(one, iri, asked) for one, iri in told],
        },
        "elsewhere": [
            _elsewhere(one, asked.counts) for one in questions() if one.name not in known
        ],
    }


def _told(one: DutyList, iri: str, asked: Asked) -> Json:
    """Return what is told of a list; ``latest`` is empty for a former edition."""
    return {
        "id": one.id,
        "iri": f"list/{segment(one.id)}",
        "duties": len(one.duties),
        "latest": asked.latest.get(iri, ""),
        "named": asked.every.get(iri, ""),
    }


def _written(lists: Sequence[DutyList], atoms: Atoms) -> dict[str, Json]:
    """Return codes and titles of all duties, and the steps that are quoted; each text once."""
    duties = [duty for one in lists for duty in one.duties]
    texts: dict[str, int] = {}
    titles: list[Json] = [texts.setdefault(duty.title, len(texts)) for duty in duties]
    quoted = _quoted(duties, atoms.quoted(), texts)
    codes = " ".join(map(attrgetter("code"), duties))
    return {"codes": codes, "titles": titles, "quoted": quoted, "texts": [*texts]}


def _quoted(duties: Iterable[Duty], wanted: Sequence[int], texts: dict[str, int]) -> list[Json]:
    """Return the steps that are quoted: place among all, text, printed number if another."""
    every = [step for duty in duties for step in (*duty.superior_steps, *duty.township_steps)]
    found: list[Json] = []
    for at in wanted:
        step = every[at]
        printed = "" if step.number == str(step.position) else step.number
        found.append([at, texts.setdefault(step.text, len(texts)), printed])
    return found


def _elsewhere(asked: Question, counts: Counts) -> Json:
    """Return what the page says of a question whose rows it does not hold."""
    rows = {id: of_list[asked.name] for id, of_list in counts.items() if asked.name in of_list}
    return {
        "name": asked.name,
        "note": both(asked.notes[0]) if asked.notes else ["", ""],
        "slots": [one.name for one in asked.parameters],
        "rows": dict(sorted(rows.items())),
    }
