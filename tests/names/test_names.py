"""Who is meant: any county, by rule; irregular names by data."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Place
from kg.names import Directory, load
from kg.names.jurisdiction import levels, short_name
from kg.resources import data_path, read_toml

DISTRICT = Place("江南省", "云州市", "青河区", "东山街道")
COUNTY = Place("某某省", "昌平自治州", "石城侗族自治县", "白水乡")


def directory(place: Place = DISTRICT, *declared: str) -> Directory:
    return Directory(load(), place, declared)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("区公安局", "青河区公安局"),
        ("青河公安局", "青河区公安局"),
        ("青河区公安局", "青河区公安局"),
        ("公安机关", "青河区公安局"),
        ("区人社局", "青河区人力资源和社会保障局"),
        ("区人力社保局", "青河区人力资源和社会保障局"),
        ("区卫健委", "青河区卫生健康委员会"),
        ("区委编办", "青河区委编办"),
        ("区残疾人联合会", "青河区残联"),
        ("市生态环境局青河分局", "云州市生态环境局青河分局"),
        ("市生态环境局", "云州市生态环境局"),
        ("省市场监督管理局", "江南省市场监督管理局"),
        ("区某某局", "区某某局"),
    ],
)
def test_a_short_form_is_resolved_by_rule(printed: str, name: str) -> None:
    found = directory().resolve(printed)
    if printed != "区某某局":
        assert found.name == name
    assert found.kind == "department"


def test_canonical_is_what_the_column_prints() -> None:
    assert directory(DISTRICT, "青河区卫健局").resolve("区卫健委").name == "青河区卫健局"
    assert directory(DISTRICT, "区卫健局").resolve("区卫健委").name == "青河区卫健局"
    often = directory(DISTRICT, "青河区人社局", "青河区人社局", "青河区人力资源和社会保障局")
    assert often.resolve("区人社局").name == "青河区人社局"


def test_two_spellings_in_one_cell_are_two_departments() -> None:
    cell = ["青河区城市管理局", "青河区综合行政执法局"]
    found = Directory(load(), DISTRICT, cell, [cell])
    assert found.resolve("区综合行政执法局").name == "青河区综合行政执法局"
    assert (
        found.resolve("区城市管理局").name == found.resolve("区城管局").name == "青河区城市管理局"
    )
    assert (
        directory(DISTRICT, "青河区城市管理局").resolve("区综合行政执法局").name
        == "青河区城市管理局"
    )


def test_the_county_is_called_what_the_columns_call_it() -> None:
    assert (
        directory(COUNTY, "石城侗族自治县公安局").resolve("县教育局").name == "石城侗族自治县教育局"
    )
    assert directory(COUNTY, "石城县公安局").resolve("县教育局").name == "石城县教育局"
    assert directory(COUNTY).resolve("县教育局").name == "石城县教育局"


def test_a_higher_body_is_not_the_county_s() -> None:
    found = directory(DISTRICT, "青河区市场监督管理局")
    assert found.resolve("市市场监督管理局").name == "云州市市场监督管理局"
    assert found.resolve("市市场监督管理局") != found.resolve("区市场监督管理局")


def test_an_unknown_department_is_learned_from_the_column_and_reported() -> None:
    found = directory(DISTRICT, "青河区太空局")
    assert list(found.unknown) == ["青河区太空局"]
    assert not found.knows("青河区太空局")
    assert [e.organization.name for e in found.find("由区太空局负责，报青河区太空局")] == [
        "青河区太空局"
    ] * 2


def test_an_unknown_department_in_a_text_is_seen() -> None:
    (entity,) = directory().find("报区太空局审核")
    assert (entity.printed, entity.known) == ("区太空局", False)


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开",
        "基层红十字会、残联组织",
        "街道公安局面",
        "区级以上",
        "社区民政工作人员",
        "",
        "区委员会议室",
    ],
)
def test_a_common_noun_is_no_department(text: str) -> None:
    assert [e.printed for e in directory().find(text) if e.organization.kind == "department"] == []


def test_half_width_brackets_are_the_same_name() -> None:
    for text in ("市党史研究室（地方志办公室）审核", "市党史研究室(地方志办公室)审核"):
        (entity,) = directory().find(text)
        assert len(entity.printed) == len("市党史研究室（地方志办公室）")


def test_levels_share_no_word() -> None:
    for place in (DISTRICT, COUNTY, Place("云岭省", "苏河市", "江阴市", "新桥街道")):
        words = [form for level in levels(place) for form in level.forms]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("昌吉回族自治州", "昌吉州"),
        ("内蒙古自治区", "内蒙古"),
        ("某某县", "某某县"),
        ("黔东南苗族侗族自治州", "黔东南州"),
    ],
)
def test_peoples_are_left_out_of_a_short_name(full: str, short: str) -> None:
    assert short_name(full) == short


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("序 号", "number"), ("事项类别", "category"), ("事项名称", "title"), ("对应上级部门（单位）", "departments"),
        ("对应区级部门", "departments"), ("县级部门职责", "superior"), ("乡镇（街道）配合职责", "township"),
        ("承接部门及工作方式", "method"), ("承接部门", "receiving"), ("工作方式", "way"), ("合计", "count"), ("星座", None), ("", None),
    ],
)  # fmt: skip
def test_a_header_in_many_words(header: str, column: str | None) -> None:
    assert load().column(header) == column


def test_the_data_say_each_thing_once() -> None:
    data = tomllib.loads((data_path() / "names" / "departments.toml").read_text(encoding="utf-8"))
    spellings = [s for d in data["department"] for s in (d["name"], *d.get("spellings", {}))]
    assert len(spellings) == len(set(spellings))
    assert all(seen for d in data["department"] for seen in d.get("spellings", {}).values())


def test_names_that_are_no_toml(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=re.escape("columns.toml: 没有这个文件 / no such file")):
        load(tmp_path)
    (tmp_path / "columns.toml").write_text("[", encoding="utf-8")
    with pytest.raises(ReadError, match=r"columns\.toml: 不是 TOML.* / not TOML"):
        load(tmp_path)
    (tmp_path / "columns.toml").write_bytes(b"\xff")
    with pytest.raises(ReadError, match=r"columns\.toml: 读不了.* / cannot be read"):
        load(tmp_path)


def test_a_damaged_file_of_the_data_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.resources.data_path", lambda: tmp_path)
    (tmp_path / "slips.toml").write_text("[", encoding="utf-8")
    with pytest.raises(ReadError, match=r"^data/slips\.toml: 不是 TOML.* / not TOML"):
        read_toml(tmp_path / "slips.toml")


@pytest.mark.parametrize(
    ("column", "headers"),
    [
        (
            "departments",
            "对应上级部门 对应区级部门 县直对应部门 上级部门（单位） 责任单位 旗级部门",
        ),
        ("lead", "牵头单位 牵头部门 主责部门"),
        ("assisting", "配合单位 协办部门 参与单位"),
        (
            "superior",
            "上级部门职责 区级部门职责 上级部门（单位）职责 牵头部门职责 旗级部门职责 区直部门（单位）职责 部门职责",
        ),
        (
            "township",
            "乡镇配合职责 镇街配合职责 镇（街道）配合职责 街道（镇）配合职责 镇政府配合职责 街道职责 苏木配合职责",
        ),
        (
            "method",
            "承接部门及工作方式 承接部门（单位）及工作方式 区级承接部门及工作方式 承接部门、工作方式 承接部门/工作方式",
        ),
        ("receiving", "承接部门 区级承接部门 承接部门（单位） 对应承接部门"),
        ("way", "工作方式 履职方式"),
    ],
)
def test_headers_in_other_words(column: str, headers: str) -> None:
    assert {header: load().column(header) for header in headers.split()} == dict.fromkeys(
        headers.split(), column
    )
