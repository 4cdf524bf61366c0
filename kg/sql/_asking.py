"""Put the parts that count before an engine as the tables of the schema, and ask them."""

from __future__ import annotations

import re
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Self

from kg import lexicon
from kg.asking.questions import Question
from kg.errors import QueryError
from kg.names.schemes import schemes
from kg.rdf import iris
from kg.sql import Engine, Rows
from kg.sql._text import Asked, Cell, asked, quoted, views
from kg.table import Table, Value
from kg.tables import parquet
from kg.tables.columns import SCHEMA
from kg.tables.parts import Part

_TYPES = {"str": "VARCHAR", "int": "INTEGER", "bool": "BOOLEAN", "float": "DOUBLE"}
_NAMING = ("participations", "mentions")
"""Tables that name bodies: a body has one name in all lists, also those that are not asked of."""
_ASKED = re.compile(r"\b(?:FROM|JOIN) (\w+)")
_Shape = tuple[tuple[str, ...], tuple[str, ...]]
"""Columns that a file has, and lists of it that do not count."""


class Tables:
    """The tables of some lists (``taken``) out of all that count (``every``), in an engine.

    Used as a context, which ends the engine.
    """

    def __init__(
        self,
        engine: Engine,
        taken: Mapping[Part, AbstractSet[str]],
        every: Mapping[Part, AbstractSet[str]],
        seconds: float | None = None,
    ) -> None:
        self._engine = engine
        self._seconds = engine.SECONDS if seconds is None else seconds
        self._late = threading.Timer(self._seconds, engine.stop) if self._seconds else None
        self._folder = tempfile.TemporaryDirectory(prefix="kg-")
        self._missing: dict[str, Callable[[], None]] = {
            table: partial(self._define, table, table, taken) for table in SCHEMA
        }
        for table in _NAMING:
            self._missing[f"all_{table}"] = partial(self._define, f"all_{table}", table, every)
        self._missing["concepts"] = self._scan_concepts
        for name, sql in views():
            self._missing[name] = partial(self._view, name, sql)
        if self._late:
            self._late.daemon = True
            self._late.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._late:
            self._late.cancel()
        self._engine.close()
        self._folder.cleanup()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT.

        Raises
        ------
        QueryError
            If it takes too long, or the engine cannot do it.
        """
        return self._run(sql)[1]

    def _run(self, sql: str) -> Rows:
        try:
            self._in_time()
            self._need(sql)
            return self._engine.rows(sql)
        except QueryError:
            raise
        except Exception as error:  # three engines, whose errors have no common base
            self._in_time()
            if "interrupt" in str(error).lower():  # a signal ends DuckDB's work, as an error
                raise KeyboardInterrupt from None
            raise QueryError(str(error).strip().partition("\n")[0][:400]) from error

    def _in_time(self) -> None:
        """Raise an error if the time is over: an engine can be stopped in a query, or between two."""
        if self._late and not self._late.is_alive():
            raise QueryError(
                f"超过 {self._seconds:g} 秒，已放弃", f"given up after {self._seconds:g} s",
                cure=("可加大 --timeout", "raise --timeout"),
            ) from None  # fmt: skip

    def answer(self, question: Question, narrowed: Mapping[str, Sequence[str]]) -> Table:
        """Return the answer to a counting question, IRIs and values, as its head names them."""
        names = [heading.name for heading in question.headings]
        found = self.found(asked(question.name, narrowed), names)
        return Table(question.zh, question.en, question.headings, tuple(found), question.notes)

    def found(self, text: Asked, names: Sequence[str]) -> list[tuple[Value, ...]]:
        """Return some columns of an answer, those that cells fill among them."""
        columns, rows = self._run(text.sql)
        if not rows:
            return []
        raw = dict(zip(columns, zip(*rows, strict=True), strict=True))
        values: dict[str, Sequence[Value]] = {
            name: [*map(_value, raw[name])] for name in names if name in raw
        }
        for cell in text.cells:
            if cell.name in names:
                items = self._cell(cell)
                keys = zip(*(raw[key] for key in cell.keys), strict=True)
                values[cell.name] = [items.get(key, "") for key in keys]
        return [*zip(*(values[name] for name in names), strict=True)]

    def _cell(self, cell: Cell) -> dict[tuple[Any, ...], str]:
        """Return the texts of a cell's column: keys → its items, joined."""
        items: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        count = len(cell.keys)
        for row in self.rows(cell.sql):
            items[row[:count]].append(row[count])
        return {key: cell.sign.join(every) for key, every in items.items()}

    def _need(self, sql: str) -> None:
        """Define what a SELECT asks and is not there yet: opening files is what costs an engine."""
        for name in _ASKED.findall(sql):
            define = self._missing.pop(name, None)
            if define:
                define()

    def _view(self, name: str, sql: str) -> None:
        self._need(sql)
        self._engine.define(name, sql)

    def _scan_concepts(self) -> None:
        self._engine.scan("concepts", [str(_concepts(Path(self._folder.name)))])

    def _define(self, view: str, table: str, taken: Mapping[Part, AbstractSet[str]]) -> None:
        """Define a table as a view: files of one shape are one scan; what they lack is empty."""
        shapes: dict[_Shape, list[str]] = defaultdict(list)
        for part, lists in taken.items():
            left = tuple(sorted({one.id for one in part.lists} - lists))
            if table in part.files:
                shapes[part.columns.get(table, ()), left].append(str(part.path(table)))
        selects = []
        for number, ((there, left), files) in enumerate(shapes.items()):
            scan = f"{view}_{number}"
            self._engine.scan(scan, files)
            where = f" WHERE list NOT IN ({', '.join(map(quoted, left))})" if left else ""
            selects.append(f"SELECT {_columns(table, there)} FROM {scan}{where}")
        if not selects:
            selects.append(f"SELECT {_columns(table, ())} FROM lists WHERE 1 = 0")
            self._need(selects[0])
        self._engine.define(view, " UNION ALL ".join(selects))


def _columns(table: str, there: Sequence[str]) -> str:
    """Return the columns of a table for a SELECT, those empty that are not there."""
    said = []
    for name, type in SCHEMA[table].items():
        said.append(f'"{name}"' if name in there else f'CAST(NULL AS {_TYPES[type]}) AS "{name}"')
    return ", ".join(said)


def _concepts(folder: Path) -> Path:
    """Write what the recognisers' concepts are called, a table that no list has."""
    rows = [
        {"iri": iris.concept(scheme.name, one.id), "zh": one.zh, "en": one.en}
        for scheme in schemes()
        for one in scheme.concepts
    ]
    rows += [
        {"iri": iris.concept("body", kind.id), "zh": kind.zh, "en": kind.en}
        for kind in lexicon.body_kinds()
    ]
    path = folder / "concepts.parquet"
    parquet.write_small(path, rows)
    return path


def _value(value: Any) -> Value:
    """Return a value as the graph's answers have it: an empty text for none."""
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        return float(value)
    return "" if value is None else value
