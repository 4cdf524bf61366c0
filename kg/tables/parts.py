"""The parts of a data set of tables, so that many may write it without a coordinator.

A part is what one process wrote of one county: a file a table (``duties/county=…/PART.parquet``)
and, when all of them are there, ``_parts/PART.json``, which names its lists with the hash of each
document, the version that wrote it, and each file with its size and hash. ``PART`` is a hash of
that, so two machines that write the same write the same files. Files get their names when they are
whole. Who begins a county says so in ``_parts/….begun``, and takes that away at the end: a process
that is killed leaves word of which lists are missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from kg.edition import Place
from kg.ownership import digest

FOLDER: Final = "_parts"
"""Engines that read a folder pass over names that begin so."""
BEGUN: Final = ".begun"
UNFINISHED: Final = ".unfinished"
_WEEK: Final = 7 * 24 * 3600


def _host() -> str:
    """Return what tells this machine, or container, from others; two may have one address."""
    told = [f"{uuid.getnode():012x}"]
    with suppress(OSError):
        told.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii"))
        told.append(str(Path("/proc/self/ns/pid").stat().st_ino))  # whose processes it can see
    return hashlib.sha256(" ".join(told).encode()).hexdigest()[:12]


_HOST: Final = _host()
"""In the names of files that are being written."""


@dataclass(frozen=True, slots=True)
class Held:
    """A list that a part holds; ``sha256`` is the hash of its document.

    ``made_of`` is a hash of all that it was made of, where the tables were made alone.
    """

    id: str
    place: Place
    issued: str
    document: str
    sha256: str
    made_of: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One county's lists as one process wrote them; ``files``: table → path, size, hash."""

    name: str
    root: Path
    county: str
    version: str
    code: str
    base: str
    lists: tuple[Held, ...]
    columns: Mapping[str, tuple[str, ...]]
    files: Mapping[str, tuple[str, int, str]]

    def path(self, table: str) -> Path:
        """Return the file of a table."""
        return self.root / self.files[table][0]

    @property
    def changed(self) -> int:
        """When it was finished: nanoseconds, as the file system says; 0 if it has been removed."""
        try:
            return (self.root / FOLDER / f"{self.name}.json").stat().st_mtime_ns
        except OSError:
            return 0

    def broken(self) -> str:
        """Return the path of a file of it that is not there or not whole; empty if all are."""
        for file, size, _ in self.files.values():
            try:
                found = (self.root / file).stat().st_size
            except OSError:
                return file
            if found != size:
                return file
        return ""

    def altered(self) -> str:
        """Return the path of a file of it whose bytes are not those written; it reads them all."""
        for file, _, sha256 in self.files.values():
            if digest(self.root / file) != sha256:
                return file
        return ""


@dataclass(frozen=True, slots=True)
class Making:
    """What a part is made of, before its files are written."""

    folder: str
    """What its partition is called: ``county=…``."""
    county: str
    version: str
    code: str
    base: str
    lists: tuple[Held, ...]
    columns: Mapping[str, Sequence[str]]


def write(root: Path, making: Making, table: Callable[[str, Path], None]) -> str:
    """Write a part into a data set and return its name; what is there of other parts stays.

    Parameters
    ----------
    table : callable
        Writes a table into a file that nobody else writes: table's name, path.
    """
    own = f"{_HOST}-{os.getpid()}-{uuid.uuid4().hex}"
    found: dict[str, tuple[Path, int, str]] = {}
    for name in making.columns:
        path = root / name / making.folder / f".{own}{UNFINISHED}"
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path.parent)
        table(name, path)
        found[name] = (path, path.stat().st_size, digest(path))
    facts = asdict(making)
    del facts["folder"]
    facts["columns"] = {name: list(names) for name, names in making.columns.items()}
    said = json.dumps([facts, [sha256 for _, _, sha256 in found.values()]], sort_keys=True)
    part = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
    files = {}
    for name, (path, size, sha256) in found.items():
        target = path.with_name(f"{part}.parquet")
        path.replace(target)
        files[name] = (target.relative_to(root).as_posix(), size, sha256)
    _seal(root, part, {"part": part, **facts, "files": files})
    return part


def _clear(folder: Path) -> None:
    """Remove from a folder what processes that have ended left unfinished, and what is a week old.

    Of the processes of other machines nobody here knows whether they are running.
    """
    for path in folder.glob(f".*{UNFINISHED}"):
        host, process, _ = path.name[1:].rsplit("-", 2)
        ended = host == _HOST and not _is_running(int(process))
        with suppress(FileNotFoundError):  # another has removed it
            if ended or time.time() - path.stat().st_mtime > _WEEK:
                path.unlink()


def _is_running(process: int) -> bool:
    if sys.platform == "win32":
        return True  # where asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _seal(root: Path, part: str, facts: Mapping[str, Any]) -> None:
    """Write the manifest of a part, whole or not at all: with it the part is there."""
    text = json.dumps(facts, ensure_ascii=False, indent=0)
    _put(root / FOLDER / f"{part}.json", text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{_HOST}-{os.getpid()}-{uuid.uuid4().hex}{UNFINISHED}")
    _clear(path.parent)
    unfinished.write_bytes(f"{text}\n".encode("utf-8", "replace"))
    unfinished.replace(path)


@contextmanager
def begun(root: Path, county: str, lists: Sequence[str]) -> Iterator[None]:
    """Leave word, inside the block, of what is being written; who is killed in it leaves it."""
    mark = hashlib.sha256("\n".join([county, *lists]).encode("utf-8", "replace")).hexdigest()[:16]
    path = root / FOLDER / f"{mark}{BEGUN}"
    _put(path, json.dumps({"county": county, "lists": list(lists)}, ensure_ascii=False))
    yield
    path.unlink(missing_ok=True)


def read(root: Path, path: Path) -> Part | None:
    """Return the part that a manifest describes; None if it is not one."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        lists = tuple(Held(**{**one, "place": Place(**one["place"])}) for one in facts["lists"])
        columns = {name: tuple(every) for name, every in facts["columns"].items()}
        files = {
            name: (str(f), int(size), str(sha)) for name, (f, size, sha) in facts["files"].items()
        }
        said = (facts["county"], facts["version"], facts["code"], facts["base"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Part(path.stem, root, *said, lists, columns, files)


def every(root: Path) -> list[Part]:
    """Return the parts of a data set that can be read, sorted by name."""
    found = (read(root, path) for path in sorted((root / FOLDER).glob("*.json")))
    return [part for part in found if part is not None]


def roots(folder: Path) -> list[Path]:
    """Return the data sets in a folder, sorted: itself, a build, or a folder of either."""
    depths = ("", "*/", "*/*/", "*/*/*/")
    found = {path.parent for depth in depths for path in folder.glob(f"{depth}{FOLDER}")}
    return sorted(found)


def covered(by: Iterable[Held], others: Iterable[Part]) -> list[Part]:
    """Return the parts all of whose lists are among some: those of another place are others."""
    there = {(one.id, one.place) for one in by}
    return [part for part in others if {(one.id, one.place) for one in part.lists} <= there]


def remove(old: Iterable[Part]) -> None:
    """Remove parts that another replaces: the manifest first, so that none is half there."""
    for part in old:
        (part.root / FOLDER / f"{part.name}.json").unlink(missing_ok=True)
        for file, _, _ in part.files.values():
            (part.root / file).unlink(missing_ok=True)


def unfinished(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield county and lists of what was begun and is not finished: being written, or killed."""
    for path in sorted((root / FOLDER).glob(f"*{BEGUN}")):
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        yield str(facts["county"]), [str(id) for id in facts["lists"]]
