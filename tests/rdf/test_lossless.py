"""From the graph alone: every row, every cell, every record."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pyoxigraph
import pytest

from kg import archive
from kg import build as job
from kg.graph import dataset, dump
from kg.graph.store import open_store
from kg.model import DutyList
from kg.parse import Parsed, read_list
from kg.show import tables_text
from tests.conftest import Command
from tests.variants import ROW, VARIANTS


@pytest.fixture(scope="module")
def from_graph(built: Path) -> DutyList:
    return dataset.from_graph(open_store(built))


def document_lines(text: str) -> list[str]:
    """Return the lines of the document's tables: cover, contents, empty lines and repeated heads left out."""
    title = text.rindex("\n", 0, text.index("\n序号\t"))
    lines = [line for line in text[text.rindex("\n", 0, title) :].split("\n") if line.strip()]
    kept: list[str] = []
    for line in lines:
        if line.startswith("序号\t") and line in kept:
            continue
        kept.append(line)
    return kept


def test_the_records_come_back(from_graph: DutyList, real_parsed: Parsed) -> None:
    assert from_graph == real_parsed.list


def test_every_row_is_rebuilt(built: Path, command: Command, real_text: str) -> None:
    result = command("source", "kanerzi-2025-07", "--store", built)
    assert result.exit_code == 0
    rows = ROW.findall(result.stdout)
    assert len(rows) == 239
    assert rows == ROW.findall(real_text)


def test_every_line_of_the_tables_is_rebuilt(from_graph: DutyList, real_text: str) -> None:
    rebuilt = [line for line in tables_text(from_graph).split("\n") if line]
    assert rebuilt == document_lines(real_text)


def test_every_quotation_stands_where_its_span_says(from_graph: DutyList) -> None:
    for duty in from_graph.duties:
        cells = {cell.column: cell.text for cell in duty.cells}
        for mark in [*duty.marks, *(mark for step in duty.steps for mark in step.marks)]:
            assert cells[mark.span.column][mark.span.start : mark.span.end] == mark.word
        for mention in [*duty.declared, *(m for step in duty.steps for m in step.participants)]:
            assert (
                cells[mention.span.column][mention.span.start : mention.span.end] == mention.printed
            )
        for step in duty.steps:
            assert cells[step.span.column][step.span.start : step.span.end] == step.text
            if step.heading_span is not None:
                span = step.heading_span
                assert cells[span.column][span.start : span.end] == step.heading


def test_no_character_of_a_side_is_lost(from_graph: DutyList) -> None:
    """What steps and headings leave of a cell is markup, numbers and white space."""
    for duty in from_graph.duties:
        for column in ("superior", "method", "township"):
            cell = next((cell.text for cell in duty.cells if cell.column == column), "")
            covered = bytearray(len(cell))
            for step in duty.steps:
                for span in (step.span, step.heading_span):
                    if span is not None and span.column == column:
                        covered[span.start : span.end] = b"\1" * (span.end - span.start)
            left = "".join(c if not covered[i] else "\n" for i, c in enumerate(cell))
            assert not words_left(left), f"{duty.label} {column}"


def words_left(left: str) -> list[str]:
    """Return the words that are neither markup nor a step's number."""
    bare = re.sub(r"<[^<>]*>", "\n", left)
    bare = re.sub(r"\d{1,3}\s*[.．、]|[（(]\d{1,3}[）)]|[一二三四五六七八九十]{1,3}、", "\n", bare)
    return [piece for piece in bare.split() if piece]


@pytest.mark.parametrize(
    "name", ["a district's subdistrict", "an autonomous county", "everything at once"]
)
def test_another_place_comes_back_too(name: str, real_text: str, tmp_path: Path) -> None:
    folder = VARIANTS[name].write(tmp_path / "list", real_text)
    job.build([folder], tmp_path / "build")
    assert dataset.from_graph(open_store(tmp_path / "build")) == read_list(folder).list


def test_iris_are_ascii_and_there_is_no_blank_node(built: Path) -> None:
    data = gzip.decompress((built / "kanerzi-2025-07" / "list.nq.gz").read_bytes())
    for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS):
        assert isinstance(quad, pyoxigraph.Quad)
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert not isinstance(term, pyoxigraph.BlankNode)
            if isinstance(term, pyoxigraph.NamedNode):
                assert term.value.isascii()


def test_lines_are_sorted_and_stand_once(built: Path) -> None:
    lines = (
        gzip.decompress((built / "kanerzi-2025-07" / "list.nq.gz").read_bytes())
        .decode()
        .splitlines()
    )
    by_graph: dict[str, list[str]] = {}
    for line in lines:
        by_graph.setdefault(line.rsplit("<", 1)[1], []).append(line)
    assert len(by_graph) >= 2
    for found in by_graph.values():
        assert found == sorted(set(found))


@pytest.mark.parametrize("format", ["trig", "jsonld", "nq"])
def test_every_form_holds_the_same_quads(built: Path, format: str) -> None:
    data, _, _ = dump.encode(open_store(built), format)
    found = set(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.from_extension(format)))
    assert found == set(dump.quads_of(open_store(built)))


def test_the_graph_of_one_list_has_what_it_names_of_the_shared_graphs(built: Path) -> None:
    data, _, _ = dump.encode(open_store(built), "nq", "kanerzi-2025-07")
    found = set(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS))
    said = set(dump.quads_of(open_store(built)))
    own = {quad for quad in said if "/list/kanerzi-2025-07" in str(quad.graph_name)}
    assert own
    assert own <= found
    assert own == {quad for quad in found if "/list/" in str(quad.graph_name)}


@pytest.mark.parametrize("format", ["ttl", "nt"])
def test_a_form_without_named_graphs_holds_the_same_triples(built: Path, format: str) -> None:
    data, nodes, edges = dump.encode(open_store(built), format)
    found = set(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.from_extension(format)))
    assert {str(quad.triple) for quad in found} == {
        str(quad.triple) for quad in dump.quads_of(open_store(built))
    }
    assert len(found) == edges
    assert 0 < nodes < edges
    assert data == dump.encode(open_store(built), format)[0]


def test_one_duty_alone_is_the_same_as_in_its_list(built: Path) -> None:
    from kg.asking import meant
    from kg.graph import dataset

    store = open_store(built)
    whole = dataset.from_graph(store)
    for duty in whole.duties[::7]:
        alone, around = meant.find_duty(store, duty.label)
        assert alone == duty
        assert around.duties == (duty,)
        assert (around.title, around.place, around.tables) == (
            whole.title,
            whole.place,
            whole.tables,
        )


def test_the_packed_records_are_those_of_the_graph(built: Path, from_graph: DutyList) -> None:
    data = (built / from_graph.id / archive.FILE).read_bytes()
    assert archive.unpack(data) == dataset.read_list(open_store(built)) == from_graph
    assert archive.pack(from_graph) == data


@pytest.mark.parametrize("name", list(VARIANTS)[::5])
def test_the_packed_records_of_other_lists(name: str, real_text: str, tmp_path: Path) -> None:
    duties = read_list(VARIANTS[name].write(tmp_path / "list", real_text)).list
    assert archive.unpack(archive.pack(duties)) == duties


DAMAGED = {
    "empty": b"",
    "rubbish": b"rubbish",
    "no record": gzip.compress(b"{}"),
    "old format": gzip.compress(b'{"format":0}'),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_packed_records_that_are_damaged_are_not_read(data: bytes) -> None:
    assert archive.unpack(data) is None
