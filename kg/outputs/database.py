"""The store that questions are asked of: Oxigraph on disk, filled by one bulk load, or brought up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import ownership
from kg.graph import database
from kg.graph.store import STORE
from kg.outputs import Old, Whole, _said, adjustments, differences, quads, thesaurus
from kg.program import MANIFEST

FILE = STORE
FIXED = True
TITLE = ("图数据库（kg query 等命令读它）", "the store that kg query asks")

DATA = ("*.sst", "*.blob", "*.log")
BOOKS = ("CURRENT", "IDENTITY", "LOCK", "LOG", "LOG.old.*", "MANIFEST-*", "OPTIONS-*")
"""Names of a database's own files: those that hold its data, and those that keep its books."""
_WORTHWHILE = 0.2
"""Above this share of changed or left-over quads a new store is quicker, and smaller."""


def of_all(whole: Whole, path: Path) -> None:
    """Write the store: the old one with the changes of the lists that changed, else a new one."""
    write(whole, path, FILE)


def write(whole: Whole, path: Path, name: str) -> None:
    """Write a store of some lists; ``name`` is that of its folder, in the old build too."""
    state = _update(whole, path, name) if whole.old else None
    if state is None:
        count = database.create(path, _said.files(whole))
        state = {"quads": count, "spent": 0}
    known = _shared(whole.old, path, name) if whole.old else {}
    ownership.write(path, {"data": DATA, "books": BOOKS, **state}, known=known)


def count(folder: Path) -> int:
    """Return the number of quads in the store of a build."""
    return int((ownership.unsealed(folder / FILE / MANIFEST) or {}).get("quads", 0))


def _update(whole: Whole, path: Path, folder: str) -> dict[str, int] | None:
    """Bring a copy of the old store up to date, if it can be; return its quads, and those it carries as waste."""
    old = whole.old
    assert old is not None
    note = ownership.unsealed(old.folder / folder / MANIFEST)
    files = [name for name in old.under(folder) if not name.endswith((MANIFEST, "/LOCK"))]
    if note is None or not all(f"{folder}/{name}" in old.files for name in note["files"]):
        return None
    change = _change(whole, old)
    if change is None:
        return None
    gone, new = change
    spent = int(note["spent"]) + len(gone)
    if spent + len(new) > _WORTHWHILE * int(note["quads"]):
        return None
    database.link(path, [old.folder / name for name in files])
    more = database.update(path, gone, new) if gone or new else 0
    return {"quads": int(note["quads"]) + more, "spent": spent}


def _shared(old: Old, path: Path, folder: str) -> dict[str, str]:
    """Return name → hash of the tables that a store shares with that of the old build."""
    found = {}
    for file in old.under(folder):
        before, name = old.folder / file, file.removeprefix(f"{folder}/")
        new = path / name
        if old.files[file] and new.exists() and new.samefile(before):
            found[name] = old.files[file]
    return found


def _change(whole: Whole, old: Old) -> tuple[list[bytes], list[bytes]] | None:
    """Return the lines that no list says any more, and those that are new; nothing if the old ones are not there."""
    before = [one for one in old.lists if one.id not in whole.same]
    after = [one for one in whole.lists if one.id not in whole.same]
    paths = [old.find(f"{one.folder}/{quads.FILE}") for one in before]
    found = [path for path in paths if path is not None]
    if len(found) < len(paths) or len(after) > _WORTHWHILE * len(whole.lists):
        return None
    compared = (old.find(output.FILE) for output in (adjustments, differences))
    was = _lines([*found, *filter(None, compared)])
    now = _lines(
        [*(whole.folder / one.folder / quads.FILE for one in after), *_said.between(whole)]
    )
    gone = was - now
    gone -= _said_elsewhere(whole, gone)
    return sorted(gone), sorted(now - was)


def _lines(paths: Sequence[Path]) -> set[bytes]:
    found: set[bytes] = set()
    for path in paths:
        found.update(quads.lines(path))
    return found


def _said_elsewhere(whole: Whole, gone: set[bytes]) -> set[bytes]:
    """Return those lines that an unchanged list, or the thesaurus, says too: organisations and schemes belong to all."""
    said = gone.intersection(quads.lines(thesaurus.made(whole)))
    for one in whole.lists:
        if one.id not in whole.same:
            continue
        ends = {f" <{graph}> .\n".encode() for graph in one.graphs}
        in_question = {line for line in gone if line[line.rindex(b" <") :] in ends}
        if in_question:
            said.update(
                in_question.intersection(quads.lines(whole.folder / one.folder / quads.FILE))
            )
    return said
