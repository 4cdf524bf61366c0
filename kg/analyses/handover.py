"""What the township finds and reports: who takes it up, who gives word back, and where the loop breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.analyses._finding import clause, distinct, finding
from kg.lexicon import signs
from kg.model import Duty, Finding, Role, Step
from kg.network import Entry, Network
from kg.table import Heading, Table, Value, heading
from kg.words import kinds, section

TITLE: Final = (
    "交接闭环：发现、上报、处置、回告，断在哪里",
    "Hand-over: find, report, act, give word back, and where it breaks",
)
PLACES: Final = "each"
KINDS: Final = kinds("handover")
TAKEN: Final = {"named": "写明受理", "acts": "有处置，未写明受理", "none": "未见处置"}
TAKEN_EN: Final = {
    "named": "taken up",
    "acts": "acts, not said to be on the report",
    "none": "no step acts",
}

_HANDLING = {("action", "handling"), ("action", "enforcement")} | {
    ("power", concept) for concept in ("fine", "order", "enforce", "investigate")
}
"""Marks of a step that deals with something: kinds of work, and powers."""
_TAKING_UP = ("handback", "taking-up")
BREAKS: Final = {
    "nobody acts": 3, "nobody told": 3,
    "another acts": 2, "unnamed": 2, "guessed": 2, "no subject": 2, "awaited": 2, "ground held": 2, "coordinates": 2,
    "no word back": 1,
}  # fmt: skip
"""What a loop may lack, and how grave that is; the words are in ``data/words.toml``."""


@dataclass(frozen=True, slots=True)
class Loop:
    """One report of the township's and what becomes of it.

    ``recipient`` is whom the step names; ``presumed`` says that it names nobody to report to, and
    the department that it names for something else, or the only declared one, is meant. ``taken``
    is named, acts or none (:data:`TAKEN`), ``by`` the superior steps that do it, ``back`` the steps
    of either side that close the loop, ``lacks`` what the text leaves out (:data:`BREAKS`).
    """

    entry: Entry
    report: Step
    recipient: str
    presumed: bool
    taken: str
    by: tuple[Step, ...]
    back: tuple[Step, ...]

    lacks: tuple[str, ...] = ()

    @property
    def breaks(self) -> tuple[tuple[str, str], ...]:
        """What the text leaves out, in words (zh, en); empty where the loop closes."""
        said = section("break")
        names = {"recipient": self.recipient}
        return tuple(
            (said[key][0].format(**names), said[key][1].format(**names)) for key in self.lacks
        )

    @property
    def grade(self) -> int:
        """3: nobody is answerable; 2: the township waits for what no step gives; 1: only word back; 0: closed."""
        return max((BREAKS[key] for key in self.lacks), default=0)


def run(network: Network) -> Table:
    """Return what becomes of each thing that the township is to find and report.

    Parameters
    ----------
    network : Network
        Steps of both sides with their marks (``finding``, ``action``, ``handback``, ``power``) and
        recipients.

    Returns
    -------
    Table
        One row a township step that finds something wrong and reports it, in the order of the
        lists. Unit: township step. ``taken`` and ``back`` name the steps in which the loop goes on.

    Notes
    -----
    O(steps). It reads the text only: a loop that breaks here may well close in practice, but nobody
    can be held to it by the list. Reports of figures, names and applications are no part of it;
    reports of a village to the township neither. An answer counts in the step that takes the report
    up, in a later step of the same department, or in a later township step that presupposes one
    (根据整改要求, 接到……反馈).

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    found = list(loops(network))
    closed = sum(not loop.breaks for loop in found)
    steps = sum(len(entry.duty.township_steps) for entry in network.of_kind("cooperative"))
    counts = {taken: sum(loop.taken == taken for loop in found) for taken in TAKEN}
    notes = (
        f"单位：乡镇的“发现并上报”步骤 {len(found)} 个，分母：配合事项乡镇步骤 {steps} 个 / Unit: "
        "township step that "
        f"finds and reports, {len(found)} of {steps} in cooperative duties",
        f"写明受理 {counts['named']}，有处置而未写明受理 {counts['acts']}，未见处置 "
        f"{counts['none']}；写明回告 "
        f"{sum(bool(loop.back) for loop in found)}；闭环 {closed}"
        f" / Taken up {counts['named']}, acts without saying so {counts['acts']}, nobody acts "
        f"{counts['none']}; word "
        f"back {sum(bool(loop.back) for loop in found)}; closed {closed}",
        "断点：3 谁也不担责（没有部门处置，或没写报给谁而处置的不止一家）；2 有部门处置，"
        "但乡镇要等一句没有写出的答复、"
        "守着现场、自己去协调，或只能猜报给谁；1 只缺回告 / Break: 3 nobody is answerable (no "
        "department acts, or nobody is "
        "told and several act); 2 somebody acts, but the township waits for an answer that no step "
        "gives, holds the "
        "ground, must coordinate or must guess whom to tell; 1 only word back is missing",
        "规则：步骤中既有发现（隐患、违法行为、事故、灾情……）又有上报；受理须写明对象是上报来的事；"
        "没写报给谁的，推定报给步骤里提到的部门，或事项所列的唯一部门；报数据、报材料、村报乡不在内"
        " / Rule: a step with both a finding and a report; taking up must speak of what was "
        "reported; where nobody is "
        "told, the department that the step names, or the only declared one, is presumed; "
        "figures, papers and reports inside the township are left out",
    )
    headings = (
        heading("duty"),
        Heading("step", "上报的步骤", "reporting step"),
        Heading("report", "发现并上报", "finds and reports"),
        Heading("recipient", "报给谁", "to whom"),
        Heading("state", "是否受理", "taken up"),
        Heading("taken", "处置的步骤", "steps that act"),
        Heading("back", "回告的步骤", "steps that answer"),
        Heading("breaks", "断在哪里", "where it breaks"),
        Heading("grade", "断点", "grade"),
        heading("evidence"),
    )
    return Table(*TITLE, headings, tuple(_row(network, loop) for loop in found), notes)


def _row(network: Network, loop: Loop) -> tuple[Value, ...]:
    entry = loop.entry
    recipient = f"{loop.recipient}（推定 presumed）" if loop.presumed else loop.recipient
    steps = (loop.report, *loop.by, *loop.back)
    return (
        entry.iri,
        entry.step(loop.report),
        loop.report.text,
        recipient or None,
        f"{TAKEN[loop.taken]} {TAKEN_EN[loop.taken]}",
        _short(network, entry, loop.by),
        _short(network, entry, loop.back),
        "；".join(zh for zh, _ in loop.breaks) or "闭环 closed",
        loop.grade,
        " ".join(map(entry.step, steps)),
    )


def _short(network: Network, entry: Entry, steps: Sequence[Step]) -> str | None:
    """Return the labels of steps without that of their duty: 上级部门 3、乡镇 7."""
    labels = (network.labels[entry.step(step)] for step in steps)
    return "、".join(label.rpartition(entry.duty.label)[2].strip() for label in labels) or None


def findings(network: Network) -> list[Finding]:
    """Return the loops that break, the worst first."""
    broken = [loop for loop in loops(network) if loop.breaks]
    return distinct(_finding(loop) for loop in sorted(broken, key=lambda loop: -loop.grade))


def _finding(loop: Loop) -> Finding:
    duty, steps = loop.entry.duty, tuple(dict.fromkeys((*loop.by, *loop.back)))
    zh, en = (
        f"乡镇步骤 {loop.report.number} 发现并上报",
        f"township step {loop.report.number} finds and reports",
    )
    if loop.recipient:
        zh += f"，报给{loop.recipient}" + ("（推定）" if loop.presumed else "")
        en += f" to {loop.recipient}" + (" (presumed)" if loop.presumed else "")
    rule = (
        "；".join((zh, *(words for words, _ in loop.breaks))),
        "; ".join((en, *(words for _, words in loop.breaks))),
    )
    entry = loop.entry
    clauses = [
        clause(entry, loop.report, _words(loop.report)),
        *(clause(entry, step, _words(step)) for step in steps),
    ]
    told = [name for name in loop.recipient.split("、") if name in duty.departments]
    departments = dict.fromkeys((*told, *(name for step in loop.by for name in step.actors)))
    return finding(
        "handover",
        rule,
        [entry],
        about=[loop.report.text],
        departments=list(departments),
        clauses=clauses,
        grade=loop.grade,
    )


def _words(step: Step) -> list[str]:
    """Return the words that say what is found, reported, taken up or given back."""
    return [
        m.word
        for m in step.marks
        if m.scheme in ("finding", "handback") or (m.scheme, m.concept) == ("action", "reporting")
    ]


def loops(network: Network) -> Iterator[Loop]:
    """Yield every find-and-report step of the township with what becomes of it."""
    for entry in network.of_kind("cooperative"):
        for step in entry.duty.township_steps:
            if _finds_and_reports(step):
                yield _loop(entry, step)


def _finds_and_reports(step: Step) -> bool:
    """Whether a township step finds something that another must act on, and passes it up.

    A report inside the township (村报乡) is none. Question 21 reads the same marks.
    """
    inside = _marked(step, "recipient", "township") or _marked(step, "recipient", "village")
    if inside or not _marked(step, "action", "reporting"):
        return False
    return _marked(step, "finding", "finding") or bool(signs("handover")["event"].search(step.text))


@dataclass(frozen=True, slots=True)
class _Recipient:
    """To whom a step reports: the departments of the column that are meant, and what a reader calls them."""

    departments: tuple[str, ...]
    name: str
    presumed: bool = False

    def may_be(self, step: Step) -> bool:
        """Whether a step can be the recipient's: it performs it, or either is not named."""
        return not self.departments or bool({*self.departments} & {*step.actors})


def _loop(entry: Entry, report: Step) -> Loop:
    duty = entry.duty
    told = _recipient(duty, report)
    within = [step for step in duty.superior_steps if _same_section(duty, report, step)]
    named = _taking_up(duty, report, within, told)
    acting = _acting(duty, report, within, told)
    by, taken = named or acting, "none"
    if by:
        taken = "named" if named else "acts"
    awaited = _answers(duty, report, by, told)
    given = [step for step in awaited if _given(step, within)]
    arriving = [step for step in by if signs("handover")["arrives"].search(step.text)]
    back = tuple(dict.fromkeys((*_returning(within, named), *arriving, *given)))
    lacks = [*_nobody(duty, report, within, told, by, taken)]
    if by:
        lacks += _waiting(duty, report, within, told, by)
        lacks += ["awaited"] * (len(given) < len(awaited))
    if not back:
        lacks.append("no word back")
    return Loop(entry, report, told.name, told.presumed, taken, tuple(by), back, tuple(lacks))


def _nobody(
    duty: Duty,
    report: Step,
    within: Sequence[Step],
    told: _Recipient,
    by: Sequence[Step],
    taken: str,
) -> Iterator[str]:
    """Yield why nobody, or somebody else than who is told, answers for a report."""
    if not by:
        others = _acting(duty, report, within, _Recipient((), ""))
        yield "another acts" if others else "nobody acts"
    elif not told.name:
        alone = len(_doers(by)) == 1
        yield "guessed" if taken == "named" or alone else "nobody told"


def _waiting(
    duty: Duty, report: Step, within: Sequence[Step], told: _Recipient, by: Sequence[Step]
) -> Iterator[str]:
    """Yield why the township depends on more than the text gives it, although somebody acts."""
    words = signs("handover")
    if words["unnamed"].search(told.name):
        yield "unnamed"
    if told.presumed and report.named("mentioned"):
        yield "coordinates" if words["coordinates"].search(report.text) else "guessed"
    if not _doers(by):
        yield "no subject"
    takes_over = any(words["takes_over"].search(step.text) and not _guides(step) for step in within)
    if words["ground"].search(report.text) and not takes_over:
        yield "ground held"


def _given(step: Step, within: Sequence[Step]) -> bool:
    """Whether a superior step gives the answer that a township step presupposes: it says the same word (移交, 调拨 …)."""
    presupposed = "".join(match[0] for match in signs("handover")["answer"].finditer(step.text))
    words = signs("handover")["answer_word"].findall(presupposed)
    return any(word in other.text for word in words for other in within)


def _recipient(duty: Duty, report: Step) -> _Recipient:
    """Return to whom a step reports.

    First whom of the column it tells, then whom of the column it names for something else, then
    what is printed, then the only declared department.
    """
    roles: tuple[tuple[Role, bool], ...] = (("recipient", False), ("mentioned", True))
    for role, presumed in roles:
        found = tuple(name for name in duty.departments if name in report.named(role))
        if found:
            return _Recipient(found, "、".join(found), presumed)
    printed = signs("handover")["recipient"].search(report.text)
    if printed:
        return _Recipient((), printed[1])
    if len(duty.departments) == 1:
        return _Recipient(duty.departments, duty.departments[0], presumed=True)
    return _Recipient((), "")


def _same_section(duty: Duty, report: Step, step: Step) -> bool:
    """Whether a superior step stands in the report's section (一、…), or sections play no part."""
    township = {other.heading for other in duty.township_steps}
    sections = township & {other.heading for other in duty.superior_steps}
    return report.heading not in sections or step.heading == report.heading


def _taking_up(duty: Duty, report: Step, within: Sequence[Step], told: _Recipient) -> list[Step]:
    """Return the steps that say that they deal with what was reported."""
    return [
        step
        for step in within
        if _marked(step, "handback", "taking-up")
        and (told.may_be(step) or not step.actors)
        and _meant(duty, report, step)
    ]


def _acting(duty: Duty, report: Step, within: Sequence[Step], told: _Recipient) -> list[Step]:
    """Return the steps that deal with something, without saying that it was reported."""
    return [
        step
        for step in within
        if _acts(step)
        and told.may_be(step)
        and not (_marked(step, "handback", "taking-up") and not _meant(duty, report, step))
    ]


def _returning(within: Sequence[Step], named: Sequence[Step]) -> list[Step]:
    """Return the steps that give word back: those that take the report up, or later ones of the same doers."""
    if not named:
        return []
    doers = _doers(named)
    later = [
        step
        for step in within
        if step in named or (step.position > named[0].position and doers & {*step.actors})
    ]
    return [step for step in later if _returns(step)]


def _answers(duty: Duty, report: Step, by: Sequence[Step], told: _Recipient) -> list[Step]:
    """Return the later township steps that presuppose an answer of those who act."""
    who = _doers(by) | {*told.departments}
    return [step for step in duty.township_steps if _answered(duty, report, step, who)]


def _doers(steps: Sequence[Step]) -> set[str]:
    return {name for step in steps for name in step.actors}


def _meant(duty: Duty, report: Step, step: Step) -> bool:
    """Whether what a step takes up (线索, 投诉 …) is in this report, or in no other report of the duty either."""
    words = [mark.word for mark in step.marks if (mark.scheme, mark.concept) == _TAKING_UP]
    objects = {found for word in words for found in signs("handover")["object"].findall(word)}
    if not objects or _speaks_of(report, objects):
        return True
    others = [o for o in duty.township_steps if o is not report and _finds_and_reports(o)]
    return not any(_speaks_of(other, objects) for other in others)


def _speaks_of(step: Step, objects: set[str]) -> bool:
    return any(found in step.text for found in objects)


def _marked(step: Step, scheme: str, concept: str) -> bool:
    return any(mark.scheme == scheme and mark.concept == concept for mark in step.marks)


def _acts(step: Step) -> bool:
    """Whether a department deals with something: not by a plan, nor by guiding the township to do it."""
    if _marked(step, "action", "planning") or _guides(step):
        return False
    plain = signs("handover")["no_handling"].sub("", step.text)
    plain = signs("handover")["helping"].sub("", plain)
    marked = [mark.word for mark in step.marks if (mark.scheme, mark.concept) in _HANDLING]
    return bool(signs("handover")["handling"].search(plain)) or any(
        word in plain for word in marked
    )


def _guides(step: Step) -> bool:
    """Whether a step has the township do it."""
    named = [p for p in step.participants if p.role == "mentioned"]
    return any(p.organization.kind == "township" for p in named)


def _returns(step: Step) -> bool:
    told = any(
        p.organization.kind == "township" and p.role == "recipient" for p in step.participants
    )
    return told or _marked(step, "handback", "returning")


def _answered(duty: Duty, report: Step, step: Step, by: set[str]) -> bool:
    """Whether a later township step presupposes an answer of those who act."""
    if step.position <= report.position or step.heading != report.heading:
        return False
    if not signs("handover")["answer"].search(step.text):
        return False
    named = {*step.named("mentioned", "recipient")} & {*duty.departments}
    return not named or not by or bool(named & by)
