"""The terms of the ontology, and the outside terms we use, as closed classes of plain strings.

``ontology/duties.ttl`` owns the names; a test holds the class :class:`DUTY` to it, both ways. Plain
strings cost no import of an RDF library, and a misspelt ``DUTY.term`` is an error of mypy and of
Python alike.
"""

from __future__ import annotations

from typing import Final

NS: Final = "https://w3id.org/duties#"
ONTOLOGY: Final = "https://w3id.org/duties"


class DUTY:
    """Terms of the duty ontology."""

    # Classes
    DutyList: Final = NS + "DutyList"
    Table: Final = NS + "Table"
    Duty: Final = NS + "Duty"
    BasicDuty: Final = NS + "BasicDuty"
    CooperativeDuty: Final = NS + "CooperativeDuty"
    RecalledDuty: Final = NS + "RecalledDuty"
    Step: Final = NS + "Step"
    SuperiorStep: Final = NS + "SuperiorStep"
    TownshipStep: Final = NS + "TownshipStep"
    Organization: Final = NS + "Organization"
    Department: Final = NS + "Department"
    Township: Final = NS + "Township"
    OpenClass: Final = NS + "OpenClass"
    ExternalActor: Final = NS + "ExternalActor"
    Jurisdiction: Final = NS + "Jurisdiction"
    SourceSpan: Final = NS + "SourceSpan"
    Mention: Final = NS + "Mention"
    Mark: Final = NS + "Mark"
    Clause: Final = NS + "Clause"
    Finding: Final = NS + "Finding"
    Tie: Final = NS + "Tie"
    Adjustment: Final = NS + "Adjustment"
    Difference: Final = NS + "Difference"
    CommonDuty: Final = NS + "CommonDuty"

    # A duty and its list
    inList: Final = NS + "inList"
    stableDuty: Final = NS + "stableDuty"
    category: Final = NS + "category"
    matter: Final = NS + "matter"
    declaredDepartment: Final = NS + "declaredDepartment"
    leadDepartment: Final = NS + "leadDepartment"
    receivingDepartment: Final = NS + "receivingDepartment"
    responsibleTownship: Final = NS + "responsibleTownship"
    actingDepartment: Final = NS + "actingDepartment"
    place: Final = NS + "place"

    # A step
    stepOf: Final = NS + "stepOf"
    follows: Final = NS + "follows"
    performedBy: Final = NS + "performedBy"
    joinedBy: Final = NS + "joinedBy"
    ledBy: Final = NS + "ledBy"
    mentions: Final = NS + "mentions"
    reportsTo: Final = NS + "reportsTo"
    otherActor: Final = NS + "otherActor"
    actionType: Final = NS + "actionType"

    # Evidence
    evidence: Final = NS + "evidence"
    mentionOf: Final = NS + "mentionOf"
    organization: Final = NS + "organization"
    markOf: Final = NS + "markOf"
    concept: Final = NS + "concept"
    quotes: Final = NS + "quotes"

    # Places
    jurisdiction: Final = NS + "jurisdiction"
    within: Final = NS + "within"

    # Findings, adjustments and differences
    concerns: Final = NS + "concerns"
    left: Final = NS + "left"
    right: Final = NS + "right"
    adjusts: Final = NS + "adjusts"
    adjustmentKind: Final = NS + "adjustmentKind"
    fromEdition: Final = NS + "fromEdition"
    toEdition: Final = NS + "toEdition"
    commonDuty: Final = NS + "commonDuty"
    differenceKind: Final = NS + "differenceKind"
    departs: Final = NS + "departs"

    # Values
    number: Final = NS + "number"
    ordinal: Final = NS + "ordinal"
    ordinalPrinted: Final = NS + "ordinalPrinted"
    position: Final = NS + "position"
    heading: Final = NS + "heading"
    headingStart: Final = NS + "headingStart"
    text: Final = NS + "text"
    line: Final = NS + "line"
    column: Final = NS + "column"
    start: Final = NS + "start"
    end: Final = NS + "end"
    quote: Final = NS + "quote"
    role: Final = NS + "role"
    rule: Final = NS + "rule"
    correction: Final = NS + "correction"
    rowText: Final = NS + "rowText"
    cellEnds: Final = NS + "cellEnds"
    cellLines: Final = NS + "cellLines"
    linePlace: Final = NS + "linePlace"
    columnNames: Final = NS + "columnNames"
    columnHeaders: Final = NS + "columnHeaders"
    document: Final = NS + "document"
    sha256: Final = NS + "sha256"
    issuer: Final = NS + "issuer"
    findingKind: Final = NS + "findingKind"
    tieKind: Final = NS + "tieKind"
    grade: Final = NS + "grade"
    score: Final = NS + "score"
    verdict: Final = NS + "verdict"
    judgedBy: Final = NS + "judgedBy"
    judgedOn: Final = NS + "judgedOn"
    judgedEdition: Final = NS + "judgedEdition"
    note: Final = NS + "note"
    sharedWords: Final = NS + "sharedWords"
    oldText: Final = NS + "oldText"
    newText: Final = NS + "newText"
    here: Final = NS + "here"
    usual: Final = NS + "usual"
    hereText: Final = NS + "hereText"
    usualText: Final = NS + "usualText"


class RDF:
    """RDF: the terms used."""

    NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    type: Final = NS + "type"


class RDFS:
    """RDF Schema: the terms used."""

    NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
    label: Final = NS + "label"
    subClassOf: Final = NS + "subClassOf"
    subPropertyOf: Final = NS + "subPropertyOf"
    seeAlso: Final = NS + "seeAlso"
    isDefinedBy: Final = NS + "isDefinedBy"


class OWL:
    """OWL 2: the terms used."""

    NS: Final = "http://www.w3.org/2002/07/owl#"
    Class: Final = NS + "Class"
    ObjectProperty: Final = NS + "ObjectProperty"
    DatatypeProperty: Final = NS + "DatatypeProperty"
    versionInfo: Final = NS + "versionInfo"


class XSD:
    """XML Schema datatypes: the terms used."""

    NS: Final = "http://www.w3.org/2001/XMLSchema#"
    string: Final = NS + "string"
    boolean: Final = NS + "boolean"
    integer: Final = NS + "integer"
    date: Final = NS + "date"
    decimal: Final = NS + "decimal"
    gYearMonth: Final = NS + "gYearMonth"


class DCT:
    """Dublin Core terms: the terms used."""

    NS: Final = "http://purl.org/dc/terms/"
    type: Final = NS + "type"
    title: Final = NS + "title"
    description: Final = NS + "description"
    source: Final = NS + "source"
    issued: Final = NS + "issued"
    subject: Final = NS + "subject"
    publisher: Final = NS + "publisher"
    identifier: Final = NS + "identifier"


class DCAT:
    """DCAT 3: the terms used."""

    NS: Final = "http://www.w3.org/ns/dcat#"
    DatasetSeries: Final = NS + "DatasetSeries"
    inSeries: Final = NS + "inSeries"
    version: Final = NS + "version"
    previousVersion: Final = NS + "previousVersion"


class SKOS:
    """SKOS: the terms used."""

    NS: Final = "http://www.w3.org/2004/02/skos/core#"
    Concept: Final = NS + "Concept"
    ConceptScheme: Final = NS + "ConceptScheme"
    prefLabel: Final = NS + "prefLabel"
    altLabel: Final = NS + "altLabel"
    hiddenLabel: Final = NS + "hiddenLabel"
    definition: Final = NS + "definition"
    example: Final = NS + "example"
    notation: Final = NS + "notation"
    scopeNote: Final = NS + "scopeNote"
    note: Final = NS + "note"
    inScheme: Final = NS + "inScheme"
    broader: Final = NS + "broader"


class ORG:
    """The Organization Ontology: the terms used."""

    NS: Final = "http://www.w3.org/ns/org#"
    classification: Final = NS + "classification"
    subOrganizationOf: Final = NS + "subOrganizationOf"
    ChangeEvent: Final = NS + "ChangeEvent"
    changedBy: Final = NS + "changedBy"
    originalOrganization: Final = NS + "originalOrganization"
    resultingOrganization: Final = NS + "resultingOrganization"


class PROV:
    """PROV-O: the terms used."""

    NS: Final = "http://www.w3.org/ns/prov#"
    wasDerivedFrom: Final = NS + "wasDerivedFrom"
    wasRevisionOf: Final = NS + "wasRevisionOf"
    used: Final = NS + "used"
    generated: Final = NS + "generated"


class OA:
    """Web Annotation: its prefix, for queries."""

    NS: Final = "http://www.w3.org/ns/oa#"


class CPSV:
    """Core Public Service Vocabulary: its prefix, for queries."""

    NS: Final = "http://purl.org/vocab/cpsv#"


class CV:
    """The EU's core vocabularies: their prefix, for queries."""

    NS: Final = "http://data.europa.eu/m8g/"


class PPLAN:
    """P-Plan: the terms used (referred to, never bundled)."""

    NS: Final = "http://purl.org/net/p-plan#"
    isPrecededBy: Final = NS + "isPrecededBy"


PREFIXES: Final[dict[str, str]] = {
    "duty": NS,
    "cpsv": CPSV.NS,
    "cv": CV.NS,
    "dcat": DCAT.NS,
    "dct": DCT.NS,
    "oa": OA.NS,
    "org": ORG.NS,
    "owl": OWL.NS,
    "p-plan": PPLAN.NS,
    "prov": PROV.NS,
    "rdf": RDF.NS,
    "rdfs": RDFS.NS,
    "skos": SKOS.NS,
    "xsd": XSD.NS,
}
"""Prefix → namespace, as every file we write declares them."""
