"""The same question files give the same rows on four engines: embedded Oxigraph, its server, rdflib, Comunica.

Rows are compared as sets. What may differ, and is evened out here:

- the order inside a GROUP_CONCAT (evidence, words, names): SPARQL leaves it open, so such a cell is compared as a set;
- the way a number is written (``0.50`` and ``0.5``, ``2`` and ``2.0``): numbers are compared by value, to nine digits;
- the order of rows: rdflib ignores an ORDER BY on a variable that the SELECT does not name once there is a GROUP BY.

What may not differ, though engines disagree on it, and the questions therefore avoid it: a GROUP_CONCAT over a variable that
is unbound in some solutions (no value at all in Oxigraph, as the standard has it; rdflib and Comunica leave those out).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.asking import query
from kg.asking.questions import Question, questions
from kg.graph import dump
from kg.graph.store import Rows, Store, open_store
from kg.resources import data_path

if TYPE_CHECKING:
    from rdflib import Dataset

# rdflib's own reader of N-Quads uses what rdflib itself has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

COMUNICA = Path(__file__).parents[1] / "node"
NAMES = [asked.name for asked in questions()]

Cell = float | frozenset[str] | None
Answers = Mapping[str, Sequence[Mapping[str, str | None]]]


def sparql(asked: Question) -> str:
    return query.with_prefixes(asked.text)


def even(value: str | None) -> Cell:
    """Return a cell as it is compared: a number by value, else the set of its parts; no value and an empty text are one."""
    if not value:
        return None
    try:
        return round(float(value), 9)
    except ValueError:
        return frozenset(value.replace("、", " ").split(" "))


def as_set(
    rows: Iterable[Mapping[str, str | None]], variables: Sequence[str]
) -> set[tuple[Cell, ...]]:
    return {tuple(even(row.get(name)) for name in variables) for row in rows}


def dicts(found: Rows) -> list[dict[str, str | None]]:
    return [
        dict(zip(found.variables, (term and term[0] for term in row), strict=True))
        for row in found.rows
    ]


@pytest.fixture(scope="module")
def quads(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one file with all that the store holds: the list, and the matters that all lists share."""
    file = tmp_path_factory.mktemp("quads") / "all.nq"
    file.write_bytes(dump.encode(open_store(built), "nq")[0])
    return file


@pytest.fixture(scope="module")
def in_rdflib(quads: Path) -> Dataset:
    return loaded(quads)


def loaded(quads: Path) -> Dataset:
    """Return a file of quads in rdflib's own memory; the default graph is the union."""
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(data=quads.read_text(encoding="utf-8"), format="nquads")
    return dataset


@pytest.fixture(scope="module")
def from_comunica(quads: Path) -> Answers:
    """Return what Comunica (JavaScript) answers to every question, in one run."""
    return comunica(quads, {one.name: sparql(one) for one in questions()})


def comunica(quads: Path, asked: Mapping[str, str]) -> Answers:
    """Return what Comunica answers to some queries over a file of quads: name → rows."""
    node = shutil.which("node")
    if node is None or not (COMUNICA / "node_modules" / "n3").is_dir():
        if os.environ.get("CI"):
            pytest.fail("Comunica is missing: `make system` installs it")
        pytest.skip("Comunica is not installed: npm install --prefix tests/node")
    run = subprocess.run(
        [node, "run.mjs", str(quads)],
        cwd=COMUNICA,
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers = {}
    for line in run.stdout.splitlines():
        found = json.loads(line)
        assert "error" not in found, found
        answers[found["name"]] = [
            dict(zip(found["variables"], row, strict=True)) for row in found["rows"]
        ]
    return answers


@pytest.mark.parametrize("name", NAMES)
def test_server_gives_the_same_rows_in_the_same_order(
    built: Path, endpoint: str, name: str
) -> None:
    text = sparql(query.question(name))
    embedded, served = open_store(built).select(text), open_store(endpoint).select(text)
    assert served.variables == embedded.variables
    assert [[even(row[v]) for v in served.variables] for row in dicts(served)] == [
        [even(row[v]) for v in embedded.variables] for row in dicts(embedded)
    ]


#: Questions that take rdflib three seconds to a minute where Oxigraph takes 20 ms: always asked of a small list.
LONG = ("kinds_of_work", "own_powers", "matter", "silent", "same_object_listed", "no_lead")
PATIENT = [pytest.param(name, marks=pytest.mark.far) if name in LONG else name for name in NAMES]


@pytest.mark.slow
@pytest.mark.parametrize("name", PATIENT)
def test_rdflib_gives_the_same_rows(built: Path, in_rdflib: Dataset, name: str) -> None:
    assert_same(open_store(built), in_rdflib, name)


@pytest.mark.slow
def test_rdflib_gives_the_same_rows_of_a_small_list(tmp_path: Path) -> None:
    small = kg.open(data_path() / "examples" / "example-county" / "hill-2025-12").store
    (tmp_path / "all.nq").write_bytes(dump.encode(small, "nq")[0])
    in_rdflib = loaded(tmp_path / "all.nq")
    for name in LONG:
        assert_same(small, in_rdflib, name)


def assert_same(store: Store, in_rdflib: Dataset, name: str) -> None:
    """Ask a question here and in rdflib: variables and rows are the same."""
    text = sparql(query.question(name))
    embedded = store.select(text)
    result = in_rdflib.query(text)
    assert result.vars is not None
    assert tuple(map(str, result.vars)) == embedded.variables
    found = [{str(k): str(v) for k, v in one.items() if v is not None} for one in result.bindings]
    assert as_set(found, embedded.variables) == as_set(dicts(embedded), embedded.variables)
    assert len(found) == len(embedded.rows), name


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_comunica_gives_the_same_rows(built: Path, from_comunica: Answers, name: str) -> None:
    embedded = open_store(built).select(sparql(query.question(name)))
    assert as_set(from_comunica[name], embedded.variables) == as_set(
        dicts(embedded), embedded.variables
    )
    assert len(from_comunica[name]) == len(embedded.rows)


def test_no_question_leaves_open_from_which_side_it_is_computed() -> None:
    # Oxigraph 0.5.11, the latest as WebAssembly, takes a - b - c for a - (b - c), and / and * alike.
    value = r"[?\w.]+(?:\([^()]*\))?"
    chain = re.compile(rf" - {value} [-+] | [*/] {value} [*/] ")
    for one in questions():
        lines = [line.partition(" # ")[0] for line in one.text.splitlines() if line[:1] != "#"]
        assert not [line for line in lines if chain.search(line)], one.name
