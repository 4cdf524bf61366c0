"""A list's page: one file; its picture is given to vis-network as Pyvis would give it."""

from __future__ import annotations

from typing import TypedDict

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.answers import Answers
from kg.views.desk import Desk
from kg.views.list.asked import block as block_of_answers
from kg.views.overview import overview
from kg.views.payload import payload
from kg.views.record import document, route, tables
from kg.views.scene import Json, Node, Scene
from kg.views.shell import TEMPLATES, asset, block, dense, packed, policy

#: Scripts in the order in which they need each other.
SHARED = (
    "dom",
    "say",
    "address",
    "table",
    "save",
    "xlsx",
    "scene",
    "lines",
    "paint",
    "svg",
    "graph",
    "shape",
    "pictures",
    "suggest",
    "answers",
)
LIST = ("words", "address", "data", "links", "search", "toml", "store", "found", "filters", "filterbar", "picture",
        "panel",        "look", "asking", "answer", "hits", "box", "rows", "copy", "export", "edition",
        "grid", "steps", "shares", "loads", "matrix", "pairs",
        "overview", "departments", "burden", "siblings", "duty", "duties",
        "judged", "clauses", "bench", "finding_words", "facets", "listing", "card",
        "exchange", "findings", "ask", "nearby", "nearlayout", "near", "main")  # fmt: skip
SCRIPTS = (
    *(f"shared/{name}.js" for name in SHARED),
    *(f"list/{name}.js" for name in LIST),
)
STYLES = (
    "shared/base.css",
    "list/frame.css",
    "list/ask.css",
    "list/print.css",
    "list/grid.css",
    "list/burden.css",
    "list/departments.css",
    "list/findings.css",
    "list/duty.css",
    "list/near.css",
)
LIVE = "live.js"
#: The script that unpacks all others, and runs them.
BOOT = "list/data.js"
#: What is not ours: it draws the pictures (packed, run with the first one); it unpacks the data.
PICTURES, UNPACKS = "vis-network.min.js", "fflate.min.js"
LIBRARIES = (PICTURES, UNPACKS)
#: Positions are given: nothing moves, nothing is laid out in the browser.
OPTIONS: dict[str, Json] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom", "physics": False, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "hoverWidth": 0, "selectionWidth": 0},
    "interaction": {
        "hover": False, "dragNodes": False, "zoomView": False, "hoverConnectedEdges": False,
        "selectConnectedEdges": False, "keyboard": False, "tooltipDelay": 100000,
    },
}  # fmt: skip


def render(
    desk: Desk, start: str = "", answers: Answers | None = None, *, home: bool = False
) -> str:
    """Return the page of a list, as HTML that is to be written as UTF-8.

    Parameters
    ----------
    desk : Desk
        The list with what analyses derived, which is marked as such in the page.
    start : str
        The view to open, as a fragment (``#/departments/…``, ``#/duties/cooperative/42``): see
        :func:`kg.views.record.route`.
    answers : Answers, optional
        The list's answers to the questions; without them the page only says how to ask.
    home : bool
        Whether the page lies in a build: its head leads to the county and to other editions.
    """
    picture = overview(desk)
    live, pictures, library = asset(LIVE), asset(PICTURES), asset(UNPACKS)
    script = dense(asset(*(name for name in SCRIPTS if name != BOOT)))
    boot, style = f"{dense(asset(BOOT))}\nkgData.run('scripts');", dense(asset(*STYLES))
    return (
        environment()
        .get_template("page.html")
        .render(
            drawing(picture),
            duty_list=desk.duty_list,
            home=home,
            tables=tables(desk),
            document=document(desk.duty_list),
            size=[picture.width, picture.height],
            ground=packed([item.pack() for item in picture.ground]),
            data=packed(payload(desk, start.removeprefix("#"))),
            asked=packed(block_of_answers(desk, answers)),
            policy=policy((live, pictures, library, boot, script), (style,)),
            pictures=packed(pictures),
            live=Markup(live),  # noqa: S704 - files of ours, read as text
            library=Markup(library),  # noqa: S704
            boot=Markup(boot),  # noqa: S704
            scripts=packed(script),
            style=Markup(style),  # noqa: S704
        )
    )


class Drawing(TypedDict):
    """What vis-network is given to draw: nodes, edges and options, in its own words."""

    nodes: list[dict[str, Json]]
    edges: list[dict[str, Json]]
    options: dict[str, Json]


def drawing(scene: Scene) -> Drawing:
    """Return a scene as vis-network draws it: places are given, the shapes are painted by our scripts.

    It is what Pyvis writes of the same nodes and edges, key by key (a test asks Pyvis), without
    what Pyvis brings along (docs/decisions/0034-what-is-installed.md).
    """
    edges: list[dict[str, Json]] = [
        {"arrows": "", "group": edge.group, "from": edge.source, "to": edge.target}
        for edge in scene.edges
    ]
    return {"nodes": [_drawn(node) for node in scene.nodes], "edges": edges, "options": OPTIONS}


def _drawn(node: Node) -> dict[str, Json]:
    """Return a node: its place is its middle, its size stands in ``box``, both in scene units."""
    drawn: dict[str, Json] = {
        "group": node.group,
        "x": round(node.x, 1),
        "y": round(node.y, 1),
        "box": [round(node.width, 1), round(node.height, 1)],
    }
    if node.ends:
        drawn["ends"] = list(node.ends)
    return drawn | {"id": node.ref, "label": " ", "shape": "custom"}


def environment() -> Environment:
    """Return the template engine: what is undefined is an error, what is data is escaped."""
    engine = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.filters["block"] = block
    engine.filters["packed"] = packed
    engine.globals["route"] = route
    return engine
