"""Texts that would command a terminal are shown and never obeyed; a program that reads gets them as they are."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.table import Heading, Table
from kg.terminal import printable
from tests.conftest import Command

NASTY = "配合\x1b[31m\x1b]0;x\x07\x9b2J\u202e甲\u2066\x7f\r\x00\u200f\U000e0041"
RAW = ("\x1b", "\x9b", "\x07", "\x00", "\x7f", "\u202e", "\u2066", "\u200f", "\U000e0041")
posix = pytest.mark.skipif(os.name == "nt", reason="signals and devices as on POSIX")


def obeyed(text: str) -> list[str]:
    """Return the signs of a text that a terminal would obey."""
    return [sign for sign in RAW if sign in text]


def test_every_sign_is_made_visible() -> None:
    assert obeyed(printable(NASTY)) == []
    assert "\r" not in printable("a\rb")
    assert printable("a\tb\nc\r\nd，“配合”①") == "a\tb\nc\r\nd，“配合”①"


@pytest.mark.parametrize("seed", range(5))
def test_any_text_keeps_its_words(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(2000):
        text = "".join(
            chr(chance.choice((chance.randrange(0x250), chance.randrange(0x110000))))
            for _ in range(20)
        )
        shown = printable(text)
        assert obeyed(shown) == []
        assert all(sign in shown for sign in text if sign.isprintable())


def test_tables_and_errors_are_shown() -> None:
    table = Table(NASTY, NASTY, (Heading("a", NASTY, NASTY),), ((NASTY,), (1,)), (NASTY,))
    for text in (table.to_text(), table.to_text(widest=40), table.to_markdown()):
        assert obeyed(text) == []
    assert obeyed(KgError(NASTY, NASTY, where=NASTY, cure=NASTY).line) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", NASTY), ("query", NASTY), ("query", "load", "--department", NASTY), ("query", "load", "--param", NASTY),
        ("findings", "--kind", NASTY), ("verdict", NASTY, "no"), ("analyse", NASTY), ("export", NASTY, "-o", "x.gexf"),
        ("source", NASTY), ("view", "--duty", NASTY), ("read", NASTY), ("check", NASTY), (NASTY,), ("show", f"--{NASTY}"),
        ("query", "-f", NASTY), ("query", "no_lead", "-o", f"x{NASTY}.nothing"),
    ],
)  # fmt: skip
def test_no_command_says_back_what_would_be_obeyed(
    command: Command, built: Path, arguments: tuple[str, ...]
) -> None:
    words = [word.replace("\x00", "") for word in arguments]
    stored = () if words[0] in ("read", "check", NASTY.replace("\x00", "")) else ("--store", built)
    result = command(*words, *stored)
    assert result.exit_code in (1, 2)
    assert obeyed(result.output) == []
    assert len(result.stderr.splitlines()) == 1


def test_a_list_that_would_be_obeyed(command: Command, tmp_path: Path, real_text: str) -> None:
    document = tmp_path / "list.txt"
    document.write_text(real_text.replace("做好慈善", "做好\x1b[31m慈善\u202e"), encoding="utf-8")
    assert command("build", document, "-o", tmp_path / "build").exit_code == 0
    for arguments in (
        ("show", "配合 42"),
        ("query", "no_means"),
        ("findings",),
        ("findings", "--kind", "overlap"),
    ):
        result = command(*arguments, "--store", tmp_path / "build")
        assert result.exit_code == 0
        assert obeyed(result.output) == []
    assert obeyed(command("read", document).output) == []
    shown = command("read", document, "-f", "json").stdout
    assert "\x1b" not in shown
    assert any("\x1b" in str(duty) or "慈善" in str(duty) for duty in json.loads(shown))


def start(*arguments: object, **rest: int) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.Popen(words, stderr=subprocess.PIPE, **rest)  # type: ignore[call-overload,no-any-return]


@posix
@pytest.mark.parametrize(
    "arguments",
    [("query",), ("--help",), ("query", "silent", "-f", "csv"), ("source", "kanerzi-2025-07")],
)
def test_a_reader_that_goes_away_is_no_error(built: Path, arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    stored = () if arguments[0] == "--help" else ("--store", built)
    with start(*arguments, *stored, stdout=write) as program:
        os.close(write)
        _, said = program.communicate(timeout=60)
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk here")
@pytest.mark.parametrize(
    "arguments", [("query",), ("query", "silent", "-f", "csv"), ("source", "kanerzi-2025-07")]
)
def test_a_full_disk_is_one_line(built: Path, arguments: tuple[str, ...]) -> None:
    with (
        Path("/dev/full").open("wb") as full,
        start(*arguments, "--store", built, stdout=full.fileno()) as program,
    ):
        _, said = program.communicate(timeout=60)
    assert program.returncode == 1
    assert "the disk is full" in said.decode() and "make room" in said.decode()
    assert len(said.splitlines()) == 1


@posix
def test_an_interrupt_is_one_line(built: Path, tmp_path: Path) -> None:
    query = tmp_path / "my.rq"
    query.write_text(
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?a = ?f) }", encoding="utf-8"
    )
    with start("query", query, "--store", built, stdout=subprocess.DEVNULL) as program:
        time.sleep(3)
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=20)
    assert program.returncode == 130
    assert said.decode().strip() == "kg: 已中断 / interrupted"


_INTERRUPTED = """
import os, runpy, signal, sys

class Finder:
    def find_spec(self, name, *_):
        if name == loading:
            os.kill(os.getpid(), signal.SIGINT)

loading = sys.argv.pop(1)
sys.meta_path.insert(0, Finder())
runpy.run_module("kg", run_name="__main__")
"""


@posix
@pytest.mark.parametrize("loading", ["click", "kg.cli.group", "kg.cli.query", "kg.library"])
def test_an_interrupt_while_the_program_is_loaded_is_one_line(built: Path, loading: str) -> None:
    line = (sys.executable, "-c", _INTERRUPTED, loading, "query", "load", "--store", str(built))
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 130
    assert done.stderr.strip() == "kg: 已中断 / interrupted"
