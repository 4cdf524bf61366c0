"""The main job: the same bytes every time, and only what changed is made again."""

from __future__ import annotations

import gzip
import hashlib
import importlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import kg
from kg import build as job
from kg import findings, outputs, pages, plugins
from kg.alignment.told import Told
from kg.errors import ReadError, UnreadFile
from kg.findings import between
from kg.graph import dump
from kg.graph.store import open_store
from kg.library import outputs as listed
from kg.model import DutyList, Place
from kg.outputs import _county, differences
from kg.outputs import quads as packed
from kg.parse import read_list
from kg.resources import data_path
from kg.summary import text
from kg.views.county import changed, compared
from kg.views.county.built import Entry, Listed
from kg.views.county.texts import Texts
from kg.views.scene import Json
from kg.views.shell import data_of
from tests.conftest import Command

SMALL = """\
江南省云州市
青河区{town}
履职事项清单

序号\t事项类别\t事项名称\t对应区级部门\t区级部门职责\t街道配合职责
1\t平安法治\t{title}\t区公安局、区民政局\t1.区公安局负责查处；2.会同区民政局走访。\t1.巡查；2.上报区公安局。
"""
TITLE = "群租房整治"
LEFT = (
    "graph.html",
    "list.nq.gz",
    "list.json.gz",
    "records.json.gz",
    *(f"csv/{name}.csv" for name in ("duties", "steps", "findings")),
)


def write(folder: Path, name: str, *, title: str = TITLE, town: str = "东山街道") -> Path:
    path = folder / f"{name}.txt"
    path.write_text(SMALL.format(title=title, town=town), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path, "small")


def build(paths: list[Path], output: Path, *, fresh: bool = False, jobs: int = 1) -> job.Summary:
    return job.build(paths, output, jobs=jobs, fresh=fresh)


def files_of(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a build, the stores' own aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in ("store", "latest")
    }


def held(folder: Path) -> set[str]:
    """Return everything that the store of a build holds."""
    return {str(quad) for quad in dump.quads_of(open_store(folder))}


def test_everything_is_there(built: Path) -> None:
    folder = built / "kanerzi-2025-07"
    for name in LEFT:
        assert (folder / name).stat().st_size > 0, name
    lines = [*packed.lines(folder / "list.nq.gz"), *packed.lines(built / "matters.nq.gz")]
    assert len(held(built)) == len(set(lines)) == len(lines)


def test_what_is_for_other_programs_is_not_made_at_every_build(built: Path) -> None:
    endings = {path.suffix for path in built.rglob("*") if path.is_file()}
    assert endings.isdisjoint({".ttl", ".trig", ".jsonld", ".nq"})


def test_the_summary_counts_what_was_built(real_list: Path, tmp_path: Path) -> None:
    summary = build([real_list], tmp_path / "build")
    one = summary.lists[0]
    assert one.duties == (105, 97, 37)
    assert one.superior_steps + one.township_steps > 700
    assert summary.quads == len(held(tmp_path / "build"))
    said = text(summary)
    assert "239 = 基本 basic 105 + 配合 cooperative 97 + 收回 recalled 37" in said
    assert (
        "0 违反 violation, 66 警告 warning" in said
    )  # 23 + 5 + 7 + 10 rules, 19 boilerplate, 2 oddities


def test_packed_quads_carry_no_time(built: Path) -> None:
    data = (built / "kanerzi-2025-07" / "list.nq.gz").read_bytes()
    assert data[4:8] == bytes(4)
    assert gzip.decompress(data).decode().endswith(" .\n")


def test_several_lists_in_several_processes_are_the_same_build(small: Path, tmp_path: Path) -> None:
    other = data_path() / "examples" / "example-county" / "hill-2025-12"
    build([small, other], tmp_path / "one", jobs=1)
    build([small, other], tmp_path / "two", jobs=2)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert held(tmp_path / "one") == held(tmp_path / "two")


def test_the_base_of_the_iris_can_be_chosen(small: Path, tmp_path: Path) -> None:
    job.build([small], tmp_path / "build", base="https://example.org/data/")
    lines = packed.lines(tmp_path / "build" / "small" / "list.nq.gz")
    assert any(b"<https://example.org/data/list/small/cooperative/1>" in line for line in lines)


def test_options_of_old_scripts_are_accepted(small: Path, tmp_path: Path, command: Command) -> None:
    for number, option in enumerate(("--check", "--no-check", "--full", "--lean")):
        assert command("build", small, "-o", tmp_path / str(number), option).exit_code == 0
        assert (tmp_path / str(number) / "small" / "graph.html").is_file()


# --- which lists ---


def test_a_folder_of_documents_stands_for_all_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a", "b"):
        write(folder, name)
    (folder / "note.pdf").write_bytes(b"%PDF")
    summary = build([folder], tmp_path / "build")
    assert [one.id for one in summary.lists] == ["a", "b"]
    with pytest.warns(UnreadFile, match=r"note\.pdf"):
        assert [one.id for one in kg.open(folder).lists] == ["a", "b"]
    with pytest.warns(UnreadFile, match=r"note\.pdf"):
        assert len(kg.compare(folder).lists) == 2


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["甲县", "甲县"], "→ kg compare"),
        (["乙县", "甲县", "甲县"], "→ kg compare 甲县"),
        (["乙县", "甲县"], ""),
    ],
)
def test_the_summary_compares_places_of_one_county(places: list[str], said: str) -> None:
    lists = [
        job.Built(
            id=str(at), title="", place=Place("", "", county, f"{at}乡"), issued="2025-07",
            folder=str(at), source="", duties=(1, 1, 1), superior_steps=1, township_steps=1,
            departments=1, oddities=(), findings=(), judged=0, dropped=0, pending=0, open=0, files=(),
            quads=1, graphs=(), document="", sha256="",
        )
        for at, county in enumerate(places)
    ]  # fmt: skip
    told = text(job.Summary(tuple(lists), Path("build"), 1, 1.0, 0, (), ())).splitlines()
    found = [line for line in told if line.startswith("各地")]
    assert [line.partition("places")[2].strip() for line in found] == ([said] if said else [])


def test_two_editions_of_a_township_are_told_apart_and_a_single_one_is_not(tmp_path: Path) -> None:
    """The summary and the progress named both by their title alone."""
    for name, month in (("old", "2024-12"), ("new", "2025-12"), ("other", "2025-12")):
        folder = tmp_path / name
        folder.mkdir()
        write(folder, "清单")
        (folder / "list.toml").write_text(
            f'issued = "{month}"\ndocument = "清单.txt"\n', encoding="utf-8"
        )
    other = tmp_path / "other" / "清单.txt"
    other.write_text(other.read_text("utf-8").replace("东山街道", "西山街道"), "utf-8")
    said: list[str] = []
    names = ("old", "new", "other")
    done = job.build(
        [tmp_path / name for name in names],
        tmp_path / "build",
        jobs=1,
        progress=lambda title, *_: said.append(title),
    )
    told = text(done).splitlines()
    heads = [line.partition("区")[2] for line in told if line.endswith("]") and "履职" in line]
    assert heads == [
        "东山街道履职事项清单 2024-12  [old]",
        "东山街道履职事项清单 2025-12  [new]",
        "西山街道履职事项清单  [other]",
    ]
    assert [name.partition("清单")[2] for name in said[:2]] == [" 2024-12", " 2025-12"]


def test_two_lists_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "清单")
    built = build([tmp_path / n / "清单.txt" for n in "ab"], tmp_path / "build")
    assert [one.id for one in built.lists] == ["a-清单", "b-清单"]
    assert (tmp_path / "build" / "a-清单" / "graph.html").is_file()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_of_a_folder_that_is_no_list_stops_nothing(
    small: Path, tmp_path: Path, jobs: int
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("甲.txt", "乙.txt"):
        shutil.copy(small, folder / name)
    (folder / "说明.txt").write_text("请各单位查收。\n", encoding="utf-8")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    built = build([folder], tmp_path / "build", jobs=jobs)
    assert [one.id for one in built.lists] == ["乙", "甲"]
    assert [Path(one.path).name for one in built.unread] == ["照片.jpg", "说明.txt"]
    page = (tmp_path / "build" / "index.html").read_text(encoding="utf-8")
    assert "4 份文件中读了 2 份" in page and "说明.txt" in page and "没有履职事项表" in page
    assert "2 of 4 files read" in text(built)
    with pytest.raises(ReadError, match=r"照片\.jpg"):
        job.build([folder], tmp_path / "strict", strict=True)


def test_a_folder_without_any_list_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("说明.txt", "通知.txt"):
        (tmp_path / "in" / name).write_text("请各单位查收。\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"没有履职事项表"):
        build([tmp_path / "in"], tmp_path / "build")
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_list_that_cannot_be_read_leaves_the_old_build(
    small: Path, tmp_path: Path, jobs: int
) -> None:
    output = tmp_path / "build"
    build([small], output)
    before = files_of(output)
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ReadError, match="the file is empty"):
        build([write(tmp_path, "other"), tmp_path / "empty.txt"], output, jobs=jobs)
    assert files_of(output) == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_no_list_of_a_folder_is_left_out(tmp_path: Path) -> None:
    """Folders with and without ``list.toml``, documents beside them, the lock file of an open workbook."""
    text = SMALL.format(title=TITLE, town="东山街道")
    for name in ("甲乡", "乙镇"):
        (tmp_path / "清单" / name).mkdir(parents=True)
        (tmp_path / "清单" / name / "清单.txt").write_text(text, encoding="utf-8")
    (tmp_path / "清单" / "甲乡" / "list.toml").write_text(
        'document = "清单.txt"\n', encoding="utf-8"
    )
    (tmp_path / "清单" / "丙街道.txt").write_text(text, encoding="utf-8")
    (tmp_path / "清单" / "~$丙街道.xlsx").write_bytes(b"lock")
    summary = build([tmp_path / "清单"], tmp_path / "build")
    assert {one.id for one in summary.lists} == {"甲乡", "乙镇", "丙街道"}


# --- only what changed is made again ---


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the lists that are made, as they are."""
    names: list[str] = []
    write_list = outputs.write_list

    def watched(one: outputs.One, folder: Path, parts: Path) -> tuple[str, ...]:
        names.append(one.parsed.list.id)
        return write_list(one, folder, parts)

    monkeypatch.setattr(outputs, "write_list", watched)
    return names


def test_a_list_that_did_not_change_is_not_made_again(tmp_path: Path, made: list[str]) -> None:
    output = tmp_path / "build"
    towns = {
        "a": "东山街道",
        "b": "西山街道",
        "c": "南山镇",
    }
    paths = [write(tmp_path, name, town=town) for name, town in towns.items()]
    build(paths, output)
    assert made == list(towns)
    made.clear()
    assert build(paths, output).same == len(paths)
    assert made == []
    write(tmp_path, "c", title="消防安全检查", town=towns["c"])
    summary = build(paths, output)
    assert made == ["c"]
    assert summary.same == len(paths) - 1
    build(paths, tmp_path / "fresh", fresh=True)
    assert files_of(output) == files_of(tmp_path / "fresh")
    assert held(output) == held(tmp_path / "fresh")
    assert summary.quads == len(held(output))
    made.clear()
    assert build(paths, output, fresh=True).same == 0
    assert len(made) == len(paths)


def test_lists_come_go_and_change_places(tmp_path: Path, made: list[str]) -> None:
    output = tmp_path / "build"
    paths = [write(tmp_path, name, town=f"{name}山街道") for name in "甲乙丙丁戊"]
    build(paths[:4], output)
    for number, chosen in enumerate((paths[1:4], paths[1:], [*paths[3:], *paths[:3]], paths[:1])):
        made.clear()
        summary = build(chosen, output)
        assert len(made) <= 1 + (number == 2)
        build(chosen, tmp_path / str(number), fresh=True)
        assert files_of(output) == files_of(tmp_path / str(number))
        assert held(output) == held(tmp_path / str(number))
        assert summary.quads == len(held(output))


def test_only_the_county_of_a_changed_list_is_compared_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, paths = tmp_path / "build", []
    for county in ("青河区", "石泉区", "白水区"):
        for town in ("东山街道", "西山街道"):
            path = write(tmp_path, f"{county}{town}", town=town)
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("青河区", county), encoding="utf-8")
            paths.append(path)
    build(paths, output)
    compared: list[list[str]] = []
    differing = _county.differing

    def watched(lists: Sequence[DutyList], **more: Any) -> list[str]:
        compared.append([one.place.county for one in lists])
        return differing(lists, **more)

    monkeypatch.setattr(differences, "differing", watched)
    text = paths[2].read_text(encoding="utf-8")
    paths[2].write_text(text.replace(TITLE, "消防安全检查"), encoding="utf-8")
    build(paths, output)
    assert compared == [["石泉区", "石泉区"]]
    build(paths, tmp_path / "fresh", fresh=True)
    assert len(compared) == 4
    assert files_of(output) == files_of(tmp_path / "fresh")
    assert held(output) == held(tmp_path / "fresh")


def test_the_start_page_compares_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counties of which no list changed, and editions that did not, are taken from the page before."""
    output, paths = tmp_path / "build", []
    titles = (TITLE, "消防安全检查", "群租房整治和登记")
    for county in ("青河区", "石泉区", "白水区"):
        for number, town in enumerate(("东山街道", "西山街道", "东山街道", "南山镇")):
            title = titles[number % 3]
            path = write(tmp_path, f"{county}{number}", town=town, title=title)
            text = path.read_text(encoding="utf-8").replace("青河区", county)
            issued = "2023年6月" if number == 0 else "2025年6月"
            text = text.replace("履职事项清单\n", f"履职事项清单\n{issued}\n", 1)
            if county == "石泉区":
                text = text.replace("区民政局", "区司法局")
            path.write_text(text, encoding="utf-8")
            paths.append(path)
    build(paths, output)
    did: list[tuple[str, str]] = []
    compare, change = compared.compared, changed.changed

    def comparing(lists: Sequence[DutyList], texts: Texts, told: Told) -> dict[str, Json]:
        did.append(("compared", lists[0].place.county))
        return compare(lists, texts, told)

    def changing(old: DutyList, new: DutyList, texts: Texts, told: Told) -> dict[str, Json]:
        did.append(("changed", new.place.county))
        return change(old, new, texts, told)

    monkeypatch.setattr(compared, "compared", comparing)
    monkeypatch.setattr(changed, "changed", changing)
    text = paths[3].read_text(encoding="utf-8")
    paths[3].write_text(text.replace("群租房整治", "租赁房屋管理"), encoding="utf-8")
    chosen = [paths[-1], *paths[:-1]]
    build(chosen, output)
    assert did == [("compared", "白水区"), ("compared", "青河区")]
    did.clear()
    build(chosen, tmp_path / "fresh", fresh=True)
    assert sorted(did)[:3] == [("changed", "白水区"), ("changed", "石泉区"), ("changed", "青河区")]
    assert files_of(output) == files_of(tmp_path / "fresh")


def test_what_two_lists_say_stays_while_one_says_it(tmp_path: Path) -> None:
    """Organisations are in a graph that lists share."""
    output = tmp_path / "build"
    paths = [write(tmp_path, name, town="东山街道") for name in "abc"]
    build(paths, output)
    write(tmp_path, "a", title="群租房整治", town="西山街道")
    build(paths, output)
    build(paths, tmp_path / "fresh", fresh=True)
    assert held(output) == held(tmp_path / "fresh")


def test_a_lost_or_changed_file_is_made_again(small: Path, tmp_path: Path, made: list[str]) -> None:
    output = tmp_path / "build"
    build([small], output)
    before = files_of(output)
    (parquet,) = (output / "tables" / "steps").rglob("*.parquet")
    for lost in (output / "small" / "graph.html", output / "small" / "list.json.gz", parquet):
        made.clear()
        lost.unlink()
        build([small], output)
        assert made == ["small"]
        assert files_of(output) == before
    shutil.rmtree(output / "store")
    build([small], output)
    assert held(output)


def test_a_verdict_makes_again_only_the_lists_that_it_concerns(
    tmp_path: Path, made: list[str]
) -> None:
    output, verdicts = tmp_path / "build", tmp_path / "verdicts.toml"
    towns = {"a": "东山街道", "b": "西山街道", "c": "南山镇"}
    paths = [write(tmp_path, name, town=town) for name, town in towns.items()]
    build(paths, output)
    read = [read_list(path).list for path in paths]
    found = {one.id: findings.of_list(one) for one in read}
    own = found["a"][0].id + f'"\nplace = "{read[0].place.name}'
    edition = f'settle"\nedition = "{read[2].place.name} 2020-01"\nclauses = "0'
    both = {own: "no", "silent-0": edition}  # the other is of an edition before
    steps = [
        ({own: "lawful"}, ["a"]),
        (both, ["a", "c"]),
        (both | {"no_lead-0": "no"}, []),  # of none of these lists
        (both | {"place_missing-0": "no"}, [*towns]),
    ]
    for number, (said, expected) in enumerate(steps):
        entries = [f'[[verdict]]\nfinding = "{x}"\nverdict = "{y}"\n' for x, y in said.items()]
        verdicts.write_text("\n".join(entries), encoding="utf-8")
        made.clear()
        job.build(paths, output, jobs=1, verdicts=verdicts)
        assert made == expected, said
        if number == 1:
            job.build(paths, tmp_path / "fresh", jobs=1, verdicts=verdicts, fresh=True)
            assert files_of(output) == files_of(tmp_path / "fresh")
            assert held(output) == held(tmp_path / "fresh")
    everywhere = found["b"][0].id
    assert findings.concerning({everywhere: findings.Verdict("no")}, [everywhere], "甲乡")


def test_no_finding_of_a_list_is_called_as_what_differs_between_lists() -> None:
    others = set(between.kinds())
    assert all(kind.startswith(between.PREFIX) for kind in others)
    assert not any(kind.startswith(between.PREFIX) for kind in findings.kinds().keys() - others)


def test_settings_and_program_are_part_of_what_a_list_is_made_of(
    small: Path, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "build"
    build([small], output)
    made.clear()
    job.build([small], output, base="https://example.org/")
    job.build([small], output, base="https://example.org/", sparql=True)
    monkeypatch.setattr(job, "program_stamp", lambda: "another program")
    job.build([small], output, base="https://example.org/", sparql=True)
    assert made == ["small"] * 3


# --- the start page ---


def links(page: Path) -> list[str]:
    return [
        unquote(unescape(href))
        for href in re.findall(r'href="([^"#][^"]*)"', page.read_text(encoding="utf-8"))
    ]


def test_the_start_page_leads_to_files_that_are_there(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, f"第 {number} 份 #{number}%", town=f"第{number}街道")
        for number in range(12)
    ]
    build(paths, tmp_path / "build")
    found = links(tmp_path / "build" / "index.html")
    assert len({href for href in found if href.endswith("/graph.html")}) == 12
    for href in found:
        assert (tmp_path / "build" / href).is_file(), href


def test_the_start_page_of_a_build_without_news_is_that_of_a_fresh_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        write(folder, f"list-{number}", town=f"第{number}镇")
    first, fresh = tmp_path / "a", tmp_path / "b"
    build([folder], first)
    before = (first / "index.html").read_bytes()
    build([folder], first)
    build([folder], fresh)
    assert (first / "index.html").read_bytes() == before == (fresh / "index.html").read_bytes()
    note = folder / "说明.txt"
    note.write_text("请各单位查收。\n", encoding="utf-8")
    build([folder], first)
    assert "说明.txt" in (first / "index.html").read_text(encoding="utf-8")
    note.unlink()
    build([folder], first)
    assert (first / "index.html").read_bytes() == before
    (folder / "list-2.txt").unlink()
    build([folder], first)
    assert b"list-2" in before and b"list-2" not in (first / "index.html").read_bytes()


def test_many_lists_are_shown_county_by_county() -> None:
    lists = [
        Listed(
            f"{county}-{number}",
            f"{county}{number}镇履职事项清单",
            Place("", "", county, f"{number}镇"),
            "2025-07",
            (Entry(f"{county}{number}/graph.html", "图谱"),),
        )
        for number in range(20)
        for county in ("甲县", "乙县")
    ]
    counties = data_of(pages.start_page(lists))["counties"]
    assert [(one["name"], len(one["lists"])) for one in counties] == [("甲县", 20), ("乙县", 20)]


# --- one file adds one output ---


@pytest.fixture
def added() -> Iterator[None]:
    """Drop a new file into ``kg/outputs``; nothing else is touched."""
    path = Path(outputs.__file__).with_name("zz_titles.py")
    path.write_text(
        '"""Titles."""\n'
        'FILE = "titles.txt"\n'
        'TITLE = ("名称一览", "titles")\n'
        "def of_list(one, path):\n"
        '    path.write_text("\\n".join(d.title for d in one.parsed.list.duties), encoding="utf-8")\n',
        encoding="utf-8",
    )
    plugins.names.cache_clear()
    importlib.invalidate_caches()
    try:
        yield
    finally:
        path.unlink()
        plugins.names.cache_clear()


@pytest.mark.usefixtures("added")
def test_a_new_file_is_a_new_output_everywhere(
    small: Path, tmp_path: Path, command: Command
) -> None:
    output = tmp_path / "build"
    build([small], output)
    assert (output / "small" / "titles.txt").read_text(encoding="utf-8") == TITLE
    assert "small/titles.txt" in links(output / "index.html")
    assert "名称一览 titles" in command("build", "--help").stdout
    assert ("<清单 list>/titles.txt", ("名称一览", "titles")) in listed()
    assert "small/titles.txt" in json.loads((output / "BUILD").read_bytes())["files"]


def test_every_output_keeps_the_contract() -> None:
    files = [output.FILE for _, output in outputs.every()]
    assert len(set(files)) == len(files) >= 6
    for name, output in outputs.every():
        assert all(output.TITLE), name
        assert hasattr(output, "of_list") or hasattr(output, "of_all"), name
        assert output.__doc__
