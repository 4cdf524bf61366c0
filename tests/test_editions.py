"""A build with two editions of a township: counts never mix them, and what changed is in the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from click.testing import Result

import kg
from kg import archive, library
from kg.asking import answers, keeping
from kg.asking.questions import question
from kg.errors import AmbiguousName
from kg.graph.store import Embedded, open_store
from kg.model import Duty
from kg.resources import data_path
from tests.test_build import files_of, held

EDITIONS = Path(__file__).resolve().parent / "editions"
Command = Callable[..., Result]
KINDS = """SELECT ?kind (COUNT(DISTINCT ?x) AS ?n) WHERE {
  ?x a duty:Adjustment ; duty:adjustmentKind/skos:prefLabel ?kind . FILTER(LANG(?kind) = "zh") } GROUP BY ?kind"""


@pytest.fixture(scope="module")
def build(real_list: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions") / "build"
    library.build(
        real_list, EDITIONS / "dev-1", EDITIONS / "county-dev" / "dahe-2025-06", output=folder
    )
    return folder


def police(data: kg.Dataset) -> dict[str, int]:
    return {
        str(row["department"]): int(str(row["duties"]))
        for row in data.query("load", department="公安局")
    }


def test_counts_never_mix_editions(build: Path, real_list: Path) -> None:
    alone = {
        name: police(kg.open(path))
        for name, path in (("old", real_list), ("new", EDITIONS / "dev-1"))
    }
    data = kg.open(build)
    latest = police(data)
    assert latest["奇台县公安局"] == alone["new"]["奇台县公安局"] != alone["old"]["奇台县公安局"]
    assert police(kg.open(build, lists="坎尔孜乡")) == alone["new"]
    assert police(kg.open(build, edition="2025-07")) == alone["old"]
    assert police(kg.open(build, lists="坎尔孜乡 2025")) == alone["old"]
    every = police(kg.open(build, edition="all"))
    assert every["奇台县公安局"] == alone["old"]["奇台县公安局"] + alone["new"]["奇台县公安局"]


def test_the_answer_says_which_lists(command: Command, build: Path) -> None:
    assert "每地只看最新一版，未计旧版 1 份" in command("query", "load", "--store", build).stdout
    assert (
        "只看 奇台县坎尔孜乡 2025-07"
        in command("analyse", "burden", "--list", "坎尔孜 2025", "--store", build).stdout
    )
    assert "最新一版" not in command("query", "load", "--edition", "all", "--store", build).stdout
    assert (
        "（2025-07）"
        in command("show", "配合 42", "--list", "坎尔孜乡2025", "--store", build).stdout
    )
    result = command("query", "load", "--list", "红山乡", "--store", build)
    assert result.exit_code == 1
    assert "红泉县大河乡" in result.stderr


def test_findings_are_those_of_the_lists(build: Path) -> None:
    data = kg.open(build)
    assert set(data.findings().lists) == {"dev-1", "dahe-2025-06"}
    assert set(kg.open(build, lists="奇台县", edition="all").findings().lists) == {
        "dev-1",
        "kanerzi-2025-07",
    }
    assert len(data.lists) == 3
    with pytest.raises(AmbiguousName):
        data.source("昌吉")


def test_lists_of_a_build_are_compared_by_name(command: Command, build: Path) -> None:
    data = kg.open(build)
    found = data.diff("坎尔孜乡 2025", "坎尔孜乡")
    assert (found.old.id, found.new.id) == ("kanerzi-2025-07", "dev-1")
    assert (
        command("diff", "坎尔孜乡 2025", "坎尔孜乡", "--store", build, "-f", "json").stdout
        == found.to_json()
    )
    assert [one.id for one in data.compare().lists] == ["dev-1", "dahe-2025-06"]
    assert command("compare", "--store", build, "--kind", "counts", "-f", "csv").exit_code == 0


def test_what_changed_is_in_the_graph(build: Path) -> None:
    data = kg.open(build)
    told = {str(row["kind"]): row["n"] for row in data.query(KINDS)}
    counts = data.diff("坎尔孜乡 2025", "坎尔孜乡").counts()
    assert told["收回"] == counts["recalled"]
    assert told["新增"] == counts["added"]
    assert told["步骤变化"] == counts["steps"]
    assert "文字" not in told
    used = data.query(
        "SELECT ?old ?new WHERE { ?x a duty:Adjustment ; prov:used ?old ; prov:generated ?new . ?old dct:title ?t }"
    )
    assert not used.rows
    pairs = kg.open(build, edition="all").query(
        "SELECT ?t ?u WHERE { ?x duty:adjustmentKind <https://w3id.org/duties/adjustment/recalled> ;"
        " prov:used/dct:title ?t ; prov:generated/dct:title ?u }"
    )
    assert len(pairs) == counts["recalled"]
    versions = kg.open(build, edition="all").query(
        "SELECT ?a ?b WHERE { ?a dcat:previousVersion ?b }", iris=True
    )
    assert [str(value).rpartition("/")[2] for value in versions.rows[0]] == [
        "dev-1",
        "kanerzi-2025-07",
    ]


def test_a_store_of_the_latest_editions_answers_at_once(build: Path) -> None:
    assert (build / "latest" / "CURRENT").is_file()
    data = kg.open(build)
    assert isinstance(data.store, Embedded)  # no copy of what may be seen
    assert {entry.id for entry in data.chosen} == {"dev-1", "dahe-2025-06"}
    listed = data.store.select("SELECT ?x { ?x a <https://w3id.org/duties#DutyList> }")
    assert len(listed.rows) == 2


def test_answers_joined_are_those_of_the_store(build: Path) -> None:
    """Rows, their order, what they rest on: as if the lists were asked together."""
    folders = [build / name for name in ("dev-1", "dahe-2025-06")]
    kept = [keeping.unpack((folder / "answers.json.gz").read_bytes()) for folder in folders]
    ask = answers.asking(open_store(build / "latest"))
    kept_rows = kept[0].answers.keys() & kept[1].answers.keys()
    assert kept_rows > {"silent", "return_step"}
    wanted = [question(name) for name in sorted(kept_rows)]
    asked = answers.of(ask, wanted)
    assert asked.duties == keeping.duties(kept)
    for its in asked.questions:
        assert keeping.joined(ask, its.question, kept) == its, its.question.name


def test_an_outline_has_titles_and_steps(build: Path) -> None:
    data = (build / "dahe-2025-06" / "records.json.gz").read_bytes()
    whole, bare = archive.unpack(data), archive.outline(data)
    assert whole is not None
    assert bare is not None
    assert bare.title == whole.title
    assert [*map(_seen, bare.duties)] == [*map(_seen, whole.duties)]


def _seen(duty: Duty) -> tuple[object, ...]:
    steps = (*duty.superior_steps, *duty.township_steps)
    told = [(step.side, step.position, step.number, step.text) for step in steps]
    return duty.key, duty.code, duty.title, told


def county(into: Path, name: str, *towns: str) -> None:
    """Copy both editions of towns of the made-up county under another name."""
    county = data_path() / "examples" / "example-county"
    for folder in sorted(path for town in towns for path in county.glob(f"{town}-*")):
        copy = into / f"{name}-{folder.name}"
        copytree(folder, copy)
        for file in copy.iterdir():
            lines = file.read_text(encoding="utf-8").replace("示例县", name).splitlines()
            kept = [line for line in lines if not line.startswith("sha256")]
            file.write_text("\n".join(kept), encoding="utf-8")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the name of a folder with six lists of two counties and their build, made once and put aside."""
    folder = tmp_path_factory.mktemp("counties") / "two"
    county(folder / "lists", "松县", "hill", "bridge")
    county(folder / "lists", "柏县", "bridge")
    library.build(folder / "lists", output=folder / "build", jobs=1)
    folder.rename(folder.with_name("aside"))
    return folder


@pytest.fixture
def counties(kept: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the lists and their build, where they were made: a build knows its lists by their place."""
    copytree(kept.with_name("aside"), kept)
    yield kept / "lists", kept / "build"
    rmtree(kept)


def test_only_what_changed_is_made_again_with_several_editions(
    counties: tuple[Path, Path],
) -> None:
    """What is said between lists follows too: changes, differences, the store of the latest editions."""
    lists, output = counties

    def same_as_fresh(name: str) -> int:
        summary = library.build(lists, output=output, jobs=1)
        fresh = output.with_name(name)
        library.build(lists, output=fresh, jobs=1, fresh=True)
        assert files_of(output) == files_of(fresh)
        assert held(output) == held(fresh)
        assert held(output / "latest") == held(fresh / "latest")
        return summary.same

    before = files_of(output)
    assert library.build(lists, output=output, jobs=1).same == 6
    assert files_of(output) == before
    changed = lists / "松县-hill-2025-12" / "source.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("地名管理", "地名标志管理").replace("打击传销工作", "打击传销和变相传销工作"),
        encoding="utf-8",
    )
    assert same_as_fresh("changed") == 5
    rmtree(lists / "柏县-bridge-2025-12")  # its older edition is the latest now
    assert same_as_fresh("gone") == 5
    latest = kg.open(output).query("SELECT ?list WHERE { ?list a duty:DutyList }", iris=True)
    assert len(latest) == 3


def test_a_verdict_reaches_one_place_or_all(command: Command, tmp_path: Path) -> None:
    examples, file = data_path() / "examples" / "example-county", tmp_path / "v.toml"
    output = tmp_path / "build"
    county = sorted(examples.glob("*-2025-12"))
    library.build(*county, output=output, jobs=1)
    data = kg.open(output)
    by_place: dict[str, set[str]] = {}
    called = {entry.id: entry.called for entry in data.entries}
    for id, one in data.findings().pairs:
        by_place.setdefault(one.id, set()).add(called[id])
    shared = next(id for id, places in by_place.items() if len(places) == 3)

    def judged() -> dict[str, str]:
        library.build(*county, output=output, jobs=1, verdicts=file)
        pairs = kg.open(output).findings().pairs
        return {called[id]: one.verdict for id, one in pairs if one.id == shared}

    told = command("verdict", shared, "no", "--list", "甲山镇", "--verdicts", file, "--store", output)  # fmt: skip
    assert told.exit_code == 0
    assert "示例县甲山镇）" in told.stderr
    assert "乙水乡" not in told.stderr
    assert judged() == {"示例县甲山镇": "no", "示例县乙水乡": "", "示例县丙桥街道": ""}
    every = command("verdict", shared, "settle", "--verdicts", file, "--store", output)
    assert "乙水乡" in every.stderr
    assert judged() == {"示例县甲山镇": "no", "示例县乙水乡": "settle", "示例县丙桥街道": "settle"}
    live = data.findings(verdicts=file)
    assert {one.verdict for one in live if one.id == shared} == {"no", "settle"}
    command("verdict", shared, "none", "--list", "甲山镇", "--verdicts", file, "--store", output)
    assert set(judged().values()) == {"settle"}
    none = command("verdict", shared, "no", "--list", "红山乡", "--verdicts", file, "--store", output)  # fmt: skip
    assert none.exit_code == 1


def test_every_answer_names_places_and_says_which_lists(
    command: Command, build: Path, tmp_path: Path
) -> None:
    shown = command("show", "配合 42", "--store", build)
    assert "奇台县坎尔孜乡 2026-03" in shown.stdout
    assert "红泉县大河乡" in shown.stdout
    assert "dev-1" not in shown.stdout
    assert "每地只看最新一版" in shown.stdout
    with pytest.raises(AmbiguousName, match="奇台县坎尔孜乡 配合 42"):
        kg.open(build).duty("配合 42")
    for words in (["findings"], ["findings", "--kind", "no_lead"], ["findings", "-f", "csv"]):
        told = command(*words, "--store", build).stdout
        assert ("每地只看最新一版" in told) == ("csv" not in words)
    nodes = command("export", "departments", "-o", tmp_path / "a.gexf", "--store", build)
    assert "每地只看最新一版" in nodes.stderr
    one = command("findings", "--list", "坎尔孜乡 2025", "--store", build).stdout
    assert "只看 奇台县坎尔孜乡 2025-07" in one


def test_a_verdict_makes_again_only_what_says_it(counties: tuple[Path, Path]) -> None:
    """Nothing is compared or asked anew for it; the result is that of a fresh build."""
    lists, output = counties
    file = output.with_name("v.toml")
    data = kg.open(output)
    ids = [one.id for one in data.findings(list="松县甲山镇") if one.id.startswith("no_lead")]
    steps = [
        ("settle", "松县甲山镇 2024", 4),  # and the next edition, where it is to be confirmed
        ("no", "松县甲山镇 2025", 4),
        ("none", "松县甲山镇 2025", 4),
    ]
    for number, (word, place, same) in enumerate(steps):
        kg.open(output, lists=place).judge(ids[0], word, verdicts=file)
        with pytest.MonkeyPatch.context() as patch:
            for name in MADE_BETWEEN:
                patch.setattr(name, refuse)
            summary = library.build(lists, output=output, jobs=1, verdicts=file)
        assert summary.same == same, word
        fresh = output.with_name(f"fresh-{number}")
        library.build(lists, output=fresh, jobs=1, fresh=True, verdicts=file)
        assert files_of(output) == files_of(fresh)
        assert held(output) == held(fresh)
        assert held(output / "latest") == held(fresh / "latest")


MADE_BETWEEN = (
    "kg.alignment.differences.comparison", "kg.outputs._asked.over",
    "kg.outputs.adjustments.succession", "kg.views.county.compared.compared",
    "kg.views.county.changed.changed",
)  # fmt: skip


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("made again for a verdict")
