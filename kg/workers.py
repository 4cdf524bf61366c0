"""Processes that work on lists side by side, and end with the one that started them, however it ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import KgError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Task = TypeVar("Task")
Done = TypeVar("Done")


def each(
    do: Callable[[Task], Done], tasks: Sequence[Task], jobs: int | None = None
) -> Iterator[Done]:
    """Yield what ``do`` gives for each task, in order, by ``jobs`` processes (default: one a core, one for one task)."""
    count = min(len(tasks), jobs or os.cpu_count() or 1)
    if count <= 1:
        yield from map(do, tasks)
        return
    with _pool(count) as pool:
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
    gc.set_threshold(_MANY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_MANY = 200_000
"""Objects after which garbage is looked for; Python's own 700 cost a tenth of a build."""


@contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    from concurrent.futures import ProcessPoolExecutor

    others = set(multiprocessing.active_children())
    context = _Context()
    with ProcessPoolExecutor(count, mp_context=context, initializer=_follow) as pool:
        try:
            with _signals_held():  # a process that is started by halves says so with a traceback
                pool.submit(int)
            yield pool
        except BaseException:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()  # what they write would be in the way of clearing up
            pool.shutdown(cancel_futures=True)  # waits: its thread must not be cut off by the end
            raise


@contextmanager
def _main_left_alone() -> Iterator[None]:
    """Start processes that do not run the script again: all that they do is in this package.

    A new Python would read the script that started this one; without ``if __name__ ==
    "__main__"`` it would build inside the build, and break off.
    """
    main = sys.modules["__main__"]
    spec, file = main.__spec__, getattr(main, "__file__", None)
    main.__spec__ = None
    if file is not None:
        del main.__file__
    try:
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__file__ = file


class _Process(SpawnProcess):
    """A process that does not run the script again."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 (as Python calls it)
        with _main_left_alone():
            return SpawnProcess._Popen(process_obj)


class _Context(SpawnContext):
    Process = _Process


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let signals wait until the block has ended; what is started inside lets them wait until it unblocks them."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _held())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _held() -> tuple[int, ...]:
    import signal

    return (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _follow() -> None:
    """End with the process that started this one: it alone hears the keyboard, and it may be killed."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _held())
    gc.set_threshold(_MANY, *gc.get_threshold()[1:])
    warnings.simplefilter("ignore")  # whoever started it has said it, or it is another library's
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
