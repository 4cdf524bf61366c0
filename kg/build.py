"""The main job: lists → graph, tables and pages in one folder, one list at a time, all or nothing.

A list whose document, ``list.toml``, verdicts and program are those of the build that is being replaced is not made
again: its files are taken over, and the result is the same bytes as if it had been.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import check, findings, manifest, outputs, ownership, rdf, swap
from kg.errors import KgError, ReadError
from kg.folders import Found, Unread, survey, unread
from kg.lists import bundled, expand, find_list
from kg.model import Oddity, Place
from kg.outputs import Built, Old, One, Whole, database
from kg.outputs._folders import folders
from kg.parse import read_list
from kg.rdf.iris import BASE
from kg.resources import data_path
from kg.stamp import list_stamp, program_stamp

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

__all__ = ["Built", "Progress", "Summary", "build", "bundled", "expand", "find_list", "triples"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many lists are done and how many there are."""

_FACTS = "list.json"
"""In the folder of a list: what is known of it when it has been built, and the stamp of what it was built from."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build says of itself."""

    lists: tuple[Built, ...]
    folder: Path
    quads: int
    seconds: float
    """The whole time."""
    same: int
    """So many lists were taken over from the build that was replaced."""
    kept: tuple[str, ...]
    """Files of the user's that the build found in the folder and left as they are."""
    beside: tuple[str, ...]
    """New files that got another name, because the user changed the one of that name."""
    unread: tuple[Unread, ...] = ()
    """Files of the folders that are no list, each with reason and cure."""


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    base: str = BASE,
    strict: bool = False,
    verdicts: Path | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    progress: Progress = lambda *_: None,
) -> Summary:
    """Build everything for the lists at ``paths`` into ``output``, and delete of the old build only what is ours.

    Parameters
    ----------
    paths : sequence of Path
        Lists, or folders of lists: what in a folder cannot be read is named, and stops nothing.
    strict : bool
        Fail at the first oddity, and at the first file of a folder that is no list.
    verdicts : Path, optional
        The reader's verdicts on findings, a TOML file (``kg verdict`` writes it).
    jobs : int, optional
        Processes; default: one a core, one for a single list.
    fresh : bool
        Make every list again, also those that nothing changed about.

    Raises
    ------
    KgError
        If a list that is named cannot be read, if none can, or if ``output`` is not to be replaced; the old build is
        then untouched.
    """
    began = time.monotonic()
    surveyed = survey(paths)
    if strict and surveyed.unread:
        raise _first(surveyed.unread)
    lists, known, others = _known(surveyed.lists, strict)
    others = [*surveyed.unread, *others]
    settings = (base, strict, ownership.digest(verdicts) if verdicts and verdicts.is_file() else "")
    program = program_stamp()
    names = folders([facts.id for facts in known], outputs.reserved())
    with swap.replacing(output, fixed=(database.FILE, "tables")) as swapping:
        work = [
            _Work(
                one.path,
                one.id,
                one.named,
                swapping.folder,
                name,
                base,
                strict,
                verdicts,
                list_stamp(one.path, facts, settings),
            )
            for one, facts, name in zip(lists, known, names, strict=True)
        ]
        before = {} if fresh else _before(swapping, program)
        old = Old(swapping.old, tuple(one for _, one in before.values()), _hashes(swapping)) if before else None
        same = {one.stamp for one in work if old and _is_same(one, before, old)}
        for one in work:
            if old and one.stamp in same:
                _take_over(one, before[one.folder][1], old)
        work, built, failed = _all(work, same, jobs, progress)
        others = sorted([*others, *failed], key=lambda one: one.path)
        if not built:
            raise _first(others)
        names = [one.folder for one in work]
        progress("store", len(built), len(built))
        ids = frozenset(one.id for one, job in zip(built, work, strict=True) if job.stamp in same)
        outputs.write_all(Whole(swapping.folder, tuple(built), base, ids, old, tuple(others)))
        shutil.rmtree(swapping.folder / outputs.PARTS, ignore_errors=True)
        quads = database.count(swapping.folder)
        taken = _taken(swapping, old)
        swapping.seal = lambda folder: ownership.write(folder, {"program": program, "lists": names}, known=taken)
    seconds = time.monotonic() - began
    return Summary(
        tuple(built),
        output,
        quads,
        seconds,
        len(ids),
        tuple(swapping.kept),
        tuple(swapping.beside),
        tuple(others),
    )


def _known(lists: Sequence[Found], strict: bool) -> tuple[list[Found], list[manifest.Manifest], list[Unread]]:
    """Return the lists with what ``list.toml`` says of each, and those of a folder whose ``list.toml`` is broken."""
    kept, known, others = [], [], []
    for one in lists:
        try:
            known.append(replace(manifest.load(one.path), id=one.id))
        except KgError as error:
            if one.named or strict:
                raise
            others.append(unread(one.path, error))
        else:
            kept.append(one)
    return kept, known, others


def _first(others: Sequence[Unread]) -> ReadError:
    """Return the error for a build that a file stops, or that has no list at all."""
    one = others[0]
    return ReadError(one.zh, one.en, where=one.path, cure=(one.cure_zh, one.cure_en))


# --- one list ---


@dataclass(frozen=True, slots=True)
class _Work:
    """One list's part of a build."""

    path: Path
    id: str
    named: bool
    output: Path
    folder: str
    base: str
    strict: bool
    verdicts: Path | None
    stamp: str


def _all(
    work: Sequence[_Work], same: set[str], jobs: int | None, progress: Progress
) -> tuple[list[_Work], list[Built], list[Unread]]:
    """Make the lists that are not the same as before.

    Returns
    -------
    work, built : lists
        What was made or taken over, in order.
    unread : list of Unread
        Files of a folder that turned out to be no list.
    """
    made = _each([one for one in work if one.stamp not in same], jobs)
    done: list[_Work] = []
    built: list[Built] = []
    others: list[Unread] = []
    for number, one in enumerate(work, 1):
        found = _read_facts(one.output / one.folder / _FACTS) if one.stamp in same else next(made)
        if isinstance(found, Unread):
            others.append(found)
            progress(found.path, number, len(work))
        else:
            done.append(one)
            built.append(found)
            progress(found.title, number, len(work))
    return done, built, others


def _one(work: _Work) -> Built | Unread:
    try:
        parsed = read_list(work.path, strict=work.strict, id=work.id)
    except KgError as error:
        if work.named or work.strict:
            raise
        return unread(work.path, error)
    duties = parsed.list
    folder = work.output / work.folder
    folder.mkdir()
    found = findings.of_list(duties, findings.read_verdicts(work.verdicts), base=work.base)
    one = One(parsed, found, work.base)
    files = outputs.write_list(one, folder, work.output / outputs.PARTS / work.folder)
    odd = parsed.oddities + check.rules(duties, found)
    built = _summary(one, odd, files, work)
    (folder / _FACTS).write_text(_json({"stamp": work.stamp, **asdict(built)}), encoding="utf-8", newline="\n")
    return built


def _json(facts: Mapping[str, Any]) -> str:
    """Return facts as JSON; what is no character of Unicode (a lone surrogate) is escaped."""
    return json.dumps(facts, ensure_ascii=True, indent=0) + "\n"


def _summary(one: One, odd: tuple[Oddity, ...], files: tuple[str, ...], work: _Work) -> Built:
    duties = one.parsed.list
    kinds = Counter(duty.kind for duty in duties.duties)
    return Built(
        id=duties.id,
        folder=work.folder,
        title=duties.title,
        place=duties.place,
        issued=duties.issued,
        duties=(kinds["basic"], kinds["cooperative"], kinds["recalled"]),
        superior_steps=sum(len(duty.superior_steps) for duty in duties.duties),
        township_steps=sum(len(duty.township_steps) for duty in duties.duties),
        departments=len(duties.departments),
        oddities=odd,
        findings=tuple(sorted(Counter(finding.kind for finding in one.findings).items())),
        quads=len(one.lines),
        graphs=tuple(sorted({line[line.rindex(" <") + 2 : -4] for line in one.lines})),
        files=files,
        source=work.path.name if work.path.parent == data_path() / "lists" else work.path.as_posix(),
    )


def triples(path: Path, *, base: str = BASE) -> list[str]:
    """Return everything that a build would put into the store for the list at ``path``, as lines of N-Quads."""
    parsed = read_list(path)
    one = One(parsed, findings.of_list(parsed.list, base=base), base)
    return [*one.lines, *rdf.thesaurus_lines(base)]


# --- what is taken over ---

_Before = Mapping[str, tuple[str, Built]]
"""Folder of a list in the old build → stamp of what it was made from, what is known of it."""


def _before(swapping: swap.Swap, program: str) -> dict[str, tuple[str, Built]]:
    """Return the lists of the old build, if this very program made it."""
    facts = swapping.survey.facts
    if facts.get("program") != program:
        return {}
    found = {}
    for folder in facts.get("lists", ()):
        path = f"{folder}/{_FACTS}"
        if path in swapping.survey.ours:
            stamp = json.loads((swapping.old / path).read_bytes())["stamp"]
            found[folder] = (stamp, _read_facts(swapping.old / path))
    return found if len(found) == len(facts.get("lists", ())) else {}


def _hashes(swapping: swap.Swap) -> dict[str, str]:
    return {path: proof.sha256 for path, proof in swapping.survey.ours.items()}


def _read_facts(path: Path) -> Built:
    """Read back what is known of a list; only files that are proven to be ours are read."""
    facts = json.loads(path.read_bytes())
    facts.pop("stamp")
    facts["place"] = Place(**facts["place"])
    facts["oddities"] = tuple(Oddity(**oddity) for oddity in facts["oddities"])
    facts["findings"] = tuple((kind, count) for kind, count in facts["findings"])
    for name in ("duties", "graphs", "files"):
        facts[name] = tuple(facts[name])
    return Built(**facts)


def _is_same(work: _Work, before: _Before, old: Old) -> bool:
    """Say whether the old build has a list as it would be made now, with all of its files."""
    stamp, one = before.get(work.folder, ("", None))
    return one is not None and stamp == work.stamp and outputs.is_held(old, one)


def _take_over(work: _Work, one: Built, old: Old) -> None:
    """Link the files of a list into the new build."""
    for path in (_FACTS, *one.files):
        name = f"{work.folder}/{path}"
        outputs.link(old.folder / name, work.output / name)


def _taken(swapping: swap.Swap, old: Old | None) -> dict[str, str]:
    """Return the hashes of the files that are the old build's own: they need not be read again."""
    if old is None:
        return {}
    return {
        path: sha256
        for path, sha256 in old.files.items()
        if (swapping.folder / path).exists() and (swapping.folder / path).samefile(old.folder / path)
    }


# --- several processes ---


def _each(work: Sequence[_Work], jobs: int | None) -> Iterator[Built | Unread]:
    count = min(len(work), jobs or os.cpu_count() or 1)
    if count <= 1:
        yield from map(_one, work)
        return
    with _pool(count) as pool:
        yield from pool.map(_one, work, chunksize=max(1, min(8, len(work) // (4 * count))))


@contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of processes that ends with the build, however the build ends."""
    from concurrent.futures import ProcessPoolExecutor

    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_follow) as pool:
        try:
            yield pool
        except BaseException:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _follow() -> None:
    """End with the process that started this one: it alone hears the keyboard, and it may be killed."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
