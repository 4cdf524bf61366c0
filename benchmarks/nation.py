"""What the country would cost: tables of generated lists, or builds with graph and pages, and their growth.

    python -m benchmarks.nation                   1, 10 and 100 lists as tables, and the fit
    python -m benchmarks.nation --lists 1 10 1000 other numbers
    python -m benchmarks.nation --builds          the same lists as builds: graph, pages and tables
    python -m benchmarks.nation --keep FOLDER     leave there what is made, to be asked

CPU seconds and ratios are what to read. A county is a part of its own, so lists cost the same
however many there are; the exponent through the first and the last number says how near to that they come.
Memory is the peak of all processes together, two of which work.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measure import growth, process
from benchmarks.perturb import make

COUNTRY = 38_700
LONGEST = 24 * 3600.0
"""Seconds that one number of lists may take."""


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lists", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--builds", action="store_true")
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = wanted.keep or Path(folder)
        for line in _made(wanted.lists, "build" if wanted.builds else "tables", work):
            print(line, flush=True)


def _made(sizes: Sequence[int], command: str, work: Path) -> Iterator[str]:
    yield f"{command:8}      lists     CPU s   CPU s a list        MB   KB a list   peak MB"
    cpu: dict[int, float] = {}
    disk: dict[int, float] = {}
    for size in sizes:
        lists = make(size, work / f"lists-{size}")
        target = work / f"{command}-{size}"
        words: list[str | Path] = [sys.executable, "-m", "kg", command, lists[0].parent]
        cost = process([*words, "-o", target, "-j", "2"], cwd=work, limit=LONGEST)
        cpu[size], disk[size] = cost.cpu, _size(target)
        yield (
            f"         {size:10,}{cost.cpu:10.1f}{cost.cpu / size:15.2f}{disk[size] / 1e6:10.1f}"
            f"{disk[size] / size / 1e3:12.0f}{cost.megabytes:10.0f}"
        )
    if len(sizes) > 1:
        last = max(sizes)
        yield f"grows as n^{growth(cpu):.2f} (CPU), n^{growth(disk):.2f} (disk)"
        hours = cpu[last] / last * COUNTRY / 3600
        every = disk[last] / last * COUNTRY / 1e9
        yield f"{COUNTRY:,} lists at the cost of the last row: {hours:.1f} CPU hours, {every:.1f} GB"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
