"""Draw ``docs/img/ontology.svg`` from ``ontology/duties.ttl``: ``python -m docs.diagram``."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import Graph

from docs.ontology import BOXES, COLUMN, HEIGHT, ROW, WIDTH, Terms
from kg.resources import ontology_path

FOLDER = Path(__file__).parent
PICTURE = FOLDER / "img" / "ontology.svg"


def svg() -> str:
    """Return the main classes and how they are joined, as a picture that needs no other file."""
    boxes, arrows = Terms(Graph().parse(ontology_path() / "duties.ttl")).diagram()
    env = Environment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, keep_trailing_newline=True,
    )  # fmt: skip
    return env.get_template("diagram.svg.j2").render(
        boxes=boxes, arrows=arrows, box_width=WIDTH, box_height=HEIGHT,
        width=COLUMN * max(x for x, _ in BOXES.values()) + WIDTH + 4,
        height=ROW * max(y for _, y in BOXES.values()) + HEIGHT + 4,
    )  # fmt: skip


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg(), encoding="utf-8", newline="\n")
