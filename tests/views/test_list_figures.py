"""The figures of 负担 and 部门 are those of the analyses and the questions, row by row, filtered too."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from kg import findings
from kg.analyses import burden, groups
from kg.asking import narrow
from kg.graph.store import open_store
from kg.model import DutyList, Finding
from kg.network import Network
from kg.views.desk import Desk
from kg.views.list import burden as steps
from kg.views.list import departments
from tests.queries.asking import Row, answer

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
HARNESS = Path(__file__).parent / "js" / "figures.js"
CATEGORY = "乡村振兴"
"""The category of the real list that the questions are narrowed to."""
Shown = Callable[[str], Any]


@pytest.fixture(scope="module")
def judged(records: DutyList) -> Desk:
    return Desk(records, tuple(findings.of_list(records)))


@pytest.fixture(scope="module")
def shown(judged: Desk) -> Shown:
    """Return what the page counts under a category (empty: without a filter)."""
    known: dict[str, Any] = {}

    def count(category: str) -> Any:
        if category not in known:
            known[category] = _counted(judged, category)
        return known[category]

    return count


def _counted(desk: Desk, category: str) -> Any:
    numbers = {d.name: int(d.id[1:]) for d in desk.departments}
    duties = {
        code: {
            "code": code, "kind": duty.kind, "category": duty.category,
            "declared": [numbers[d.name] for d in desk.carriers[code] if code in d.declared],
            "acting": [numbers[d.name] for d in desk.carriers[code] if code in d.acting],
        }
        for code, duty in desk.duties.items()
    }  # fmt: skip
    bodies = [
        {
            "id": d.id,
            "name": d.name,
            "short": d.short,
            "kind": d.kind,
            "declared": d.declared,
            "acting": d.acting,
        }
        for d in desk.departments
    ]
    told = {
        "store": {"duties": duties, "departments": bodies, "order": list(desk.duties)},
        "burden": steps.part(desk),
        "departments": departments.part(desk),
        "findings": [_named(f, numbers) for f in desk.findings],
        "category": category,
    }
    done = subprocess.run(
        ["node", str(HARNESS)],
        input=json.dumps(told, ensure_ascii=False),
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def _named(finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    named = [numbers[name] for name in finding.departments if name in numbers]
    return {"kind": finding.kind, "id": finding.id, "score": finding.score, "departments": named}


def by_name(rows: list[Any]) -> dict[str, Any]:
    return {row["department"]["name"]: row for row in rows}


def test_the_steps_are_those_of_the_analysis(records: DutyList, shown: Shown) -> None:
    network = Network.of(records)
    table = burden.run(network)
    kinds = [column.name for column in table.columns[3:-1]]
    page = shown("")
    assert {*kinds} == {*page["kinds"]}
    total, *rest = table.rows
    found = {network.departments[str(row[0])].name: row for row in rest}
    shown_rows = {
        name: row
        for name, row in by_name(page["rows"]).items()
        if row["figures"]["township"]["all"] and row["department"]["kind"] == "department"
    }
    assert {*found} == {*shown_rows}
    for row, here in [(total, page["total"]), *((found[name], shown_rows[name]) for name in found)]:
        figures = here["figures"]["township"]
        assert [len(here["asked"]), figures["all"], *(figures[kind] for kind in kinds)] == [*row[1:-1]]  # fmt: skip


def asked(built: Path, name: str, category: str = "") -> list[Row]:
    terms = narrow.category(open_store(built), category) if category else []
    return answer(built, name, {"category": terms} if terms else None)


@pytest.mark.parametrize("category", ["", CATEGORY])
def test_both_sides_are_those_of_the_question(
    built: Path, judged: Desk, shown: Shown, category: str
) -> None:
    page = shown(category)
    signs = cast(list[dict[str, str]], steps.part(judged)["signs"])
    kinds = {sign["zh"]: sign["id"] for sign in signs if sign["scheme"] == "action"}
    rows = asked(built, "kinds_of_work", category)
    figures = page["total"]["figures"]
    for row in rows:
        kind = kinds.get(str(row["kind"]), "none")
        for side in ("township", "superior"):
            assert figures[side][kind] == row[side], (row["kind"], side)
            assert figures[side]["all"] == row[f"{side}All"]
    told = {kinds.get(str(row["kind"]), "none") for row in rows}
    assert not any(figures[side][kind] for side in ("township", "superior") for kind in {*figures[side]} - told - {"all"})  # fmt: skip


@pytest.mark.parametrize("category", ["", CATEGORY])
def test_means_villages_and_limits_are_those_of_the_questions(
    built: Path, shown: Shown, category: str
) -> None:
    figures = shown(category)["total"]["figures"]
    assert figures["means"] == len(asked(built, "no_means", category))
    assert figures["village"] == len(asked(built, "passed_to_villages", category))
    hard = [
        row
        for row in asked(built, "time_limits", category)
        if row["limit"] == "硬时限" and str(row["side"]).startswith("乡镇")
    ]
    assert figures["hard"] == len(hard) > 0


def test_each_department_as_the_questions_have_it_when_narrowed(built: Path, shown: Shown) -> None:
    rows = by_name(shown("")["rows"])
    for name in ("奇台县农业农村局", "奇台县水利局", "奇台县公安局"):
        values = {"department": narrow.department(open_store(built), name)}
        figures = rows[name]["figures"]
        assert figures["means"] == len(answer(built, "no_means", values))
        assert figures["village"] == len(answer(built, "passed_to_villages", values))
        kinds = answer(built, "kinds_of_work", values)
        assert figures["superior"]["all"] == kinds[0]["superiorAll"]


def test_asked_and_taken_back_are_those_of_the_question(built: Path, shown: Shown) -> None:
    rows = by_name(shown("")["rows"])
    answers = asked(built, "demand_or_take_back")
    assert {(row["department"], row["cooperative"], row["recalled"]) for row in answers} == {
        (name, len(row["asked"]), len(row["taken"]))
        for name, row in rows.items()
        if row["department"]["kind"] == "department" and (row["asked"] or row["taken"])
    }


@pytest.mark.parametrize("category", ["", CATEGORY])
def test_who_leads_is_as_the_question_says(built: Path, shown: Shown, category: str) -> None:
    page = shown(category)
    found = {row["department"]["name"]: each for row, each in zip(page["rows"], page["columns"], strict=True)}  # fmt: skip
    answers = asked(built, "leads", category)
    assert len(answers) >= 5
    for row in answers:
        columns = found[str(row["department"])]
        lengths = {key: len(codes) for key, codes in columns.items()}
        assert lengths["cooperative"] == row["declared"]
        assert {key: lengths[key] for key in ("alone", "led", "ledStep", "merely")} == {
            key: row[key] for key in ("alone", "led", "ledStep", "merely")
        }, row["department"]


@pytest.mark.parametrize("category", ["", CATEGORY])
def test_pairs_are_those_of_the_question(
    built: Path, judged: Desk, shown: Shown, category: str
) -> None:
    names = {department.id: department.name for department in judged.departments}
    pairs = {
        frozenset(names[id] for id in pair.split("-")): len(codes)
        for pair, codes in shown(category)["pairs"]
    }
    rows = asked(built, "shared_duties", category)
    assert pairs == {frozenset((row["first"], row["second"])): row["count"] for row in rows}


def test_groups_are_those_of_the_findings(judged: Desk, records: DutyList, shown: Shown) -> None:
    communities = [f for f in judged.findings if f.kind == "community"]
    blocks = shown("")["order"]
    assert [{*block} for block in blocks] == [{*f.departments} for f in communities]
    assert shown("")["inside"] == [[judged.code(iri) for iri in f.duties] for f in communities]
    network = Network.of(records)
    pairs = groups.run(network)
    inside: Counter[int] = Counter()
    for row in pairs:
        if row["group"]:
            inside[int(str(row["group"]))] += int(str(row["shared"]))
    traffic = shown("")["traffic"]
    assert [one["inside"] for one in traffic] == [inside[n] for n in range(1, len(blocks) + 1)]
    outside = sum(int(str(row["shared"])) for row in pairs if not row["group"])
    assert sum(one["outside"] for one in traffic) == 2 * outside
    lonely = {network.departments[iri].name for iri in network.departments if not network.shared.degree(iri)}  # fmt: skip
    assert {*shown("")["alone"]} == lonely
