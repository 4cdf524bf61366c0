"""Lists → tables alone, county by county, into a data set that many machines write at once.

Nobody has to know of the others: each county that a process makes is a part of its own
(:mod:`kg.tables.parts`), there when it is whole. Run again, it makes what is missing or has
changed; what it has made anew takes the place of what was there before it began.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from kg import findings, manifest, workers
from kg.errors import KgError, ReadError
from kg.folders import Found, Unread, survey, unread
from kg.model import DutyList
from kg.outputs import _between
from kg.outputs._county import counties, sharing, succession, successions
from kg.parse import read_list
from kg.program import code_stamp, version
from kg.rdf.adjustments import adjustment_lines
from kg.stamp import contents
from kg.swap.signals import ended_gently
from kg.tables import columns, parquet, parts
from kg.tables.parts import Held, Making

__all__ = ["Tabled", "tabulate"]

Progress = Callable[[str, int, int], None]
_COLUMNS = {name: tuple(every) for name, every in columns.SCHEMA.items()}


@dataclass(frozen=True, slots=True)
class Tabled:
    """What was done: lists and counties that the data set now has of those named."""

    folder: Path
    lists: int
    counties: int
    same: int
    """So many lists were there already, made of the same by the same program."""
    seconds: float
    unread: tuple[Unread, ...]

    def text(self) -> str:
        """Return it for a person."""
        said = [
            f"结果 results        {self.folder.as_posix()}/",
            f"清单 lists          {self.lists}（{self.counties} 个县 counties）",
        ]
        if self.same:
            said.append(
                f"未变 unchanged      {self.same} 份清单，已在其中 lists were there already"
            )
        said += [f"未读 not read       {one.line}" for one in self.unread]
        said.append(f"用时 time           {self.seconds:.1f} 秒 s")
        return "\n".join(said) + "\n"


@dataclass(frozen=True, slots=True)
class _Work:
    """One county's part: where its lists are, and what each is made of."""

    root: Path
    county: str
    lists: tuple[Found, ...]
    made_of: tuple[str, ...]
    base: str
    verdicts: Path | None
    scratch: Path | None = None
    """Where rows lie until they are a table; whoever waits for the work clears it up."""


def tabulate(
    paths: Sequence[Path],
    output: Path,
    *,
    base: str,
    verdicts: Path | None = None,
    jobs: int | None = None,
    progress: Progress = lambda *_: None,
) -> Tabled:
    """Write the tables of lists into a data set, and leave what others write in it alone.

    Parameters
    ----------
    paths : sequence of Path
        Lists, or folders of lists. A county goes to one process whole, so that what its townships
        share is seen; lists of one county that two machines write are compared within each.
    output : Path
        The data set; it may be a folder that all machines see.
    verdicts : Path, optional
        The reader's verdicts on findings.
    jobs : int, optional
        Processes; default: one a core.

    Raises
    ------
    ReadError
        If none of the lists can be read.
    """
    began = time.monotonic()
    surveyed = survey(paths)
    others = list(surveyed.unread)
    work = list(_counties(surveyed.lists, output, base, verdicts, others))
    new = list(_missing(work, output))
    count = same = sum(len(one.lists) for one in work) - sum(len(one.lists) for one in new)
    with ended_gently(), tempfile.TemporaryDirectory(prefix="kg-") as scratch:
        new = [replace(one, scratch=Path(scratch)) for one in new]
        for number, (one, (made, failed)) in enumerate(
            zip(new, workers.each(_one, new, jobs), strict=True), 1
        ):
            others += failed
            count += made
            progress(one.county, number, len(new))
    if not count:
        first = others[0]
        raise ReadError(first.zh, first.en, where=first.path, cure=(first.cure_zh, first.cure_en))
    seconds = time.monotonic() - began
    return Tabled(output, count, len(work), same, seconds, tuple(others))


def _counties(
    lists: Sequence[Found], root: Path, base: str, verdicts: Path | None, others: list[Unread]
) -> Iterator[_Work]:
    """Yield the lists county by county; what cannot be read goes to ``others``."""
    found: dict[tuple[str, str, str], list[tuple[Found, str]]] = {}
    judged = verdicts.read_bytes() if verdicts and verdicts.is_file() else b""
    for one in lists:
        try:
            facts = manifest.load(one.path)
            place = facts.place
            if not place.county:
                place = read_list(one.path, id=one.id).list.place
        except KgError as error:
            others.append(unread(one.path, error))
            continue
        made_of = _made_of(one, facts, judged)
        found.setdefault((place.region, place.prefecture, place.county), []).append((one, made_of))
    for (_, _, county), held in sorted(found.items()):
        paths, hashes = zip(*held, strict=True)
        yield _Work(root, county, paths, hashes, base, verdicts)


def _made_of(one: Found, facts: manifest.Manifest, judged: bytes) -> str:
    """Return a hash of what a list is made of: document, facts, corrections, verdicts."""
    return contents(one.path, facts, judged)


def _missing(work: Sequence[_Work], root: Path) -> Iterator[_Work]:
    """Yield what is not there; what is there takes the place of what it was made for.

    Who was killed between writing a part and removing the older one has left that to this.
    """
    every = parts.every(root)
    whole = [part for part in every if not part.broken()]
    for one in work:
        found = [part for part in whole if _is_there(part, one)]
        for part in found:
            _take_place(part, every)
        if not found:
            yield one


def _take_place(part: parts.Part, every: Sequence[parts.Part]) -> None:
    """Remove the older parts whose lists are all in a part."""
    held = parts.covered(part.lists, every)
    parts.remove(old for old in held if old is not part and old.changed <= part.changed)


def _is_there(part: parts.Part, work: _Work) -> bool:
    """Tell whether a part is what the work would give."""
    made_of = {one.id: one.made_of for one in part.lists}
    wanted = {one.id: hash for one, hash in zip(work.lists, work.made_of, strict=True)}
    return (part.code, part.base, made_of) == (code_stamp(), work.base, wanted)


def _one(work: _Work) -> tuple[int, list[Unread]]:
    """Write the part of a county; return how many lists it holds, and what could not be read."""
    before = parts.every(work.root)
    ids = [one.id for one in work.lists]
    with (
        parts.begun(work.root, work.county, ids),
        tempfile.TemporaryDirectory(dir=work.scratch) as made,
    ):
        read, failed = _read(work, Path(made))
        if read:
            _between_lists([duties for duties, _ in read], work, Path(made))
            name = _write(work, read, Path(made))
            old = parts.covered(_held(read), before)
            parts.remove(part for part in old if part.name != name)
    return len(read), failed


def _read(work: _Work, folder: Path) -> tuple[list[tuple[DutyList, str]], list[Unread]]:
    """Read the lists and write their rows, a file a table and list."""
    verdicts = findings.read_verdicts(work.verdicts)
    read: list[tuple[DutyList, str]] = []
    failed: list[Unread] = []
    for one, made_of in zip(work.lists, work.made_of, strict=True):
        try:
            duties = read_list(one.path, id=one.id).list
        except KgError as error:
            failed.append(unread(one.path, error))
            continue
        found = findings.of_list(duties, verdicts, base=work.base)
        for table, rows in columns.rows(duties, work.base, found).items():
            if rows:
                parquet.write_rows(_rows(folder, table, len(read)), table, rows)
        read.append((duties, made_of))
    return read, failed


def _rows(folder: Path, table: str, number: int) -> Path:
    return folder / f"{table}-{number}.jsonl"


def _between_lists(lists: Sequence[DutyList], work: _Work, folder: Path) -> None:
    """Write the rows of what is said between the lists of a county."""
    base, verdicts = work.base, findings.read_verdicts(work.verdicts)
    told = findings.told_of_pairs(verdicts)
    found = (sharing(county, base=base, verdicts=verdicts) for county in counties(lists))
    shared = chain.from_iterable(found)
    made = (succession(old, new, told) for old, new in successions(lists))
    changed = adjustment_lines(made, base=base)
    known = _between.departments(lists, base)
    said = {"common": _between.common(shared), "changes": _between.changes(changed, known)}
    numbers = {one.id: number for number, one in enumerate(lists)}
    for table, by_list in said.items():
        for id, rows in by_list.items():
            parquet.write_rows(_rows(folder, table, numbers[id]), table, rows)


def _write(work: _Work, read: Sequence[tuple[DutyList, str]], folder: Path) -> str:
    held = _held(read)
    county = parquet.partition(work.county)
    making = Making(county, work.county, version(), code_stamp(), work.base, held, _COLUMNS)
    with parquet.writer() as connection:
        return parts.write(work.root, making, partial(_table, connection, folder, held))


def _held(read: Sequence[tuple[DutyList, str]]) -> tuple[Held, ...]:
    return tuple(
        Held(one.id, one.place, one.issued, one.document, one.sha256, made_of)
        for one, made_of in read
    )


def _table(
    connection: parquet.Connection, folder: Path, held: Sequence[Held], table: str, target: Path
) -> None:
    files = [(one.id, _rows(folder, table, number)) for number, one in enumerate(held)]
    there = [(id, path) for id, path in files if path.exists()]
    parquet.write(connection, table, target, there)
