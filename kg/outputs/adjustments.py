"""What changed from edition to edition of each township, as N-Quads, packed; only where a build holds several editions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from kg import archive
from kg.alignment.changes import Change, changes
from kg.alignment.facts import facts
from kg.model import DutyList
from kg.outputs import Built, Whole, quads
from kg.rdf.adjustments import Adjustment, adjustment_lines
from kg.rdf.iris import Iris

FILE = "adjustments.nq.gz"
TITLE = ("动态调整：各版之间的变化", "adjustments: what changed between editions, N-Quads")


def of_all(whole: Whole, path: Path) -> None:
    """Write the adjustments, if a township has several dated editions."""
    if path.exists():
        return
    lines = adjustment_lines(_every(whole), base=whole.base)
    if lines:
        quads.write(path, [*lines, *_versions(whole)])


def made(whole: Whole) -> list[Path]:
    """Return the file, written if it is not there yet: the store needs it; nothing if there are no adjustments."""
    path = whole.folder / FILE
    of_all(whole, path)
    return [path] if path.exists() else []


def _every(whole: Whole) -> Iterator[Adjustment]:
    for before, after in _successions(whole):
        old, new = _records(whole, before), _records(whole, after)
        if old is None or new is None:
            continue
        for change in changes(old, new):
            if set(change.kinds) - {"typography"}:
                yield _adjustment(
                    change, Iris(old.id, old.place, whole.base), Iris(new.id, new.place, whole.base)
                )


def _successions(whole: Whole) -> Iterator[tuple[Built, Built]]:
    """Yield each edition with the one that follows it; of two of one month neither follows the other."""
    by_place: dict[object, dict[str, list[Built]]] = {}
    for one in whole.lists:
        if one.issued and one.place.township:
            by_place.setdefault(one.place, {}).setdefault(one.issued, []).append(one)
    for months in by_place.values():
        for before, after in pairwise(sorted(months)):
            if len(months[before]) == len(months[after]) == 1:
                yield months[before][0], months[after][0]


def _records(whole: Whole, one: Built) -> DutyList | None:
    return archive.unpack((whole.folder / one.folder / archive.FILE).read_bytes())


def _adjustment(change: Change, old: Iris, new: Iris) -> Adjustment:
    said = []
    for fact in facts(change):
        sides = [text for text in (fact.old_text, fact.new_text) if text]
        said.append(f"{fact.called} {fact.part}：{' → '.join(sides)}")
    kinds = [kind for kind in change.kinds if kind != "typography"]
    before = [old.duty(duty.key) for duty in change.old]
    after = [new.duty(duty.key) for duty in change.new]
    return Adjustment(before, after, kinds, said)


def _versions(whole: Whole) -> list[str]:
    from kg.rdf import edition_lines

    return edition_lines(((one.id, one.place, one.issued) for one in whole.lists), base=whole.base)
