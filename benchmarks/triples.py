"""Records to triples: our lines of N-Quads beside rdflib's ``add`` and Morph-KGC on the same tables.

Morph-KGC starts in a second and has other triples to make than we have, so what is compared is the time a triple, its
start deducted.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import rdflib

from benchmarks import peers
from benchmarks.build import built
from benchmarks.measure import LONGEST, duration, process
from benchmarks.perturb import make
from kg.names import load
from kg.parse import read_list
from kg.rdf import list_lines

RDFLIB_UP_TO = 10


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section."""
    for count in lists:
        yield f"Records to triples, {count} list{'s' * (count != 1)}"
        target = work / "triples.nq"
        quads, ours = _ours(make(count, work / "lists" / str(count), seed), target)
        yield f"  {'kg.rdf, lines streamed to disk':38}{duration(ours)}   {quads / ours:10,.0f} quads/s"
        if count <= RDFLIB_UP_TO:
            theirs = _rdflib(target)
            yield f"  {'rdflib, Dataset.add, no file yet':38}{duration(theirs)}   {theirs / ours:.1f} × our time"
        yield _morph(work, count, seed, ours / quads)
        yield ""


def _ours(folders: Sequence[Path], target: Path) -> tuple[int, float]:
    spellings, quads, seconds = load(), 0, 0.0
    with target.open("w", encoding="utf-8") as file:
        for folder in folders:
            parsed = read_list(folder)
            start = time.process_time()
            lines = list_lines(parsed.list, parsed.directory, spellings)
            file.writelines(lines)
            seconds += time.process_time() - start
            quads += len(lines)
    return quads, seconds


def _rdflib(file: Path) -> float:
    source = rdflib.Dataset()
    source.parse(file, format="nquads")
    quads = [(s, p, o, rdflib.Graph(identifier=g)) for s, p, o, g in source.quads()]
    dataset = rdflib.Dataset()
    start = time.process_time()
    for quad in quads:
        dataset.add(quad)
    return time.process_time() - start


def _morph(work: Path, count: int, seed: int, ours: float) -> str:
    name = "Morph-KGC, CSV tables to N-Triples"
    python = peers.morph_kgc(work / "morph-kgc")
    if python is None:
        return f"  {name:38}could not be installed"
    folder, _ = built(work, count, seed)
    scratch = folder / "morph-kgc"
    scratch.mkdir(exist_ok=True)
    config, triples = peers.mapping(sorted((folder / "build").rglob("*.csv")), scratch)
    try:
        start = process([python, "-c", "import morph_kgc"], cwd=scratch)
        whole = process([python, "-m", "morph_kgc", config], cwd=scratch, limit=LONGEST)
    except RuntimeError as error:
        return f"  {name:38}failed: {str(error).strip().splitlines()[-1]}"
    seconds = max(whole.cpu - start.cpu, 0.001)
    speed = f"{triples / seconds:10,.0f} triples/s, {seconds / triples / ours:.1f} × our time a triple (goal ≥ 5)"
    return f"  {name:38}{duration(seconds)}   {speed}"
