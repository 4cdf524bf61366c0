"""What ``-o FILE`` may touch: a file is written whole, everything else of the user's stays as it was."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg import files
from kg.errors import WriteError
from tests.conftest import Command, Process

posix = pytest.mark.skipif(os.name == "nt", reason="no links, pipes and devices as on POSIX")
everybody = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere"
)


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    for data in (b"first", b"second"):
        files.write_whole(path, data)
        assert path.read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["表.csv"]


@pytest.mark.parametrize("name", ["表.csv.part", ".表.csv.tmp", "表.csv~"])
def test_neighbours_of_the_user_stay(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    files.write_whole(tmp_path / "表.csv", b"x")
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


@posix
def test_a_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "a.csv", tmp_path / "b.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    files.write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    target.unlink()  # a link that leads to nothing yet makes the file it names
    files.write_whole(link, b"again")
    assert link.is_symlink()
    assert target.read_bytes() == b"again"


@posix
def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(WriteError, match="cannot be written"):
        files.examine(tmp_path / "a")


@posix
def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    files.write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    files.write_whole(pipe, b"x" * 200_000)
    reader.join(10)
    assert got == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_is_written_into() -> None:
    files.write_whole(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk here")
def test_a_full_disk_is_one_line() -> None:
    with pytest.raises(
        WriteError, match=r"磁盘已满.* / .*the disk is full.*; .*make room"
    ) as caught:
        files.write_whole(Path("/dev/full"), b"x")
    assert "Excel" not in caught.value.line


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY])
def test_a_file_that_excel_has_open_is_one_line_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """As Windows does: the file may be written to, but nothing may take its place."""
    path = tmp_path / "表.csv"
    path.write_bytes(b"old")

    def locked(self: Path, _: Path) -> Path:
        raise OSError(number, "The process cannot access the file", str(self))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(WriteError, match="Excel") as caught:
        files.write_whole(path, b"new")
    assert re.search("[a-z]", caught.value.zh) is None and caught.value.where == str(path)
    assert path.read_bytes() == b"old" and [one.name for one in tmp_path.iterdir()] == ["表.csv"]


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("export", "departments", "-f", "gexf"),
        ("export", "graph", "-f", "nt"),
        ("view",),
        ("findings", "-f", "csv"),
    ],
)
def test_a_dash_is_what_the_program_prints_to(
    built: Path, process: Process, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = process(*words, "-o", "-", "--store", built, cwd=tmp_path)
    assert done.returncode == 0 and len(done.stdout) > 1000
    assert [*tmp_path.iterdir()] == []


def test_two_files_have_no_place_where_a_program_prints(
    built: Path, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = command("export", "departments", "-f", "csv", "-o", "-", "--store", built)
    assert done.exit_code == 2 and "CSV 是节点、边两个文件" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_what_cannot_be_written_is_said_before_anything_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    refused = {
        tmp_path: "is a folder",
        tmp_path / "none" / "a.csv": "does not exist",
        tmp_path / "file" / "a.csv": "cannot be written|does not exist",
        tmp_path / ("n" * 300): "cannot be written",
        tmp_path / "a\0b": "cannot be written",
        Path(): "is a folder",
    }
    for path, message in refused.items():
        with pytest.raises(WriteError, match=message) as caught:
            files.examine(path)
        assert "\n" not in caught.value.line
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@everybody
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(WriteError, match="may not be written"):
        files.examine(path)
    tmp_path.chmod(0o500)
    with pytest.raises(WriteError, match="may not be written"):
        files.examine(tmp_path / "b.csv")
    tmp_path.chmod(0o700)


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KeyboardInterrupt):
        files.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def names_of(document: Path) -> dict[str, Path]:
    """Return other names of a file: a symbolic and a hard link, a way round."""
    names = {name: document.with_name(name) for name in ("soft.csv", "hard.csv")}
    for name in names.values():
        name.unlink(missing_ok=True)
    names["soft.csv"].symlink_to(document)
    names["hard.csv"].hardlink_to(document)
    return {
        "itself": document,
        "round": document.parent / ".." / document.parent.name / document.name,
        **names,
    }


@posix
@pytest.mark.parametrize("name", ["itself", "round", "soft.csv", "hard.csv"])
def test_a_command_never_writes_what_it_reads(
    tmp_path: Path, real_text: str, command: Command, built: Path, name: str
) -> None:
    document, query = tmp_path / "list.txt", tmp_path / "q" / "my.rq"
    query.parent.mkdir()
    document.write_text(real_text, encoding="utf-8")
    query.write_text("SELECT ?d { ?d a duty:Duty }", encoding="utf-8")
    for read, arguments in (
        (document, ("read", document, "-f", "csv", "-o")),
        (query, ("query", query, "--store", built, "-f", "csv", "-o")),
        (query, ("view", "--query", query, "--store", built, "-o")),
    ):
        before = read.read_bytes()
        result = command(*arguments, names_of(read)[name])
        assert result.exit_code == 1
        assert "the command reads this file" in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert read.read_bytes() == before


def test_a_store_is_never_written_over(built: Path, command: Command, tmp_path: Path) -> None:
    current = built / "store" / "CURRENT"
    before = current.read_bytes()
    manifest = built / "BUILD"  # without it the next build would not know its own files
    result = command("query", "no_lead", "-f", "csv", "--store", built, "-o", manifest)
    assert result.exit_code == 1
    assert "the command reads this file" in result.stderr
    for arguments in (
        ("query", "no_lead", "-f", "csv"), ("findings", "-f", "csv"), ("export", "matters", "-f", "gexf"),
        ("source", "kanerzi-2025-07"), ("view",), ("analyse", "concentration", "-f", "csv"),
        ("analyse", "overlap", "--ranking", current),
    ):  # fmt: skip
        result = command(*arguments, "--store", built, "-o", current)
        assert result.exit_code == 1, arguments
        assert "the command reads this file" in result.stderr
        assert current.read_bytes() == before


def test_a_folder_of_the_same_name_as_a_word_is_no_input(
    built: Path, command: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "公安局"
    folder.mkdir()
    for _ in range(2):
        result = command(
            "query", "load", "--department", "公安局", "--store", built, "-o", folder / "答案.csv"
        )
        assert result.exit_code == 0


def test_a_bad_path_is_said_before_the_work(command: Command, tmp_path: Path) -> None:
    result = command(
        "query", "no_lead", "--store", tmp_path / "nothing built", "-o", tmp_path / "none" / "a.csv"
    )
    assert "does not exist" in result.stderr


@posix
def test_standard_output_by_its_name(process: Process, tmp_path: Path, real_list: Path) -> None:
    plain = process("read", real_list, "-f", "csv")
    named = process("read", real_list, "-f", "csv", "-o", "/dev/stdout")
    assert named.stdout.removeprefix("\ufeff") == plain.stdout
    log = tmp_path / "log"
    log.write_text("before\n", encoding="utf-8")
    with log.open("ab") as out:
        command = [
            sys.executable,
            "-m",
            "kg",
            "source",
            "kanerzi-2025-07",
            "--store",
            "nowhere",
            "-o",
            "/dev/stdout",
        ]
        subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=False)
        command = [
            sys.executable,
            "-m",
            "kg",
            "read",
            str(real_list),
            "-f",
            "json",
            "-o",
            "/dev/stdout",
        ]
        subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=True)
    assert log.read_bytes().startswith(b"before\n[\n")


@posix
def test_what_comes_in_by_the_shell_is_an_input(built: Path, tmp_path: Path) -> None:
    query = tmp_path / "my.csv"
    query.write_text("SELECT ?d { ?d a duty:Duty }", encoding="utf-8")
    with query.open("rb") as shell:
        command = [
            sys.executable,
            "-m",
            "kg",
            "query",
            "-",
            "--store",
            str(built),
            "-o",
            str(query),
        ]
        done = subprocess.run(command, stdin=shell, capture_output=True, check=False)
    assert done.returncode == 1
    assert query.read_text(encoding="utf-8").startswith("SELECT")
