"""The other editions of a place, told on the page of each: a menu leads there, at the same duty."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from kg.model import Duty
from kg.outputs import Built, Whole, page
from kg.outputs._county import successions

_LAST = b"</script>"
Twins = dict[str, str]
"""Key of a duty → key of the same duty in another edition; empty if it has none."""


def twins(changes: Iterable[tuple[Sequence[Duty], Sequence[Duty]]]) -> tuple[Twins, Twins]:
    """Return where each duty went on, and where each came from, the first of several."""
    onward, back = Twins(), Twins()
    for old, new in changes:
        onward |= dict.fromkeys((duty.key for duty in old), new[0].key if new else "")
        back |= dict.fromkeys((duty.key for duty in new), old[0].key if old else "")
    return onward, back


def tell(whole: Whole) -> None:
    """Write into each page which other editions of its place there are, its duties in them.

    A page that the build took over is written anew only if it says something else. Where only
    verdicts changed, a page that was made again says what it said before, here and beside.
    """
    if whole.is_alike:
        _as_before(whole)
        return
    chains = _chains(whole)
    for one in whole.lists:
        editions = chains.get(one.id, [])
        if editions or one.id in whole.same:
            put(whole.folder / one.folder / page.FILE, "editions", _told(whole, one, editions))


def _as_before(whole: Whole) -> None:
    for one in whole.lists:
        path = f"{one.folder}/{page.FILE}"
        before = whole.old.find(path) if whole.old is not None else None
        if before is None or one.id in whole.same:
            continue
        for id in ("editions", "beside"):
            put(whole.folder / path, id, _block(before.read_bytes(), id))


def _block(old: bytes, id: str) -> object:
    """Return what a page says in a block; None if it has no such block."""
    first = f'<script type="application/json" id="{id}">'.encode()
    text = old.partition(first)[2].partition(_LAST)[0]
    return json.loads(text) if text else None


def _chains(whole: Whole) -> dict[str, list[Built]]:
    """Return list → the editions of its place, the oldest first; nothing of a list that is alone."""
    found: dict[str, list[Built]] = {}
    for before, after in successions(whole.lists):
        chain = found.setdefault(before.id, [before])
        chain.append(after)
        found[after.id] = chain
    return found


def _told(whole: Whole, one: Built, editions: Sequence[Built]) -> object:
    """Return what a page says of the other editions; None if that is what it says already."""
    rows = []
    for other in reversed(editions):
        if other.id == one.id:
            continue
        duties = _path(whole, one, other)
        if duties is None:
            return None
        href = quote(f"../{other.folder}/{page.FILE}")
        moved = {key: there for key, there in sorted(duties.items()) if key != there}
        rows.append({"page": href, "issued": other.issued, "moved": moved})
    return rows


def _path(whole: Whole, one: Built, other: Built) -> Twins | None:
    """Return where the duties of a list are in another edition; None if nobody looked."""
    pairs = [*_between(whole, one, other)]
    if one.issued > other.issued:
        pairs = [(after, before) for before, after in reversed(pairs)]
    found: Twins | None = None
    for first, second in pairs:
        step = whole.twins.get((first.id, second.id))
        if step is None:
            return None
        found = step if found is None else {key: step.get(at, "") for key, at in found.items()}
    return found


def _between(whole: Whole, one: Built, other: Built) -> Iterator[tuple[Built, Built]]:
    """Yield the pairs of editions from the older of two to the newer."""
    first, last = sorted((one.issued, other.issued))
    for before, after in successions(whole.lists):
        if before.place == one.place and first <= before.issued and after.issued <= last:
            yield before, after


def put(path: Path, id: str, said: object) -> None:
    """Put JSON into the block ``id`` of a page that has it, unless it is None or there already."""
    if said is None or not path.exists():
        return
    first = f'<script type="application/json" id="{id}">'.encode()
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    old = path.read_bytes()
    before, mark, rest = old.partition(first)
    put_in = text.encode("utf-8", "replace")
    new = before + mark + put_in + _LAST + rest.partition(_LAST)[2]
    if mark and new != old:
        path.unlink()  # it may be a file of the earlier build too, which is never written again
        path.write_bytes(new)
