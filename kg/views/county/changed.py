"""The changes between two editions of a township: one row a change, as ``kg diff`` has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.alignment.changes import Change, StepChange, changes
from kg.alignment.facts import moves, printed_otherwise, sums
from kg.alignment.texts import title
from kg.alignment.told import NOTHING, Told, digest
from kg.model import Duty, DutyList
from kg.views.county.groups import group_of
from kg.views.county.texts import Texts, differing, plain, shared, whole
from kg.views.scene import Json


def changed(old: DutyList, new: DutyList, texts: Texts, told: Told = NOTHING) -> dict[str, Json]:
    """Return what changed between two lists as the script reads it; the rest is counted.

    ``told`` is what readers say of pairs of duties.
    """
    found = changes(old, new, told)
    names = _Names(old, new, told)
    tables: list[Json] = []
    for one in sums(old, new, found):
        steps = [{"kind": kind, "count": count} for kind, count in one.steps]
        table = {"list": one.kind, "before": one.before, "steps": steps, "after": one.after}
        tables.append(table)
    return {
        "same": sum(not change.kinds for change in found),
        "sums": tables,
        "rows": [_row(change, texts, names) for change in found if change.kinds],
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """By what titles go of which a reader may say, or has said, that they are not one matter."""

    old: DutyList
    new: DutyList
    told: Told

    def put(self, change: Change, olds: list[Json], news: list[Json]) -> None:
        """Name the titles that are paired with other ones, or of which something was said."""
        before = [title(duty, self.old.place) for duty in change.old]
        after = [title(duty, self.new.place) for duty in change.new]
        is_open = bool(before and after and set(before) != set(after))
        for text, shown in zip([*before, *after], [*olds, *news], strict=True):
            if isinstance(shown, dict) and (is_open or self.told.names(text)):
                shown["text"] = digest(text)


def _row(change: Change, texts: Texts, names: _Names) -> dict[str, Json]:
    old, new = _titles(change.old, change.new)
    names.put(change, old, new)
    duty = (change.new or change.old)[0]
    moved: list[Json] = []
    for table, kind, count in moves(change):
        moved.append({"list": table, "kind": kind, "count": count})
    return {
        "kinds": list(change.kinds),
        "group": group_of(change.kinds),
        "category": texts.number(duty.category),
        "old": old,
        "new": new,
        "moves": moved,
        "departments": _departments(change, duty, texts),
        "parts": [*_parts(change)],
    }


def _titles(old: Sequence[Duty], new: Sequence[Duty]) -> tuple[list[Json], list[Json]]:
    """Return the duties of both sides with their titles in pieces."""
    if not old or not new:
        ours = [_duty(one, plain(one.title)) for one in (*old, *new)]
        return (ours, []) if old else ([], ours)
    if len(old) == len(new) == 1:
        before, after = differing(old[0].title, new[0].title)
        return [_duty(old[0], before)], [_duty(new[0], after)]
    if len(old) == 1:
        one, parts = shared(old[0].title, [duty.title for duty in new])
        return [_duty(old[0], one)], list(map(_duty, new, parts))
    one, parts = shared(new[0].title, [duty.title for duty in old])
    rest = [_duty(duty, plain(duty.title)) for duty in new[1:]]
    return list(map(_duty, old, parts)), [_duty(new[0], one), *rest]


def _duty(duty: Duty, pieces: list[Json]) -> Json:
    return {
        "code": duty.code,
        "list": duty.kind,
        "label": duty.label,
        "place": duty.title_span.row,
        "pieces": pieces,
    }


def _departments(change: Change, duty: Duty, texts: Texts) -> dict[str, Json]:
    kept = [name for name in duty.departments if name not in change.come]
    return {
        "kept": texts.numbers(kept),
        "come": texts.numbers(change.come),
        "gone": texts.numbers(change.gone),
    }


def _parts(change: Change) -> Iterator[Json]:
    """Yield what changed beside the titles: steps, category, what is printed otherwise."""
    if len(change.old) != 1 or len(change.new) != 1:
        return
    old, new = change.old[0], change.new[0]
    yield from map(_step, change.steps)
    if "category" in change.kinds:
        before, after = differing(old.category, new.category)
        yield {"column": "category", "old": before, "new": after}
    if "typography" in change.kinds:
        for column, one, other in printed_otherwise(old, new):
            if column != "title":
                before, after = differing("".join(one.text.split()), "".join(other.text.split()))
                yield {"column": column, "old": before, "new": after}


def _step(change: StepChange) -> Json:
    before = change.old.text if change.old else ""
    after = change.new.text if change.new else ""
    old, new = (whole(before), whole(after))
    if before and after:
        old, new = differing(before, after)
    return {"column": change.side, "old": old, "new": new}
