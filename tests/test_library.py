"""The one face: each command and its twin in the library agree, on one list, on several, and under another base."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

import kg
from kg import library, plugins
from kg.cli import COMMANDS
from kg.errors import KgError, ReadError
from kg.library import Dataset, serve
from kg.parse import read_list
from kg.resources import data_path
from tests.conftest import Command

ROOT = Path(kg.__file__).parents[1]
BASE = "https://example.org/county/"
COUNT = "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a duty:Duty }"
IRI = re.compile(r"https?://[^\s]+")


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, real_list: Path) -> Path:
    """Return a build of two lists under a base of its own."""
    folder = tmp_path_factory.mktemp("several")
    other = data_path() / "examples" / "example-county" / "hill-2025-12"
    library.build(real_list, other, output=folder / "build", base=BASE, jobs=1)
    return folder / "build"


@pytest.fixture(scope="module", params=["one list", "two lists, another base"])
def store(request: pytest.FixtureRequest, built: Path) -> Path:
    """Return a build: of one list, and of two."""
    two: Path = request.getfixturevalue("several") if request.param != "one list" else built
    return two


@pytest.fixture(scope="module")
def data(store: Path) -> Dataset:
    return kg.open(store)


def one(data: Dataset) -> list[str]:
    """Return what names one list on the command line, where there are several."""
    return ["--list", "kanerzi-2025-07"] if len(data.lists) > 1 else []


LIST = "kanerzi-2025-07"
PHRASES = Path(__file__).parent / "queries" / "plain_words.csv"
TWINS: dict[str, tuple[list[str], Callable[[Dataset], str]]] = {
    "query": (["query", "no_lead", "-f", "json"], lambda d: d.query("no_lead").to_json()),
    "query by number": (["query", "7", "-f", "md"], lambda d: d.query("7").to_markdown()),
    "query by words": (["query", "无牵头"], lambda d: d.query("无牵头").to_text()),
    "query with evidence": (
        ["query", "silent", "--evidence", "-f", "json"],
        lambda d: d.query("silent", evidence=True).to_json(),
    ),
    "query with IRIs": (
        ["query", "load", "--iris", "--department", "公安局", "-f", "json"],
        lambda d: d.query("load", iris=True, department="公安局").to_json(),
    ),
    "show": (["show", "配合 42", "--list", LIST], lambda d: d.show("配合 42", LIST)),
    "show several": (["show", "消防"], lambda d: d.find("消防").to_text()),
    "source": (["source", LIST], lambda d: d.source(LIST)),
    "findings": (["findings", "-f", "json"], lambda d: d.findings().table().to_json()),
    "findings of a kind": (["findings", "--kind", "silent"], lambda d: d.findings("silent").text()),
    "findings of a grade": (
        ["findings", "--kind", "overlap", "--grade", "3", "-f", "json"],
        lambda d: d.findings("overlap", grade=3).table().to_json(),
    ),
    "findings of a duty": (
        ["findings", "--duty", "C42", "--list", LIST, "-f", "html"],
        lambda d: d.findings(duty="C42", list=LIST).table().to_html(),
    ),
    "overview": (["findings"], lambda d: d.findings().overview().to_text()),
    "analyse": (
        ["analyse", "concentration", "-f", "json"],
        lambda d: d.analyse("concentration").to_json(),
    ),
    "analyse one list": (
        ["analyse", "gaps", "--list", LIST, "--evidence", "--iris", "-f", "md"],
        lambda d: d.analyse("gaps", list=LIST, evidence=True, iris=True).to_markdown(),
    ),
    "menu of questions": (["query"], lambda _: library.questions_menu()),
    "table of questions": (["query", "-f", "json"], lambda _: library.questions().to_json()),
    "help of a question": (
        ["query", "no_lead", "--help"],
        lambda _: library.question_help("no_lead"),
    ),
    "what phrases ask for": (
        ["query", "--suggest", str(PHRASES), "-f", "json"],
        lambda _: library.suggest(PHRASES).to_json(),
    ),
    "menu of analyses": (["analyse"], lambda _: library.analyses_menu()),
    "menu of papers": (["report", "--kinds"], lambda _: library.papers_menu().to_text()),
    "menu of networks": (["export"], lambda _: library.networks_menu()),
}
"""Command line → its twin."""


@pytest.mark.parametrize("name", TWINS)
def test_a_command_prints_what_the_library_gives(
    command: Command,
    store: Path,
    data: Dataset,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(store))
    arguments, twin = TWINS[name]
    result = command(*arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout == twin(data)


@pytest.mark.parametrize(
    ("arguments", "twin"),
    [
        (["query", "load", "--param", "n=1"], lambda d: d.query("load", params={"n": "1"})),
        (["query", "收回"], lambda d: d.query("收回")),
        (["query", "no_laed"], lambda d: d.query("no_laed")),
        (["query", "my.rq"], lambda d: d.query("my.rq")),
        (["show", "没有这样的事项"], lambda d: d.show("没有这样的事项")),
        (["analyse", "lode"], lambda d: d.analyse("lode")),
        (["findings", "--kind", "gap"], lambda d: d.findings("gap")),
        (["source", "other"], lambda d: d.source("other")),
    ],
)
def test_a_command_says_the_error_of_its_twin(
    command: Command,
    data: Dataset,
    store: Path,
    arguments: list[str],
    twin: Callable[[Dataset], object],
) -> None:
    result = command(*arguments, "--store", store)
    with pytest.raises(kg.KgError) as error:
        twin(data)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"kg: {error.value.line}\n")


def test_what_is_served_is_the_store_and_mistakes_are_told_alike(
    command: Command, store: Path, data: Dataset, tmp_path: Path
) -> None:
    with serve(store, port=0) as served:
        address = f"{served.sparql}?{urlencode({'query': COUNT, 'format': 'csv'})}"
        with urlopen(address) as answer:
            assert int(answer.read().split()[-1]) == len(data.duties)
    result = command("serve", "--store", tmp_path)
    with pytest.raises(kg.KgError) as error:
        serve(tmp_path)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"kg: {error.value.line}\n")


def test_what_is_written_is_what_the_library_gives(
    command: Command, store: Path, data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(store))
    assert command("analyse", "overlap", "--ranking", "r.csv", *one(data)).exit_code == 0
    assert (tmp_path / "r.csv").read_text(encoding="utf-8") == data.ranking(LIST)
    assert command("view", LIST, "-o", "page.html", "--duty", "配合 42").exit_code == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == data.view(
        LIST, duty="配合 42"
    ).html
    assert command("export", "departments", "-o", "d.graphml").exit_code == 0
    done = data.export("departments", tmp_path / "twin.graphml")
    assert (tmp_path / "d.graphml").read_bytes() == done.files[0].read_bytes()
    finding = data.findings("silent", list=LIST)[0]
    assert command("verdict", finding.id, "no", "--note", "另有文件").exit_code == 0
    judged = data.judge(finding.id, "no", "另有文件", verdicts=tmp_path / "twin.toml")
    assert (judged.verdict, judged.note) == ("no", "另有文件")
    assert (tmp_path / "verdicts.toml").read_bytes() == (tmp_path / "twin.toml").read_bytes()
    assert (
        command("findings", "-f", "json").stdout
        == data.findings(verdicts="verdicts.toml").table().to_json()
    )
    assert command("analyse", "--all", "-o", "all", "-f", "csv").exit_code == 0
    for name, table in data.analyse_all().items():
        assert (tmp_path / "all" / f"{name}.csv").read_bytes() == table.encode("csv")


@pytest.mark.parametrize("name", plugins.names("kg.analyses"))
def test_an_analysis_gives_labels_or_iris_that_the_store_holds(data: Dataset, name: str) -> None:
    plain, iris = data.analyse(name), data.analyse(name, iris=True)
    assert not IRI.search(plain.to_csv())
    named = set(IRI.findall(" ".join(str(value) for row in iris.rows for value in row)))
    terms = " ".join(f"<{iri}>" for iri in sorted(named))
    known = data.query(
        f"SELECT DISTINCT ?x WHERE {{ VALUES ?x {{ {terms} }} ?x ?p ?o }}", iris=True
    )
    assert set(known.column("x")) == named


def test_documents_have_twins_too(command: Command, real_list: Path, tmp_path: Path) -> None:
    done = library.read(real_list)
    assert command("read", real_list, "-f", "json").stdout == done.to_json()
    assert (
        command("read", LIST, "--steps", "-f", "md").stdout == done.table(steps=True).to_markdown()
    )
    checked = library.check(LIST)
    assert command("check", LIST, "-f", "json").stdout == checked.table().to_json()
    assert checked.text(infos=True).count("\n") >= len(checked.found)
    assert not checked.broken
    built = command("build", LIST, "-o", tmp_path / "a", "--no-check")
    again = library.build(LIST, output=tmp_path / "b")
    seconds = re.compile(r"\d+\.\d 秒")
    said = library.summary(again).replace((tmp_path / "b").as_posix(), (tmp_path / "a").as_posix())
    assert seconds.sub("", built.stdout) == seconds.sub("", said)


def test_editions_have_twins_too(command: Command, real_list: Path) -> None:
    found = library.diff(real_list, real_list)
    assert command("diff", real_list, LIST, "-f", "json").stdout == found.to_json()
    beside = library.compare(real_list, LIST)
    assert command("compare", real_list, LIST, "-f", "json").stdout == beside.to_json()


def test_what_other_programs_ask_refuses_as_the_library_does(
    command: Command, store: Path, tmp_path: Path
) -> None:
    """``kg mcp`` and ``kg load`` at work: tests/serve."""
    nowhere = "http://127.0.0.1:1/store"
    twins: tuple[tuple[list[object], Callable[[], object]], ...] = (
        (["mcp", "--store", tmp_path], lambda: library.mcp(tmp_path)),
        (["load", store, "--store", nowhere], lambda: library.load(nowhere, store)),
    )
    for words, twin in twins:
        result = command(*words)
        with pytest.raises(KgError) as refused:
            twin()
        assert result.exit_code == 1 and result.stderr == f"kg: {refused.value.line}\n"


def test_tables_alone_and_its_twin(command: Command, real_list: Path, tmp_path: Path) -> None:
    done = command("tables", real_list, "-o", tmp_path / "by command")
    found = library.tabulate(real_list, output=tmp_path / "by library", verdicts=None)
    assert done.stdout.splitlines()[1] == found.text().splitlines()[1]
    asked = command("query", "load", "--engine", "duckdb", "--store", tmp_path / "by command")
    assert asked.stdout == library.tables(tmp_path / "by library").query("load").to_text()


def test_every_command_has_a_twin_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f'"{name}"' in text, name


def test_a_command_may_call_the_library_only() -> None:
    allowed = {"kg", "kg.library", "kg.errors", "kg.table", "kg.terminal"}
    for path in sorted((ROOT / "kg" / "cli").glob("*.py")):
        called: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                called |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module == "kg":
                called |= {f"kg.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                called.add(str(node.module))
        ours = {
            name for name in called if name.split(".")[0] == "kg" and not name.startswith("kg.cli")
        }
        assert ours <= allowed, path.name


# --- what one meets in a notebook ---


def test_the_version_is_known() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", kg.__version__)


def test_a_list_has_a_short_repr(real_list: Path) -> None:
    text = repr(read_list(real_list).list)
    assert (
        text
        == "<DutyList kanerzi-2025-07: 昌吉州奇台县坎尔孜乡履职事项清单, 105 basic, 97 cooperative, 37 recalled>"
    )


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_data_frame_library_that_is_missing_is_one_line(
    data: Dataset, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(
        ReadError, match=f"没有安装 {name} / {name} is not installed; pip install {name}"
    ):
        getattr(data.questions, f"to_{name}")()


def test_findings_are_a_tuple_and_a_table(data: Dataset) -> None:
    found = data.findings("silent")
    assert found[0].kind == "silent"
    assert len(found.table()) == len(found)
    assert {row["kind"] for row in found.overview()} == {"silent"}
    assert repr(found) == f"<Findings: {len(found)}; .table(), .overview(), .text()>"


def test_several_lists_are_analysed_together(several: Path) -> None:
    data = kg.open(several)
    rows = json.loads(data.analyse("gaps").to_json())
    assert len({row["duty"].partition(" ")[0] for row in rows}) == 2
    assert len(data.network().lists) == 2
    assert len(data.network(LIST).lists) == 1


def test_a_script_without_a_guard_may_build(tmp_path: Path) -> None:
    """Processes that are started do not run the script again that started them."""
    script = tmp_path / "script.py"
    script.write_text(
        "from kg import workers\nprint('once')\nprint(sorted(workers.each(abs, [-1, -2], 2)))\n"
        "print(__file__ is not None, __spec__)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.stdout, done.stderr) == ("once\n[1, 2]\nTrue None\n", "")


def test_a_file_without_a_network_names_the_choices(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "x.gexf"
    result = command("export", "-o", file)
    assert result.exit_code == 2 and "departments" in result.stderr and not file.exists()
    assert "departments" in library.networks()
