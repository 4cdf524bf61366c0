"""What a client asks: the operation of the SPARQL 1.1 protocol that an HTTP request is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from kg.serve import media

LARGEST = 1_000_000
"""Bytes of a request's body that are taken."""
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"


class Refused(Exception):
    """A request that is not answered: its HTTP status and the reason in both languages."""

    def __init__(self, status: HTTPStatus, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.status = status
        self.text = f"{zh}\n{en}\n"


@dataclass(frozen=True, slots=True)
class Query:
    """A query operation: its text, the graphs that it asks (IRIs), the formats that are taken."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    formats: dict[str, str]


def read(method: str, query: str, kind: str, body: bytes, accept: str) -> Query | None:
    """Return the operation of a request, or None if it asks for the description of the service.

    Parameters
    ----------
    method : str
        ``GET`` or ``POST``.
    query : str
        The part of the address after the question mark.
    kind : str
        The body's ``Content-Type``.

    Raises
    ------
    Refused
        400 for a request that the protocol does not know, 403 for an update, 406 and 415 for
        formats that there are not.
    """
    fields = _fields(query)
    kind = kind.partition(";")[0].strip().lower()
    if method == "POST":
        fields = _posted(fields, kind, body)
    if "update" in fields:
        raise _no_update()
    texts = fields.get("query", [])
    if not texts and method == "GET":
        return None
    if len(texts) != 1:
        raise Refused(
            HTTPStatus.BAD_REQUEST,
            "要有一个 query 参数，只能一个",
            "one parameter query is needed, and one only",
        )
    formats = media.formats(accept, next(iter(fields.get("format", [])), ""))
    if formats is None:
        known = ", ".join((*media.TABLES, *media.GRAPHS))
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"可用的格式：{known}", f"formats: {known}")
    graphs = (tuple(fields.get(f"{which}-graph-uri", ())) for which in ("default", "named"))
    default, named = graphs
    for graph in (*default, *named):
        if not _IRI.fullmatch(graph):
            raise Refused(
                HTTPStatus.BAD_REQUEST, "图的名称不是 IRI", "a graph's name is not an IRI"
            )
    return Query(texts[0], default, named, formats)


def _posted(fields: dict[str, list[str]], kind: str, body: bytes) -> dict[str, list[str]]:
    if kind == _UPDATE:
        raise _no_update()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(HTTPStatus.BAD_REQUEST, "请求不是 UTF-8", "the body is not UTF-8") from None
    if kind == _DIRECT:
        return {**fields, "query": [*fields.get("query", []), text]}
    if kind == _FORM:
        more = _fields(text)
        return {name: fields.get(name, []) + more.get(name, []) for name in {**fields, **more}}
    raise Refused(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"POST 的内容只能是 {_FORM} 或 {_DIRECT}",
        f"a POST is {_FORM} or {_DIRECT}",
    )


def _fields(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError:
        raise Refused(
            HTTPStatus.BAD_REQUEST, "参数读不懂", "the parameters cannot be read"
        ) from None


def _no_update() -> Refused:
    return Refused(HTTPStatus.FORBIDDEN, "只能读取，不能改动", "only reading is allowed, no update")
