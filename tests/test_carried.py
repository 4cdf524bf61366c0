"""A verdict in the next edition of a place, and in the one before: every face says the same of it; it is confirmed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

import kg
from kg import build as job
from kg import findings, library
from kg.findings.holding import place_of
from kg.model import Finding, is_pending
from kg.resources import data_path
from kg.views.shell import data_of
from tests.conftest import Command

EDITIONS = ("2024-12", "2025-12")
TOWN = "示例县甲山镇"
Said = tuple[str, str, str]
"""Verdict, who, and of which edition: nothing, what is to be confirmed, what was judged on a later one."""


@pytest.fixture(scope="module")
def lists() -> list[Path]:
    return [data_path() / "examples" / "example-county" / f"hill-{month}" for month in EDITIONS]


@pytest.fixture(scope="module")
def bare(lists: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build that nobody has judged yet."""
    folder = tmp_path_factory.mktemp("bare") / "build"
    job.build(lists, folder, jobs=1)
    return folder


@pytest.fixture(scope="module")
def both(bare: Path) -> list[str]:
    """Return the findings that both editions have."""
    ids = [{one.id for one in kg.open(bare, edition=month).findings()} for month in EDITIONS]
    return sorted(one for one in ids[0] & ids[1] if not one.startswith(("community", "overlap")))


@pytest.fixture(scope="module")
def verdicts(bare: Path, both: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with one verdict on the former edition and one on the latest."""
    file = tmp_path_factory.mktemp("said") / "verdicts.toml"
    former = kg.open(bare, lists=f"甲山镇 {EDITIONS[0]}")
    former.judge(both[0], "settle", by="张三", when="2026-11-27", verdicts=file)
    kg.open(bare).judge(both[1], "lawful", by="李四", when="2026-11-27", verdicts=file)
    return file


@pytest.fixture(scope="module")
def built(lists: list[Path], verdicts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("carried") / "build"
    job.build(lists, folder, jobs=1, verdicts=verdicts)
    return folder


def state(carried: str | None, *, pending: bool) -> str:
    return f"{'待确认' if pending else '后版'} {carried}" if carried else ""


def of_findings(found: Finding) -> Said:
    return found.verdict, found.by, state(found.carried, pending=found.pending)


def of_rows(rows: list[Mapping[str, str]], names: Mapping[str, str]) -> dict[str, Said]:
    """Return finding → what a table says of it; ``names`` are those of its columns."""
    words = {zh: word for word, zh in findings.VERDICT_ZH.items()}
    found = {}
    for row in rows:
        id, verdict, by, carried, pending = (row[names[name]] for name in names)
        if verdict:
            said = state(carried, pending=bool(pending))
            found[id] = words[verdict.split()[0]], by, said
    return found


NAMES = ("finding", "verdict", "by", "carried", "pending")
IN_JSON = dict(zip(NAMES, NAMES, strict=True))
IN_CHINESE = dict(zip(NAMES, ("编号", "判断", "判断人", "沿用自", "确认"), strict=True))


def sheet_of(book: bytes) -> list[Mapping[str, str]]:
    heads, *rows = openpyxl.load_workbook(io.BytesIO(book))["发现"].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def on_the_page(page: Path, month: str) -> dict[str, Said]:
    found = {}
    for one in data_of(page.read_bytes())["findings"]:
        if one.get("verdict"):
            carried = one.get("carried", "")
            pending = is_pending(carried, month)
            found[one["id"]] = one["verdict"], one["by"], state(carried, pending=pending)
    return found


@pytest.mark.parametrize("month", EDITIONS)
def test_every_face_says_the_same(
    month: str, built: Path, both: list[str], verdicts: Path, command: Command
) -> None:
    data, folder = kg.open(built, lists=f"甲山镇 {month}"), built / f"hill-{month}"
    expected = {
        "2024-12": {both[0]: ("settle", "张三", ""), both[1]: ("lawful", "李四", "后版 2025-12")},
        "2025-12": {both[0]: ("settle", "张三", "待确认 2024-12"), both[1]: ("lawful", "李四", "")},
    }[month]
    faces: dict[str, dict[str, Said]] = {}
    for name, file in (("of the graph", None), ("of a file", verdicts)):
        judged = [one for one in data.findings(verdicts=file) if one.verdict]
        faces[name] = {one.id: of_findings(one) for one in judged}
    asked = ("findings", "--store", built, "--verdicts", verdicts, "--list", f"甲山镇 {month}")
    faces["json"] = of_rows(json.loads(command(*asked, "-f", "json").stdout), IN_JSON)
    text = (folder / "csv" / "findings.csv").read_text(encoding="utf-8-sig")
    faces["csv"] = of_rows([*csv.DictReader(io.StringIO(text))], IN_CHINESE)
    papers = data.report("workbook", "analysis", verdicts=verdicts)
    (book,) = (file for name, file in papers.items() if name.endswith(".xlsx"))
    faces["workbook"] = of_rows(sheet_of(book), IN_CHINESE)
    faces["page"] = on_the_page(folder / "graph.html", month)
    assert faces == dict.fromkeys(faces, expected)

    # in words: the terminal, the report, the state in the workbook
    (report,) = (file for name, file in papers.items() if name.endswith(".docx"))
    word = zipfile.ZipFile(io.BytesIO(report)).read("word/document.xml").decode()
    states = "".join(str(row["出表时的状态"]) for row in sheet_of(book))
    shown = "".join(
        command(*asked, "--kind", id.partition("-")[0], "--all").stdout for id in expected
    )
    for text in (word, states, shown):
        assert ("沿用 2024-12 版，待确认" in text) == (month == "2025-12")
        assert ("2025-12 版上的判断，文字相同" in text) == (month == "2024-12")


def test_the_graph_says_on_which_edition_it_was_given(built: Path, both: list[str]) -> None:
    rows = kg.open(built, edition="all").query(
        "SELECT ?f ?month WHERE { ?f duty:judgedEdition ?month }", iris=True
    )
    assert sorted((str(f).rpartition("/")[2], month) for f, month in rows.rows) == sorted(
        [(both[0], "2024-12"), (both[1], "2025-12")]
    )


def test_the_command_line_judges_the_latest_edition_and_confirms(
    bare: Path, both: list[str], command: Command, tmp_path: Path
) -> None:
    """It named the oldest edition: whatever was said, was to be confirmed at once and for ever."""
    file = tmp_path / "v.toml"
    store = ("--store", bare, "--verdicts", file)

    def pending() -> bool:
        (one,) = (one for one in kg.open(bare).findings(verdicts=file) if one.id == both[0])
        assert one.verdict == "settle"
        return one.pending

    command("verdict", both[0], "settle", "--list", f"甲山镇 {EDITIONS[0]}", *store)
    assert pending()
    command("verdict", both[0], "settle", "--list", "甲山镇", *store)
    assert not pending()
    command("verdict", both[1], "no", *store)
    assert findings.read_verdicts(file)[both[1]].edition == f"{TOWN} {EDITIONS[1]}"


def test_a_workbook_confirms_only_what_somebody_confirmed(
    built: Path, both: list[str], verdicts: Path, tmp_path: Path
) -> None:
    """Read back as it was, a workbook changes nothing; an emptied cell of 确认 confirms."""
    mine = tmp_path / "v.toml"
    mine.write_bytes(verdicts.read_bytes())
    before = findings.read_verdicts(mine)
    papers = kg.open(built).report("workbook", list="甲山镇", verdicts=mine)
    (path,) = papers
    book = openpyxl.load_workbook(io.BytesIO(papers[path]))
    book.save(tmp_path / "same.xlsx")
    assert library.adopt(tmp_path / "same.xlsx", mine, by="王五") == len(before)
    assert findings.read_verdicts(mine) == before

    sheet = book["发现"]
    heads = {str(cell.value): cell.column_letter for cell in sheet[1]}
    (row,) = (cell.row for cell in sheet[heads["编号"]] if cell.value == both[0])
    assert sheet[f"{heads['确认']}{row}"].value == "待确认"
    sheet[f"{heads['确认']}{row}"].value = None
    book.save(tmp_path / "confirmed.xlsx")
    library.adopt(tmp_path / "confirmed.xlsx", mine, by="王五")
    after = findings.read_verdicts(mine)
    assert after[both[1]] == before[both[1]]
    kept = findings.reach(both[0], TOWN)
    said = after[kept]
    assert (said.verdict, said.by) == ("settle", "张三、王五")
    assert place_of(said.edition) == (TOWN, EDITIONS[1])
    assert said.clauses == before[kept].clauses
    (one,) = (one for one in kg.open(built).findings(verdicts=mine) if one.id == both[0])
    assert not one.pending
