"""The main job: lists → graph, tables and pages in one folder, one list at a time, all or nothing.

A list whose document, ``list.toml``, verdicts on its findings and program are those of the build
that is being replaced is not made again: its files are taken over, and the result is the same bytes
as if it had been.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg import check, earlier, findings, grouping, manifest, outputs, ownership, rdf, swap, workers
from kg.earlier import Earlier, Made
from kg.errors import KgError, ReadError
from kg.folders import Found, Survey, Unread, survey, unread
from kg.lists import bundled, find_list
from kg.model import DutyList, Oddity
from kg.outputs import Built, One, Whole
from kg.outputs._county import between
from kg.outputs._folders import folders
from kg.parse import Parsed, read_list
from kg.parse.several import readable
from kg.program import code_stamp, version
from kg.rdf.iris import BASE
from kg.resources import data_path
from kg.stale import made_of
from kg.stamp import list_stamp, program_stamp, sources, verdicts_stamp

__all__ = ["Built", "Progress", "Summary", "build", "bundled", "find_list", "triples"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many lists are done and how many there are."""


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
    """Files of the folders that are not lists, each with reason and cure."""


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    base: str = BASE,
    strict: bool = False,
    verdicts: Path | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    patient: bool = False,
    sparql: bool = False,
    progress: Progress = lambda *_: None,
) -> Summary:
    """Build everything for the lists at ``paths`` into ``output``, and delete of the old build only what is ours.

    Parameters
    ----------
    paths : sequence of Path
        Lists, or folders of lists: what in a folder cannot be read is named, and stops nothing.
    strict : bool
        Fail at the first oddity, and at the first file of a folder that is not a list.
    verdicts : Path, optional
        The reader's verdicts on findings, a TOML file (``kg verdict`` writes it).
    jobs : int, optional
        Processes; default: one a core, one for a single list.
    fresh : bool
        Make every list again, also those that nothing changed about.
    patient : bool
        A list that is named stops nothing either, as long as one can be read.
    sparql : bool
        Put the query engine and the list's graph into each page.

    Raises
    ------
    KgError
        If a list that is named cannot be read, if none can, or if ``output`` is not to be replaced;
        the old build is then untouched.
    """
    began = time.monotonic()
    surveyed = _surveyed(paths, strict, patient)
    lists, known, broken = _known(surveyed.lists, strict)
    said = findings.read_verdicts(verdicts)
    settings = (base, strict, verdicts_stamp(findings.between_lists(said)), sparql)
    names = folders([facts.id for facts in known], outputs.reserved())
    work: list[_Work] = []
    read: list[Path] = []
    for one, facts, name in zip(lists, known, names, strict=True):
        stamp = list_stamp(one.path, facts, settings)
        work.append(_Work(one, name, base, strict, verdicts, stamp, sparql))
        read += sources(one.path, facts)
    program = program_stamp()
    made = made_of(read, output)
    with (
        workers.rarely_collecting(),
        swap.replacing(output, fixed=outputs.fixed()) as swapping,
    ):
        folder = swapping.folder
        old = Earlier() if fresh else Earlier.of(swapping.old, swapping.survey, program)
        same = {one.folder for one in work if old.has(one.folder, one.stamp, said)}
        built, failed = _all(work, folder, old, same, jobs, progress)
        others = sorted([*surveyed.unread, *broken, *failed], key=lambda one: one.path)
        if not built:
            raise _first(others)
        progress("store", len(built), len(built))
        whole = Whole(
            folder,
            tuple(built),
            base,
            same=frozenset(one.id for one in built if one.folder in same),
            old=old.old,
            is_alike=not others and old.is_alike({one.folder: one.stamp for one in work}),
            unread=tuple(others),
            engine=sparql,
            kept=swapping.survey.theirs,
            verdicts=said,
            program=(version(), code_stamp()),
        )
        outputs.write_all(whole)
        shutil.rmtree(folder / outputs.PARTS, ignore_errors=True)
        sealed = {"program": program, "lists": [one.folder for one in built], **made}
        quads, taken = outputs.count(folder), old.hashes(folder)
        swapping.seal = lambda place: ownership.write(place, sealed, known=taken)
    return Summary(
        lists=tuple(built),
        folder=output,
        quads=quads,
        seconds=time.monotonic() - began,
        same=len(whole.same),
        kept=tuple(swapping.kept),
        beside=tuple(swapping.beside),
        unread=tuple(others),
    )


def _surveyed(paths: Sequence[Path], strict: bool, patient: bool) -> Survey:
    """Return what is at some paths; a patient build takes no list for one that the user named."""
    found = survey(paths)
    if strict and found.unread:
        raise _first(found.unread)
    if patient:
        return replace(found, lists=tuple(replace(one, named=False) for one in found.lists))
    return found


def _known(
    lists: Sequence[Found], strict: bool
) -> tuple[list[Found], list[manifest.Manifest], list[Unread]]:
    """Return the lists, what ``list.toml`` says of each, and those where it is broken."""
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


@dataclass(frozen=True, slots=True)
class _Work:
    """One list's part of a build; ``folder`` is the name of its folder."""

    list: Found
    folder: str
    base: str
    strict: bool
    verdicts: Path | None
    stamp: str
    engine: bool


def _all(
    work: Sequence[_Work],
    output: Path,
    old: Earlier,
    same: set[str],
    jobs: int | None,
    progress: Progress,
) -> tuple[list[Built], list[Unread]]:
    """Make the lists that are not the same as before, and take over the others.

    Returns
    -------
    built : list of Built
        The lists, in order.
    unread : list of Unread
        Files of a folder that turned out not to be lists.
    """
    anew = [one for one in work if one.folder not in same]
    made = workers.each(partial(_one, output), anew, jobs)
    built: list[Built] = []
    others: list[Unread] = []
    for number, one in enumerate(work, 1):
        found = old.take_over(one.folder, output) if one.folder in same else next(made)
        if isinstance(found, Unread):
            others.append(found)
            progress(found.path, number, len(work))
        else:
            built.append(found)
            progress(found.heading, number, len(work))
    return built, others


def _one(output: Path, work: _Work) -> Built | Unread:
    """Make all that a build holds of one list, in the build at ``output``."""
    try:
        parsed = read_list(work.list.path, strict=work.strict, id=work.list.id)
    except KgError as error:
        if work.list.named or work.strict:
            raise
        return unread(work.list.path, error)
    duties = parsed.list
    folder = output / work.folder
    folder.mkdir()
    said = findings.read_verdicts(work.verdicts)
    found = findings.of_list(duties, said, base=work.base)
    one = One(parsed, found, work.base, engine=work.engine)
    files = outputs.write_list(one, folder, output / outputs.PARTS / work.folder)
    odd = parsed.oddities + check.rules(duties, found)
    built = _summary(one, odd, files, work)
    earlier.write(folder, Made.of(work.stamp, {x.id for x in found}, said, built), built)
    return built


def _summary(one: One, odd: tuple[Oddity, ...], files: tuple[str, ...], work: _Work) -> Built:
    duties, path = one.parsed.list, work.list.path
    kinds = Counter(duty.kind for duty in duties.duties)
    counted = grouping.tallies(one.findings)
    far = grouping.progress(one.findings)
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
        findings=tuple((kind, tally.count, tally.others) for kind, tally in counted.items()),
        judged=far.judged,
        dropped=far.no,
        pending=far.pending,
        open=far.open,
        quads=len(one.lines),
        graphs=tuple(sorted({line[line.rindex(" <") + 2 : -4] for line in one.lines})),
        files=files,
        source=path.name if path.parent == data_path() / "lists" else path.as_posix(),
        document=duties.document,
        sha256=duties.sha256,
    )


def triples(path: Path, *, base: str = BASE) -> list[str]:
    """Return everything that a build would put into the store for the list at ``path``, as lines of N-Quads."""
    return [*_lines(read_list(path), base), *rdf.thesaurus_lines(base)]


def in_memory(paths: Sequence[Path], *, base: str = BASE) -> Iterator[list[str]]:
    """Yield what a build would put into the store for some lists, list by list, as N-Quads."""
    lists: list[DutyList] = []
    for _, parsed in readable(paths):
        lists.append(parsed.list)
        yield _lines(parsed, base)
    yield rdf.thesaurus_lines(base)
    yield between(lists, base=base)


def _lines(parsed: Parsed, base: str) -> list[str]:
    return One(parsed, findings.of_list(parsed.list, base=base), base).lines
