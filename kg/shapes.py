"""The rules as they are published: ``ontology/shapes.ttl`` (SHACL), asked of a list's graph by pySHACL.

Nothing that a reader waits for needs it: :mod:`kg.check` asks the same rules of the records. It is
here for tests, which hold the two together, and for ``kg check --shacl``. pySHACL comes with
the extra ``shacl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.check import in_order
from kg.errors import KgError
from kg.model import COLUMN_ZH, Duty, DutyList, Oddity, Severity, Step
from kg.rdf.iris import Iris
from kg.resources import ontology_path

if TYPE_CHECKING:
    import rdflib

_SEVERITY: dict[str, Severity] = {"Violation": "violation", "Warning": "warning", "Info": "info"}


# No rule speaks of a single cell, mention or sign (but of a named law): without them pySHACL, which
# evaluates in Python, takes seconds instead of a minute.
_DETAIL = re.compile(
    r"<[^>]*/(?:cell|mention|action|matter|limit|means|power|village|sequence)/[^>]*>"
)


def validate(duties: DutyList, lines: Sequence[str], base: str) -> tuple[Oddity, ...]:
    """Return what the shapes say of a list's graph, one oddity a result, sorted by place.

    Parameters
    ----------
    duties : DutyList
        The list, for the places of its duties and steps.
    lines : sequence of str
        Its graph as lines of N-Quads; the names of graphs play no part.
    base : str
        What the graph's IRIs begin with.

    Raises
    ------
    KgError
        If pySHACL is not installed.
    """
    try:
        from pyshacl import validate as run
    except ImportError:
        raise KgError(
            "没有安装 pySHACL", "pySHACL is not installed", cure="pip install pyshacl rdflib"
        ) from None
    import rdflib

    data, shapes = rdflib.Graph(), rdflib.Graph()
    data.parse(
        data="".join(_triple(line) for line in lines if not _DETAIL.match(line)), format="nt"
    )
    shapes.parse(ontology_path() / "shapes.ttl", format="turtle")
    _, report, _ = run(data, shacl_graph=shapes, advanced=False, inference="none")
    assert isinstance(report, rdflib.Graph)
    return tuple(sorted(_results(duties, report, base), key=in_order))


def _triple(line: str) -> str:
    return line[: line.rindex(" <")] + " .\n"


def _results(duties: DutyList, report: rdflib.Graph, base: str) -> Iterator[Oddity]:
    from rdflib.namespace import RDF, SH

    places = _places(duties, base)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode))
        value = str(report.value(result, SH.value))
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        shape = str(report.value(result, SH.sourceShape)).rpartition("#")[2].rpartition("/")[2]
        messages = [str(message) for message in report.objects(result, SH.resultMessage)]
        zh, en = _both(messages)
        duty, step = places.get(value) or places.get(focus) or (None, None)
        oddity = (shape or "shape", _SEVERITY[severity], (zh, en))
        yield _oddity(duties.document, *oddity, duty, step, focus)


def _both(messages: list[str]) -> tuple[str, str]:
    """Return the Chinese and the English message: the English one begins with a Latin letter.

    pySHACL drops the language of a message that has values in it.
    """
    if not messages:
        return "违反规则", "a rule is broken"
    messages.sort(key=lambda message: not message[:1].isascii())
    return messages[-1], messages[0]


def _places(duties: DutyList, base: str) -> dict[str, tuple[Duty, Step | None]]:
    """Return the duties and steps by IRI."""
    names = Iris(duties.id, duties.place, base)
    found: dict[str, tuple[Duty, Step | None]] = {}
    for duty in duties.duties:
        found[names.duty(duty.key)] = (duty, None)
        found |= {names.step(duty, step): (duty, step) for step in duty.steps}
    return found


def _oddity(
    document: str,
    code: str,
    severity: Severity,
    words: tuple[str, str],
    duty: Duty | None,
    step: Step | None,
    focus: str,
) -> Oddity:
    if duty is None:
        return Oddity(code, severity, focus, *words)
    line, column = (step.span.line, step.span.column) if step else (duty.line, "")
    where = f"{document}, {duty.place or f'line {line}'}, {duty.label}"
    if column:
        where += f", column {COLUMN_ZH.get(column, column)}"
    # its name stands in front already
    zh, en = words[0].removeprefix(f"{duty.label}："), re.sub(r"^\w+ @?\d+: ", "", words[1])
    return Oddity(code, severity, where, zh, en, line, column, duty.key)
