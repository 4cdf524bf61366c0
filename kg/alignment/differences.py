"""What differs between townships: the facts that a person should be told, duty by duty. A difference is no fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.alignment.changes import same_name
from kg.alignment.common import CommonDuty
from kg.alignment.texts import title
from kg.model import Duty, DutyList, ListKind, Mention

Kind: TypeAlias = Literal[
    "missing", "own", "table", "split", "merged", "departments", "first", "names", "wording", "category"
]
KINDS: Final[tuple[Kind, ...]] = (
    "missing", "own", "table", "split", "merged", "departments", "first", "names", "wording", "category",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact about a common duty: ``lists`` (ids) depart from what most do; ``here`` and ``usual`` say what each has.

    For ``missing`` and ``own`` both are empty.
    """

    kind: Kind
    common: CommonDuty
    lists: tuple[str, ...]
    here: str = ""
    usual: str = ""


def differences(common: Sequence[CommonDuty], lists: Sequence[DutyList]) -> tuple[Difference, ...]:
    """Return what differs between lists, in the order of the common duties and of :data:`KINDS`.

    The usual form is the one that at least half of the lists that have the duty share; of two such forms the one whose list
    comes first. A duty is a list's ``own`` if at most a third of the lists have it, and ``missing`` if at least half do.
    Departments are the same if they have the same function; that one is called otherwise is told as ``names``.
    """
    by_id = {one.id: one for one in lists}
    return tuple(found for duty in common for found in _of(duty, by_id))


def _of(duty: CommonDuty, lists: Mapping[str, DutyList]) -> Iterator[Difference]:
    absent = tuple(id for id in lists if id not in duty.members and id not in duty.possible)
    if duty.doubtful:
        return  # it may be another list's duty in other words: nothing is said of it before a person has looked
    if absent and len(duty.members) <= max(1, len(lists) // 3):
        yield Difference("own", duty, tuple(duty.members))
    elif absent and 2 * len(duty.members) >= len(lists):
        yield Difference("missing", duty, absent)
    yield from _departing("table", duty, {id: _tables(found) for id, found in duty.duties.items()})
    yield from _counted(duty)
    yield from _departments(duty)
    yield from _departing("category", duty, {id: found[0].category for id, found in duty.duties.items()})
    texts = {id: title(found[0], lists[id].place) for id, found in duty.duties.items() if len(found) == 1}
    yield from _departing("wording", duty, texts)


def _tables(duties: Sequence[Duty]) -> str:
    kinds: dict[ListKind, None] = dict.fromkeys(duty.kind for duty in duties)
    return "+".join(sorted(kinds))


def _departing(kind: Kind, duty: CommonDuty, forms: Mapping[str, str]) -> Iterator[Difference]:
    """Yield the lists whose form is another than the usual one, a difference for each other form."""
    usual = _usual(list(forms.values()))
    if usual is None:
        return
    others = dict.fromkeys(form for form in forms.values() if form != usual)
    for form in others:
        yield Difference(kind, duty, tuple(id for id, one in forms.items() if one == form), form, usual)


def _usual(forms: Sequence[str]) -> str | None:
    """Return the form that at least half have, the first of two; None if there is no such form."""
    if not forms:
        return None
    form, count = Counter(forms).most_common(1)[0]
    return form if 2 * count >= len(forms) else None


def _counted(duty: CommonDuty) -> Iterator[Difference]:
    counts = {id: str(len(found)) for id, found in duty.duties.items()}
    for found in _departing("split", duty, counts):
        more = int(found.here) > int(found.usual)
        yield Difference("split" if more else "merged", duty, found.lists, found.here, found.usual)


def _departments(duty: CommonDuty) -> Iterator[Difference]:
    """Yield other departments, another first one, other names, among the lists that have the duty once in its usual table."""
    table = _usual([_tables(found) for found in duty.duties.values()])
    single = {id: found[0] for id, found in duty.duties.items() if len(found) == 1 and found[0].kind == table}
    named = {id: _named(one) for id, one in single.items() if one.departments}
    alike = _functions(named)
    sets = {id: _shown({alike[m.name] for m in names}) for id, names in named.items()}
    yield from _departing("departments", duty, sets)
    if table == "cooperative":  # the first of several departments hosts, by custom; a recall has one receiver
        yield from _departing("first", duty, {id: alike[names[0].name] for id, names in named.items()})
    usual = _usual(list(sets.values()))
    same = {id: names for id, names in named.items() if sets[id] == usual}
    yield from _departing("names", duty, {id: _shown({m.name for m in names}) for id, names in same.items()})


def _named(duty: Duty) -> tuple[Mention, ...]:
    """Return the declared departments, each once, in printed order."""
    return tuple({m.name: m for m in duty.declared if m.role != "lead"}.values())


def _shown(names: Iterable[str]) -> str:
    return "、".join(sorted(names))


def _functions(named: Mapping[str, Sequence[Mention]]) -> dict[str, str]:
    """Return each department's name → the name that stands for all of its function or spelling, the first printed."""
    found: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    for mention in (one for names in named.values() for one in names):
        body = mention.organization
        alike = next((name for name in found.values() if same_name(mention.name, name)), mention.name)
        found.setdefault(mention.name, first.setdefault((body.jurisdiction, body.function), alike))
    return found
