"""Folders as offices send them: every file is a list with a name of its own, or named with reason and cure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg import folders
from kg.build import build
from kg.errors import ParseError, ReadError
from kg.folders import Survey, survey, unread
from kg.parse import read_list

LIST = "某州青河县{place}履职事项清单\n2025年7月\n基本履职事项清单\n序号\t事项类别\t事项名称\n1\t党的建设\t加强党的政治建设\n"


def write(path: Path, place: str = "甲乡") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(LIST.format(place=place), encoding="utf-8")
    return path


def ids(found: Survey) -> list[str]:
    return [one.id for one in found.lists]


def test_documents_of_one_folder_are_lists_of_their_own(tmp_path: Path) -> None:
    write(tmp_path / "甲乡.txt")
    write(tmp_path / "乙镇.txt", "乙镇")
    assert ids(survey([tmp_path])) == ["乙镇", "甲乡"]
    assert not any(one.named for one in survey([tmp_path]).lists)


def test_a_folder_with_one_document_is_the_list(tmp_path: Path) -> None:
    write(tmp_path / "甲乡" / "清单.txt")
    write(tmp_path / "乙镇" / "清单.txt", "乙镇")
    assert ids(survey([tmp_path])) == ["乙镇", "甲乡"]


def test_lists_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for town in ("甲乡", "乙镇"):
        write(tmp_path / town / "清单.txt", town)
        write(tmp_path / town / "说明.txt", town)
    assert ids(survey([tmp_path])) == ["乙镇-清单", "乙镇-说明", "甲乡-清单", "甲乡-说明"]
    write(tmp_path / "x" / "名单.txt")
    write(tmp_path / "x" / "名单.csv")
    assert ids(survey([tmp_path / "x"])) == ["名单-csv", "名单-txt"]


def test_what_is_no_document_is_named_with_reason_and_cure(tmp_path: Path) -> None:
    write(tmp_path / "甲乡.txt")
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "全部.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "空.docx").write_bytes(b"")
    for name in ("~$甲乡.docx", ".DS_Store", "Thumbs.db", "list.toml.bak"):
        (tmp_path / name).write_bytes(b"x")
    found = survey([tmp_path])
    assert ids(found) == ["甲乡"]
    assert [Path(one.path).name for one in found.unread] == [
        "list.toml.bak",
        "全部.zip",
        "照片.jpg",
        "空.docx",
    ]
    assert all(one.zh and one.en and one.cure_zh and one.cure_en for one in found.unread)


def test_a_list_that_cannot_be_read_is_named_by_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "丙街道"
    folder.mkdir()
    (folder / "清单.txt").write_text("各位同事：\n请查收。\n", encoding="utf-8")
    write(tmp_path / "甲乡.txt")
    (broken,) = [one for one in survey([tmp_path]).lists if one.id == "丙街道"]
    with pytest.raises(ParseError) as error:
        read_list(broken.path)
    assert unread(broken.path, error.value).path.endswith("丙街道/清单.txt")


def test_what_the_user_names_is_marked(tmp_path: Path) -> None:
    path = write(tmp_path / "甲乡.txt")
    assert [one.named for one in survey([path]).lists] == [True]
    (tmp_path / "leer").mkdir()
    with pytest.raises(ReadError, match="文件夹里没有清单"):
        survey([tmp_path / "leer"])


def test_an_earlier_build_is_no_list(tmp_path: Path) -> None:
    write(tmp_path / "甲乡.txt")
    write(tmp_path / "build" / "说明.txt")
    (tmp_path / "build" / "BUILD").write_text("made by kg build", encoding="utf-8")
    assert [one.path for one in survey([tmp_path]).lists] == [tmp_path]


def test_a_link_to_a_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "甲乡.txt")
    write(tmp_path / "乙镇.txt")
    try:
        (tmp_path / "回到这里").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no links for this user")
    found = survey([tmp_path])
    assert ids(found) == ["乙镇", "甲乡"]
    assert [Path(one.path).name for one in found.unread] == ["回到这里"]


def test_a_disk_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("甲乡", "乙镇", "丙镇"):
        write(tmp_path / name / "清单.txt")
    monkeypatch.setattr(folders, "MOST", 2)
    with pytest.raises(ReadError, match="more than 2 files"):
        survey([tmp_path])


@pytest.mark.skipif(os.name == "nt", reason="pipes as on POSIX")
def test_a_pipe_in_a_folder_is_named(tmp_path: Path) -> None:
    write(tmp_path / "甲乡.txt")
    os.mkfifo(tmp_path / "管道.txt")
    (why,) = survey([tmp_path]).unread
    assert "is not a regular file" in why.line


def test_what_may_not_be_read_is_named_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything, so the system's answer is played."""
    write(tmp_path / "甲乡.txt")
    write(tmp_path / "乙镇.txt", "乙镇")
    write(tmp_path / "丙镇" / "丙镇.txt", "丙镇")
    closed = (tmp_path / "乙镇.txt", tmp_path / "丙镇")
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, how: path not in closed and real(path, how))
    built = build([tmp_path], tmp_path / "结果", jobs=1)
    assert [one.id for one in built.lists] == ["甲乡"]
    assert [Path(one.path).name for one in built.unread] == ["丙镇", "乙镇.txt"]
    assert all("权限" in one.line and "permission" in one.line for one in built.unread)
    with pytest.raises(ReadError, match=r"丙镇: .*权限.* / .*; 请检查权限 / check"):
        survey([tmp_path / "丙镇"])
