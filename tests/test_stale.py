"""A build that the program or the lists have left behind: whoever asks it is told in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import kg
from kg import build as job
from kg import ownership, program, stale
from kg.library import Tools
from kg.stale import StaleBuild
from tests.test_build import write

LATER = 10**10
"""Nanoseconds."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stale")
    (folder / "small").mkdir()
    job.build([write(folder / "small", "duties")], folder / "out", jobs=1)
    return folder / "out"


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a program of other files."""
    monkeypatch.setattr(program, "outline", lambda: ("other sizes", 0))


def test_a_fresh_build_is_asked_without_a_word(built: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = kg.open(built)
        data.query("no_lead")
    assert data.stale == ""


@pytest.mark.usefixtures("another")
def test_a_build_of_another_program_is_told_in_both_languages(built: Path) -> None:
    with pytest.warns(StaleBuild) as told:
        data = kg.open(built)
    (line,) = {str(one.message) for one in told}
    assert "由另一版程序所建 / made by another version of the program" in line
    assert line == data.stale
    assert "\n" not in line


@pytest.mark.usefixtures("another")
def test_every_answer_for_an_assistant_says_so(built: Path) -> None:
    with pytest.warns(StaleBuild):
        tools = Tools(built)
    assert "made by another version" in tools.ask("no_lead")
    assert "made by another version" in tools.findings()


def test_a_program_of_the_same_sizes_is_read_where_it_is_newer_than_the_build(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline, _ = program.outline()
    newer = (built / "BUILD").stat().st_mtime_ns + LATER
    monkeypatch.setattr(program, "outline", lambda: (outline, newer))
    assert stale.stale(built) == ""  # installed again: the same bytes
    monkeypatch.setattr(program, "code_stamp", lambda: "other bytes")
    assert "made by another version" in stale.stale(built)


def test_a_list_that_was_changed_is_named(built: Path) -> None:
    (document,) = built.parent.glob("small/*.txt")
    before, when = document.read_text(encoding="utf-8"), document.stat().st_mtime_ns
    later = (built / "BUILD").stat().st_mtime_ns + LATER
    try:
        document.write_text(before + "\n", encoding="utf-8")
        assert f"改动：small/{document.name} / changed" in stale.stale(built)
        document.write_text(before, encoding="utf-8")
        os.utime(document, ns=(later, later))
        assert stale.stale(built) == ""  # saved again, as it was
        same_size = before.replace("1", "2", 1)
        assert len(same_size) == len(before) != 0
        assert same_size != before
        document.write_text(same_size, encoding="utf-8")
        os.utime(document, ns=(later, later))
        assert document.name in stale.stale(built)
        document.rename(document.with_suffix(".away"))
        assert stale.stale(built) == ""  # moved: nothing is known of it
        document.with_suffix(".away").rename(document)
    finally:
        document.write_text(before, encoding="utf-8")
        os.utime(document, ns=(when, when))


def test_corrections_that_came_later_are_a_change(built: Path) -> None:
    corrections = built.parent / "small" / "corrections.toml"
    corrections.write_text("# none yet\n", encoding="utf-8")
    told = stale.stale(built)
    corrections.unlink()
    assert "small/corrections.toml" in told


def test_a_build_from_before_this_was_written_is_another_programs(
    built: Path, tmp_path: Path
) -> None:
    facts = ownership.unsealed(built / "BUILD")
    assert facts is not None
    del facts["made_by_program"]
    (tmp_path / "BUILD").write_bytes(ownership.sealed(facts))
    assert "made by another version" in stale.stale(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", json.dumps({"seal": 1}).encode()])
def test_a_folder_that_is_not_ours_says_nothing(tmp_path: Path, content: bytes) -> None:
    assert stale.stale(tmp_path) == ""
    (tmp_path / "BUILD").write_bytes(content)
    assert stale.stale(tmp_path) == ""


def test_a_page_that_is_written_anew_leaves_the_time_of_the_build(built: Path) -> None:
    page, before = built / "index.html", (built / "BUILD").stat().st_mtime_ns
    assert ownership.rewrite(built, "index.html", page.read_bytes())
    assert (built / "BUILD").stat().st_mtime_ns == before


def test_a_command_says_it_once_on_stderr(built: Path) -> None:
    document = next(built.parent.glob("small/*.txt"))
    before, when = document.read_bytes(), document.stat().st_mtime_ns
    document.write_bytes(before + b"\n")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "query", "no_lead", "--store", str(built), "-f", "json"],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
    finally:
        document.write_bytes(before)
        os.utime(document, ns=(when, when))
    json.loads(done.stdout)
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"kg: {built}: 建成后有改动：small/{document.name} / changed since")
