"""What the page's scripts know: numbers, names, places. Texts stand in the page itself and are not repeated."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from kg.grouping import group, shown
from kg.model import KIND_ZH, LIST_KINDS, Clause, Finding
from kg.views.desk import Desk
from kg.views.duty import flow, pack
from kg.views.focus import focus
from kg.views.focus import pack as desktop
from kg.views.groups import groups
from kg.views.list import burden, departments
from kg.views.record import document
from kg.views.scene import Json
from kg.views.words import finding_kind, in_order, page_words


def payload(desk: Desk, start: str) -> dict[str, Json]:
    """Return the data block of a list's page; the overview's own nodes and edges come from Pyvis."""
    place = desk.duty_list.place
    phrases = _phrases(desk.findings)
    kinds = in_order(f.kind for f in desk.findings)
    return {
        "id": desk.duty_list.id,
        "title": desk.duty_list.title,
        "place": place.name,
        "township": place.township,
        "issued": desk.duty_list.issued,
        "document": document(desk.duty_list),
        "start": start,
        "kinds": [[kind, KIND_ZH[kind], len(desk.duty_list.of_kind(kind))] for kind in LIST_KINDS],
        "categories": [[c.name, c.english] for c in desk.categories],
        "departments": [[d.name, d.short, d.kind, list(d.aliases)] for d in desk.departments],
        "duties": [_duty(desk, code) for code in desk.duties],
        "pairs": _pairs(desk),
        "matters": [_matter(desk, name, keys) for name, keys in desk.about.items() if keys],
        "phrases": [*phrases],
        "words": {key: list(words) for key, words in page_words().items()},
        "findingKinds": [[kind, *finding_kind(kind)] for kind in kinds],
        "findings": [_finding(desk, f, kinds, phrases) for f in desk.findings],
        "burden": burden.part(desk),
        "shares": departments.part(desk),
        "scenes": {
            **{d.id: desktop(focus(desk, d)) for d in desk.departments},
            **{code: pack(flow(desk, duty)) for code, duty in desk.duties.items()},
            "groups": groups(desk).pack(),
        },
    }


def _pairs(desk: Desk) -> list[Json]:
    """Return each pair of departments that share duties: their numbers, and the duties."""
    rows: list[Json] = []
    for (one, other), codes in desk.shared().items():
        rows.append([int(one[1:]), int(other[1:]), list(codes)])
    return rows


def _duty(desk: Desk, code: str) -> list[Json]:
    declared = [int(d.id[1:]) for d in desk.carriers[code] if code in d.declared]
    acting = [int(d.id[1:]) for d in desk.carriers[code] if code in d.acting]
    return [code, int(desk.category_of[code].id[1:]), declared, acting]


def _phrases(findings: Sequence[Finding]) -> dict[str, int]:
    """Return the parts that rules are made of: most say the same of different things."""
    parts: dict[str, None] = {}
    for finding in findings:
        parts |= dict.fromkeys((*finding.rule_zh.split("；"), *finding.rule_en.split("; ")))
    return {part: place for place, part in enumerate(parts)}


def _matter(desk: Desk, name: str, keys: Sequence[str]) -> list[Json]:
    return [*desk.matter(name), [desk.codes[key] for key in keys]]


def _finding(desk: Desk, finding: Finding, kinds: list[str], phrases: dict[str, int]) -> list[Json]:
    row: list[Json] = [
        finding.id,
        kinds.index(finding.kind),
        finding.grade,
        round(finding.score, 2),
        [phrases[part] for part in finding.rule_zh.split("；")],
        [phrases[part] for part in finding.rule_en.split("; ")],
        [code for code in map(desk.code, finding.duties) if code],
        [
            int(desk.department[name].id[1:])
            for name in finding.departments
            if name in desk.department
        ],
        [_clause(desk, clause) for clause in _shown(finding) if desk.code(clause.duty)],
        desk.matter(finding.matter)[0] if finding.matter else "",
        group(finding) or "",
        int(shown(finding)),
    ]
    said = [finding.verdict, finding.note, finding.by, finding.when]
    while said and not said[-1]:
        said.pop()
    return [*row, *said]


def _shown(finding: Finding) -> tuple[Clause, ...]:
    """Return the clauses that the page quotes: a group shows its duties themselves."""
    return () if finding_kind(finding.kind)[2] == "groups" else finding.clauses


def _clause(desk: Desk, clause: Clause) -> list[Json]:
    """Return a quotation as the place where the page already shows it.

    Duty, place, offset, length, stretches to mark (offset and length within the quotation, in
    turn), and the line if it is not the duty's. A text that stands nowhere in the page as one piece
    is carried along.
    """
    code = desk.code(clause.duty)
    duty = desk.duties[code]
    line: list[Json] = [] if clause.span.line == duty.line else [clause.span.line]
    stretches: list[Json] = list(chain.from_iterable(marked(clause.text, clause.words)))
    places = [("title", duty.title, duty.line, "title", 0)]
    for letter, steps in (("s", duty.superior_steps), ("t", duty.township_steps)):
        places += [
            (f"{letter}{s.position}", s.text, s.span.line, s.span.column, s.span.start)
            for s in steps
        ]
    # Where the clause stands comes first; the same words may stand elsewhere too.
    span = clause.span
    here = []
    for place in places:
        _, text, line_of_place, column, begins = place
        inside = begins <= span.start <= begins + len(text)
        if inside and (line_of_place, column) == (span.line, span.column):
            here.append(place)
    for name, text, *_ in (*here, *places):
        at = text.find(clause.text)
        if at >= 0:
            return [code, name, at, len(clause.text), stretches, *line]
    return [code, clause.text, -1, 0, stretches, *line]


def marked(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where ``words`` stand in ``text`` as offset and length: longer words first, none inside another.

    >>> marked("消防安全，消防", ["消防", "消防安全"])
    [(0, 4), (5, 2)]
    """
    found: list[tuple[int, int]] = []
    for word in sorted(filter(None, words), key=lambda w: (-len(w), w)):
        at = text.find(word)
        while at >= 0:
            if all(at + len(word) <= start or at >= start + length for start, length in found):
                found.append((at, len(word)))
            at = text.find(word, at + len(word))
    return sorted(found)
