"""One build of a folder at a time."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg import ownership
from kg.errors import WriteError
from kg.swap.failures import ELSEWHERE, reported

_FILE = ("请换一个文件夹", "choose another folder")
_PATIENCE = 20.0
"""Seconds that are waited for another process to write a file."""
_PAUSE = 0.02


@contextmanager
def locked(real: Path, output: Path) -> Iterator[None]:
    """Hold the lock of a build folder; the lock of a process that died is free, whatever its file says."""
    path = real.with_name(f".{real.name}.kg-lock")
    with reported(output, ELSEWHERE):
        file = _take(path)
    if file is None:
        holder = ownership.unsealed(path) or {}
        process = holder.get("process", "?")
        raise WriteError(
            f"另一个 kg build（进程 {process}）正在写这个文件夹",
            f"another kg build (process {process}) is writing this folder",
            where=str(output),
            cure=("请等它结束", "wait for it to end"),
        )
    try:
        yield
    finally:
        _let_go(path, file)


@contextmanager
def alone_with(file: Path) -> Iterator[None]:
    """Let one process at a time read a file and write it anew: whoever comes second waits.

    Raises
    ------
    WriteError
        If another process does not let it go, or the folder of the file cannot be written.
    """
    real = Path(os.path.realpath(file))
    if real.exists() and not real.is_file():  # a device or a pipe belongs to nobody
        yield
        return
    path = real.with_name(f".{real.name}.kg-lock")
    with reported(file, _FILE):
        held = _awaited(path)
    if held is None:
        raise WriteError(
            "另一个 kg 一直在写这个文件", "another kg keeps writing this file", where=str(file),
            cure=("请稍后再试", "try again later"),
        )  # fmt: skip
    try:
        yield
    finally:
        _let_go(path, held)


def _awaited(path: Path) -> IO[bytes] | None:
    """Return the open and locked file as soon as nobody else holds it; nothing if that takes too long."""
    end = time.monotonic() + _PATIENCE
    while (held := _take(path)) is None and time.monotonic() < end:
        time.sleep(_PAUSE)
    return held


def _let_go(path: Path, held: IO[bytes]) -> None:
    with suppress(OSError):
        path.unlink()  # while it is still held: nobody can take a lock that is about to vanish
    held.close()


def _take(path: Path) -> IO[bytes] | None:
    """Return the open and locked file, or nothing if another process holds it."""
    while True:
        file = os.fdopen(
            os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644), "r+b"
        )
        if file.read(1) and not ownership.unsealed(path):
            file.close()
            raise OSError(errno.EEXIST, "it exists already", str(path))
        if not _lock(file):
            file.close()
            return None
        with suppress(OSError):
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                file.seek(0)
                file.truncate()
                file.write(ownership.sealed({"process": os.getpid()}))
                file.flush()
                return file
        file.close()  # its holder removed it in between


def _lock(file: IO[bytes]) -> bool:
    """Lock an open file for this process, at once or not at all; the system lets it go when the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 30)  # a byte beyond the text, which others may then still read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some network file systems know no locks: then two builds at once are not noticed.
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True
