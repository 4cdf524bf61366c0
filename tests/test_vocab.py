"""The names in code are the names of the ontology."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph
from rdflib.namespace import DefinedNamespace, Namespace

from kg import vocab
from kg.resources import ontology_path

KG = Path(vocab.__file__).parent

# Read in DCAT 3 and P-Plan: rdflib has none of these, or an older one.
READ = {
    "DCAT": {"version", "previousVersion", "DatasetSeries", "inSeries"},
    "PPLAN": {"isPrecededBy"},
}
KNOWN_TO_RDFLIB: dict[str, type[DefinedNamespace] | Namespace] = {
    "RDF": RDF, "RDFS": RDFS, "OWL": OWL, "XSD": XSD, "DCT": DCTERMS, "DCAT": DCAT, "SKOS": SKOS, "ORG": ORG,
    "PROV": PROV,
}  # fmt: skip
PREFIX_ONLY = ("OA", "CPSV", "CV")
CLASSES = ("DUTY", *KNOWN_TO_RDFLIB, "PPLAN", *PREFIX_ONLY)


def names(cls: str) -> set[str]:
    """Return the terms of one class of ``kg.vocab``."""
    return {
        name for name in vars(getattr(vocab, cls)) if not name.startswith("__") and name != "NS"
    }


def uses_in(source: str) -> Iterator[tuple[str, str, int]]:
    """Yield (class, term, line) for every ``DUTY.term`` of a Python source, also when written ``vocab.DUTY.term``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = (
                owner.id
                if isinstance(owner, ast.Name)
                else owner.attr
                if isinstance(owner, ast.Attribute)
                else ""
            )
            if name in CLASSES:
                yield name, node.attr, node.lineno


@pytest.fixture(scope="module")
def terms() -> set[str]:
    graph = Graph().parse(ontology_path() / "duties.ttl")
    return {str(term).removeprefix(vocab.NS) for term in graph.subjects(RDFS.isDefinedBy)}


def test_class_and_file_have_the_same_terms(terms: set[str]) -> None:
    assert names("DUTY") == terms


@pytest.mark.parametrize("cls", CLASSES)
def test_a_term_is_its_namespace_and_its_name(cls: str) -> None:
    namespace = vocab.NS if cls == "DUTY" else getattr(vocab, cls).NS
    assert namespace in vocab.PREFIXES.values()
    for name in names(cls):
        assert getattr(getattr(vocab, cls), name) == namespace + name


@pytest.mark.parametrize("cls", [*KNOWN_TO_RDFLIB, "PPLAN"])
def test_outside_terms_exist(cls: str) -> None:
    known = KNOWN_TO_RDFLIB.get(cls)
    if known is not None:
        assert str(known) == getattr(vocab, cls).NS
    unknown = {
        name for name in names(cls) - READ.get(cls, set()) if known is None or name not in known
    }
    assert not unknown


def test_prefixes_name_every_namespace_once() -> None:
    assert len(set(vocab.PREFIXES.values())) == len(vocab.PREFIXES) == len(CLASSES)


def test_every_term_used_in_code_is_a_term() -> None:
    wrong = [
        f"{path.relative_to(KG)}:{line}: {cls}.{term}"
        for path in sorted(KG.rglob("*.py"))
        for cls, term, line in uses_in(path.read_text(encoding="utf-8"))
        if term not in names(cls) and term != "NS" and not term.startswith("__")
    ]
    assert wrong == []


def test_every_outside_term_is_used() -> None:
    tests = Path(__file__).parent
    sources = [*KG.rglob("*.py"), *tests.rglob("*.py"), *(tests.parent / "docs").glob("*.py")]
    used = {
        (cls, term)
        for path in sources
        for cls, term, _ in uses_in(path.read_text(encoding="utf-8"))
    }
    assert {(cls, term) for cls in CLASSES[1:] for term in names(cls)} <= used


def test_no_code_builds_a_term_of_its_own() -> None:
    wrong = [
        f"{path.relative_to(KG)}:{node.lineno}: {ast.unparse(node)}"
        for path in sorted(KG.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp)
        and any(cls == "DUTY" for cls, _, _ in uses_in(ast.unparse(node.left)))
    ]
    assert wrong == []


def test_a_misspelt_term_is_seen() -> None:
    source = "from kg.vocab import DUTY\nfrom kg import vocab\nDUTY.stepof\nvocab.DUTY.stepOf"
    assert list(uses_in(source)) == [("DUTY", "stepof", 3), ("DUTY", "stepOf", 4)]


@pytest.mark.parametrize(
    "path",
    [*sorted(KG.rglob("*.rq")), *sorted(ontology_path().glob("*.ttl"))],
    ids=lambda path: path.name,
)
def test_every_term_used_in_a_query_or_shape_is_a_term(path: Path, terms: set[str]) -> None:
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"(?<![\w/-])duty:(\w+)", text)) | set(
        re.findall(re.escape(vocab.NS) + r"(\w+)", text)
    )
    assert used <= terms


def test_vocab_imports_nothing_heavy() -> None:
    tree = ast.parse((KG / "vocab.py").read_text(encoding="utf-8"))
    assert [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)] == [
        "__future__",
        "typing",
    ]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
