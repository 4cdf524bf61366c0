"""The answers to the questions as the page keeps them: each value once, texts by their place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final

from kg.answers import Answer, Answered, Answers, Cells, decode
from kg.engines.answer import value
from kg.matters import MATTER
from kg.questions import Question, questions
from kg.views.desk import Desk
from kg.views.scene import Json
from kg.views.suggested import index, matters, sounds

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
    atoms = _Atoms(desk, answers)
    asked: list[Json] = [_question(one, atoms) for one in answers.questions]
    duties: list[Json] = []
    for duty in desk.duty_list.duties:
        said = answers.duties.get(atoms.iri(duty.key), {})
        relations = ("declared", "receiving", "category", "matter")
        duties.append([[atoms.thing(x) for x in said.get(one, ())] for one in relations])
    return {
        "questions": asked,
        "duties": duties,
        "steps": atoms.steps,
        "wider": _wider(atoms, answers.wider),
        "things": atoms.things,
        "atoms": atoms.said,
        "base": atoms.base,
    }


def _question(one: Answered, atoms: _Atoms) -> Json:
    asked = one.question
    rules: dict[str, Json] = {}
    for slot, rule in one.rules.items():
        places = [one.whole.columns.index(name) for name in rule.columns]
        rules[slot] = [rule.relation, *places]
    opened: dict[str, Json] = {}
    for slot, every in one.opened.items():
        opened[slot] = _opened(every, atoms)
    return {
        **_said(asked, one.whole.columns),
        "rows": _packed(one.whole, atoms),
        "rules": rules,
        "opened": opened,
    }


def _said(asked: Question, shown: Sequence[str]) -> dict[str, Json]:
    """Return what a question says of itself; of its notes the first, which says what a row is."""
    heads = {heading.name: heading for heading in asked.headings}
    return {
        "name": asked.name,
        "note": _both(asked.notes[0]) if asked.notes else ["", ""],
        "columns": [[name, heads[name].zh, heads[name].en] for name in shown],
        "slots": [one.name for one in asked.parameters],
        "sparql": _HEADER.sub("", asked.text).strip(),
    }


def _both(note: str) -> Json:
    zh, _, en = note.partition(" / ")
    return [zh, en or zh]


def _opened(every: Mapping[str, Answer], atoms: _Atoms) -> Json:
    """Return the answers for each value: all their rows once, and which of them each value has."""
    places: dict[tuple[Cells, tuple[str, ...]], int] = {}
    chosen: dict[str, Json] = {}
    columns: tuple[str, ...] = ()
    for term, answer in every.items():
        columns = answer.columns
        keys = zip(answer.rows, answer.evidence, strict=True)
        chosen[str(atoms.term(term))] = _steps(
            [places.setdefault(key, len(places)) for key in keys]
        )
    rows = Answer(columns, tuple(row for row, _ in places), tuple(rests for _, rests in places))
    return {"rows": _packed(rows, atoms), "of": chosen}


def _steps(places: Sequence[int]) -> list[Json]:
    """Return numbers as the step from each to the next: mostly small ones, which pack well."""
    return [at - before for before, at in pairwise((0, *places))]


def _packed(answer: Answer, atoms: _Atoms) -> Json:
    """Return an answer by columns, as steps from row to row.

    The last column is what each row rests on; 0 for what stands in it.
    """
    numbers = [list(map(atoms.term, row)) for row in answer.rows]
    columns: list[Json] = [*map(_steps, zip(*numbers, strict=True))]
    if not numbers:
        columns = [[]] * len(answer.columns)
    rests: list[Json] = []
    for row, iris in zip(answer.rows, answer.evidence, strict=True):
        found = sorted(atoms.term(f"<{iri}>") for iri in iris)
        rests.append(0 if found == atoms.within(row) else _steps(found))
    return [*columns, rests]


def _wider(atoms: _Atoms, wider: Mapping[str, str]) -> Json:
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


class _Atoms:
    """The values of all answers, each once."""

    def __init__(self, desk: Desk, answers: Answers) -> None:
        self.said: list[Json] = []
        self.things: list[Json] = []
        self.places: dict[str, int] = {}
        """IRI → place in ``things``."""
        self.steps: list[Json] = []
        """How many steps each duty has: the departments', the township's."""
        self._names = answers.names
        self._called = {said.get("zh", ""): iri for iri, said in answers.names.items()}
        self._matters = matters()
        self._terms: dict[str | None, int] = {}
        self._atoms: dict[Json, int] = {}
        base = next(iter(answers.duties), "").partition("list/")[0]
        self.base = base
        duties = desk.duty_list.duties
        self._list = f"{base}list/{desk.duty_list.id}/"
        self._titles: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._refs: dict[str, int] = {}
        """IRI of a duty or step of the list → its number."""
        self._count = len(duties)
        steps: list[str] = []
        for at, duty in enumerate(duties):
            self._refs[f"{self._list}{duty.key}"] = at
            self._titles.setdefault(duty.title, self._count + at)
            self.steps.append([len(duty.superior_steps), len(duty.township_steps)])
            for side, of_side in (
                ("superior", duty.superior_steps),
                ("township", duty.township_steps),
            ):
                for step in of_side:
                    self._refs[f"{self._list}{duty.key}/{side}/{step.position}"] = (
                        2 * self._count + len(steps)
                    )
                    steps.append(step.text)
        self._first_text = 2 * self._count + len(steps)
        for at, text in enumerate(steps):
            self._texts.setdefault(text, self._first_text + at)
        self._first = self._first_text + len(steps)

    def iri(self, key: str) -> str:
        """Return the IRI of a duty of the list."""
        return self._list + key

    def thing(self, iri: str) -> int:
        """Return the number of a thing that has a name."""
        return self.term(f"<{iri}>")

    def term(self, term: str | None) -> int:
        """Return the number of a value."""
        at = self._terms.get(term)
        if at is None:
            at = self._terms[term] = self._number(term)
        return at

    def _number(self, term: str | None) -> int:
        if term is None:
            return self._place(None)
        text, kind = decode(term)
        if kind == "iri":
            return self._of_iri(text)
        number = value((text, kind))
        return self._place(number) if isinstance(number, int | float) else self._of_text(text)

    def _place(self, atom: Json) -> int:
        at = self._atoms.get(atom)  # 1 and 1.0 are one number
        if at is None:
            at = self._atoms[atom] = self._first + len(self.said)
            self.said.append(atom)
        return at

    def _of_text(self, text: str) -> int:
        known = self._titles.get(text, self._texts.get(text))
        if known is not None:
            return known
        words = text.split(" ")
        if all(word in self._refs for word in words):
            return self._place("l" + " ".join(str(self._refs[word]) for word in words))
        names = text.split("、")
        if len(names) > 1 and all(name in self._called for name in names):
            return self._place("j" + " ".join(str(self.thing(self._called[one])) for one in names))
        return self._place(f"={text}")

    def _of_iri(self, iri: str) -> int:
        if iri in self._refs:
            return self._refs[iri]
        at = self.places.get(iri)
        if at is None:
            at = self.places[iri] = len(self.things)
            names = self._names.get(iri, {})
            zh = names.get("zh") or names.get("") or iri
            known = iri.removeprefix(MATTER) in self._matters  # what it is called stands there
            self.things.append(
                [0 if known else zh, names.get("en", ""), iri.removeprefix(self.base)]
            )
        return self._place(f"n{at}")

    def within(self, row: Cells) -> list[int]:
        """Return the steps that stand in a row, or else its duties: what it mostly rests on."""
        found = {self.term(cell) for cell in row if cell is not None}
        texts = {
            at - self._first_text + 2 * self._count
            for at in found
            if self._first_text <= at < self._first
        }
        steps = {at for at in found if 2 * self._count <= at < self._first_text} | texts
        duties = {at % self._count for at in found if at < 2 * self._count}
        return sorted(steps or duties)
