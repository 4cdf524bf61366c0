"""Editions of one township's list, and findings that speak of several lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyoxigraph
import pytest

from kg.model import Clause, DutyList, Finding
from kg.names import load
from kg.parse import Parsed
from kg.rdf import Iris, compared_lines, edition_lines, iris, list_lines, thesaurus_lines
from kg.rdf.findings import read_compared, read_findings
from kg.rdf.iris import BASE
from kg.rdf.read import read_list
from kg.vocab import DCAT, DCT, DUTY


@pytest.fixture(scope="module")
def editions(real_parsed: Parsed) -> tuple[DutyList, DutyList]:
    """Return the list, and the next year's edition of it: all numbers three up, another name, in Chinese."""
    old = real_parsed.list
    moved = tuple(replace(duty, number=(duty.number or 0) + 3) for duty in old.duties)
    return old, replace(old, id="坎尔孜乡-2026-07", issued="2026-07", duties=moved)


@pytest.fixture(scope="module")
def store(real_parsed: Parsed, editions: Sequence[DutyList]) -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    lines = [line for one in editions for line in list_lines(one, real_parsed.directory, load())]
    lines += edition_lines((one.id, one.place, one.issued) for one in editions)
    found.bulk_load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return found


def ask(store: pyoxigraph.Store, query: str) -> Iterator[tuple[str, str, str]]:
    for row in store.query(query, use_default_graph_as_union=True):  # type: ignore[union-attr]
        s, p, o = (row[name].value for name in "spo")
        yield s, p, o


def pairs(store: pyoxigraph.Store, term: str) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, pyoxigraph.NamedNode(term), None)
    return {(quad.subject.value, quad.object.value) for quad in found}  # type: ignore[union-attr]


def test_editions_are_one_series_and_follow_each_other(
    store: pyoxigraph.Store, editions: tuple[DutyList, DutyList]
) -> None:
    old, new = (Iris(one.id, one.place) for one in editions)
    assert pairs(store, DCAT.inSeries) == {(old.list, old.series), (new.list, old.series)}
    assert pairs(store, DCAT.previousVersion) == {(new.list, old.list)}
    assert {place for _, place in pairs(store, DUTY.place)} == {old.township}
    assert (new.list, "坎尔孜乡-2026-07") in pairs(store, DCT.identifier)
    assert new.list.isascii()


def test_a_duty_lives_through_the_editions(
    store: pyoxigraph.Store, editions: tuple[DutyList, DutyList]
) -> None:
    versions: dict[str, list[str]] = {}
    for duty, stable in sorted(pairs(store, DUTY.stableDuty)):
        versions.setdefault(stable, []).append(iris.key(duty))
    assert all(len(found) % 2 == 0 for found in versions.values())
    assert ["cooperative/42", "cooperative/45"] in versions.values()


def test_an_edition_comes_back_under_its_chinese_name(
    store: pyoxigraph.Store, editions: tuple[DutyList, DutyList]
) -> None:
    for one in editions:
        names = Iris(one.id, one.place)
        assert read_list(lambda query: ask(store, query), names.list, names.shared) == one


def test_a_finding_about_two_lists_there_and_back(
    real_parsed: Parsed, editions: tuple[DutyList, DutyList]
) -> None:
    old, new = (Iris(one.id, one.place) for one in editions)
    duty = next(duty for duty in editions[0].duties if duty.superior_steps)
    step, mark = duty.superior_steps[0], f"{duty.kind}/{(duty.number or 0) + 3}"
    clauses = (
        Clause(old.duty(duty.key), step.text, step.span, (step.text[:2], step.text[3:5])),
        Clause(
            new.duty(mark), duty.title[:4], replace(duty.title_span, end=duty.title_span.start + 4)
        ),
    )
    both = Finding(
        "lacks-1",
        "lacks",
        2,
        0.5,
        "两处不同",
        "they differ",
        (old.duty(duty.key), new.duty(mark)),
        (),
        clauses,
    )
    alone = replace(both, id="lacks-2", duties=both.duties[:1], clauses=clauses[:1])
    store = pyoxigraph.Store()
    lines = [line for one in editions for line in list_lines(one, real_parsed.directory, load())]
    lines += compared_lines(editions, [both, alone], base=BASE)
    store.bulk_load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert read_compared(lambda query: ask(store, query), BASE) == [both]
    assert read_findings(lambda query: ask(store, query), old.list) == [alone]
    assert read_findings(lambda query: ask(store, query), new.list) == []


def test_the_thesaurus_is_a_graph_of_its_own() -> None:
    quads = list(
        pyoxigraph.parse("".join(thesaurus_lines()).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    )
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/matters"}
    assert thesaurus_lines() == sorted(set(thesaurus_lines()))
