"""What stands for pyoxigraph in kg.html: the same engine as WebAssembly, as much of it as a list's answers need.

A term is a text as N-Triples writes it, with what it is beside it.
"""

from __future__ import annotations

import json
import re

from js import Object, kgStore
from pyodide.ffi import JsException, to_js


class RdfFormat:
    """Formats by their media types."""

    N_QUADS = "application/n-quads"

    @classmethod
    def from_extension(cls, extension):
        """Return the one format that a build writes."""
        return {"nq": cls.N_QUADS}[extension]


class QueryResultsFormat:
    """The one format in which answers are written."""

    TSV = "tsv"


class NamedNode(str):
    """An IRI."""

    __slots__ = ("value",)

    def __new__(cls, value):
        made = super().__new__(cls, f"<{value}>")
        made.value = value
        return made


class BlankNode(str):
    """A node without a name."""

    __slots__ = ()


class Literal(str):
    """A text, a number, a date."""

    __slots__ = ("datatype", "language", "value")

    def __new__(cls, value, language=None, datatype=None):
        kind = datatype or _STRING
        written = f'"{value.translate(_ESCAPES)}"'
        if language:
            written += f"@{language}"
        elif kind != _STRING:
            written += f"^^<{kind}>"
        made = super().__new__(cls, written)
        made.value, made.language, made.datatype = value, language, NamedNode(kind)
        return made


class Variable:
    """A column of an answer."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


class QuerySolutions:
    """The rows of a SELECT, as the engine wrote them: TSV."""

    def __init__(self, written):
        self._written = written
        head, *rows = written.split("\n")[:-1]
        self.variables = [Variable(name[1:]) for name in head.split("\t") if name]
        self._rows = iter(rows)

    def __iter__(self):
        return self

    def __next__(self):
        return [_term(cell) for cell in next(self._rows).split("\t")]

    def serialize(self, format):
        """Return all rows below their head."""
        return self._written.encode()


class QueryBoolean:
    """The answer of an ASK."""

    def __init__(self, said):
        self._said = said

    def __bool__(self):
        return self._said


class QueryTriples:
    """The answer of a CONSTRUCT; the page asks for none."""


class Store:
    """A store in memory."""

    def __init__(self):
        self._store = kgStore()

    def __del__(self):
        self._store.free()  # the engine's memory is not Python's

    def bulk_load(self, input, format, lenient=False):
        """Load N-Quads, bytes or a file of them."""
        data = input if isinstance(input, bytes) else input.read()
        options = {"format": format, "lenient": lenient, "no_transaction": True}
        self._store.load(data.decode(), _options(options))

    load = bulk_load
    """Natively these differ in speed alone."""

    def query(self, text, use_default_graph_as_union=False):
        """Answer a SELECT or an ASK.

        Raises
        ------
        ValueError
            With what the engine says.
        """
        asks = re.search(r"^\s*ASK\b", text, re.IGNORECASE | re.MULTILINE)
        options = {
            "results_format": "json" if asks else QueryResultsFormat.TSV,
            "use_default_graph_as_union": use_default_graph_as_union,
        }
        try:
            said = self._store.query(text, _options(options))
        except JsException as error:
            raise ValueError(str(error)) from None
        return QueryBoolean(json.loads(said)["boolean"]) if asks else QuerySolutions(said)


def _options(options):
    return to_js(options, dict_converter=Object.fromEntries)


_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = _XSD + "string"
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(32), 127)}
_ESCAPES |= {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    8: "\\b",
    9: "\\t",
    10: "\\n",
    12: "\\f",
    13: "\\r",
}


def _term(cell):
    """Return what a cell of TSV says; numbers and truth values are written without their type."""
    if not cell:
        return None
    if cell.startswith("<"):
        return NamedNode(cell[1:-1])
    if cell.startswith("_:"):
        return BlankNode(cell)
    if not cell.startswith('"'):
        return Literal(cell, datatype=_XSD + _kind(cell))
    end = cell.rindex('"')
    text, kind = cell[1:end], cell[end + 1 :]
    if "\\" in text:
        text = json.loads(f'"{text}"', strict=False)
    if kind.startswith("^^"):
        return Literal(text, datatype=kind[3:-1])
    return Literal(text, language=kind[1:] or None)


def _kind(cell):
    if cell in ("true", "false"):
        return "boolean"
    if "e" in cell.lower():
        return "double"
    return "decimal" if "." in cell else "integer"
