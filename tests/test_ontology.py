"""The ontology is complete, sound and quoted right; its rules fire where they should; its page is up to date."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter, defaultdict
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import owlready2
import pyoxigraph
import pyshacl
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from docs import ontology as page
from kg.names import load
from kg.parse import read_list
from kg.rdf import list_lines
from kg.resources import data_path, ontology_path
from kg.vocab import DUTY, NS, ONTOLOGY, PPLAN

owlrl: Any = import_module("owlrl")  # comes with pyshacl and ships no types

DUTIES, SHAPES = ontology_path() / "duties.ttl", ontology_path() / "shapes.ttl"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
PREFIXES = """
@prefix duty: <https://w3id.org/duties#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/> .
"""


@cache
def ontology() -> Graph:
    return Graph().parse(DUTIES)


def terms() -> list[Node]:
    return sorted(set(ontology().subjects(RDFS.isDefinedBy)), key=str)


def upwards(term: Node | None, predicate: URIRef) -> set[Node]:
    """Return the term and all that stands above it; nothing for ``None``."""
    return (
        {node for node in ontology().transitive_objects(term, predicate) if node} if term else set()
    )


def in_language(term: Node, predicate: URIRef, language: str) -> list[str]:
    return [
        str(o)
        for o in ontology().objects(term, predicate)
        if isinstance(o, Literal) and o.language == language
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Complete
# ---------------------------------------------------------------------------------------------------------------------


def test_the_header_has_title_licence_and_version() -> None:
    head = URIRef(ONTOLOGY)
    assert {
        o.language for o in ontology().objects(head, DCTERMS.title) if isinstance(o, Literal)
    } == {"zh", "en"}
    assert ontology().value(head, DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert str(ontology().value(head, OWL.versionInfo)) == "0.1.0"


def test_every_term_has_its_words() -> None:
    for term in terms():
        for language in ("zh", "en"):
            assert len(in_language(term, RDFS.label, language)) == 1, term
            assert len(in_language(term, SKOS.definition, language)) == 1, term
        assert list(ontology().objects(term, SKOS.example)), term
        assert list(ontology().objects(term, DCTERMS.source)), term


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_terms_share_a_label(language: str) -> None:
    count = Counter(
        label.casefold() for term in terms() for label in in_language(term, RDFS.label, language)
    )
    assert [label for label, times in count.items() if times > 1] == []


def test_definitions_end_as_sentences_do() -> None:
    for term in terms():
        assert in_language(term, SKOS.definition, "zh")[0].endswith("。"), term
        assert in_language(term, SKOS.definition, "en")[0].endswith("."), term


def test_there_is_no_blank_node_and_no_import() -> None:
    assert not [node for node in ontology().all_nodes() if isinstance(node, BNode)]
    assert not list(ontology().objects(None, OWL.imports))


def test_every_example_is_quoted_from_the_place_it_names(real_text: str) -> None:
    tables = re.split(r"^.*(?:基本|配合|收回)(?:履职)?事项清单$", real_text, flags=re.MULTILINE)[
        -3:
    ]
    rows = dict(zip(("基本", "配合", "收回"), map(str.splitlines, tables), strict=True))
    for term in terms():
        sources = [o for o in ontology().objects(term, DCTERMS.source) if isinstance(o, Literal)]
        places = [place for o in sources if (place := re.fullmatch(r"(基本|配合|收回) (\d+)", o))]
        for example in in_language(term, SKOS.example, "zh"):
            assert example in real_text.replace("\n奇台县", "奇台县"), term
            for place in places:
                row = [row for row in rows[place[1]] if row.startswith(f"{place[2]}\t")]
                assert len(row) == 1, place
                assert example in row[0], f"{term}: {example} is not in {place[0]}"


def test_outside_terms_stand_above_and_are_spelt_right() -> None:
    above = {
        str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in ontology().objects(None, p)
    }
    outside = {iri for iri in above if not iri.startswith(NS)}
    assert PPLAN.isPrecededBy in outside
    declared = {str(s) for s in ontology().subjects(RDF.type) if not str(s).startswith(ONTOLOGY)}
    assert outside <= declared


# ---------------------------------------------------------------------------------------------------------------------
# Sound
# ---------------------------------------------------------------------------------------------------------------------

# What the outside vocabularies themselves say of domains and ranges (PROV-O, P-Plan, ORG); CPSV-AP states none.
NEIGHBOURS = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix p-plan: <http://purl.org/net/p-plan#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
org:FormalOrganization rdfs:subClassOf org:Organization .
org:subOrganizationOf rdfs:domain org:Organization ; rdfs:range org:Organization .
org:classification rdfs:domain org:Organization ; rdfs:range <http://www.w3.org/2004/02/skos/core#Concept> .
p-plan:Plan rdfs:subClassOf prov:Plan . prov:Plan rdfs:subClassOf prov:Entity .
p-plan:isStepOfPlan rdfs:domain p-plan:Step ; rdfs:range p-plan:Plan .
p-plan:isPrecededBy a owl:TransitiveProperty ; rdfs:domain p-plan:Step ; rdfs:range p-plan:Step .
prov:wasQuotedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:Entity owl:disjointWith prov:Activity .
"""

# Only properties, no type: what follows from them is what the ontology makes of them.
UNTYPED = """
:d duty:inList :l ; duty:category :k ; duty:declaredDepartment :o ; duty:leadDepartment :o ;
    duty:actingDepartment :o ; duty:matter :m ; duty:stableDuty :stable .
:r duty:receivingDepartment :o . :b duty:responsibleTownship :p .
:s duty:stepOf :d ; duty:follows :s2 ; duty:performedBy :o ; duty:joinedBy :o ; duty:ledBy :o ; duty:mentions :o ;
    duty:reportsTo :o ; duty:otherActor :x ; duty:actionType :a .
:s2 duty:follows :s3 .
:mention duty:mentionOf :s ; duty:organization :o . :mark duty:markOf :s ; duty:concept :a .
:o duty:jurisdiction :j . :p duty:within :j . :j duty:within :j2 . :l duty:place :p .
:f duty:grade 2 ; duty:concerns :d, :o ; duty:evidence :e ; duty:matter :m .
:e duty:quotes :s .
:change duty:adjusts :d ; duty:adjustmentKind :recalled .
"""


def closure(data: str) -> Graph:
    graph = (
        Graph()
        .parse(DUTIES)
        .parse(data=NEIGHBOURS, format="turtle")
        .parse(data=PREFIXES + data, format="turtle")
    )
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def classes(graph: Graph, name: str) -> set[str]:
    found = (str(o) for o in graph.objects(URIRef(f"https://example.org/{name}"), RDF.type))
    return {iri.removeprefix(NS) for iri in found if iri.startswith(NS)}


def test_reasoning_finds_no_contradiction_and_the_right_types() -> None:
    graph = closure(UNTYPED)
    assert not list(graph.subjects(RDF.type, ERROR))
    assert classes(graph, "d") == {"Duty"}
    assert classes(graph, "r") == {"Duty", "RecalledDuty"}
    assert classes(graph, "b") == {"Duty", "BasicDuty"}
    assert classes(graph, "s") == {"Step"}
    assert classes(graph, "o") == {"Organization"}
    assert classes(graph, "x") == {"Organization"}
    assert classes(graph, "p") == {"Organization", "Township"}
    assert classes(graph, "j") == classes(graph, "j2") == {"Jurisdiction"}
    assert classes(graph, "l") == {"DutyList"}
    assert classes(graph, "e") == {"SourceSpan", "Clause"}
    assert classes(graph, "mention") == {"SourceSpan", "Mention"}
    assert classes(graph, "mark") == {"SourceSpan", "Mark"}
    assert classes(graph, "f") == {"Finding"}
    assert classes(graph, "change") == {"Adjustment"}
    assert classes(graph, "stable") == set()


def test_reasoning_declares_no_department_that_only_leads() -> None:
    graph = closure(":d duty:leadDepartment :o .")
    assert not list(graph.objects(None, URIRef(DUTY.declaredDepartment)))


def test_what_follows_is_transitive_in_p_plan_only() -> None:
    graph = closure(UNTYPED)
    s, s3 = URIRef("https://example.org/s"), URIRef("https://example.org/s3")
    assert (s, URIRef(PPLAN.isPrecededBy), s3) in graph
    assert (s, URIRef(DUTY.follows), s3) not in graph


@pytest.mark.parametrize(
    "data",
    [
        ":d a duty:BasicDuty, duty:RecalledDuty .",
        ":s a duty:SuperiorStep, duty:TownshipStep .",
        ":d a duty:Duty ; duty:stepOf :e .",
        ":d duty:rowText '一' . :s duty:performedBy :d .",
        ":o a duty:Department, duty:ExternalActor .",
        ":c a duty:Clause, duty:Mention .",
    ],
)
def test_reasoning_sees_a_contradiction(data: str) -> None:
    assert list(closure(data).subjects(RDF.type, ERROR))


def test_oxigraph_reads_the_same_triples() -> None:
    assert len(set(pyoxigraph.parse(DUTIES.read_bytes(), pyoxigraph.RdfFormat.TURTLE))) == len(
        ontology()
    )


@pytest.fixture
def world() -> Any:
    world = owlready2.World()
    file = io.BytesIO(ontology().serialize(format="xml", encoding="utf-8"))
    world.get_ontology(ONTOLOGY).load(fileobj=file)
    return world


def test_owlready_reads_the_same_terms(world: Any) -> None:
    for kind, found in (
        (OWL.Class, world.classes()),
        (OWL.DatatypeProperty, world.data_properties()),
    ):
        assert {each.iri for each in found} == {str(s) for s in ontology().subjects(RDF.type, kind)}


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_hermit_finds_every_class_satisfiable(world: Any) -> None:
    owlready2.sync_reasoner_hermit(world, debug=0)
    assert list(world.inconsistent_classes()) == []


# ---------------------------------------------------------------------------------------------------------------------
# The graph of the real list
# ---------------------------------------------------------------------------------------------------------------------


SMALL = data_path() / "examples" / "example-county" / "hill-2025-12"


@pytest.fixture(scope="module")
def real_graph(real_list: Path) -> Graph:
    return graph_of(real_list)


def graph_of(path: Path) -> Graph:
    parsed = read_list(path)
    lines = list_lines(parsed.list, parsed.directory, load())
    quads = pyoxigraph.parse("\n".join(lines), pyoxigraph.RdfFormat.N_QUADS)
    triples = pyoxigraph.serialize(
        (quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    return Graph().parse(data=triples, format="nt")


def test_the_real_graph_uses_our_terms_only_as_they_are_meant(real_graph: Graph) -> None:
    ours = {str(term) for term in terms()}
    used = {
        str(node)
        for node in (*real_graph.predicates(unique=True), *real_graph.objects(None, RDF.type))
    }
    assert {iri for iri in used if iri.startswith(NS)} <= ours
    wrong: Counter[str] = Counter()
    for term in ontology().subjects(RDF.type, OWL.DatatypeProperty):
        datatype = ontology().value(term, RDFS.range)
        for value in real_graph.objects(None, term):
            found = (value.datatype or XSD.string) if isinstance(value, Literal) else None
            wrong[f"{term} {found}"] += datatype not in (RDFS.Literal, found)
    assert not +wrong


def test_no_thing_of_the_real_graph_is_two_things_at_once(real_graph: Graph) -> None:
    """Domains, ranges and superclasses, followed by hand: OWL-RL over the whole graph would take minutes."""
    kinds: defaultdict[Node, set[Node]] = defaultdict(set)
    for thing, kind in real_graph.subject_objects(RDF.type):
        kinds[thing] |= upwards(kind, RDFS.subClassOf)
    for term in real_graph.predicates(unique=True):
        for above in upwards(term, RDFS.subPropertyOf):
            subject = upwards(ontology().value(above, RDFS.domain), RDFS.subClassOf)
            target = upwards(ontology().value(above, RDFS.range), RDFS.subClassOf)
            for thing, value in real_graph.subject_objects(term):
                kinds[thing] |= subject
                if not isinstance(value, Literal):
                    kinds[value] |= target
    for one, other in ontology().subject_objects(OWL.disjointWith):
        assert [thing for thing, found in kinds.items() if one in found and other in found] == [], (
            f"{one} {other}"
        )


def test_a_whole_graph_breaks_no_rule_but_those_of_advice() -> None:
    """Of a small list, with all that the rules of the real list's graph need not see: tests/test_faces.py."""
    conforms, results = validate(graph_of(SMALL))
    assert conforms
    assert {severity for _, severity, _ in results} <= {"Warning", "Info"}


# ---------------------------------------------------------------------------------------------------------------------
# Rules
# ---------------------------------------------------------------------------------------------------------------------

WELL = """
:list a duty:DutyList .
:law skos:inScheme <https://w3id.org/duties/scheme/law> .
:police a duty:Department ; rdfs:label "县公安局"@zh, "County police"@en .
:health a duty:Department ; rdfs:label "县卫健委"@zh .
:insurer a duty:ExternalActor .
:town a duty:Township .
:b a duty:BasicDuty ; duty:inList :list ;
    rdfs:label "基本 3"@zh, "basic 3"@en ;
    duty:number 3 ; duty:category :safety ; dct:title "三"@zh ; duty:rowText "一" .
:b-mark a duty:Mark ; duty:markOf :b ; duty:concept :law .
:c a duty:CooperativeDuty ; duty:inList :list ;
    rdfs:label "配合 4"@zh, "cooperative 4"@en ; duty:number 4 ; duty:category :safety ; dct:title "四"@zh ;
    duty:rowText "一" ; duty:declaredDepartment :police, :health ; duty:leadDepartment :police .
:c1 a duty:SuperiorStep ; duty:stepOf :c ; duty:position 1 ; duty:text "甲"@zh ; duty:performedBy :police .
:c2 a duty:SuperiorStep ; duty:stepOf :c ; duty:position 2 ; duty:text "乙"@zh ; duty:performedBy :police ;
    duty:joinedBy :health, :town .
:c3 a duty:SuperiorStep ; duty:stepOf :c ; duty:position 3 ; duty:text "丙"@zh ; duty:otherActor :insurer .
:c4 a duty:TownshipStep ; duty:stepOf :c ; duty:position 1 ; duty:ordinal 4 ; duty:text "丁"@zh ; duty:performedBy :town .
:c-mark a duty:Mark ; duty:markOf :c4 ; duty:concept :law .
:r1 a duty:RecalledDuty ; duty:inList :list ; duty:receivingDepartment :police ;
    rdfs:label "收回 1"@zh, "recalled 1"@en ;
    duty:number 1 ; duty:category :safety ; dct:title "一"@zh ; duty:rowText "一" .
:r1s a duty:SuperiorStep ; duty:stepOf :r1 ; duty:position 1 ; duty:text "负责执法检查。"@zh ; duty:performedBy :police .
:r1-mark a duty:Mark ; duty:markOf :r1s ; duty:concept :law .
:r2 a duty:RecalledDuty ; duty:inList :list ; duty:receivingDepartment :police ;
    rdfs:label "收回 2"@zh, "recalled 2"@en ;
    duty:number 2 ; duty:category :safety ; dct:title "二"@zh ; duty:rowText "一" .
:r2s a duty:SuperiorStep ; duty:stepOf :r2 ; duty:position 1 ; duty:text "负责执法检查。"@zh ; duty:performedBy :police .
:r2-mark a duty:Mark ; duty:markOf :r2s ; duty:concept :law .
:f a duty:Finding ; duty:findingKind "overlap" ; duty:grade 2 ; duty:verdict "settle" ; duty:concerns :b, :c .
"""
THIRD = """
:r3 a duty:RecalledDuty ; duty:inList :list ; duty:receivingDepartment :police ;
    rdfs:label "收回 7"@zh, "recalled 7"@en ;
    duty:number 7 ; duty:category :safety ; dct:title "七"@zh ; duty:rowText "一" .
:r3s a duty:SuperiorStep ; duty:stepOf :r3 ; duty:position 1 ; duty:text "负责执法检查。"@zh ; duty:performedBy :police .
:r3-mark a duty:Mark ; duty:markOf :r3s ; duty:concept :law .
"""


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def validate(data: str | Graph) -> tuple[bool, list[tuple[str, str, set[str]]]]:
    """Return whether the data conform, warnings allowed, and (rule, severity, messages) of every result."""
    graph = (
        data if isinstance(data, Graph) else Graph().parse(data=PREFIXES + data, format="turtle")
    )
    conforms, report, _ = pyshacl.validate(
        graph, shacl_graph=shapes(), inference="none", allow_warnings=True, allow_infos=True
    )
    results = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        code = str(report.value(result, SH.sourceShape)).split("#")[-1]
        severity = str(report.value(result, SH.resultSeverity)).split("#")[-1]
        results.append((code, severity, {str(o) for o in report.objects(result, SH.resultMessage)}))
    return conforms, sorted(results, key=lambda each: (each[0], sorted(each[2])))


def test_a_sound_list_passes_every_rule() -> None:
    assert validate(WELL) == (True, [])


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("DutyKind", ":b a duty:BasicDuty", ":b a duty:BasicDuty, duty:CooperativeDuty"),
        ("DutyInList", ":b a duty:BasicDuty ; duty:inList :list", ":b a duty:BasicDuty"),
        ("DutyInList", ":list a duty:DutyList", ":list a duty:Table"),
        ("DutyNumber", "duty:number 3", "duty:number 0"),
        ("DutyNumber", "duty:number 3", 'duty:number "三"'),
        ("DutyNumber", "duty:number 3", "duty:number 3, 4"),
        ("DutyCategory", "duty:number 3 ; duty:category :safety", "duty:number 3"),
        ("DutyTitle", ' ; dct:title "三"@zh', ""),
        ("DutyTitle", '"三"@zh', '""@zh'),
        ("DutyEvidence", '三"@zh ; duty:rowText "一"', '三"@zh'),
        ("StepSide", ":c4 a duty:TownshipStep", ":c4 a duty:Step"),
        ("StepSide", ":c4 a duty:TownshipStep", ":c4 a duty:TownshipStep, duty:SuperiorStep"),
        ("StepOf", "; duty:stepOf :c ; duty:position 3", "; duty:position 3"),
        ("StepOrdinal", "duty:ordinal 4", "duty:ordinal 4, 5"),
        ("StepText", ' ; duty:text "丙"@zh', ""),
        ("FindingKind", 'duty:findingKind "overlap" ; ', ""),
        ("FindingGrade", "duty:grade 2", "duty:grade 4"),
        ("FindingVerdict", '"settle"', '"perhaps"'),
        ("FindingConcerns", "; duty:concerns :b, :c ", ""),
    ],
)
def test_a_violation_makes_the_data_invalid(code: str, old: str, new: str) -> None:
    assert WELL.count(old) == 1
    conforms, results = validate(WELL.replace(old, new))
    assert not conforms
    assert (code, "Violation") in {(found, severity) for found, severity, _ in results}


@pytest.mark.parametrize(
    ("code", "old", "new", "messages"),
    [
        (
            "NoLead", " ; duty:leadDepartment :police", "",
            [{"配合 4：列有 2 个对应上级部门，未写明由谁牵头",
              "cooperative 4: 2 departments are declared and none is said to lead"}],
        ),
        (
            "SilentDepartment", "duty:joinedBy :health, :town", "duty:joinedBy :town",
            [{"配合 4：县卫健委列为对应上级部门，但没有一个步骤由其执行",
              "cooperative 4: 县卫健委 is declared and performs no step"}],
        ),
        (
            "UndeclaredActor", "duty:declaredDepartment :police, :health", "duty:declaredDepartment :police",
            [{"配合 4：县卫健委执行或参与步骤，但部门一栏没有列它",
              "cooperative 4: 县卫健委 performs or joins a step and its column does not name it"}],
        ),
        (
            "UnassignedStep", " ; duty:otherActor :insurer", "",
            [{"配合 4：上级部门步骤 3 未写明由谁执行", "cooperative 4: superior step 3 is given to nobody"}],
        ),
        (
            "UnassignedStep", "duty:performedBy :police ;\n    duty:joinedBy :health", "duty:joinedBy :health",
            [{"配合 4：上级部门步骤 2 未写明由谁执行", "cooperative 4: superior step 2 is given to nobody"}],
        ),
        (
            "UndeclaredActor", ":r1 a duty:RecalledDuty ; duty:inList :list ; duty:receivingDepartment :police ;",
            ":r1 a duty:RecalledDuty ; duty:inList :list ;",
            [{"收回 1：县公安局执行或参与步骤，但部门一栏没有列它",
              "recalled 1: 县公安局 performs or joins a step and its column does not name it"}],
        ),
        (
            "UnassignedStep", "duty:performedBy :police .\n:r1-mark", "duty:mentions :police .\n:r1-mark",
            [{"收回 1：承接部门步骤 1 未写明由谁执行", "recalled 1: receiving department step 1 is given to nobody"}],
        ),
        (
            "BoilerplateMethod", ":f a duty:Finding", THIRD + ":f a duty:Finding",
            [
                {f"收回 {n}：工作方式与另外 2 个收回事项一字不差",
                 f"recalled {n}: its method is word for word that of 2 other recalled duties"}
                for n in (1, 2, 7)
            ],
        ),
        (
            "NoLegalBasis", "duty:markOf :c4", "duty:markOf :c9",
            [{"配合 4：原文未点名任何法律依据", "cooperative 4: no law is named"}],
        ),
        (
            "NoLegalBasis", "duty:markOf :b ", "duty:markOf :b9 ",
            [{"基本 3：原文未点名任何法律依据", "basic 3: no law is named"}],
        ),
    ],
)  # fmt: skip
def test_a_warning_names_the_duty_and_leaves_the_data_valid(
    code: str, old: str, new: str, messages: list[set[str]]
) -> None:
    assert WELL.count(old) == 1
    conforms, results = validate(WELL.replace(old, new))
    assert conforms
    assert [found for found, _, _ in results] == [code] * len(messages)
    assert {severity for _, severity, _ in results} == {
        "Info" if code == "NoLegalBasis" else "Warning"
    }
    assert [said for _, _, said in results] == messages


def test_two_lists_do_not_share_their_boilerplate() -> None:
    other = THIRD.replace("duty:inList :list", "duty:inList :other") + ":other a duty:DutyList ."
    assert validate(WELL + other) == (True, [])


def test_every_rule_speaks_both_languages() -> None:
    for shape in {
        *shapes().subjects(RDF.type, SH.PropertyShape),
        *shapes().objects(None, SH.sparql),
    }:
        assert {
            o.language for o in shapes().objects(shape, SH.message) if isinstance(o, Literal)
        } == {"zh", "en"}


# ---------------------------------------------------------------------------------------------------------------------
# The page
# ---------------------------------------------------------------------------------------------------------------------


class Requests(HTMLParser):
    """Collect what a browser would fetch, and the page's anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "a":
            self.links.add(given["href"])
        elif tag in {"script", "img", "iframe", "object", "embed"} or (
            tag == "link" and given["href"] != "data:,"
        ):
            self.fetched.append(tag)
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]


def test_the_page_is_up_to_date() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.render(), "run: python -m docs.ontology"


def test_the_page_asks_the_network_for_nothing_and_its_links_arrive() -> None:
    text = page.render()
    found = Requests()
    found.feed(text)
    assert found.fetched == []
    assert not re.search(r"@import|url\((?!#)", text)
    assert {link.removeprefix("#") for link in found.links if link.startswith("#")} <= found.ids
    assert {str(term).removeprefix(NS) for term in terms()} <= found.ids


def test_the_page_names_every_rule() -> None:
    codes = {code for _, code, _, _ in page.rules(shapes())}
    assert len(codes) == 20
    text = page.render()
    assert all(f"<code>{code}</code>" in text for code in codes)
