"""A list's page: one file, made with Pyvis; the template, layout and writer are ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.asking.answers import Answers
from kg.views import engine as engines
from kg.views.desk import Desk
from kg.views.list.asked import block as block_of_answers
from kg.views.overview import overview
from kg.views.payload import payload
from kg.views.pyvis_door import Network
from kg.views.record import document, route, tables
from kg.views.scene import Json, Scene
from kg.views.shell import TEMPLATES, asset, block, dense, packed, policy

#: Scripts in the order in which they need each other.
SHARED = (
    "dom",
    "say",
    "address",
    "table",
    "save",
    "data",
    "views",
    "xlsx",
    "scene",
    "lines",
    "paint",
    "svg",
    "graph",
    "shape",
    "pictures",
    "search",
    "suggest",
    "answers",
    "asking",
    "rest",
    "answertable",
    "copy",
    "free",
    "toml",
    "judged",
)
LIST = ("words", "address", "links", "store", "found", "filters", "filterbar", "picture",
        "panel", "look", "hits", "box", "rows", "export", "edition",
        "grid", "steps", "shares", "loads", "matrix", "pairs",
        "overview", "departments", "burden", "siblings", "duty", "duties",
        "clauses", "bench", "finding_words", "facets", "listing", "card",
        "exchange", "findings", "ask", "nearby", "nearlayout", "near", "main")  # fmt: skip
SCRIPTS = (
    *(f"shared/{name}.js" for name in SHARED),
    *(f"list/{name}.js" for name in LIST),
)
#: Of a page with the query engine (kg/views/engine.py).
ENGINE = ("list/places.js", *engines.SCRIPTS)
STYLES = (
    "shared/base.css",
    "list/frame.css",
    "shared/answer.css",
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
BOOT = "shared/data.js"
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
    desk: Desk,
    start: str = "",
    answers: Answers | None = None,
    *,
    home: bool = False,
    engine: engines.Engine | None = None,
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
    engine : Engine, optional
        The query engine with the list's graph (:func:`kg.views.engine.engine`): 自由查询 asks it.
    """
    picture = overview(desk)
    values = {
        "duty_list": desk.duty_list,
        "home": home,
        "tables": tables(desk),
        "document": document(desk.duty_list),
        "size": [picture.width, picture.height],
        "ground": packed([item.pack() for item in picture.ground]),
        "data": packed(payload(desk, start.removeprefix("#"))),
        "asked": packed(block_of_answers(desk, answers)),
        "engine": engine,
        **_fixed(engine is not None),
    }
    return str(network_of(picture, "page.html", values).generate_html())


@cache
def _fixed(with_engine: bool) -> dict[str, str]:
    """Return what is the same in every page: scripts, styles, and the policy that names them."""
    live, pictures, library = asset(LIVE), asset(PICTURES), asset(UNPACKS)
    *before, main = (name for name in SCRIPTS if name != BOOT)
    script = dense(asset(*before, *(ENGINE if with_engine else ()), main))
    boot = f"{dense(asset(BOOT))}\nkgData.run('scripts');"
    style = dense(asset(*STYLES, *((engines.STYLE,) if with_engine else ())))
    run = (live, pictures, library, boot, script)
    editor = engines.editor() if with_engine else ""
    return {
        "policy": policy((*run, editor) if editor else run, (style,), wasm=with_engine),
        "pictures": packed(pictures),
        "live": Markup(live),  # noqa: S704 - files of ours, read as text
        "library": Markup(library),  # noqa: S704
        "boot": Markup(boot),  # noqa: S704
        "scripts": packed(script),
        "style": Markup(style),  # noqa: S704
    }


def network_of(scene: Scene, template: str, values: Mapping[str, object]) -> Network:
    """Return a scene as a Pyvis network that will be written by our own template, with values of ours.

    Only `add_node`, `add_edge`, `options`, `templateEnv`, `path` and `generate_html` of Pyvis are
    used, and positions are given, so that neither its physics nor its template has a say.
    """
    network = Network(directed=True)
    for node in scene.nodes:
        network.add_node(
            node.ref,
            label=" ",
            shape="custom",
            group=node.group,
            x=round(node.x, 1),
            y=round(node.y, 1),
            box=[round(node.width, 1), round(node.height, 1)],
            **({"ends": list(node.ends)} if node.ends else {}),
        )
    for edge in scene.edges:
        network.add_edge(edge.source, edge.target, arrows="", group=edge.group)
    network.options = OPTIONS
    network.templateEnv = _Filled(values)
    network.path = template
    return network


class _Filled:
    """What Pyvis gets its template from: ours, with values that Pyvis does not know."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self._name = ""

    def get_template(self, name: str) -> _Filled:
        """Return itself, which is what Pyvis asks to render a template of a name."""
        self._name = name
        return self

    def render(self, **drawn: object) -> str:
        """Return the page: our values, and what Pyvis gives of the picture."""
        return environment().get_template(self._name).render({**self._values, **drawn})


@cache
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
    engine.filters["parsed"] = lambda options: (
        json.loads(options) if isinstance(options, str) else options
    )
    engine.globals["route"] = route
    return engine
