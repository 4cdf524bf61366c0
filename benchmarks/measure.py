"""Whole-process time and peak memory of a command, its children included."""

from __future__ import annotations

import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE = 0.01
"""Seconds between two looks at the memory of a run, in its first second; then a hundredth of what it has run."""
LONGEST = 600.0
"""Seconds that a peer may take; it then counts as failed."""


@dataclass(frozen=True)
class Cost:
    """What a run took: wall-clock ``seconds``, ``megabytes`` of resident memory at its peak, ``cpu`` seconds of all cores.

    Two cores that others use too make the clock tell nothing; ratios of CPU seconds in one run do. Windows gives none.
    """

    seconds: float
    megabytes: float
    output: str = ""
    cpu: float = 0.0

    def __str__(self) -> str:
        """Return the figures as a reader wants them."""
        return f"{duration(self.seconds)} {self.megabytes:6.0f} MB"


def duration(seconds: float) -> str:
    """Return a duration in the unit that suits it.

    >>> duration(0.0123), duration(12.3)
    (' 12.3 ms', ' 12.3 s ')
    """
    return f"{seconds * 1000:5.1f} ms" if seconds < 1 else f"{seconds:5.1f} s "


def process(command: Sequence[str | Path], *, cwd: Path, limit: float = 1800) -> Cost:
    """Run ``command`` and return its cost; memory is the sum over the process and its children, sampled.

    Raises
    ------
    RuntimeError
        If it fails or takes longer than ``limit`` seconds; the message is the end of what it said.
    """
    log, before = cwd / "benchmark.log", children()
    bytecode = Path(tempfile.gettempdir()) / "kg-benchmarks" / "bytecode"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program need not be compiled
    with log.open("wb") as sink:
        start = time.perf_counter()
        child = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=environment,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
        watch = _Watch(child, start + limit)
        watch.start()
        child.wait()
        seconds = time.perf_counter() - start
        watch.join()
    output = log.read_text(encoding="utf-8", errors="replace")
    if child.returncode:
        raise RuntimeError(output[-600:] or f"exit {child.returncode}")
    return Cost(seconds, watch.peak / 2**20, output, children() - before)


def children() -> float:
    """Return the CPU seconds of all processes that this one started and that have ended."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def descendants() -> float:
    """Return the CPU seconds of all processes that this one started and that still run."""
    total = 0.0
    for child in psutil.Process().children(recursive=True):
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


class _Watch(threading.Thread):
    """Sample the memory of a process and of all its children until it ends."""

    def __init__(self, child: subprocess.Popen[bytes], until: float) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._child, self._until = child, until

    def run(self) -> None:
        try:
            family, start = psutil.Process(self._child.pid), time.perf_counter()
            while self._child.returncode is None:
                if time.perf_counter() > self._until:
                    family.kill()
                members = [family, *family.children(recursive=True)]
                self.peak = max(self.peak, sum(member.memory_info().rss for member in members))
                time.sleep(max(SAMPLE, min(1.0, (time.perf_counter() - start) / 100)))
        except psutil.Error:
            return  # it has ended


def median(command: Sequence[str | Path], *, cwd: Path, times: int = 5) -> Cost:
    """Run a quick command several times, after one run that fills the caches; return the median."""
    process(command, cwd=cwd)
    costs = [process(command, cwd=cwd) for _ in range(times)]
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        max(cost.megabytes for cost in costs),
        costs[-1].output,
        statistics.median(cost.cpu for cost in costs),
    )


def inside(
    action: Callable[[], object], *, times: int = 5, limit: float = 3.0, most: float = math.inf
) -> float:
    """Return the median CPU seconds of ``action`` in this process, fewer times where it is slow.

    What takes longer than ``most`` CPU seconds is given up, and has taken ``most`` (not on Windows).
    """
    taken: list[float] = []
    while len(taken) < times and sum(taken) < limit:
        start = time.process_time()
        try:
            with _given_up_after(most):
                action()
        except TimeoutError:
            return most
        taken.append(time.process_time() - start)
    return statistics.median(taken)


@contextmanager
def _given_up_after(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in a block that takes more CPU seconds; what runs in Python can be stopped so."""
    if math.isinf(seconds) or not hasattr(signal, "ITIMER_PROF"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def growth(times: Mapping[int, float]) -> float:
    """Return the exponent by which times grow from the smallest number of lists to the largest; 1 is linear.

    >>> growth({1: 0.1, 10: 1.0})
    1.0
    """
    least, most = min(times), max(times)
    return math.log(times[most] / times[least]) / math.log(most / least)


def cores() -> int:
    """Return the number of processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
