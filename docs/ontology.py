"""Write ``docs/ontology.html`` from ``ontology/*.ttl``: ``python -m docs.ontology``.

Order and headings of the page are those of ``duties.ttl``. The page asks the network for nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.resources import ontology_path
from kg.vocab import NS, ONTOLOGY, PREFIXES

FOLDER = Path(__file__).parent
PAGE = FOLDER / "ontology.html"
DCAM = Namespace("http://purl.org/dc/dcam/")
PLACE = re.compile(r"封面|目录|表头|(基本|配合|收回) \d+")
KINDS: dict[Node, str] = {
    OWL.Class: "类 Class",
    OWL.ObjectProperty: "对象属性 Object property",
    OWL.DatatypeProperty: "数据属性 Datatype property",
}
SEVERITIES: dict[Node | None, str] = {
    SH.Violation: "错误 Violation",
    SH.Warning: "警告 Warning",
    SH.Info: "提示 Info",
}

# Where the diagram's boxes stand (column, row) and which of them its arrows join.
BOXES = {
    "Adjustment": (0, 0), "Finding": (0, 1), "SourceSpan": (0, 2),
    "Duty": (1, 1), "Step": (1, 2), "Mark": (1, 3),
    "DutyList": (2, 1), "Organization": (2, 2), "Mention": (2, 3),
    "Township": (3, 1), "Jurisdiction": (3, 2),
}  # fmt: skip
ARROWS = [
    ("Adjustment", "adjusts", "Duty"), ("Finding", "concerns", "Duty"), ("Finding", "evidence", "SourceSpan"),
    ("Duty", "inList", "DutyList"), ("Step", "stepOf", "Duty"), ("Step", "evidence", "SourceSpan"),
    ("DutyList", "place", "Township"), ("Duty", "declaredDepartment", "Organization"),
    ("Step", "performedBy", "Organization"), ("Mark", "markOf", "Step"), ("Mention", "mentionOf", "Step"),
    ("Mention", "organization", "Organization"), ("Organization", "jurisdiction", "Jurisdiction"),
    ("Township", "within", "Jurisdiction"),
]  # fmt: skip
WIDTH, HEIGHT, COLUMN, ROW = 168, 56, 286, 128


@dataclass(frozen=True, slots=True)
class Link:
    """A term as the page names it: a link inside the page if it is ours, the prefixed name alone if not."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Box:
    """A class of the diagram: its centre, its labels, its page link."""

    name: str
    zh: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property of the diagram: from the edge of one box to the edge of another, its label in between."""

    name: str
    zh: str
    x1: float
    y1: float
    x2: float
    y2: float


class Terms:
    """The ontology's graph, asked in the page's words."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def text(self, term: Node, predicate: URIRef, language: str | None) -> list[str]:
        """Return the literals of one property in one language (``None``: without a language), sorted."""
        found = self.graph.objects(term, predicate)
        return sorted(
            str(o) for o in found if isinstance(o, Literal) and (o.language or None) == language
        )

    def label(self, name: str, language: str) -> str:
        """Return the label of one of our own terms."""
        return self.text(URIRef(NS + name), RDFS.label, language)[0]

    def links(self, nodes: Iterable[Node]) -> list[Link]:
        """Return the terms as links, our own first."""
        return sorted(
            (link(str(node)) for node in nodes), key=lambda each: (each.href == "", each.name)
        )

    def entry(self, name: str) -> dict[str, object]:
        """Return what the page says of one of our own terms."""
        term, graph = URIRef(NS + name), self.graph
        relations = {
            "上位类 Subclass of": graph.objects(term, RDFS.subClassOf),
            "下位类 Subclasses": graph.subjects(RDFS.subClassOf, term),
            "不相交 Disjoint with": {
                *graph.objects(term, OWL.disjointWith),
                *graph.subjects(OWL.disjointWith, term),
            },
            "上位属性 Subproperty of": graph.objects(term, RDFS.subPropertyOf),
            "下位属性 Subproperties": graph.subjects(RDFS.subPropertyOf, term),
            "用于 Used on": {
                *graph.objects(term, RDFS.domain),
                *graph.objects(term, DCAM.domainIncludes),
            },
            "取值 Value": {
                *graph.objects(term, RDFS.range),
                *graph.objects(term, DCAM.rangeIncludes),
            },
            "属性 Properties": {
                *graph.subjects(RDFS.domain, term),
                *graph.subjects(DCAM.domainIncludes, term),
            },
            "参见 See also": graph.objects(term, RDFS.seeAlso),
        }
        sources = sorted(str(node) for node in graph.objects(term, DCTERMS.source))
        return {
            "name": name,
            "kind": next(KINDS[kind] for kind in graph.objects(term, RDF.type) if kind in KINDS),
            "zh": self.label(name, "zh"),
            "en": self.label(name, "en"),
            "definition_zh": self.text(term, SKOS.definition, "zh")[0],
            "definition_en": self.text(term, SKOS.definition, "en")[0],
            "notes": [
                (lang, note)
                for lang in ("zh", "en")
                for note in self.text(term, SKOS.scopeNote, lang)
            ],
            "quotations": self.text(term, SKOS.example, "zh"),
            "values": self.text(term, SKOS.example, None),
            "places": [source for source in sources if PLACE.fullmatch(source)],
            "documents": [source for source in sources if not PLACE.fullmatch(source)],
            "relations": [(title, self.links(nodes)) for title, nodes in relations.items()],
        }

    def alignment(self, names: Iterable[str]) -> list[tuple[str, str, list[Link]]]:
        """Return (our name, our Chinese label, the outside terms it stands below), in the order of the file."""
        rows = []
        for name in names:
            term = URIRef(NS + name)
            above = {
                *self.graph.objects(term, RDFS.subClassOf),
                *self.graph.objects(term, RDFS.subPropertyOf),
            }
            outside = self.links(node for node in above if not str(node).startswith(NS))
            if outside:
                rows.append((name, self.label(name, "zh"), outside))
        return rows

    def diagram(self) -> tuple[list[Box], list[Arrow]]:
        """Return boxes and arrows with their places; an unknown term is an error."""
        boxes = {
            name: Box(
                name,
                self.label(name, "zh"),
                WIDTH / 2 + 2 + column * COLUMN,
                HEIGHT / 2 + 2 + row * ROW,
            )
            for name, (column, row) in BOXES.items()
        }
        arrows = []
        for source, name, target in ARROWS:
            a, b = boxes[source], boxes[target]
            (x1, y1), (x2, y2) = edge(a, b), edge(b, a, gap=5)
            arrows.append(Arrow(name, self.label(name, "zh"), x1, y1, x2, y2))
        return list(boxes.values()), arrows


def edge(box: Box, other: Box, gap: float = 0) -> tuple[float, float]:
    """Return where the line from the centre of ``box`` to that of ``other`` leaves ``box``, ``gap`` pixels outside."""
    dx, dy = other.x - box.x, other.y - box.y
    scale = min(
        (WIDTH / 2 + gap) / abs(dx) if dx else 9.0, (HEIGHT / 2 + gap) / abs(dy) if dy else 9.0
    )
    return round(box.x + dx * scale, 1), round(box.y + dy * scale, 1)


def link(iri: str) -> Link:
    """Return how the page names ``iri``."""
    if iri.startswith(NS):
        return Link(f"duty:{iri.removeprefix(NS)}", f"#{iri.removeprefix(NS)}")
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return Link(f"{prefix}:{iri.removeprefix(namespace)}", "")
    return Link(iri, "")


def sections(turtle: str) -> list[tuple[str, str, list[str]]]:
    """Return (Chinese heading, English heading, names of the terms) of every section of ``duties.ttl`` with terms."""
    parts = re.split(r"^# -+\n# (.+?) · (.+)\n# -+\n", turtle, flags=re.MULTILINE)[1:]
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    found = [
        (zh, en, re.findall(r"^duty:(\w+) a owl:", body, re.MULTILINE)) for zh, en, body in triples
    ]
    return [section for section in found if section[2]]


def rules(graph: Graph) -> list[tuple[str, str, str, str]]:
    """Return (severity, code, Chinese, English) of every rule, the gravest first."""
    rows = []
    grades = list(SEVERITIES)
    for shape in (*graph.subjects(RDF.type, SH.PropertyShape), *graph.subjects(SH.severity)):
        severity = graph.value(shape, SH.severity, default=SH.Violation)
        said = graph.objects(shape, SH.message if severity == SH.Violation else RDFS.label)
        words = {o.language: str(o) for o in said if isinstance(o, Literal)}
        rows.append((grades.index(severity), str(shape).split("#")[-1], words["zh"], words["en"]))
    return [(SEVERITIES[grades[grade]], code, zh, en) for grade, code, zh, en in sorted(rows)]


def render() -> str:
    """Return the page."""
    source = ontology_path() / "duties.ttl"
    terms = Terms(Graph().parse(source))
    parts = sections(source.read_text(encoding="utf-8"))
    head = URIRef(ONTOLOGY)
    boxes, arrows = terms.diagram()
    style = (FOLDER / "ontology.css").read_text(encoding="utf-8")
    env = Environment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, keep_trailing_newline=True,
    )  # fmt: skip
    return env.get_template("ontology.html.j2").render(
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        title_zh=terms.text(head, DCTERMS.title, "zh")[0],
        title_en=terms.text(head, DCTERMS.title, "en")[0],
        about_zh=terms.text(head, DCTERMS.description, "zh")[0],
        about_en=terms.text(head, DCTERMS.description, "en")[0],
        version=terms.text(head, OWL.versionInfo, None)[0],
        sources=terms.text(head, DCTERMS.source, "zh"),
        namespace=NS,
        prefixes=PREFIXES,
        sections=[(zh, en, [terms.entry(name) for name in names]) for zh, en, names in parts],
        alignment=terms.alignment(name for _, _, names in parts for name in names),
        rules=rules(Graph().parse(ontology_path() / "shapes.ttl")),
        boxes=boxes, arrows=arrows, box_width=WIDTH, box_height=HEIGHT,
        width=COLUMN * max(x for x, _ in BOXES.values()) + WIDTH + 4,
        height=ROW * max(y for _, y in BOXES.values()) + HEIGHT + 4,
    )  # fmt: skip


def table() -> str:
    """Return every term as Markdown, a table a section: what it is called, what it means, an example."""
    source = ontology_path() / "duties.ttl"
    terms = Terms(Graph().parse(source))
    lines: list[str] = []
    for zh, en, names in sections(source.read_text(encoding="utf-8")):
        lines += [f"### {zh} {en}", "", "| | | 例 example |", "| --- | --- | --- |"]
        lines += [_row(terms.entry(name)) for name in names]
        lines.append("")
    return "\n".join(lines).rstrip()


def _row(entry: dict[str, object]) -> str:
    """Return a term as a row: name and labels, both definitions, the first quotation or value."""
    examples = [*_texts(entry, "quotations"), *_texts(entry, "values")][:1]
    cells = (
        f"`{entry['name']}`<br>{entry['zh']}<br>{entry['en']}",
        f"{entry['definition_zh']}<br>{entry['definition_en']}",
        "".join(examples),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in cells)} |"


def _texts(entry: dict[str, object], name: str) -> list[str]:
    found = entry[name]
    assert isinstance(found, list)
    return found


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8", newline="\n")
