"""The main job: lists → graph, tables and pages in one folder, one list at a time, all or nothing.

Everything is made in a folder beside the old build; only when all of it stands do the two change places, so a build
that is interrupted leaves the old one as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import check, columns, findings, rdf, readers, store
from kg.errors import ReadError
from kg.model import Finding, Oddity
from kg.names import load
from kg.pages import list_page, start_page
from kg.parse import Parsed, read_list
from kg.rdf.iris import BASE
from kg.resources import data_path
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many lists are done and how many there are."""

FULL = 50
"""Up to so many lists a build writes pages and every exchange format (2 s a list); ``--full`` asks for them always."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build says of one list."""

    id: str
    title: str
    place: str
    issued: str
    duties: tuple[int, int, int]
    superior_steps: int
    township_steps: int
    departments: int
    oddities: tuple[Oddity, ...]
    findings: tuple[tuple[str, int], ...]
    quads: int
    source: str
    """What to call it on the command line: a folder of ``data/lists`` by its name, else its path."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build says of itself; ``seconds`` is the whole time, ``pages`` whether it wrote any."""

    lists: tuple[Built, ...]
    folder: Path
    quads: int
    seconds: float
    pages: bool


def bundled() -> list[Path]:
    """Return the folders of ``data/lists``, sorted."""
    return sorted(p for p in (data_path() / "lists").iterdir() if p.is_dir())


def find_list(name: str) -> Path:
    """Return the path of a list: a folder of ``data/lists`` by its name, or any path.

    Raises
    ------
    ReadError
        If neither is there; the message names the lists that are.
    """
    if name not in ("", ".", "..") and "/" not in name and "\\" not in name and (data_path() / "lists" / name).is_dir():
        return data_path() / "lists" / name
    path = Path(name)
    try:
        there = path.exists()
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})", where=name, cure="check the path") from None
    if not there:
        known = ", ".join(p.name for p in bundled())
        raise ReadError("no such list", where=name, cure=f"name a path, or one of: {known}")
    return path


def expand(paths: Iterable[Path]) -> list[Path]:
    """Return lists for paths: a folder that holds lists, in folders of their own or as documents, stands for all of them."""
    found: list[Path] = []
    for path in paths:
        found += _lists_in(path) if path.is_dir() and not (path / "list.toml").is_file() else [path]
    return found


def _lists_in(folder: Path) -> list[Path]:
    documents = readers.documents(folder)
    inner = [
        p for p in sorted(folder.iterdir()) if p.is_dir() and ((p / "list.toml").is_file() or readers.documents(p))
    ]
    if not inner:
        return documents if len(documents) > 1 else [folder]
    return sorted([*documents, *(path for one in inner for path in expand([one]))])


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    base: str = BASE,
    strict: bool = False,
    full: bool | None = None,
    verdicts: Path | None = None,
    jobs: int | None = None,
    progress: Progress = lambda *_: None,
) -> Summary:
    """Build everything for the lists at ``paths`` into ``output``, which it replaces as a whole.

    Parameters
    ----------
    full : bool, optional
        Write the pages, Turtle, TriG, JSON-LD and CSV beside N-Quads, Parquet and the store; default: up to :data:`FULL` lists.
    verdicts : Path, optional
        The reader's verdicts on findings, a TOML file of hers (``kg verdict`` writes it).
    jobs : int, optional
        Processes; default: one a core, one for a single list.

    Raises
    ------
    KgError
        If a list cannot be read; the old build is then untouched.
    """
    began = time.monotonic()
    full = len(paths) <= FULL if full is None else full
    with _replacing(output) as folder:
        work = [_Work(path, folder, base, strict, full, verdicts) for path in paths]
        built: list[Built] = []
        for number, one in enumerate(_each(work, jobs), 1):
            if any(one.id == other.id for other in built):
                twice = [
                    path.as_posix() for path, other in zip(paths, [*built, one], strict=False) if other.id == one.id
                ]
                raise ReadError(
                    f'two lists are called "{one.id}"', where=" and ".join(twice), cure="give one another name"
                )
            built.append(one)
            progress(one.title, number, len(paths))
        if full:
            (folder / "index.html").write_bytes(_index(built))
        progress("store", len(paths), len(paths))
        (folder / "matters.nq").write_bytes("".join(rdf.thesaurus_lines(base)).encode())
        files = [folder / "matters.nq", *(folder / one.id / "list.nq" for one in built)]
        quads = store.create(folder / "store", files)
    return Summary(tuple(built), output, quads, time.monotonic() - began, full)


def _each(work: Sequence[_Work], jobs: int | None) -> Iterator[Built]:
    count = min(len(work), jobs or os.cpu_count() or 1)
    if count <= 1:
        yield from map(_one, work)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(_one, work, chunksize=max(1, min(8, len(work) // (4 * count))))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@dataclass(frozen=True, slots=True)
class _Work:
    """One list's part of a build."""

    path: Path
    output: Path
    base: str
    strict: bool
    full: bool
    verdicts: Path | None


def _one(work: _Work) -> Built:
    parsed = read_list(work.path, strict=work.strict)
    duties = parsed.list
    folder = work.output / duties.id
    folder.mkdir(parents=True, exist_ok=True)
    found = findings.of_list(duties, findings.read_verdicts(work.verdicts), base=work.base)
    lines = _lines(parsed, found, work.base)
    (folder / "list.nq").write_bytes("".join(lines).encode())
    columns.write(duties, folder, work.base, csv=work.full)
    if work.full:
        write_graph(folder, lines, rdf.Iris(duties.id, duties.place, work.base))
        (folder / "graph.html").write_bytes(list_page(duties, found))
    odd = parsed.oddities + check.rules(duties, found)
    return _summary(parsed, odd, found, work, len(lines))


def _lines(parsed: Parsed, found: Sequence[Finding], base: str) -> list[str]:
    lines = rdf.list_lines(parsed.list, parsed.directory, load(), base=base)
    return lines + rdf.finding_lines(parsed.list, found, base=base)


def triples(path: Path, *, base: str = BASE) -> list[str]:
    """Return everything that a build would put into the store for the list at ``path``, as lines of N-Quads."""
    parsed = read_list(path)
    return [*_lines(parsed, findings.of_list(parsed.list, base=base), base), *rdf.thesaurus_lines(base)]


def _index(built: Sequence[Built]) -> bytes:
    files = (
        ("graph.html", "职责图谱（双击打开）", "the page"),
        ("csv/duties.csv", "事项表", "duties"),
        ("csv/steps.csv", "步骤表", "steps"),
        ("csv/participations.csv", "谁做什么", "who does what"),
        ("list.ttl", "图谱 Turtle", "graph, Turtle"),
        ("findings.ttl", "发现 Turtle", "findings, Turtle"),
        ("list.trig", "图谱 TriG", "graph, TriG"),
    )
    sections = []
    for one in built:
        basic, cooperative, recalled = one.duties
        note = f"{one.place} · {one.issued} · 基本 {basic} · 配合 {cooperative} · 收回 {recalled}"
        sections.append((one.title, note, [(f"{one.id}/{href}", zh, en) for href, zh, en in files]))
    return start_page(sections)


def _summary(parsed: Parsed, odd: tuple[Oddity, ...], found: Sequence[Finding], work: _Work, quads: int) -> Built:
    duties = parsed.list
    return Built(
        duties.id,
        duties.title,
        f"{duties.place.region}{duties.place.prefecture}{duties.place.name}",
        duties.issued,
        (len(duties.of_kind("basic")), len(duties.of_kind("cooperative")), len(duties.of_kind("recalled"))),
        sum(len(d.superior_steps) for d in duties.duties),
        sum(len(d.township_steps) for d in duties.duties),
        len(duties.departments),
        odd,
        tuple(sorted(Counter(finding.kind for finding in found).items())),
        quads,
        work.path.name if work.path.parent == data_path() / "lists" else work.path.as_posix(),
    )


def write_graph(folder: Path, lines: Sequence[str], names: rdf.Iris) -> None:
    """Write a list's graphs as TriG, JSON-LD, and one Turtle a graph: the same bytes every time."""
    import pyoxigraph as ox

    quads: list[ox.Quad] = []
    for name, graph in (("list", names.list), ("organizations", names.shared), ("findings", names.findings)):
        end = f" <{graph}> .\n"
        found = list(
            ox.parse("".join(line for line in lines if line.endswith(end)).encode(), format=ox.RdfFormat.N_QUADS)
        )
        if found:
            _serialise(folder / f"{name}.ttl", [quad.triple for quad in found], ox.RdfFormat.TURTLE)
        quads += found
    _serialise(folder / "list.trig", quads, ox.RdfFormat.TRIG)
    (folder / "list.jsonld").write_bytes(ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"")


def _serialise(path: Path, statements: Sequence[ox.Quad] | Sequence[ox.Triple], format: ox.RdfFormat) -> None:
    """Write Turtle or TriG with the usual prefixes, in a fixed order (the serialiser's own is not)."""
    import pyoxigraph

    data = pyoxigraph.serialize(statements, format=format, prefixes=PREFIXES) or b""
    head, body = [], data
    while body.startswith(b"@prefix "):
        line, _, body = body.partition(b"\n")
        head.append(line)
    path.write_bytes(b"\n".join([*sorted(head), b"", body]))


@contextmanager
def _replacing(output: Path) -> Iterator[Path]:
    """Give a fresh folder beside ``output`` and put it in its place at the end; on any error leave ``output`` alone."""
    if output.resolve() in (Path.cwd(), *Path.cwd().parents):
        raise ReadError(
            "is the folder you stand in, or above it", where=str(output), cure="choose another -o; it would be replaced"
        )
    recover(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if output.exists() and not _is_build(output):
            raise ReadError(
                "is a folder that kg build did not make",
                where=str(output),
                cure="choose another -o; it would be replaced",
            )
        fresh = Path(tempfile.mkdtemp(prefix=f"{output.name}.new-", dir=output.parent))
    except OSError as error:
        raise ReadError(f"cannot be written ({error.strerror})", where=str(output), cure="choose another -o") from None
    try:
        yield fresh
        fresh.chmod(0o755)
        (fresh / _MARKER).write_text("made by kg build; replaced as a whole by the next one\n", encoding="utf-8")
        old = _set_aside(output)
        if output.exists():
            output.rename(old)
        fresh.rename(output)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise ReadError(
            f"cannot be written ({error.strerror})", where=str(output), cure="close the files that are open in it"
        ) from error
    finally:
        recover(output)
        shutil.rmtree(fresh, ignore_errors=True)


_MARKER = "BUILD"
_DEAD = 6 * 3600
"""Seconds after which an unfinished build's folder is taken for dead."""


def _is_build(folder: Path) -> bool:
    return (folder / _MARKER).is_file() or not any(folder.iterdir())


def _set_aside(output: Path) -> Path:
    """Return where the old build waits while the new one takes its place: a name that nobody else gives."""
    return output.with_name(f".{output.name}.kg-old")


def recover(output: Path) -> None:
    """Put the old build back if a build was killed between the two renames that swap it; clear dead new ones."""
    old = _set_aside(output)
    for dead in output.parent.glob(f"{output.name}.new-*"):
        if time.time() - dead.stat().st_mtime > _DEAD:
            shutil.rmtree(dead, ignore_errors=True)
    if old.is_dir():
        if output.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(output)
