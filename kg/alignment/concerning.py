"""Which common duties have to do with a department, a category or a matter, by any part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.alignment.common import CommonDuty
from kg.errors import UnknownName
from kg.matters import thesaurus


def about(
    common: Sequence[CommonDuty], word: str, names: Callable[[CommonDuty], set[str]]
) -> list[CommonDuty]:
    """Return the common duties of which one of ``names`` has ``word`` in it.

    Raises
    ------
    UnknownName
        If there are none.
    """
    found = [one for one in common if any(word in name for name in names(one))]
    if not found:
        raise UnknownName(
            f"没有与 “{word}” 有关的事项", f'no duty has to do with "{word}"',
            cure=("请换一个词", "try another word"),
        )  # fmt: skip
    return found


def departments(one: CommonDuty) -> set[str]:
    """Return the departments that its duties declare."""
    return {name for duties in one.duties.values() for duty in duties for name in duty.departments}


def categories(one: CommonDuty) -> set[str]:
    """Return the categories that its duties stand in."""
    return {duty.category for duties in one.duties.values() for duty in duties}


def matters(one: CommonDuty) -> set[str]:
    """Return the names and words of the matters that its titles name, and of the wider ones."""
    known = thesaurus()
    found: set[str] = set()
    for duties in one.duties.values():
        for duty in duties:
            for recognised in known.matters_of(duty.title):
                for iri in known.path(recognised.matter):
                    found |= {known.matters[iri].zh, *known.matters[iri].words}
    return found
