"""Whom the basic duties tell of what the township finds: what nobody is told, nobody answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.analyses._finding import distinct, finding
from kg.lexicon import signs
from kg.model import Clause, Duty, Finding, Step
from kg.network import Entry, Network
from kg.similarity.passages import clauses_of
from kg.table import Heading, Table, Value, heading
from kg.words import kinds

TITLE: Final = (
    "基本职责查出来的事报给谁",
    "Whom the township's own duties tell of what they find",
)
PLACES: Final = "each"
KINDS: Final = kinds("untold")
_HEADINGS: Final = (
    heading("duty"),
    heading("title"),
    Heading("report", "发现并上报", "finds and reports"),
    Heading("recipient", "报给谁", "to whom"),
    Heading("elsewhere", "配合事项写的是报给", "whom cooperative duties tell"),
    heading("evidence"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of a basic duty's title that reports what was found.

    ``words`` say what is found and that it is reported, ``recipient`` is whom the title tells
    (empty: nobody), ``elsewhere`` the cooperative duties' steps that report the same matter, with
    whom they tell.
    """

    entry: Entry
    clause: Clause
    words: tuple[str, ...]
    recipient: str
    elsewhere: tuple[tuple[Entry, Step, str], ...]


def run(network: Network) -> Table:
    """Return the clauses of basic duties that report something found, and whom they tell.

    Parameters
    ----------
    network : Network
        Titles of the basic duties; steps of the cooperative ones with their recipients.

    Returns
    -------
    Table
        One row a clause, in the order of the lists. Unit: clause of a basic duty's title.
        ``recipient`` is empty where the title tells nobody; ``elsewhere`` says whom cooperative
        duties tell of the same matter.

    Notes
    -----
    O(duties + steps). Reports of figures, papers and work done are left out, for nobody is to act
    on them. That a title names nobody does not say that nobody is told in fact.

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    found = list(told(network))
    return Table(*TITLE, _HEADINGS, tuple(map(_row, found)), _notes(network, found))


def _row(one: Told) -> tuple[Value, ...]:
    elsewhere = [f"{other.duty.label}：{name}" for other, _, name in one.elsewhere]
    steps = [other.step(step) for other, step, _ in one.elsewhere]
    return (
        one.entry.iri,
        one.entry.duty.title,
        one.clause.text,
        one.recipient or None,
        "；".join(elsewhere) or None,
        " ".join((one.entry.iri, *steps)),
    )


def _notes(network: Network, found: Sequence[Told]) -> tuple[str, ...]:
    """Return what is counted, of how many, and by which rule."""
    basic = len(network.of_kind("basic"))
    nobody = sum(not one.recipient for one in found)
    return (
        f"单位：基本事项名称中的一处“发现并上报”，共 {len(found)} 处，没写报给谁 {nobody} 处；"
        f"分母：基本事项 {basic} 项"
        f" / Unit: clause of a basic duty that reports something found, {len(found)} of "
        f"{basic} duties; {nobody} tell nobody",
        "规则：同一句里既有隐患、疫情、事故、违法一类待人处置的事，又有上报、报告、报送；报数据、"
        "报材料、报进展不算"
        " / Rule: what waits for somebody to act on it, and a word of reporting; figures, papers "
        "and progress do not count",
    )


def findings(network: Network) -> list[Finding]:
    """Return the clauses that report something found and tell nobody."""
    return distinct(_finding(one) for one in told(network) if not one.recipient)


def _finding(one: Told) -> Finding:
    *found, report = one.words
    words, after = ", ".join(found), ""
    what = f"“{words}”"
    if found[-1].endswith("发现"):
        after, what = "后", f"what is found (“{words}”)"
    zh = f"{'、'.join(found)}{after}要{report}，没有写报给谁"
    en = f"{what} is to be reported (“{report}”), and nothing says to whom"
    if one.elsewhere:
        other, _, name = one.elsewhere[0]
        zh += f"；同一件事，{other.duty.label} 写的是报给{name}"
        en += f"; on the same matter {other.duty.english} says to report to {name}"
    return finding(
        "untold", (zh, en), [one.entry], about=[one.clause.text], clauses=[one.clause]
    )  # fmt: skip


def told(network: Network) -> Iterator[Told]:
    """Yield every clause of a basic duty's title that reports what somebody must act on."""
    for entry in network.of_kind("basic"):
        before = (0, 0)
        for start, end in clauses_of(entry.duty.title):
            text, earlier = entry.duty.title[start:end], entry.duty.title[slice(*before)]
            words = _reported(earlier, text)
            if words:
                first = start if words[0] in text else before[0]
                yield _told(network, entry, (first, end), words)
            before = (start, end)
            if text.endswith(("。", "；", ";")):
                before = (0, 0)


def _reported(before: str, text: str) -> tuple[str, ...]:
    """Return what a clause says is found, then the word of reporting; empty without both.

    Where the clause only reports (及时上报), what is found may be in the clause before
    (发现隐患，及时上报).
    """
    report = signs("told")["reports"].search(signs("told")["no_report"].sub("", text))
    found = _found(text) or _found(before)
    return (*found, report[0]) if report and found else ()


def _found(text: str) -> tuple[str, ...]:
    """Return the words of what is found, those that stand side by side as one: 违法线索."""
    one = signs("told")["found"].pattern
    plain = signs("told")["no_found"].sub("", text)
    return tuple(dict.fromkeys(match[0] for match in re.finditer(f"(?:{one})+", plain)))


def _told(network: Network, entry: Entry, at: tuple[int, int], words: Sequence[str]) -> Told:
    duty, (start, end) = entry.duty, at
    whole = duty.title_span
    text = duty.title[start:end].rstrip("，。；,;")
    first = whole.start + start
    span = replace(whole, start=first, end=first + len(text))
    clause = Clause(entry.iri, text, span, tuple(word for word in words if word in text))
    named = signs("told")["recipient"].search(
        signs("told")["no_report"].sub("", duty.title[start:])
    )
    if named:
        return Told(entry, clause, tuple(words), named[0], ())
    return Told(entry, clause, tuple(words), "", _elsewhere(network, entry, clause))


def _elsewhere(
    network: Network, entry: Entry, clause: Clause
) -> tuple[tuple[Entry, Step, str], ...]:
    """Return the cooperative steps of the list that report the clause's matter to a department."""
    matters = {
        mark.concept
        for mark in entry.duty.marks
        if mark.scheme == "matter" and clause.span.start <= mark.span.start < clause.span.end
    }
    found = []
    for other in network.of_kind("cooperative"):
        if other.list is not entry.list:
            continue
        for step in other.duty.township_steps:
            names = step.named("recipient")
            if names and _reports(step) and matters & _matters(other.duty, step):
                found.append((other, step, "、".join(names)))
    return tuple(found)


def _reports(step: Step) -> bool:
    """Whether a step finds something and reports it."""
    marks = {(mark.scheme, mark.concept) for mark in step.marks}
    return {("finding", "finding"), ("action", "reporting")} <= marks


def _matters(duty: Duty, step: Step) -> set[str]:
    """Return the matters that a step names, or else its duty's title."""
    named = {mark.concept for mark in step.marks if mark.scheme == "matter"}
    return named or {mark.concept for mark in duty.marks if mark.scheme == "matter"}
