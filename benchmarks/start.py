"""What a person waits for before anything happens: ``kg --help`` beside Python's own start."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measure import duration, median

HELP = ("-c", "import sys; sys.argv = ['kg', '--help']; from kg.cli import run; run()")


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section."""
    python = sys.executable
    bare = median([python, "-c", "pass"], cwd=work, times=15)
    click = median([python, "-c", "import click"], cwd=work, times=15)
    kg = median([python, *HELP], cwd=work, times=15)
    yield "Start"
    yield f"  python -c pass            {bare}"
    yield f'  python -c "import click"  {click}'
    yield f"  kg --help                 {kg}   {kg.seconds / click.seconds:.2f} × click (goal ≤ 1.5)"
    rest = kg.seconds - click.seconds
    yield f"  of it our own             {duration(max(rest, 0))}"
