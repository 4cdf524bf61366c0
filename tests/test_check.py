"""The checks: counts, rules, oddities; printed as a linter does, with TOML to paste."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import build as job
from kg import check, doubts, rdf, shapes
from kg.model import Finding, Oddity
from kg.names import load
from kg.parse import Parsed, read_list
from kg.rdf.iris import BASE
from kg.resources import ontology_path
from tests.conftest import Command

HEAD = "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n"
ROWS = {
    "clean": "1\t平安法治\t甲\t青河区公安局\t负责查处。\t巡查。\n",
    "unknown": "1\t平安法治\t甲\t青河区太空局、青河区公安局\t1.区太空局负责发射。2.区公安局查处。\t巡查。\n",
    "category": "1\t太空事务\t甲\t青河区公安局\t负责查处。\t巡查。\n",
}


def write(folder: Path, rows: str, expected: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "source.txt").write_text(HEAD + rows, encoding="utf-8")
    (folder / "list.toml").write_text(
        f'[place]\ncounty = "青河区"\ntownship = "东山街道"\n{expected}', encoding="utf-8"
    )
    return folder


def test_the_real_list_has_no_violation(command: Command) -> None:
    result = command("check", "kanerzi-2025-07", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert {row["severity"] for row in found} <= {"warning", "info"}
    assert all(row["zh"] and row["en"] for row in found)
    assert any(row["code"] == "repeated-step" and row["duty"] == "cooperative/21" for row in found)
    assert any(row["code"] == "off-title" and row["duty"] == "recalled/5" for row in found)
    text = " ".join(row["zh"] for row in found)
    for slip in ("病影放映", "危害化处理", "遇难遇难", "摸排除"):
        assert slip in text, slip
    assert not [
        row
        for row in found
        if row["code"] in ("unknown-department", "unknown-category", "number-gap")
    ]


def test_three_groups_each_sorted_by_place(command: Command) -> None:
    text = command("check", "kanerzi-2025-07", "--all").stdout
    groups = [
        part
        for part in re.split(r"^[一二三]、.*$", text, flags=re.MULTILINE)
        if "kanerzi-2025-07/" in part
    ]
    assert re.findall(r"^([一二三])、(\S+)", text, flags=re.MULTILINE) == [
        ("二", "读入了，但拿不准"),
        ("三", "原文本身的疑点"),
    ]
    for group in groups:
        lines = [line for line in group.splitlines() if line.endswith("]") and "line " in line]
        places = [int(line.split("line ")[1].split(",")[0]) for line in lines]
        assert places == sorted(places)
        assert all(": warning: " in line or ": info: " in line for line in lines)
    assert sum(group.count("[NoLegalBasis]") for group in groups) > 100


def test_a_doubt_is_printed_as_a_correction_to_paste(command: Command) -> None:
    text = command("check", "kanerzi-2025-07").stdout
    pasted = tomllib.loads(text[text.index("[[correction]]") :])["correction"]
    assert {"at", "quote", "actors", "by", "on"} == set(pasted[0])
    assert pasted[-1]["at"] == "配合 92 上级部门 1"


def test_a_folder_names_the_files_that_are_no_list(command: Command, tmp_path: Path) -> None:
    (tmp_path / "甲乡.txt").write_text(HEAD + ROWS["clean"], encoding="utf-8")
    (tmp_path / "说明.txt").write_text("请各单位查收。\n", encoding="utf-8")
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    result = command("check", tmp_path)
    assert result.exit_code == 0
    assert "没有读入的文件 files not read（2）" in result.stdout
    assert "说明.txt: 没有履职事项表 / no duty table found; " in result.stdout
    assert "3 份文件中读了 1 份 / 1 of 3 files read" in result.stderr
    rows = json.loads(command("check", tmp_path, "--format", "json").stdout)
    assert [Path(row["where"]).name for row in rows if row["code"] == "unread-file"] == [
        "照片.jpg",
        "说明.txt",
    ]


@pytest.mark.parametrize(("kind", "count"), [("basic", 1), ("cooperative", 2), ("recalled", 1)])
def test_a_wrong_count_exits_1(command: Command, tmp_path: Path, kind: str, count: int) -> None:
    result = command(
        "check", write(tmp_path / "list", ROWS["clean"], f"[expected]\n{kind} = {count}\n")
    )
    assert result.exit_code == 1
    assert f"violation: 应有 {count} 项" in result.stdout
    assert f"{count} {kind} duties expected" in result.stdout


def test_the_right_count_exits_0(command: Command, tmp_path: Path) -> None:
    result = command(
        "check", write(tmp_path / "list", ROWS["clean"], "[expected]\ncooperative = 1\nbasic = 0\n")
    )
    assert result.exit_code == 0, result.output


def test_a_wrong_count_fails_the_build_but_writes_it(command: Command, tmp_path: Path) -> None:
    folder = write(tmp_path / "list", ROWS["clean"], "[expected]\nbasic = 7\n")
    result = command("build", folder, "-o", tmp_path / "build")
    assert result.exit_code == 1
    assert "1 违反 violation" in result.stdout


def test_an_unknown_department_is_said_with_toml_to_paste(command: Command, tmp_path: Path) -> None:
    result = command("check", write(tmp_path / "list", ROWS["unknown"]))
    line = next(line for line in result.stdout.splitlines() if "unknown-department" in line)
    assert 'unknown department "青河区太空局"; add it to data/names/departments.toml' in line
    assert "source.txt, line 2, 配合 1, column 对应上级部门: warning: " in line
    paste = tomllib.loads(result.stdout[result.stdout.index("[[department]]") :])
    assert paste["department"][0]["name"] == "太空局"


def test_an_unknown_category_is_said_with_toml_to_paste(command: Command, tmp_path: Path) -> None:
    result = command("check", write(tmp_path / "list", ROWS["category"]))
    assert 'unknown category "太空事务"; add it to data/names/categories.toml' in result.stdout


@pytest.mark.parametrize("verb", ["read", "build"])
def test_strict_turns_an_oddity_into_a_failure(command: Command, tmp_path: Path, verb: str) -> None:
    output = ["-o", tmp_path / "build"] if verb == "build" else []
    folder = write(tmp_path / "list", ROWS["unknown"])
    result = command(verb, folder, "--strict", *output)
    assert result.exit_code == 1
    assert result.stdout == ""
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith(
        "kg: source.txt, line 2, 配合 1, column 对应上级部门: 不认识的部门“青河区太空局” / unknown department"
    )
    assert last.endswith(" / mend the source or read without --strict")
    assert not (tmp_path / "build").exists()


def test_strict_reads_a_clean_list(command: Command, tmp_path: Path) -> None:
    assert command("read", write(tmp_path / "list", ROWS["clean"]), "--strict").exit_code == 0


def test_one_oddity_a_result_with_its_duty(real_parsed: Parsed) -> None:
    found = check.rules(real_parsed.list)
    assert found == tuple(sorted(found, key=check.in_order))
    assert all(o.duty and o.line and o.zh and o.en for o in found)
    assert check.counted(found)["violation"] == 0


def test_a_check_needs_neither_rdflib_nor_pyshacl(
    real_parsed: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("rdflib", "pyshacl", "pyoxigraph"):
        monkeypatch.setitem(sys.modules, name, None)
    assert check.rules(real_parsed.list)


def test_the_build_and_the_check_say_the_same(
    real_list: Path, real_parsed: Parsed, tmp_path: Path
) -> None:
    (built,) = job.build([real_list], tmp_path / "build").lists
    assert set(built.oddities) == {*real_parsed.oddities, *check.rules(real_parsed.list)}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("DutyTitle", {"title": " "}),
        ("DutyCategory", {"category": ""}),
        ("DutyNumber", {"number": 0}),
        ("DutyEvidence", {"cells": ()}),
    ],
)
def test_a_duty_that_lacks_something_breaks_a_rule(
    code: str, change: dict[str, Any], tmp_path: Path
) -> None:
    parsed = read_list(write(tmp_path / "list", ROWS["clean"]))
    broken = replace(
        parsed.list, duties=tuple(replace(duty, **change) for duty in parsed.list.duties)
    )
    assert [o.code for o in check.rules(broken) if o.severity == "violation"] == [code]
    assert [o.code for o in check.rules(parsed.list) if o.severity == "violation"] == []


@pytest.mark.parametrize(
    ("code", "change"), [("StepOrdinal", {"ordinal": 0}), ("StepText", {"text": ""})]
)
def test_a_step_that_lacks_something_breaks_a_rule(
    code: str, change: dict[str, Any], tmp_path: Path
) -> None:
    parsed = read_list(write(tmp_path / "list", ROWS["clean"]))
    (duty,) = parsed.list.duties
    steps = tuple(replace(step, **change) for step in duty.township_steps)
    broken = replace(parsed.list, duties=(replace(duty, township_steps=steps),))
    assert [o.code for o in check.rules(broken) if o.severity == "violation"] == [code]


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("FindingKind", Finding("x", "", 1, 1.0, "甲", "a", ("basic/1",))),
        ("FindingGrade", Finding("x", "overlap", 4, 1.0, "甲", "a", ("basic/1",))),
        (
            "FindingVerdict",
            Finding("x", "overlap", 1, 1.0, "甲", "a", ("basic/1",), verdict="perhaps"),
        ),
        ("FindingConcerns", Finding("x", "overlap", 1, 1.0, "甲", "a", ())),
    ],
)
def test_a_finding_that_lacks_something_breaks_a_rule(
    code: str, finding: Finding, tmp_path: Path
) -> None:
    parsed = read_list(write(tmp_path / "list", ROWS["clean"]))
    assert [o.code for o in check.rules(parsed.list, [finding]) if o.severity == "violation"] == [
        code
    ]


def test_the_graph_without_a_title_breaks_a_published_rule(tmp_path: Path) -> None:
    parsed = read_list(write(tmp_path / "list", ROWS["clean"]))
    lines = rdf.list_lines(parsed.list, parsed.directory, load())
    broken = [line for line in lines if not ("/cooperative/1>" in line and "terms/title>" in line)]
    assert len(broken) < len(lines)
    assert check.counted(shapes.validate(parsed.list, broken, BASE))["violation"] > 0


def test_a_place_is_said_in_english_too() -> None:
    said = Oddity(
        "hidden-row", "warning", "x.xlsx, 工作表“基本”第 2 行", "隐藏的行没有读", "a hidden row"
    )
    (line,) = [line for line in doubts.lines([said], "甲/") if "x.xlsx" in line]
    assert line.startswith("甲/x.xlsx, 工作表“基本”第 2 行: warning: 隐藏的行没有读")
    assert line.endswith(" / sheet “基本”, row 2: a hidden row [hidden-row]")


def test_the_kinds_of_findings_with_a_published_rule_are_those_of_the_check() -> None:
    """Why the others have none: docs/decisions/0036."""
    text = (ontology_path() / "shapes.ttl").read_text(encoding="utf-8")
    published = set(re.findall(r"^shape:(\w+) a sh:NodeShape", text, re.MULTILINE))
    of_records = {"Duty", "Step", "Finding"}
    of_no_finding = {"BoilerplateMethod", "NoLegalBasis"}
    assert published - of_records - of_no_finding == set(check.CODES.values())
