"""Papers are filled in by people: what somebody changed is never written over."""

from __future__ import annotations

import errno
import warnings
from pathlib import Path

import pytest

from kg.errors import WriteError
from kg.library import report, tabulate
from kg.library.written import NOTE, KeptFile
from kg.library.written import write as write_papers
from tests.papers.test_links import LIST


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "东山.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_what_nobody_changed_is_replaced_without_a_word(document: Path) -> None:
    first = report(document, "township", output="材料")
    document.write_text(LIST.replace("落实", "抓好"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert report(document, "township", output="材料") == first
    assert sorted(path.name for path in Path("材料").iterdir()) == [NOTE, first[0].name]


def test_what_somebody_filled_in_stays_and_the_new_one_lies_beside_it(document: Path) -> None:
    (path,) = report(document, "township", output="材料")
    path.write_bytes(b"filled in")
    for _ in range(2):  # the one beside it is ours, and is replaced
        with pytest.warns(KeptFile, match=f"{path.name}: .*没有动；新的是 .*new.docx / changed"):
            (other,) = report(document, "township", output="材料")
        assert path.read_bytes() == b"filled in"
        assert other.name == f"{path.stem}.new.docx"
    other.write_bytes(b"filled in too")
    with pytest.warns(KeptFile):
        (third,) = report(document, "township", output="材料")
    assert third.name == f"{path.stem}.new-2.docx"
    assert other.read_bytes() == b"filled in too"


def test_a_file_of_the_users_with_a_papers_name_stays(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "b.docx").symlink_to("nowhere")
    (tmp_path / "c.docx").write_bytes(b"3")  # as we would write it
    with pytest.warns(KeptFile):
        written = write_papers({"a.docx": b"1", "b.docx": b"2", "c.docx": b"3"}, tmp_path)
    assert [path.name for path in written] == ["a.new.docx", "b.new.docx", "c.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"mine"
    assert (tmp_path / "b.docx").is_symlink()


def test_papers_before_one_that_word_has_open_are_known_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows does: the second paper cannot be replaced while Word shows it."""
    write_papers({"a.docx": b"1", "b.docx": b"1"}, tmp_path)
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "b.docx":
            raise PermissionError(errno.EACCES, "used by another process", str(target))
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", locked)
        with pytest.raises(WriteError, match=r"b\.docx: .*另一个程序正开着"):
            write_papers({"a.docx": b"2", "b.docx": b"2"}, tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_papers({"a.docx": b"3", "b.docx": b"3"}, tmp_path)
    assert {(tmp_path / name).read_bytes() for name in ("a.docx", "b.docx")} == {b"3"}
    assert sorted(one.name for one in tmp_path.iterdir()) == [NOTE, "a.docx", "b.docx"]


@pytest.mark.parametrize("note", [b"", b"\xff", b"{}", b'{"files": {"a.docx": "x"}}'])
def test_a_note_that_is_not_ours_proves_nothing(tmp_path: Path, note: bytes) -> None:
    (tmp_path / NOTE).write_bytes(note)
    (tmp_path / "a.docx").write_bytes(b"mine")
    with pytest.warns(KeptFile):
        write_papers({"a.docx": b"1"}, tmp_path)
    assert (tmp_path / "a.docx").read_bytes() == b"mine"


def test_where_a_folder_is_needed_a_file_is_named(document: Path) -> None:
    with pytest.raises(
        WriteError, match=r"东山\.txt: 是文件，不是文件夹 / is a file, not a folder"
    ):
        report(document, "township", output=document)
    with pytest.raises(WriteError, match="is a file, not a folder"):
        tabulate(document, output=document)
    assert document.read_text(encoding="utf-8") == LIST
