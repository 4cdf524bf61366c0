"""The loop of a report: the township finds and reports, a department takes it up and gives word back, or does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.lexicon import signs
from kg.model import Duty, Role, Step
from kg.network import Entry, Network
from kg.similarity.passages import clauses_of
from kg.words import section

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
    is named, acts or none (``[taken]`` of ``data/words.toml``), ``by`` the superior steps that do
    it, ``back`` the steps of either side that close the loop, ``lacks`` what the text leaves out
    (:data:`BREAKS`).
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


def loops(network: Network) -> Iterator[Loop]:
    """Yield every find-and-report step of the township with what becomes of it."""
    for entry in network.of_kind("cooperative"):
        for step in entry.duty.township_steps:
            if _finds_and_reports(step):
                yield _loop(entry, step)


def _finds_and_reports(step: Step) -> bool:
    """Whether a township step finds something that another must act on, and passes it up.

    A report inside the township (村报乡) is not one. Question 21 reads the same marks.
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
    if _guides(step):
        return False
    plain = signs("handover")["no_handling"].sub("", _without_plans(step))
    plain = signs("handover")["helping"].sub("", plain)
    marked = [mark.word for mark in step.marks if (mark.scheme, mark.concept) in _HANDLING]
    return bool(signs("handover")["handling"].search(plain)) or any(
        word in plain for word in marked
    )


def _without_plans(step: Step) -> str:
    """Return the clauses of a step that draw up no plan, rule or measure."""
    plans = [
        mark.span.start - step.span.start
        for mark in step.marks
        if (mark.scheme, mark.concept) == ("action", "planning")
    ]
    kept = [
        step.text[start:end]
        for start, end in clauses_of(step.text)
        if not any(start <= at < end for at in plans)
    ]
    return "".join(kept)


def _guides(step: Step) -> bool:
    """Whether a step has the township do it: taking up what the township reports does not count."""
    if _marked(step, *_TAKING_UP):
        return False
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
