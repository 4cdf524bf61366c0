"""Find the pairs of duties of a list that govern the same matter, so that a reader must see them side by side.

Three things are weighed (a logistic model of four numbers, ``docs/overlap.md`` has the figures and what each part
is worth): how near the matters are that two duties name, how much of the rare wording of one's title the other has,
and whether a basic duty meets one of another list, where responsibility can collide.
Grades follow the US GAO's *fragmentation, overlap, duplication* (GAO-15-49SP).
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeAlias

from kg.matters import Thesaurus, thesaurus
from kg.model import KIND_ZH, Clause, Duty, Finding
from kg.network import Entry, Network
from kg.similarity.evidence import Evidence
from kg.similarity.passages import Passage, passages
from kg.similarity.phrases import Phrases
from kg.similarity.subjects import Subjects
from kg.table import Heading, Table, Value

if TYPE_CHECKING:
    import numpy as np

TITLE: Final = (
    "职责重叠：哪两个事项管着同一件事，原文并列",
    "Overlaps: which two duties govern the same matter, clause by clause",
)

Embed: TypeAlias = "Callable[[Sequence[str]], np.ndarray[Any, Any]]"


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: the log-odds that two careful readers call a pair an overlap."""

    base: float = -8.7
    matter: float = 17.0
    phrase: float = 5.0
    lists: float = 1.0
    embedding: float = 0.4


WEIGHTS: Final = Weights()
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

    ``left`` and ``right`` are duty keys, in the order of the list; ``score`` (0 to 1) is the model's probability
    that both of two readers call it an overlap. From grade 1 upwards it says why: ``matter`` is the IRI of the shared
    matter (empty if only wording is shared), ``clauses`` are the two that match best, the rule puts it in words.
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
    return list(_Ranking(duties, matters or thesaurus(), embed, weights))


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
    for one in network.lists:
        entries = {entry.duty.key: entry for entry in network.entries if entry.list is one}
        for pair in rank(one.duties):
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


def findings(duties: Sequence[Duty], *, matters: Thesaurus | None = None, embed: Embed | None = None) -> list[Finding]:
    """Return the pairs of grade 1 and above as findings, best first.

    A finding's id depends on the two titles and tables only, so a reader's verdict outlives a renumbering.
    """
    by_key = {duty.key: duty for duty in duties}
    copies = Counter(_identity(duty) for duty in duties)
    found = []
    for pair in rank(duties, matters=matters, embed=embed):
        if not pair.grade:
            continue
        both = (by_key[pair.left], by_key[pair.right])
        names = [_identity(d) if copies[_identity(d)] == 1 else f"{_identity(d)}|{d.number}" for d in both]
        digest = hashlib.sha256("\n".join(("overlap", *sorted(names))).encode()).hexdigest()
        found.append(
            Finding(
                id=f"overlap-{digest[:12]}",
                kind="overlap",
                grade=pair.grade,
                score=pair.score,
                rule_zh=pair.rule_zh,
                rule_en=pair.rule_en,
                duties=(pair.left, pair.right),
                departments=tuple(dict.fromkeys(m.name for d in both for m in d.declared)),
                clauses=pair.clauses,
                matter=pair.matter,
            )
        )
    return found


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
            rows.writerow(
                (one.code, other.code, f"{_probability(_lists(one, other) * weights.lists + weights.base):.9f}")
            )


class _Ranking:
    """The working state of one ranking: iterating over it yields its pairs."""

    def __init__(self, duties: Sequence[Duty], matters: Thesaurus, embed: Embed | None, weights: Weights) -> None:
        self.duties, self.matters, self.embed, self.weights = duties, matters, embed, weights
        words = {word for matter in matters.matters.values() for word in matter.words}
        self.passages = passages(duties, words)
        self.phrases = Phrases(self.passages, len(duties))
        self.subjects = Subjects(self.passages, len(duties), matters)
        self.evidence = Evidence(self.passages, self.phrases, self.subjects)

    def __iter__(self) -> Iterator[Pair]:
        for score, left, right in self._scored():
            yield self._pair(score, left, right)

    def _scored(self) -> list[tuple[float, int, int]]:
        import numpy as np
        from scipy.sparse import triu

        if len(self.duties) < 2:
            return []
        w = self.weights
        total = w.matter * self.subjects.closeness() + w.phrase * self.phrases.closeness()
        if self.embed is not None:
            total = total + w.embedding * _cosines(self.embed([duty.title for duty in self.duties]))
        cells = triu(total, k=1).tocoo()
        basic = np.array([duty.kind == "basic" for duty in self.duties])
        odds = cells.data + w.lists * (basic[cells.row] != basic[cells.col]) + w.base
        order = np.lexsort((cells.col, cells.row, -odds))
        return [(_probability(float(odds[at])), int(cells.row[at]), int(cells.col[at])) for at in order]

    def _pair(self, score: float, left: int, right: int) -> Pair:
        one, other = self.duties[left], self.duties[right]
        taken_back = {one.kind, other.kind} == {"basic", "recalled"}
        grade = _grade(score, taken_back)
        if not grade:
            return Pair(one.key, other.key, score, grade)
        shared = self.subjects.shared(left, right)
        best = self.evidence.clauses(left, right)
        clauses: tuple[Clause, ...] = ()
        words: tuple[str, ...] = ()
        if best:
            marked = self.evidence.words(*best)
            clauses = tuple(self._clause(self.passages[p], w) for p, w in zip(best, marked, strict=True))
            words = tuple(word for word in marked[0] if word in marked[1])
        zh, en = self._rule(one, other, grade, shared, words, taken_back)
        return Pair(one.key, other.key, score, grade, self._matter(shared), clauses, zh, en)

    def _clause(self, passage: Passage, words: tuple[str, ...]) -> Clause:
        return Clause(self.duties[passage.duty].key, passage.text, passage.span, words)

    def _matter(self, shared: tuple[int, int] | None) -> str:
        """Return the shared matter: of a matter and a part of it, the part."""
        if shared is None:
            return ""
        one, other = (self.subjects.iris[column] for column in shared)
        return other if one in self.matters.path(other) else one

    def _rule(
        self, one: Duty, other: Duty, grade: int, shared: tuple[int, int] | None, words: tuple[str, ...], back: bool
    ) -> tuple[str, str]:
        zh, en = [], []
        if shared:
            a, b = (self.matters.matters[self.subjects.iris[column]] for column in shared)
            if a is b:
                zh.append(f"两项都涉及“{a.zh}”")
                en.append(f"both are about {a.en.lower()}")
            else:
                zh.append(f"“{a.zh}”与“{b.zh}”相连")
                en.append(f"{a.en.lower()} and {b.en.lower()} meet")
        if words:
            zh.append(f"共有少见词语“{'、'.join(words)}”")
            en.append(f"they share the rare words {', '.join(words)}")
        if back:
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


def _lists(one: Duty, other: Duty) -> bool:
    """Whether exactly one of the two is a basic duty."""
    return (one.kind == "basic") != (other.kind == "basic")


def _identity(duty: Duty) -> str:
    return f"{duty.kind}|{duty.title}"


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _cosines(vectors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the cosines of every two vectors, less their mean and over their deviation; no cell is exactly 0."""
    import numpy as np

    unit = np.asarray(vectors, dtype=float)
    unit = unit / np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-12)
    cosines = unit @ unit.T
    apart = cosines[np.triu_indices(len(cosines), 1)]
    standard: np.ndarray[Any, Any] = (cosines - apart.mean()) / max(float(apart.std()), 1e-12)
    return standard
