"""One file adds one thing: an analysis, a question, a reader and an output are dropped in and work everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.session import CHECKOUT

ANALYSIS = '''
"""Reach: with how many others a department shares a duty."""

from __future__ import annotations

from typing import Final

from kg.analyses._finding import finding
from kg.model import Finding
from kg.network import Network
from kg.table import Heading, Table

TITLE: Final = ("往来：与几个部门同列一事", "Reach: with how many others a department shares a duty")
KINDS: Final = {"alone": ("独列", "a department alone")}


def run(network: Network) -> Table:
    """Return the number of departments that each shares a duty with."""
    degree = dict(network.shared.degree())
    headings = (Heading("department", "部门", "department"), Heading("others", "同列", "others"))
    return Table(*TITLE, headings, tuple(degree.items()))


def findings(network: Network) -> list[Finding]:
    """Return the cooperative duties of one department."""
    alone = [entry for entry in network.of_kind("cooperative") if len(entry.duty.departments) == 1]
    return [finding("alone", ("只列一个部门", "one department"), [entry]) for entry in alone]
'''
QUESTION = """
#: number: 99
#: group: 全清单
#: zh: 每个事项叫什么
#: en: What each duty is called
#: column duty: 事项 | duty
#: column title: 名称 | title
SELECT ?duty ?title WHERE { ?duty a duty:Duty ; dct:title ?title } ORDER BY ?duty
"""
READER = '''
"""Read tables whose cells are parted by ``~``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.readers import RawRow, RawTable

SUFFIXES = (".tilde",)
TITLE = "波浪线表 tilde table"


def read(path: Path) -> Iterator[RawTable]:
    """Yield the table of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    yield RawTable(path.name, tuple(RawRow(n, tuple(line.split("~"))) for n, line in enumerate(lines, 1)))
'''
OUTPUT = '''
"""Titles, one a line."""

from __future__ import annotations

from pathlib import Path

from kg.outputs import One

FILE = "titles.txt"
TITLE = ("事项名称", "the titles")


def of_list(one: One, path: Path) -> None:
    """Write the titles of a list."""
    path.write_text("\\n".join(duty.title for duty in one.parsed.list.duties), encoding="utf-8")
'''
PAPER = '''
"""A slip: how many duties there are."""

from __future__ import annotations

from kg.papers import Desk, Files

FILE = "slip.txt"
TITLE = ("便条", "slip")


def of_list(desk: Desk) -> Files:
    """Return the slip of a list."""
    return {FILE: str(len(desk.duties.duties)).encode()}
'''
DROPPED = {
    "kg/analyses/reach.py": ANALYSIS,
    "kg/queries/titles.rq": QUESTION,
    "kg/readers/tilde.py": READER,
    "kg/outputs/titles.py": OUTPUT,
    "kg/papers/slip.py": PAPER,
}
DOCUMENT = """江南省云州市~
青河区东山街道~
履职事项清单~
2025年3月~
配合履职事项清单~
序号~事项类别~事项名称~对应上级部门~上级部门职责~配合职责
1~平安法治~群租房整治~区公安局~负责查处。~巡查。
2~平安法治~养犬管理~区公安局、区城管局~1.区公安局负责登记；2.区城管局负责捕捉。~劝导。
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package into which one file of each kind was dropped, and nothing else changed."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("kg", "data", "ontology", "docs"):
        shutil.copytree(
            CHECKOUT / name,
            folder / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    for path, text in DROPPED.items():
        (folder / path).write_text(text.lstrip("\n"), encoding="utf-8")
    (folder / "清单").mkdir()
    (folder / "清单" / "东山.tilde").write_text(DOCUMENT, encoding="utf-8")
    return folder


def python(copy: Path, *words: str) -> str:
    """Run Python in the copy and return what it prints on stdout and stderr."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=copy,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_dropped_file_works_in_every_command(copy: Path) -> None:
    def kg(*words: str) -> str:
        return python(copy, "-m", "kg", *words)

    assert "群租房整治" in kg("read", "清单/东山.tilde")
    assert "群租房整治" in kg("read", "清单")
    assert "titles.txt" in kg("build", "--help")
    built = kg("build", "清单", "-o", "结果")
    assert "独列 a department alone" in built
    (titles,) = (copy / "结果").glob("*/titles.txt")
    assert titles.read_text(encoding="utf-8") == "群租房整治\n养犬管理"
    assert "reach" in kg("analyse")
    assert "青河区公安局" in kg("analyse", "reach", "--store", "结果")
    assert "配合 1" in kg("findings", "--kind", "alone", "--store", "结果")
    assert "titles" in kg("query")
    assert "每个事项叫什么" in kg("query", "titles", "--help")
    assert "便条" in kg("report", "--kinds")
    kg("report", "清单/东山.tilde", "--kind", "slip", "-o", "材料")
    assert (copy / "材料" / "slip.txt").read_text(encoding="utf-8") == "2"
    for name in ("titles", "99", "叫什么"):
        assert "养犬管理" in kg("query", name, "--store", "结果")


def test_a_dropped_file_works_in_the_library_and_the_documentation(copy: Path) -> None:
    script = """
import kg
from docs import described, questions
data = kg.open("清单/东山.tilde")
assert data.analyse("reach").rows[0][0] == "青河区公安局"
assert [finding.kind for finding in data.findings("alone")] == ["alone"]
assert "titles" in data.questions.column("name")
assert len(data.query("titles")) == 2
assert "每个事项叫什么" in questions.page(data)
assert "kg.analyses.reach" in described.analyses()
print(data)
"""
    assert "1 lists, 2 duties" in python(copy, "-c", script)


def test_a_file_that_breaks_the_contract_is_named(copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(copy, other)
    path = other / "kg" / "analyses" / "reach.py"
    path.write_text(ANALYSIS.replace("KINDS: Final", "_KINDS: Final"), encoding="utf-8")
    with pytest.raises(
        AssertionError, match=r"kg/analyses/reach\.py: 缺少 KINDS / KINDS is missing"
    ):
        python(other, "-m", "kg", "analyse")
