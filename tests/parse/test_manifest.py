"""What ``list.toml`` may say of the document: a file in the list's own folder, nothing that never ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kg
from kg import manifest
from kg.errors import AmbiguousName, ReadError

OUTSIDE = (
    "/dev/zero",
    "/etc/hostname",
    "../other.txt",
    "a/../../other.txt",
    "..\\\\other.txt",
    "C:\\\\other.txt",
)


def write(folder: Path, document: str) -> Path:
    folder.mkdir()
    (folder / "list.toml").write_text(f"document = {document}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("named", OUTSIDE)
def test_a_document_stands_in_its_folder(tmp_path: Path, named: str) -> None:
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ReadError, match="document 指向清单文件夹之外") as caught:
        manifest.load(write(tmp_path / "list", f'"{named}"'))
    assert "\n" not in caught.value.line


@pytest.mark.parametrize(
    "value", ['"a\\u0000b.txt"', '"a\\nb.txt"', '""', "1", "[]", '"a\\u001b[2J"']
)
def test_a_document_is_a_name(tmp_path: Path, value: str) -> None:
    with pytest.raises(ReadError, match="document is not the name of a file"):
        manifest.load(write(tmp_path / "list", value))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_device_is_no_document(tmp_path: Path) -> None:
    folder = write(tmp_path / "list", '"pipe.txt"')
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(ReadError, match="is a device or a pipe"):
        manifest.load(folder)
    with pytest.raises(ReadError, match="is a device or a pipe"):
        manifest.load(folder / "pipe.txt")
    (folder / "link.txt").symlink_to("/dev/zero")
    (folder / "list.toml").write_text('document = "link.txt"\n', encoding="utf-8")
    with pytest.raises(ReadError, match="is a device or a pipe"):
        manifest.load(folder)


def test_a_document_in_a_folder_below_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "list", '"扫描/原文.txt"')
    assert manifest.load(folder).document == folder / "扫描" / "原文.txt"


def of_code(folder: Path, *lines: str) -> Path:
    folder.mkdir()
    place = "\n".join(lines)
    (folder / "list.toml").write_text(f"[place]\n{place}\n", encoding="utf-8")
    (folder / "source.txt").write_text(
        "基本履职事项清单\n\n序号\t事项类别\t事项名称\n1\t党的建设\t做好党员教育\n",
        encoding="utf-8",
    )
    return folder


CHAOYANG = ('county = "朝阳区"', 'township = "城关镇"')


def test_a_code_says_province_and_prefecture(tmp_path: Path) -> None:
    one = manifest.load(of_code(tmp_path / "a", *CHAOYANG, 'code = "220104100000"')).place
    assert (one.region, one.prefecture, one.code) == ("吉林省", "长春市", "220104100000")
    other = manifest.load(of_code(tmp_path / "b", *CHAOYANG, "code = 110105")).place
    assert (other.region, other.prefecture) == ("北京市", "")
    assert one != other
    said = manifest.load(of_code(tmp_path / "c", 'region = "吉林省"', *CHAOYANG)).place
    assert said != one  # nothing says that it is the one in 长春市


@pytest.mark.parametrize(
    "code", ["99", "2201041", "220104100001", "990104", "229904", "２２０１０４"]
)
def test_a_code_that_is_none(tmp_path: Path, code: str) -> None:
    with pytest.raises(ReadError, match="行政区划代码"):
        manifest.load(of_code(tmp_path / "a", *CHAOYANG, f'code = "{code}"'))


def test_a_code_of_another_place_names_both(tmp_path: Path) -> None:
    folder = of_code(tmp_path / "a", 'region = "北京市"', *CHAOYANG, 'code = "220104"')
    with pytest.raises(ReadError, match="属于 吉林省长春市，不是 北京市朝阳区城关镇"):
        manifest.load(folder)


def test_two_places_of_one_name_in_a_build(tmp_path: Path) -> None:
    """Without province and prefecture in the documents, by their codes alone."""
    for name, code in (("甲", "110105100000"), ("乙", "220104100000")):
        of_code(tmp_path / name, *CHAOYANG, f'code = "{code}"')
    data = kg.open(tmp_path)
    assert {one.place.code for one in data.entries} == {"110105100000", "220104100000"}
    assert {one.place.code for one in data.lists} == {"110105100000", "220104100000"}
    titles = data.query("SELECT ?list WHERE { ?list a duty:DutyList }").column("list")
    assert set(titles) == {"北京市朝阳区城关镇", "吉林省长春市朝阳区城关镇"}
    townships = data.query("SELECT DISTINCT ?t WHERE { ?l duty:place ?t }", iris=True)
    assert len(townships.rows) == 2
    assert len(kg.open(tmp_path, lists="220104").lists) == 1
    with pytest.raises(AmbiguousName, match="吉林省长春市朝阳区城关镇、北京市朝阳区城关镇"):
        kg.open(tmp_path, lists="城关镇").query("categories")
