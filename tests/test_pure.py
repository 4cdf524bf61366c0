"""From the document to records, findings, page and N-Quads nothing is needed that must be compiled for a machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.readers.test_formats import write_docx, write_xlsx

COMPILED = (
    "numpy",
    "scipy",
    "polars",
    "pyoxigraph",
    "lxml",
    "pandas",
    "pyarrow",
    "docx",
    "openpyxl",
)

BUILD = """
import importlib.abc, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[2].split():
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

if len(sys.argv) > 2:
    sys.meta_path.insert(0, Refuse())

from pathlib import Path
from kg import findings, rdf
from kg.names import load
from kg.pages import list_page
from kg.parse import read_list
from kg.rdf.iris import BASE
from kg.records import duty_json

parsed = read_list(Path(sys.argv[1]))
found = findings.of_list(parsed.list)
lines = rdf.list_lines(parsed.list, parsed.directory, load())
lines += rdf.finding_lines(parsed.list, found, base=BASE)
out = sys.stdout.buffer
for duty in parsed.list.duties:
    out.write(repr(duty_json(duty)).encode() + b"\\n")
out.write(repr(found).encode() + b"\\n")
out.write("".join(lines).encode() + list_page(parsed.list, found))
"""


def built(document: Path, *refused: str) -> bytes:
    """Return records, findings, N-Quads and page of a document, from a process that may not import some packages."""
    command = [
        sys.executable,
        "-X",
        "utf8",
        "-c",
        BUILD,
        str(document),
        *([" ".join(refused)] if refused else []),
    ]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.fixture(scope="module", params=["txt", "xlsx", "docx"])
def document(
    request: pytest.FixtureRequest, real_list: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    source = real_list / "source.txt"
    if request.param == "txt":
        return source
    write = write_xlsx if request.param == "xlsx" else write_docx
    return write(
        tmp_path_factory.mktemp("pure") / f"list.{request.param}",
        source.read_text(encoding="utf-8"),
    )


def test_the_real_list_is_built_without_compiled_packages(document: Path) -> None:
    pure = built(document, *COMPILED)
    assert len(pure) > 1_000_000
    assert pure == built(document)
