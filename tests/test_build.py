"""The main job: the same bytes every time, all or nothing, whatever happens on the way."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import build as job
from kg import store
from kg.errors import KgError, ReadError
from kg.store import open_store
from kg.summary import text
from tests.conftest import Process
from tests.variants import VARIANTS

SMALL = """\
江南省云州市
青河区东山街道
履职事项清单

序号\t事项类别\t事项名称\t对应区级部门\t区级部门职责\t街道配合职责
1\t平安法治\t群租房整治\t区公安局、区民政局\t1.区公安局负责查处；2.会同区民政局走访。\t1.巡查；2.上报区公安局。
"""
FORMS = ("list.nq", "list.trig", "list.ttl", "organizations.ttl", "list.jsonld")
TABLES = ("lists", "duties", "steps", "participations", "mentions", "marks", "spans")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small.txt").write_text(SMALL, encoding="utf-8")
    return tmp_path / "small.txt"


def files_of(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a build, the store's own aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "store"
    }


def leftovers(output: Path) -> list[str]:
    """Return what a build has left beside its folder."""
    return [
        path.name
        for path in output.parent.iterdir()
        if path.name.startswith((f"{output.name}.new-", f".{output.name}."))
    ]


def quads(folder: Path) -> int:
    rows = open_store(folder).select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    assert rows[0][0] is not None
    return int(rows[0][0][0])


def test_everything_is_there(built: Path) -> None:
    folder = built / "kanerzi-2025-07"
    for name in [*FORMS, *(f"parquet/{t}.parquet" for t in TABLES), *(f"csv/{t}.csv" for t in TABLES)]:
        assert (folder / name).stat().st_size > 0, name
    parts = ((folder / "list.nq"), (built / "matters.nq"))
    assert quads(built) == sum(len(part.read_text(encoding="utf-8").splitlines()) for part in parts)


def test_the_summary_counts_what_was_built(real_list: Path, tmp_path: Path) -> None:
    summary = job.build([real_list], tmp_path / "build")
    one = summary.lists[0]
    assert one.duties == (105, 97, 37)
    assert one.superior_steps + one.township_steps > 700
    assert summary.quads == quads(tmp_path / "build")
    said = text(summary)
    assert "239 = 基本 basic 105 + 配合 cooperative 97 + 收回 recalled 37" in said
    assert "0 违反 violation, 66 警告 warning" in said  # 23 + 5 + 7 + 10 rules, 19 boilerplate, 2 oddities


def test_the_same_bytes_under_any_hash_seed(real_list: Path, tmp_path: Path, process: Process) -> None:
    found = []
    for seed in ("0", "1", "2"):
        output = tmp_path / seed
        done = process("build", real_list, "-o", output, "--no-check", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        found.append(files_of(output))
    assert found[0] == found[1] == found[2]
    assert {f"kanerzi-2025-07/{name}" for name in FORMS} <= set(found[0])


def test_several_lists_in_several_processes_are_the_same_build(real_text: str, small: Path, tmp_path: Path) -> None:
    other = VARIANTS["a district's town"].write(tmp_path / "other", real_text)
    job.build([small, other], tmp_path / "one", jobs=1)
    job.build([small, other], tmp_path / "two", jobs=2)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert quads(tmp_path / "one") == quads(tmp_path / "two")


def test_the_base_of_the_iris_can_be_chosen(small: Path, tmp_path: Path) -> None:
    job.build([small], tmp_path / "build", base="https://example.org/data/")
    assert "<https://example.org/data/list/small/cooperative/1>" in (tmp_path / "build/small/list.nq").read_text(
        "utf-8"
    )


def test_a_folder_of_documents_stands_for_all_of_them(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        shutil.copy(small, folder / name)
    (folder / "note.pdf").write_bytes(b"%PDF")
    assert job.expand([folder]) == [folder / "a.txt", folder / "b.txt"]
    summary = job.build(job.expand([folder]), tmp_path / "build", jobs=1)
    assert [one.id for one in summary.lists] == ["a", "b"]


def test_two_lists_of_one_name_are_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    shutil.copy(small, tmp_path / "again" / "small.txt")
    with pytest.raises(ReadError, match='two lists are called "small"'):
        job.build([small, tmp_path / "again" / "small.txt"], tmp_path / "build", jobs=1)
    assert not (tmp_path / "build").exists()


# --- all or nothing ---


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_list_that_cannot_be_read_leaves_the_old_build(small: Path, tmp_path: Path, jobs: int) -> None:
    output = tmp_path / "build"
    job.build([small], output)
    before = files_of(output)
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ReadError, match="the file is empty"):
        job.build([small, tmp_path / "empty.txt"], output, jobs=jobs)
    assert files_of(output) == before
    assert not leftovers(output)


def test_a_folder_that_is_no_build_is_never_replaced(small: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match="is a folder that kg build did not make"):
        job.build([small], tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_an_empty_folder_may_be_replaced(small: Path, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    job.build([small], tmp_path / "build")
    assert (tmp_path / "build" / "small" / "list.nq").is_file()


def test_an_output_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KgError, match="cannot be written"):
        job.build([small], tmp_path / "file" / "build")
    with pytest.raises(KgError, match="file"):
        job.build([small], tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("where", ["write_graph", "store.create", "second rename"])
def test_whatever_breaks_the_old_build_stays(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    output = tmp_path / "build"
    job.build([small], output)
    before = files_of(output)
    rename = Path.rename

    def breaks(*_: object, **__: object) -> None:
        raise error

    def rename_once(self: Path, target: Path) -> Path:
        if self.name.startswith("build.new-"):
            raise error
        return rename(self, target)

    if where == "second rename":
        monkeypatch.setattr(Path, "rename", rename_once)
    else:
        monkeypatch.setattr(job if where == "write_graph" else store, where.rpartition(".")[2], breaks)
    with pytest.raises((KgError, type(error))):
        job.build([small], output)
    monkeypatch.undo()
    assert files_of(output) == before
    assert not leftovers(output)


def test_killed_between_the_renames_the_old_build_comes_back(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    job.build([small], output)
    before = files_of(output)
    output.rename(tmp_path / ".build.kg-old")  # as far as a killed build came
    job.recover(output)
    assert files_of(output) == before
    assert not leftovers(output)


def test_killed_after_the_renames_the_new_build_stays(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    job.build([small], output)
    shutil.copytree(output, tmp_path / ".build.kg-old")
    (output / "new").write_text("", encoding="utf-8")
    job.recover(output)
    assert (output / "new").is_file()
    assert not leftovers(output)


def test_a_copy_that_somebody_keeps_beside_it_stays(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    job.build([small], output)
    shutil.copytree(output, tmp_path / "build.old")
    job.build([small], output)
    assert (tmp_path / "build.old" / "small" / "list.nq").is_file()


def test_dead_builds_are_cleared_and_living_ones_kept(small: Path, tmp_path: Path) -> None:
    for name in ("build.new-dead", "build.new-living"):
        (tmp_path / name).mkdir()
    os.utime(tmp_path / "build.new-dead", (0, 0))
    job.build([small], tmp_path / "build")
    assert leftovers(tmp_path / "build") == ["build.new-living"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("kind", ["SIGINT", "SIGKILL"])
def test_a_signal_at_any_moment_leaves_the_old_build_or_the_new(real_list: Path, tmp_path: Path, kind: str) -> None:
    output = tmp_path / "build"
    build = [
        sys.executable,
        "-c",
        "from kg.cli import run; run()",
        "build",
        str(real_list),
        "-o",
        str(output),
        "--no-check",
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(job.__file__).parents[1])}
    began = time.monotonic()
    subprocess.run(build, check=True, capture_output=True, env=environment)
    whole = time.monotonic() - began
    before = files_of(output)
    for part in (0.5, 0.75, 0.9, 0.97):
        with subprocess.Popen(build, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as run:
            time.sleep(whole * part)
            run.send_signal(getattr(signal, kind))
            _, said = run.communicate(timeout=60)
        job.recover(output)
        assert b"Traceback" not in said, said.decode()
        assert files_of(output) == before
        assert quads(output) > 0
        if kind == "SIGINT":
            assert not leftovers(output)


def test_no_list_of_a_folder_is_left_out(tmp_path: Path, real_text: str) -> None:
    """Folders with and without ``list.toml``, documents beside them, the lock file of an open workbook."""
    for name in ("甲乡", "乙镇"):
        (tmp_path / "清单" / name).mkdir(parents=True)
        (tmp_path / "清单" / name / "清单.txt").write_text(real_text, encoding="utf-8")
    (tmp_path / "清单" / "甲乡" / "list.toml").write_text('document = "清单.txt"\n', encoding="utf-8")
    (tmp_path / "清单" / "丙街道.txt").write_text(real_text, encoding="utf-8")
    (tmp_path / "清单" / "~$丙街道.xlsx").write_bytes(b"lock")
    found = job.expand([tmp_path / "清单"])
    assert {path.name for path in found} == {"甲乡", "乙镇", "丙街道.txt"}
    summary = job.build(found, tmp_path / "build", full=False, jobs=1)
    assert len({one.id for one in summary.lists}) == 3


def test_two_lists_of_one_name_are_named(tmp_path: Path, real_text: str) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "清单.txt").write_text(real_text, encoding="utf-8")
    with pytest.raises(ReadError, match=r"a/清单\.txt and .*b/清单\.txt: two lists are called"):
        job.build([tmp_path / n / "清单.txt" for n in "ab"], tmp_path / "build", full=False, jobs=1)


def test_the_folder_one_stands_in_can_be_the_output(
    tmp_path: Path, real_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(ReadError):
        job.build([real_list], Path(), full=False, jobs=1)
