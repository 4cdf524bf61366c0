"""What the page's scripts know: numbers, names, places. Texts stand in the page itself and are not repeated."""

from __future__ import annotations

from kg.model import KIND_ZH, LIST_KINDS, Clause, Finding
from kg.views.clusters import clusters
from kg.views.desk import Desk
from kg.views.duty import flow, pack
from kg.views.focus import focus
from kg.views.record import document
from kg.views.scene import Json
from kg.views.words import finding_kind


def payload(desk: Desk, start: str) -> dict[str, Json]:
    """Return the data block of a list's page; the overview's own nodes and edges come from Pyvis."""
    place = desk.duty_list.place
    rules = list(dict.fromkeys((f.rule_zh, f.rule_en) for f in desk.findings))
    kinds = list(dict.fromkeys(f.kind for f in desk.findings))
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
        "matters": [[name, [desk.codes[k] for k in keys if k in desk.codes]] for name, keys in desk.matters.items()],
        "rules": [list(rule) for rule in rules],
        "findingKinds": [[kind, *finding_kind(kind)] for kind in kinds],
        "findings": [_finding(desk, f, kinds, rules) for f in desk.findings],
        "scenes": {
            **{d.id: focus(desk, d).pack() for d in desk.departments},
            **{code: pack(flow(desk, duty)) for code, duty in desk.duties.items()},
            "clusters": clusters(desk).pack(),
        },
    }


def _duty(desk: Desk, code: str) -> list[Json]:
    declared = [int(d.id[1:]) for d in desk.carriers[code] if code in d.declared]
    acting = [int(d.id[1:]) for d in desk.carriers[code] if code in d.acting]
    return [code, int(desk.category_of[code].id[1:]), declared, acting]  # type: ignore[list-item]


def _finding(desk: Desk, finding: Finding, kinds: list[str], rules: list[tuple[str, str]]) -> list[Json]:
    return [
        finding.id,
        kinds.index(finding.kind),
        finding.grade,
        round(finding.score, 3),
        rules.index((finding.rule_zh, finding.rule_en)),
        [desk.codes[key] for key in finding.duties if key in desk.codes],
        [int(desk.department[name].id[1:]) for name in finding.departments if name in desk.department],
        [_clause(desk, clause) for clause in finding.clauses if clause.duty in desk.codes],
        finding.matter,
        finding.verdict,
        finding.note,
    ]


def _clause(desk: Desk, clause: Clause) -> list[Json]:
    """Return a quotation as the place where the page already shows it: duty, place, offset, length, words, line.

    A text that stands nowhere in the page as one piece is carried along.
    """
    code = desk.codes[clause.duty]
    duty = desk.duties[code]
    words: list[Json] = list(clause.words)
    for side, steps in (("s", duty.superior_steps), ("t", duty.township_steps)):
        for step in steps:
            at = step.text.find(clause.text)
            if at >= 0 and clause.span.line == step.span.line:
                return [code, f"{side}{step.position}", at, len(clause.text), words, clause.span.line]
    at = duty.title.find(clause.text)
    if at >= 0:
        return [code, "title", at, len(clause.text), words, clause.span.line]
    return [code, clause.text, -1, 0, words, clause.span.line]
