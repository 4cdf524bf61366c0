"""The one file: its texts, styles and scripts, every part in a block of its own, and the policy that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final

from kg import __version__
from kg.build import triples
from kg.lists import bundled
from kg.pages import list_page, start_page
from kg.parse import read_list
from kg.views.engine import engine
from kg.views.index import render_index
from kg.views.shell import asset, dense, digest
from portable.compiled import modules
from portable.packing import archive, library, packed
from portable.parts import HERE, NODE, parts, program, python_library
from portable.scripts import worker

FACE: Final = HERE / "face"
WASM: Final = "'wasm-unsafe-eval'"
_SCRIPTS: Final = ("letters.js", "words.js", "taking.js", "rows.js", "main.js")


def made() -> bytes:
    """Return ``kg.html``: the same parts give the same bytes."""
    style = "\n".join((dense(asset("shared/base.css")), _face("face.css")))
    script = "\n".join((dense(asset("shared/save.js")), *map(_face, _SCRIPTS)))
    values = {
        "version": __version__,
        "policy": policy(script, style),
        "style": style,
        "script": script,
        "parts": _table(),
        "blocks": "\n".join(blocks()),
    }
    text = (FACE / "kg.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], text).encode()


def blocks() -> Iterator[str]:
    """Yield the parts as blocks that only the scripts read."""
    own, ours = modules(python_library(), dict(program()))
    every = {
        "core": (NODE / "pyodide" / "pyodide.asm.wasm").read_bytes(),
        "library": library(own),
        "program": archive(ours.items()),
        "worker": worker().encode(),
    }
    for name, data in every.items():
        text, size = packed(data, xz=name == "core")
        yield f'<script type="text/plain" id="part-{name}" data-size="{size}">{text}</script>'


def policy(script: str, style: str) -> str:
    """Return a policy that lets the page run its parts and ask nobody for anything.

    A page that is opened from here inherits the policy, so it names the scripts and styles of those
    too; they are ours, and the same for every list.
    """
    scripts, styles = [digest(script)], [digest(style)]
    for page in _opened():
        for kind, found in (("script", scripts), ("style", styles)):
            said = re.search(rf"{kind}-src ([^;\"]+)", page)
            found += said[1].split() if said else []
    return "; ".join(
        (
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            f"script-src {' '.join(dict.fromkeys([*scripts, WASM]))}",
            f"style-src {' '.join(dict.fromkeys(styles))}",
            "worker-src blob:",
        )
    )


def _opened() -> Iterator[str]:
    """Yield the heads of the pages that can be opened from here: a list's, a county's."""
    path = bundled()[0]
    duties = read_list(path).list
    graph = triples(path)
    with_engine = list_page(duties, home=True, graph=graph)
    county = render_index((), engine=engine(graph, duties.id))
    for page in (list_page(duties, home=True), with_engine, start_page(()), county.encode()):
        yield unescape(page[:20_000].decode("utf-8", "replace"))


def _face(name: str) -> str:
    return dense((FACE / name).read_text(encoding="utf-8"))


def _table() -> str:
    """Return the rows of what is not ours: name, version, licence."""
    rows = []
    for part in parts():
        cells = (part.name, part.version, part.licence)
        rows.append(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
    return "\n".join(rows)
