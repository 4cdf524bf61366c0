"""The thesaurus of matters as N-Quads, packed: every list speaks of it, so it is there once."""

from __future__ import annotations

from pathlib import Path

from kg.outputs import Whole, quads

FILE = "matters.nq.gz"
TITLE = ("事的词表", "the thesaurus of matters, N-Quads")


def of_all(whole: Whole, path: Path) -> None:
    """Write the thesaurus, unless the store needed it before."""
    from kg.rdf import thesaurus_lines

    if not path.exists():
        quads.write(path, thesaurus_lines(whole.base))


def made(whole: Whole) -> Path:
    """Return the file, written if it is not there yet: the store needs it."""
    path = whole.folder / FILE
    of_all(whole, path)
    return path
