"""A township's duties by department: its own, those it assists in, those taken back."""

from __future__ import annotations

from typing import Final

from kg.model import Duty
from kg.papers import Desk, Files, words
from kg.papers._figures import edition
from kg.papers._told import write_corrections
from kg.papers._word import Cell, Column, Paper

FILE: Final = "乡镇清单（按部门）.docx"
TITLE: Final = ("乡镇清单：按部门编排", "the township's duties by department")


def of_list(desk: Desk) -> Files:
    """Return the township's duties by department."""
    said = words("township")
    heads, duties = said["heads"], desk.duties
    kinds = {kind: duties.of_kind(kind) for kind in ("basic", "cooperative", "recalled")}
    township = duties.place.township
    figures = {
        "place": township or duties.title, "edition": edition(duties.issued),
        "unit": _unit(township),
        **{kind: len(found) for kind, found in kinds.items()},
    }  # fmt: skip
    paper = Paper(said["title"].format_map(figures))
    paper.title(said["title"].format_map(figures), said["subtitle"].format_map(figures))
    paper.text(said["text"].format_map(figures))
    paper.heading(1, said["basic"])
    columns = [
        Column(heads["number"], 1, "center"),
        Column(heads["category"], 2.4),
        Column(heads["duty"], 10),
    ]
    paper.table(columns, [[duty.mark, duty.category, duty.title] for duty in kinds["basic"]])
    paper.heading(1, said["cooperative"])
    columns = [Column(heads["duty"], 4), Column(heads["township"], 8), Column(heads["lead"], 2)]
    for number, (name, found) in enumerate(_by_department(kinds["cooperative"]), 1):
        paper.heading(2, f"（{number}）{name}：{len(found)} 项")
        paper.table(columns, [_row(duty) for duty in found], split=True)
    paper.heading(1, said["recalled"])
    columns = [
        Column(heads["number"], 1, "center"),
        Column(heads["duty"], 9),
        Column(heads["receiving"], 4),
    ]
    rows = [[duty.mark, duty.title, "、".join(duty.departments)] for duty in kinds["recalled"]]
    paper.table(columns, rows)
    write_corrections(paper, 1, duties.duties)
    return {FILE: paper.encode()}


def _unit(township: str) -> str:
    """Return what a township calls itself: 乡, 镇 or 街道.

    >>> _unit("坎尔孜乡"), _unit("东山街道"), _unit("")
    ('乡', '街道', '乡镇')
    """
    return next((unit for unit in ("街道", "镇", "乡") if township.endswith(unit)), "乡镇")


def _by_department(duties: tuple[Duty, ...]) -> list[tuple[str, list[Duty]]]:
    """Return the duties that each department declares, the one with most first."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        for name in duty.departments:
            found.setdefault(name, []).append(duty)
    return sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))


def _row(duty: Duty) -> list[Cell]:
    steps = [f"{step.number}. {step.text}" for step in duty.township_steps]
    return [f"{duty.label} {duty.title}", steps, "、".join(duty.leads)]
