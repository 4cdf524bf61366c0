"""Print time and peak memory of the program beside its peers, in one run; fails on nothing.

    python -m benchmarks                    one, ten and a hundred lists
    python -m benchmarks --lists 1 1000     other numbers of lists
    python -m benchmarks --only goals       the table of goals alone

Ratios are what to read: absolute figures belong to the machine.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import build, county, goals, pages, questions, start, triples
from benchmarks.measure import cores

SECTIONS = {
    "goals": goals.report,
    "start": start.report,
    "build": build.report,
    "triples": triples.report,
    "questions": questions.report,
    "county": county.report,
    "pages": pages.report,
}


def main() -> None:
    """Run the sections that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lists", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--only", choices=SECTIONS, nargs="+", default=list(SECTIONS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "kg-benchmarks")
    wanted = parser.parse_args()
    work = wanted.into.resolve()
    work.mkdir(parents=True, exist_ok=True)
    print(
        f"{platform.system()}, {cores()} cores, Python {platform.python_version()}; medians; seed {wanted.seed}"
    )
    for name in wanted.only:
        print()
        try:
            for line in SECTIONS[name](work, wanted.lists, wanted.seed):
                print(line, flush=True)
        except Exception as error:  # a peer that breaks is a line of the report, not its end
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
    shutil.rmtree(work / "lists", ignore_errors=True)


if __name__ == "__main__":
    main()
