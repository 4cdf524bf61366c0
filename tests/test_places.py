"""Where a duty stands, in words that a person can follow in the document's own format (issue 10, kind 12)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import archive
from kg import build as job
from kg.asking import meant
from kg.check import rules
from kg.graph import dataset
from kg.graph.store import open_store
from kg.model import Duty, Span
from kg.parse import read_list
from kg.show import place, text
from tests.conftest import Command
from tests.readers.test_formats import SMALL, write_docx, write_xlsx

COOPERATIVE = {
    "list.docx": "第 2 张表第 2 行",
    "list.xlsx": "工作表“配合履职事项清单”第 4 行",
    "list.txt": "",
}


def written(name: str, folder: Path) -> Path:
    """Write the small list in the format that a name ends in."""
    path = folder / name
    if path.suffix == ".docx":
        return write_docx(path, SMALL)
    if path.suffix == ".xlsx":
        return write_xlsx(path, SMALL, sheets=True)
    path.write_text(SMALL, encoding="utf-8")
    return path


def spans(duty: Duty) -> Iterator[Span]:
    """Yield every span of a duty."""
    yield duty.title_span
    for mention in duty.mentions:
        yield mention.span
    for mark in duty.all_marks:
        yield mark.span
    for step in duty.steps:
        yield step.span
        if step.heading_span is not None:
            yield step.heading_span


@pytest.fixture(scope="module", params=COOPERATIVE)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, str]:
    """Return the list in a format, its build, and the place of its cooperative duty."""
    folder = tmp_path_factory.mktemp("places")
    source = written(request.param, folder)
    job.build([source], folder / "build")
    return source, folder / "build", COOPERATIVE[request.param]


def test_a_duty_and_all_that_is_quoted_from_it(made: tuple[Path, Path, str]) -> None:
    duty = read_list(made[0]).list.duties[-1]
    assert duty.place == made[2]
    assert {span.place for span in spans(duty)} == {made[2]}
    at = made[2] or f"第 {duty.line} 行"
    assert place(duty.superior_steps[0].span).startswith(f"{at} 上级部门职责 第 ")


def test_it_comes_back_from_graph_and_records(made: tuple[Path, Path, str]) -> None:
    read = read_list(made[0]).list
    store = open_store(made[1])
    graph, (alone, _) = dataset.from_graph(store), meant.find_duty(store, "配合 1")
    packed = archive.unpack(archive.pack(read))
    assert packed is not None
    assert packed.duties == graph.duties == read.duties
    for duty in (graph.duties[-1], packed.duties[-1], alone):
        assert {span.place for span in spans(duty)} == {made[2]}


def test_everything_that_is_said_names_it(
    made: tuple[Path, Path, str], command: Command, tmp_path: Path
) -> None:
    source, build, words = made
    read = read_list(source).list
    duty = read.duties[-1]
    at = words or f"第 {duty.line} 行"
    shown = command("show", "配合 1", "--store", build).stdout
    assert f"（{read.document} {at}）" in shown
    assert shown.count(at) == text(duty, read).count(at) > 4
    found = json.loads(command("findings", "-f", "json", "--store", build).stdout)
    rows = found["rows"] if isinstance(found, dict) else found
    quoted = [row["place"] for row in rows if row["duties"] == "配合 1" and row["place"]]
    assert quoted
    assert all(one.startswith(at) for one in quoted)
    english = words or f"line {duty.line}"
    assert f"{read.document}, {english}, 配合 1" in [oddity.where for oddity in rules(read)]
    csv = next(build.glob("*/csv/duties.csv")).read_text(encoding="utf-8-sig")
    assert (words or f",{duty.line},") in csv
    page = next(build.glob("*/*.html")).read_text(encoding="utf-8")
    assert f"原文{at}</p>" in page
    assert re.search(r'<article[^>]* data-place="', page) is not None or not words


def test_quotations_of_answers(made: tuple[Path, Path, str], command: Command) -> None:
    source, build, words = made
    duty = read_list(source).list.duties[-1]
    answer = command("query", "no_lead", "--evidence", "-f", "json", "--store", build)
    assert answer.exit_code == 0
    rows = json.loads(answer.stdout)
    found = rows["rows"] if isinstance(rows, dict) else rows
    places = "\n".join(str(row["place"]) for row in found).splitlines()
    assert places
    assert all(one.startswith(words or f"第 {duty.line} 行") for one in places)
