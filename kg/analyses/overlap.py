"""Find the pairs of duties of a list that govern the same matter, so that a reader must see them side by side.

:mod:`kg.similarity.ranking` ranks them; here they are graded, quoted and put into words. Grades follow
the US GAO's *fragmentation, overlap, duplication* (GAO-15-49SP).
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Final, TextIO

from kg.matters import Thesaurus, thesaurus
from kg.model import KIND_ZH, Clause, Duty, Finding
from kg.network import Entry, Network
from kg.similarity.passages import Passage
from kg.similarity.ranking import WEIGHTS, Embed, Ranking, Scored, Weights, rankings, unrelated
from kg.table import Heading, Table, Value

TITLE: Final = (
    "职责重叠：哪两个事项管着同一件事，原文并列",
    "Overlaps: which two duties govern the same matter, clause by clause",
)

DUPLICATION: Final = 0.98
OVERLAP: Final = 0.3
FRAGMENTATION: Final = 0.05
"""Least score of each grade; what a pair of recalled and basic duty needs for the highest is ``TAKEN_BACK``."""
TAKEN_BACK: Final = 0.5

GRADE_ZH: Final = {3: "重复", 2: "交叉", 1: "分散", 0: "无"}
GRADE_EN: Final = {3: "duplication", 2: "overlap", 1: "fragmentation", 0: "none"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two duties side by side.

    ``left`` and ``right`` are duty keys, in the order of the list, and so are the duties of ``clauses``; ``score``
    (0 to 1) is the model's probability that both of two readers call it an overlap. From grade 1 upwards it says why:
    ``matter`` is the IRI of the shared matter (empty if only wording is shared), ``clauses`` are the two that match
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
    """Rank the pairs of duties that share a matter or rare wording by how likely they overlap.

    Parameters
    ----------
    duties : sequence of Duty
        One list. A pair is compared whichever of the three tables its duties stand in.
    matters : Thesaurus, optional
        The project's own if none is given.
    embed : callable, optional
        Texts → array (texts × dimensions), for instance ``SentenceTransformer(...).encode``; the cosine of the
        titles, standardised over the list, is then weighed too. It costs memory of the square of the duties.
    weights : Weights
        The model.

    Returns
    -------
    list of Pair
        Best first, ties in the order of the list. A pair that is missing shares nothing.

    Notes
    -----
    A high score says that the two speak of the same thing, not that the law is broken: a duty may well be divided.
    A list of 239 duties takes about 0.1 s; sparse products, so the cost follows the pairs that share something.

    >>> rank([])
    []
    """
    return list(_explained(Ranking(duties, matters, weights, embed)))


def run(network: Network) -> Table:
    """Return the pairs of grade 1 and above, best first, each with its two clauses.

    Parameters
    ----------
    network : Network
        One list or several; pairs are sought within each list.

    Returns
    -------
    Table
        One row a pair. ``score`` is the model's probability (0 to 1) that two careful readers both call it an
        overlap; it is no measure of how bad the overlap is.

    Notes
    -----
    See ``docs/overlap.md`` for the model, its figures and its errors. 0.15 s a list.
    """
    names = (
        "grade",
        "score",
        "matter",
        "left",
        "left_title",
        "right",
        "right_title",
        "words",
        "left_clause",
        "right_clause",
        "evidence",
    )
    zh = ("等级", "分值", "同一件事", "事项", "名称", "另一事项", "名称", "共同用词", "原文", "另一原文", "")
    en = (
        "grade",
        "score",
        "matter",
        "duty",
        "title",
        "other duty",
        "title",
        "shared words",
        "clause",
        "other clause",
        "",
    )
    known = thesaurus().matters
    rows: list[tuple[Value, ...]] = []
    entries_of: dict[str, dict[str, Entry]] = {one.id: {} for one in network.lists}
    for entry in network.entries:
        entries_of[entry.list.id][entry.duty.key] = entry
    for id, ranking in rankings(network).items():
        entries = entries_of[id]
        for pair in _explained(ranking):
            if not pair.grade:
                continue
            left, right = entries[pair.left], entries[pair.right]
            texts = {clause.duty: clause for clause in pair.clauses}
            words = dict.fromkeys(word for clause in pair.clauses for word in clause.words)
            matter = known[pair.matter].zh if pair.matter in known else ""
            rows.append(
                (
                    f"{pair.grade} {GRADE_ZH[pair.grade]}", round(pair.score, 3), matter,
                    network.label(left), left.duty.title, network.label(right), right.duty.title, "、".join(words),
                    *(texts[key].text if key in texts else "" for key in (pair.left, pair.right)),
                    " ".join(_place(entry, texts.get(entry.duty.key)) for entry in (left, right)),
                )
            )  # fmt: skip
    notes = (
        "单位：一份清单内的事项对；分母：全部事项对。"
        "3 重复：同一任务落在两处，或收回的仍在基本清单；2 交叉：同一件事按环节或主体分开；1 分散：相邻的事分在几处。"
        " / Unit: pairs of duties of one list. 3 duplication, 2 overlap, 1 fragmentation.",
        "分值是两位读者都会认为重叠的概率（模型估计），不是严重程度；重叠是事实，不一定是毛病。"
        " / The score is the probability that two readers both call it an overlap; an overlap is a fact, not yet a fault.",
    )
    return Table(*TITLE, tuple(Heading(*column) for column in zip(names, zh, en, strict=True)), tuple(rows), notes)


def _place(entry: Entry, clause: Clause | None) -> str:
    """Return the IRI of the step that a clause quotes, or of the duty."""
    for step in entry.duty.steps:
        if clause is not None and step.span == clause.span:
            return entry.names.step(entry.duty, step)
    return entry.iri


def findings(network: Network) -> list[Finding]:
    """Return the pairs of grade 1 and above as findings, list by list, best first.

    A finding's id depends on the two titles and tables only, so a reader's verdict outlives a renumbering.
    """
    ranked = rankings(network)
    found: list[Finding] = []
    for one, group in groupby(network.entries, key=lambda entry: entry.list):
        found += _findings(ranked[one.id], {entry.duty.key: entry for entry in group})
    return found


def _findings(ranking: Ranking, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield the findings of one list, whose duties are given by their keys."""
    copies = Counter(_identity(duty) for duty in ranking.duties)
    for pair in _explained(ranking):
        if not pair.grade:
            continue
        both = (entries[pair.left].duty, entries[pair.right].duty)
        names = [_identity(d) if copies[_identity(d)] == 1 else f"{_identity(d)}|{d.mark}" for d in both]
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
            clauses=tuple(replace(clause, duty=entries[clause.duty].iri) for clause in pair.clauses),
            matter=pair.matter,
        )


def write_ranking(duties: Sequence[Duty], pairs: Iterable[Pair], file: TextIO, weights: Weights = WEIGHTS) -> None:
    """Write every pair of ``duties`` as CSV (left, right, score; names such as B7, C12), the ranked ones first."""
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(("left", "right", "score"))
    codes = {duty.key: duty.code for duty in duties}
    seen = set()
    for pair in pairs:
        seen.add((pair.left, pair.right))
        rows.writerow((codes[pair.left], codes[pair.right], f"{pair.score:.9f}"))
    for one, other in combinations(duties, 2):
        if (one.key, other.key) not in seen:
            rows.writerow((one.code, other.code, f"{unrelated(one, other, weights):.9f}"))


def _explained(ranking: Ranking) -> Iterator[Pair]:
    """Yield the pairs of a ranking, each with its grade and, if it has one, what it rests on."""
    return (_pair(ranking, scored) for scored in ranking.scored)


def _pair(ranking: Ranking, scored: Scored) -> Pair:
    one, other = ranking.duties[scored.left], ranking.duties[scored.right]
    taken_back = {one.kind, other.kind} == {"basic", "recalled"}
    grade = _grade(scored.score, taken_back)
    if not grade:
        return Pair(one.key, other.key, scored.score, grade)
    shared = ranking.subjects.shared(scored.left, scored.right)
    best = ranking.evidence.clauses(scored.left, scored.right)
    clauses: tuple[Clause, ...] = ()
    words: tuple[str, ...] = ()
    if best:
        left, right = (ranking.passages[row] for row in best)
        marked = ranking.evidence.words(*best)
        clauses = (_clause(one, left, marked[0]), _clause(other, right, marked[1]))
        words = tuple(word for word in marked[0] if word in marked[1])
    zh, en = _rule(ranking.matters, one, other, grade, shared, words)
    return Pair(one.key, other.key, scored.score, grade, _matter(ranking.matters, shared), clauses, zh, en)


def _clause(duty: Duty, passage: Passage, words: tuple[str, ...]) -> Clause:
    return Clause(duty.key, passage.text, passage.span, words)


def _matter(matters: Thesaurus, shared: tuple[str, str] | None) -> str:
    """Return the shared matter: of a matter and a part of it, the part."""
    if shared is None:
        return ""
    one, other = shared
    return other if one in matters.path(other) else one


def _rule(
    matters: Thesaurus, one: Duty, other: Duty, grade: int, shared: tuple[str, str] | None, words: tuple[str, ...]
) -> tuple[str, str]:
    zh, en = [], []
    if shared:
        a, b = (matters.matters[iri] for iri in shared)
        if a is b:
            zh.append(f"两项都涉及“{a.zh}”")
            en.append(f"both are about {a.en.lower()}")
        else:
            zh.append(f"“{a.zh}”与“{b.zh}”相连")
            en.append(f"{a.en.lower()} and {b.en.lower()} meet")
    if words:
        zh.append(f"共有少见词语“{'、'.join(words)}”")
        en.append(f"they share the rare words {', '.join(words)}")
    if {one.kind, other.kind} == {"basic", "recalled"}:
        zh.append("收回的事项与基本事项并存")
        en.append("one is recalled, the other still a basic duty")
    elif one.kind != other.kind:
        zh.append(f"分列{KIND_ZH[one.kind]}、{KIND_ZH[other.kind]}清单")
        en.append(f"one is {one.kind}, the other {other.kind}")
    zh.append(f"据此判为{GRADE_ZH[grade]}")
    en.append(f"hence {GRADE_EN[grade]}")
    return "；".join(zh), "; ".join(en)


def _grade(score: float, taken_back: bool) -> int:
    if score >= (TAKEN_BACK if taken_back else DUPLICATION):
        return 3
    return 2 if score >= OVERLAP else 1 if score >= FRAGMENTATION else 0


def _identity(duty: Duty) -> str:
    return f"{duty.kind}|{duty.title}"
