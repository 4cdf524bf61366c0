"""What the walks go over: lists of every size with findings of every kind, their pages, and the routes of each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar
from urllib.parse import quote

from kg import findings as found
from kg.matters import duties_by_matter, thesaurus
from kg.model import Clause, Duty, DutyList, Finding, Span
from kg.parse import read_list
from kg.resources import data_path
from kg.views.desk import Desk
from kg.views.record import route
from tests.views import county
from tests.views.conftest import grown, iri
from tests.views.test_browser import VIEWS

Thing = TypeVar("Thing")

#: The county's page instead of a list's.
COUNTY = "40 lists"
#: That of a county whose names have 96 characters.
LONG_COUNTY = "long county"
#: That of a build of three townships in two editions, with the answers to questions.
BUILT = "built county"
#: Findings of each kind that a made list carries; the real one has its own.
MANY = {"5000 duties": 80, "long names": 6, "one duty": 1}
#: Forms of the workbench: all, an odd filter, two facets at once, one that leaves nothing.
WORKBENCH = (
    "#/findings?grade=3",
    "#/findings?mark=untold",
    "#/findings?mark=remnant,overlap&verdict=open",
    "#/findings?verdict=no",
    "#/findings?all=1&q=消防",
)

#: Answers, where the page has them (that of a build).
ASKED = ("#/ask", "#/ask/no_lead", "#/ask/time_limits?how=yes", "#/ask/kinds_of_work?open=all")
#: The column of a drawer in each view that has one.
OPENED = {
    "departments?": "findings",
    "burden?": "reporting",
    "burden?show=ratio&": "reporting",
}
#: The county's page: its desk, its comparison unfolded and opened, its departments × work, what new editions changed.
OF_COUNTY = (
    "#/desk",
    "#/desk?sort=township.down",
    "#/compare",
    "#/compare?open=few,some,most,alike",
    "#/compare?rows=departments",
    "#/compare?rows=work",
    "#/compare?rows=matter",
    "#/compare/消防安全?rows=matter&open=few,some,most,alike",
    "#/compare/town-00/cooperative/3",
    "#/changes",
    "#/changes/dev-2",
    "#/changes/dev-2?kind=table&list=basic",
    "#/changes/dev-1?print=1",
    "#/files",
    "#/compare?q=消防&open=few,some,most,alike",
    "#/desk?q=没有这样的乡镇",
)
#: The question box of a county: a short answer, one of many rows, one by list, one that is a choice.
ASKED_OF_COUNTY = (
    "#/ask",
    "#/ask/no_lead",
    "#/ask/time_limits?open=all",
    "#/ask/kinds_of_work",
    "#/ask/matter",
)


@cache
def lists() -> dict[str, DutyList]:
    """Return the lists that are walked, by name: the real one, the smallest, the longest names, a county's worth of duties."""
    real = read_list(data_path() / "lists" / "kanerzi-2025-07").list
    duty = real.of_kind("cooperative")[0]
    return {
        "real": real,
        "no duty": replace(real, duties=()),
        "one duty": replace(real, duties=(duty,)),
        "long names": county.long_names()[1],
        "5000 duties": grown(real, 21),
    }


def findings(records: DutyList, many: int) -> Iterator[Finding]:
    """Yield up to ``many`` findings of every kind that a page has a word for, graded and not, with one verdict each."""
    words = tomllib.loads((data_path() / "words.toml").read_text(encoding="utf-8"))
    stride = max(1, len(records.duties) // max(1, many))
    for kind in words["kind"]:
        several = kind in ("overlap", "remnant", "asked_twice", "community")
        for place, duty in enumerate(records.duties[::stride][:many]):
            at = place * stride
            duties = records.duties[at : at + 2] if several else (duty,)
            if len(duties) == 1 and several:
                continue
            yield _finding(records, kind, place, duties)


def _finding(records: DutyList, kind: str, place: int, duties: Sequence[Duty]) -> Finding:
    names = dict.fromkeys(mention.name for duty in duties for mention in duty.declared)
    return Finding(
        f"{kind}-{place}",
        kind,
        place % 4,
        1.0 - place / 1000,
        f"规则：{kind} 的第 {place + 1} 条；据此判断",
        f"rule: {kind}, number {place + 1}",
        tuple(iri(records, duty) for duty in duties),
        tuple(names),
        tuple(_clause(records, duty) for duty in duties),
        verdict=("", "settle", "lawful", "no")[place % 7 % 4],
        note="与县局电话核对过" if place % 5 == 1 else "",
    )


def _clause(records: DutyList, duty: Duty) -> Clause:
    for step in duty.steps:
        return Clause(iri(records, duty), step.text, step.span, (step.text[2:6],))
    title = Span(duty.line, "事项名称", 0, len(duty.title))
    return Clause(iri(records, duty), duty.title, title, (duty.title[:4],))


@cache
def desk_of(name: str) -> Desk:
    """Return a list with its findings: the real one's own, of the others some of every kind."""
    records = lists()[name]
    made = found.of_list(records) if name == "real" else findings(records, MANY.get(name, 0))
    names = {iri: (one.zh, one.en) for iri, one in thesaurus().matters.items()}
    return Desk(records, tuple(made), matters=duties_by_matter(records), matter_names=names)


def routes(desk: Desk) -> Iterator[str]:
    """Yield one route of every view, the states of the workbench, and the smallest and the largest of every kind of thing."""
    yield from VIEWS
    yield from WORKBENCH
    yield from _of_departments(desk)
    duties = sorted(desk.duties.values(), key=lambda one: sum(len(s.text) for s in one.steps))
    for duty in _ends(duties):
        yield route("duties", duty.kind, str(duty.number))
        yield route("near", "duty", duty.kind, str(duty.number))
    steps = [(len(step.text), duty, step) for duty in duties for step in duty.steps]
    for _, duty, step in _ends(sorted(steps, key=lambda one: one[0])):
        at = f"{step.side[0]}{step.position}"
        yield route("duties", duty.kind, str(duty.number), at)
        yield route("near", "step", duty.kind, str(duty.number), at)
    for category in _ends(sorted(desk.categories, key=lambda one: len(one.duties))):
        yield f"#/overview?category={quote(category.name)}"
        yield route("near", "category", category.name)
    for matter in _ends(sorted(desk.about, key=lambda one: len(desk.about[one]))):
        yield f"#/overview?matter={quote(desk.matter(matter)[0])}"
        yield route("near", "matter", desk.matter(matter)[0])
    for kind in dict.fromkeys(one.kind for one in desk.findings if one.kind != "community"):
        id_ = next(one.id for one in desk.findings if one.kind == kind)
        yield route("findings", id_)
        yield route("near", "finding", id_)


def _of_departments(desk: Desk) -> Iterator[str]:
    """Yield the routes of the smallest and the largest department, of a pair, and of what each view opens beside its table."""
    for one in _ends(sorted(desk.departments, key=lambda one: len(one.duties))):
        yield route("departments", one.name)
        yield route("near", "department", one.name)
        yield f"#/departments?form=categories&open={quote(f'{one.name}~{desk.categories[0].name}')}"
        for view, column in OPENED.items():
            yield f"#/{view}open={quote(f'{one.name}~{column}')}"
    names = {one.id: one.name for one in desk.departments}
    shared = desk.shared()
    for first, second in _ends(sorted(shared, key=lambda pair: len(shared[pair]))):
        opened = quote(f"{names[first]}~{names[second]}")
        yield f"#/departments?form=pairs&open={opened}"


def _ends(things: Sequence[Thing]) -> list[Thing]:
    return [things[0], things[-1]] if len(things) > 1 else list(things)
