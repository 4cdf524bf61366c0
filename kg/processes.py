"""Processes that end with the one that started them, however it ends, and run nothing but the package."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any


@contextmanager
def pool(count: int, rarely: int) -> Iterator[ProcessPoolExecutor]:
    """Give ``count`` processes, which look for garbage after ``rarely`` objects."""
    others = set(multiprocessing.active_children())
    context = _Context()
    with ProcessPoolExecutor(count, context, _follow, (rarely,)) as started:
        try:
            with _signals_held():  # a process that is started by halves says so with a traceback
                started.submit(int)
            yield started
        except BaseException:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()  # what they write would be in the way of clearing up
            # waits: its thread must not be cut off by the end
            started.shutdown(cancel_futures=True)
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


def _follow(rarely: int) -> None:
    """End with the process that started this one: it alone hears the keyboard, and it may be killed."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _held())
    gc.set_threshold(rarely, *gc.get_threshold()[1:])
    warnings.simplefilter("ignore")  # whoever started it has said it, or it is another library's
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
