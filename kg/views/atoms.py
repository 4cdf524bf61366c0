"""The values of answers as a page keeps them: each once, told by a number; texts by their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.asking.answers import Answers, decode
from kg.engines.answer import value
from kg.matters import MATTER
from kg.model import Duty, DutyList
from kg.rdf.iris import segment
from kg.views.scene import Json
from kg.views.suggested import matters


class _Numbers(dict[str | None, int]):
    """Term → its number, found when it is first asked for."""

    def __init__(self, find: Callable[[str | None], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, term: str | None) -> int:
        number = self[term] = self._find(term)
        return number


class Atoms:
    """The values of all answers, each once; of several lists their duties follow each other."""

    def __init__(self, lists: Sequence[DutyList], answers: Answers) -> None:
        self.said: list[Json] = []
        self.things: list[Json] = []
        self.places: dict[str, int] = {}
        """IRI → place in ``things``."""
        self.steps: list[Json] = []
        """How many steps each duty has: the departments', the township's."""
        self._names = answers.names
        # of two offices of one name (in two counties) always the same, however an engine orders them
        self._called = {said.get("zh", ""): iri for iri, said in sorted(answers.names.items())}
        self._matters = matters()
        self.terms = _Numbers(self._number)
        """Term → its number; it has those that were asked for."""
        self._atoms: dict[Json, int] = {}
        self.base = next(iter(answers.duties), "").partition("list/")[0]
        self._titles: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._refs: dict[str, int] = {}
        """IRI of a duty or step of a list → its number."""
        duties = [(self.iri(one, duty), duty) for one in lists for duty in one.duties]
        self._count = len(duties)
        written: list[str] = []
        for at, (iri, duty) in enumerate(duties):
            self._refs[iri] = at
            self._titles.setdefault(duty.title, self._count + at)
            self.steps.append([len(duty.superior_steps), len(duty.township_steps)])
            for step in (*duty.superior_steps, *duty.township_steps):
                self._refs[f"{iri}/{step.side}/{step.position}"] = 2 * self._count + len(written)
                written.append(step.text)
        self._first_text = 2 * self._count + len(written)
        for at, text in enumerate(written):
            self._texts.setdefault(text, self._first_text + at)
        self._first = self._first_text + len(written)

    def iri(self, of: DutyList, duty: Duty) -> str:
        """Return the IRI of a duty of a list."""
        return f"{self.base}list/{segment(of.id)}/{duty.key}"

    def thing(self, iri: str) -> int:
        """Return the number of a thing that has a name."""
        return self.terms[f"<{iri}>"]

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
            # an engine groups them in any order, a reader sees them in that of the lists
            refs = sorted(self._refs[word] for word in words)
            return self._place("l" + " ".join(map(str, refs)))
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

    def within(self, numbers: Iterable[int]) -> list[int]:
        """Return the steps that stand in a row, or else its duties: what it mostly rests on."""
        steps, duties = set(), set()
        for at in numbers:
            if at >= self._first:
                continue
            if at < 2 * self._count:
                duties.add(at % self._count)
            else:
                steps.add(self._step(at))
        return sorted(steps or duties)

    def quoted(self) -> list[int]:
        """Return the places among all steps of those that were asked for, or whose text was."""
        told = range(2 * self._count, self._first)
        steps = {self._step(at) for at in self.terms.values() if at in told}
        return [at - 2 * self._count for at in sorted(steps)]

    def _step(self, at: int) -> int:
        """Return the number of a step of its own number, or that of its text."""
        return at - self._first_text + 2 * self._count if at >= self._first_text else at
