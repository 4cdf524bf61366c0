"""Check a list: expected counts, what was odd in the source, and the rules of ``ontology/shapes.ttl`` (SHACL)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import DutyList, Oddity, Severity
from kg.rdf.iris import Iris
from kg.resources import ontology_path
from kg.table import Heading, Table

_SEVERITY: dict[str, Severity] = {"Violation": "violation", "Warning": "warning", "Info": "info"}

# No rule speaks of a single cell, mention or trigger word (but of a named law): leaving them out halves the time.
_DETAIL = re.compile(r"<[^>]*/(?:cell|mention|action|matter|limit|means|power|village|sequence)/[^>]*>")


def shacl(duties: DutyList, lines: Sequence[str], base: str) -> tuple[Oddity, ...]:
    """Validate a list's triples against the shapes; one oddity a result, in both languages, with its duty's place.

    ``lines`` are N-Quads lines (:func:`kg.rdf.list_lines`); their graph names are left out.
    """
    import rdflib
    from pyshacl import validate

    data = rdflib.Graph()
    data.parse(data="".join(_triple(line) for line in lines if not _DETAIL.match(line)), format="nt")
    shapes = rdflib.Graph().parse(ontology_path() / "shapes.ttl", format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False, inference="none", abort_on_first=False)
    return tuple(sorted(_results(duties, report, base), key=lambda o: (o.line, o.column, o.code, o.en)))


def _triple(line: str) -> str:
    return line[: line.rindex(" <")] + " .\n"


def _results(duties: DutyList, report: object, base: str) -> Iterator[Oddity]:
    from rdflib import Graph
    from rdflib.namespace import RDF, SH

    assert isinstance(report, Graph)
    names = Iris(duties.id, duties.place, base)
    by_iri = {names.duty(duty.key): duty for duty in duties.duties}
    by_iri |= {names.step(duty, step): duty for duty in duties.duties for step in duty.steps}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode))
        severity = _SEVERITY.get(str(report.value(result, SH.resultSeverity)).rpartition("#")[2], "violation")
        # pySHACL drops the language tag of a message with values in it: the English one begins with a Latin letter.
        messages = sorted(map(str, report.objects(result, SH.resultMessage)), key=lambda m: not m[:1].isascii())
        shape = str(report.value(result, SH.sourceShape)).rpartition("#")[2].rpartition("/")[2]
        duty = by_iri.get(str(report.value(result, SH.value)), by_iri.get(focus))
        en, zh = (messages[0], messages[-1]) if messages else ("a rule is broken", "违反规则")
        line = duty.line if duty else 0
        if duty:  # its name stands in front already
            zh, en = zh.removeprefix(f"{duty.label}："), re.sub(r"^\w+ @?\d+: ", "", en)
        where = f"{duties.document}, line {line}, {duty.label}" if duty else focus
        yield Oddity(shape or "shape", severity, where, zh, en, line, "", duty.key if duty else "")


def as_table(found: Sequence[Oddity], list_id: str = "") -> Table:
    """Return oddities as a table, one a row."""
    columns = ("list", "where", "line", "column", "duty", "severity", "code", "zh", "en", "paste")
    rows = tuple((list_id, o.where, o.line, o.column, o.duty, o.severity, o.code, o.zh, o.en, o.paste) for o in found)
    return Table("检查结果", "Check", tuple(Heading(name) for name in columns), rows)


def as_lines(found: Sequence[Oddity], prefix: str = "") -> Iterator[str]:
    """Yield oddities as a linter prints them, ``place: severity: message``, then unknown names as TOML to paste."""
    for oddity in found:
        where = f"{prefix}{oddity.where}"
        yield f"{where}: {oddity.severity}: {oddity.zh} / {oddity.en} [{oddity.code}]"
    pastes = dict.fromkeys(o.paste for o in found if o.paste)
    if pastes:
        yield ""
        yield "# 未知名称，补全后粘贴到 data/names/ / unknown names, to paste into data/names/:"
        yield from pastes


def counted(found: Sequence[Oddity]) -> dict[Severity, int]:
    """Return how many oddities there are of each severity."""
    return {severity: sum(o.severity == severity for o in found) for severity in _SEVERITY.values()}
