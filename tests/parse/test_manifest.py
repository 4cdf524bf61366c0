"""What ``list.toml`` may say of the document: a file in the list's own folder, nothing that never ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg import manifest
from kg.errors import ReadError

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
