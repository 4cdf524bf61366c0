"""What stands for pyoxigraph in kg.html: the same engine as WebAssembly, as much of it as a list's answers need.

A term is a text as N-Triples writes it, with what it is beside it.
"""

from __future__ import annotations

import json

from js import Object, kgStore
from pyodide.ffi import JsException, to_js


class RdfFormat:
    """Formats by their media types."""

    N_QUADS = "application/n-quads"

    @classmethod
    def from_extension(cls, extension):
        """Return the one format that a build writes."""
        return {"nq": cls.N_QUADS}[extension]


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
    """The rows of a SELECT."""

    def __init__(self, said):
        self.variables = [Variable(name) for name in said["head"].get("vars", ())]
        self._rows = iter(said["results"]["bindings"])

    def __iter__(self):
        return self

    def __next__(self):
        row = next(self._rows)
        return [_term(row.get(variable.value)) for variable in self.variables]


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

    def query(self, text, use_default_graph_as_union=False):
        """Answer a SELECT or an ASK.

        Raises
        ------
        ValueError
            With what the engine says.
        """
        options = {
            "results_format": "json",
            "use_default_graph_as_union": use_default_graph_as_union,
        }
        try:
            said = json.loads(self._store.query(text, _options(options)))
        except JsException as error:
            raise ValueError(str(error)) from None
        return QueryBoolean(said["boolean"]) if "boolean" in said else QuerySolutions(said)


def _options(options):
    return to_js(options, dict_converter=Object.fromEntries)


_STRING = "http://www.w3.org/2001/XMLSchema#string"
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


def _term(said):
    if said is None:
        return None
    if said["type"] == "uri":
        return NamedNode(said["value"])
    if said["type"] == "bnode":
        return BlankNode(f"_:{said['value']}")
    return Literal(said["value"], said.get("xml:lang"), said.get("datatype"))
