"""Work on lists side by side, by processes where there are several lists."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from kg.errors import KgError

Task = TypeVar("Task")
Done = TypeVar("Done")

RARELY = 200_000
"""Objects after which garbage is looked for; Python's own 700 cost a tenth of a build."""


def each(
    do: Callable[[Task], Done], tasks: Sequence[Task], jobs: int | None = None
) -> Iterator[Done]:
    """Yield what ``do`` gives for each task, in order, by ``jobs`` processes (default: one a core, one for one task)."""
    count = min(len(tasks), jobs or os.cpu_count() or 1)
    if count <= 1:
        yield from map(do, tasks)
        return
    from concurrent.futures import BrokenExecutor

    from kg import processes  # one list needs none: they take 15 ms to load

    with processes.pool(count, RARELY) as pool:
        try:
            yield from pool.map(do, tasks, chunksize=max(1, min(8, len(tasks) // (4 * count))))
        except BrokenExecutor:
            raise KgError(
                "一个工作进程被结束了（内存不够，或有人结束了它）",
                "a worker was killed: memory, or somebody",
                cure=("请再运行一次，可减少进程：-j 1", "run it again, with fewer processes: -j 1"),
            ) from None  # fmt: skip


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for garbage less often inside the block: records are many, and hardly any of them is garbage."""
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
