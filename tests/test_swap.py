"""Nothing of the user's is destroyed, whatever happens while a build takes the place of another (issue 9, item 8)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg import build as job
from kg import ownership, swap
from kg.errors import KgError, WriteError, reason
from kg.graph.store import open_store
from kg.outputs._folders import folders
from kg.resources import data_path
from kg.tables import parquet
from tests.conftest import Command, Process

SMALL = """\
江南省云州市
青河区东山街道
履职事项清单

序号\t事项类别\t事项名称\t对应区级部门\t区级部门职责\t街道配合职责
1\t平安法治\t群租房整治\t区公安局、区民政局\t1.区公安局负责查处；2.会同区民政局走访。\t1.巡查；2.上报区公安局。
"""
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small.txt").write_text(SMALL, encoding="utf-8")
    return tmp_path / "small.txt"


def build(small: Path, output: Path) -> job.Summary:
    return job.build([small], output, jobs=1)


def files_of(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a build, the store's own aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "store"
    }


def beside(output: Path) -> list[str]:
    """Return what a build has left beside its folder."""
    return sorted(
        path.name for path in output.parent.iterdir() if path.name.startswith(f".{output.name}.")
    )


def works(output: Path) -> bool:
    return bool(open_store(output).select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1").rows)


# --- whose a file is ---


def test_the_manifest_proves_every_file_by_its_bytes(small: Path, tmp_path: Path) -> None:
    build(small, tmp_path / "build")
    facts = json.loads((tmp_path / "build" / "BUILD").read_bytes())
    assert facts["made_by"] == "kg build"
    listed = {
        path: sha256 for path, sha256 in files_of(tmp_path / "build").items() if path != "BUILD"
    }
    assert facts["files"] == listed
    assert ownership.survey(tmp_path / "build").theirs == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"made by kg build; replaced as a whole by the next one\n",
        b'{"made_by": "kg build", "files": {}, "folders": [], "seal": "0"}',
        b"[1]",
        b'"kg build"',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_file_called_build_is_no_proof(small: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "BUILD").write_bytes(content)
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match="did not make"):
        build(small, tmp_path / "mine")
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == ["BUILD", "letter.txt"]
    assert (tmp_path / "mine" / "BUILD").read_bytes() == content


def test_an_edited_manifest_is_no_proof(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    build(small, output)
    manifest = output / "BUILD"
    manifest.write_bytes(manifest.read_bytes().replace(b"index.html", b"letter.txt"))
    before = files_of(output)
    with pytest.raises(KgError, match="did not make"):
        build(small, output)
    assert files_of(output) == before


def test_files_of_the_users_survive_at_their_place(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    build(small, output)
    mine = {
        "notes.txt": "a",
        "small/笔记.docx": "b",
        "own/deep/er/x.csv": "c",
        "store/readme": "d",
        "tables/t.sql": "e",
    }
    for path, text in mine.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(text, encoding="utf-8")
    (output / "empty folder").mkdir()
    for _ in range(2):
        summary = build(small, output)
        assert sorted(summary.kept) == sorted(mine)
        assert {path: (output / path).read_text(encoding="utf-8") for path in mine} == mine
        assert (output / "empty folder").is_dir()
        assert works(output)
        assert not beside(output)


def test_files_of_a_list_that_left_survive_too(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    shutil.copy(small, tmp_path / "other.txt")
    job.build([small, tmp_path / "other.txt"], output, jobs=1)
    (output / "other" / "notes.txt").write_text("mine", encoding="utf-8")
    build(small, output)
    assert [path.name for path in (output / "other").iterdir()] == ["notes.txt"]


def test_a_file_that_the_user_changed_stays_and_ours_is_beside_it(
    small: Path, tmp_path: Path, command: Command
) -> None:
    output = tmp_path / "build"
    build(small, output)
    changed = output / "small" / "csv" / "duties.csv"
    original = changed.read_bytes()
    changed.write_bytes(b"hers")
    done = command("build", small, "-o", output)
    assert done.exit_code == 0
    assert changed.read_bytes() == b"hers"
    assert changed.with_name("duties.new.csv").read_bytes() == original
    assert "small/csv/duties.csv" in done.stdout
    assert "small/csv/duties.new.csv" in done.stdout
    changed.unlink()
    build(small, output)
    assert changed.read_bytes() == original
    assert not changed.with_name("duties.new.csv").exists()


def test_a_store_that_the_user_wrote_to_is_kept_whole(small: Path, tmp_path: Path) -> None:
    import pyoxigraph

    output = tmp_path / "build"
    build(small, output)
    mine = pyoxigraph.Quad(
        *(pyoxigraph.NamedNode(f"https://example.org/{name}") for name in "spog")
    )
    store = pyoxigraph.Store(str(output / "store"))
    store.add(mine)
    store.flush()
    del store
    build(small, output)
    assert mine in pyoxigraph.Store.read_only(str(output / "store.kept"))
    assert mine not in pyoxigraph.Store.read_only(str(output / "store"))
    build(small, output)
    assert mine in pyoxigraph.Store.read_only(str(output / "store.kept"))


def test_a_table_that_the_user_changed_gives_way(small: Path, tmp_path: Path) -> None:
    """Programs read every ``*.parquet`` of a data set: two files there would count twice."""
    output = tmp_path / "build"
    build(small, output)
    (table,) = (output / "tables" / "duties").rglob("*.parquet")
    original = table.read_bytes()
    table.write_bytes(b"hers")
    build(small, output)
    assert table.read_bytes() == original
    assert table.with_name(f"{table.stem}.kept.parquet").read_bytes() == b"hers"


def test_a_folder_of_ours_that_became_a_file_and_a_file_that_became_a_folder(
    small: Path, tmp_path: Path
) -> None:
    output = tmp_path / "build"
    build(small, output)
    shutil.rmtree(output / "small" / "csv")
    (output / "small" / "csv").write_text("a file now", encoding="utf-8")
    (output / "index.html").unlink()
    (output / "index.html").mkdir()
    (output / "index.html" / "x").write_text("in a folder now", encoding="utf-8")
    build(small, output)
    texts = {path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert {b"a file now", b"in a folder now"} <= texts
    assert (output / "small" / "csv" / "duties.csv").is_file()


@needs_links
def test_links_and_devices_of_the_users_survive(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter").write_text("mine", encoding="utf-8")
    build(small, output)
    (output / "link").symlink_to(tmp_path / "elsewhere")
    (output / "dangling").symlink_to("nowhere")
    os.mkfifo(output / "pipe")
    build(small, output)
    before = {path.relative_to(output) for path in output.rglob("*")}
    build(small, output)
    assert {path.relative_to(output) for path in output.rglob("*")} == before  # no second name
    assert (output / "link").readlink() == tmp_path / "elsewhere"
    assert (output / "dangling").is_symlink()
    assert (output / "pipe").is_fifo()
    assert (tmp_path / "elsewhere" / "letter").read_text(encoding="utf-8") == "mine"


# --- what the system refuses ---


@pytest.mark.parametrize(
    "said",
    [
        OSError(28, "No space left on device", "结果/BUILD"),
        OSError("IO error: No space left on device: While appending to file: x.sst"),
    ],
)
def test_a_full_disk_is_one_line_with_a_cure_and_leaves_nothing(
    tmp_path: Path, said: OSError
) -> None:
    """Also where the store's library, or DuckDB, has only words for it."""
    output = tmp_path / "结果"
    line = r"结果: 无法写入（磁盘已满） / cannot .*\(the disk is full\); 请腾出空间.*make room"
    with pytest.raises(WriteError, match=line), swap.replacing(output):
        raise said
    assert not list(tmp_path.glob("*结果*"))


def test_duckdb_tells_a_full_disk_as_the_system_does() -> None:
    with pytest.raises(OSError, match="No space left") as told, parquet.writer() as connection:
        connection.execute("COPY (SELECT range FROM range(9999)) TO '/dev/full' (FORMAT csv)")
    assert reason(told.value) == ("磁盘已满", "the disk is full")


def test_a_build_that_may_not_be_written_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write everything, so the system's answer is played."""
    (tmp_path / "结果").mkdir()
    monkeypatch.setattr(os, "access", lambda path, how: False)
    line = r"没有写入权限 / may not be written; .* / choose another folder with -o"
    with pytest.raises(WriteError, match=line), swap.replacing(tmp_path / "结果"):
        pytest.fail("the work began")


# --- what is beside the build ---


def test_whatever_others_keep_beside_it_stays(small: Path, tmp_path: Path) -> None:
    """Neither a name nor an age makes a folder ours."""
    output = tmp_path / "build"
    build(small, output)
    for name in (
        "build.new-dead",
        ".build.kg-old",
        ".build.kg-new",
        "build.old",
        ".build.kg-old-2",
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter").write_text("mine", encoding="utf-8")
        os.utime(tmp_path / name, (0, 0))
    shutil.copytree(output, tmp_path / "copy")
    before = files_of(tmp_path / "copy")
    build(small, output)
    for name in (
        "build.new-dead",
        ".build.kg-old",
        ".build.kg-new",
        "build.old",
        ".build.kg-old-2",
    ):
        assert [path.name for path in (tmp_path / name).iterdir()] == ["letter"]
    assert files_of(tmp_path / "copy") == before
    assert works(output)


def test_a_copy_of_a_build_under_our_own_name_stays(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    build(small, output)
    shutil.copytree(output, tmp_path / ".build.kg-old")
    before = files_of(tmp_path / ".build.kg-old")
    build(small, output)
    assert files_of(tmp_path / ".build.kg-old") == before


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such names")
@pytest.mark.parametrize("name", ["*", "[ab]", "?", "{a,b}"])
def test_a_name_is_no_pattern(small: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "letter").write_text("mine", encoding="utf-8")
    (tmp_path / "a.new-x").mkdir()
    os.utime(tmp_path / "a.new-x", (0, 0))
    for _ in range(2):
        build(small, tmp_path / name)
    assert works(tmp_path / name)
    assert (tmp_path / "a" / "letter").is_file()
    assert (tmp_path / "a.new-x").is_dir()


@needs_links
def test_a_link_is_followed_and_stays_a_link(small: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for _ in range(2):
        build(small, tmp_path / "link")
        assert (tmp_path / "link").readlink() == Path("real")
        assert works(tmp_path / "real")
        assert works(tmp_path / "link")
    assert not beside(tmp_path / "real")


def test_a_folder_that_is_no_build_is_refused_untouched(small: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match="is a folder that this kg build did not make"):
        build(small, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert not beside(tmp_path / "mine")


def test_an_empty_folder_may_be_filled(small: Path, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    for _ in range(2):
        build(small, tmp_path / "build")
        assert works(tmp_path / "build")
        assert not [*tmp_path.rglob("*swap*")]  # no note of ours, and none kept as the user's


def test_an_output_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KgError, match="cannot be written"):
        build(small, tmp_path / "file" / "build")
    with pytest.raises(KgError, match="is a file"):
        build(small, tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(KgError, match="is not a path"):
        build(small, tmp_path / "circle")


def test_the_folder_one_is_in_cannot_be_the_output(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for output in (Path(), tmp_path, Path("..")):
        with pytest.raises(KgError, match="the folder you are in"):
            build(small, output)


# --- interrupted ---

STEPS = ("list", "store", "carry", "first rename", "second rename", "drain")
"""Moments of a build, in order: a list is written, the store, the user's files linked, the two renames, the old deleted."""
TOLD = [(step, "SIGTERM") for step in STEPS] + [("store", "SIGHUP"), ("second rename", "SIGINT")]
"""What hears a signal is the same for each of them: every moment is tried with one, each other one once."""
_KILL = """
import os, signal, sys
from pathlib import Path
from kg import build as job, outputs
from kg.graph import database
from kg.swap import kept
step, kind, small, output = sys.argv[1:]
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it arrives ignored

def end(*_, **__):
    os.kill(os.getpid(), getattr(signal, kind))

def before(module, name):
    done = getattr(module, name)
    def run(*given, **named):
        end()
        return done(*given, **named)
    setattr(module, name, run)

rename, count = Path.rename, 0
def counted(self, target):
    global count
    if self.name.startswith((".build.kg-new", "build")):
        count += 1
        if count == (1 if step == "first rename" else 2):
            end()
    return rename(self, target)

if step == "list": before(outputs, "write_list")
elif step == "store": before(database, "create")
elif step in ("carry", "drain"): before(kept, step)
else: Path.rename = counted
job.build([Path(small)], Path(output), fresh=True, jobs=1)
"""


def interrupted(
    step: str, kind: str, small: Path, output: Path
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", _KILL, step, kind, str(small), str(output)]
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    return subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)


@posix
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_build_is_usable_at_once_and_nothing_is_lost(
    small: Path, tmp_path: Path, step: str, command: Command
) -> None:
    output = tmp_path / "build"
    build(small, output)
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    before = files_of(output)
    done = interrupted(step, "SIGKILL", small, output)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert works(output)
    assert command("show", "配合 1", "--store", output).exit_code == 0
    assert len(kg.open(output).duties) == 1
    assert (swap.standing(output) / "notes.txt").read_text(encoding="utf-8") == "mine"
    build(small, output)
    assert files_of(output) == before
    assert not beside(output)


@posix
@pytest.mark.parametrize(("step", "kind"), TOLD)
def test_a_build_that_is_told_to_end_leaves_nothing_behind(
    small: Path, tmp_path: Path, step: str, kind: str
) -> None:
    output = tmp_path / "build"
    build(small, output)
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    before = files_of(output)
    done = interrupted(step, kind, small, output)
    assert done.returncode != 0
    assert files_of(output) == before
    assert not beside(output)


@posix
def test_a_first_build_that_is_told_to_end_leaves_nothing_at_all(
    small: Path, tmp_path: Path
) -> None:
    interrupted("store", "SIGTERM", small, tmp_path / "build")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.txt"]


@posix
@pytest.mark.slow
def test_a_signal_at_any_moment_leaves_the_old_build_or_the_new(tmp_path: Path) -> None:
    """Two lists, so that there are processes to be ended too."""
    output = tmp_path / "build"
    county = data_path() / "examples" / "example-county"
    lists = [str(county / "hill-2025-12"), str(county / "river-2025-12")]
    line = [sys.executable, "-c", "from kg.cli import run; run()", "build", *lists]
    line += ["-o", str(output), "--no-check", "--fresh", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    began = time.monotonic()
    subprocess.run(line, check=True, capture_output=True, env=environment)
    whole = time.monotonic() - began
    before = files_of(output)
    for part, kind in ((0.5, "SIGTERM"), (0.7, "SIGINT"), (0.8, "SIGKILL"), (0.95, "SIGKILL")):
        with subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        ) as run:
            time.sleep(whole * part)
            run.send_signal(getattr(signal, kind))
            _, said = run.communicate(timeout=60)
        assert b"Traceback" not in said, said.decode()
        assert works(output)
        if kind != "SIGKILL":
            assert not beside(output)
    job.build([Path(path) for path in lists], output)
    assert files_of(output) == before
    assert not beside(output)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
@pytest.mark.parametrize(
    "where",
    ["kg.outputs.write_list", "kg.graph.database.create", "kg.ownership.write", "second rename"],
)
def test_whatever_breaks_the_old_build_stays(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    output = tmp_path / "build"
    build(small, output)
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    before = files_of(output)
    rename = Path.rename

    def breaks(*_: object, **__: object) -> None:
        raise error

    def rename_once(self: Path, target: Path) -> Path:
        if self.name == ".build.kg-new":
            raise error
        return rename(self, target)

    if where == "second rename":
        monkeypatch.setattr(Path, "rename", rename_once)
    else:
        monkeypatch.setattr(where, breaks)
    with pytest.raises((KgError, type(error))):
        job.build([small], output, fresh=True)
    monkeypatch.undo()
    assert files_of(output) == before
    assert not beside(output)


# --- two at once ---

_TWO = """
import sys, time
from pathlib import Path
from kg import build as job, outputs
small, output, flag = map(Path, sys.argv[1:])
write_list = outputs.write_list
def slowly(*given):
    flag.write_text("")
    time.sleep(3)
    return write_list(*given)
outputs.write_list = slowly
job.build([small], output, jobs=1)
"""


def waited(what: Callable[[], bool]) -> None:
    for _ in range(600):
        if what():
            return
        time.sleep(0.1)
    pytest.fail("waited in vain")


def test_two_builds_at_once_are_one_result_and_one_clear_line(
    small: Path, tmp_path: Path, process: Process
) -> None:
    output, flag = tmp_path / "build", tmp_path / "flag"
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    first = subprocess.Popen(
        [sys.executable, "-c", _TWO, str(small), str(output), str(flag)],
        env=environment,
        stderr=subprocess.PIPE,
    )
    waited(flag.exists)
    second = process("build", small, "-o", output)
    assert second.returncode == 1
    said = second.stderr.splitlines()[-1]
    assert f"another kg build (process {first.pid}) is writing this folder" in said
    assert "Traceback" not in second.stderr
    _, errors = first.communicate(timeout=60)
    assert first.returncode == 0, errors
    assert works(output)
    assert not beside(output)


def test_the_lock_of_a_dead_process_is_no_lock(small: Path, tmp_path: Path) -> None:
    (tmp_path / ".build.kg-lock").write_bytes(ownership.sealed({"process": os.getpid()}))
    build(small, tmp_path / "build")
    assert not beside(tmp_path / "build")


def test_a_lock_that_is_not_ours_is_left_alone(small: Path, tmp_path: Path) -> None:
    (tmp_path / ".build.kg-lock").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match="cannot be written"):
        build(small, tmp_path / "build")
    assert (tmp_path / ".build.kg-lock").read_text(encoding="utf-8") == "mine"


# --- names of lists ---


@pytest.mark.parametrize(
    "name", ["store", "tables", "index.html", "BUILD", "con", "aux", "COM1", "Store", "list.nq.gz"]
)
def test_a_list_of_any_name_harms_nothing(small: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    shutil.copy(small, tmp_path / name / "清单.txt")
    output = tmp_path / "out"
    for _ in range(2):
        summary = job.build([tmp_path / name], output, jobs=1)
        assert works(output)
        (one,) = kg.open(output).lists
        assert one.id == summary.lists[0].id
        assert (output / summary.lists[0].folder / "graph.html").is_file()
        assert (output / "index.html").is_file()
    assert ownership.survey(output).theirs == ()


def test_folders_differ_in_more_than_capitals() -> None:
    names = folders(
        ["a", "A", "store", "STORE", "con", "aux.txt", "x.", "甲/乙", "..", "list-con"], {"store"}
    )
    assert len({name.lower() for name in names}) == len(names)
    assert names[0] == "a"
    assert not {"store", "con", "aux.txt", "x.", ".."} & {name.lower() for name in names}
    assert not any("/" in name for name in names)
