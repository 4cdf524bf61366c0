"""Negotiation sheets, sheets for departments, the township's list: nothing is invented, everything is the list's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import UnknownName
from kg.library import Dataset
from kg.rdf.iris import label
from kg.show import place
from tests.papers.conftest import Render, paragraphs, part, tables, text


def test_a_sheet_for_each_finding_to_be_settled(data: Dataset, tmp_path: Path) -> None:
    assert not data.report("sheets")
    verdicts = tmp_path / "verdicts.toml"
    finding = data.findings("overlap", grade=3)[1]
    data.judge(finding.id, "settle", "由一家受理；依据：条例第十二条", verdicts=verdicts)
    data.judge(data.findings("silent")[0].id, "lawful", verdicts=verdicts)
    ((name, file),) = data.report("sheets", verdicts=verdicts).items()
    assert name.startswith("协商单/01 职责重叠")
    form, signatures = tables(file)
    rows = {row[0].replace("　", ""): row[1:] for row in form}
    assert len(rows["现行表述"]) == 2
    for clause, cell in zip(finding.clauses, rows["现行表述"], strict=True):
        assert (
            clause.text in cell.replace("【", "").replace("】", "") and place(clause.span) in cell
        )
    assert rows["自行协调情况"] == [""]
    assert rows["建议"] == ["由一家受理"] and rows["依据"] == ["条例第十二条"]
    assert "需要理顺" in rows["主要分歧"][0] and finding.id in rows["来源"][0]
    assert len(signatures[0]) == 3 and "盖章" in signatures[0][1]


def test_a_chosen_finding_has_a_sheet_and_is_called_to_be_checked(data: Dataset) -> None:
    finding = data.findings("no_lead")[0]
    (file,) = data.report("sheets", findings=[finding.id[:14]]).values()
    assert "待核" in text(part(file))
    assert all(name in text(part(file)) for name in finding.departments)
    with pytest.raises(UnknownName):
        data.report("sheets", findings=["nothing-there"])


def test_every_department_has_a_sheet_with_all_that_it_owes(data: Dataset) -> None:
    files = data.report("department")
    (one,) = data.lists
    assert sorted(files) == sorted(f"部门分发单/{body.name}.docx" for body in one.departments)
    loads = {str(row["department"]): row for row in data.query("load")}
    back = {str(row["department"]): row["recalled"] for row in data.query("demand_or_take_back")}
    for name in ("奇台县公安局", "奇台县民政局", "奇台县水利局"):
        file = files[f"部门分发单/{name}.docx"]
        said = "".join(paragraphs(file, "BodyText"))
        assert f"列名的配合事项 {loads[name]['duties']} 项" in said
        assert f"承接收回事项 {back[name]} 项" in said
        rows = tables(file)[0][1:]
        declared = [duty for duty in one.of_kind("cooperative") if name in duty.departments]
        assert [row[0] for row in rows] == [f"{duty.label} {duty.title}" for duty in declared]
        for row, duty in zip(rows, declared, strict=True):
            own = [step for step in duty.superior_steps if name in step.actors]
            assert all(step.text in row[1] for step in own) and bool(own) != ("没有写明" in row[1])
            assert all(step.text in row[2] for step in duty.township_steps)
    limits = [row[3] for row in tables(files["部门分发单/奇台县民政局.docx"])[0]]
    assert any("五个工作日" in limit for limit in limits)


def test_the_township_list_has_every_duty(data: Dataset) -> None:
    ((name, file),) = data.report("township").items()
    assert name.endswith(".docx")
    said, (one,) = text(part(file)), data.lists
    assert all(duty.title in said for duty in one.duties)
    assert all(
        step.text in said for duty in one.of_kind("cooperative") for step in duty.township_steps
    )
    heads = paragraphs(file, "Heading2")
    loads = {str(row["department"]): row["duties"] for row in data.query("load")}
    assert heads[0].endswith(f"{max(loads.values(), key=lambda number: int(number or 0))} 项")


def test_libreoffice_opens_them(data: Dataset, render: Render) -> None:
    sheet = next(iter(data.report("sheets", findings=[data.findings("no_lead")[0].id]).values()))
    assert render(sheet, "sheet.docx").is_file()
    assert render(
        data.report("department")["部门分发单/奇台县民政局.docx"], "department.docx"
    ).is_file()


def test_what_people_corrected_is_marked_with_who_and_when(real_list: Path, tmp_path: Path) -> None:
    """In every paper that speaks of the duty, and of none that does not."""
    folder = tmp_path / real_list.name
    shutil.copytree(real_list, folder)
    finding = next(one for one in kg.open(folder).findings("no_lead") if len(one.departments) == 2)
    first, other = finding.departments
    at = label(finding.duties[0])
    entry = (
        f'at = "{at}"\nquote = "{first}"\ndepartments = ["{first}"]\nby = "张三"\non = 2026-01-05\n'
    )
    (folder / "corrections.toml").write_text(f"[[correction]]\n{entry}", encoding="utf-8")
    data = kg.open(folder)
    said = f"{at}　人工更正（张三，2026-01-05）"
    papers = data.report("analysis", "department", "township")
    marked = {name for name, file in papers.items() if said in text(part(file))}
    assert {"分析报告.docx", "乡镇清单（按部门）.docx", f"部门分发单/{first}.docx"} <= marked
    assert f"部门分发单/{other}.docx" not in marked
