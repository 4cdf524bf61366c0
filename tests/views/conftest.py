"""The real list as records, with findings of every kind, and its page in a folder with a Chinese name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph
import pytest
from playwright.sync_api import Browser, Page

from kg import findings, rdf
from kg.asking.answers import of_data
from kg.build import build
from kg.model import Clause, Duty, DutyList, Finding, Organization, Span
from kg.outputs import One
from kg.pages import list_page
from kg.parse import read_list
from kg.rdf import Iris
from kg.rdf.iris import BASE
from kg.resources import data_path
from kg.views.county import asked
from kg.views.desk import Desk
from kg.views.page import render


@pytest.fixture(scope="session")
def records(real_list: Path) -> DutyList:
    return read_list(real_list).list


@pytest.fixture(scope="session")
def found(records: DutyList) -> tuple[Finding, ...]:
    return tuple(make_findings(records))


@pytest.fixture(scope="session")
def desk(records: DutyList, found: tuple[Finding, ...]) -> Desk:
    return Desk(records, found, aliases={records.duties[-1].declared[0].name: ("某别名",)})


@pytest.fixture(scope="session")
def html(records: DutyList, found: tuple[Finding, ...]) -> str:
    aliases = {records.duties[-1].declared[0].name: ("某别名",)}
    english = {records.duties[0].category: ("Party building", "Party building")}
    return render(Desk(records, found, aliases=aliases, category_en=english))


@pytest.fixture(scope="session")
def file(html: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "履职 事项图谱#1" / "图谱.html"
    path.parent.mkdir()
    path.write_bytes(html.encode("utf-8"))
    return path


@pytest.fixture(scope="session")
def graph_lines(real_list: Path) -> list[str]:
    parsed = read_list(real_list)
    one = One(parsed, tuple(findings.of_list(parsed.list)), BASE)
    return [*one.lines, *rdf.thesaurus_lines(BASE)]


@pytest.fixture(scope="session")
def native(graph_lines: list[str]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_load(input="\n".join(graph_lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def asking(
    real_list: Path, graph_lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    parsed = read_list(real_list)
    path = tmp_path_factory.mktemp("engine") / "履职 事项" / "图谱.html"
    path.parent.mkdir()
    found = tuple(findings.of_list(parsed.list))
    path.write_bytes(
        list_page(
            parsed.list, found, answers=of_data("".join(graph_lines).encode()), graph=graph_lines
        )
    )
    return path


@pytest.fixture(scope="session")
def county_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of three townships in two editions each, with the engine.

    Answers of some 40 rows are long.
    """
    folder = tmp_path_factory.mktemp("asked") / "结果"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asked, "MOST_ROWS", 40)
        build([data_path() / "examples" / "example-county"], folder, jobs=1, sparql=True)
    return folder


@pytest.fixture(scope="session")
def county_store(county_build: Path) -> pyoxigraph.Store:
    """Return the store of the latest editions."""
    return pyoxigraph.Store.read_only(str(county_build / "latest"))


@dataclass
class Watched:
    """A page with everything that it said and asked for."""

    page: Page
    said: list[str]
    asked: list[str]

    @classmethod
    def watch(cls, page: Page) -> Watched:
        watched = cls(page, [], [])
        page.on("console", lambda message: watched.said.append(message.text[:300]))
        page.on("pageerror", lambda error: watched.said.append(str(error)[:300]))
        page.on("request", lambda request: watched.asked.append(request.url))
        return watched


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Watched]:
    """Return the page on a clerk's screen; whatever it says on the console fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    watched = Watched.watch(context.new_page())
    watched.page.goto(file.as_uri())
    yield watched
    context.close()
    assert watched.said == []
    assert {url.split("#")[0] for url in watched.asked if not url.startswith("blob:")} == {
        file.as_uri()
    }


def make_findings(records: DutyList) -> Iterator[Finding]:
    """Yield findings of every kind that a page knows, and of one that it does not know."""
    several = [duty for duty in records.duties if len(duty.declared) > 1]
    yield overlap("消防", records, 3)
    yield overlap("宣传", records, 2)
    yield overlap("救助", records, 1)
    for duty in several[:5]:
        names = tuple(mention.name for mention in duty.declared)
        yield Finding(
            f"no_lead-{duty.code}",
            "no_lead",
            0,
            0.0,
            "未写牵头",
            "no lead",
            (iri(records, duty),),
            names,
        )
    for kind in ("silent", "undeclared", "unassigned", "remnant", "handover", "novel"):
        duty = next(duty for duty in several if duty.superior_steps)
        clause = Clause(
            iri(records, duty), duty.superior_steps[0].text, duty.superior_steps[0].span
        )
        yield Finding(
            f"{kind}-1",
            kind,
            0,
            0.0,
            f"规则 {kind}",
            f"rule {kind}",
            (iri(records, duty),),
            (),
            (clause,),
        )
    groups = [several[0], several[3]]
    for place, duty in enumerate(groups):
        names = tuple(mention.name for mention in duty.declared)
        yield Finding(
            f"community-{place}",
            "community",
            0,
            0.0,
            "往来较密",
            "close",
            (iri(records, duty),),
            names,
        )
    yield Finding(
        "community-1",
        "community",
        0,
        0.0,
        "同一件事",
        "one matter",
        tuple(iri(records, d) for d in several[:4]),
        (),
        (),
        "消防",
    )


def iri(records: DutyList, duty: Duty) -> str:
    """Return the IRI of a duty of the list."""
    return Iris(records.id, records.place).duty(duty.key)


def overlap(word: str, records: DutyList, grade: int) -> Finding:
    """Return an overlap of the first two duties whose titles hold ``word``."""
    one, other = [duty for duty in records.duties if word in duty.title][:2]
    clauses = tuple(
        Clause(iri(records, d), d.title, Span(d.line, "事项名称", 0, len(d.title)), (word,))
        for d in (one, other)
    )
    rule = (f"两项都涉及“{word}”；据此判断", f"both are about {word}; hence")
    return Finding(
        f"overlap-{word}",
        "overlap",
        grade,
        0.9,
        *rule,
        (iri(records, one), iri(records, other)),
        (),
        clauses,
        word,
    )


def grown(records: DutyList, times: int) -> DutyList:
    """Return the list ``times`` over, every copy with departments of its own: a larger place of the same kind."""
    duties: list[Duty] = []
    for copy in range(times):
        for duty in records.duties:
            declared = tuple(
                replace(m, organization=_other(m.organization, copy)) for m in duty.declared
            )
            number = (duty.number or 0) + copy * len(records.of_kind(duty.kind))
            duties.append(replace(duty, number=number, declared=declared, superior_steps=()))
    return replace(records, duties=tuple(duties))


def _other(body: Organization, copy: int) -> Organization:
    return (
        replace(body, name=f"{body.name}{copy}", function=f"{body.function}{copy}")
        if copy
        else body
    )
