"""What is kept of a list's answers, beside its page: rows over several lists are joined from it.

So it is for questions that are answered duty by duty: each row is one list's, and no list is asked
again. What is counted over several lists is asked of their store.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from kg.asking.answers import Answer, Answered, Answers, Ask, Duties, rules
from kg.asking.questions import Question
from kg.graph.sparql import with_prefixes

_FEW: Final = 40
"""Rows of a question that is answered duty by duty, which are kept."""
_BY_DUTY: Final = re.compile(r"ORDER BY \?number \?duty\b[ \w?]*\s*\Z")
"""The end of a question whose rows stand in the order of the duties."""
_IN_ORDER: Final = """SELECT ?duty WHERE {
  VALUES ?duty { DUTIES } ?duty duty:position ?number
} ORDER BY ?number ?duty"""


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
        Question → its whole answer, if it is answered duty by duty and has few rows.
    """

    rows: Mapping[str, int]
    duties: Duties
    answers: Mapping[str, Answer]


def pack(answers: Answers) -> bytes:
    """Return what is kept of a list's answers as a file's bytes: the same bytes every time."""
    rows, kept = {}, {}
    for one in answers.questions:
        name, number = one.question.name, len(one.whole.rows)
        rows[name] = number
        if number <= _FEW and _is_by_duty(one.question):
            kept[name] = asdict(one.whole)
    data = {"rows": rows, "duties": answers.duties, "answers": kept}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0)


def unpack(data: bytes) -> Kept:
    """Return what :func:`pack` made a file of."""
    raw = json.loads(gzip.decompress(data).decode("utf-8", "surrogatepass"))
    answers = {name: _answer(one) for name, one in raw["answers"].items()}
    return Kept(raw["rows"], raw["duties"], answers)


def _answer(raw: dict[str, Any]) -> Answer:
    rows, evidence = tuple(map(tuple, raw["rows"])), tuple(map(tuple, raw["evidence"]))
    return Answer(tuple(raw["columns"]), rows, evidence)


def _is_by_duty(asked: Question) -> bool:
    return asked.places == "each" and _BY_DUTY.search(asked.text) is not None


def duties(lists: Iterable[Kept]) -> Duties:
    """Return what the duties of several lists are related to."""
    return {duty: said for one in lists for duty, said in one.duties.items()}


def joined(ask: Ask, asked: Question, lists: Sequence[Kept]) -> Answered | None:
    """Return a question's answer over several lists; None where a list keeps none.

    Parameters
    ----------
    ask : Ask
        Runs a question on the store of these lists, and no others.
    """
    answers = [one.answers[asked.name] for one in lists if asked.name in one.answers]
    if not answers or len(answers) < len(lists):
        return None
    columns = answers[0].columns
    at = columns.index("duty")
    found = [pair for one in answers for pair in zip(one.rows, one.evidence, strict=True)]
    places = _places(ask, {row[at] or "": None for row, _ in found})
    found.sort(key=lambda pair: places[pair[0][at]])
    rows, evidence = tuple(row for row, _ in found), tuple(rests for _, rests in found)
    return Answered(asked, Answer(columns, rows, evidence), rules(asked), {})


def _places(ask: Ask, duties: Iterable[str]) -> dict[str | None, int]:
    """Return the place of each duty in the order of questions that are answered duty by duty."""
    _, rows = ask(with_prefixes(_IN_ORDER).replace("DUTIES", " ".join(duties)))
    return {row[0]: place for place, row in enumerate(rows)}
