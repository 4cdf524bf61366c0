"""Every error says what is wrong and what to do, in Chinese and in English."""

from __future__ import annotations

import ast
import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

import kg
from kg import errors
from kg.errors import KgError

PACKAGE = Path(kg.__file__).parent
CLASSES = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, KgError)
}
CHINESE = re.compile("[一-鿿]")
COMMAND = re.compile(r"pip install |docs/|\W*$")
"""A cure that is the same in both languages: a command, a page, or a list of names."""


def made() -> Iterator[tuple[str, ast.Call]]:
    """Yield every place of the package that makes an error, with the file and the line."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name == "errors.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in CLASSES
            ):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def words(node: ast.expr) -> str | None:
    """Return the literal text of an expression, what is filled in left out; None if it is no literal."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return None


def complaints(call: ast.Call) -> Iterator[str]:
    """Yield what an error lacks."""
    texts = [words(argument) for argument in call.args if not isinstance(argument, ast.Starred)]
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    if len(texts) == 1 and texts[0] is not None and not starred:
        yield "one language only"  # what another program says is handed on as it is, and is no literal
    if len(texts) == 2:
        zh, en = texts
        if zh is not None and not CHINESE.search(zh):
            yield "the first text is not Chinese"
        if en is not None and CHINESE.search(re.sub('[“"].*?[”"]', "", en)):
            yield "the second text is not English"
        if any(text and text.endswith((".", "。")) for text in (zh, en)):
            yield "a full stop at the end"
    for keyword in call.keywords:
        if keyword.arg == "cure":
            text = words(keyword.value)
            if text is not None and not COMMAND.match(text):
                yield "the cure is in one language"


@pytest.mark.parametrize(("place", "call"), [pytest.param(*one, id=one[0]) for one in made()])
def test_an_error_is_in_both_languages(place: str, call: ast.Call) -> None:
    assert not list(complaints(call)), f"{place}: {ast.unparse(call)}"


def test_the_system_speaks_both_languages_too() -> None:
    """No error hands on the system's English in its Chinese half."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "errors.py":
            assert ".strerror" not in path.read_text(encoding="utf-8"), path
    refused = URLError(ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"))
    assert errors.reason(refused) == ("连接被拒绝", "the connection is refused")
    assert errors.reason(socket.gaierror(-2, "Name or service not known"))[1].startswith("no such")
    assert errors.reason(OSError("odd")) == ("odd", "odd")


def test_a_command_prints_our_warnings_once_and_no_others(tmp_path: Path) -> None:
    code = """
import sys, warnings
from kg.cli import run
from kg.errors import KgWarning
def main(prog_name):
    for text in ("ours / 我们的", "ours / 我们的"):
        warnings.warn(text, KgWarning)
        warnings.warn("Data Validation extension is not supported", UserWarning)
sys.modules["kg.cli"].main = main
run()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONWARNINGS": "", "PYTHONPATH": str(PACKAGE.parent)},
    )  # fmt: skip
    assert done.stderr.splitlines() == ["kg: ours / 我们的"]


def test_the_line_of_an_error() -> None:
    error = KgError(
        "文件是空的", "the file is empty", where="a.txt", cure=("请重新保存", "save it again")
    )
    assert str(error) == "a.txt: 文件是空的 / the file is empty; 请重新保存 / save it again"
    assert (error.zh, error.en, error.where) == ("文件是空的", "the file is empty", "a.txt")
    assert (error.cure_zh, error.cure_en) == ("请重新保存", "save it again")
    assert str(KgError("甲", "a", cure="pip install x")) == "甲 / a; pip install x"
    assert str(KgError("said by another program")) == "said by another program"
    assert str(KgError("两\n行", "two\nlines")) == "两 行 / two lines"
