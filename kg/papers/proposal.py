"""The proposal: the list with tracked changes and comments, from notes or another edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.alignment.changes import Change, changes
from kg.alignment.facts import facts
from kg.errors import around
from kg.model import KIND_ZH, LIST_KINDS, Duty, DutyList, Finding, ListKind, TableHead
from kg.papers import Desk, Files, words
from kg.papers._edits import Edit, applied, edits
from kg.papers._figures import edition
from kg.papers._told import because, called, clauses, given, state
from kg.papers._word import Paper, Revised
from kg.rdf.iris import key

FILE: Final = "调整建议.docx"
TITLE: Final = (
    "调整建议：带修订和批注的清单",
    "proposal: the list with tracked changes and comments",
)

_SHARES: Final = {"number": 1.0, "category": 2.0, "title": 4.0, "departments": 3.0, "method": 10.0}
_SHARE: Final = 8.0
"""Share of the width of a column that holds steps."""
_PARAGRAPH: Final = re.compile(r"</?p>")


def of_list(desk: Desk) -> Files:
    """Return the list with the changes that notes ask for, or those since another edition."""
    duties, before = desk.duties, desk.before
    paper = Paper(duties.title, landscape=True)
    for line in _heading(before or duties):
        paper.title(line)
    heads = {head.kind: head for head in (before or duties).tables}
    for kind in LIST_KINDS:
        rows = _between(before, desk, kind) if before else _proposed(desk, kind)
        if not rows and kind not in heads:
            continue
        columns = heads[kind] if kind in heads else _other(duties, kind)
        names = [column.name for column in columns.columns]
        shares = [_SHARES.get(name, _SHARE) for name in names]
        paper.heading(1, columns.title or f"{KIND_ZH[kind]}履职事项清单")
        paper.revised([column.printed for column in columns.columns], shares, rows)
    return {FILE: paper.encode()}


def _heading(duties: DutyList) -> Iterator[str]:
    """Yield the lines that say whose list it is, as a list begins."""
    place = duties.place
    yield from filter(
        None, (place.region + place.prefecture, place.name, words("proposal")["heading"])
    )
    if duties.issued:
        yield edition(duties.issued).replace(" ", "")


def _other(duties: DutyList, kind: ListKind) -> TableHead:
    """Return the head of a table that only the new edition has."""
    return next(head for head in duties.tables if head.kind == kind)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a cell's raw text.

    >>> paragraphs("<p>1.甲；</p> <p>2.乙。</p>"), paragraphs("")
    (('1.甲；', '2.乙。'), ())
    """
    parts = (" ".join(part.split()) for part in _PARAGRAPH.split(text))
    return tuple(part for part in parts if part)


def _cells(
    duty: Duty, names: Sequence[str], made: Mapping[str, list[Edit]] = {}
) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a duty in the order of the columns, with edits made."""
    raw = {cell.column: cell.text for cell in duty.cells}
    return tuple(paragraphs(applied(raw.get(name, ""), made.get(name, []))) for name in names)


# --- from verdicts and notes ---


def _proposed(desk: Desk, kind: ListKind) -> list[Revised]:
    """Return the rows of a table with what the notes of findings to be settled ask for."""
    known = {duty.key: duty for duty in desk.duties.duties}
    asked: dict[str, list[tuple[Finding, Edit | None]]] = {}
    for finding in desk.told:
        if finding.verdict == "settle":
            for about, edit in _asked(finding, known):
                asked.setdefault(about, []).append((finding, edit))
    names = next((head.names for head in desk.duties.tables if head.kind == kind), ())
    return [_row(duty, names, asked.get(duty.key, [])) for duty in desk.duties.of_kind(kind)]


def _asked(finding: Finding, known: Mapping[str, Duty]) -> Iterator[tuple[str, Edit | None]]:
    """Yield duties by key, each with an edit; None: a comment and no edit."""
    made = edits(finding, known, words("proposal")["asks"])
    for edit in made:
        yield edit.duty, edit
    if not made:
        for iri in finding.duties:
            yield key(iri), None


def _row(duty: Duty, names: Sequence[str], asked: Sequence[tuple[Finding, Edit | None]]) -> Revised:
    made: dict[str, list[Edit]] = {}
    comments: dict[tuple[int, str], None] = {}
    for finding, edit in asked:
        column = "title"
        if edit is not None and edit.column:
            column = edit.column
            made.setdefault(column, []).append(edit)
        comments[_position(names, column), _comment(finding, edit)] = None
    old, new = _cells(duty, names), None
    if all(edit is None or edit.column for _, edit in asked):  # it is not struck
        new = _cells(duty, names, made)
    return Revised(old, new, tuple(comments))


def _position(names: Sequence[str], column: str) -> int:
    """Return which column a comment stands in: the first one where the table lacks it."""
    if column in names:
        return names.index(column)
    return 0


def _comment(finding: Finding, edit: Edit | None) -> str:
    """Return what a comment says: finding, why, note, clauses with their places."""
    said = words("proposal")
    note = ""
    if finding.note:
        note = said["note"].format(note=finding.note.rstrip("。"))
        if edit is None:
            note += said["unclear"]
    return str(
        said["finding"].format(
            kind=called(finding), state=f"{state(finding)}{given(finding)}",
            why=because(finding) + "。", note=note, evidence="；".join(clauses(finding)), id=finding.id,
        )
    )  # fmt: skip


# --- from another edition ---


def _between(old: DutyList, desk: Desk, kind: ListKind) -> list[Revised]:
    """Return the rows of both lists, in an order that is right for both."""
    new = desk.duties
    names = next((head.names for one in (old, new) for head in one.tables if head.kind == kind), ())
    olds, news = old.of_kind(kind), new.of_kind(kind)
    said: dict[str, str] = {}
    pairs: list[tuple[int, int]] = []
    for change in changes(old, new, desk.pairs):
        said |= _said(change)
        here = [duty for duty in change.old if duty.kind == kind]
        there = [duty for duty in change.new if duty.kind == kind]
        if here and there:
            pairs.append((olds.index(here[0]), news.index(there[0])))
    rows: list[Revised] = []
    i = j = 0
    for a, b in [*_in_order(sorted(pairs)), (len(olds), len(news))]:
        rows += [_gone(duty, names, said) for duty in olds[i:a]]
        rows += [_come(duty, names, said) for duty in news[j:b]]
        if a < len(olds):
            rows.append(_kept(olds[a], news[b], names, said))
        i, j = a + 1, b + 1
    return rows


def _said(change: Change) -> dict[str, str]:
    """Return what a comment says of a change, for each duty: ``old …`` and ``new …`` by key."""
    kinds = [fact for fact in facts(change) if fact.kinds]
    lines = dict.fromkeys(fact.called + around("（", fact.part, "）") for fact in kinds)
    labels = " → ".join(
        "、".join(duty.label for duty in side) for side in (change.old, change.new) if side
    )
    text = around(f"{labels}：", "；".join(lines))
    keys = [f"old {duty.key}" for duty in change.old] + [f"new {duty.key}" for duty in change.new]
    return dict.fromkeys(keys, text)


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of some pairs, sorted by the first, in which the second grows too.

    >>> _in_order([(0, 2), (1, 0), (2, 1), (3, 3)])
    [(1, 0), (2, 1), (3, 3)]
    """
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = [chain for chain in best if chain[-1][1] < pair[1]]
        best.append([*max(before, key=len, default=[]), pair])
    return max(best, key=len, default=[])


def _gone(duty: Duty, names: Sequence[str], said: Mapping[str, str]) -> Revised:
    return Revised(_cells(duty, names), None, _comments(names, said[f"old {duty.key}"]))


def _come(duty: Duty, names: Sequence[str], said: Mapping[str, str]) -> Revised:
    return Revised(None, _cells(duty, names), _comments(names, said[f"new {duty.key}"]))


def _kept(old: Duty, new: Duty, names: Sequence[str], said: Mapping[str, str]) -> Revised:
    return Revised(_cells(old, names), _cells(new, names), _comments(names, said[f"new {new.key}"]))


def _comments(names: Sequence[str], text: str) -> tuple[tuple[int, str], ...]:
    if not text:
        return ()
    return ((_position(names, "title"), text),)
