"""The session of the READMEs is run, command by command, and its output compared; so are the module map and the links.

``KG_WRITE_README=1 pytest tests/test_readme.py`` puts the present output in. A line ``…`` stands for any lines; the
seconds of a build are not compared.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
SECONDS = re.compile(r"\d+\.\d 秒 s")


def run(command: str, folder: Path) -> str:
    """Run one ``kg`` command as a user would, and return what it prints on stdout."""
    words = shlex.split(command)
    assert words[0] == "kg", command
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def session(text: str) -> list[tuple[str, str]]:
    """Return commands and the output printed under each."""
    found = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def matches(shown: str, actual: str) -> bool:
    """Tell whether output is as shown; ``…`` alone on a line stands for any lines, trailing blanks do not count."""
    pattern = r"\n".join(
        r"(?:.*\n)*?.*"
        if line.strip() == "…"
        else re.escape(SECONDS.sub("0.0 秒 s", line.rstrip()))
        for line in shown.rstrip("\n").split("\n")
    )
    plain = "\n".join(
        SECONDS.sub("0.0 秒 s", line.rstrip()) for line in actual.rstrip("\n").split("\n")
    )
    return re.fullmatch(pattern, plain) is not None


@pytest.mark.slow
@pytest.mark.parametrize("name", READMES)
def test_the_session_prints_what_it_shows(name: str, tmp_path: Path) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    steps = session(text)
    assert len(steps) >= 4
    for command, shown in steps:
        actual = run(command, tmp_path)
        if os.environ.get("KG_WRITE_README") and not matches(shown, actual):
            lines = [line.rstrip() for line in actual.rstrip("\n").split("\n")]
            kept = (
                lines
                if len(lines) <= 16
                else [*lines[:10], "…", *[line for line in lines[-2:] if line]]
            )
            text = text.replace(
                f"$ {command}\n{shown}", f"$ {command}\n" + "\n".join(kept) + "\n\n", 1
            )
            path.write_text(re.sub(r"\n\n```\n", "\n```\n", text), encoding="utf-8")
            continue
        assert matches(shown, actual), f"{command}\n--- shown\n{shown}\n--- printed\n{actual}"


@pytest.mark.parametrize("name", READMES)
def test_every_path_it_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", text)
    assert links
    for link in links:
        assert (ROOT / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("name", READMES)
def test_every_module_stands_in_the_map(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in sorted((ROOT / "kg").iterdir()):
        if (path.suffix == ".py" and not path.name.startswith("__")) or (
            path / "__init__.py"
        ).is_file():
            assert f"`{path.stem}" in text, f"{path.name} is missing in the map of {name}"
