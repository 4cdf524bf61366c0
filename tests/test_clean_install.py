"""The wheel, installed alone outside the checkout, does the main job; so does the program in hostile locales."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.test_build import files_of

CHECKOUT = Path(__file__).resolve().parent.parent
LOCALES = {
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "no UTF-8 mode": {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
    "GBK": {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
    "cp1252": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
}


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        check=False,
    )


def succeed(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = run(*command, cwd=cwd, **environment)
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, output
    assert "Traceback" not in output, output
    return output


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, as a release does."""
    folder = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=CHECKOUT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel and what it asks for, nothing more, and return the folder of its commands."""
    home = tmp_path_factory.mktemp("environment")
    succeed(sys.executable, "-m", "venv", "--without-pip", "new", cwd=home)
    commands = home / "new" / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", commands / "python", "install", "--quiet")
    # what a session loads is compiled when it is loaded: of what comes along that is the least part
    succeed(*pip, "--no-compile", "--constraint", CHECKOUT / "constraints.txt", wheel, cwd=home)
    return commands


@pytest.mark.slow
def test_the_wheel_holds_the_data_and_nothing_foreign(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}
    for needed in (
        "kg/py.typed",
        "kg/_ontology/duties.ttl",
        "kg/_ontology/shapes.ttl",
        "kg/_data/names/columns.toml",
    ):
        assert needed in names
    assert any(name.startswith("kg/_data/lists/") and name.endswith("list.toml") for name in names)
    assert any(name.startswith("kg/queries/") and name.endswith(".rq") for name in names)


@pytest.mark.slow
def test_the_first_session_runs_in_a_clean_install_and_no_locale_changes_a_byte(
    installed: Path, tmp_path: Path
) -> None:
    """The order of hashes does not either: each session has a seed of its own."""
    built = []
    for number, (name, environment) in enumerate(LOCALES.items()):
        folder = tmp_path / name / "履职 清单"
        folder.mkdir(parents=True)
        first_session(installed, folder, {**environment, "PYTHONHASHSEED": str(number)})
        built.append(files_of(folder / "build"))
    assert built[0]
    assert all(other == built[0] for other in built[1:])


def first_session(installed: Path, folder: Path, environment: dict[str, str]) -> None:
    summary = succeed(installed / "kg", "build", cwd=folder, **environment)
    assert all(count in summary for count in ("105", "97", "37"))
    assert "42" in succeed(installed / "kg", "show", "配合 42", cwd=folder, **environment)
    done = run(
        installed / "kg", "read", "kanerzi-2025-07", "--format", "json", cwd=folder, **environment
    )
    assert done.returncode == 0
    assert "坎尔孜乡".encode() in done.stdout, "JSON is UTF-8 wherever it is written"
