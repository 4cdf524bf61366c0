"""The answers to the questions as the page keeps them: each value once, texts by their place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import Final

from kg.asking.answers import Answer, Answered, Answers
from kg.asking.questions import Question, questions
from kg.engines.answer import Cells
from kg.model import DutyList
from kg.names.schemes import schemes
from kg.views.atoms import Atoms
from kg.views.desk import Desk
from kg.views.scene import Json
from kg.views.suggested import index, sounds
from kg.words import section

_OWN: Final = ("list", "change", "difference", "told")
"""Sections of ``data/words.toml`` whose words are values of answers."""
_TOLD_BY_NAME: Final = ("village", "law")
"""Schemes of marks whose concepts an answer names; of others it quotes the document."""
_HEADER: Final = re.compile(r"(?m)^(?:#:.*)?\n")


def block(desk: Desk, answers: Answers | None) -> dict[str, Json]:
    """Return what the search box knows: answers, plain words, what names sound like."""
    names = [*map(attrgetter("title"), desk.duty_list.duties), *map(attrgetter("zh"), questions())]
    names += map(attrgetter("name"), [*desk.departments, *desk.categories])
    names += [desk.matter(matter)[0] for matter in desk.about]
    return {"answers": part(desk, answers), "plain": index(), "sounds": sounds(names)}


def part(desk: Desk, answers: Answers | None) -> Json:
    """Return the answers of a list for its page; nothing where they were not found.

    Values are told by number. With ``D`` duties and ``S`` steps in the document's order, 0 … are
    the duties, D … their titles, 2D … the steps, 2D+S … their texts; then come ``atoms``: a number;
    ``n5`` the fifth of ``things`` (departments, categories, matters, concepts: Chinese, 0 for a
    matter whose words the index has; English; IRI); ``l1 2`` several values, ``j1 2`` the names of
    several things; ``=…`` any other text; null for none.
    """
    if answers is None:
        return None
    atoms = Atoms([desk.duty_list], answers)
    return packed([desk.duty_list], answers, atoms)


def packed(lists: Sequence[DutyList], answers: Answers, atoms: Atoms) -> dict[str, Json]:
    """Return the answers of some lists; ``atoms`` are to be made of the same lists."""
    asked: list[Json] = [_question(one, atoms) for one in answers.questions]
    duties: list[Json] = []
    for iri in (atoms.iri(one, duty) for one in lists for duty in one.duties):
        known = answers.duties.get(iri, {})
        relations = ("declared", "receiving", "category", "matter")
        duties.append([[atoms.thing(x) for x in known.get(one, ())] for one in relations])
    return {
        "questions": asked,
        "duties": duties,
        "steps": atoms.steps,
        "wider": _wider(atoms, answers.wider),
        "things": atoms.things,
        "atoms": atoms.said,
        "base": atoms.base,
        "english": _english(atoms),
    }


def _english(atoms: Atoms) -> dict[str, Json]:
    """Return the English of the program's own words; the document's words have none."""
    own: dict[str, str] = {}
    for name in _OWN:
        own |= dict(section(name).values())
    for scheme in schemes():
        if scheme.name in _TOLD_BY_NAME:
            own |= {concept.zh: concept.en for concept in scheme.concepts}
    texts = [atom[1:] for atom in atoms.said if isinstance(atom, str) and atom.startswith("=")]
    said = {*texts, *chain.from_iterable(text.split("、") for text in texts)}
    return {word: own[word] for word in sorted(said & own.keys())}


def _question(one: Answered, atoms: Atoms) -> Json:
    asked = one.question
    rules: dict[str, Json] = {}
    for slot, rule in one.rules.items():
        places = [one.whole.columns.index(name) for name in rule.columns]
        rules[slot] = [rule.relation, *places]
    opened: dict[str, Json] = {}
    for slot, every in one.opened.items():
        opened[slot] = _opened(every, atoms)
    return {
        **said(asked, one.whole.columns),
        "rows": _packed(one.whole, atoms),
        "rules": rules,
        "opened": opened,
    }


def said(asked: Question, shown: Sequence[str]) -> dict[str, Json]:
    """Return what a question says of itself; of its notes the first, which says what a row is."""
    heads = {heading.name: heading for heading in asked.headings}
    return {
        "name": asked.name,
        "note": both(asked.notes[0]) if asked.notes else ["", ""],
        "columns": [[name, heads[name].zh, heads[name].en] for name in shown],
        "slots": [one.name for one in asked.parameters],
        "counts": [*asked.counts],
        "sparql": _HEADER.sub("", asked.text).strip(),
    }


def both(note: str) -> Json:
    """Return a note in both languages, Chinese and English."""
    zh, _, en = note.partition(" / ")
    return [zh, en or zh]


def _opened(every: Mapping[str, Answer], atoms: Atoms) -> Json:
    """Return the answers for each value: all their rows once, and which of them each value has."""
    places: dict[tuple[Cells, tuple[str, ...]], int] = {}
    chosen: dict[str, Json] = {}
    columns: tuple[str, ...] = ()
    for term, answer in every.items():
        columns = answer.columns
        keys = zip(answer.rows, answer.evidence, strict=True)
        chosen[str(atoms.terms[term])] = _steps(
            [places.setdefault(key, len(places)) for key in keys]
        )
    rows = Answer(columns, tuple(row for row, _ in places), tuple(rests for _, rests in places))
    return {"rows": _packed(rows, atoms), "of": chosen}


def _steps(places: Sequence[int]) -> list[Json]:
    """Return numbers as the step from each to the next: mostly small ones, which pack well."""
    return [at - before for before, at in pairwise((0, *places))]


def _packed(answer: Answer, atoms: Atoms) -> Json:
    """Return an answer by columns, as steps from row to row.

    The last column is what each row rests on; 0 for what stands in it.
    """
    number = atoms.terms.__getitem__
    numbers = [list(map(number, row)) for row in answer.rows]
    columns: list[Json] = [*map(_steps, zip(*numbers, strict=True))]
    if not numbers:
        columns = [[]] * len(answer.columns)
    rests: list[Json] = []
    for row, iris in zip(numbers, answer.evidence, strict=True):
        found = sorted(map(atoms.thing, iris))
        rests.append(0 if found == atoms.within(row) else _steps(found))
    return [*columns, rests]


def _wider(atoms: Atoms, wider: Mapping[str, str]) -> Json:
    """Return matter → the wider one, for the matters that the answers know and those above them."""
    known = [iri for iri in wider if iri in atoms.places]
    found: dict[str, Json] = {}
    while known:
        iri = known.pop()
        above = wider.get(iri, "")
        if above and str(atoms.thing(iri)) not in found:
            found[str(atoms.thing(iri))] = atoms.thing(above)
            known.append(above)
    return dict(sorted(found.items(), key=lambda pair: int(pair[0])))
