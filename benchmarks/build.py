"""``kg build`` on many lists beside what others need merely to load the quads it writes."""

from __future__ import annotations

import gzip
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from benchmarks.measure import LONGEST, Cost, process
from benchmarks.perturb import make

ENGINES = {
    "parser": "limit: Oxigraph, parse only",
    "oxigraph": "Oxigraph in memory, bulk",
    "oxigraph-disk": "Oxigraph on disk, bulk",
    "rdflib": "rdflib",
}
SLOW_ABOVE = {"rdflib": 10}


@cache
def built(work: Path, count: int, seed: int, *options: str) -> tuple[Path, Cost]:
    """Build ``count`` lists in a fresh folder; return the folder and what it took."""
    lists = make(count, work / "lists" / str(count), seed)
    folder = work / "".join(["kg", *options, f"-{count}"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command: list[str | Path] = [sys.executable, "-m", "kg", "build", *options, *lists]
    return folder, process(command, cwd=folder)


def quads(folder: Path) -> Path:
    """Return all N-Quads of a build in one file."""
    whole = folder / "all.nq"
    with whole.open("wb") as target:
        for part in sorted((folder / "build").rglob("*.nq.gz")):
            with gzip.open(part, "rb") as source:
                shutil.copyfileobj(source, target)
    return whole


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section."""
    for count in lists:
        folder, ours = built(work, count, seed)
        file = quads(folder)
        with file.open("rb") as source:
            lines = sum(1 for _ in source)
        size = file.stat().st_size / 2**20
        yield f"Build, {count} list{'s' * (count != 1)}: {lines:,} quads ({size:.1f} MB of N-Quads)"
        yield f"  {'kg build (read, check, write, views)':38}{ours}   {lines / ours.seconds:10,.0f} quads/s"
        for engine, name in ENGINES.items():
            if count > SLOW_ABOVE.get(engine, count):
                yield f"  {name:38}left out above {SLOW_ABOVE[engine]} lists"
                continue
            yield _against(name, ours, [sys.executable, "-m", "benchmarks.peers", engine, file])
        yield ""


def _against(name: str, ours: Cost, command: Sequence[str | Path]) -> str:
    try:
        cost = process(command, cwd=Path(__file__).resolve().parent.parent, limit=LONGEST)
    except RuntimeError as error:
        return f"  {name:38}failed: {str(error).strip().splitlines()[-1]}"
    return f"  {name:38}{cost}   kg build takes {ours.seconds / cost.seconds:.2f} ×"
