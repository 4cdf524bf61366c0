"""Whose a file in a build is: the program's own if the manifest ``BUILD`` proves it by content, else the user's.

A manifest names every file that a build wrote, with the hash of its bytes, and closes with a hash
of itself: one that was edited, or a file that only happens to be called ``BUILD``, proves nothing.
A folder whose files differ from run to run (a database) has a manifest of its own, so that the
outer one is the same bytes every time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from kg.program import MAKER, MANIFEST

SWAP = ".swap"
"""Lies in a folder while it changes places with another, and says which of the two it is."""
_NOTE = (
    "这个文件证明本文件夹里哪些文件是 kg build 写的；别的文件都不会动。 Proves which files here "
    "kg build wrote; it touches no others."
)


def stamp(folder: Path) -> str:
    """Return what changes with every build of a folder; empty if nothing is built there."""
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A file of ours as it was last seen: its hash, and size and time by which a change shows without reading."""

    sha256: str
    size: int
    changed: int
    """Time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands in a build: ``ours`` is proven by content, ``theirs`` is everything else; paths with ``/``."""

    ours: Mapping[str, Proof] = field(default_factory=dict)
    theirs: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What else the manifest says."""
    altered: tuple[str, ...] = ()
    """Folders with a manifest of their own whose data somebody changed: they are the user's as a whole."""


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(facts: Mapping[str, Any]) -> bytes:
    """Return facts as JSON that says who made it and closes with the hash of itself."""
    body = {"made_by": MAKER, **facts}
    return _encoded(json.dumps({**body, "seal": _seal(body)}, ensure_ascii=False, indent=1)) + b"\n"


def unsealed(path: Path) -> dict[str, Any] | None:
    """Return the facts that :func:`sealed` wrote; nothing if the file is missing, another's, or was edited."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("made_by") != MAKER:
        return None
    seal = found.pop("seal", None)
    if seal != _seal(found):
        return None
    found.pop("made_by")
    return found


def _seal(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(
        _encoded(json.dumps(body, ensure_ascii=False, sort_keys=True))
    ).hexdigest()


def _encoded(text: str) -> bytes:
    """Return a text as bytes; a file's name may hold bytes that are not UTF-8, which Python keeps as surrogates."""
    return text.encode("utf-8", "surrogatepass")


def is_build(folder: Path) -> bool:
    """Say whether a folder's manifest proves that ``kg build`` made it."""
    return unsealed(folder / MANIFEST) is not None


def write(
    folder: Path, facts: Mapping[str, Any], *, known: Mapping[str, str] | None = None
) -> None:
    """Write the manifest of everything that stands in ``folder``.

    Parameters
    ----------
    facts : Mapping
        What else the manifest is to say; JSON.
    known : Mapping of str to str, optional
        Path → hash of files that need not be read again.
    """
    hashes = known or {}
    inner = sorted(_parts(folder))
    files = {
        path: hashes.get(path) or digest(folder / path)
        for path in sorted(_files(folder))
        if path not in (MANIFEST, SWAP) and not _below(path, inner)
    }
    body = {"note": _NOTE, "files": files, "folders": inner, **facts}
    (folder / MANIFEST).write_bytes(sealed(body))


def rewrite(folder: Path, path: str, data: bytes) -> bool:
    """Write one of our files anew, and its new hash into the manifest; return whether it was ours.

    A file that somebody changed is theirs and stays.
    """
    facts = unsealed(folder / MANIFEST)
    file = folder / path
    if facts is None or not file.is_file() or facts["files"].get(path) != digest(file):
        return False
    facts["files"][path] = hashlib.sha256(data).hexdigest()
    built = (folder / MANIFEST).stat()
    for target, content in ((file, data), (folder / MANIFEST, sealed(facts))):
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(content)
        beside.replace(target)
    os.utime(folder / MANIFEST, ns=(built.st_atime_ns, built.st_mtime_ns))  # when it was built
    return True


def survey(folder: Path, before: Survey | None = None) -> Survey:
    """Return whose every file of a build is.

    Parameters
    ----------
    before : Survey, optional
        An earlier survey of the same folder: a file with the same size and time is not read again.
    """
    facts = unsealed(folder / MANIFEST)
    everything = sorted(_files(folder))
    if facts is None:
        # an empty folder that is about to be replaced holds our note, and no manifest
        notes = {SWAP} if unsealed(folder / SWAP) else set()
        return Survey(theirs=tuple(path for path in everything if path not in notes))
    known = dict(before.ours) if before is not None else {}
    claims, loose, altered, proven = _claims(folder, facts, everything, known)
    rest = [path for path in everything if not _below(path, altered)]
    ours = _proven(folder, rest, claims, known | proven)
    ours |= {path: _seen(folder / path, "") for path in loose if path not in ours}
    theirs = tuple(path for path in everything if path not in ours)
    return Survey(ours, theirs, facts, tuple(altered))


def _claims(
    folder: Path, facts: dict[str, Any], everything: list[str], known: Mapping[str, Proof]
) -> tuple[dict[str, str], list[str], list[str], dict[str, Proof]]:
    """Take the claims of a manifest out of its facts.

    Returns path → hash of what it says to have written, paths that are ours without a proof
    (manifests, books of a database), folders that are the user's as a whole, and what of
    databases is proven already.
    """
    claims = dict(facts.pop("files"))
    loose = [MANIFEST, SWAP] if unsealed(folder / SWAP) else [MANIFEST]
    altered: list[str] = []
    proven: dict[str, Proof] = {}
    for part in facts.pop("folders"):
        within = [path for path in everything if path.startswith(f"{part}/")]
        database = _database(folder, part, within, known)
        if database is not None:
            found, seen = database
            claims |= found
            proven |= seen
            loose += sorted(path for path in found if not found[path])
        elif within:
            altered.append(part)
    return claims, loose, altered, proven


def _database(
    folder: Path, part: str, within: list[str], known: Mapping[str, Proof]
) -> tuple[dict[str, str], dict[str, Proof]] | None:
    """Return path → hash of what is ours of a folder with its own manifest, and what is proven.

    No hash: its books, which change unproven. Nothing if its data are not all as they were written:
    then the folder as a whole is the user's.
    """
    inner = unsealed(folder / part / MANIFEST)
    if inner is None:
        return None
    claims = {f"{part}/{path}": sha256 for path, sha256 in inner["files"].items()}
    data, books = _inside(within, part, inner)
    proven = _proven(folder, data, claims, known)
    empty = {path for path in data if path not in proven and _is_empty(folder / path)}
    if len(proven) + len(empty) < len(data):
        return None
    return claims | dict.fromkeys((*books, *empty, f"{part}/{MANIFEST}"), ""), proven


def _inside(
    everything: list[str], part: str, inner: Mapping[str, Any]
) -> tuple[list[str], list[str]]:
    """Return the files of a folder with its own manifest that hold its data, and those that are its bookkeeping."""
    data, books = [], []
    for path in everything:
        name = path.removeprefix(f"{part}/")
        if name == path or "/" in name:
            continue
        if any(fnmatch(name, pattern) for pattern in inner.get("data", ())):
            data.append(path)
        elif any(fnmatch(name, pattern) for pattern in inner.get("books", ())):
            books.append(path)
    return data, books


def _proven(
    folder: Path, paths: list[str], claims: Mapping[str, str], known: Mapping[str, Proof]
) -> dict[str, Proof]:
    """Return those of ``paths`` whose bytes are those that were written."""
    found = {}
    for path in paths:
        claim = claims.get(path)
        if not claim or not (folder / path).is_file() or (folder / path).is_symlink():
            continue
        seen = _seen(folder / path, claim)
        if known.get(path) == seen or digest(folder / path) == claim:
            found[path] = seen
    return found


def _seen(path: Path, sha256: str) -> Proof:
    facts = path.lstat()
    return Proof(sha256, facts.st_size, facts.st_mtime_ns)


def _is_empty(path: Path) -> bool:
    return path.stat().st_size == 0


def _below(path: str, folders: list[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)


def _parts(folder: Path) -> Iterator[str]:
    """Yield the folders of a build that have a manifest of their own."""
    for inner in folder.iterdir():
        if inner.is_dir() and not inner.is_symlink() and is_build(inner):
            yield inner.name


def _files(folder: Path) -> Iterator[str]:
    """Yield everything in a folder that is not a folder, links to folders too, as paths with ``/``."""
    for path, folders, names in os.walk(folder):
        here = Path(path)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in [*names, *links]:
            yield (here / name).relative_to(folder).as_posix()
