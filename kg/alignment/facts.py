"""What changed, as facts with quotations: for each kind of change the old and the new clause, marked, and both places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from kg.alignment import marking
from kg.alignment.changes import Change, Kind, StepChange
from kg.model import COLUMN_ZH, LIST_KINDS, Cell, Duty, DutyList, ListKind, Span, Step
from kg.show import place as cited
from kg.words import section

_OF_DUTY: Final = frozenset(
    ("added", "removed", "recalled", "devolved", "moved", "split", "merged", "reworded")
)
"""Kinds whose evidence is the duty's title; they share a fact where several hold for one pair."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that changed: its kinds, the duties, what of them (``part``, in words), both clauses and their places."""

    kinds: tuple[Kind, ...]
    old: Duty | None
    new: Duty | None
    part: str
    old_text: str = ""
    new_text: str = ""
    old_place: str = ""
    new_place: str = ""

    @property
    def called(self) -> str:
        """The kinds in Chinese: 收回、改写."""
        return "、".join(section("change")[kind][0] for kind in self.kinds)

    @property
    def title(self) -> str:
        """The duty's title, the new one where there is one."""
        duty = self.new or self.old
        if duty is None:
            return ""
        return duty.title


def facts(change: Change) -> Iterator[Fact]:
    """Yield what changed of a duty, kind by kind; one fact without kinds where nothing did."""
    if not change.kinds:
        yield from _of_titles(change, ())
    of_duty = tuple(kind for kind in change.kinds if kind in _OF_DUTY)
    if of_duty:
        yield from _of_titles(change, of_duty)
    if not change.old or not change.new:
        return
    old, new = change.old[0], change.new[0]
    if "departments" in change.kinds:
        yield _of_departments(change, old, new)
    if "steps" in change.kinds:
        for step in change.steps:
            yield _of_step(old, new, step)
    if "category" in change.kinds:
        texts = marking.marked(old.category, new.category)
        yield Fact(("category",), old, new, COLUMN_ZH["category"], *texts, *_lines(old, new))
    if "typography" in change.kinds:
        yield from _of_print(old, new)


def _of_titles(change: Change, kinds: tuple[Kind, ...]) -> Iterator[Fact]:
    """Yield a fact for each duty of the side that has more: a split duty has one for each of its parts."""
    part = COLUMN_ZH["title"]
    if not change.old or not change.new:
        for duty in change.old:
            yield Fact(kinds, duty, None, part, duty.title, "", _at(duty.title_span))
        for duty in change.new:
            yield Fact(kinds, None, duty, part, "", duty.title, "", _at(duty.title_span))
        return
    several = len(change.old) + len(change.new) > 2
    for old, new in _side_by_side(change.old, change.new):
        texts = old.title, new.title
        if not several:
            texts = marking.marked(*texts)
        yield Fact(kinds, old, new, part, *texts, _at(old.title_span), _at(new.title_span))


def _side_by_side(old: Sequence[Duty], new: Sequence[Duty]) -> Iterator[tuple[Duty, Duty]]:
    for one, other in zip_longest(old, new):
        yield one or old[-1], other or new[-1]


def _of_departments(change: Change, old: Duty, new: Duty) -> Fact:
    before = [marking.gone(name) if name in change.gone else name for name in old.departments]
    after = [marking.come(name) if name in change.come else name for name in new.departments]
    part = COLUMN_ZH["receiving" if old.kind == "recalled" else "departments"]
    places = (_declared(old), _declared(new))
    if change.only_renamed:
        part = f"{part}（机构改革更名：{change.renamed[0].reform.zh}）"
    return Fact(("departments",), old, new, part, "、".join(before), "、".join(after), *places)


def _declared(duty: Duty) -> str:
    spans = [mention.span for mention in duty.declared if mention.role != "lead"]
    if not spans:
        return duty.title_span.row
    first = spans[0]
    end = max(span.end for span in spans if (span.line, span.column) == (first.line, first.column))
    return cited(replace(first, end=end))


def _of_step(old: Duty, new: Duty, step: StepChange) -> Fact:
    part = COLUMN_ZH["way" if old.kind == "recalled" else step.side]
    before, first = _text_and_place(step.old)
    after, then = _text_and_place(step.new)
    texts, places = (marking.gone(before), marking.come(after)), (first, then)
    if before and after:
        texts = marking.marked(before, after)
    return Fact(("steps",), old, new, part, *texts, *places)


def _text_and_place(step: Step | None) -> tuple[str, str]:
    if step is None:
        return "", ""
    return step.text, _at(step.span)


def _of_print(old: Duty, new: Duty) -> Iterator[Fact]:
    for column, one, other in printed_otherwise(old, new):
        texts = marking.marked(_bare(one.text), _bare(other.text))
        places = (_row(old, one), _row(new, other))
        yield Fact(("typography",), old, new, COLUMN_ZH.get(column, column), *texts, *places)


def printed_otherwise(old: Duty, new: Duty) -> Iterator[tuple[str, Cell, Cell]]:
    """Yield the cells that are printed otherwise: column, old and new; category aside."""
    after = {cell.column: cell for cell in new.cells}
    for cell in old.cells:
        other = after.get(cell.column)
        if (
            cell.column in ("number", "category")
            or other is None
            or _bare(cell.text) == _bare(other.text)
        ):
            continue
        yield cell.column, cell, other


def _bare(text: str) -> str:
    return "".join(text.split())


def _row(duty: Duty, cell: Cell) -> str:
    span = Span(cell.line, cell.column, 0, 0)
    if cell.line == duty.line:
        span = replace(span, place=duty.place)
    return span.row


def _lines(old: Duty, new: Duty) -> tuple[str, str]:
    return old.title_span.row, new.title_span.row


def _at(span: Span) -> str:
    return cited(span)


@dataclass(frozen=True, slots=True)
class Sum:
    """How one table's number of duties came about: ``before``, each kind with what it added or took, ``after``."""

    kind: ListKind
    before: int
    steps: tuple[tuple[Kind, int], ...]
    after: int

    @property
    def text(self) -> str:
        """The sum in words: ``97 −3 收回 +1 新增 = 95``."""
        moved = [f"{_signed(count)} {section('change')[kind][0]}" for kind, count in self.steps]
        return " ".join([str(self.before), *moved, "=", str(self.after)])


def _signed(count: int) -> str:
    return f"{count:+}".replace("-", "−")


def sums(old: DutyList, new: DutyList, changes: Sequence[Change]) -> tuple[Sum, ...]:
    """Return how the number of duties in each table came about.

    What left a table and what came into it are counted apart, also where one kind did both.
    """
    moved: dict[ListKind, Counter[tuple[Kind, bool]]] = {kind: Counter() for kind in LIST_KINDS}
    for change in changes:
        for table, reason, more in moves(change):
            moved[table][reason, more > 0] += more
    found = []
    for table in LIST_KINDS:
        order = sorted(moved[table].items(), key=lambda item: item[0][1])
        steps = tuple((kind, count) for (kind, _), count in order)
        found.append(Sum(table, len(old.of_kind(table)), steps, len(new.of_kind(table))))
    return tuple(found)


def moves(change: Change) -> Iterator[tuple[ListKind, Kind, int]]:
    """Yield what a change adds to a table's duties or takes: table, reason, how many."""
    before, after = (Counter(duty.kind for duty in side) for side in (change.old, change.new))
    for table in LIST_KINDS:
        more = after[table] - before[table]
        if more:
            yield table, _reason(change), more


def _reason(change: Change) -> Kind:
    """Return the kind for which a table has more or fewer duties: that one was split goes before where a part went."""
    of_number: tuple[Kind, ...] = ("split", "merged")
    return next((kind for kind in of_number if kind in change.kinds), change.kinds[0])
