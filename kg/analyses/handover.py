"""What the township finds and reports: who takes it up, who gives word back, and where the loop breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.analyses._finding import clause, distinct, finding
from kg.model import Duty, Finding, Step
from kg.network import Entry, Network
from kg.table import Heading, Table

TITLE: Final = (
    "交接闭环：发现、上报、处置、回告，断在哪里",
    "Hand-over: find, report, act, give word back, and where it breaks",
)
KINDS: Final = {"handover": ("交接断点", "broken hand-over")}
TAKEN: Final = {"named": "写明受理", "acts": "有处置，未写明受理", "none": "未见处置"}
TAKEN_EN: Final = {"named": "taken up", "acts": "acts, not said to be on the report", "none": "no step acts"}

_EVENT = re.compile(
    r"突发事件|事故|受灾(?!点|群众|户|村)|灾情|洪涝|积水|增援|未按(?:照)?(?:有关)?规定[^，。；,;]{0,30}行为"
)
_LEAD_FOUND = re.compile(r"(?:遗产|文物|史料|招商|项目|投资)(?:线索|信息)")
"""What is found is nothing wrong: a monument, an investor."""
_INSIDE = re.compile(
    r"报(?:送|告)?(?:至|到|给)?(?:乡|镇|街道|村|居)(?:级|党(?:工)?委|(?:人民)?政府|两委|委会)?(?=[，。；、,;进审复初]|$)"
)
_PRINTED = re.compile(
    r"(?:(?:上报|报送|报告|移交|移送)(?:给|至|到)?|反馈(?:给|至|到))([^，。；、,;的]{1,16}?(?:所|部门|单位|局|委|办|会|中心|站|队|机关)(?:、[^，。；、,;的]{1,8}?(?:所|室|站|队))*)"
)
_VAGUE = re.compile(r"^(?:相关|有关|上级|各).{0,6}(?:部门|单位)$")
_OBJECT = re.compile(r"线索|问题|违法|情况|隐患|投诉|网点|故障|事故|事件")
_ACTS = re.compile(r"治理工作|核查|捕捉|救治|调拨|维修|技术保障")
_NAMES_ONLY = re.compile(r"救助管理|化解|救援(?:局|部门|机构)")
"""Words of handling that are part of a name, or that prevent instead of handling what was found."""
_HANDLING = {("action", "handling"), ("action", "enforcement")} | {
    ("power", concept) for concept in ("fine", "order", "enforce", "investigate")
}
_BACK = re.compile(
    r"根据整改要求|接到[^，。；,;]{0,24}(?:反馈|通知|推送|移交|转办)|(?:反馈|推送|移交|转办|交办|调拨|下拨)的|经[^，。；,;]{1,20}核实|批复后"
)


@dataclass(frozen=True, slots=True)
class Loop:
    """One report of the township's and what becomes of it.

    ``recipient`` is whom the step names; ``presumed`` says that it names nobody to report to, and the department that it
    names for something else, or the only declared one, is meant. ``taken`` is named, acts or none (:data:`TAKEN`),
    ``by`` the superior steps that do it, ``back`` the steps of either side that speak of an answer.
    """

    entry: Entry
    report: Step
    recipient: str
    presumed: bool
    taken: str
    by: tuple[Step, ...]
    back: tuple[Step, ...]

    @property
    def breaks(self) -> tuple[tuple[str, str], ...]:
        """What the text leaves out, in words (zh, en); empty where the loop closes."""
        found = []
        if not self.recipient:
            found.append(("没有写明报给谁", "nothing says to whom"))
        elif _VAGUE.search(self.recipient):
            found.append((f"只写报给“{self.recipient}”", f"it is to be told to “{self.recipient}” only"))
        if self.taken == "none":
            found.append(("没有部门步骤处置", "no step of a department acts on it"))
        elif self.taken == "acts":
            found.append(
                ("部门有处置步骤，但没有写明受理这项上报", "a department acts, but nothing ties that to the report")
            )
        elif not any(step.actors for step in self.by):
            found.append(("受理的步骤没有写明由谁做", "the step that takes it up names nobody"))
        if not self.back:
            found.append(("没有写明结果回告乡镇", "nothing says that word comes back"))
        return tuple(found)

    @property
    def grade(self) -> int:
        """3: nobody acts; 2: nobody is said to take it up; 1: only the answer or the recipient is missing; 0: closed."""
        if not self.breaks:
            return 0
        unnamed = self.taken == "named" and not any(step.actors for step in self.by)
        return 3 if self.taken == "none" else 2 if self.taken == "acts" or unnamed else 1


def run(network: Network) -> Table:
    """Return what becomes of each thing that the township is to find and report.

    Parameters
    ----------
    network : Network
        Steps of both sides with their marks (``finding``, ``action``, ``handback``, ``power``) and recipients.

    Returns
    -------
    Table
        One row a township step that finds something wrong and reports it, in the order of the lists. Unit: township
        step. ``taken`` and ``back`` name the steps in which the loop goes on.

    Notes
    -----
    O(steps). It reads the text only: a loop that breaks here may well close in practice, but nobody can be held to it
    by the list. Reports of figures, names and applications are no part of it; reports of a village to the township
    neither. An answer counts in the step that takes the report up, in a later step of the same department, or in a
    later township step that presupposes one (根据整改要求, 接到……反馈).

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    found = list(loops(network))
    rows = tuple(
        (
            loop.entry.iri,
            loop.entry.step(loop.report),
            loop.report.text,
            f"{loop.recipient}（推定 presumed）" if loop.presumed else loop.recipient or None,
            f"{TAKEN[loop.taken]} {TAKEN_EN[loop.taken]}",
            "、".join(
                network.labels[loop.entry.step(step)].rpartition(loop.entry.duty.label)[2].strip() for step in loop.by
            )
            or None,
            "、".join(
                network.labels[loop.entry.step(step)].rpartition(loop.entry.duty.label)[2].strip() for step in loop.back
            )
            or None,
            "；".join(zh for zh, _ in loop.breaks) or "闭环 closed",
            loop.grade,
            " ".join(loop.entry.step(step) for step in (loop.report, *loop.by, *loop.back)),
        )
        for loop in found
    )
    closed = sum(not loop.breaks for loop in found)
    steps = sum(len(entry.duty.township_steps) for entry in network.of_kind("cooperative"))
    counts = {taken: sum(loop.taken == taken for loop in found) for taken in TAKEN}
    notes = (
        f"单位：乡镇的“发现并上报”步骤 {len(found)} 个，分母：配合事项乡镇步骤 {steps} 个 / Unit: township step that "
        f"finds and reports, {len(found)} of {steps} in cooperative duties",
        f"写明受理 {counts['named']}，有处置而未写明受理 {counts['acts']}，未见处置 {counts['none']}；写明回告 "
        f"{sum(bool(loop.back) for loop in found)}；闭环 {closed}"
        f" / Taken up {counts['named']}, acts without saying so {counts['acts']}, nobody acts {counts['none']}; word "
        f"back {sum(bool(loop.back) for loop in found)}; closed {closed}",
        "断点：3 没有部门步骤处置；2 没有写明谁受理；1 只缺回告或报送对象 / Break: 3 nobody acts; 2 nobody is said to "
        "take it up; 1 only the answer or the recipient is missing",
        "规则：步骤中既有发现（隐患、违法行为、事故、灾情……）又有上报；受理须写明对象是上报来的事；"
        "没写报给谁的，推定报给步骤里提到的部门，或事项所列的唯一部门；报数据、报材料、村报乡不在内"
        " / Rule: a step with both a finding and a report; taking up must speak of what was reported; where nobody is "
        "told, the department that the step names, or the only declared one, is presumed; "
        "figures, papers and reports inside the township are left out",
    )
    headings = (
        Heading("duty", "事项", "duty"),
        Heading("step", "上报的步骤", "reporting step"),
        Heading("report", "发现并上报", "finds and reports"),
        Heading("recipient", "报给谁", "to whom"),
        Heading("state", "是否受理", "taken up"),
        Heading("taken", "处置的步骤", "steps that act"),
        Heading("back", "回告的步骤", "steps that answer"),
        Heading("breaks", "断在哪里", "where it breaks"),
        Heading("grade", "断点", "grade"),
        Heading("evidence", "证据", "evidence"),
    )
    return Table(*TITLE, headings, rows, notes)


def findings(network: Network) -> list[Finding]:
    """Return the loops that break, the worst first."""
    broken = [loop for loop in loops(network) if loop.breaks]
    return distinct(_finding(loop) for loop in sorted(broken, key=lambda loop: -loop.grade))


def _finding(loop: Loop) -> Finding:
    duty, steps = loop.entry.duty, tuple(dict.fromkeys((*loop.by, *loop.back)))
    zh, en = f"乡镇步骤 {loop.report.position} 发现并上报", f"township step {loop.report.position} finds and reports"
    if loop.recipient:
        zh += f"，报给{loop.recipient}" + ("（推定）" if loop.presumed else "")
        en += f" to {loop.recipient}" + (" (presumed)" if loop.presumed else "")
    rule = (
        "；".join((zh, *(words for words, _ in loop.breaks))),
        "; ".join((en, *(words for _, words in loop.breaks))),
    )
    entry = loop.entry
    clauses = [clause(entry, loop.report, _words(loop.report)), *(clause(entry, step, _words(step)) for step in steps)]
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
    marks = {(mark.scheme, mark.concept) for mark in step.marks}
    found = [mark for mark in step.marks if mark.scheme == "finding"]
    if ("action", "reporting") not in marks or _INSIDE.search(step.text) or _LEAD_FOUND.search(step.text):
        return False
    return bool(found) or bool(_EVENT.search(step.text))


def _loop(entry: Entry, report: Step) -> Loop:
    duty = entry.duty
    told = set(report.named("recipient")) & set(duty.departments)
    beside = set(report.named("mentioned")) & set(duty.departments)
    printed = _PRINTED.search(report.text)
    presumed = not told and (bool(beside) or (not printed and len(duty.departments) == 1))
    told = told or beside
    recipient = "、".join(name for name in duty.departments if name in told)
    if not told and printed:
        recipient = printed[1]
    elif not told and presumed:
        recipient, told = duty.departments[0], {duty.departments[0]}
    within = [step for step in duty.superior_steps if _same_section(duty, report, step)]
    named = [
        step
        for step in within
        if _marked(step, "handback", "taking-up")
        and (not told or not step.actors or told & set(step.actors))
        and _meant(duty, report, step)
    ]
    if named:
        doers = {name for step in named for name in step.actors}
        later = [s for s in within if s in named or (s.position > named[0].position and doers & set(s.actors))]
        back = [step for step in later if _returns(step)]
    else:
        back = []
    elsewhere = [step for step in within if _marked(step, "handback", "taking-up") and not _meant(duty, report, step)]
    acting = [s for s in within if _acts(s) and s not in elsewhere and (not told or told & set(s.actors))]
    by = named or acting
    back += [
        step for step in duty.township_steps if _answered(duty, report, step, {n for s in by for n in s.actors} | told)
    ]
    taken = "named" if named else "acts" if acting else "none"
    return Loop(entry, report, recipient, presumed, taken, tuple(by), tuple(back))


def _same_section(duty: Duty, report: Step, step: Step) -> bool:
    """Whether a superior step stands in the report's section (一、…), or sections play no part."""
    sections = {other.heading for other in duty.township_steps} & {other.heading for other in duty.superior_steps}
    return report.heading not in sections or step.heading == report.heading


def _meant(duty: Duty, report: Step, step: Step) -> bool:
    """Whether what a step takes up (线索, 投诉 …) is in this report, or in no other report of the duty either."""
    objects = {
        o for m in step.marks if (m.scheme, m.concept) == ("handback", "taking-up") for o in _OBJECT.findall(m.word)
    }
    others = [other for other in duty.township_steps if other is not report and _finds_and_reports(other)]
    return (
        not objects
        or any(o in report.text for o in objects)
        or not any(o in other.text for o in objects for other in others)
    )


def _marked(step: Step, scheme: str, concept: str) -> bool:
    return any(mark.scheme == scheme and mark.concept == concept for mark in step.marks)


def _acts(step: Step) -> bool:
    """Whether a department deals with something: not by a plan, nor by guiding the township to do it."""
    if _marked(step, "action", "planning") or any(
        p.organization.kind == "township" for p in step.participants if p.role == "mentioned"
    ):
        return False
    plain = _NAMES_ONLY.sub("", step.text)
    return bool(_ACTS.search(plain)) or any((m.scheme, m.concept) in _HANDLING and m.word in plain for m in step.marks)


def _returns(step: Step) -> bool:
    told = any(p.organization.kind == "township" and p.role == "recipient" for p in step.participants)
    return told or _marked(step, "handback", "returning")


def _answered(duty: Duty, report: Step, step: Step, by: set[str]) -> bool:
    """Whether a later township step presupposes an answer of those who act."""
    if step.position <= report.position or step.heading != report.heading or not _BACK.search(step.text):
        return False
    named = set(step.named("mentioned", "recipient")) & set(duty.departments)
    return not named or not by or bool(named & by)
