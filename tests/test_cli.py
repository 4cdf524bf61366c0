"""The command line: what goes wrong is one line that says where, what and the cure; nothing is half-written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

import kg
from kg.cli import COMMANDS, main
from kg.findings import read_verdicts
from kg.parse import read_list
from tests.conftest import Command, Process

HEAD = "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n"
COVER = "江南省云州市\n青河区东山街道\n履职事项清单\n2025年3月\n\n"
ROW = "1\t平安法治\t群租房整治\t区公安局\t负责查处。\t巡查。\n"


def said(result: Result, code: int = 1) -> str:
    """Return the one line that a failed command leaves on stderr."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def english(line: str) -> str:
    """Return a message without its Chinese: ``where: what; cure``."""
    return re.sub(r"(?<=: |; )[^:;]* / ", "", line)


# --- documents that cannot be read ---


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("empty.txt", b"", "文件是空的 / the file is empty; 请重新保存 / save the document again"),
        (
            "white.txt",
            b" \r\n\t\r\n",
            "文件是空的 / the file is empty; 请重新保存 / save the document again",
        ),
        (
            "mark.txt",
            b"\xef\xbb\xbf",
            "文件是空的 / the file is empty; 请重新保存 / save the document again",
        ),
        (
            "notice.txt",
            "关于公布履职事项清单的通知\n附件：1. 某乡履职事项清单.xlsx\n".encode(),
            'no duty table found; an attachment is named: "附件：1. 某乡履职事项清单.xlsx"; read that attachment instead',
        ),
        ("letter.txt", "天气很好。\n".encode(), "no duty table found"),
        (
            "head.txt",
            HEAD.encode(),
            "a duty table's head, but no row under it; read the whole document",
        ),
        (
            "rubbish.txt",
            bytes(range(256)) * 8,
            "is not a text: neither Unicode nor GB18030 nor Big5",
        ),
        ("nul.txt", b"\0" * 5000, "is not a text: neither Unicode nor GB18030 nor Big5"),
        ("cells.txt", (HEAD + ROW).replace("\t", "\n").encode(), "the table has one cell a line"),
        (
            "blanks.txt",
            (HEAD + ROW).replace("\t", "  ").encode(),
            "only spaces part the cells of the table",
        ),
        ("list.xlsx", b"no zip", "is not an Excel workbook"),
        ("list.docx", b"no zip", "is not a Word document"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 13 else "",
)
def test_a_document_that_is_no_list(
    command: Command, tmp_path: Path, name: str, data: bytes, line: str
) -> None:
    (tmp_path / name).write_bytes(data)
    read = said(command("read", tmp_path / name))
    assert read.startswith(f"kg: {name}: ")
    assert line in read or line in english(read)
    assert re.search("[一-鿿]", read)
    built = command("build", tmp_path / name, "-o", tmp_path / "build")
    assert built.exit_code == 1
    assert built.stderr.splitlines()[-1] == read
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_of_200_megabytes(command: Command, tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    line = english(said(command("read", tmp_path / "big.txt")))
    assert line.startswith("kg: big.txt: 200 MB ")
    assert "is too large for a duty list (limit 50 MB); " in line


def test_what_is_not_there(command: Command, tmp_path: Path) -> None:
    assert said(command("read", "nowhere.txt")).startswith(
        "kg: nowhere.txt: 没有这份清单 / no such list; "
    )
    (tmp_path / "empty").mkdir()
    line = english(said(command("read", tmp_path / "empty")))
    assert line == "kg: empty: one document is expected, found none; add a list.toml"
    line = english(said(command("check", tmp_path / "empty")))
    assert line.startswith(
        f"kg: {tmp_path / 'empty'}: the folder holds no list; put a list into it: "
    )


def test_a_folder_of_two_documents_is_no_list(command: Command, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(COVER + HEAD + ROW, encoding="utf-8")
    line = english(said(command("read", tmp_path)))
    assert (
        line
        == f"kg: {tmp_path.name}: one document is expected, found a.txt, b.txt; add a list.toml"
    )


@pytest.fixture
def nobody() -> Iterator[None]:
    """Let the test run as a user who may not read everything, if it is root that runs it."""
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_file_that_may_not_be_read(command: Command, nobody: None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.txt")
        path.write_text(COVER + HEAD + ROW, encoding="utf-8")
        path.chmod(0)
        assert "list.txt: cannot be" in english(said(command("read", path)))


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_folder_that_may_not_be_entered(command: Command, nobody: None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inner = Path(folder, "inner")
        inner.mkdir()
        inner.chmod(0)
        assert "list.txt: cannot be" in english(said(command("read", inner / "list.txt")))
        inner.chmod(0o700)


# --- list.toml ---


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("title = [", "x/list.toml: not TOML in UTF-8: "),
        ("title = " + "[" * 20_000, "x/list.toml: not TOML in UTF-8: "),
        ('document = "no.txt"', "no.txt: cannot be opened (no such file or folder)"),
        (
            'place = "某乡"',
            "x/list.toml: [place] is not a table; write [place] and one name a line",
        ),
        (
            'expected = "many"',
            "x/list.toml: [expected] holds something else than a number of duties a list; write ",
        ),
        ("[expected]\nbasic = true", "x/list.toml: [expected] holds something else"),
        ("[expected]\nbase = 3", "x/list.toml: [expected] holds something else"),
        ("title = 1.5", 'x/list.toml: title is not a text; write title = "…"'),
        ("[place]\ncounty = true", 'x/list.toml: county is not a text; write county = "…"'),
    ],
)
def test_a_list_toml_that_is_wrong(command: Command, tmp_path: Path, toml: str, line: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "list.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "x" / "source.txt").write_text(COVER + HEAD + ROW, encoding="utf-8")
    assert english(said(command("read", tmp_path / "x"))).startswith(f"kg: {line}")


def test_the_name_alone_is_its_help_line_by_line(command: Command) -> None:
    alone, asked = command(), command("--help")
    assert alone.stdout == asked.stdout and alone.stdout.count("\n") > 20
    assert (alone.exit_code, alone.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("build", "-o", "结果.html"),
        ("tables", "-o", "表.csv"),
        ("report", "-o", "报告.docx"),
        ("analyse", "--all", "-o", "分析.xlsx"),
    ],
)
def test_a_folder_is_not_called_like_a_file(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Else one who wants a file gets a folder of that name, which no program opens."""
    monkeypatch.chdir(tmp_path)
    done = command(*words)
    assert done.exit_code == 2 and "要写文件夹" in done.stderr and "name a folder" in done.stderr
    assert done.stderr.count("\n") == 1 and [*tmp_path.iterdir()] == []


def test_a_chinese_word_leads_to_the_analysis(command: Command, built: Path) -> None:
    done = command("analyse", "重叠", "--store", built)
    assert done.exit_code == 1 and "没有分析 “重叠”" in done.stderr and "overlap " in done.stderr


def test_verdicts_given_at_once_are_all_kept(built: Path, tmp_path: Path) -> None:
    """Each reads the file and writes it anew: without waiting for each other one is left."""
    ids = [one.id for one in kg.open(built).findings("overlap")][:4]
    code = "import sys, kg; kg.open(sys.argv[1]).judge(sys.argv[2], 'lawful')"
    each = [
        subprocess.Popen([sys.executable, "-c", code, str(built), one], cwd=tmp_path) for one in ids
    ]
    assert [one.wait(120) for one in each] == [0] * len(ids)
    assert set(read_verdicts(tmp_path / "verdicts.toml")) == set(ids)
    assert [one.name for one in tmp_path.iterdir()] == ["verdicts.toml"]


def test_a_name_in_list_toml_that_nothing_reads_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    toml = 'titel = "某乡清单"\nissued = 2025-07-01\n[place]\ncountty = "某县"\n'
    (tmp_path / "x" / "list.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "x" / "source.txt").write_text(COVER + HEAD + ROW, encoding="utf-8")
    (told,) = (o for o in read_list(tmp_path / "x").oddities if o.code == "unused-key")
    assert told.severity == "warning"
    assert "titel" in told.zh and "place.countty" in told.en and "issued" not in told.en


def test_a_list_toml_of_another_document(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    place = '[place]\ncounty = "不在县"\ntownship = "别处乡"\n'
    (tmp_path / "x" / "list.toml").write_text(
        f'title = "别处乡清单"\nsha256 = "12ab"\n{place}', encoding="utf-8"
    )
    (tmp_path / "x" / "source.txt").write_text(COVER + HEAD + ROW, encoding="utf-8")
    parsed = read_list(tmp_path / "x")
    assert {"another-document", "another-place"} <= {
        o.code for o in parsed.oddities if o.severity == "violation"
    }
    assert "不在县" not in parsed.list.place.name
    assert parsed.list.title != "别处乡清单"


def test_a_list_toml_in_another_encoding(command: Command, tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_bytes('title = "某乡"'.encode("gb18030"))
    line = said(command("read", tmp_path))
    assert "list.toml: " in line
    assert "not TOML in UTF-8: " in line


# --- encodings that are read ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_an_encoding_of_office_computers(
    command: Command, tmp_path: Path, encoding: str, newline: str
) -> None:
    (tmp_path / "list.txt").write_bytes(
        (COVER + HEAD + ROW).replace("\n", newline).encode(encoding)
    )
    result = command("read", tmp_path / "list.txt", "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == ""
    duty = json.loads(result.stdout)[0]
    assert (duty["title"], duty["declared"]) == ("群租房整治", ["青河区公安局"])


# --- wrong usage ---


@pytest.mark.parametrize(
    "arguments",
    [
        ("--bogus",),
        ("nonsense",),
        ("read",),
        ("read", "x", "--bogus"),
        ("read", "kanerzi-2025-07", "--format", "pdf"),
        ("read", "kanerzi-2025-07", "--format", "xlsx"),
        ("read", "kanerzi-2025-07", "-o", "list.zip"),
        ("build", "-j", "0"),
        ("show",),
        ("query", "x", "--param", "no-sign"),
    ],
)
def test_wrong_usage_exits_2(
    command: Command,
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(built))
    (tmp_path / "x").write_text("", encoding="utf-8")
    if arguments[0] == "query":
        (tmp_path / "x.rq").write_text("SELECT * {}", encoding="utf-8")
        arguments = ("query", "x.rq", *arguments[2:])
    result = command(*arguments)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("kg: ")
    assert "--help" in line
    assert re.search("[一-鿿]", line), line
    assert sorted(path.suffix for path in tmp_path.iterdir()) in ([""], ["", ".rq"])


# --- output ---


def test_an_output_that_cannot_be_written(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    line = said(command("read", "kanerzi-2025-07", "-o", tmp_path / "file" / "list.csv"))
    assert line.startswith(f"kg: {tmp_path / 'file' / 'list.csv'}: 无法写入（")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_build_refuses_a_folder_that_is_no_build(command: Command, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    result = command("build", "-o", tmp_path, "--no-check")
    assert result.exit_code == 1
    said = result.stderr.splitlines()[-1]
    assert said.startswith(
        f"kg: {tmp_path}: 不是本版 kg build 生成的文件夹，没有动它 / is a folder that this kg build did not make"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("steps", [False, True])
@pytest.mark.parametrize("format", ["csv", "json", "xlsx", "text"])
def test_read_writes_every_form(command: Command, tmp_path: Path, format: str, steps: bool) -> None:
    path = tmp_path / f"事项.{format}"
    result = command("read", "kanerzi-2025-07", "-o", path, *(["--steps"] if steps else []))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    data = path.read_bytes()
    if format == "csv":
        assert data.startswith(b"\xef\xbb\xbf")
    if format == "json":
        assert len(json.loads(data.decode("utf-8"))) >= 239


def test_the_json_contract(command: Command) -> None:
    result = command("read", "kanerzi-2025-07", "--format", "json")
    duties = json.loads(result.stdout)
    assert len(duties) == 239
    assert set(duties[0]) == {
        "list",
        "number",
        "category",
        "title",
        "declared",
        "superior_steps",
        "township_steps",
    }
    duty = next(d for d in duties if (d["list"], d["number"]) == ("cooperative", 19))
    step = {"ordinal", "ordinal_printed", "heading", "text", "mentions", "span"}
    assert set(duty["superior_steps"][0]) == step | {"actors", "joined", "other_actors"}
    assert set(duty["township_steps"][0]) == step
    assert set(duty["township_steps"][0]["span"]) == {"line", "column", "start", "end"}
    assert any(step["actors"] for step in duty["superior_steps"])
    for duty in duties:
        for found in duty["superior_steps"]:
            assert set(found["joined"]) <= set(found["actors"])


# --- show and source ---


@pytest.mark.parametrize(
    "reference", ["配合 42", "配合42", "配合第42项", "C42", "c42", "cooperative/42"]
)
def test_show_knows_a_duty_by_many_names(command: Command, built: Path, reference: str) -> None:
    result = command("show", reference, "--store", built)
    assert result.exit_code == 0
    assert result.stdout == command("show", "配合 42", "--store", built).stdout
    assert result.stdout.startswith("配合 42  ")
    assert "出处 source: 《" in result.stdout


def test_show_takes_the_iri_of_a_step(command: Command, built: Path) -> None:
    iri = "https://w3id.org/duties/list/kanerzi-2025-07/recalled/3/superior/1"
    assert command("show", iri, "--store", built).stdout.startswith("收回 3  ")


def test_show_prints_every_step_of_every_duty(
    command: Command, built: Path, real_text: str
) -> None:
    result = command("show", "配合 81", "--store", built)
    assert "上级部门职责 superior side" in result.stdout
    assert "乡镇配合职责 township side" in result.stdout
    assert "【" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("show", "配合 999"),
            '奇台县坎尔孜乡: 没有事项 “配合 999” / no duty "配合 999"; '
            "配合清单的序号从 1 到 97 / the numbers go from 1 to 97",
        ),
        (
            ("show", "奇怪"),
            '没有事项 “奇怪” / no duty "奇怪"; 请写 “配合 42”、C42、序号，或事项名称中的词 / '
            'write "配合 42", C42, a number, or words of the title',
        ),
        (
            ("show", "配合 1", "--list", "other"),
            '没有叫 “other” 的清单 / no list is called "other"; 现有 奇台县坎尔孜乡 / there are 奇台县坎尔孜乡',
        ),
        (
            ("source", "other"),
            '没有叫 “other” 的清单 / no list is called "other"; 现有 奇台县坎尔孜乡 / there are 奇台县坎尔孜乡',
        ),
    ],
)
def test_what_the_store_has_not(
    command: Command, built: Path, arguments: tuple[str, ...], line: str
) -> None:
    assert said(command(*arguments, "--store", built)).endswith(line)


@pytest.mark.parametrize("arguments", [("show", "配合 1"), ("source", "x"), ("query", "-")])
def test_no_store(command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = command(*arguments, "--store", tmp_path / "nowhere", stdin="SELECT * {}")
    assert said(result) == (
        f"kg: {tmp_path / 'nowhere'}: 这里没有图谱 / nothing is built here; 请运行 kg build / run kg build"
    )


def test_a_store_that_is_broken(command: Command, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("rubbish", encoding="utf-8")
    assert "the store cannot be opened" in said(command("show", "配合 1", "--store", tmp_path))


# --- wherever it runs ---


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, "清单"),
        ({"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}, "清单"),
        (
            {"LC_ALL": "C", "PYTHONUTF8": "0"},
            "list",
        ),  # Python itself cannot say a Chinese name here
    ],
)
def test_any_locale(
    process: Process, tmp_path: Path, environment: dict[str, str], name: str
) -> None:
    (tmp_path / f"{name}.txt").write_bytes((COVER + HEAD + ROW).encode("gb18030"))
    done = process(
        "build", f"{name}.txt", "-o", f"{name}-result", "--no-check", cwd=tmp_path, **environment
    )
    assert done.returncode == 0, done.stderr
    assert "云州市青河区东山街道履职事项清单" in done.stdout
    shown = process("show", "C1", "--store", f"{name}-result", cwd=tmp_path, **environment)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("配合 1  群租房整治")
    read = process("read", f"{name}.txt", "-o", f"{name}.csv", cwd=tmp_path, **environment)
    assert read.returncode == 0, read.stderr
    assert "群租房整治" in (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig")


def test_a_name_that_the_locale_cannot_say(process: Process, tmp_path: Path) -> None:
    (tmp_path / "清单.txt").write_bytes((COVER + HEAD + ROW).encode("gb18030"))
    read = process("read", "清单.txt", "--format", "json", cwd=tmp_path, LC_ALL="C", PYTHONUTF8="0")
    assert read.returncode == 0, read.stderr
    assert "群租房整治" in read.stdout
    missing = process("read", "没有.txt", cwd=tmp_path, LC_ALL="C", PYTHONUTF8="0")
    assert (missing.returncode, "Traceback" in missing.stderr) == (1, False)


def test_help_of_every_command(command: Command) -> None:
    for name in ["", *COMMANDS]:
        result = command(*filter(None, [name]), "--help")
        assert result.exit_code == 0
        assert "kg " in result.stdout
        assert result.stdout.count("\n") > 8


@pytest.mark.parametrize("name", COMMANDS)
def test_the_menu_says_what_the_command_says(name: str) -> None:
    context = click.Context(main)
    found = main.get_command(context, name)
    assert found is not None
    assert COMMANDS[name] == str(found.help).strip().partition("\n")[0]


# --- where it goes, and in what form ---


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("-f", "csv", "-o", "x.xlsx"),
            "-f csv 与 x.xlsx 的后缀不一致 / -f csv contradicts the ending of x.xlsx",
        ),
        (("-o", "x.zip"), "x.zip：不认识后缀 .zip"),
        (
            ("-f", "xlsx"),
            "Excel 文件需要名称：-o 文件.xlsx / an Excel file needs a name: -o FILE.xlsx",
        ),
    ],
)
@pytest.mark.parametrize(
    "verb", [("read", "kanerzi-2025-07"), ("query", "no_lead"), ("analyse", "gaps"), ("findings",)]
)
def test_an_ending_that_contradicts_is_one_line(
    command: Command, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    verb: tuple[str, ...], arguments: tuple[str, ...], line: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(built))
    assert line in said(command(*verb, *arguments), 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("txt", "事项"), ("md", "## "), ("html", "<!doctype html>"), ("json", "[")],
)
def test_the_ending_says_the_format(
    command: Command, built: Path, tmp_path: Path, ending: str, begins: str
) -> None:
    path = tmp_path / f"x.{ending}"
    assert command("query", "7", "--store", built, "-o", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kg qu", "query"),
        ("kg query no_", "no_lead"),
        ("kg analyse ga", "gaps"),
        ("kg query --evi", "--evidence"),
    ],
)
def test_the_shell_completes(process: Process, words: str, offered: str) -> None:
    done = process(_KG_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" ")))
    assert f"plain,{offered}" in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--bogus",), "没有选项 --bogus / no option --bogus; 见 kg --help / see kg --help"),
        (
            ("qury",),
            "没有命令 qury，可用 query；提问写 kg query qury / no command qury; there is query; to ask: kg query qury",
        ),
        (
            ("show",),
            "缺少 REFERENCE / REFERENCE is missing; 见 kg show --help / see kg show --help",
        ),
        (
            ("build", "-j", "0"),
            "--jobs 的值不对：须为整数 ≥ 1 / wrong value for --jobs: it must be a whole number ≥ 1",
        ),
        (
            ("verdict", "x", "maybe"),
            "的值不对：须为 lawful、settle、no、apart、same、none / wrong value for",
        ),
        (("show", "a", "b"), "多余的参数 b / unexpected argument b"),
        (
            ("query", "--iris=3"),
            "选项 --iris 后面不写值 / Option '--iris' does not take a value",
        ),
        (("query", "--limit"), "选项 --limit 后面要写值 / Option '--limit' requires an argument"),
    ],
)
def test_a_mistake_of_usage_is_one_line_in_both_languages(
    process: Process, arguments: tuple[str, ...], line: str
) -> None:
    done = process(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert line in done.stderr


def test_findings_of_words_of_a_title(command: Command, built: Path) -> None:
    one = json.loads(
        command("findings", "--duty", "消防安全监督", "--store", built, "-f", "json").stdout
    )
    assert one == json.loads(
        command("findings", "--duty", "配合 83", "--store", built, "-f", "json").stdout
    )
    assert said(command("findings", "--duty", "配合 999", "--store", built)).startswith(
        "kg: 奇台县坎尔孜乡: 没有事项"
    )
