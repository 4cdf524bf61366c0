"""What the townships of a county have in common and what differs, as N-Quads, a pack a county."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from kg.outputs import Whole, quads
from kg.outputs._county import counties, differing

FILE = "differences.nq.gz"
TITLE = (
    "各地比较：共同事项与不同之处",
    "townships compared: common duties and differences, N-Quads",
)

_Ids = tuple[str, ...]


def of_all(whole: Whole, path: Path) -> None:
    """Write the differences, county by county; a county of which no list changed is taken from the old build."""
    if path.exists() or whole.take_over(FILE):
        return
    before = _before(whole)
    packs = []
    for county in counties(whole.lists):
        known = before.get(tuple(one.id for one in county))
        if known is None:
            lists = [found for one in county if (found := whole.records(one)) is not None]
            said = differing(lists, base=whole.base, verdicts=whole.verdicts)
            known = quads.pack(said)
        packs.append(known)
    if packs:
        path.write_bytes(b"".join(packs))


def _before(whole: Whole) -> dict[_Ids, bytes]:
    """Return what the old build says of each county of which no list changed: its lists → a pack."""
    old = whole.old
    path = old.find(FILE) if old is not None else None
    if old is None or path is None:
        return {}
    said = zip(counties(old.lists), quads.packs(path.read_bytes()), strict=True)
    every = {tuple(one.id for one in county): pack for county, pack in said}
    return {ids: pack for ids, pack in every.items() if whole.same.issuperset(ids)}


def made(whole: Whole) -> list[Path]:
    """Return the file, written if it is not there yet; nothing if there is nothing to compare."""
    path = whole.folder / FILE
    of_all(whole, path)
    return [path] if path.exists() else []


def about(whole: Whole, wanted: AbstractSet[str]) -> Iterator[str]:
    """Yield the lines of the counties to which some lists belong."""
    for path in made(whole):
        packs = quads.packs(path.read_bytes())
        for county, pack in zip(counties(whole.lists), packs, strict=True):
            if any(one.id in wanted for one in county):
                yield from gzip.decompress(pack).decode().splitlines()
