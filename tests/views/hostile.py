"""Texts that try to get out of a page, put into every field of a list."""

from __future__ import annotations

from dataclasses import replace

from kg.model import (
    LIST_KINDS,
    Cell,
    Duty,
    DutyList,
    Finding,
    ListKind,
    Mention,
    Organization,
    Place,
    Span,
    Step,
    TableHead,
)
from kg.rdf import Iris

CORPUS = (
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "{{7*7}}{% raw %}${7*7}",
    "a\u2028b\u2029c\ud7ff",
    '" href="javascript:window.hit=1" x="',
    "javascript:window.hit=1",
    "\u202eevil\u202c\u200f bidi",
    "<!--<script>--><svg/onload=window.hit=1>",
    "]]></style><style>*{display:none}</style>",
    "'-alert(1)-'`${window.hit=1}`",
    "=1+1|cmd",
    "__proto__",
    "constructor",
)


def hostile_list() -> DutyList:
    """Return a list in which every text is one of the corpus."""
    duties: list[Duty] = []
    for number, text in enumerate(CORPUS, 1):
        duties.extend(_duty(kind, number, text) for kind in LIST_KINDS)
    heads = tuple(TableHead(kind, CORPUS[0], 1, ()) for kind in LIST_KINDS)
    place = Place(CORPUS[0], CORPUS[1], CORPUS[2], CORPUS[3])
    return DutyList(
        CORPUS[0], CORPUS[1], place, CORPUS[4], CORPUS[5], CORPUS[6], "0" * 64, heads, tuple(duties)
    )


def hostile_findings() -> list[Finding]:
    """Return a finding for every text, which stands in every field of it."""
    names = Iris(CORPUS[0], Place("", "", "", ""))
    return [
        Finding(
            f"f{place}{text}", text if place % 2 else "overlap", 3, 0.5, text, text,
            (names.duty(f"cooperative/{place}"), names.duty(f"basic/{place}")), (body(text).name,), (), text, "settle", text,
        )
        for place, text in enumerate(CORPUS, 1)
    ]  # fmt: skip


def body(text: str) -> Organization:
    """Return a department called ``text``."""
    return Organization(f"县{text}", "县", text, "department")


def _duty(kind: ListKind, number: int, text: str) -> Duty:
    span = Span(number, text, 0, len(text))
    mention = Mention(body(text), text, "declared", "column", span)
    actor = replace(mention, role="performer")
    step = Step("superior", 1, 1, True, text, span, text, span, (actor,))
    last = replace(step, side="township", participants=(replace(actor, role="recipient"),))
    sides = ((), ()) if kind == "basic" else ((step,), (last,))
    return Duty(kind, number, text, text, number, (Cell(text, text, number),), (mention,), *sides)
