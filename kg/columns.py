"""The records as columnar tables, Parquet and CSV: the same data with another face, for counting over many lists."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model import Duty, DutyList, Mention, Span
from kg.rdf.iris import Iris

if TYPE_CHECKING:
    import polars

_PLACE = {"line": "int", "column": "str", "start": "int", "end": "int"}
_KEY = {"list": "str", "duty": "str"}
_WHERE = {**_KEY, "side": "str", "position": "int"}
_NAMED = {**_WHERE, "department": "str", "kind": "str", "role": "str", "rule": "str", "printed": "str", **_PLACE}
_LIST = ("list", "title", "region", "prefecture", "county", "township", "issuer", "issued", "document", "sha256")
SCHEMA: dict[str, dict[str, str]] = {
    "lists": dict.fromkeys(_LIST, "str"),
    "duties": {
        **_KEY, "label": "str", "kind": "str", "number": "int", "category": "str", "title": "str", "line": "int",
        "superior_steps": "int", "township_steps": "int", "iri": "str",
    },
    "steps": {
        **_WHERE, "ordinal": "int", "ordinal_printed": "bool", "heading": "str", "text": "str", **_PLACE, "iri": "str",
    },
    "participations": _NAMED,
    "mentions": _NAMED,
    "marks": {**_WHERE, "scheme": "str", "concept": "str", "word": "str", **_PLACE},
    "spans": {**_KEY, **_PLACE, "quote": "str"},
}  # fmt: skip
"""Table → column → type. ``position`` 0 stands for the duty itself, ``side`` is then empty."""

Row = dict[str, Any]


def rows(duties: DutyList, base: str) -> dict[str, list[Row]]:
    """Return the rows of every table for one list."""
    names = Iris(duties.id, duties.place, base)
    place = duties.place
    tables: dict[str, list[Row]] = {name: [] for name in SCHEMA}
    tables["lists"].append(
        {
            "list": duties.id, "title": duties.title, "region": place.region, "prefecture": place.prefecture,
            "county": place.county, "township": place.township, "issuer": duties.issuer, "issued": duties.issued,
            "document": duties.document, "sha256": duties.sha256,
        }
    )  # fmt: skip
    for duty in duties.duties:
        key = {"list": duties.id, "duty": duty.key}
        tables["duties"].append(
            {
                **key, "label": duty.label, "kind": duty.kind, "number": duty.number, "category": duty.category,
                "title": duty.title, "line": duty.line, "superior_steps": len(duty.superior_steps),
                "township_steps": len(duty.township_steps), "iri": names.duty(duty.key),
            }
        )  # fmt: skip
        for cell in duty.cells:
            span = Span(cell.line, cell.column, 0, len(cell.text))
            tables["spans"].append({**key, **_span(span), "quote": cell.text})
        for table, row in _parts(duty):
            tables[table].append({**key, **row})
        for step in duty.steps:
            tables["steps"].append(
                {
                    **key, "side": step.side, "position": step.position, "ordinal": step.ordinal,
                    "ordinal_printed": step.ordinal_printed, "heading": step.heading or "", "text": step.text,
                    **_span(step.span), "iri": names.step(duty, step),
                }
            )  # fmt: skip
    return tables


def _parts(duty: Duty) -> Iterator[tuple[str, Row]]:
    for mention in duty.declared:
        yield "participations", _mention("", 0, mention)
    for mark in duty.marks:
        yield (
            "marks",
            {
                "side": "",
                "position": 0,
                "scheme": mark.scheme,
                "concept": mark.concept,
                "word": mark.word,
                **_span(mark.span),
            },
        )
    for step in duty.steps:
        yield "spans", {**_span(step.span), "quote": step.text}
        for mention in step.participants:
            named = mention.role in ("mentioned", "recipient")
            yield "mentions" if named else "participations", _mention(step.side, step.position, mention)
        for mark in step.marks:
            yield (
                "marks",
                {
                    "side": step.side,
                    "position": step.position,
                    "scheme": mark.scheme,
                    "concept": mark.concept,
                    "word": mark.word,
                    **_span(mark.span),
                },
            )


def _mention(side: str, position: int, mention: Mention) -> Row:
    return {
        "side": side, "position": position, "department": mention.name, "kind": mention.organization.kind,
        "role": mention.role, "rule": mention.rule, "printed": mention.printed, **_span(mention.span),
    }  # fmt: skip


def _span(span: Span) -> Row:
    return {"line": span.line, "column": span.column, "start": span.start, "end": span.end}


def frames(duties: DutyList, base: str) -> dict[str, polars.DataFrame]:
    """Return the tables of one list as Polars data frames."""
    import polars

    types: dict[str, Any] = {"str": polars.String, "int": polars.Int32, "bool": polars.Boolean}
    return {
        name: polars.DataFrame(
            {column: [row[column] for row in found] for column in SCHEMA[name]},
            schema={column: types[type] for column, type in SCHEMA[name].items()},
        )
        for name, found in rows(duties, base).items()
    }


def write(duties: DutyList, folder: Path, base: str, *, csv: bool = True) -> None:
    """Write ``folder/parquet/*.parquet`` and ``folder/csv/*.csv`` (UTF-8 with a mark, formulas neutralised)."""
    import polars

    (folder / "parquet").mkdir(parents=True, exist_ok=True)
    if csv:
        (folder / "csv").mkdir(parents=True, exist_ok=True)
    for name, frame in frames(duties, base).items():
        packed = io.BytesIO()  # Polars opens no path that the locale cannot say
        frame.write_parquet(packed, compression="zstd")
        (folder / "parquet" / f"{name}.parquet").write_bytes(packed.getvalue())
        if not csv:
            continue
        texts = [c for c, type in SCHEMA[name].items() if type == "str"]
        formula = {c: polars.col(c).str.contains(r"^[=+\-@\t\r]") for c in texts}
        neutral = frame.with_columns(
            polars.when(formula[c]).then(polars.lit("'") + polars.col(c)).otherwise(polars.col(c)).alias(c)
            for c in texts
        )
        (folder / "csv" / f"{name}.csv").write_bytes(neutral.write_csv(line_terminator="\r\n").encode("utf-8-sig"))
