"""The names of the lists' folders in a build: their identifiers, but for those that would be in the way."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from kg.ownership import SWAP
from kg.program import MANIFEST

_OURS: Final = frozenset({MANIFEST.lower(), SWAP})
_DEVICES: Final = frozenset(["con", "prn", "aux", "nul", "conin$", "conout$"]).union(
    (f"com{number}" for number in range(10)), (f"lpt{number}" for number in range(10))
)
"""Names that Windows keeps for devices, with any ending (``con.txt``)."""
_FORBIDDEN: Final = frozenset('<>:"/\\|?*') | frozenset(map(chr, range(32)))
"""Characters that no name may have on Windows."""


def folders(ids: Sequence[str], reserved: AbstractSet[str]) -> list[str]:
    """Return a folder's name for each list, in order; they differ in more than capital letters.

    >>> folders(["kanerzi-2025-07", "store", "CON", "list-con"], {"store"})
    ['kanerzi-2025-07', 'list-store', 'list-CON-2', 'list-con']
    """
    taken = {*reserved, *_OURS}
    names: dict[int, str] = {}
    for number, id in enumerate(ids):
        if _is_safe(id) and id.lower() not in taken:
            names[number] = id
            taken.add(id.lower())
    for number, id in enumerate(ids):
        if number not in names:
            names[number] = _other(id, taken)
            taken.add(names[number].lower())
    return [names[number] for number in range(len(ids))]


def _is_safe(name: str) -> bool:
    if not name or name.startswith(".") or name[-1] in ". " or not _FORBIDDEN.isdisjoint(name):
        return False
    return name.lower().partition(".")[0].rstrip() not in _DEVICES


def _other(id: str, taken: AbstractSet[str]) -> str:
    plain = "".join("-" if character in _FORBIDDEN else character for character in id).strip(". ")
    name, number = f"list-{plain}", 1
    while name.lower() in taken:
        number += 1
        name = f"list-{plain}-{number}"
    return name
