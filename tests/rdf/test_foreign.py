"""A graph that is not as the program writes it is one line, whatever is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.vocab import DUTY
from tests.conftest import Command

_CHANGES = {
    "a line that is no number": (rf'(<{DUTY.line}>) "\d+"', r'\1 "x"'),
    "a line of ten thousand digits": (rf'(<{DUTY.line}>) "\d+"', rf'\1 "{"9" * 10_000}"'),
    "mentions without a number": (r"/mention/\d+>", "/mention/x>"),
    "bodies of no class": (rf"<{DUTY.Department}>", f"<{DUTY.Mark}>"),
    "tables with another column": (rf'(<{DUTY.columnNames}>) "[^"]*"', r'\1 "x"'),
    "cells that end nowhere": (rf'(<{DUTY.cellEnds}>) "[^"]*"', r'\1 "1 x"'),
}


@pytest.fixture(scope="module")
def quads(built: Path, command: Command, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("foreign") / "graph.nq"
    assert command("export", "graph", "--store", built, "-o", file).exit_code == 0
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", _CHANGES)
def test_a_graph_of_another_make_is_one_line(
    name: str, quads: str, command: Command, tmp_path: Path
) -> None:
    changed, times = re.subn(*_CHANGES[name], quads)
    assert times
    (tmp_path / "other.nq").write_text(changed, encoding="utf-8")
    for asked in (["source"], ["show", "配合 42"]):
        result = command(*asked, "--store", tmp_path / "other.nq")
        assert result.exit_code == 1, asked
        (line,) = result.stderr.splitlines()
        assert "图谱不是本版 kg 写的样子" in line
        assert "the graph is not as this kg writes it" in line


def test_evidence_without_a_place_is_one_line(quads: str, command: Command, tmp_path: Path) -> None:
    changed = re.sub(*_CHANGES["a line that is no number"], quads)
    (tmp_path / "other.nq").write_text(changed, encoding="utf-8")
    result = command("query", "no_lead", "--evidence", "--store", tmp_path / "other.nq")
    assert result.exit_code == 1
    assert "the graph is not as this kg writes it" in result.stderr
