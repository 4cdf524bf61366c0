"""What a fresh machine is given: every package is pinned, by name and version and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
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


def test_pyvis_is_the_version_that_the_pages_were_made_with() -> None:
    assert "pyvis==0.3.2" in PROJECT["dependencies"]
    assert "pyvis==0.3.2" in PINS


COMES_ALONG = [
    "cffi",
    "charset-normalizer",
    "click",
    "cryptography",
    "duckdb",
    "et-xmlfile",
    "jinja2",
    "jsonpickle",
    "lxml",
    "markupsafe",
    "networkx",
    "openpyxl",
    "pdfminer-six",
    "pdfplumber",
    "pillow",
    "pycparser",
    "pyoxigraph",
    "pyparsing",
    "pypdfium2",
    "python-docx",
    "pyvis",
    "rdflib",
    "tomlkit",
    "typing-extensions",
    "xlrd",
]


def test_nothing_else_is_installed_and_it_is_not_heavy() -> None:
    found = weigh.needed()
    assert [plain(one.metadata["Name"]) for one in found] == COMES_ALONG
    # 23 MB are pip and setuptools, which every environment has, and 10 the project itself.
    assert 100 < sum(map(weigh.weight, found)) / 1e6 < weigh.LIMIT - 33


WITHOUT = """
import sys
class Nothing:
    def find_spec(self, name, *_):
        if name.split(".")[0] in {"IPython", "jedi", "prompt_toolkit"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nothing())
from kg.views.pyvis_door import Network
network = Network(directed=True)
network.add_node("a")
assert network.nodes and not {"IPython", "jsonpickle", "yaml"} & sys.modules.keys()
assert 'nodes' in network.to_json() and "jsonpickle" in sys.modules
"""


def test_pyvis_is_loaded_without_ipython() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT], cwd=CHECKOUT, check=True)


def test_the_readmes_two_commands_exist() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for target in ("install", "check", "test", "demo", "screenshots", "notebooks", "release"):
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
