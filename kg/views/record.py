"""The list as it stands in the page itself: every duty with both sides and its source, readable without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kg.errors import around
from kg.model import KIND_ZH, Duty, DutyList, Step
from kg.views.desk import Category, Department, Desk
from kg.views.duty import bands

#: The title of each table, where the document prints none.
_TABLES = {
    "basic": "基本履职事项清单",
    "cooperative": "配合履职事项清单",
    "recalled": "上级部门收回事项清单",
}


@dataclass(frozen=True, slots=True)
class Band:
    """A run of steps with the same actors."""

    label: str
    nobody: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A duty as the page writes it."""

    code: str
    duty: Duty
    label: str
    category: Category
    carriers: tuple[Department, ...]
    superior: tuple[Band, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """One of the lists: its name and its duties."""

    kind: str
    label: str
    title: str
    articles: tuple[Article, ...]


def tables(desk: Desk) -> list[Table]:
    """Return the document's tables with everything that is to be read."""
    found = []
    for kind, label in KIND_ZH.items():
        duties = desk.duty_list.of_kind(kind)
        if duties:
            articles = tuple(_article(desk, duty) for duty in duties)
            found.append(Table(kind, label, _title(desk, kind), articles))
    return found


def document(duty_list: DutyList) -> str:
    """Return how the document is cited: title, date, file."""
    date = around("（", duty_list.issued, "）")
    return f"《{duty_list.title}》{date}，原文 {duty_list.document}"


def source(desk: Desk, duty: Duty) -> str:
    """Return where in the document a duty stands: table, number, line or the place of its format."""
    return f"{_title(desk, duty.kind)}第 {duty.mark} 项，原文{duty.title_span.row}"


def route(*parts: str) -> str:
    """Return the fragment that opens a view: ``#/departments/%E5%85%AC…``.

    >>> route("duties", "cooperative", "42")
    '#/duties/cooperative/42'
    """
    return "#/" + "/".join(quote(part, safe="") for part in parts)


def _title(desk: Desk, kind: str) -> str:
    return next(
        (head.title for head in desk.duty_list.tables if head.kind == kind and head.title),
        _TABLES[kind],
    )


def _article(desk: Desk, duty: Duty) -> Article:
    superior: list[Band] = []
    for names, group, steps in bands(duty.superior_steps):
        shorts = [_short(desk, name) for name in names]
        superior.append(Band("、".join(shorts), group == "nobody", tuple(steps)))
    return Article(
        duty.code,
        duty,
        duty.label,
        desk.category_of[duty.code],
        desk.carriers[duty.code],
        tuple(superior),
        source(desk, duty),
    )


def _short(desk: Desk, name: str) -> str:
    return desk.department[name].short if name in desk.department else name
