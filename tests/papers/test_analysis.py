"""The analysis report: its figures are the questions', its findings the graph's, its verdicts the reader's."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

import kg
from kg.errors import ReadError, UnknownName
from kg.grouping import shown
from kg.library import Dataset
from kg.names.short import without_place
from kg.papers import _figures
from kg.show import place
from kg.words import section
from tests.conftest import Command
from tests.papers.conftest import Render, paragraphs, tables

FILE = "分析报告.docx"


def summary(report: bytes) -> list[str]:
    return [line for line in paragraphs(report, "BodyText") if re.match(r"\d+\. ", line)]


def table(report: bytes, caption: str) -> list[list[str]]:
    """Return the rows of the table whose caption says so."""
    captions = [one for one in paragraphs(report, "Caption") if one.startswith("表 ")]
    (at,) = [number for number, one in enumerate(captions) if caption in one]
    return tables(report)[at]


def test_the_summary_has_ten_lines_with_the_figures_of_the_list(
    report: bytes, data: Dataset
) -> None:
    lines = summary(report)
    assert len(lines) == 10
    (one,) = data.lists
    counts = [len(one.of_kind(kind)) for kind in ("basic", "cooperative", "recalled")]
    assert re.findall(r"\d+", lines[0])[1:] == [str(number) for number in (239, *counts)]
    kinds = Counter(finding.kind for finding in data.findings())
    assert f"{kinds['no_lead']} 项没有写明由谁牵头" in lines[4]
    grades = Counter(finding.grade for finding in data.findings("overlap"))
    assert f"疑似重复 {grades[3]} 对，交叉 {grades[2]} 对" in lines[6]
    assert f"乡镇步骤比部门多的有 {len(data.query('township_does_more'))} 项" in lines[2]
    listed = sum(shown(finding) for finding in data.findings())
    assert f"共 {listed} 条发现（另有 {len(data.findings()) - listed} 对" in lines[9]
    assert f"待核 {listed} 条" in lines[9]


def test_tables_hold_what_the_questions_answer(report: bytes, data: Dataset) -> None:
    asked = [
        [str(row[name]) for name in ("basic", "cooperative", "recalled", "total")]
        for row in data.query("categories")
    ]
    assert [row[1:] for row in table(report, "三张清单的事项数")[1:]] == asked
    loads = list(data.query("load"))[:8]
    county = data.lists[0].place.county
    expected = [
        [
            without_place(str(row["department"]), county),
            *(str(row[name]) for name in ("duties", "sole", "steps", "own", "share")),
        ]
        for row in loads
    ]
    assert table(report, "配合事项列名最多的部门")[1:] == expected
    more = [str(row["duty"]) for row in data.query("township_does_more")][:3]
    assert [
        " ".join(row[0].split()[:2]) for row in table(report, "乡镇步骤多于部门步骤")[1:]
    ] == more
    counted = [(row[0], row[1]) for row in table(report, "各类发现及处理办法")[1:]]
    names = section("kind")
    listed = filter(shown, data.findings())
    kinds = Counter(names[finding.kind][0] for finding in listed)
    assert dict(counted) == {kind: str(number) for kind, number in kinds.items()}


def test_the_annex_quotes_every_clause_of_every_told_finding_with_its_place(
    report: bytes, data: Dataset
) -> None:
    quoted = paragraphs(report, "Quote")
    told = [
        finding for finding in data.findings() if finding.kind != "overlap" or finding.grade > 1
    ]
    heads = paragraphs(report, "Heading3")
    assert len(heads) == len(told)
    for finding in told:
        for clause in finding.clauses:
            plain = [re.sub("[【】]", "", line) for line in quoted if place(clause.span) in line]
            assert any(clause.text.replace("【", "").replace("】", "") in line for line in plain), (
                finding.id
            )


def test_the_numbers_of_the_tables_are_those_of_the_annex(report: bytes) -> None:
    heads = paragraphs(report, "Heading3")
    assert [head.partition(".")[0] for head in heads] == [
        str(number) for number in range(1, len(heads) + 1)
    ]
    for row in table(report, "没有写明牵头部门的事项")[1:]:
        assert " ".join(row[1].split()[:2]) in heads[int(row[0]) - 1]


def test_nobody_has_judged_so_everything_is_to_be_checked(report: bytes) -> None:
    assert all("待核" in head for head in paragraphs(report, "Heading3"))
    captions = [one for one in paragraphs(report, "Caption") if "均待核" in one]
    assert len(captions) == 8


def test_verdicts_are_honoured(data: Dataset, tmp_path: Path) -> None:
    first, second = [finding for finding in data.findings("overlap") if finding.grade == 3][:2]
    file = tmp_path / "verdicts.toml"
    data.judge(first.id, "no", verdicts=file)
    data.judge(second.id, "settle", "由两家商定", by="张三", when="2026-11-05", verdicts=file)
    judged = data.report("analysis", verdicts=file)[FILE]
    heads = paragraphs(judged, "Heading3")
    before = len(paragraphs(data.report("analysis")[FILE], "Heading3"))
    assert len(heads) == before - 1
    assert [h for h in heads if "需要理顺：由两家商定；判断：张三，2026-11-05）" in h]
    left = len(data.findings("overlap", grade=3)) - 1
    assert f"疑似重复 {left} 对" in summary(judged)[6]
    rows = table(judged, "疑似重复的事项")
    assert rows[0][-1] == "状态" and rows[1][-1].startswith("需要理顺：由两家商定")
    assert "已判断的 2 条中，1 条不成立，不再算作发现" in "".join(paragraphs(judged, "BodyText"))
    assert "已判断 2 条" in summary(judged)[9]


def test_one_changed_duty_changes_the_report(real_text: str, report: bytes, tmp_path: Path) -> None:
    old = "奇台县委宣传部、奇台县文化体育广播电视台和旅游局"
    assert real_text.count(old) > 1
    copy = tmp_path / "copy.txt"
    copy.write_text(real_text.replace(old, "奇台县委宣传部", 1), encoding="utf-8")
    changed = kg.open(copy).report("analysis")[FILE]
    assert (
        len(table(changed, "没有写明牵头部门的事项"))
        == len(table(report, "没有写明牵头部门的事项")) - 1
    )
    assert summary(changed)[4] != summary(report)[4]


def test_a_list_without_steps_or_findings_has_a_report(tmp_path: Path) -> None:
    rows = [
        "江南省云州市",
        "青河县东山镇",
        "履职事项清单",
        "基本履职事项清单",
        "序号\t事项类别\t事项名称",
        "1\t党的建设\t落实党建责任",
        "",
    ]
    file = tmp_path / "small.txt"
    file.write_text("\n".join(rows), encoding="utf-8")
    made = kg.open(file).report("analysis")[FILE]
    assert len(summary(made)) == 10
    assert "0 条发现" in summary(made)[9]


def test_a_figure_that_there_is_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no_such"):
        _figures.filled(["共 {no_such} 项"], {"duties": 1})


def test_an_unknown_kind_is_named_with_those_there_are(data: Dataset) -> None:
    with pytest.raises(UnknownName, match="analysis"):
        data.report("novel")


def test_the_command_writes_what_the_library_gives(
    command: Command, tmp_path: Path, report: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = command("report", "kanerzi-2025-07", "--kind", "analysis", "-o", "材料")
    assert result.exit_code == 0, result.output
    assert result.stdout.split() == ["材料/分析报告.docx"]
    assert (tmp_path / "材料" / FILE).read_bytes() == report


def test_libreoffice_opens_it_and_it_has_twelve_pages_before_the_annex(
    report: bytes, render: Render
) -> None:
    with pdfplumber.open(render(report, "report.docx")) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    (annex,) = [
        number
        for number, page in enumerate(pages)
        if re.search(r"附件\s+发现所依据的原文", page) and number > 1
    ]
    assert annex <= 13  # the cover has no number, then twelve pages at the most
    for page in pages[1:]:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert re.fullmatch(r"—\s*\d+\s*—", lines[-1])
        assert not re.match(
            r"[一二三四五六七八]、|（[一二三]）", lines[-2]
        )  # no heading is left alone at the foot
        assert not any(
            line[0] in "，。；：、）”" for line in lines
        )  # no line begins with a sign that closes
