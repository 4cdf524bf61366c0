"""Recalled duties that still stand elsewhere, or whose own text still asks the township."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from weakref import WeakKeyDictionary

from kg.analyses._finding import clause, distinct, finding, title
from kg.lexicon import acts, signs
from kg.matters import MATTER, Thesaurus, thesaurus
from kg.model import Clause, Duty, DutyList, Finding, Mark, Step
from kg.network import Entry, Network
from kg.similarity.evidence import common_runs
from kg.similarity.ranking import Ranking, ranking_of
from kg.table import Heading, Table, heading
from kg.words import kinds

TITLE: Final = (
    "收回核对：收回的事项在别处是否仍在",
    "Recalls: what was recalled and still stands elsewhere",
)
PLACES: Final = "within"
KINDS: Final = kinds("remnant")

NEAR: Final = 0.1
"""Least score of :mod:`~kg.similarity.ranking`: below, the matter that two duties share is a side remark of one."""

ANSWERABLE: Final = 0.5
"""Least score of the highest grade for a basic duty: so near to what a department took over that both can be blamed."""

_CLAUSE = re.compile(r"[^，。；,;]+[，。；,;]?")


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


def run(network: Network) -> Table:
    """Return where the recalled duties still stand.

    Parameters
    ----------
    network : Network
        Titles and township steps with their marks (``matter``, ``kind``).

    Returns
    -------
    Table
        One row a recalled duty and a place where it still stands, the gravest first, then in the
        order of the list. Unit: pair of duties. ``grade`` 3: the act itself remains with the
        township; 2: the same matter remains, with an earlier step or another act.

    Notes
    -----
    O(recalled × others) over matters, not texts, besides the ranking of
    :mod:`~kg.similarity.ranking`. Only the title of a recalled duty is compared, so the boilerplate
    of its method never links anything. Grade 2 is often as it should be (the fine went, the patrol
    stayed): the list does not say who does what, which is why both clauses are shown. What the
    thesaurus does not know is not found.

    Examples
    --------
    >>> run(Network([])).rows
    ()
    """
    found = sorted(remnants(network), key=lambda remnant: -remnant.gravity)
    known = thesaurus().matters
    rows = tuple(
        (
            remnant.recalled.iri,
            remnant.recalled.duty.title,
            remnant.other.iri,
            remnant.clauses[1].text,
            known[remnant.matter].zh if remnant.matter in known else None,
            remnant.gravity,
            remnant.rule[0],
            remnant.evidence,
        )
        for remnant in found
    )
    recalled = network.of_kind("recalled")
    touched = {remnant.recalled.iri for remnant in found}
    counts = {grade: len({r.recalled.iri for r in found if r.gravity == grade}) for grade in (3, 2)}
    notes = (
        f"单位：收回事项与留存之处 {len(found)} 对；涉及收回事项 {len(touched)} 项，分母 "
        f"{len(recalled)} 项 / Unit: "
        f"recalled duty and where it stands, {len(found)} pairs; they touch {len(touched)} of "
        f"{len(recalled)} recalled "
        "duties",
        f"等级：3 收回的做法本身仍要乡镇做，或同一件事仍是乡镇的基本事项（{counts[3]} 项）；2 "
        "同一件事仍在，留下的是前道手续或别的"
        f"做法（{counts[2]} 项） / Grade 3: the act itself is still asked of the township, or the "
        "same matter is still its "
        f"own basic duty ({counts[3]} duties); 2: the same matter stays with "
        f"an earlier step or another act ({counts[2]})",
        f"规则：两事项相近（重叠分值不低于 {NEAR:g}），且收回事项的名称与基本事项名称、"
        "配合事项乡镇步骤涉及同一件事，"
        "再比做法；工作方式的套话不参与比较；奖励只比奖励"
        f" / Rule: the two are near (overlap score {NEAR:g} or more), and the recalled title and a "
        "basic title or a "
        "township step name the same matter, then the acts are compared; the method's boilerplate "
        "is never compared; a "
        "reward only meets a reward",
        "等级 2 常属正常分工（处罚收回，巡查留下），须看两处原文 / Grade 2 is often a lawful "
        "division (the fine went, "
        "the patrol stayed): read both clauses",
    )
    headings = (
        Heading("duty", "收回事项", "recalled duty"),
        Heading("title", "收回了什么", "what was recalled"),
        Heading("other", "仍在何处", "where it stands"),
        Heading("clause", "仍在的原文", "what stands there"),
        heading("matter"),
        heading("grade"),
        heading("rule"),
        heading("evidence"),
    )
    return Table(*TITLE, headings, rows, notes)


def findings(network: Network) -> list[Finding]:
    """Return the remnants, the gravest first."""
    return distinct(
        finding(
            "remnant",
            remnant.rule,
            [remnant.recalled]
            if remnant.other is remnant.recalled
            else [remnant.recalled, remnant.other],
            departments=remnant.recalled.duty.departments,
            clauses=remnant.clauses,
            grade=remnant.gravity,
            score=round(remnant.score, 4),
            matter=remnant.matter,
        )
        for remnant in sorted(remnants(network), key=lambda remnant: -remnant.gravity)
    )


_KNOWN: WeakKeyDictionary[Network, dict[str, tuple[Remnant, ...]]] = WeakKeyDictionary()


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
    places: dict[str, list[_Place]] = {}
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
        for score, left, right in ranking.scored
        if score >= NEAR
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause of the township's: part of a basic title, or a township step of a cooperative duty."""

    clause: Clause
    words: tuple[tuple[str, str], ...]
    around: frozenset[str]
    step: Step | None

    @property
    def matters(self) -> frozenset[str]:
        """The matters that the clause names."""
        return frozenset(matter for matter, _ in self.words)


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
                f"“{asked[0].printed}”",
            )
            both = (title(entry), clause(entry, step, [p.printed for p in asked]))
            matters = _matters(entry.duty.marks)
            yield Remnant(entry, entry, 3, 1.0, min(matters, default=""), rule, both, step)


def _places(entry: Entry) -> list[_Place]:
    duty = entry.duty
    around = frozenset(_matters(duty.marks))
    if duty.kind == "cooperative":
        return [
            _Place(clause(entry, step), tuple(_named(step.marks)), around, step)
            for step in duty.township_steps
        ]
    whole, found = title(entry), []
    for part in _CLAUSE.finditer(duty.title):
        start, end = whole.span.start + part.start(), whole.span.start + part.end()
        inside = [m for m in duty.marks if start <= m.span.start and m.span.end <= end]
        text = Clause(entry.iri, part[0], replace(whole.span, start=start, end=end))
        found.append(_Place(text, tuple(_named(inside)), around, None))
    return found


def _named(marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """Yield the matters of marks, with the word that names each."""
    return ((MATTER + mark.concept, mark.word) for mark in marks if mark.scheme == "matter")


def _matters(marks: Iterable[Mark]) -> list[str]:
    return [matter for matter, _ in _named(marks)]


def _kind(duty: Duty) -> Mark | None:
    """Return the mark that says which act the recalled title is: the last one."""
    return max(
        (m for m in duty.marks if m.scheme == "kind"),
        key=lambda m: (m.span.end, m.span.start),
        default=None,
    )


def _about(duty: Duty, act: Mark) -> dict[str, str]:
    """Return matter → word of a recalled title; a matter named by the word of the act alone (统计) is none."""
    found: dict[str, str] = {}
    for mark in duty.marks:
        if mark.scheme == "matter" and not (
            act.span.start <= mark.span.start and mark.span.end <= act.span.end
        ):
            found.setdefault(MATTER + mark.concept, mark.word)
    return found


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties a clause to a recalled title.

    ``about`` are the title's matters; ``equal`` those that the clause names itself, ``near`` those
    or the ones directly above or below; ``shared`` is what is paid or issued in both.
    """

    about: dict[str, str]
    equal: tuple[str, ...]
    near: tuple[str, ...]
    shared: str

    @property
    def matter(self) -> str:
        """The matter that a reader is told."""
        return self.near[0] if self.near else min(self.about)


@dataclass(frozen=True, slots=True)
class _Stay:
    """What of the act stays: the grade, the word that says so, and the reason (zh, en)."""

    grade: int
    word: str
    zh: str
    en: str


def _meets(recalled: Entry, other: Entry, place: _Place, score: float) -> Remnant | None:
    """Return the remnant if a clause of the township's meets the recalled duty in matter and act."""
    act = _kind(recalled.duty)
    tie = _tie(recalled.duty, act, place) if act else None
    stay = _stays(act, place.clause.text, tie) if act and tie else None
    if act is None or tie is None or stay is None:
        return None
    mine = (*(w for m, w in _named(recalled.duty.marks) if m in tie.about), tie.shared, act.word)
    theirs = (*(w for m, w in place.words if m in tie.near), tie.shared, stay.word)
    both = (_marking(title(recalled), mine), _marking(place.clause, theirs))
    runs = common_runs(recalled.duty.title, place.clause.text)
    longest = max((len(run) for run in runs), default=0)
    offence = bool(signs("recalls")["offence"].search(place.clause.text))
    rule = _rule(tie, stay, other, score)
    closeness = (offence, longest, len(theirs))
    return Remnant(
        recalled, other, stay.grade, score, tie.matter, rule, both, place.step, closeness
    )


def _marking(clause: Clause, words: Iterable[str]) -> Clause:
    return replace(clause, words=tuple(dict.fromkeys(filter(None, words))))


def _tie(duty: Duty, act: Mark, place: _Place) -> _Tie | None:
    """Return what ties a clause to a recalled title; None if they are about different things.

    The duty of the clause must be about the recalled matter too, in its title or directly above or
    below.
    """
    known, about = thesaurus(), _about(duty, act)
    equal = tuple(sorted(about.keys() & place.matters))
    beside = sorted(m for m in place.matters if _touches(known, m, about))
    near = equal or tuple(beside)
    shared = _shared(duty.title, place.clause.text)
    at_home = any(m in about or _touches(known, m, about) for m in place.around)
    if not at_home or not (near or shared):
        return None
    return _Tie(about, equal, near, shared)


def _touches(known: Thesaurus, matter: str, others: Iterable[str]) -> bool:
    return any(_within(known, matter, other) for other in others)


def _rule(tie: _Tie, stay: _Stay, other: Entry, score: float) -> tuple[str, str]:
    named = thesaurus().matters.get(tie.matter)
    zh, en = (named.zh, named.en.lower()) if named else (tie.shared, tie.shared)
    basic = other.duty.kind == "basic"
    where = "基本清单" if basic else "配合清单乡镇一方"
    said_zh = [f"同涉“{zh}”", f"{where}仍在", stay.zh]
    said_en = [f"both are about {en}", f"it still stands in the {other.duty.kind} list", stay.en]
    if basic and score >= ANSWERABLE:
        said_zh.append("出了问题追谁要看读的是哪一项")
        said_en.append("who is answerable depends on the item one reads")
    return "；".join(said_zh), "; ".join(said_en)


def _stays(act: Mark, text: str, tie: _Tie) -> _Stay | None:
    """Return what stays if a clause on the matter still holds the act, a step before it, or another act."""
    return _very_act(act, text, tie) or _step_before(act, text, tie) or _other_act(act, text, tie)


def _very_act(act: Mark, text: str, tie: _Tie) -> _Stay | None:
    """Return the act itself; of grade 2 where others do it, or where the matter is a wider or narrower one."""
    same = acts()[act.concept].same(act.word).search(text)
    if not same or not tie.near:
        return None
    grade = 2
    if signs("recalls")["sent"].search(text[: same.start()]):
        zh, en = "由别人办，乡镇组织人参加", "others give it, the township sends people"
    elif tie.equal:
        grade, zh, en = 3, "做法也相同", "and the act is the same"
    else:
        zh, en = "在更宽的事里做法相同", "in a wider matter the act is the same"
    return _Stay(grade, same[0], f"{zh}（{same[0]}）", f"{en} ({same[0]})")


def _step_before(act: Mark, text: str, tie: _Tie) -> _Stay | None:
    """Return the papers taken in before somebody else decides."""
    precedes = acts()[act.concept].precedes
    earlier = precedes.search(text) if precedes else None
    counted = act.concept == "survey" and bool(tie.near)
    if not earlier or not (tie.equal or tie.shared or counted):
        return None
    word = earlier[0]
    zh, en = f"乡镇仍做前道手续（{word}）", f"the township still does an earlier step ({word})"
    return _Stay(2, word, zh, en)


def _other_act(act: Mark, text: str, tie: _Tie) -> _Stay | None:
    """Return another act by which the township still governs the very matter."""
    governs = signs("recalls")["governs"].search(text) or signs("recalls")["answers"].search(text)
    if not governs or not tie.equal or acts()[act.concept].alone:
        return None
    word = governs[0]
    zh = f"收回的是“{act.word}”，留下的是“{word}”"
    return _Stay(2, word, zh, f"“{act.word}” was recalled, “{word}” stays")


def _within(known: Thesaurus, one: str, other: str) -> bool:
    """Whether one of two matters is directly part of the other, fields aside."""
    matters = known.matters
    pairs = ((one, other), (other, one))
    return any(
        a in matters and matters[a].broader == b and not matters[b].is_field
        for a, b in pairs
        if b in matters
    )


def _shared(one: str, other: str) -> str:
    """Return what both texts are to pay or to issue, which no matter of the thesaurus names.

    >>> _shared("灵活就业人员社保补贴审核确认", "做好相关补贴资金的申报、受理、初审工作")
    '补贴'
    """
    return next((word for word in signs("recalls")["paid"].findall(one) if word in other), "")
