"""Where a recalled duty still stands: in a basic title, in a township step, or in a step of its own method."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from weakref import WeakKeyDictionary

from kg.analyses._finding import clause, title
from kg.analyses._stays import Place, Stay, Tie, act_of, matters_of, named_matters, stays, tie
from kg.lexicon import signs
from kg.matters import thesaurus
from kg.model import Clause, DutyList, Step
from kg.network import Entry, Network
from kg.similarity.evidence import common_runs
from kg.similarity.ranking import Ranking, ranking_of

NEAR: Final = 0.1
"""Least score of :mod:`~kg.similarity.ranking`: below, the matter that two duties share is a side remark of one."""
ANSWERABLE: Final = 0.5
"""Least score of the highest grade for a basic duty: so near to what a department took over that both can be blamed."""
_CLAUSE = re.compile(r"[^，。；,;]+[，。；,;]?")
_KNOWN: WeakKeyDictionary[Network, dict[str, tuple[Remnant, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Remnant:
    """A recalled duty and the place where it still stands; ``other`` is the duty itself where its own text asks.

    ``grade`` speaks of the act: 3 the same, 2 an earlier step or another. ``score`` is how near the
    two duties are (:mod:`~kg.similarity.ranking`); ``closeness`` tells clauses of one duty apart:
    whether it speaks of offences or rounds, its longest run of characters that the recalled title
    has too, and how many of its words name the matter.
    """

    recalled: Entry
    other: Entry
    grade: int
    score: float
    matter: str
    rule: tuple[str, str]
    clauses: tuple[Clause, Clause]
    step: Step | None
    closeness: tuple[int, int, int] = (0, 0, 0)

    @property
    def gravity(self) -> int:
        """The grade that it is reported with: 3 too where the township answers for what a department took over."""
        answerable = self.other.duty.kind == "basic" and self.score >= ANSWERABLE
        return 3 if answerable else self.grade

    @property
    def evidence(self) -> str:
        """The IRIs it rests on."""
        return f"{self.recalled.iri} {self.other.step(self.step) if self.step else self.other.iri}"


def remnants(network: Network) -> Iterator[Remnant]:
    """Yield every remnant, list by list in its order, at most one for each pair of duties."""
    for one, group in groupby(network.entries, key=lambda entry: entry.list):
        yield from of_list(network, one, list(group))


def of_list(network: Network, one: DutyList, entries: Sequence[Entry]) -> tuple[Remnant, ...]:
    """Return the remnants of one list, whose duties are given; they are sought once."""
    known = _KNOWN.setdefault(network, {})
    if one.id not in known:
        known[one.id] = tuple(found(entries, ranking_of(network, one)))
    return known[one.id]


def found(entries: Sequence[Entry], ranking: Ranking) -> Iterator[Remnant]:
    """Yield the remnants among the duties of one list; ``ranking`` says how near they are."""
    near = _scores(ranking)
    others = [(entry, entry.duty.key) for entry in entries if entry.duty.kind != "recalled"]
    places: dict[str, list[Place]] = {}
    for recalled in entries:
        if recalled.duty.kind != "recalled":
            continue
        yield from _own(recalled)
        own = recalled.duty.key
        for other, key in others:
            score = near.get(frozenset((own, key)), 0.0)
            if score < NEAR:
                continue
            if key not in places:
                places[key] = _places(other)
            meeting = [r for place in places[key] if (r := _meets(recalled, other, place, score))]
            if meeting:
                yield max(meeting, key=lambda remnant: (remnant.grade, remnant.closeness))


def _scores(ranking: Ranking) -> dict[frozenset[str], float]:
    """Return how near the pairs of duties are that have anything to do with each other."""
    keys = [duty.key for duty in ranking.duties]
    return {
        frozenset((keys[left], keys[right])): score
        for score, left, right in ranking.related
        if score >= NEAR
    }


def _own(entry: Entry) -> Iterator[Remnant]:
    """Yield a step of a recalled duty that the township is to perform."""
    for step in entry.duty.superior_steps:
        doing = [p for p in step.participants if p.role in ("other", "performer", "joined")]
        asked = [
            p
            for p in doing
            if p.organization.kind == "township" or signs("recalls")["township"].match(p.printed)
        ]
        if asked:
            rule = (
                f"事项已收回，其工作方式第 {step.number} 步仍要“{asked[0].printed}”做事",
                f"it is recalled, yet step {step.number} of its method still asks "
                f"“{asked[0].printed}” to act",
            )
            both = (title(entry), clause(entry, step, [p.printed for p in asked]))
            matters = matters_of(entry.duty.marks)
            yield Remnant(entry, entry, 3, 1.0, min(matters, default=""), rule, both, step)


def _places(entry: Entry) -> list[Place]:
    duty = entry.duty
    around = frozenset(matters_of(duty.marks))
    if duty.kind == "cooperative":
        return [
            Place(clause(entry, step), tuple(named_matters(step.marks)), around, step)
            for step in duty.township_steps
        ]
    whole, found = title(entry), []
    for part in _CLAUSE.finditer(duty.title):
        start, end = whole.span.start + part.start(), whole.span.start + part.end()
        inside = [m for m in duty.marks if start <= m.span.start and m.span.end <= end]
        text = Clause(entry.iri, part[0], replace(whole.span, start=start, end=end))
        found.append(Place(text, tuple(named_matters(inside)), around, None))
    return found


def _meets(recalled: Entry, other: Entry, place: Place, score: float) -> Remnant | None:
    """Return the remnant if a clause of the township's meets the recalled duty in matter and act."""
    act = act_of(recalled.duty)
    tied = tie(recalled.duty, act, place) if act else None
    stay = stays(act, place.clause.text, tied) if act and tied else None
    if act is None or tied is None or stay is None:
        return None
    mine = (
        *(w for m, w in named_matters(recalled.duty.marks) if m in tied.about),
        tied.shared,
        act.word,
    )
    theirs = (*(w for m, w in place.words if m in tied.near), tied.shared, stay.word)
    both = (_marking(title(recalled), mine), _marking(place.clause, theirs))
    runs = common_runs(recalled.duty.title, place.clause.text)
    longest = max((len(run) for run in runs), default=0)
    offence = bool(signs("recalls")["offence"].search(place.clause.text))
    rule = _rule(tied, stay, other, score)
    closeness = (offence, longest, len(theirs))
    return Remnant(
        recalled, other, stay.grade, score, tied.matter, rule, both, place.step, closeness
    )


def _marking(clause: Clause, words: Iterable[str]) -> Clause:
    return replace(clause, words=tuple(dict.fromkeys(filter(None, words))))


def _rule(tied: Tie, stay: Stay, other: Entry, score: float) -> tuple[str, str]:
    named = thesaurus().matters.get(tied.matter)
    zh, en = (named.zh, named.en) if named else (tied.shared, tied.shared)
    basic = other.duty.kind == "basic"
    where = "基本清单" if basic else "配合清单乡镇一方"
    said_zh = [f"两项都涉及“{zh}”", f"{where}仍在", stay.zh]
    said_en = [f"both are about “{en}”", f"it still stands in the {other.duty.kind} list", stay.en]
    if basic and score >= ANSWERABLE:
        said_zh.append("出了问题追谁要看读的是哪一项")
        said_en.append("who is answerable depends on the item one reads")
    return "；".join(said_zh), "; ".join(said_en)
