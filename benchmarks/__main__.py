"""Print time and peak memory of the program beside its peers, in one run; fails on nothing.

    python -m benchmarks                    one and ten lists; the goals on fifty
    python -m benchmarks --lists 1 100 1000 other numbers of lists
    python -m benchmarks --only goals       the table of goals alone
    python -m benchmarks --minutes 60       so long a section at most (else 10), where a line ends

Ratios are what to read: absolute figures belong to the machine. On two quiet cores it takes about half an hour.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import build, county, engine, goals, pages, portable, questions, start, triples
from benchmarks.measure import cores

SECTIONS = {
    "goals": goals.report,
    "start": start.report,
    "build": build.report,
    "triples": triples.report,
    "questions": questions.report,
    "county": county.report,
    "pages": pages.report,
    "engine": engine.report,
    "portable": portable.report,
}


def main() -> None:
    """Run the sections that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lists", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--only", choices=SECTIONS, nargs="+", default=list(SECTIONS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "kg-benchmarks")
    wanted = parser.parse_args()
    work = wanted.into.resolve()
    work.mkdir(parents=True, exist_ok=True)
    print(
        f"{platform.system()}, {cores()} cores, Python {platform.python_version()}; medians; seed {wanted.seed}"
    )
    for number, name in enumerate(wanted.only, 1):
        print(f"[{number}/{len(wanted.only)}] {name}", file=sys.stderr, flush=True)
        print()
        try:
            _print(SECTIONS[name](work, wanted.lists, wanted.seed), wanted.minutes)
        except Exception as error:  # a peer that breaks is a line of the report, not its end
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
    shutil.rmtree(work / "lists", ignore_errors=True)


def _print(lines: Iterator[str], minutes: float) -> None:
    """Print the lines of a section as they come, and leave out what comes too late."""
    began = time.monotonic()
    for line in lines:
        print(line, flush=True)
        if time.monotonic() - began > minutes * 60:
            print(f"  … the rest is left out after {minutes:g} minutes (--minutes)", flush=True)
            return


if __name__ == "__main__":
    main()
