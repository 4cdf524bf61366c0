"""What differs between townships: the facts that a person should be told, duty by duty. A difference is not yet a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain
from operator import is_
from typing import Final, Literal, TypeAlias, TypeVar

from kg.alignment import peers
from kg.alignment.changes import same_name
from kg.alignment.common import CommonDuty, common_duties
from kg.alignment.homes import at_home, homes_of
from kg.alignment.texts import comparable, grams, title
from kg.alignment.told import NOTHING, Told
from kg.model import Duty, DutyList, ListKind, Mention, Place
from kg.names.reforms import today

Kind: TypeAlias = Literal[
    "missing", "own", "table", "split", "merged", "departments", "first", "lead", "names", "steps", "wording",
    "category",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = (
    "missing", "own", "table", "split", "merged", "departments", "first", "lead", "names", "steps", "wording",
    "category",
)  # fmt: skip
Form = TypeVar("Form")
_ENOUGH: Final = 3
"""So many lists must have a duty with steps before one of them can be alone with a step."""
_OWN_WORDS: Final = 0.5
"""A step of which so much is in no other list's steps is asked of one township only."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact about a common duty: ``lists`` (ids) depart from what most do; ``here`` and ``usual`` say what each has.

    For ``missing`` and ``own`` both are empty. ``ordinary`` marks what a 街道 lacks as every 街道
    does (or a 乡, 镇). ``is_most`` is false where no form is that of more than half. For ``names``
    it is about a department and not about one duty: ``common`` is the first in which it shows.
    """

    kind: Kind
    common: CommonDuty
    lists: tuple[str, ...]
    here: str = ""
    usual: str = ""
    ordinary: bool = False
    is_most: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """Some lists, what they have in common, and what differs."""

    lists: tuple[DutyList, ...]
    common: tuple[CommonDuty, ...]
    differences: tuple[Difference, ...]
    told: Told = NOTHING

    def is_of(self, lists: Sequence[DutyList], told: Told) -> bool:
        """Tell whether it compares these very lists, in this order, with the same told of pairs."""
        is_same = len(lists) == len(self.lists) and all(map(is_, lists, self.lists))
        return is_same and told == self.told


def comparison(lists: Sequence[DutyList], told: Told = NOTHING) -> Compared:
    """Return the comparison of some lists, as a reader told of pairs.

    The last one is kept, because graph and page ask one after the other.
    """
    if not (_LAST and _LAST[0].is_of(lists, told)):
        common = common_duties(lists, told)
        _LAST[:] = [Compared(tuple(lists), common, differences(common, lists), told)]
    return _LAST[0]


_LAST: Final[list[Compared]] = []


def differences(common: Sequence[CommonDuty], lists: Sequence[DutyList]) -> tuple[Difference, ...]:
    """Return what differs between lists, in the order of the common duties and of :data:`KINDS`.

    The usual form is the commonest one of the lists that have the duty; of two as common the one
    whose list comes first. A duty is a list's ``own`` if at most a third of the lists have it, and
    ``missing`` if at least half do. Departments are the same if they have the same function, each
    in its own county; that one is called otherwise is told as ``names``.
    """
    by_id = {one.id: one for one in lists}
    homes = homes_of(by_id)
    every = [found for duty in common for found in _of(duty, by_id, homes)]
    return (*(one for one in every if one.kind != "names"), *_renamed(every))


def _renamed(every: Iterable[Difference]) -> list[Difference]:
    """Return one fact for each list and name that it gives a department, instead of one for each duty."""
    found: dict[tuple[tuple[str, ...], str, str], Difference] = {}
    for one in every:
        if one.kind != "names":
            continue
        here, usual = (set(names.split("、")) for names in (one.here, one.usual))
        olds, news = sorted(here - usual), sorted(usual - here)
        for id in one.lists:
            for old, new in _matched(olds, news):
                found.setdefault(((id,), old, new), replace(one, lists=(id,), here=old, usual=new))
    return list(found.values())


def _matched(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of one department: each with the most similar name of the other side."""
    left = list(news)
    for old in olds:
        if not left:
            return
        best = max(left, key=lambda new: SequenceMatcher(None, old, new).ratio())
        left.remove(best)
        yield old, best


def _of(
    duty: CommonDuty, lists: Mapping[str, DutyList], homes: Mapping[str, Place]
) -> Iterator[Difference]:
    if duty.doubtful:
        return  # it may be another list's duty in other words: nothing is said of it before a person has looked
    yield from _presence(duty, lists)
    tables = {id: _tables(found) for id, found in duty.duties.items()}
    categories = {id: found[0].category for id, found in duty.duties.items()}
    single = {id: found[0] for id, found in duty.duties.items() if len(found) == 1}
    texts = {id: title(one, lists[id].place) for id, one in single.items()}
    yield from _departing("table", duty, tables)
    yield from _counted(duty)
    yield from _departments(duty, single, homes)
    yield from _own_steps(duty, lists)
    yield from _departing("category", duty, categories)
    yield from _departing("wording", duty, texts)


def _presence(duty: CommonDuty, lists: Mapping[str, DutyList]) -> Iterator[Difference]:
    """Yield who alone has the duty, or who lacks what most have, those apart whose kind of place has none of it."""
    for found in peers.presence(lists, duty.members, duty.possible):
        is_most = 2 * len(duty.members) > len(lists)
        yield Difference(found.kind, duty, found.lists, ordinary=found.ordinary, is_most=is_most)


def _tables(duties: Sequence[Duty]) -> str:
    kinds: dict[ListKind, None] = dict.fromkeys(duty.kind for duty in duties)
    return "+".join(sorted(kinds))


def _departing(kind: Kind, duty: CommonDuty, forms: Mapping[str, str]) -> Iterator[Difference]:
    """Yield the lists whose form is another than the usual one, a difference for each other form."""
    by_form: dict[str, list[str]] = {}
    for id, form in forms.items():
        by_form.setdefault(form, []).append(id)
    usual = commonest(list(forms.values()), "")
    is_most = 2 * len(by_form.get(usual, ())) > len(forms)
    for form, ids in by_form.items():
        if form != usual:
            yield Difference(kind, duty, tuple(ids), form, usual, is_most=is_most)


def commonest(forms: Sequence[Form], none: Form) -> Form:
    """Return the commonest of some forms, of two as common the first; ``none`` without any.

    >>> commonest(["甲", "乙", "乙", "丙"], "")
    '乙'
    """
    return Counter(forms).most_common(1)[0][0] if forms else none


def _counted(duty: CommonDuty) -> Iterator[Difference]:
    counts = {id: str(len(found)) for id, found in duty.duties.items()}
    for found in _departing("split", duty, counts):
        more = int(found.here) > int(found.usual)
        yield replace(found, kind="split" if more else "merged")


def _own_steps(duty: CommonDuty, lists: Mapping[str, DutyList]) -> Iterator[Difference]:
    """Yield the steps that one township alone is asked to do, where at least two others have the duty with steps."""
    asked = {id: _steps(found, lists[id]) for id, found in duty.duties.items()}
    forms = Counter(frozenset(steps) for steps in asked.values() if steps)
    if forms.total() < _ENOUGH:
        return
    common = _lists_of_grams(forms)
    for id, steps in asked.items():
        if forms[frozenset(steps)] != 1:
            continue
        for text, printed in steps.items():
            if _is_own(text, common):
                yield Difference("steps", duty, (id,), printed)


def _lists_of_grams(forms: Mapping[frozenset[str], int]) -> Counter[str]:
    """Return how many lists have each pair of characters, taking the same texts apart once."""
    common: Counter[str] = Counter()
    for texts, count in forms.items():
        for gram in set().union(*map(grams, texts)):
            common[gram] += count
    return common


def _steps(duties: Sequence[Duty], one: DutyList) -> dict[str, str]:
    """Return the township's steps of a list's duties: as they are compared → as printed."""
    found = {}
    for duty in duties:
        for step in duty.township_steps:
            found[comparable(step.text, one.place)] = step.text
    return found


def _is_own(text: str, common: Mapping[str, int]) -> bool:
    """Tell whether most pairs of a step are in no other list; ``common`` counts lists."""
    pieces = grams(text)
    return bool(pieces) and sum(common[gram] == 1 for gram in pieces) >= _OWN_WORDS * len(pieces)


def _departments(
    duty: CommonDuty, single: Mapping[str, Duty], homes: Mapping[str, Place]
) -> Iterator[Difference]:
    """Yield other departments, another first one, other names, among the lists that have the duty once in its usual table."""
    table = commonest([_tables(found) for found in duty.duties.values()], "")
    usual = {id: one for id, one in single.items() if one.kind == table}
    named = {id: declared([one], homes.get(id)) for id, one in usual.items() if one.departments}
    alike = one_name(named)
    sets = {id: _shown({alike[m.name] for m in names}) for id, names in named.items()}
    yield from _departing("departments", duty, sets)
    if table == "cooperative":  # the first of several hosts, by custom; a recall has one receiver
        first = {id: alike[names[0].name] for id, names in named.items()}
        yield from _departing("lead", duty, _leads(usual))
        yield from _departing("first", duty, first)
    most = commonest(list(sets.values()), "")
    names = {id: _shown({m.name for m in found}) for id, found in named.items() if sets[id] == most}
    yield from _departing("names", duty, names)


def _leads(duties: Mapping[str, Duty]) -> dict[str, str]:
    """Return whether a duty of several departments says who leads, list by list."""
    several = {id: one for id, one in duties.items() if len(one.departments) > 1}
    return {id: "有牵头" if one.leads else "无牵头" for id, one in several.items()}


def declared(duties: Iterable[Duty], home: Place | None = None) -> tuple[Mention, ...]:
    """Return the declared departments of some duties, each once, in printed order; as called ``home``."""
    every = chain.from_iterable(one.declared for one in duties)
    found = {m.name: m for m in every if m.role != "lead"}.values()
    return tuple(found) if home is None else tuple(at_home(one, home) for one in found)


def _shown(names: Iterable[str]) -> str:
    return "、".join(sorted(names))


def one_name(named: Mapping[str, Sequence[Mention]]) -> dict[str, str]:
    """Return each department's name → the name that stands for all of its function or spelling, the first printed."""
    found: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    for mention in (one for names in named.values() for one in names):
        body = mention.organization
        alike = next(
            (name for name in found.values() if same_name(mention.name, name)), mention.name
        )
        whose = (body.jurisdiction, today(body.function))
        found.setdefault(mention.name, first.setdefault(whose, alike))
    return found
