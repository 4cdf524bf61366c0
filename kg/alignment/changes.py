"""What changed between two lists, duty by duty: the table, the title, the departments, the steps, the category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

from kg.alignment.pairing import Link, align
from kg.alignment.texts import comparable
from kg.alignment.told import NOTHING, Told
from kg.model import Duty, DutyList, Mention, Organization, Place, Side, Step
from kg.names.reforms import Reform, renaming

Kind: TypeAlias = Literal[
    "added", "removed", "recalled", "devolved", "moved", "split", "merged", "reworded", "departments", "steps",
    "category", "typography",
]  # fmt: skip

KINDS: Final[tuple[Kind, ...]] = (
    "added", "removed", "recalled", "devolved", "moved", "split", "merged", "reworded", "departments", "steps",
    "category", "typography",
)  # fmt: skip
_SHORT_FORM: Final = 5
"""A name of so many characters at most may be short for another one (残联 for 残疾人联合会)."""


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that was added (``old`` is None), removed (``new`` is None), reworded or given to another."""

    side: Side
    old: Step | None
    new: Step | None


@dataclass(frozen=True, slots=True)
class Renamed:
    """A department that a reform gave another name, or put into another one."""

    old: Organization
    new: Organization
    reform: Reform


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a duty: its link, the kinds of change in the order of :data:`KINDS`, and what they rest on.

    ``gone`` and ``come`` are the departments (canonical names) that only the old or only the new
    duty declares, ``renamed`` those of them that a reform renamed.
    """

    old: tuple[Duty, ...]
    new: tuple[Duty, ...]
    kinds: tuple[Kind, ...]
    score: float
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    steps: tuple[StepChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()

    @property
    def only_renamed(self) -> bool:
        """Whether its departments changed by name alone: a reform renamed them, and no other came or went."""
        olds = {one.old.name for one in self.renamed}
        news = {one.new.name for one in self.renamed}
        return bool(olds) and set(self.gone) <= olds and set(self.come) <= news


def changes(old: DutyList, new: DutyList, told: Told = NOTHING) -> tuple[Change, ...]:
    """Return what became of every duty of two lists; each duty of both is in exactly one change, unchanged ones too.

    The kinds follow the commission offices' words for 动态调整: see
    ``docs/explanation/changes.md``. Punctuation, width and mended slips are ``typography``, which
    does not change a duty. ``told`` is what a reader says of pairs of duties.
    """
    olds = {duty.key: duty for duty in old.duties}
    news = {duty.key: duty for duty in new.duties}
    links = align(old, new, told)
    return tuple(_change(link, olds, news, old.place, new.place) for link in links)


def _change(
    link: Link, olds: Mapping[str, Duty], news: Mapping[str, Duty], before: Place, after: Place
) -> Change:
    one = tuple(olds[key] for key in link.old)
    other = tuple(news[key] for key in link.new)
    if not one or not other:
        return Change(one, other, ("removed",) if one else ("added",), link.score)
    tables = tuple(_tables(one, other))
    if len(one) > 1 or len(other) > 1:
        return Change(
            one, other, _ordered(["merged" if len(one) > 1 else "split", *tables]), link.score
        )
    return _pair(one[0], other[0], tables, link.score, before, after)


def _tables(one: Sequence[Duty], other: Sequence[Duty]) -> Iterator[Kind]:
    """Yield how duties changed their table, whatever part of them did."""
    for old in one:
        for new in other:
            if old.kind == new.kind:
                continue
            if new.kind == "recalled":
                yield "recalled"
            else:
                yield "devolved" if old.kind == "recalled" else "moved"


def _pair(
    old: Duty, new: Duty, tables: Sequence[Kind], score: float, before: Place, after: Place
) -> Change:
    kinds: list[Kind] = list(tables)
    renamed = _Names(old, new)
    if _title_changed(old, new, before, after, renamed):
        kinds.append("reworded")
    if old.category != new.category:
        kinds.append("category")
    moved = tuple(_steps(old, new, before, after, renamed)) if not tables else ()
    if not tables and (renamed.gone or renamed.come):
        kinds.append("departments")
    if moved:
        kinds.append("steps")
    if (
        not tables
        and not {"reworded", "departments", "steps"} & set(kinds)
        and _printed_otherwise(old, new)
    ):
        kinds.append("typography")
    if tables:
        return Change((old,), (new,), _ordered(kinds), score)
    by_reform = tuple(renamed.by_reform) if "departments" in kinds else ()
    return Change(
        (old,), (new,), _ordered(kinds), score, renamed.gone, renamed.come, moved, by_reform
    )


def _ordered(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    return tuple(kind for kind in KINDS if kind in set(kinds))


class _Names:
    """The departments of a pair: which are new, which are gone, and what each is called in texts that are compared."""

    def __init__(self, old: Duty, new: Duty) -> None:
        olds = {m.name: m for m in old.declared if m.role != "lead"}
        news = {m.name: m for m in new.declared if m.role != "lead"}
        gone = [name for name in olds if name not in news]
        come = [name for name in news if name not in olds]
        self._called: dict[str, str] = {}
        for name in list(gone):
            if other := next((one for one in come if same_name(name, one)), ""):
                gone.remove(name)
                come.remove(other)
                self._called[other] = olds[name].organization.function
        self.gone, self.come = tuple(gone), tuple(come)
        self.by_reform: list[Renamed] = []
        for name in gone:
            self._reformed(olds[name].organization, news)
        if (
            len(gone) == len(come) == 1
        ):  # a reform's new name, or another department in the old one's place
            self._called[come[0]] = olds[gone[0]].organization.function

    def _reformed(self, old: Organization, news: Mapping[str, Mention]) -> None:
        """Note the department that a reform made of one that is gone."""
        for name, mention in news.items():
            new = mention.organization
            reform = renaming(old.function, new.function)
            if reform is not None and old.jurisdiction == new.jurisdiction:
                self.by_reform.append(Renamed(old, new, reform))
                self._called[name] = old.function
                return

    def of(self, mention: Mention) -> str:
        """Return what a body is called in both lists: the function it has, or had before it was renamed."""
        return self._called.get(mention.name, mention.organization.function)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one name spelt otherwise: a slip of a letter, or a short form written in full.

    >>> same_name("青河县残联", "青河县残疾人联合会"), same_name("青河县文化和旅游局", "青河县文化体育和旅游局")
    (True, False)
    """
    if distance_at_most_one(one, other):
        return True
    short, long = sorted((_function(one), _function(other)), key=len)
    if len(short) > _SHORT_FORM or "和" in short or len(short) == len(long):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _function(name: str) -> str:
    for level in ("自治县", "自治旗", "县", "区", "市", "旗", "州"):
        place, found, rest = name.partition(level)
        if found and len(place) >= 2 and rest:
            return rest
    return name


def distance_at_most_one(one: str, other: str) -> bool:
    """Tell whether one letter added, left out or changed makes two texts the same.

    >>> distance_at_most_one("病影放映", "电影放映"), distance_at_most_one("甲乙", "乙甲")
    (True, False)
    """
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _title_changed(old: Duty, new: Duty, before: Place, after: Place, names: _Names) -> bool:
    one, other = comparable(old.title, before), comparable(new.title, after)
    if one == other or distance_at_most_one(one, other):
        return False
    return _without_names(one, old, before, names) != _without_names(other, new, after, names)


def _without_names(text: str, duty: Duty, place: Place, names: _Names) -> str:
    """Return a text with the duty's departments called by what they are in both lists."""
    for mention in sorted(duty.declared, key=lambda m: -len(m.printed)):
        for printed in (mention.printed, mention.printed.removeprefix(place.county), mention.name):
            text = text.replace(comparable(printed, place), f"〔{names.of(mention)}〕")
    return text


def _printed_otherwise(old: Duty, new: Duty) -> bool:
    """Tell whether anything but number and category is printed otherwise: a comma, a bracket, a mended slip."""
    one, other = (
        [
            "".join(cell.text.split())
            for cell in duty.cells
            if cell.column not in ("number", "category")
        ]
        for duty in (old, new)
    )
    return one != other


def _steps(
    old: Duty, new: Duty, before: Place, after: Place, names: _Names
) -> Iterator[StepChange]:
    """Yield the steps that differ, as an aligner pairs them; other numbers, markup or names are not a change."""
    for side, olds in old.sides.items():
        news = new.sides[side]
        one = [_plain(step, before, names) for step in olds]
        # Words that stayed are not a change: whom 农业部门 means depends on what else a list has.
        said = {comparable(step.text, before): text for step, text in zip(olds, one, strict=True)}
        other = [
            said.get(comparable(step.text, after)) or _plain(step, after, names) for step in news
        ]
        for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag != "equal":
                yield from _differing(side, olds[a:b], news[c:d], one[a:b], other[c:d])


def _differing(
    side: Side, olds: Sequence[Step], news: Sequence[Step], one: Sequence[str], other: Sequence[str]
) -> Iterator[StepChange]:
    paired = min(len(olds), len(news))
    for place in range(paired):
        if not distance_at_most_one(one[place], other[place]):
            yield StepChange(side, olds[place], news[place])
    for step in olds[paired:]:
        yield StepChange(side, step, None)
    for step in news[paired:]:
        yield StepChange(side, None, step)


def _plain(step: Step, place: Place, names: _Names) -> str:
    """Return a step's text as it is compared, every body called by what it is in both lists."""
    out, at = [], 0
    text, offset = step.text, step.span.start
    named = [
        m for m in step.participants if m.span.column == step.span.column and m.span.start >= offset
    ]
    for mention in sorted(named, key=lambda m: m.span.start):
        start, end = mention.span.start - offset, mention.span.end - offset
        if (
            mention.organization.kind == "department"
            and start >= at
            and text[start:end] == mention.printed
        ):
            out += [comparable(text[at:start], place), f"〔{names.of(mention)}〕"]
            at = end
    return "".join([*out, comparable(text[at:], place)])
