"""The query engine as blocks of a page.

They are Oxigraph's WebAssembly, a worker that runs it, an editor, the graph, the terms.
Nothing of it is unpacked before a reader opens 自由查询.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from markupsafe import Markup

from kg.asking.questions import Question, questions
from kg.graph.sparql import TERMS
from kg.rdf.trig import trig
from kg.views.scene import Json
from kg.views.shell import STATIC, asset, dense, packed
from kg.views.terms import called, short
from kg.vocab import NS, PREFIXES, RDF

#: What is not ours, at the versions of kg/static/THIRD_PARTY.md.
EDITOR, OXIGRAPH, WASM = "codemirror.min.js", "oxigraph.min.js", "oxigraph.wasm.xz"
WORKER: Final = "engine/worker.js"
SCRIPTS: Final = tuple(
    f"engine/{name}.js"
    for name in ("tokens", "group", "query", "complete", "flow",
                 "engine", "editor", "values", "result", "sparql")
)  # fmt: skip
STYLE: Final = "engine/engine.css"
#: Of a question's head what its answer needs: what it and its columns are called, what goes where.
_KEPT: Final = re.compile(r"#: (?:zh|en|column|flow)\b")
_TYPE: Final = f" <{RDF.type}> <"
MOST_QUADS: Final = 800_000
"""Quads that a page can hold: of more a browser would need 0.8 GB, and seconds to load them."""
LARGEST: Final = 3_500_000
"""Bytes of a county's page with its lists' graphs; a larger one has no engine."""
_WINDOW: Final = 1 << 24
"""Bytes in which what was said before is found again: eight townships say much the same."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The blocks, each packed."""

    wasm: Markup
    worker: Markup
    graph: Markup
    editor: Markup
    facts: Markup


@cache
def editor() -> str:
    """Return the editor's script, which the policy of a page names."""
    return asset(EDITOR)


def engine(lines: Sequence[str], list_id: str) -> Engine:
    """Return the engine with the graph of a list, given as lines of N-Quads."""
    # what the IRIs of the data begin with, as the list's own IRI says it
    own = re.compile(rf"<([^<>]*)list/{re.escape(list_id)}>")
    base = next(found[1] for found in map(own.search, lines) if found)
    asked = [one for one in questions() if not one.scope]
    graph = zlib.compress(trig(lines, base).encode("utf-8"), 9)
    return Engine(
        _wasm(), _worker(), _encoded(graph), packed(editor()), _facts(base, _used(lines), asked)
    )


def county_engine(parts: Iterable[Sequence[str]], base: str) -> Engine | None:
    """Return the engine with the graphs of several lists; None where they are too large for a page.

    Parameters
    ----------
    parts : iterable of sequence of str
        Lines of N-Quads, list by list; what several of them say of all lists is there once.
    base : str
        What the IRIs of the data begin with.
    """
    own = re.compile(rf" <{re.escape(base)}list/[^<>]*> \.$")
    graphs: list[str] = []
    shared: set[str] = set()
    used: set[str] = set()
    count = 0
    for lines in parts:
        mine = [line for line in lines if own.search(line)]
        shared.update(line for line in lines if not own.search(line))
        count += len(mine)
        if count + len(shared) > MOST_QUADS:
            return None
        used |= _used(mine)
        graphs.append(trig(mine, base))
    graphs.append(trig(shared, base))
    graph = _pressed("".join(graphs).encode("utf-8"))
    facts = _facts(base, used | _used(shared), questions())
    return Engine(_wasm(), _worker(), _encoded(graph), packed(editor()), facts)


def _facts(base: str, used: set[str], asked: Iterable[Question]) -> Markup:
    facts: dict[str, Json] = {
        "base": base,
        "prefixes": dict(PREFIXES),
        "terms": _terms(used),
        "questions": {one.name: query_text(one) for one in asked},
    }
    return packed(facts)


@cache
def _wasm() -> Markup:
    # it is packed in the package
    return _encoded((STATIC / WASM).read_bytes())


@cache
def _worker() -> Markup:
    return packed(f"{asset(OXIGRAPH)}\n{dense(asset(WORKER))}")


def _pressed(text: bytes) -> bytes:
    """Return bytes packed with xz, which finds again what another list said; deflated without it."""
    try:
        import lzma
    except ImportError:  # a Python in a page may have none
        return zlib.compress(text, 9)
    packing = {"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": _WINDOW}
    return lzma.compress(text, check=lzma.CHECK_CRC32, filters=[packing])


def _encoded(data: bytes) -> Markup:
    return Markup(base64.b64encode(data).decode("ascii"))  # noqa: S704 - letters, digits, +/=


def query_text(asked: Question) -> str:
    r"""Return a question as a text to start from; below it what its columns are called.

    >>> from kg.asking.questions import parse
    >>> query_text(parse("x", "#: zh: 甲\n#: why zh: 乙\nASK {}\n"))
    'ASK {}\n\n#: zh: 甲\n'
    """
    lines = asked.text.splitlines()
    body = "\n".join(line for line in lines if not line.startswith("#:")).strip()
    heads = "\n".join(line for line in lines if _KEPT.match(line))
    return f"{body}\n\n{heads}\n"


def _used(lines: Iterable[str]) -> set[str]:
    """Return the predicates and classes that a graph uses."""
    used: set[str] = set()
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        used.add(predicate[1:-1])
        if _TYPE in line:
            used.add(rest.partition(">")[0][1:])
    return used


def _terms(used: Iterable[str]) -> list[Json]:
    """Return the terms that a query may name: short name, Chinese, English, whether a class.

    They are all of the ontology, and those of others that the graph uses.
    """
    terms = sorted({short(NS + name) for name in TERMS} | set(map(short, used)))
    found: list[Json] = []
    for term in terms:
        prefix, _, name = term.partition(":")
        zh, en = called(PREFIXES.get(prefix, "") + name)
        found.append([term, *(["", ""] if zh == term else [zh, en]), name[:1].isupper()])
    return found
