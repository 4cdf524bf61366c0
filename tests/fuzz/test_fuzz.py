"""Mangled inputs of five kinds: no traceback, no hang, and nothing visible is lost without a word (issue 10, item 1).

A sample at every run; all 12,000 by ``make fuzz``. Each input is made from its number alone, so a failure is repeated by
``pytest tests/fuzz --fuzz 12000 -k "text-417"``. The mutators (``tests/fuzz/mutators.py``):

* **text**: cut, join, lose, repeat and swap lines; lose and double tabs; lose, mangle numbers; swap cells; misspell a
  head or a cell; notes, totals and page numbers between rows; stray quotation marks; other separators; control
  characters; tables drawn with bars; five encodings, three line ends, five endings.
* **bytes**: flip, drop, add and cut off bytes of a text, a page, a workbook, a Word document.
* **workbook**: merged cells, hidden rows, columns and sheets, active filters, struck-through cells, dates, truth values,
  errors and formulas in text cells, blank rows and columns, formatted cells far away.
* **word**: runs and rows in tracked changes, content controls, smart tags, links, fields, unknown elements;
  struck-through and hidden text; merged, spanning, lost, deleted cells; nested tables, text boxes; deleted paragraph
  ends; XML cut in the middle.
* **manifest**: values of other types, lost and doubled lines, wrong keys, control characters, paths that lead elsewhere.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from kg import readers
from kg.errors import KgError
from kg.parse import read_list
from tests.fuzz.accounts import lost_by_parser, lost_by_reader
from tests.fuzz.mutators import KINDS, small_list
from tests.variants import ROW

SECONDS = 20
"""How long one small input may take before it counts as a hang (the machine may be busy)."""

BLOCK = 20
"""Inputs of one test."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test of every twenty inputs."""
    total = int(metafunc.config.getoption("--fuzz"))
    blocks = range(0, max(BLOCK, total // len(KINDS)), BLOCK)
    cases = [(kind, start) for kind in KINDS for start in blocks]
    metafunc.parametrize(("kind", "start"), cases, ids=[f"{kind}-{start}" for kind, start in cases])


@pytest.fixture(scope="session")
def real_rows(real_text: str) -> tuple[list[str], ...]:
    tables: tuple[list[str], ...] = ([], [], [])
    for row in ROW.findall(real_text):
        tables[{3: 0, 6: 1, 4: 2}[row.count("\t") + 1]].append(row)
    return tables


@contextmanager
def limit(what: str) -> Iterator[None]:
    """Fail instead of waiting for ever."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"{what}: no answer in {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarm clock")
def test_nothing_is_lost_in_silence(
    kind: str, start: int, real_rows: tuple[list[str], ...], tmp_path: Path
) -> None:
    for number in range(start, start + BLOCK):
        random = Random(f"{kind} {number}")
        folder = tmp_path / str(number)
        folder.mkdir()
        path = KINDS[kind](random, small_list(random, real_rows), folder)
        with limit(f"{kind} {number}"):
            try:
                parsed = read_list(path)
            except KgError:
                continue
        document = folder / parsed.list.document
        tables = list(readers.read(document))
        assert lost_by_reader(document, tables) == "", f"{kind} {number}"
        assert lost_by_parser(parsed, tables) == [], f"{kind} {number}"
