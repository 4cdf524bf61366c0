"""Each fact once: every face of a list gives the same rows.

The faces: check, analysis, findings and questions, in the library and at the command line; SHACL;
the list's page and the start page; tables; the workbook. Every comparison is made row by row, on
the real list and on three variants of it: another county; others with other headers, punctuation
and bytes, in a folder and as a bare document.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import openpyxl
import pytest

import kg
from kg import build as job
from kg import check, findings, plugins, rdf, shapes
from kg.analyses import _loops
from kg.asking.questions import question
from kg.findings import marked
from kg.grouping import shown, tallies
from kg.library import Dataset
from kg.model import Finding, Oddity
from kg.names import load
from kg.network import Network
from kg.parse import read_list
from kg.rdf.iris import BASE, labels
from kg.summary import text
from kg.views.shell import unpacked
from kg.words import chinese, section
from tests.conftest import Command
from tests.variants import VARIANTS


def far(*names: str) -> list[Any]:
    """Return variants that only ``make test-pages`` looks at."""
    return [pytest.param(name, marks=pytest.mark.far) for name in names]


OTHERS, CITY = ("another county", "everything at once"), "everything at once, a city"
LISTS: list[Any] = ["real", CITY, *far(*OTHERS)]
of_one = pytest.mark.parametrize("faces", ["real", *far(CITY, *OTHERS)], indirect=True)
"""What takes long for each list is looked at of one, of the others by ``make test-pages``."""
FACTS = (
    "no_lead", "silent", "undeclared", "unassigned", "remnants", "return_step", "load", "shared_duties",
)  # fmt: skip
"""Questions whose rows are findings, departments, or pairs of them."""
Rows: TypeAlias = Counter[tuple[str, ...]]
"""What a face says: each row as often as it says it."""


def data_in(html: str) -> dict[str, Any]:
    """Return the data in a page."""
    block = r'<script type="application/octet-stream" id="data">(.*?)</script>'
    (text,) = re.findall(block, html, re.DOTALL)
    found: Any = unpacked(text)
    assert isinstance(found, dict)
    return found


@dataclass(frozen=True)
class Faces:
    """One list with all its faces."""

    path: Path
    folder: Path
    """Where it is built, once for all tests."""

    @cached_property
    def summary(self) -> job.Summary:
        return job.build([self.path], self.folder / "build")

    @cached_property
    def store(self) -> Path:
        """The folder of the build."""
        assert self.summary.lists
        return self.folder / "build"

    @cached_property
    def data(self) -> Dataset:
        return kg.open(self.path)

    @cached_property
    def network(self) -> Network:
        return Network(self.data.lists)

    @cached_property
    def page(self) -> dict[str, Any]:
        """The data in the page."""
        return data_in(self.data.view().html)

    def found(self, kind: str) -> tuple[Finding, ...]:
        return tuple(self.data.findings(kind))

    def asked(self, question: str, *columns: str, **only: object) -> Rows:
        """Return the answer to a question: some columns of the rows that hold certain values."""
        rows = (
            row
            for row in self.data.query(question)
            if all(row[key] == value for key, value in only.items())
        )
        return Counter(tuple(str(row[column]) for column in columns) for row in rows)

    def step(self, finding: Finding) -> str:
        """Return the label of the one step that a finding quotes."""
        (clause,) = finding.clauses
        duty = self.data.duty(clause.duty)
        step = next(step for step in duty.superior_steps if step.span == clause.span)
        side = "承接部门" if duty.kind == "recalled" else "上级部门"
        return f"{labels([clause.duty])} {side} {step.number}"


@pytest.fixture(scope="module", params=LISTS)
def faces(
    request: pytest.FixtureRequest, real_list: Path, tmp_path_factory: pytest.TempPathFactory
) -> Faces:
    """Return the real list, or one of three variants of it."""
    folder = tmp_path_factory.mktemp("faces")
    if request.param == "real":
        return Faces(real_list, folder)
    text = (real_list / "source.txt").read_text(encoding="utf-8")
    return Faces(VARIANTS[request.param].write(folder / "list", text), folder)


def by_department(found: Iterable[Finding]) -> Rows:
    return Counter((labels(finding.duties), *finding.departments) for finding in found)


def places(found: Iterable[Oddity]) -> Rows:
    return Counter((o.code, o.duty, str(o.line), o.column) for o in found)


# --- rules ----------------------------------------------------------------------------------------------------------


@of_one
def test_the_published_rules_give_the_rows_of_the_check(faces: Faces) -> None:
    parsed = read_list(faces.path)
    lines = rdf.list_lines(parsed.list, parsed.directory, load())
    found = shapes.validate(parsed.list, lines, BASE)
    assert places(found) == places(check.rules(parsed.list))
    assert {one.severity for one in found} <= {"warning", "info"}


def test_the_check_gives_the_rows_of_the_findings(faces: Faces) -> None:
    (duties,) = faces.data.lists
    said = Counter(
        (o.code, labels_of(o.duty), o.zh)
        for o in check.rules(duties)
        if o.code in check.CODES.values()
    )
    assert said == Counter(
        (code, labels(finding.duties), finding.rule_zh)
        for kind, code in check.CODES.items()
        for finding in faces.found(kind)
    )


def labels_of(key: str) -> str:
    """Return the label of a duty's key: 配合 42."""
    kind, _, mark = key.partition("/")
    return f"{chinese('list')[kind]} {mark}"


def test_the_build_says_what_the_check_says(faces: Faces) -> None:
    (built,) = faces.summary.lists
    parsed = read_list(faces.path)
    assert Counter(built.oddities) == Counter([*parsed.oddities, *check.rules(parsed.list)])
    counted = tallies(faces.data.findings())
    assert built.findings == tuple((kind, t.count, t.others) for kind, t in counted.items())


def test_every_face_counts_the_same_findings(faces: Faces) -> None:
    """What is listed only when asked for is counted apart, by the summary, the overview, the page and the lists."""
    told = re.findall(r"^ +(\d+)  (\S+) ", text(faces.summary), re.MULTILINE)
    overview = faces.data.findings().overview()
    listed = {str(row["zh"]): row["findings"] for row in overview if row["findings"]}
    assert {zh: int(count) for count, zh in told if int(count)} == listed
    kinds = {kind["id"]: kind["zh"] for kind in faces.page["findingKinds"]}
    rows = [one for one in faces.page["findings"] if not one.get("with") and not one.get("others")]
    assert Counter(kinds[one["kind"]] for one in rows) == listed
    for kind, zh in kinds.items():
        assert sum(map(shown, faces.found(kind))) == listed.get(zh, 0)


# --- questions ------------------------------------------------------------------------------------------------------


def test_who_leads(faces: Faces) -> None:
    said = faces.asked("no_lead", "duty", lead="无牵头 no lead")
    assert said == Counter((labels(finding.duties),) for finding in faces.found("no_lead"))
    partial = {
        row[0] for row in faces.asked("no_lead", "duty", "lead") if "只牵头一个步骤" in row[1]
    }
    assert partial == {labels(finding.duties) for finding in faces.found("partial_lead")}


@pytest.mark.parametrize(
    ("kind", "state"), [("silent", "不做 silent"), ("joined_only", "只参与 only joins")]
)
def test_who_does_nothing(faces: Faces, kind: str, state: str) -> None:
    said = faces.asked("silent", "duty", "department", state=state)
    assert said == by_department(faces.found(kind))
    nobody = Counter(labels(finding.duties) for finding in faces.found("unassigned"))
    for row in faces.data.query("silent"):
        assert row["unassigned"] == nobody[str(row["duty"])]


def test_who_acts_undeclared(faces: Faces) -> None:
    said = faces.asked("undeclared", "duty", "department")
    assert set(said) == set(by_department(faces.found("undeclared")))


def test_what_is_given_to_nobody(faces: Faces) -> None:
    said = faces.asked("unassigned", "step", how="未指明 unassigned")
    assert said == Counter((faces.step(finding),) for finding in faces.found("unassigned"))
    unnamed = faces.asked("unassigned", "step", how="统称，执行 unnamed, performs")
    assert set(unnamed) == {(faces.step(finding),) for finding in faces.found("vague")}


def test_unnamed_performers_are_those_of_question_11(faces: Faces) -> None:
    kind = "没有点名的部门单位 unnamed departments"
    said = faces.asked("other_performers", "step", "performer", kind=kind)
    unnamed = faces.asked("unassigned", "step", "printed")
    assert said == Counter({row: count for row, count in unnamed.items() if row[1]})


def test_what_was_recalled_and_stays(faces: Faces) -> None:
    found = Counter(
        (
            labels(finding.duties[:1]),
            labels(finding.duties[1:]) or "自身原文 its own text",
            finding.clauses[1].text,
        )
        for finding in map(recalled_first, faces.found("remnant"))
    )
    own = "自身原文 its own text"
    rows = faces.data.query("remnants")
    said = Counter(
        (str(r["recalled"]), own if r["where"] == own else str(r["remaining"]), str(r["text"]))
        for r in rows
    )
    assert said == found
    table = faces.data.analyse("recalls")
    assert Counter((str(r["duty"]), str(r["clause"])) for r in table) == Counter(
        (r[0], r[2]) for r in found.elements()
    )


def recalled_first(finding: Finding) -> Finding:
    """Return the finding with its recalled duty in front, as its clauses have it."""
    return replace(
        finding, duties=tuple(sorted(finding.duties, key=lambda iri: "/recalled/" not in iri))
    )


def test_what_becomes_of_reports(faces: Faces) -> None:
    """A duty whose township finds and reports has a loop; it is taken up where a loop of it is."""
    loops = list(_loops.loops(faces.network))
    taken = {loop.entry.duty.label for loop in loops if loop.taken == "named"}
    broken = {labels(finding.duties) for finding in faces.found("handover")}
    assert broken == {loop.entry.duty.label for loop in loops if loop.breaks}
    rows = faces.data.query("return_step")
    assert {str(row["duty"]) for row in rows} <= {loop.entry.duty.label for loop in loops}
    assert {str(row["duty"]) for row in rows if row["taken"]} == taken & {
        str(row["duty"]) for row in rows
    }


def test_what_basic_duties_tell_nobody(faces: Faces) -> None:
    rows = [row for row in faces.data.analyse("told") if not row["recipient"]]
    assert rows
    assert Counter((str(row["duty"]), str(row["report"])) for row in rows) == Counter(
        (labels(f.duties), f.clauses[0].text) for f in faces.found("untold")
    )


def test_lists_that_several_ask_for(faces: Faces) -> None:
    rows = faces.data.analyse("same_lists")
    assert Counter((str(row["duty"]), str(row["words"])) for row in rows) == Counter(
        (labels([clause.duty]), clause.words[0])
        for finding in faces.found("asked_twice")
        for clause in finding.clauses
    )


def test_limits_without_a_start(faces: Faces) -> None:
    rows = faces.data.analyse("deadlines")
    begun = [row for row in rows if row["runs"] and not row["start"]]
    assert Counter((str(row["duty"]), str(row["limit"])) for row in begun) == Counter(
        (labels(f.duties), f.clauses[0].words[0]) for f in faces.found("no_start")
    )


# --- departments and pairs ------------------------------------------------------------------------------------------


def test_the_departments_of_a_list(faces: Faces) -> None:
    (duties,) = faces.data.lists
    names = [department.name for department in duties.departments]
    assert [department.name for department in faces.data.departments] == names
    assert [department.name for department in faces.network.departments.values()] == names
    assert sorted(str(row["department"]) for row in faces.data.analyse("concentration")) == sorted(
        names
    )
    assert sorted(
        one["name"] for one in faces.page["departments"] if one["kind"] == "department"
    ) == sorted(names)
    (built,) = faces.summary.lists
    assert built.departments == len(names)
    declared = {
        mention.name
        for duty in duties.of_kind("cooperative")
        for mention in duty.declared_departments
    }
    assert {str(row["department"]) for row in faces.data.query("load")} == declared <= set(names)


def test_the_pairs_of_departments(faces: Faces) -> None:
    bodies = [one["name"] for one in faces.page["departments"]]
    label = {duty.code: duty.label for duty in faces.data.duties}
    page = {
        frozenset(bodies[at] for at in pair["departments"]): [
            label[code] for code in pair["duties"]
        ]
        for pair in faces.page["pairs"]
    }
    question = faces.data.query("shared_duties")
    assert {
        frozenset((str(r["first"]), str(r["second"]))): str(r["duties"]).split("、")
        for r in question
    } == page
    table = faces.data.analyse("groups")
    assert {
        frozenset((str(r["department"]), str(r["other"]))): str(r["duties"]).split("、")
        for r in table
    } == page


# --- page -----------------------------------------------------------------------------------------------------------


def test_the_page_has_every_finding(faces: Faces) -> None:
    phrases = faces.page["phrases"]
    bodies = [one["name"] for one in faces.page["departments"]]
    label = {duty.code: duty.label for duty in faces.data.duties}
    said = Counter(
        (one["id"], one["kind"], one.get("grade", 0), "；".join(phrases[part] for part in one["zh"]),
         "、".join(sorted(label[code] for code in one["duties"])),
         "、".join(sorted(bodies[at] for at in one.get("departments", []))))
        for one in faces.page["findings"]
    )  # fmt: skip
    assert said == Counter(
        (f.id, f.kind, f.grade, f.rule_zh,
         "、".join(sorted(labels([duty]) for duty in f.duties)), "、".join(sorted(f.departments)))
        for f in faces.data.findings()
    )  # fmt: skip


# --- command line, tables, workbook, start page -----------------------------------------------------------------------


def said_of(finding: Finding, code: Callable[[str], str]) -> tuple[str, ...]:
    """Return what every face says of a finding: name, kind, grade, rule, duties, departments, clauses."""
    zh, en = findings.kinds()[finding.kind]
    return (
        finding.id, f"{zh} {en}", str(finding.grade or ""), finding.rule_zh, labels(finding.duties),
        "、".join(finding.departments),
        "\n".join(f"{code(clause.duty)}：{marked(clause)}" for clause in finding.clauses),
    )  # fmt: skip


SAID = ("finding", "kind", "grade", "rule", "duties", "departments", "quote")


def test_the_command_line_and_the_store_have_every_finding(faces: Faces, command: Command) -> None:
    """Of the build; the findings of the library are those of the list, read on the spot."""
    rows = []
    for kind in {finding.kind for finding in faces.data.findings()}:
        done = command("findings", "--kind", kind, "--all", "-f", "json", "--store", faces.store)
        rows += json.loads(done.stdout)
    said = Counter(tuple(str(row[name] or "") for name in SAID) for row in rows)
    assert said == Counter(said_of(f, lambda duty: labels([duty])) for f in faces.data.findings())


@pytest.mark.parametrize("asked", FACTS)
def test_a_question_has_its_rows_on_the_command_line(
    faces: Faces, command: Command, asked: str
) -> None:
    done = command("query", asked, "-f", "json", "--store", faces.store)
    said = [tuple(map(str, row.values())) for row in json.loads(done.stdout)]
    assert said == [tuple(map(str, row)) for row in faces.data.query(asked).rows]


def test_the_command_line_checks_as_the_build_does(faces: Faces, command: Command) -> None:
    done = command("check", faces.path, "--all", "-f", "json")
    names = ("severity", "code", "duty", "line", "column", "zh")
    said = Counter(tuple(str(row[name]) for name in names) for row in json.loads(done.stdout))
    (built,) = faces.summary.lists
    assert said == Counter(
        tuple(str(getattr(one, name)) for name in names) for one in built.oddities
    )


def unordered(id: str, grade: str, rule: str, duties: str, departments: str) -> tuple[str, ...]:
    """Return a finding's row with its duties and departments sorted: the graph keeps no order of them."""
    return (id, grade, rule, *sorted(duties.split("、")), *sorted(departments.split("、")))


def test_the_tables_have_every_finding(faces: Faces) -> None:
    files = faces.store / "tables" / "findings" / "**" / "*.parquet"
    columns = "finding, kind, coalesce(grade, 0), rule_zh, iri"
    query = f"SELECT {columns} FROM read_parquet('{files}')"
    rows = duckdb.connect().execute(query).fetchall()
    (sheet,) = faces.store.glob("*/csv/findings.csv")
    told = [*csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines(keepends=True))]
    assert Counter(tuple(map(str, row[:4])) for row in rows) == Counter(
        (f.id, f.kind, str(f.grade), f.rule_zh) for f in faces.data.findings()
    )
    names = ("编号", "等级", "依据", "事项", "部门")
    assert Counter(unordered(*(row[name] for name in names)) for row in told) == Counter(
        unordered(f.id, str(f.grade or ""), f.rule_zh, labels(f.duties), "、".join(f.departments))
        for f in faces.data.findings()
    )
    assert {row[4] for row in rows} == {row["证据"] for row in told}


def test_the_workbook_has_every_finding_and_every_row(faces: Faces) -> None:
    data = faces.data.report("workbook")["工作簿.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    heads, *rows = book["发现"].iter_rows(values_only=True)
    at = [heads.index(name) for name in ("编号", "事项", "部门", "依据")]
    assert Counter(tuple(str(row[n] or "") for n in at) for row in rows) == Counter(
        (f.id, labels(f.duties), "、".join(f.departments), f.rule_zh) for f in faces.data.findings()
    )
    for asked in FACTS:
        (name,) = (one for one in book.sheetnames if one == sheet_of(asked))
        _, *rows = book[name].iter_rows(values_only=True)
        table = faces.data.query(asked).for_people.in_chinese
        assert [tuple(map(in_a_cell, row)) for row in rows] == [
            tuple(map(in_a_cell, row)) for row in table.rows
        ]


def in_a_cell(value: object) -> object:
    """Return a value as Excel holds it: it knows no empty text and tells 1 from 1.0 as little as Python."""
    return value if isinstance(value, int | float) else str(value or "")


def sheet_of(name: str) -> str:
    """Return what the sheet of a question is called."""
    one = question(name)
    return f"{one.number} {one.zh}"[:31]


def test_the_start_page_has_the_figures_of_the_list(faces: Faces) -> None:
    (row,) = data_in((faces.store / "index.html").read_text(encoding="utf-8"))["lists"]
    (duties,) = faces.data.lists
    counts = {kind: tally.count for kind, tally in tallies(faces.data.findings()).items()}
    apart = {kind: counts.pop(kind, 0) for kind in ("overlap", "remnant", "handover")}
    assert row["findings"] == {**apart, "gap": sum(counts.values())}
    for kind in ("basic", "cooperative", "recalled"):
        assert row[kind] == len(duties.of_kind(kind))
    assert row["departments"] == len(duties.departments)
    assert row["superior"] == sum(len(duty.superior_steps) for duty in duties.duties)
    assert row["township"] == sum(len(duty.township_steps) for duty in duties.duties)


def test_a_kind_has_one_name(faces: Faces) -> None:
    names = findings.kinds()
    for kind in faces.page["findingKinds"]:
        assert names[kind["id"]] == (kind["zh"], kind["en"])
        assert tuple(kind["why"]) == section("why")[kind["id"]]
    assert set(names) >= {finding.kind for finding in faces.data.findings()}


def test_no_name_means_two_things() -> None:
    questions = {name.removesuffix(".rq") for name in plugins.names("kg.queries", ".rq")}
    analyses = set(plugins.names("kg.analyses"))
    assert not questions & analyses
    # a question and a kind of finding of one name give the same rows: the tests above
    assert questions & set(findings.kinds()) == {"silent", "undeclared", "unassigned", "no_lead"}
