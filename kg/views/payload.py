"""What the page's scripts know: numbers, names, places. Texts stand in the page itself and are not repeated."""

from __future__ import annotations

from collections.abc import Sequence

from kg.views.desk import Category, Department, Desk
from kg.views.focus import focus
from kg.views.focus import pack as desktop
from kg.views.groups import groups
from kg.views.list import burden, departments, duty, findings, near
from kg.views.overview import variants
from kg.views.record import document
from kg.views.scene import Json
from kg.views.words import page_words
from kg.words import section


def payload(desk: Desk, start: str) -> dict[str, Json]:
    """Return the data block of a list's page; the overview's own nodes and edges come from Pyvis."""
    place = desk.duty_list.place
    return {
        "id": desk.duty_list.id,
        "title": desk.duty_list.title,
        "place": place.name,
        "township": place.township,
        "issued": desk.duty_list.issued,
        "document": document(desk.duty_list),
        "start": start,
        "kinds": [_kind(id, *words) for id, words in section("list").items()],
        "categories": [_category(one) for one in desk.categories],
        "departments": [_department(one) for one in desk.departments],
        "duties": [_duty(desk, code) for code in desk.duties],
        "pairs": _pairs(desk),
        "matters": [_matter(desk, name, keys) for name, keys in desk.about.items() if keys],
        "words": {key: list(words) for key, words in page_words().items()},
        **findings.part(desk),
        "burden": burden.part(desk),
        "shares": departments.part(desk),
        "overviews": variants(desk),
        "duty": duty.part(desk),
        "near": near.part(desk),
        "scenes": {
            **{d.id: desktop(focus(desk, d)) for d in desk.departments},
            "groups": groups(desk).pack(),
        },
    }


def _kind(id: str, zh: str, en: str) -> dict[str, Json]:
    return {"id": id, "zh": zh, "en": en.capitalize()}


def _pairs(desk: Desk) -> list[Json]:
    """Return each pair of departments that share duties, by their numbers, with the duties."""
    rows: list[Json] = []
    for (one, other), codes in desk.shared().items():
        rows.append({"departments": [int(one[1:]), int(other[1:])], "duties": list(codes)})
    return rows


def _category(one: Category) -> dict[str, Json]:
    return {"name": one.name, "english": one.english, "brief": one.brief}


def _department(one: Department) -> dict[str, Json]:
    aliases: list[Json] = [*one.aliases]
    return {"name": one.name, "short": one.short, "kind": one.kind, "aliases": aliases}


def _duty(desk: Desk, code: str) -> dict[str, Json]:
    """Return a duty by numbers: its category, whom its column names, who else acts."""
    declared: list[Json] = [int(d.id[1:]) for d in desk.carriers[code] if code in d.declared]
    acting: list[Json] = [int(d.id[1:]) for d in desk.carriers[code] if code in d.acting]
    category = int(desk.category_of[code].id[1:])
    return {"code": code, "category": category, "declared": declared, "acting": acting}


def _matter(desk: Desk, name: str, keys: Sequence[str]) -> dict[str, Json]:
    zh, en = desk.matter(name)
    return {"name": zh, "english": en, "duties": [desk.codes[key] for key in keys]}
