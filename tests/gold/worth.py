"""What each part of the gravity of overlaps is worth: each is left out in turn, and the list is judged again.

``python -m tests.gold.worth`` prints the table of ``docs/overlap.md`` (half a minute).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import ModuleType

from kg.analyses import overlap, recalls
from kg.model import Duty, DutyList, Place
from kg.network import Network
from kg.parse import read_list
from kg.resources import data_path
from kg.similarity import acts, conduct, gravity, passages, subjects
from tests.gold import gravity as gold
from tests.gold.score import pairs, score

Without = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Worth:
    """How well the list is judged: see :class:`tests.gold.gravity.Gravity`; ``ap``: average precision.

    ``given``: pairs of the half at grade 3, remnants too; ``three``, ``shown``: overlaps of the whole list.
    """

    found: gold.Gravity
    ap: float
    given: int
    three: int
    shown: int

    def __str__(self) -> str:
        one = self.found
        return (
            f"sharp {one.sharp:.3f}  grade 3 {one.three:.2f} of {self.given}  grave {one.grave:2}  "
            f"never {one.never}  early {one.early}  AP {self.ap:.3f}  "
            f"whole list {self.three:2} of {self.shown}"
        )


@contextmanager
def changed(module: ModuleType | type, **values: object) -> Iterator[None]:
    """Give some names of a module other values for a while."""
    before = {name: getattr(module, name) for name in values}
    try:
        for name, value in values.items():
            setattr(module, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)


def judged(duties: Sequence[Duty]) -> Worth:
    """Return how well the overlaps and remnants of a list are judged, as the program is now."""
    one = Network([DutyList("list", "", Place("", "", "", ""), "", "", "", "", (), tuple(duties))])
    codes = {entry.iri: entry.duty.code for entry in one.entries}
    by_key = {duty.key: duty.code for duty in duties}
    reported = [*overlap.findings(one), *recalls.findings(one)]
    grades = {
        (codes[f.duties[0]], codes[f.duties[-1]]): f.grade for f in reported if len(f.duties) == 2
    }
    ranked = overlap.rank(duties)
    order = {(by_key[p.left], by_key[p.right]): float(-at) for at, p in enumerate(ranked)}
    half = set(pairs())
    given = sum(grade == 3 for pair, grade in grades.items() if gold.ordered(pair) in half)
    overlaps = [one for one in reported if one.kind == "overlap"]
    three = sum(one.grade == 3 for one in overlaps)
    shown = sum(one.grade > 1 for one in overlaps)
    return Worth(gold.score(order, grades), score(order).precision, given, three, shown)


def _answers(**values: float) -> Without:
    names = {name.replace("_", " "): value for name, value in values.items()}
    added = {str(answer): value for answer, value in gravity.ADDED.items()}
    return lambda: changed(gravity, ADDED=added | names)


def _worded(**values: object) -> Without:
    """Return what reads the acts with some of their words left out."""
    known = acts.acts()
    other = replace(known, **values)  # type: ignore[arg-type]
    return _both(
        lambda: changed(acts, acts=lambda: other), lambda: changed(conduct, acts=lambda: other)
    )


def _both(*some: Without) -> Without:
    @contextmanager
    def entered() -> Iterator[None]:
        with ExitStack() as stack:
            for one in some:
                stack.enter_context(one())
            yield

    return entered


def variants() -> dict[str, Without]:
    """Return the parts by what is left out."""
    none = re.compile(r"(?!)")
    phrases = acts.SetPhrases((), acts.set_phrases().rewards)
    return {
        "all": lambda: ExitStack(),
        "nothing apart": _answers(both_recalled=1.0, reward=1.0, one_department=1.0),
        "… one department is like two": _answers(one_department=1.0),
        "… two recalled are like any": _answers(both_recalled=1.0),
        "… rewards are like services": _answers(reward=1.0),
        "who answers adds nothing": _answers(taken_back=0.0, different=0.0),
        "what was taken back is merely different": _answers(taken_back=1.0),
        "likeness counts in full": lambda: changed(gravity, BEYOND=1.0),
        "no acts": lambda: changed(conduct.Conduct, same=lambda self, left, right: None),
        "the same act adds nothing to the order": lambda: changed(conduct, MOST=0.0),
        "light acts are like others": _light(),
        "a common object will do": lambda: changed(gravity, SURE=0.0),
        "objects that matters only relate": lambda: changed(conduct, PART=subjects.RELATED),
        "what is spoken of counts as ordered": lambda: changed(acts, _SPOKEN_OF=none),
        "papers passed up are reports": _worded(passed_on=none),
        "whoever offends is an object": _worded(offender=none),
        "a first response is no stage": _worded(first_response=frozenset()),
        "set phrases link": lambda: changed(passages, set_phrases=lambda: phrases),
        "boilerplate links": lambda: changed(passages, BOILERPLATE_FROM=10**6),
        "no links of the thesaurus": lambda: changed(subjects, PART=0.0, SIBLINGS=0.0, RELATED=0.0),
    }


def _light() -> Without:
    heavy = {name: replace(act, light=False) for name, act in acts.acts().by_id.items()}
    words = {word: heavy[act.id] for word, act in acts.acts().by_word.items()}
    return _worded(by_id=heavy, by_word=words)


def table(duties: Sequence[Duty]) -> Iterator[tuple[str, Worth]]:
    """Yield each variant's name and how well the list is judged without that part."""
    for name, without in variants().items():
        with without():
            yield name, judged(duties)


def main() -> None:
    """Print the table."""
    duties = read_list(data_path() / "lists" / "kanerzi-2025-07").list.duties
    for name, one in table(duties):
        print(f"{name:50} {one}")


if __name__ == "__main__":
    main()
