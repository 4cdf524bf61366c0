"""What a fresh machine is given: every package is pinned, by name and version and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from release import weigh

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line
    for line in (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_constraints_hold_names_and_versions_only() -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", pin) for pin in PINS)


def test_every_requirement_is_pinned() -> None:
    pinned = {plain(pin.split("==")[0]) for pin in PINS}
    wanted = [
        *PROJECT["dependencies"],
        *(name for extra in PROJECT["optional-dependencies"].values() for name in extra),
    ]
    names = {plain(re.split(r"[\[<>=~! ]", requirement)[0]) for requirement in wanted} - {
        PROJECT["name"]
    }
    assert names <= pinned


def test_pyvis_is_asked_by_the_tests_alone() -> None:
    assert not any("pyvis" in needed for needed in PROJECT["dependencies"])
    assert "pyvis==0.3.2" in PROJECT["optional-dependencies"]["dev"]
    assert "pyvis==0.3.2" in PINS


COMES_ALONG = [
    "cffi",
    "charset-normalizer",
    "click",
    "cryptography",
    "duckdb",
    "et-xmlfile",
    "jinja2",
    "lxml",
    "markupsafe",
    "networkx",
    "openpyxl",
    "pdfminer-six",
    "pdfplumber",
    "pillow",
    "pycparser",
    "pyoxigraph",
    "pypdfium2",
    "python-docx",
    "tomlkit",
    "typing-extensions",
    "xlrd",
]


def test_nothing_else_is_installed_and_it_is_not_heavy() -> None:
    found = weigh.needed()
    assert [plain(one.metadata["Name"]) for one in found] == COMES_ALONG
    # 23 MB are pip and setuptools, which every environment has, and 10 the project itself.
    assert 100 < sum(map(weigh.weight, found)) / 1e6 < weigh.LIMIT - 33


def test_the_readmes_two_commands_exist() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for target in ("install", "check", "test", "demo", "screenshots", "notebooks"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert "make --no-print-directory test" in (CHECKOUT / ".ci" / "run").read_text(
        encoding="utf-8"
    )


def test_no_file_of_the_landing_names_a_machine() -> None:
    for name in (
        "pyproject.toml",
        "constraints.txt",
        "Makefile",
        ".ci/run",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ):
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        assert not re.search(
            r"(?<![\w.])/(?:root|home|tmp|work|opt|usr)/|--index-url|--find-links", text
        ), name
