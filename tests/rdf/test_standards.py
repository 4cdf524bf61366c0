"""What DCAT-AP and CPSV-AP ask of the graph, after the ontology's own axioms (``docs/decisions/0008-standards.md``)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.build import triples
from kg.resources import ontology_path

PROFILES = Path(__file__).with_name("profiles.ttl")
Complaint = tuple[str, str]
"""The profile's class, and the property it asks for."""


def with_axioms(graph: Graph) -> Graph:
    """Return a graph with the classes and properties above its own, as the ontology says."""
    ontology = Graph().parse(ontology_path() / "duties.ttl")
    above: dict[Node, set[Node]] = {}
    for kind in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in ontology.subjects(kind):
            above[term] = {wider for wider in ontology.transitive_objects(term, kind) if wider}
    for thing, term, value in list(graph):
        for wider in above.get(value, ()) if term == RDF.type else ():
            graph.add((thing, RDF.type, wider))
        for wider in above.get(term, ()):
            graph.add((thing, wider, value))
    return graph


@pytest.fixture(scope="module")
def complaints(real_list: Path) -> dict[str, Counter[Complaint]]:
    """Return what the profiles complain of, by severity: how many times each."""
    quads = pyoxigraph.parse("".join(triples(real_list)), pyoxigraph.RdfFormat.N_QUADS)
    lines = pyoxigraph.serialize(
        (quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    graph = with_axioms(Graph().parse(data=lines, format="nt"))
    shapes = Graph().parse(PROFILES)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    found: dict[str, Counter[Complaint]] = {"Violation": Counter(), "Warning": Counter()}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        shape = shapes.value(predicate=SH.property, object=report.value(result, SH.sourceShape))
        path = str(report.value(result, SH.resultPath))
        found[severity][
            str(shape).rpartition("#")[2], path.rpartition("/")[2].rpartition("#")[2]
        ] += 1
    return found


def test_what_is_asked_for_and_no_list_says(complaints: dict[str, Counter[Complaint]]) -> None:
    assert complaints["Violation"] == {
        ("PublicService", "description"): 239,  # a list prints titles and steps
        ("PublicService", "hasCompetentAuthority"): 1,  # 其他负有…职责的部门 is no single body
    }


def test_what_is_recommended_and_not_known_of_a_list(
    complaints: dict[str, Counter[Complaint]],
) -> None:
    unknown = ("contactPoint", "distribution", "keyword", "spatial", "temporal", "theme")
    assert complaints["Warning"] == {("Dataset", name): 1 for name in unknown}


def test_the_shapes_see_what_is_missing() -> None:
    bare = "@prefix dcat: <http://www.w3.org/ns/dcat#> . <urn:list> a dcat:Dataset ; dcat:inSeries <urn:series> ."
    conforms, _, text = pyshacl.validate(
        Graph().parse(data=bare, format="turtle"), shacl_graph=Graph().parse(PROFILES)
    )
    assert not conforms
    assert text.count("Less than 1 values on <urn:list>->dct:title") == 1
