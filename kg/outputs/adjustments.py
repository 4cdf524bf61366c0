"""What changed from edition to edition of each township, as N-Quads, packed; only where a build holds several editions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.outputs import Whole, quads
from kg.outputs._county import succession, successions
from kg.outputs._siblings import twins
from kg.rdf.adjustments import Succession, adjustment_lines

FILE = "adjustments.nq.gz"
TITLE = ("动态调整：各版之间的变化", "adjustments: what changed between editions, N-Quads")


def of_all(whole: Whole, path: Path) -> None:
    """Write the adjustments, if a township has several dated editions."""
    if path.exists() or whole.take_over(FILE):
        return
    lines = adjustment_lines(_every(whole), base=whole.base)
    if lines:
        quads.write(path, [*lines, *_versions(whole)])


def made(whole: Whole) -> list[Path]:
    """Return the file, written if it is not there yet: the store needs it; nothing if there are no adjustments."""
    path = whole.folder / FILE
    of_all(whole, path)
    return [path] if path.exists() else []


def _every(whole: Whole) -> Iterator[Succession]:
    for before, after in successions(whole.lists):
        old, new = whole.records(before), whole.records(after)
        if old is not None and new is not None:
            found = succession(old, new, whole.told)
            onward, back = twins((one.old, one.new) for one in found.adjustments)
            whole.twins[before.id, after.id], whole.twins[after.id, before.id] = onward, back
            yield found


def _versions(whole: Whole) -> list[str]:
    from kg.rdf import edition_lines

    return edition_lines(((one.id, one.place, one.issued) for one in whole.lists), base=whole.base)
