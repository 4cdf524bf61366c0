"""All that a build says, as files of N-Quads: what its store, on disk or in memory, is filled from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import which
from kg.outputs import Built, Whole, adjustments, differences, quads, thesaurus


def files(whole: Whole) -> list[Path]:
    """Return the thesaurus, what is said between lists, and each list's own file."""
    lists = [whole.folder / one.folder / quads.FILE for one in whole.lists]
    return [thesaurus.made(whole), *between(whole), *lists]


def between(whole: Whole) -> list[Path]:
    """Return the files of what is said between lists: changes and differences."""
    return [*adjustments.made(whole), *differences.made(whole)]


def latest(lists: Sequence[Built]) -> list[Built]:
    """Return those of some lists that are the latest edition of their place."""
    entries = [which.Entry(one.id, one.place, one.issued) for one in lists]
    kept = {entry.id for entry in which.latest(entries)}
    return [one for one in lists if one.id in kept]
