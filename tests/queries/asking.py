"""Ask a named question of a build and get its rows with labels, as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.asking import query
from kg.asking.labels import labelled
from kg.graph.store import open_store
from kg.table import Value

Row = dict[str, Value]


def answer(built: Path, name: str, values: Mapping[str, Sequence[str]] | None = None) -> list[Row]:
    """Return the rows of a question, IRIs as their labels (``配合 42``), the evidence as IRIs."""
    store = open_store(built)
    table = query.run(store, query.question(name), values)
    shown = labelled(store, table)
    names = [heading.name for heading in shown.columns]
    rows = [dict(zip(names, row, strict=True)) for row in shown.rows]
    for row, raw in zip(rows, table.rows, strict=True):
        row["evidence"] = raw[names.index("evidence")]
    return rows


def labels(*parts: tuple[str, str]) -> list[str]:
    """Return the labels of duties: ``labels(("配合", "9 14"))`` is ``["配合 9", "配合 14"]``."""
    return [f"{kind} {number}" for kind, numbers in parts for number in numbers.split()]
