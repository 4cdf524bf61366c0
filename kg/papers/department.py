"""One sheet a department: its duties, its steps and the townships', what it took back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from kg.model import Duty, DutyList, Step
from kg.papers import County, Desk, Files, words
from kg.papers._figures import edition
from kg.papers._told import because, called, state, states, write_corrections
from kg.papers._word import Cell, Column, Paper
from kg.rdf.iris import labels

FILE: Final = "部门分发单"
TITLE: Final = ("部门分发单：每个部门一份", "sheets for departments, one each")
TOGETHER: Final = True
"""Of several lists there is one sheet a department, not one for each list."""
_OF_THE_WHOLE: Final = ("community",)
"""Kinds of findings that say something of all departments together: no single one can act on them."""


def of_list(desk: Desk) -> Files:
    """Return a sheet for each department of the list."""
    return _sheets([desk])


def of_county(county: County) -> Files:
    """Return a sheet for each department of several lists, with what it owes each township."""
    return _sheets(county.desks)


def _sheets(desks: Sequence[Desk]) -> Files:
    names = dict.fromkeys(body.name for desk in desks for body in desk.duties.departments)
    return {f"{FILE}/{name}.docx": _sheet(name, desks) for name in sorted(names)}


def _sheet(name: str, desks: Sequence[Desk]) -> bytes:
    said = words("department")
    heads = said["heads"]
    paper = Paper(name)
    paper.title(name, said["subtitle"])
    several = len(desks) > 1
    asked, unasked, taken = _sorted(name, desks)
    lists = map(_called, desks)
    acting = sum(bool(_own(name, duty)) for _, duty in asked)
    figures = {
        "lists": "、".join(lists), "declared": len(asked), "acting": acting,
        "undeclared": len(unasked), "recalled": len(taken),
    }  # fmt: skip
    paper.text(said["text"].format_map(figures))
    columns = _columns(heads, duty=3, own=5, township=5, limits=1.8)
    for part, found in (("cooperative", asked), ("undeclared", unasked)):
        rows = [_duty(name, one, duty, several, said["unnamed"]) for one, duty in found]
        paper.heading(1, said[part])
        _write(paper, columns, rows, said["none"])
    paper.heading(1, said["recalled"])
    rows = [[_named(one, duty, several), _numbered(duty.superior_steps)] for one, duty in taken]
    _write(paper, _columns(heads, duty=5, method=9), rows, said["none"])
    paper.heading(1, said["findings"])
    columns = _columns(heads, kind=2.5, duty=2.8, fact=6, state=1.6)
    _write(paper, columns, list(_findings(name, desks, several)), said["none"])
    write_corrections(paper, 1, (duty for _, duty in (*asked, *unasked, *taken)))
    return paper.encode()


_Owed: TypeAlias = list[tuple[DutyList, Duty]]
"""Duties, each with its list."""


def _sorted(name: str, desks: Sequence[Desk]) -> tuple[_Owed, _Owed, _Owed]:
    """Return the duties that declare it, those it acts in undeclared, those it took back."""
    asked: _Owed = []
    unasked: _Owed = []
    taken: _Owed = []
    for desk in desks:
        for duty in desk.duties.duties:
            declares = name in duty.departments
            if duty.kind == "recalled" and declares:
                taken.append((desk.duties, duty))
            elif duty.kind == "cooperative" and declares:
                asked.append((desk.duties, duty))
            elif duty.kind == "cooperative" and _own(name, duty):
                unasked.append((desk.duties, duty))
    return asked, unasked, taken


def _called(desk: Desk) -> str:
    return f"《{desk.duties.title}》（{edition(desk.duties.issued)}）"


def _columns(heads: Mapping[str, str], **shares: float) -> list[Column]:
    """Return columns: the name of each head, and its share of the width."""
    return [Column(heads[name], share) for name, share in shares.items()]


def _write(paper: Paper, columns: Sequence[Column], rows: list[list[Cell]], none: str) -> None:
    """Write a table, or that there is nothing."""
    if rows:
        paper.table(columns, rows, split=True)
    else:
        paper.text(none)


def _own(name: str, duty: Duty) -> list[Step]:
    """Return the steps that a department performs or joins."""
    return [step for step in duty.superior_steps if name in step.actors]


def _named(one: DutyList, duty: Duty, several: bool) -> str:
    where = f"{one.place.township}　" if several else ""
    return f"{where}{duty.label} {duty.title}"


def _numbered(steps: Iterable[Step]) -> list[str]:
    """Return steps with their numbers, a paragraph each."""
    return [f"{step.number}. {step.text}" for step in steps]


def _duty(name: str, one: DutyList, duty: Duty, several: bool, unnamed: str) -> list[Cell]:
    """Return the row of a cooperative duty: what the department does, what it asks, by when."""
    own = _own(name, duty)
    marks = [mark for step in (*own, *duty.township_steps) for mark in step.marks]
    limits = dict.fromkeys(mark.word for mark in marks if mark.scheme == "limit")
    return [
        _named(one, duty, several), _numbered(own) or [unnamed],
        _numbered(duty.township_steps), "、".join(limits),
    ]  # fmt: skip


def _findings(name: str, desks: Sequence[Desk], several: bool) -> Iterable[list[Cell]]:
    """Yield the findings that name a department and are shown without being asked for, but those of the whole."""
    from kg.grouping import shown

    for desk in desks:
        for finding in desk.told:
            if finding.kind in _OF_THE_WHOLE or not shown(finding):
                continue
            if name in finding.departments:
                where = f"{desk.duties.place.township}　" if several else ""
                yield [
                    called(finding),
                    f"{where}{labels(finding.duties)}",
                    because(finding),
                    states([finding]) or state(finding),
                ]
