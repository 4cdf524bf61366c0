"""Every command with arguments that nobody means: an answer or one line, never a traceback, never a hang."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.build import build
from kg.cli import COMMANDS, main
from kg.resources import data_path

pytestmark = pytest.mark.slow

WORDS = (
    "", " ", "-", "--", "*", "?", ".", "..", "/", "~", "a\nb", "\x1b[2J", "a\tb", "\u202e", "\ud800", "\udcff",
    "𠮷", "\ufffe", "配合", "配合 4",
    "配合 0", "配合 99999999999999999999", "C-1", "1e9", "0", "-1", "NaN", "x" * 1_000_000, "％s%n{}{0}", "$(id)", "'; DROP", "con", "nul",
    "C:\\x", "file:///etc/passwd", "http://", "http://[", "/dev/null", "/dev/zero", "/dev/tty", "/nowhere/x", "x.toml", "x.rq", "*.rq",
    "no_lead", "load", "overlap", "departments", "hill-2025-12", "{", "SELECT", "ASK {}", "公安局", "消防", "\x00", "x\x00y", "．", "①",
)  # fmt: skip
OPTIONS = {
    "query": ("--department", "--category", "--matter", "--param", "--timeout", "--limit", "-f", "--store", "--evidence", "--iris", "-h"),
    "show": ("--list", "--store", "-o"),
    "findings": ("--kind", "--grade", "--duty", "--list", "--verdicts", "-f", "--store"),
    "verdict": ("--note", "--verdicts", "--store"),
    "export": ("--list", "-f", "--store", "-o"),
    "view": ("--department", "--duty", "--query", "--store", "-o"),
    "analyse": ("--list", "--evidence", "--iris", "-f", "--store", "--ranking", "-o"),
    "source": ("--store", "-o"),
    "read": ("--steps", "--strict", "-f", "-o"),
    "check": ("--strict",),
    "report": ("--kind", "--store", "--verdicts", "-o"),
}  # fmt: skip
FLAGS = ("--evidence", "--iris", "-h", "--steps", "--strict")


def ends_well(arguments: list[str]) -> None:
    """Run a command; only an exit may end it, and a mistake is one line."""
    result = CliRunner().invoke(main, arguments, input="SELECT * {} LIMIT 1")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError([word[:80] for word in arguments]) from result.exception
    assert result.exit_code in (0, 1, 2), [word[:80] for word in arguments]
    if result.exit_code:
        assert len(result.stderr.splitlines()) == 1, (
            [word[:80] for word in arguments],
            result.stderr[:500],
        )
        assert len(result.stderr) < 4000, [word[:80] for word in arguments]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of a small list: what is odd here is the words."""
    folder = tmp_path_factory.mktemp("small") / "build"
    build([data_path() / "examples" / "example-county" / "hill-2025-12"], folder, jobs=1)
    return folder


@pytest.fixture
def stands_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    """Work in a folder of its own, with nothing beside it."""
    tmp_path /= "here"
    tmp_path.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(small))
    (tmp_path / "x.toml").write_text("verdict = 1", encoding="utf-8")
    (tmp_path / "x.rq").write_bytes(b"\xff\xfe\x00SELECT")
    os.close(os.open(tmp_path / "unreadable.txt", os.O_CREAT, 0o000))


@pytest.mark.usefixtures("stands_elsewhere")
@pytest.mark.parametrize("name", [name for name in COMMANDS if name in OPTIONS])
def test_one_odd_word(name: str) -> None:
    for word in WORDS:
        ends_well([name, word])


@pytest.mark.usefixtures("stands_elsewhere")
@pytest.mark.parametrize("name", [name for name in COMMANDS if name in OPTIONS])
def test_one_odd_option(name: str) -> None:
    first = {
        "show": ["配合 4"],
        "query": ["no_lead"],
        "analyse": ["concentration"],
        "verdict": ["x", "no"],
        "export": ["departments"],
        "report": ["--kind", "analysis"],
    }
    for option in set(OPTIONS[name]) - set(FLAGS):
        # a page or a paper is made for each word that is good
        step = 12 if name in ("view", "report") else 3
        for word in (
            WORDS[::step]
            if option != "--store"
            else ("", " ", "\x00", "/dev/zero", "http://[", "x.toml", "x" * 5000, "..", "\ud800")
        ):
            ends_well([name, *first.get(name, []), option, word])


@pytest.mark.usefixtures("stands_elsewhere")
@pytest.mark.parametrize("seed", range(3))
def test_any_command_line(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(15):
        name = chance.choice(sorted(OPTIONS))
        words = [name, *chance.choices(WORDS, k=chance.randint(0, 2))]
        for option in chance.sample(OPTIONS[name], k=min(2, len(OPTIONS[name]))):
            words += [option] if option in FLAGS else [option, chance.choice(WORDS)]
        ends_well(words)


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_breaks_nothing(closed: str, built: Path) -> None:
    started = f"exec {sys.executable} -c 'from kg.cli import run; run()' \"$@\" {closed}"
    arguments = ["show", "消防", "--store", str(built)]
    done = subprocess.run(
        ["/bin/sh", "-c", started, "kg", *arguments], capture_output=True, check=False,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert bool(done.stdout) is (">&- " not in f" {closed} ".replace("2>&-", ""))
