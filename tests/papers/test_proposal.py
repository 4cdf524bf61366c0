"""The proposal: accepting all changes gives exactly the proposed list, rejecting all exactly the old one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.library import Dataset, read
from kg.model import DutyList, Finding
from kg.papers._edits import Edit, applied
from kg.papers._word.revisions import _paragraphs
from kg.papers.proposal import paragraphs
from tests.conftest import Command
from tests.papers.conftest import Render, W, part, text

FILE = "调整建议.docx"
Cells = dict[str, dict[str, tuple[str, ...]]]


def cells(duties: DutyList) -> Cells:
    """Return each duty's cells as paragraphs."""
    return {
        duty.key: {cell.column: paragraphs(cell.text) for cell in duty.cells}
        for duty in duties.duties
    }


def both(file: bytes, path: Path) -> tuple[DutyList, DutyList]:
    """Return what a proposal says with all changes rejected, and with all accepted."""
    path.write_bytes(file)
    return read(path, revisions="rejected").list, read(path, revisions="accepted").list


def meaning(duties: DutyList) -> Any:
    """Return the records without their places, which differ between a text and a document."""
    return json.loads(
        re.sub(
            r'"span": \{[^}]*\}', '"span": 0', json.dumps([_json(duty) for duty in duties.duties])
        )
    )


def _json(duty: Any) -> dict[str, Any]:
    from kg.records import duty_json

    return duty_json(duty)


@pytest.fixture
def judge(data: Dataset, tmp_path: Path) -> Callable[..., bytes]:
    """Return what makes the proposal with some verdicts: pairs of a finding and the note of 需要理顺."""

    def made(*notes: tuple[Finding, str]) -> bytes:
        file = tmp_path / "verdicts.toml"
        for finding, note in notes:
            data.judge(finding.id, "settle", note, verdicts=file)
        return data.report("proposal", verdicts=file)[FILE]

    return made


def of(data: Dataset, kind: str, duty: str, grade: int | None = None) -> Finding:
    """Return the first finding of a kind about a duty."""
    return data.findings(kind, duty=duty, grade=grade)[0]


def test_without_verdicts_the_list_stays_as_it_is(data: Dataset, tmp_path: Path) -> None:
    file = data.report("proposal")[FILE]
    assert not list(part(file).iter(f"{W}ins")) and not list(part(file).iter(f"{W}del"))
    rejected, accepted = both(file, tmp_path / "a.docx")
    (old,) = data.lists
    assert cells(rejected) == cells(accepted) == cells(old)
    assert meaning(rejected) == meaning(old)
    assert (rejected.place, rejected.issued) == (old.place, old.issued)


def test_a_lead_is_named_a_remnant_struck_a_step_split_and_a_row_struck(
    data: Dataset, judge: Callable[..., bytes], tmp_path: Path
) -> None:
    (old,) = data.lists
    lead = of(data, "no_lead", "配合 92")
    remnant = of(data, "remnant", "配合 16")
    nobody = of(data, "unassigned", "配合 92")
    undeclared = of(data, "undeclared", "配合 82")
    overlap = of(data, "overlap", "配合 28")
    notes = [
        (lead, "牵头：公安局"),
        (remnant, "删去"),
        (nobody, "由：县公安局"),
        (undeclared, "补列"),
        (overlap, "配合 28 拆分：甲事｜乙事。；删去事项：基本 77"),
    ]
    file = judge(*notes)
    rejected, accepted = both(file, tmp_path / "b.docx")
    assert cells(rejected) == cells(old)
    was, now = cells(old), cells(accepted)
    assert set(was) - set(now) == {"basic/77"}
    assert now["cooperative/92"]["departments"][0].endswith("奇台县公安局（牵头）")
    assert "奇台县公安局" in next(d for d in accepted.duties if d.key == "cooperative/92").leads
    assert now["cooperative/82"]["departments"] == ("奇台县应急管理局、奇台县公安局",)
    (whole,), (rest,) = was["cooperative/16"]["township"], now["cooperative/16"]["township"]
    assert whole.startswith(rest) and whole.removeprefix(rest).lstrip().startswith("4.乡及所属村")
    said = next(clause.text for clause in nobody.clauses if clause.span.column == "superior")
    assert any(f"县公安局{said}" in one for one in now["cooperative/92"]["superior"])
    split = [one for cell in now["cooperative/28"].values() for one in cell]
    (at,) = [number for number, one in enumerate(split) if one.endswith("甲事")]
    assert split[at + 1].startswith("乙事。")
    changed = {key for key in was if key in now and was[key] != now[key]}
    assert changed == {"cooperative/92", "cooperative/82", "cooperative/16", "cooperative/28"}


def test_comments_cite_finding_rule_evidence_and_note(
    data: Dataset, judge: Callable[..., bytes]
) -> None:
    lead, nobody = of(data, "no_lead", "配合 92"), of(data, "unassigned", "配合 92")
    file = judge((lead, "牵头：公安局"), (nobody, "再议"))
    comments = [text(one) for one in part(file, "word/comments.xml").iter(f"{W}comment")]
    assert len(comments) == 2
    first = next(one for one in comments if lead.id in one)
    assert (
        lead.rule_zh in first
        and "牵头：公安局" in first
        and "第 1–" in first
        and "需要理顺" in first
    )
    assert "未作改动" in next(one for one in comments if nobody.id in one)
    marks = {one.get(f"{W}id") for one in part(file).iter(f"{W}commentRangeStart")}
    assert (
        marks == {one.get(f"{W}id") for one in part(file).iter(f"{W}commentReference")}
        and len(marks) == 2
    )


def test_changes_are_numbered_once_and_say_no_time(
    data: Dataset, judge: Callable[..., bytes]
) -> None:
    file = judge(
        (of(data, "no_lead", "配合 92"), "牵头：公安局"), (of(data, "remnant", "配合 16"), "删去")
    )
    changes = [one for kind in ("ins", "del") for one in part(file).iter(f"{W}{kind}")]
    ids = [one.get(f"{W}id") for one in changes]
    assert len(ids) == len(set(ids)) > 1
    assert not [one for one in changes if one.get(f"{W}date")]


def other_edition(text: str) -> str:
    """Return the real list with a row less, a new row, a split, a merge, and several changes in one cell."""
    lines = text.split("\n")
    at = {
        line.split("\t")[0] + "|" + line.split("\t")[1]: number
        for number, line in enumerate(lines)
        if line.count("\t") == 5
    }
    gone = next(
        number for number in at.values() if lines[number].split("\t")[2] == "干部人事档案工作"
    )
    row = lines[at[next(key for key in at if lines[at[key]].split("\t")[2] == "机电井管理")]].split(
        "\t"
    )
    lines[lines.index("\t".join(row))] = "\t".join(
        [
            *row[:4],
            row[4]
            .replace("初审", "审核")
            .replace("审批", "批准")
            .replace("<p>2.", "<p>2.会同县财政局"),
            row[5].replace("；</p> <p>2.", "；</p> <p>新的一步；</p> <p>2."),
        ]
    )
    new = "98\t市场监管\t电梯使用单位排查登记\t奇台县市场监督管理局\t负责电梯安全监察。\t<p>1.排查；</p> <p>2.上报。</p>"
    last = max(at.values())
    lines[last] = lines[last] + "\n" + new
    del lines[gone]
    return "\n".join(lines)


def test_another_edition_is_shown_as_changes_of_the_old_one(
    real_list: Path, real_text: str, tmp_path: Path
) -> None:
    changed = tmp_path / "new.txt"
    changed.write_text(other_edition(real_text), encoding="utf-8")
    data = kg.open(changed)
    file = data.report("proposal", against="kanerzi-2025-07")[FILE]
    rejected, accepted = both(file, tmp_path / "c.docx")
    (new,) = data.lists
    assert cells(rejected) == cells(read(real_list).list)
    assert cells(accepted) == cells(new)
    assert [duty.key for duty in accepted.duties] == [duty.key for duty in new.duties]
    assert meaning(accepted) == meaning(new)
    body = part(file)
    rows = {kind: len(body.findall(f".//{W}trPr/{W}{kind}")) for kind in ("ins", "del")}
    assert rows == {"ins": 1, "del": 1}
    comments = [text(one) for one in part(file, "word/comments.xml").iter(f"{W}comment")]
    assert any("新增" in one for one in comments) and any("取消" in one for one in comments)


@pytest.mark.parametrize("name", ["dev-1", "dev-2"])
def test_splits_merges_and_moves_are_right_in_both_directions(
    real_list: Path, name: str, tmp_path: Path
) -> None:
    data = kg.open(Path(__file__).parent.parent / "editions" / name)
    file = data.report("proposal", against=real_list)[FILE]
    rejected, accepted = both(file, tmp_path / "d.docx")
    (new,) = data.lists
    assert cells(rejected) == cells(read(real_list).list)
    assert cells(accepted) == cells(new)
    assert [duty.key for duty in accepted.duties] == [duty.key for duty in new.duties]
    comments = " ".join(text(one) for one in part(file, "word/comments.xml").iter(f"{W}comment"))
    assert "拆分" in comments and "合并" in comments and "收回" in comments


@pytest.mark.parametrize(("old", "new"), [
    ("甲\n乙\n丙", "甲\n丙"), ("甲", "甲\n乙"), ("甲\n乙", "乙"), ("", "甲"), ("甲", ""), ("甲乙丙", "甲\n乙\n丙"), ("甲\n乙", "甲乙"),
    ("一二三\n四五六", "一三\n新\n四六六"), ("同\n同\n同", "同\n同"), ("旧一\n旧二", "新一\n新二\n新三"),
])  # fmt: skip
def test_paragraphs_give_both_texts(old: str, new: str) -> None:
    found = list(_paragraphs(old.split("\n"), new.split("\n")))

    def taken(left_out: str) -> str:
        text = ""
        for parts, mark in found:
            text += "".join(said for kind, said in parts if kind != left_out)
            text += "" if mark == left_out else "\n"
        return text.removesuffix("\n")

    assert taken("ins") == old
    assert taken("del") == new


def test_of_two_edits_that_overlap_the_first_stands() -> None:
    assert (
        applied(
            "甲乙丙丁",
            [Edit("", "", 0, 2, "一"), Edit("", "", 1, 3, "二"), Edit("", "", 3, 3, "三")],
        )
        == "一丙三丁"
    )


def test_the_command_reads_both_back(
    command: Command, data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data.judge(of(data, "undeclared", "配合 82").id, "settle", "补列")
    assert command("report", "kanerzi-2025-07", "--kind", "proposal", "-o", "材料").exit_code == 0
    old = command("read", f"材料/{FILE}", "--revisions", "rejected", "-f", "json").stdout
    new = command("read", f"材料/{FILE}", "--revisions", "accepted", "-f", "json").stdout
    assert (
        old != new
        and command("read", f"材料/{FILE}", "--revisions", "original", "-f", "json").stdout == old
    )


def test_libreoffice_opens_it(data: Dataset, judge: Callable[..., bytes], render: Render) -> None:
    file = judge((of(data, "no_lead", "配合 92"), "牵头：公安局"))
    assert render(file, "proposal.docx").stat().st_size > 10_000
