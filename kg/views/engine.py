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

from kg.questions import Question, questions
from kg.rdf.trig import trig
from kg.sparql import TERMS
from kg.views.scene import Json
from kg.views.shell import STATIC, asset, dense, packed
from kg.views.terms import called, short
from kg.vocab import NS, PREFIXES, RDF

#: What is not ours, at the versions of kg/static/THIRD_PARTY.md.
EDITOR, OXIGRAPH, WASM = "codemirror.min.js", "oxigraph.min.js", "oxigraph.wasm.z"
WORKER: Final = "engine/worker.js"
SCRIPTS: Final = (
    "tokens", "group", "query", "complete", "flow",
    "engine", "editor", "values", "result", "sparql",
)  # fmt: skip
#: Of a question's head what its answer needs: what it and its columns are called, what goes where.
_KEPT: Final = re.compile(r"#: (?:zh|en|column|flow)\b")
_TYPE: Final = f" <{RDF.type}> <"


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
    facts: dict[str, Json] = {
        "base": base,
        "prefixes": dict(PREFIXES),
        "terms": _terms(lines),
        "questions": {one.name: query_text(one) for one in questions() if not one.scope},
    }
    return Engine(_wasm(), _worker(), _deflated(trig(lines)), packed(editor()), packed(facts))


@cache
def _wasm() -> Markup:
    # it lies deflated in the package
    return _encoded((STATIC / WASM).read_bytes())


@cache
def _worker() -> Markup:
    return packed(f"{asset(OXIGRAPH)}\n{dense(asset(WORKER))}")


def _deflated(text: str) -> Markup:
    return _encoded(zlib.compress(text.encode("utf-8"), 9))


def _encoded(data: bytes) -> Markup:
    return Markup(base64.b64encode(data).decode("ascii"))  # noqa: S704 - letters, digits, +/=


def query_text(asked: Question) -> str:
    r"""Return a question as a text to start from; below it what its columns are called.

    >>> from kg.questions import parse
    >>> query_text(parse("x", "#: zh: 甲\n#: why zh: 乙\nASK {}\n"))
    'ASK {}\n\n#: zh: 甲\n'
    """
    lines = asked.text.splitlines()
    body = "\n".join(line for line in lines if not line.startswith("#:")).strip()
    heads = "\n".join(line for line in lines if _KEPT.match(line))
    return f"{body}\n\n{heads}\n"


def _terms(lines: Iterable[str]) -> list[Json]:
    """Return the terms that a query may name: short name, Chinese, English, whether a class.

    They are all of the ontology, and those of others that the graph uses.
    """
    used: set[str] = set()
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        used.add(predicate[1:-1])
        if _TYPE in line:
            used.add(rest.partition(">")[0][1:])
    terms = sorted({short(NS + name) for name in TERMS} | set(map(short, used)))
    found: list[Json] = []
    for term in terms:
        prefix, _, name = term.partition(":")
        zh, en = called(PREFIXES.get(prefix, "") + name)
        found.append([term, *(["", ""] if zh == term else [zh, en]), name[:1].isupper()])
    return found
