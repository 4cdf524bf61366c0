"""What the township finds and reports: who takes it up, who gives word back, and where the loop breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.analyses._finding import clause, distinct, finding
from kg.analyses._loops import Loop, loops
from kg.model import Finding, Step
from kg.network import Entry, Network
from kg.table import Heading, Table, Value, heading
from kg.words import both, kinds

TITLE: Final = (
    "交接闭环：发现、上报、处置、回告，断在哪里",
    "Hand-over: find, report, act, give word back, and where it breaks",
)
PLACES: Final = "each"
KINDS: Final = kinds("handover")
_HEADINGS: Final = (
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
    can be held to it by the list. Reports of figures, names and applications are not part of it;
    reports of a village to the township neither. An answer counts in the step that takes the report
    up, in a later step of the same department, or in a later township step that presupposes one
    (根据整改要求, 接到……反馈).

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    found = list(loops(network))
    rows = tuple(_row(network, loop) for loop in found)
    return Table(*TITLE, _HEADINGS, rows, _notes(network, found))


def _notes(network: Network, found: Sequence[Loop]) -> tuple[str, ...]:
    """Return what is counted, of how many, what a break's grade means, and the rule."""
    closed = sum(not loop.breaks for loop in found)
    answered = sum(bool(loop.back) for loop in found)
    steps = sum(len(entry.duty.township_steps) for entry in network.of_kind("cooperative"))
    counts = Counter(loop.taken for loop in found)
    return (
        f"单位：乡镇的“发现并上报”步骤 {len(found)} 个，分母：配合事项乡镇步骤 {steps} 个"
        f" / Unit: township step that finds and reports, {len(found)} of {steps} in cooperative "
        "duties",
        f"写明受理 {counts['named']}，有处置而未写明受理 {counts['acts']}，未见处置 "
        f"{counts['none']}；写明回告 {answered}；闭环 {closed}"
        f" / Taken up {counts['named']}, acts without saying so {counts['acts']}, nobody acts "
        f"{counts['none']}; word back {answered}; closed {closed}",
        "断点：3 谁也不担责（没有部门处置，或没写报给谁而处置的不止一家）；2 有部门处置，"
        "但乡镇要等一句没有写出的答复、守着现场、自己去协调，或只能猜报给谁；1 只缺回告"
        " / Break: 3 nobody is answerable (no department acts, or nobody is told and several "
        "act); 2 somebody acts, but the township waits for an answer that no step gives, holds "
        "the ground, must coordinate or must guess whom to tell; 1 only word back is missing",
        "规则：步骤中既有发现（隐患、违法行为、事故、灾情……）又有上报；"
        "受理须写明对象是上报来的事；没写报给谁的，推定报给步骤里提到的部门，"
        "或事项所列的唯一部门；报数据、报材料、村报乡不在内"
        " / Rule: a step with both a finding and a report; taking up must speak of what was "
        "reported; where nobody is told, the department that the step names, or the only declared "
        "one, is presumed; figures, papers and reports inside the township are left out",
    )


def _row(network: Network, loop: Loop) -> tuple[Value, ...]:
    entry = loop.entry
    recipient = f"{loop.recipient}（推定 presumed）" if loop.presumed else loop.recipient
    steps = (loop.report, *loop.by, *loop.back)
    return (
        entry.iri,
        entry.step(loop.report),
        loop.report.text,
        recipient or None,
        both("taken")[loop.taken],
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
    if loop.recipient and "unnamed" not in loop.lacks:
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
