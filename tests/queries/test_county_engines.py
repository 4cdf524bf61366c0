"""A county's questions give the same rows on Oxigraph, rdflib and Comunica: on the made-up county, where none is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset

import kg
from kg.asking import query
from kg.asking.questions import questions
from kg.graph import dump
from kg.graph.store import Store
from kg.resources import data_path
from tests.queries.test_engines import Answers, as_set, comunica, dicts, loaded, sparql

# rdflib's own reader of N-Quads uses what rdflib itself has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
NAMES = [asked.name for asked in questions() if asked.scope]


@pytest.fixture(scope="module")
def store() -> Store:
    return kg.open(data_path() / "examples" / "example-county", edition="all").store


@pytest.fixture(scope="module")
def quads(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("county") / "all.nq"
    file.write_bytes(dump.encode(store, "nq")[0])
    return file


@pytest.fixture(scope="module")
def in_rdflib(quads: Path) -> Dataset:
    return loaded(quads)


@pytest.fixture(scope="module")
def from_comunica(quads: Path) -> Answers:
    return comunica(quads, {name: sparql(query.question(name)) for name in NAMES})


@pytest.mark.parametrize("name", NAMES)
def test_comunica_gives_the_same_rows(store: Store, from_comunica: Answers, name: str) -> None:
    here = store.select(sparql(query.question(name)))
    assert here.rows
    assert as_set(from_comunica[name], here.variables) == as_set(dicts(here), here.variables)
    assert len(from_comunica[name]) == len(here.rows)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(store: Store, in_rdflib: Dataset, name: str) -> None:
    here = store.select(sparql(query.question(name)))
    result = in_rdflib.query(sparql(query.question(name)))
    found = [{str(k): str(v) for k, v in one.items() if v is not None} for one in result.bindings]
    assert as_set(found, here.variables) == as_set(dicts(here), here.variables)
    assert len(found) == len(here.rows)
