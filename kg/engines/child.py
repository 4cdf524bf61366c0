"""The process in which queries run: a copy of this program, or a second Python."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import IO, Protocol

from kg.engines import worker


class Child(Protocol):
    """A child, started one way or the other."""

    requests: IO[bytes]
    answers: IO[bytes]

    def kill(self) -> None:
        """End it at once."""
        ...

    def wait(self) -> int:
        """Return its exit code; a signal is negative."""
        ...


def exit_code(process: Child | None) -> int:
    """Return the exit code of a process whose answers have broken off."""
    if process is None:
        return 0
    for stream in (process.requests, process.answers):
        with suppress(OSError):
            stream.close()
    return process.wait()


def start() -> Child:
    """Start the process, as a fork where that is safe."""
    fresh = "pyoxigraph" not in sys.modules and threading.active_count() <= 2
    if worker.PLATFORM.startswith("linux") and fresh and _only_timer():
        return _Fork()
    return _Python()


def _only_timer() -> bool:
    """Tell whether no thread runs beside the main one but our timer, which waits and holds nothing.

    A thread that Python has not started is not enumerated, and may hold a lock that the copy
    would wait for without end.
    """
    if threading.current_thread() is not threading.main_thread():
        return False
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
    every = len(os.listdir("/proc/self/task"))  # noqa: PTH208 (quicker)
    return every == len(others) + 1 and all(isinstance(one, threading.Timer) for one in others)


class _Fork:
    """A copy of this program that serves."""

    def __init__(self) -> None:
        to_read, to_write = os.pipe()
        back_read, back_write = os.pipe()
        self._id = os.fork()
        if self._id == 0:
            _serve_and_exit(to_read, back_write, (to_write, back_read))
        os.close(to_read)
        os.close(back_write)
        self.requests: IO[bytes] = os.fdopen(to_write, "wb")
        self.answers: IO[bytes] = os.fdopen(back_read, "rb")

    def kill(self) -> None:
        """End it at once."""
        if self._id:
            with suppress(ProcessLookupError):
                os.kill(self._id, signal.SIGKILL)

    def wait(self) -> int:
        """Return its exit code; a signal is negative."""
        if not self._id:
            return 0
        status = os.waitpid(self._id, 0)[1]
        self._id = 0  # not before: until it has ended it can be killed
        return os.waitstatus_to_exitcode(status)


def _serve_and_exit(requests: int, answers: int, others: tuple[int, ...]) -> None:
    """Be the process: nothing of the program's own streams is touched, and nothing of it is run at the end."""
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        for number in others:
            os.close(number)
        with os.fdopen(requests, "rb") as reader, os.fdopen(answers, "wb") as writer:
            worker.serve(reader, writer)
        code = 0
    finally:
        os._exit(code)


class _Python:
    """A second Python that serves."""

    def __init__(self) -> None:
        import subprocess

        program = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from kg.engines.worker import main; main()"
        paths = json.dumps([os.path.abspath(path) for path in sys.path])  # noqa: PTH100 (not links: as Python has them)
        own = (
            {"creationflags": vars(subprocess).get("CREATE_NO_WINDOW", 0)}
            if os.name == "nt"
            else {}
        )
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", program, paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            **own,
        )
        if self._child.stdin is None or self._child.stdout is None:
            raise AssertionError("both are pipes")
        self.requests: IO[bytes] = self._child.stdin
        self.answers: IO[bytes] = self._child.stdout

    def kill(self) -> None:
        """End it at once."""
        with suppress(OSError):
            self._child.kill()

    def wait(self) -> int:
        """Return its exit code; a signal is negative."""
        return self._child.wait()
