"""What others need for the same work, each in a process of its own.

``python -m benchmarks.peers ENGINE FILE.nq`` loads a file and says how many quads it holds; ENGINE is ``rdflib``,
``oxigraph``, ``oxigraph-disk`` or ``parser`` (Oxigraph's parser alone). Morph-KGC turns CSV tables into N-Triples by a
mapping that makes one triple of every cell; it wants other versions of our libraries, so it gets its own environment.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

MORPH_KGC = "morph-kgc==2.10.0"
BASE = "https://example.org/"


def load(engine: str, file: Path) -> int:
    """Load N-Quads into ``engine`` and return the number of quads."""
    if engine == "rdflib":
        import rdflib

        dataset = rdflib.Dataset()
        dataset.parse(file, format="nquads")
        return sum(1 for _ in dataset.quads())
    import pyoxigraph

    if engine == "parser":
        return sum(1 for _ in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.N_QUADS))
    with tempfile.TemporaryDirectory() as folder:
        store = pyoxigraph.Store(folder) if engine == "oxigraph-disk" else pyoxigraph.Store()
        store.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
        return len(store)


def morph_kgc(home: Path) -> Path | None:
    """Return a Python that has Morph-KGC, installed below ``home`` when it is first asked for; none if that fails."""
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    known = subprocess.run([python, "-c", "import morph_kgc"], capture_output=True, check=False)
    if known.returncode:
        command = [str(python), "-m", "pip", "install", "--quiet", MORPH_KGC]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
    return python


def mapping(tables: list[Path], folder: Path) -> tuple[Path, int]:
    """Write Morph-KGC's configuration for CSV tables; return its path and the number of triples it will write."""
    maps, cells = [], 0
    for number, table in enumerate(tables):
        with table.open(encoding="utf-8-sig", newline="") as source:
            columns, *rows = csv.reader(source)
        keyed = folder / f"{number}-{table.name}"
        with keyed.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(["row", *(f"c{index}" for index in range(len(columns)))])
            writer.writerows([[str(index), *row] for index, row in enumerate(rows)])
        cells += sum(1 for row in rows for cell in row if cell)
        maps.append(_triples_map(number, table.stem, keyed, columns))
    prefixes = (
        "@prefix rr: <http://www.w3.org/ns/r2rml#> .\n@prefix rml: <http://semweb.mmlab.be/ns/rml#> .\n"
        "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n"
    )
    (folder / "mapping.ttl").write_text(prefixes + "\n".join(maps), encoding="utf-8")
    settings = f"[CONFIGURATION]\noutput_file={folder / 'out.nt'}\n[DataSource1]\nmappings={folder / 'mapping.ttl'}\n"
    (folder / "config.ini").write_text(settings, encoding="utf-8")
    return folder / "config.ini", cells


def _triples_map(number: int, name: str, table: Path, columns: list[str]) -> str:
    pairs = " ;\n".join(
        f'  rr:predicateObjectMap [ rr:predicate <{BASE}{index}> ; rr:objectMap [ rml:reference "c{index}" ] ]'
        for index in range(len(columns))
    )
    return (
        f'<{BASE}map/{number}> rml:logicalSource [ rml:source "{table}" ; rml:referenceFormulation ql:CSV ] ;\n'
        f'  rr:subjectMap [ rr:template "{BASE}{name}/{{row}}" ] ;\n{pairs} .\n'
    )


if __name__ == "__main__":
    print(load(sys.argv[1], Path(sys.argv[2])))
