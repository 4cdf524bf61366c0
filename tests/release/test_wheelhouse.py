"""What an office without network is given: everything that is needed there, nothing else, and it installs.

What asks the package index is ``far``: ``make test-release`` runs it. The rest needs no network.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename

from docs.pages import SOURCES
from docs.session import blocks
from release import wheelhouse, wheels

WINDOWS = wheels.environment("win_amd64", "3.11")


def make(
    folder: Path, name: str, *requires: str, version: str = "1.0", licence: str = ""
) -> wheels.Wheel:
    """Write a wheel that holds its METADATA alone."""
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        *([licence] if licence else []),
    ]
    text = "\n".join([*lines, *(f"Requires-Dist: {one}" for one in requires)]) + "\n"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", text)
    return wheels.read(path)


def test_conditions_are_those_of_the_other_machine(tmp_path: Path) -> None:
    every = [
        make(
            tmp_path,
            "office",
            "here>=1",
            "colour; platform_system == 'Windows'",
            "posix; os_name == 'posix'",
        ),
        make(tmp_path, "here", "extra; extra == 'more'", "old; python_version < '3.11'"),
        make(tmp_path, "posix"),
    ]
    found, missing = wheels.wanted(every, "office", WINDOWS)
    assert [one.name for one in found] == ["here", "office"]
    assert [str(one) for one in missing] == ['colour; platform_system == "Windows"']
    found, missing = wheels.wanted(every, "office", wheels.environment("linux_aarch64", "3.11"))
    assert [one.name for one in found] == ["here", "office", "posix"]
    assert not missing


def test_what_is_never_loaded_stays_at_home(tmp_path: Path) -> None:
    every = [make(tmp_path, "office", "ipython>=8"), make(tmp_path, "ipython", version="9.0")]
    found, missing = wheels.wanted(every, "office", WINDOWS)
    assert [one.name for one in found] == ["office"]
    assert not missing


def test_a_version_that_does_not_do_is_missing(tmp_path: Path) -> None:
    every = [make(tmp_path, "office", "here>=2"), make(tmp_path, "here", version="1.9")]
    _, missing = wheels.wanted(every, "office", WINDOWS)
    assert [one.name for one in missing] == ["here"]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("License-Expression: MIT", "MIT"),
        (
            "License: BSD, in short\nClassifier: License :: OSI Approved :: BSD License",
            "BSD License",
        ),
        ("License: a text", "a text"),
        ("", "?"),
    ],
)
def test_the_licence_is_what_the_wheel_says(said: str, read: str, tmp_path: Path) -> None:
    assert make(tmp_path, "one", licence=said).licence == read


def test_list_and_hashes_name_every_wheel(tmp_path: Path) -> None:
    every = [make(tmp_path, "one", licence="License-Expression: MIT"), make(tmp_path, "two")]
    rows = list(csv.reader(io.StringIO(wheels.listed(every))))[1:]
    assert [(row[0], row[2], row[5]) for row in rows] == [
        (one.name, one.licence, one.sha256) for one in every
    ]
    assert wheels.pinned(every).splitlines() == [
        f"{one.name}==1.0 --hash=sha256:{one.sha256}" for one in every
    ]


def commands() -> list[str]:
    """Return what the instructions let a Linux office type, after the wheels were gathered."""
    text = (SOURCES / "zh" / "install.md").read_text(encoding="utf-8")
    shown = [block.text for block in blocks(text) if block.kind == "install"]
    return [line.removeprefix("$ ") for line in shown[-1].splitlines()]


def test_the_instructions_ask_nobody() -> None:
    text = (SOURCES / "zh" / "install.md").read_text(encoding="utf-8")
    installs = re.findall(r"pip install (?!hatchling).*", text)
    assert len(installs) == 2
    assert all("--no-index --no-deps --find-links . --require-hashes" in line for line in installs)


@pytest.mark.far
@pytest.mark.parametrize("python", ["3.11", "3.13"])
def test_windows_gets_wheels_that_run_there(python: str, tmp_path: Path) -> None:
    found = wheelhouse.gather("win_amd64", python, tmp_path / "house")
    tags = {
        (tag.interpreter, tag.platform)
        for one in found
        for tag in parse_wheel_filename(one.path.name)[3]
    }
    assert {platform for _, platform in tags} == {"win_amd64", "any"}
    assert f"cp{python.replace('.', '')}" in {interpreter for interpreter, _ in tags}
    assert sorted(one.path for one in found) == sorted((tmp_path / "house").glob("*.whl"))
    assert all(one.licence != "?" for one in found)
    assert sum(one.size for one in found) < 80e6


@pytest.mark.far
def test_it_installs_and_works_where_there_is_no_network(tmp_path: Path) -> None:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    house, home = tmp_path / "履职 安装包", tmp_path / "home"
    found = wheelhouse.gather("linux_x86_64", python, house)
    supported = set(sys_tags())
    assert all(parse_wheel_filename(one.path.name)[3] & supported for one in found)
    wheelhouse.write(found, house)
    home.mkdir()
    script = [
        "set -e",
        *commands(),
        f"cd '{home}'",
        "~/kg/bin/kg build",
        "~/kg/bin/kg query no_lead",
    ]
    cut = ["unshare", "--net"] if shutil.which("unshare") else []
    done = subprocess.run(
        [*cut, "sh", "-c", "\n".join(script)],
        cwd=house,
        env={"HOME": str(home), "PATH": f"{Path(sys.executable).resolve().parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "kg, version" in done.stdout
    assert "105" in done.stdout and "配合 5" in done.stdout
