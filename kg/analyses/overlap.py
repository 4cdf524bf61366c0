"""Find the pairs of duties of a list that govern the same matter, so that a reader must see them side by side.

:mod:`kg.similarity.ranking` says how near two duties are, :mod:`kg.similarity.gravity` how grave
that is; here the pairs are quoted and put into words. Grades follow the US GAO's *fragmentation,
overlap, duplication* (GAO-15-49SP).
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Final, TextIO

from kg.analyses import _remnants
from kg.analyses._wording import because
from kg.matters import Thesaurus, thesaurus
from kg.model import Clause, Duty, DutyList, Finding, Place
from kg.network import Entry, Network
from kg.similarity.gravity import Gravity, Weighed
from kg.similarity.quotes import quotes
from kg.similarity.ranking import WEIGHTS, Embed, Ranking, Weights, probability, ranking_of
from kg.table import Heading, Table, Value
from kg.words import chinese, kinds

TITLE: Final = (
    "职责重叠：哪两个事项管着同一件事，原文并列",
    "Overlaps: which two duties govern the same matter, clause by clause",
)
PLACES: Final = "within"
KINDS: Final = kinds("overlap")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two duties side by side.

    ``left`` and ``right`` are duty keys, in the order of the list; ``score`` (0 to 1) orders the
    pairs by gravity and is not a probability. From grade 1 upwards it says why: ``matter`` is the
    IRI of the shared matter (empty if only wording is shared), ``clauses`` are the two that match
    best, the rule puts it in words.
    """

    left: str
    right: str
    score: float
    grade: int
    matter: str = ""
    clauses: tuple[Clause, ...] = ()
    rule_zh: str = ""
    rule_en: str = ""


def rank(
    duties: Sequence[Duty],
    *,
    matters: Thesaurus | None = None,
    embed: Embed | None = None,
    weights: Weights = WEIGHTS,
) -> list[Pair]:
    """Rank the pairs of duties that share a matter or rare wording, the gravest first.

    Parameters
    ----------
    duties : sequence of Duty
        One list. A pair is compared whichever of the three tables its duties stand in.
    matters : Thesaurus, optional
        The project's own if none is given.
    embed : callable, optional
        Texts → vectors, for instance ``SentenceTransformer(...).encode``; the cosine of the titles,
        standardised over the list, is then weighed too. It costs time and memory of the square of
        the duties.
    weights : Weights
        The model of likeness.

    Returns
    -------
    list of Pair
        By gravity, ties in the order of the list. A pair that is missing shares nothing.

    Notes
    -----
    A high score says that the two speak of the same and that different bodies answer for it, not
    that the law is broken: a duty may well be divided. A list of 239 duties takes about 0.25 s; the
    cost follows the pairs that share something.

    >>> rank([])
    []
    """
    ranking = Ranking(duties, matters, weights, embed)
    one = DutyList("", "", Place("", "", "", ""), "", "", "", "", (), tuple(duties))
    return list(
        _explained(Gravity(ranking, _reported(_remnants.found(Network([one]).entries, ranking))))
    )


def run(network: Network) -> Table:
    """Return the pairs of grade 1 and above, the gravest first, each with its two clauses.

    Parameters
    ----------
    network : Network
        One list or several; pairs are sought within each list.

    Returns
    -------
    Table
        One row a pair, without those that :mod:`~kg.analyses.recalls` reports. ``score`` (0 to 1)
        orders them by gravity; it is not a probability and compares within one list.

    Notes
    -----
    See ``docs/overlap.md`` for the rules, their figures and their errors. 0.3 s a list.
    """
    known, grades = thesaurus().matters, chinese("grade")
    rows: list[tuple[Value, ...]] = []
    for entries, gravity in _lists(network):
        for pair in _graded(gravity):
            left, right = entries[pair.left], entries[pair.right]
            matter = known[pair.matter].zh if pair.matter in known else ""
            rows.append((f"{pair.grade} {grades[str(pair.grade)]}", round(pair.score, 3), matter,
                         network.label(left), left.duty.title, network.label(right), right.duty.title,
                         pair.rule_zh, *_cells(pair, left, right)))  # fmt: skip
    notes = (
        "单位：一份清单内的事项对；收回残留另列（kg analyse recalls）。3 疑似重复："
        "同一行为落在同一对象上，而由谁负责随所读事项而变；2 交叉：同一件事按环节、"
        "对象或主体分开；1 分散：相邻的事，或同一部门内、都已收回、奖励一类不争边界的事。"
        " / Unit: pairs of duties of one list; remnants of a recall are listed apart. 3 likely "
        "duplication, 2 overlap, 1 fragmentation.",
        "分值只供排序（由谁负责是否随之改变在先，相近程度在后），不是概率；重叠是事实，"
        "不一定是毛病。"
        " / The score only orders: who is answerable first, likeness second. It is not a "
        "probability; an overlap is a fact, not yet a fault.",
    )
    return Table(*TITLE, _HEADINGS, tuple(rows), notes)


_HEADINGS: Final = (
    Heading("grade", "等级", "grade"),
    Heading("score", "分值", "score"),
    Heading("matter", "同一件事", "matter"),
    Heading("left", "事项", "duty"),
    Heading("left_title", "名称", "title"),
    Heading("right", "另一事项", "other duty"),
    Heading("right_title", "名称", "title"),
    Heading("rule", "依据", "why"),
    Heading("words", "标出的词", "marked words"),
    Heading("left_clause", "原文", "clause"),
    Heading("right_clause", "另一原文", "other clause"),
    Heading("evidence", "证据", "evidence"),
)


def _cells(pair: Pair, left: Entry, right: Entry) -> tuple[str, str, str, str]:
    """Return the marked words, the two clauses and the IRIs of the steps they quote."""
    texts = {clause.duty: clause for clause in pair.clauses}
    words = dict.fromkeys(word for clause in pair.clauses for word in clause.words)
    one, other = (texts[key].text if key in texts else "" for key in (pair.left, pair.right))
    places = " ".join(_place(entry, texts.get(entry.duty.key)) for entry in (left, right))
    return "、".join(words), one, other, places


def _place(entry: Entry, clause: Clause | None) -> str:
    """Return the IRI of the step that a clause quotes, or of the duty."""
    for step in entry.duty.steps:
        inside = clause is not None and (step.span.line, step.span.column) == (
            clause.span.line,
            clause.span.column,
        )
        if clause is not None and inside and step.span.start <= clause.span.start < step.span.end:
            return entry.step(step)
    return entry.iri


def findings(network: Network) -> list[Finding]:
    """Return the pairs of grade 1 and above as findings, list by list, the gravest first.

    A pair that is a remnant of a recall is reported as that and not again. A finding's id depends
    on the two titles and tables only, so a reader's verdict outlives a renumbering.
    """
    found: list[Finding] = []
    for entries, gravity in _lists(network):
        found += _findings(gravity, entries)
    return found


def _findings(gravity: Gravity, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield the findings of one list, whose duties are given by their keys."""
    copies = Counter(_identity(duty) for duty in gravity.ranking.duties)
    for pair in _graded(gravity):
        both = (entries[pair.left].duty, entries[pair.right].duty)
        names = [
            _identity(d) if copies[_identity(d)] == 1 else f"{_identity(d)}|{d.mark}" for d in both
        ]
        digest = hashlib.sha256("\n".join(("overlap", *sorted(names))).encode()).hexdigest()
        yield Finding(
            id=f"overlap-{digest[:12]}",
            kind="overlap",
            grade=pair.grade,
            score=pair.score,
            rule_zh=pair.rule_zh,
            rule_en=pair.rule_en,
            duties=(entries[pair.left].iri, entries[pair.right].iri),
            departments=tuple(dict.fromkeys(m.name for d in both for m in d.declared)),
            clauses=tuple(
                replace(clause, duty=entries[clause.duty].iri) for clause in pair.clauses
            ),
            matter=pair.matter,
        )


def _lists(network: Network) -> Iterator[tuple[dict[str, Entry], Gravity]]:
    """Yield the duties of each list by their keys, and their pairs by gravity; one list is held at a time."""
    for one, group in groupby(network.entries, key=lambda entry: entry.list):
        entries = {entry.duty.key: entry for entry in group}
        remnants = _remnants.of_list(network, one, list(entries.values()))
        yield entries, Gravity(ranking_of(network, one), _reported(remnants))


def _reported(remnants: Iterable[_remnants.Remnant]) -> set[frozenset[str]]:
    """Return the pairs of keys that are remnants."""
    return {frozenset((remnant.recalled.duty.key, remnant.other.duty.key)) for remnant in remnants}


def write_ranking(duties: Sequence[Duty], pairs: Iterable[Pair], file: TextIO) -> None:
    """Write every pair of ``duties`` as CSV (left, right, score; names such as B7, C12), the ranked ones first."""
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(("left", "right", "score"))
    codes = {duty.key: duty.code for duty in duties}
    seen = set()
    for pair in pairs:
        seen.add((pair.left, pair.right))
        rows.writerow((codes[pair.left], codes[pair.right], f"{pair.score:.9f}"))
    least = f"{probability(-16.0):.9f}"
    for one, other in combinations(duties, 2):
        if (one.key, other.key) not in seen:
            rows.writerow((one.code, other.code, least))


def _explained(gravity: Gravity) -> Iterator[Pair]:
    """Yield the pairs of a list, each with its grade and, if it has one, what it rests on."""
    return (_pair(gravity.ranking, weighed) for weighed in gravity.weighed)


def _graded(gravity: Gravity) -> Iterator[Pair]:
    """Yield the pairs of a list that have a grade: a tenth of them."""
    return (_pair(gravity.ranking, weighed) for weighed in gravity.graded)


def _pair(ranking: Ranking, weighed: Weighed) -> Pair:
    one, other = ranking.duties[weighed.left], ranking.duties[weighed.right]
    if not weighed.grade:
        return Pair(one.key, other.key, weighed.score, 0)
    shared = (
        weighed.same.matters
        if weighed.same
        else ranking.subjects.shared(weighed.left, weighed.right)
    )
    quoted = quotes(ranking, weighed)
    clauses = tuple(
        Clause(duty.key, quote.text, quote.span, quote.words)
        for duty, quote in zip((one, other), quoted, strict=False)
    )
    matter = _narrower(ranking.matters, shared)
    zh, en = because(ranking, weighed, matter, shared, quoted)
    return Pair(one.key, other.key, weighed.score, weighed.grade, matter, clauses, zh, en)


def _narrower(matters: Thesaurus, shared: tuple[str, str] | None) -> str:
    """Return the shared matter: of a matter and a part of it, the part."""
    if shared is None:
        return ""
    one, other = shared
    return other if one in matters.path(other) else one


def _identity(duty: Duty) -> str:
    return f"{duty.kind}|{duty.title}"
