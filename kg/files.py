"""Files that a command writes: the path is examined before the work, the file is written whole.

A regular file or a new one is written whole, a device is written into, a link is followed, and
nothing that the same command reads is ever overwritten.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import FULL, SPACE, ReadError, WriteError, number, reason

_ANOTHER = ("请在 -o 中另写一个路径", "choose another path after -o")
_CLOSE = (
    "如在 Excel 中打开，请先关闭；或另写一个路径",
    "close it in Excel, or choose another path",
)
_CURES = {errno.EACCES: _CLOSE, errno.EBUSY: _CLOSE}
_STREAMS = (1, 2)
_DOCUMENT = "source.txt"


@dataclass(frozen=True, slots=True)
class Output:
    """A path that may be written.

    Attributes
    ----------
    path : Path
        As the user wrote it.
    target : Path
        The file itself, all links followed.
    stream : bool
        True for a device or a pipe: it is written into and stays what it is.
    """

    path: Path
    target: Path
    stream: bool = False

    def write(self, data: bytes) -> None:
        """Write ``data``: a reader of a file sees the old one or the new one, never half of it.

        Raises
        ------
        WriteError
            If the disk is full, the file is open in another program, or the reader of a pipe has
            gone.
        """
        try:
            if self.stream:
                _pour(self.target, data)
            else:
                _replace(self.target, data)
        except (OSError, ValueError) as error:
            raise _unwritable(self.path, error) from None


def write_whole(path: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Examine ``path`` and write ``data`` to it; see :func:`examine` and :meth:`Output.write`."""
    examine(path, inputs).write(data)


def examine(path: Path, inputs: Iterable[Path] = ()) -> Output:
    """Return what can be written at ``path``; nothing is written yet.

    Parameters
    ----------
    inputs : iterable of Path
        Files that the command reads: none of them may be written, also not by another name (a
        link).

    Raises
    ------
    WriteError
        If the path is a folder, a disk or a socket, its folder is missing or may not be written, or
        it is an input.
    """
    try:
        found = _status(path)
        if found is not None and _is_stream(path, found):
            return Output(path, path, stream=True)
        target = Path(os.path.realpath(path))
        _permit(path, target, found)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None
    for read in inputs:
        if _same(target, found, read):
            raise WriteError(
                "这是本命令要读的文件，写入会毁掉它",
                "the command reads this file; writing would destroy it",
                where=str(path),
                cure=_ANOTHER,
            )
    return Output(path, target)


def real(path: Path) -> Path:
    """Return a path with every link on the way followed; one in a circle of links stays as it is.

    ``Path.resolve`` raises a RuntimeError there.
    """
    return Path(os.path.realpath(path))


def make_folder(path: Path) -> None:
    """Make a folder for several files, unless it is there; the folder it lies in must be there.

    Raises
    ------
    WriteError
        If it cannot be made.
    """
    try:
        if _status(path) is not None and not path.is_dir():
            raise WriteError(
                "是文件，不是文件夹", "is a file, not a folder", where=str(path), cure=_ANOTHER
            )
        path.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def read_from(path: Path) -> Iterator[Path]:
    """Yield the files that are read where ``path`` is given as a list, a document, a query or a store.

    For a folder with ``list.toml`` these are that file and its document, for another folder its
    documents, for a build its manifest, its store and its tables.
    """
    if path.is_file():
        yield path
    elif (path / "CURRENT").is_file():
        yield from filter(Path.is_file, path.iterdir())
    elif (path / "store" / "CURRENT").is_file():
        yield path / "BUILD"  # without it the next build does not know the files for its own
        yield from filter(Path.is_file, (path / "store").iterdir())
        yield from path.glob("**/*.parquet")
        yield from path.glob("**/*.nq")
    elif (path / "list.toml").is_file():
        yield path / "list.toml"
        yield path / _document(path / "list.toml")
    elif path.is_dir():
        yield from filter(Path.is_file, path.iterdir())


def _document(manifest: Path) -> str:
    """Return the name of the document in a ``list.toml``; that of one that cannot be read is the usual one."""
    with suppress(OSError, ReadError):
        return str(read_toml(manifest).get("document", _DOCUMENT))
    return _DOCUMENT


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds that a person wrote beside a list.

    Raises
    ------
    ReadError
        If it is not TOML in UTF-8.
    """
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(
            f"不是 UTF-8 的 TOML：{error}",
            f"not TOML in UTF-8: {error}",
            where=f"{path.parent.name}/{path.name}",
            cure=("请更正该行", "mend that line"),
        ) from None


def _status(path: Path) -> os.stat_result | None:
    """Return the status of what is at ``path``, links followed; None if nothing is there."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_stream(path: Path, found: os.stat_result) -> bool:
    """Tell whether a path is a device, a pipe, or what this process prints to (``/dev/stdout``)."""
    if stat.S_ISCHR(found.st_mode) or stat.S_ISFIFO(found.st_mode):
        return True
    return path.is_relative_to("/dev") and _printed(found) is not None


def _permit(path: Path, target: Path, found: os.stat_result | None) -> None:
    """Raise if no file can be written at ``target``."""
    folder = target.parent
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise WriteError(
            "是文件夹，不是文件", "is a folder, not a file", where=str(path), cure=_ANOTHER
        )
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise WriteError(
            "不是普通文件", "is a disk or a socket, not a file", where=str(path), cure=_ANOTHER
        )
    if not folder.is_dir():
        raise WriteError(
            f"文件夹 {folder} 不存在",
            f"the folder {folder} does not exist",
            where=str(path),
            cure=("请先建立文件夹", "make the folder first"),
        )
    if not os.access(folder, os.W_OK | os.X_OK) or (
        found is not None and not os.access(target, os.W_OK)
    ):
        raise WriteError("没有写入权限", "may not be written", where=str(path), cure=_ANOTHER)


def _same(target: Path, found: os.stat_result | None, read: Path) -> bool:
    """Tell whether ``target`` is the file ``read``, by any of its names."""
    with suppress(OSError, ValueError):
        if found is not None:
            return os.path.samestat(found, read.stat())
        return False
    return Path(os.path.realpath(read)) == target


def _printed(found: os.stat_result) -> int | None:
    """Return the number of the stream of this process (1 or 2) that is the file ``found``."""
    for one in _STREAMS:
        with suppress(OSError):
            if os.path.samestat(found, os.fstat(one)):
                return one
    return None


def _pour(path: Path, data: bytes) -> None:
    """Write into a device or a pipe; what this process prints to is written at the place where it stands."""
    number = _printed(path.stat())
    file = (
        os.dup(number)
        if number is not None
        else os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    )
    with os.fdopen(file, "wb") as stream:
        stream.write(data)


def _replace(target: Path, data: bytes) -> None:
    """Write beside ``target`` under a random name of our own, then put it in its place."""
    beside = target.with_name(f".kg-{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.open(beside, flags, 0o666)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_owner(target, beside)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _keep_owner(target: Path, beside: Path) -> None:
    """Give the new file the owner and the permissions of the old one."""
    with suppress(FileNotFoundError):
        old = target.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(beside, old.st_uid, old.st_gid)
        beside.chmod(stat.S_IMODE(old.st_mode))


def _unwritable(path: Path, error: OSError | ValueError) -> WriteError:
    zh, en = reason(error)
    known = number(error)
    return WriteError(
        f"无法写入（{zh}）",
        f"cannot be written ({en})",
        where=str(path),
        cure=_CURES.get(known or 0, SPACE if known in FULL else _ANOTHER),
    )
