"""The records of a list as one packed JSON file, there and back, ten times faster than out of the graph.

It holds what the graph says of the document and nothing more: a test compares the two. Bodies are
written once and named by their number; a span is four values, and the place of its duty's row.
"""

from __future__ import annotations

import gc
import gzip
import json
from collections.abc import Callable
from typing import Any, Final

from kg.model import (
    Cell,
    Column,
    Duty,
    DutyList,
    Mark,
    Mention,
    Organization,
    Place,
    Span,
    Step,
    TableHead,
)
from kg.placing import placed

FILE: Final = "records.json.gz"
FORMAT: Final = 2
"""Rises whenever a record changes its shape: a file of another number is not read."""


def pack(duties: DutyList) -> bytes:
    """Return a list's records as a file's bytes: the same bytes every time."""
    bodies: dict[Organization, int] = {}

    def mention(one: Mention) -> list[Any]:
        body = bodies.setdefault(one.organization, len(bodies))
        return [body, one.printed, one.role, one.rule, *_pack_span(one.span)]

    def step(one: Step) -> list[Any]:
        heading = None if one.heading_span is None else _pack_span(one.heading_span)
        return [
            one.side, one.position, one.ordinal, one.ordinal_printed, one.heading, heading, one.text, _pack_span(one.span),
            [mention(m) for m in one.participants], [_pack_mark(m) for m in one.marks],
        ]  # fmt: skip

    def duty(one: Duty) -> list[Any]:
        return [
            one.kind, one.number, one.category, one.title, one.line,
            [[cell.column, cell.text, cell.line] for cell in one.cells],
            [mention(m) for m in one.declared],
            [step(s) for s in one.superior_steps], [step(s) for s in one.township_steps],
            [_pack_mark(m) for m in one.marks], one.row, list(one.corrections), one.place,
        ]  # fmt: skip

    place = duties.place
    data = {
        "format": FORMAT,
        "list": [
            duties.id, duties.title,
            [place.region, place.prefecture, place.county, place.township, place.code],
            duties.issuer, duties.issued, duties.document, duties.sha256,
        ],
        "tables": [_pack_table(head) for head in duties.tables],
        "duties": [duty(one) for one in duties.duties],
        "bodies": [[body.name, body.jurisdiction, body.function, body.kind] for body in bodies],
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0)


def unpack(data: bytes) -> DutyList | None:
    """Return the records of a file that :func:`pack` wrote; None if another version wrote it, or it is damaged."""
    return _unpacked(data, _read_duty)


def outline(data: bytes) -> DutyList | None:
    """Return the duties with their titles and the texts of their steps alone, which is quicker."""
    return _unpacked(data, _read_bare)


_Make = Callable[[list[Any], list[Organization]], Duty]


def _unpacked(data: bytes, make: _Make) -> DutyList | None:
    collects = gc.isenabled()
    gc.disable()  # it would look through 20,000 new records again and again, of which none is garbage
    try:
        raw = json.loads(gzip.decompress(data).decode("utf-8", "surrogatepass"))
        return _read_list(raw, make) if raw["format"] == FORMAT else None
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError):
        return None
    finally:
        if collects:
            gc.enable()


def _pack_table(head: TableHead) -> list[Any]:
    columns = [[column.name, column.printed] for column in head.columns]
    return [head.kind, head.title, head.line, columns]


def _read_list(raw: dict[str, Any], make: _Make) -> DutyList:
    bodies = [Organization(*body) for body in raw["bodies"]]
    id, title, place, issuer, issued, document, sha256 = raw["list"]
    heads = []
    for kind, name, line, columns in raw["tables"]:
        heads.append(TableHead(kind, name, line, tuple(Column(*column) for column in columns)))
    duties = tuple(make(one, bodies) for one in raw["duties"])
    return DutyList(
        id, title, Place(*place), issuer, issued, document, sha256, tuple(heads), duties
    )


def _read_duty(raw: list[Any], bodies: list[Organization]) -> Duty:
    (
        kind,
        number,
        category,
        title,
        line,
        cells,
        declared,
        superior,
        township,
        marks,
        row,
        said,
        place,
    ) = raw
    duty = Duty(
        kind, number, category, title, line,
        tuple(Cell(*cell) for cell in cells),
        tuple(_read_mention(one, bodies) for one in declared),
        tuple(_read_step(one, bodies) for one in superior), tuple(_read_step(one, bodies) for one in township),
        tuple(_read_mark(one) for one in marks), row, tuple(said),
    )  # fmt: skip
    return placed(duty, place)


def _read_bare(raw: list[Any], _: list[Organization]) -> Duty:
    kind, number, category, title, line, _, _, superior, township, _, row, *_ = raw
    above, below = tuple(map(_read_bare_step, superior)), tuple(map(_read_bare_step, township))
    return Duty(kind, number, category, title, line, (), (), above, below, (), row)


def _read_bare_step(raw: list[Any]) -> Step:
    side, position, ordinal, printed, heading, _, text, span, *_ = raw
    return Step(side, position, ordinal, printed, heading, None, text, Span(*span))


def _read_step(raw: list[Any], bodies: list[Organization]) -> Step:
    side, position, ordinal, printed, heading, heading_span, text, span, participants, marks = raw
    return Step(
        side, position, ordinal, printed, heading,
        None if heading_span is None else Span(*heading_span), text, Span(*span),
        tuple(_read_mention(one, bodies) for one in participants), tuple(_read_mark(one) for one in marks),
    )  # fmt: skip


def _read_mention(raw: list[Any], bodies: list[Organization]) -> Mention:
    body, printed, role, rule, line, column, start, end = raw
    return Mention(bodies[body], printed, role, rule, Span(line, column, start, end))


def _read_mark(raw: list[Any]) -> Mark:
    scheme, concept, word, line, column, start, end = raw
    return Mark(scheme, concept, word, Span(line, column, start, end))


def _pack_mark(one: Mark) -> list[Any]:
    return [one.scheme, one.concept, one.word, *_pack_span(one.span)]


def _pack_span(one: Span) -> list[Any]:
    return [one.line, one.column, one.start, one.end]
