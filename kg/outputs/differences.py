"""What the townships of a county have in common and what differs, as N-Quads, packed."""

from __future__ import annotations

from pathlib import Path

from kg.outputs import Whole, quads
from kg.outputs._county import counties, differing
from kg.outputs.adjustments import records

FILE = "differences.nq.gz"
TITLE = (
    "各地比较：共同事项与不同之处",
    "townships compared: common duties and differences, N-Quads",
)


def of_all(whole: Whole, path: Path) -> None:
    """Write the differences, county by county."""
    if path.exists() or whole.take_over(FILE):
        return
    lines: set[str] = set()
    for county in counties(whole.lists):
        lists = [found for one in county if (found := records(whole, one)) is not None]
        lines.update(differing(lists, base=whole.base))
    if lines:
        quads.write(path, sorted(lines))


def made(whole: Whole) -> list[Path]:
    """Return the file, written if it is not there yet; nothing if there is nothing to compare."""
    path = whole.folder / FILE
    of_all(whole, path)
    return [path] if path.exists() else []
