"""What is kept of a list's answers, beside its page: what answers over several lists are made of."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from kg.answers import Answer, Answered, Answers, Duties
from kg.questions import Question
from kg.rdf.iris import list_of

_KEPT: Final = ("load", "kinds_of_work", "demand_or_take_back", "shared_duties")
"""Questions whose answers are kept list by list."""
_FEW: Final = 40
"""Rows of a question that is answered list by list, which are kept."""
_BY_DUTY: Final = re.compile(r"ORDER BY \?number \?duty\b[ \w?]*\s*\Z")
"""The end of a question whose rows stand in the order of the duties."""
Narrowed = Mapping[str, Mapping[str, Answer]]
"""Parameter → value → the answer for it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a list's answers.

    Attributes
    ----------
    rows : mapping
        Question → how many rows it has on the list's page.
    duties : Duties
        What its duties are related to.
    answers : mapping
        Question → its whole answer, and what it has for each value of a parameter.
    """

    rows: Mapping[str, int]
    duties: Duties
    answers: Mapping[str, tuple[Answer, Narrowed]]

    @property
    def list(self) -> str:
        """The IRI of the list; empty for one without duties."""
        return list_of(next(iter(self.duties), ""))

    def whole(self, name: str) -> Answer:
        """Return the whole answer to a question."""
        return self.answers[name][0]


def pack(answers: Answers) -> bytes:
    """Return what is kept of a list's answers as a file's bytes: the same bytes every time."""
    asked = {one.question.name: one for one in answers.questions}
    kept = {}
    for name, one in asked.items():
        if name in _KEPT or (_is_by_duty(one.question) and len(one.whole.rows) <= _FEW):
            kept[name] = [_raw(one.whole), _opened(name, one)]
    rows = {name: len(one.whole.rows) for name, one in asked.items()}
    data = {"rows": rows, "duties": answers.duties, "answers": kept}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0)


def unpack(data: bytes) -> Kept:
    """Return what :func:`pack` made a file of."""
    raw = json.loads(gzip.decompress(data).decode("utf-8", "surrogatepass"))
    answers = {}
    for name, (whole, opened) in raw["answers"].items():
        narrowed = {}
        for slot, every in opened.items():
            narrowed[slot] = {value: _answer(one) for value, one in every.items()}
        answers[name] = _answer(whole), narrowed
    return Kept(raw["rows"], raw["duties"], answers)


def _opened(name: str, one: Answered) -> dict[str, dict[str, Any]]:
    if name != "load":  # of the others no question over many lists is narrowed
        return {}
    found = {}
    for slot, every in one.opened.items():
        found[slot] = {value: _raw(answer) for value, answer in every.items()}
    return found


def _raw(answer: Answer) -> dict[str, Any]:
    return asdict(answer)


def _answer(raw: dict[str, Any]) -> Answer:
    rows, evidence = tuple(map(tuple, raw["rows"])), tuple(map(tuple, raw["evidence"]))
    return Answer(tuple(raw["columns"]), rows, evidence)


def _is_by_duty(asked: Question) -> bool:
    return asked.places == "each" and _BY_DUTY.search(asked.text) is not None


def duties(lists: Iterable[Kept]) -> Duties:
    """Return what the duties of several lists are related to."""
    return {duty: said for one in lists for duty, said in one.duties.items()}
