from __future__ import annotations

import base64
import getpass
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.model import DutyList
from kg.table import Heading, Table
from kg.views.answer import ResultEdge, ResultNode
from kg.views.county.built import Entry, Listed
from kg.views.desk import Desk
from kg.views.index import render_index
from kg.views.page import render
from kg.views.result import render_result
from kg.views.shell import unpacked
from tests.views.conftest import make_findings
from tests.views.hostile import CORPUS, hostile_findings, hostile_list

RENDER = """
import sys
from pathlib import Path
from kg.parse import read_list
from kg.table import Heading, Table
from kg.views.desk import Desk
from kg.views.page import render
from tests.views.conftest import make_findings
records = read_list(Path(sys.argv[1])).list
sys.stdout.buffer.write(render(Desk(records, tuple(make_findings(records)))).encode("utf-8"))
"""


class Reader(HTMLParser):
    """What a browser without scripts would see: texts and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def executable(html: str) -> tuple[list[str], list[str]]:
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    for name in ("scripts", "pictures"):  # those that the page unpacks
        scripts += map(str, map(unpacked, re.findall(rf'id="{name}">(.*?)</script>', html)))
    return scripts, re.findall(r"<style>(.*?)</style>", html, re.DOTALL)


def test_size(html: str) -> None:
    assert len(html.encode()) <= 1_000_000


def test_a_page_has_nothing_of_the_one_before(records: DutyList) -> None:
    few = replace(records, duties=records.duties[:3])
    before = render(Desk(few, ()))
    assert render(Desk(replace(few, title="另一张清单"), ()), home=True) != before
    assert render(Desk(few, ())) == before


def test_nothing_of_the_machine_stands_inside(html: str, real_list: Path) -> None:
    written = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    names = [name for name in (getpass.getuser(), os.environ.get("HOSTNAME", "")) if len(name) > 4]
    for word in (str(real_list), str(Path.home()), *names):
        assert word not in written
    assert not re.search(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d", written)
    assert "http://" not in written.replace("http://www.w3.org/", "") and "https://" not in written


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4242"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=lambda e: "-".join(e.values()),
)
def test_byte_identical_everywhere(
    environment: dict[str, str], records: DutyList, real_list: Path
) -> None:
    here = render(Desk(records, tuple(make_findings(records)))).encode("utf-8")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", RENDER, str(real_list)],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )
    assert hashlib.sha256(done.stdout).hexdigest() == hashlib.sha256(here).hexdigest()


def test_the_policy_names_what_is_in_the_page(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    for text in (text for texts in executable(html) for text in texts):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_no_attribute_runs_or_asks(html: str) -> None:
    reader = Reader()
    reader.feed(re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))
    for tag, name, value in reader.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in {"style", "src", "srcset", "action", "background"}, (tag, name)
        if name == "href":
            assert value.startswith("#"), value


def test_every_text_is_in_the_page_without_scripts(html: str, records: DutyList) -> None:
    reader = Reader()
    reader.feed(
        html[html.index("<body") : html.index('<script type="application/octet-stream" id="data"')]
    )
    text = "".join(reader.text)
    assert records.title in text
    for duty in records.duties:
        assert duty.title in text
        assert f"原文第 {duty.line} 行" in text
        for step in duty.steps:
            assert step.text in text


def test_hostile_text_stays_text() -> None:
    html = render(
        Desk(hostile_list(), tuple(hostile_findings()), aliases={CORPUS[0]: CORPUS}), CORPUS[0]
    )
    scripts, styles = executable(html)
    assert len(scripts) == 5
    assert len(styles) == 1
    plain = render(Desk(hostile_list()))
    assert executable(plain)[0] == scripts  # nothing of the data has reached a script
    reader = Reader()
    reader.feed(re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))
    assert {tag for tag, _, _ in reader.attributes} <= set(
        re.findall(r"[a-z0-9]+", " ".join(_tags(plain)))
    )
    assert not any(name.startswith("on") for _, name, _ in reader.attributes)
    text = "".join(reader.text)
    for word in CORPUS:
        assert word in text
    for block in re.findall(
        r'<script type="application/octet-stream" id="\w+">(.*?)</script>', html, re.DOTALL
    ):
        assert unpacked(block)


def _tags(html: str) -> set[str]:
    return set(
        re.findall(r"<([a-z][a-z0-9]*)", re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))
    )


def test_an_empty_list_has_a_page(records: DutyList) -> None:
    assert "<title>" in render(Desk(replace(records, duties=())))


def test_start_is_carried(records: DutyList) -> None:
    html = render(Desk(records), "#/duties/cooperative/1")
    found = re.search(r'id="data">(.*?)</script>', html)
    assert found
    data = unpacked(found.group(1))
    assert isinstance(data, dict)
    assert data["start"] == "/duties/cooperative/1"


def test_result_page_keeps_hostile_text_as_text() -> None:
    nodes = [ResultNode(text, text, text) for text in CORPUS]
    edges = [ResultEdge(a, b, a) for a in CORPUS for b in CORPUS]
    columns = tuple(Heading(name, text) for name, text in zip("ab", CORPUS, strict=False))
    answer = Table(CORPUS[0], CORPUS[1], columns, tuple((a, a) for a in CORPUS), CORPUS)
    html = render_result(answer, nodes, edges, source=CORPUS[1])
    assert len(executable(html)[0]) == 3
    reader = Reader()
    reader.feed(re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))
    assert not [
        value for _, name, value in reader.attributes if name == "href" and "script" in value
    ]


def test_index_leads_to_what_was_built(records: DutyList) -> None:
    entries = (Entry("a/graph.html", "图谱", "Graph"), Entry("a/duties.csv", "事项表"))
    html = render_index([Listed("a", records.title, records.place, "2025-07", entries)])
    for href in ("a/graph.html", "a/duties.csv"):
        assert f'href="{href}"' in html
    assert records.title in html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    for text in (text for texts in executable(html) for text in texts):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


@pytest.mark.slow
def test_the_living_fork_of_pyvis_writes_the_same(
    records: DutyList, real_list: Path, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(tmp_path),
        "pyvis-optimized",
    ]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("pyvis-optimized cannot be installed here")
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(root)))}
    done = subprocess.run(
        [sys.executable, "-c", RENDER, str(real_list)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout == render(Desk(records, tuple(make_findings(records)))).encode("utf-8")
