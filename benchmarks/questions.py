"""Every named question: in Oxigraph beside rdflib, and as a person waits for it, the whole process."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import cast

import pyoxigraph
import rdflib

import kg
from benchmarks.build import built, quads
from benchmarks.counting import MOST
from benchmarks.measure import duration, inside, process

RDFLIB_UP_TO = 1
QUERIES = Path(kg.__file__).parent / "queries"


def in_oxigraph(store: pyoxigraph.Store, text: str) -> int:
    """Return how many rows the native store gives."""
    return len(
        list(cast("pyoxigraph.QuerySolutions", store.query(text, use_default_graph_as_union=True)))
    )


def _in_rdflib(graph: rdflib.Dataset, text: str) -> int:
    return len(list(graph.query(text)))


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section."""
    files = sorted(QUERIES.glob("*.rq"))
    for count in lists:
        folder, _ = built(work, count, seed)
        file = quads(folder)
        store = pyoxigraph.Store()
        store.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
        graph = rdflib.Dataset(default_union=True)
        if count <= RDFLIB_UP_TO:
            graph.parse(file, format="nquads")
        yield f"Questions, {count} list{'s' * (count != 1)}"
        yield f"  {'':34}{'Oxigraph':>9}{'rdflib':>11}{'ratio':>8}   whole process"
        slowest = 0.0
        for question in files:
            text = question.read_text(encoding="utf-8")
            quick = inside(partial(in_oxigraph, store, text))
            slowest = max(slowest, quick)
            line = f"  {question.stem:34}{duration(quick):>9}"
            if count <= RDFLIB_UP_TO:
                slow = inside(partial(_in_rdflib, graph, text), times=1, most=MOST)
                more = ">" if slow >= MOST else ""
                line += f"{more + duration(slow):>11}{slow / quick:8.0f}"
            else:
                line += f"{'–':>11}{'–':>8}"
            whole = process([sys.executable, "-m", "kg", "query", question.stem], cwd=folder)
            yield f"{line}   {whole}"
        yield f"  slowest: {duration(slowest)}"
        yield ""
