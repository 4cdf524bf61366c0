"""Tables that many machines write: nothing is counted twice, or lost in silence."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from kg import library
from kg.build import build
from kg.errors import AmbiguousName, StoreError
from kg.resources import data_path
from kg.tables import parts
from tests.conftest import Command

EXAMPLE = data_path() / "examples" / "example-county"
NAMES = ("示例县", "东山县", "西河县")

Counties = Callable[..., list[Path]]


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Counties:
    """Return what gives the folders of some counties, two townships each."""
    folder = tmp_path_factory.mktemp("lists")

    def made(*names: str) -> list[Path]:
        return [
            folder / name if (folder / name).exists() else write(folder, name) for name in names
        ]

    return made


def write(folder: Path, name: str) -> Path:
    """Write two lists of the example as those of a county of another name."""
    for source in ("hill-2025-12", "river-2025-12"):
        target = folder / name / f"{source}-{NAMES.index(name)}"
        target.mkdir(parents=True)
        text = (EXAMPLE / source / "source.txt").read_text(encoding="utf-8")
        facts = (EXAMPLE / source / "list.toml").read_text(encoding="utf-8")
        kept = [line for line in facts.splitlines() if not line.startswith("sha256")]
        (target / "source.txt").write_text(text.replace("示例县", name), encoding="utf-8")
        (target / "list.toml").write_text("\n".join(kept).replace("示例县", name), encoding="utf-8")
    return folder / name


@pytest.fixture(scope="module")
def whole(counties: Counties, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data set of three counties, written undisturbed."""
    folder = tmp_path_factory.mktemp("whole") / "tables"
    library.tabulate(*counties(*NAMES), output=folder, verdicts=None, jobs=1)
    return folder


@pytest.fixture
def copied(whole: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be damaged."""
    shutil.copytree(whole, tmp_path / "copy")
    return tmp_path / "copy"


def answer(folder: Path) -> str:
    """Return what two questions answer, without the notes."""
    tables = library.tables(folder)
    return tables.query("load").to_csv() + tables.query("common_duties").to_csv()


def said(folder: Path) -> str:
    """Return what there is to say of a folder, a line each."""
    lines = library.tables(folder).said
    assert all("\n" not in line and " / " in line for line in lines)
    return "\n".join(lines)


def part(folder: Path, county: str) -> parts.Part:
    (found,) = [one for one in parts.every(folder) if one.county == county]
    return found


def manifest(folder: Path, county: str) -> Path:
    return folder / parts.FOLDER / f"{part(folder, county).name}.json"


def edit(folder: Path, county: str, **facts: object) -> None:
    """Write other facts into the manifest of a county's part."""
    path = manifest(folder, county)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | facts), encoding="utf-8")


# --- many write, one reads ---


def test_each_its_own_counties_and_nobody_knows_of_the_others(
    counties: Counties, whole: Path, tmp_path: Path
) -> None:
    """Three at once, one county twice: the files are the same bytes as one process writes."""
    one, two, three = counties(*NAMES)
    jobs = [(one, two), (two,), (three,)]
    command: list[str | Path] = [sys.executable, "-m", "kg", "tables", "-o", tmp_path / "shared"]
    running = [subprocess.Popen([*command, *job], stderr=subprocess.DEVNULL) for job in jobs]
    assert [process.wait(timeout=300) for process in running] == [0, 0, 0]
    assert files(tmp_path / "shared") == files(whole)
    assert said(tmp_path / "shared") == ""


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.far
def test_a_folder_of_builds_is_read_as_one(counties: Counties, tmp_path: Path) -> None:
    """Two machines each build their county; together they answer as one build of both."""
    folders = counties(*NAMES[:2])
    for folder in folders:
        build([folder], tmp_path / "builds" / folder.name, jobs=1)
    build(folders, tmp_path / "one", jobs=1)
    graph = library.open(tmp_path / "one")
    tables = library.tables(tmp_path / "builds")
    assert len(tables.entries) == 4
    for name in ("load", "categories", "leads", "common_duties", "counts_by_place"):
        assert tables.query(name).to_csv() == graph.query(name).to_csv(), name


def test_what_is_there_is_not_made_again(
    counties: Counties, copied: Path, tmp_path: Path, command: Command
) -> None:
    before = files(copied)
    again = library.tabulate(*counties(*NAMES), output=copied, verdicts=None, jobs=1)
    assert (again.lists, again.counties, again.same) == (6, 3, 6)
    assert files(copied) == before
    done = command("tables", *counties(*NAMES[:1]), "-o", tmp_path / "one")
    assert done.exit_code == 0
    assert "清单 lists          2（1 个县 counties）" in done.stdout


def test_what_changed_takes_the_place_of_what_was(
    counties: Counties, copied: Path, tmp_path: Path
) -> None:
    (county,) = counties(NAMES[0])
    changed = shutil.copytree(county, tmp_path / "changed")
    source = next(changed.glob("hill*")) / "source.txt"
    source.write_text(source.read_text("utf-8").replace("宣传", "宣讲"), encoding="utf-8")
    again = library.tabulate(changed, output=copied, verdicts=None, jobs=1)
    assert (again.lists, again.same) == (2, 0)
    assert len(parts.every(copied)) == 3
    assert said(copied) == ""


# --- who is killed ---

KILLED = """
import os, signal, sys
from pathlib import Path
from kg import library
from kg.tables import parts
seal, done = parts._seal, []
def killed(root, part, facts):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)  # its tables are there, its manifest is not
    done.append(part)
    seal(root, part, facts)
parts._seal = killed
library.tabulate(*sys.argv[2:], output=sys.argv[1], verdicts=None, jobs=1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_a_worker_killed_in_the_middle(counties: Counties, whole: Path, tmp_path: Path) -> None:
    """What it finished counts, what it had begun is named; run again, all is there, once."""
    folder = tmp_path / "shared"
    command: list[str | Path] = [sys.executable, "-c", KILLED, folder, *counties(*NAMES)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert len(library.tables(folder).entries) == 2
    lines = said(folder).splitlines()
    assert len(lines) == 2
    assert "没有登记" in lines[0]
    assert "开始而没有写完，少 2 份清单" in lines[1]
    library.tabulate(*counties(*NAMES), output=folder, verdicts=None, jobs=1)
    assert said(folder) == ""
    assert answer(folder) == answer(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_who_is_told_to_end_leaves_nothing_outside_the_folder(
    counties: Counties, tmp_path: Path
) -> None:
    (tmp_path / "temporary").mkdir()
    script = KILLED.replace("SIGKILL", "SIGTERM")
    command: list[str | Path] = [sys.executable, "-c", script, tmp_path / "shared"]
    done = subprocess.run(
        [*command, *counties(*NAMES)], check=False, capture_output=True, timeout=300,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
    )  # fmt: skip
    assert done.returncode == 128 + signal.SIGTERM
    assert done.stderr == b""
    assert not any((tmp_path / "temporary").iterdir())
    assert "开始而没有写完" in said(tmp_path / "shared")


@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_a_process_of_several_is_killed(counties: Counties, whole: Path, tmp_path: Path) -> None:
    """The run ends with an error instead of waiting for ever, and another finishes it."""
    script = KILLED.replace("if done:", "if 'hill-2025-12-1' in str(facts):")
    patched, _, call = script.replace("jobs=1", "jobs=2").partition("library.tabulate")
    # A worker does not run the script again: what every Python runs at its start reaches it.
    (tmp_path / "sitecustomize.py").write_text(patched, encoding="utf-8")
    run = f"import sys; from kg import library; library.tabulate{call}"
    command: list[str | Path] = [sys.executable, "-c", run, tmp_path / "shared"]
    done = subprocess.run(
        [*command, *counties(*NAMES)], check=False, capture_output=True, timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path.cwd())])},
    )  # fmt: skip
    assert done.returncode != 0
    assert "一个工作进程被结束了" in done.stderr.decode()
    library.tabulate(*counties(*NAMES), output=tmp_path / "shared", verdicts=None, jobs=1)
    assert answer(tmp_path / "shared") == answer(whole)
    assert said(tmp_path / "shared") == ""


@pytest.mark.far
@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_four_at_once_and_one_is_killed(counties: Counties, whole: Path, tmp_path: Path) -> None:
    """Whenever it is killed: what is there counts once, what is not is named, all can be made."""
    one, two, three = counties(*NAMES)
    command: list[str | Path] = [sys.executable, "-m", "kg", "tables", "-o", tmp_path / "shared"]
    jobs = [(one, two, "-j", "1"), (three, one), (two, three), (one,)]
    running = [subprocess.Popen([*command, *job], stderr=subprocess.DEVNULL) for job in jobs]
    marks = (tmp_path / "shared" / parts.FOLDER).glob
    while running[0].poll() is None and not any(marks(f"*{parts.BEGUN}")):
        time.sleep(0.01)
    running[0].kill()
    running[0].wait()
    assert [process.wait(timeout=600) for process in running[1:]] == [0, 0, 0]
    assert len(library.tables(tmp_path / "shared").entries) == 6
    assert answer(tmp_path / "shared") == answer(whole)
    library.tabulate(one, two, three, output=tmp_path / "shared", verdicts=None, jobs=1)
    assert files(tmp_path / "shared") == files(whole)


def test_killed_before_the_older_part_was_removed(
    counties: Counties, copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are there, and the newer counts; run again, the older is gone."""
    changed = shutil.copytree(counties(NAMES[0])[0], tmp_path / "changed")
    source = next(changed.glob("hill*")) / "source.txt"
    source.write_text(source.read_text("utf-8").replace("宣传", "宣讲"), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(parts, "remove", lambda _: None)
        library.tabulate(changed, output=copied, verdicts=None, jobs=1)
    assert "2 份清单写了两次，其中 1 份的文件不同" in said(copied)
    before = library.tables(copied).query("categories").rows
    again = library.tabulate(changed, output=copied, verdicts=None, jobs=1)
    assert (again.same, len(parts.every(copied)), said(copied)) == (2, 3, "")
    assert library.tables(copied).query("categories").rows == before


def test_what_another_machine_is_writing_is_left_alone(tmp_path: Path) -> None:
    """Its processes cannot be seen from here; only what is a week old is nobody's any more."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = {
        name: tmp_path / f".{host}-{process}-{name}{parts.UNFINISHED}"
        for name, host, process in (
            ("own", parts._HOST, ended.pid),
            ("running", parts._HOST, os.getpid()),
            ("other", "0123456789ab", ended.pid),
            ("old", "0123456789ab", ended.pid),
        )
    }
    for path in names.values():
        path.write_bytes(b"PAR1")
    os.utime(names["old"], (0, 0))
    parts._clear(tmp_path)
    assert {name for name, path in names.items() if path.exists()} == {"running", "other"}


# --- what is half there ---


def test_a_file_half_written(counties: Counties, copied: Path, whole: Path) -> None:
    path = part(copied, "东山县").path("steps")
    path.write_bytes(path.read_bytes()[:-100])
    assert len(library.tables(copied).entries) == 4
    assert "东山县 的部分不完整" in said(copied)
    assert "2 份清单不从它计：hill-2025-12-1、river-2025-12-1" in said(copied)
    assert "东山县" not in answer(copied)
    library.tabulate(*counties(*NAMES), output=copied, verdicts=None, jobs=1)
    assert answer(copied) == answer(whole)


def test_a_file_that_is_gone_and_a_manifest_that_is_none(copied: Path) -> None:
    part(copied, "东山县").path("marks").unlink()
    (copied / parts.FOLDER / f"{part(copied, '西河县').name}.json").write_text(
        "{", encoding="utf-8"
    )
    assert [entry.place.county for entry in library.tables(copied).entries] == ["示例县"] * 2
    lines = said(copied)
    assert "东山县 的部分不完整" in lines
    assert "读不懂" in lines
    shutil.rmtree(copied / parts.FOLDER)
    with pytest.raises(StoreError, match="没有表格"):
        library.tables(copied)


def test_bytes_that_are_others_are_found_when_asked(copied: Path) -> None:
    """A size tells what is half written; whoever wants every byte proven asks for the hashes."""
    damaged = part(copied, "东山县")
    path = damaged.path("steps")
    path.write_bytes(path.read_bytes()[:-8] + b"12345678")
    assert damaged.broken() == ""
    assert damaged.altered() == damaged.files["steps"][0]
    assert part(copied, "西河县").altered() == ""


# --- what is stale, and what is there twice ---


def test_a_list_written_twice_counts_once(whole: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        shutil.copytree(whole, tmp_path / "shared" / name)
    edit(tmp_path / "shared" / "two", "东山县", code="another")
    assert len(library.tables(tmp_path / "shared").entries) == 6
    assert "只计 one/" in said(tmp_path / "shared")
    assert answer(tmp_path / "shared") == answer(whole)


def test_one_document_of_two_ids_counts_once(whole: Path, tmp_path: Path) -> None:
    """Two machines have the same file in folders of other names."""
    for name in ("one", "two"):
        shutil.copytree(whole, tmp_path / "shared" / name)
        if name == "two":
            lists = json.loads(manifest(tmp_path / "shared" / "two", "东山县").read_text("utf-8"))
            lists = [held | {"id": f"{held['id']}-bis"} for held in lists["lists"]]
            edit(tmp_path / "shared" / "two", "东山县", code="another", lists=lists)
    assert len(library.tables(tmp_path / "shared").entries) == 6
    assert "的同一份文件有几个名字，只计 one/" in said(tmp_path / "shared")
    assert answer(tmp_path / "shared") == answer(whole)


def test_a_part_of_another_base_is_named(counties: Counties, whole: Path, tmp_path: Path) -> None:
    """Its lists count once, and are called what they are called."""
    shutil.copytree(whole, tmp_path / "shared" / "one")
    other = {"base": "https://example.org/duties/", "verdicts": None, "jobs": 1}
    library.tabulate(*counties("东山县"), output=tmp_path / "shared" / "two", **other)  # type: ignore[arg-type]
    assert "IRI 以 2 种开头" in said(tmp_path / "shared")
    assert "2 份清单写了两次，只计 two/" in said(tmp_path / "shared")
    for name in ("categories", "load", "counts_by_place"):
        both = library.tables(tmp_path / "shared").query(name).to_csv()
        assert sorted(both) == sorted(library.tables(whole).query(name).to_csv()), name


def test_a_county_with_other_lists_of_it(counties: Counties, tmp_path: Path) -> None:
    """Two machines have two townships each, one of them the same: it counts once."""
    (county,) = counties("示例县")
    first, second = sorted(county.iterdir())
    third = shutil.copytree(second, tmp_path / "third" / "third-2025-12")
    for name in ("source.txt", "list.toml"):
        text = (third / name).read_text(encoding="utf-8").replace("乙水乡", "丁原乡")
        (third / name).write_text(text, encoding="utf-8")
    library.tabulate(first, second, output=tmp_path / "shared", verdicts=None, jobs=1)
    library.tabulate(second, third, output=tmp_path / "shared", verdicts=None, jobs=1)
    assert "1 份清单写了两次" in said(tmp_path / "shared")
    assert "1 个县分在几个部分里" in said(tmp_path / "shared")
    tables = library.tables(tmp_path / "shared")
    library.tabulate(first, second, third, output=tmp_path / "one", verdicts=None, jobs=1)
    assert tables.query("load").rows == library.tables(tmp_path / "one").query("load").rows
    # whoever has them all makes them anew: then they were compared with each other
    library.tabulate(first, second, third, output=tmp_path / "shared", verdicts=None, jobs=1)
    assert said(tmp_path / "shared") == ""
    assert answer(tmp_path / "shared") == answer(tmp_path / "one")


def test_a_list_of_another_place_is_not_removed(
    counties: Counties, copied: Path, tmp_path: Path
) -> None:
    """A machine calls its lists as another does: neither takes the other's away."""
    one, other = counties("示例县", "东山县")
    for source, name in zip(sorted(other.iterdir()), sorted(one.iterdir()), strict=True):
        shutil.copytree(source, tmp_path / "lists" / name.name)
    library.tabulate(tmp_path / "lists", output=copied, verdicts=None, jobs=1)
    assert len(parts.every(copied)) == 4
    with pytest.raises(AmbiguousName, match="2 地的清单同叫"):
        library.tables(copied)


def test_a_list_of_two_documents_counts_once_and_says_so(
    counties: Counties, whole: Path, tmp_path: Path
) -> None:
    """Two machines had other files of one list: the newer counts."""
    shutil.copytree(whole, tmp_path / "shared" / "one")
    county = shutil.copytree(counties("东山县")[0], tmp_path / "东山县")
    source = next(county.glob("hill*")) / "source.txt"
    source.write_text(source.read_text("utf-8").replace("宣传", "宣讲"), encoding="utf-8")
    library.tabulate(county, output=tmp_path / "shared" / "two", verdicts=None, jobs=1)
    assert "2 份清单写了两次，其中 1 份的文件不同，只计 two/" in said(tmp_path / "shared")
    assert len(library.tables(tmp_path / "shared").entries) == 6
    alone = library.tables(tmp_path / "shared", lists="东山县").query("categories")
    assert alone.rows == library.tables(whole, lists="东山县").query("categories").rows


def test_another_version_counts_and_is_named(copied: Path, whole: Path) -> None:
    edit(copied, "东山县", code="0123456789abcdef", version="0.0.9")
    assert "2 份清单由另一版程序写成（0.0.9 01234567）" in said(copied)
    assert answer(copied) == answer(whole)


def test_a_column_that_an_older_part_lacks_is_named(copied: Path) -> None:
    """It is taken as empty; what is counted without it is as it was."""
    old = part(copied, "东山县")
    path = old.path("duties")
    duckdb.execute(f"COPY (SELECT * EXCLUDE (nth) FROM '{path}') TO '{path}.new' (FORMAT parquet)")
    Path(f"{path}.new").replace(path)
    columns = {name: list(every) for name, every in old.columns.items()}
    columns["duties"].remove("nth")
    sizes = {name: list(every) for name, every in old.files.items()}
    sizes["duties"][1] = path.stat().st_size
    edit(copied, "东山县", code="older", columns=columns, files=sizes)
    assert "缺列 duties.nth（按空计）" in said(copied)
    del columns["common"], sizes["common"]
    edit(copied, "东山县", columns=columns, files=sizes)
    assert "缺列 common.common、" in said(copied)
    table = library.tables(copied).query("load")
    assert any("东山县" in str(row["department"]) for row in table)


def test_an_older_edition_is_left_out_and_named(tmp_path: Path) -> None:
    library.tabulate(EXAMPLE, output=tmp_path / "tables", verdicts=None, jobs=1)
    tables = library.tables(tmp_path / "tables")
    assert (len(tables.entries), len(tables.chosen)) == (6, 3)
    assert any("未计旧版 3 份" in note for note in tables.query("load").notes)


def test_two_places_of_one_id_are_an_error(copied: Path, tmp_path: Path) -> None:
    """Counted together they would be one list: whoever reads says which two, and what to do."""
    facts = json.loads(
        (copied / parts.FOLDER / f"{part(copied, '东山县').name}.json").read_text("utf-8")
    )
    lists = [one | {"id": one["id"].removesuffix("1") + "0"} for one in facts["lists"]]
    edit(copied, "东山县", lists=lists)
    with pytest.raises(AmbiguousName, match="2 地的清单同叫"):
        library.tables(copied)


def test_a_county_in_several_parts_is_named(counties: Counties, tmp_path: Path) -> None:
    """Two machines with half a county each: every list counts, and the reader is told."""
    (county,) = counties("示例县")
    for list in sorted(county.iterdir()):
        library.tabulate(list, output=tmp_path / "shared", verdicts=None, jobs=1)
    assert "1 个县分在几个部分里" in said(tmp_path / "shared")
    assert len(library.tables(tmp_path / "shared").entries) == 2
