"""From when each time limit runs: a limit of so many days that begins nowhere binds nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.analyses._finding import clause, distinct, finding, title
from kg.lexicon import signs
from kg.model import Duty, Finding, Mark, Step, side_words
from kg.network import Entry, Network
from kg.table import Heading, Table, Value, heading
from kg.words import kinds

TITLE: Final = ("时限从何时算起", "Time limits: from when they run")
PLACES: Final = "each"
KINDS: Final = kinds("no_start")
_HEADINGS: Final = (
    heading("duty"),
    Heading("where", "位置", "where"),
    Heading("limit", "时限", "limit"),
    Heading("sentence", "原句", "sentence"),
    Heading("runs", "须有起算", "runs from something"),
    Heading("start", "起算", "begins"),
    heading("evidence"),
)
_SENTENCE: Final = re.compile("[^。；;]+")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in figures, where it stands (``step`` is None: in the title).

    ``running`` says that it runs from something (3个工作日内) and is not a date, period or
    duration; ``start`` are the words that say from what, empty if none do.
    """

    entry: Entry
    step: Step | None
    word: str
    sentence: str
    running: bool
    start: str

    @property
    def open(self) -> bool:
        """Whether it runs and begins nowhere."""
        return self.running and not self.start

    @property
    def where(self) -> str:
        """The side that it stands in, or the title."""
        if self.step:
            return side_words(self.entry.duty.kind, self.step.side)[0]
        return "名称 title"

    @property
    def evidence(self) -> str:
        """The IRI of the text that sets it."""
        if self.step:
            return self.entry.step(self.step)
        return self.entry.iri


def run(network: Network) -> Table:
    """Return the limits in figures, with what each runs from.

    Parameters
    ----------
    network : Network
        Titles and steps with their marks of the scheme ``limit``.

    Returns
    -------
    Table
        One row a limit, in the order of the lists. Unit: time limit. ``start`` are the words that
        begin it; a date, a period (每季度) or a duration (公示5个工作日) needs none.

    Notes
    -----
    O(marks). A start counts if it is in the same sentence or before it in the same text, and where
    in doubt a word is taken for one; limits of years are left out as conditions. Whether a limit is
    lawful, the text does not say.

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    found = list(limits(network))
    return Table(*TITLE, _HEADINGS, tuple(map(_row, found)), _notes(found))


def _row(limit: Limit) -> tuple[Value, ...]:
    return (
        limit.entry.iri,
        limit.where,
        limit.word,
        limit.sentence,
        int(limit.running),
        limit.start or None,
        limit.evidence,
    )


def _notes(found: Sequence[Limit]) -> tuple[str, ...]:
    """Return what is counted, of how many, and by which rule."""
    running = sum(limit.running for limit in found)
    without_start = sum(limit.open for limit in found)
    return (
        f"单位：以数字写明的时限，共 {len(found)} 处；其中“几日内”一类须有起算的 {running} 处，"
        f"没写的 {without_start} 处"
        f" / Unit: time limit in figures, {len(found)}; {running} run from something, "
        f"{without_start} of them begin nowhere",
        "规则：“……之日起”“……后”“接到”“发现”“受理”等在同一句或同一步骤的前文里即为起算；固定日期、"
        "周期和持续时间不需要起算"
        " / Rule: 之日起, 后, 接到, 发现, 受理 … in the sentence or before it in the text begin "
        "it; a date, a period or a duration needs no beginning",
    )


def findings(network: Network) -> list[Finding]:
    """Return the limits that run and begin nowhere."""
    return distinct(_finding(limit) for limit in limits(network) if limit.open)


def _finding(limit: Limit) -> Finding:
    rule = (
        f"写了“{limit.word}”，没有写从何时算起",
        f"it says “{limit.word}”, and nothing says from when",
    )
    quoted = title(limit.entry, [limit.word])
    if limit.step:
        quoted = clause(limit.entry, limit.step, [limit.word])
    return finding("no_start", rule, [limit.entry], about=[limit.sentence], clauses=[quoted])


def limits(network: Network) -> Iterator[Limit]:
    """Yield the limits in figures of every title and step, in the order of the lists."""
    for entry in network.entries:
        yield from _limits(entry, None, entry.duty)
        for step in entry.duty.steps:
            yield from _limits(entry, step, step)


def _limits(entry: Entry, step: Step | None, marked: Duty | Step) -> Iterator[Limit]:
    text, span = entry.duty.title, entry.duty.title_span
    if step:
        text, span = step.text, step.span
    for mark in marked.marks:
        if (mark.scheme, mark.concept) == ("limit", "hard"):
            yield _limit(entry, step, mark, text, mark.span.start - span.start)


def _limit(entry: Entry, step: Step | None, mark: Mark, text: str, at: int) -> Limit:
    words = signs("deadlines")
    spans = [found.span() for found in _SENTENCE.finditer(text)]
    first, last = next(span for span in spans if span[0] <= at < span[1])
    before, after = text[first:at], text[at + len(mark.word) : last]
    condition = words["no_limit"].search(before) or words["no_limit_after"].search(after)
    running = bool(words["running"].search(mark.word)) and not condition
    # what an earlier sentence of the same text begins counts: 收到申请后初审；3日内上报
    start = ""
    if running and (begins := words["start"].search(text[:last])):
        start = begins[0]
    return Limit(entry, step, mark.word, text[first:last].strip(), running, start)
