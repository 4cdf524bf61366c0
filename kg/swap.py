"""One folder takes another's place: all or nothing, one at a time, and nothing that the user put there is lost.

A build is made in ``.NAME.kg-new`` beside ``NAME``. When all of it is there, what the user keeps in the old build is
linked into the new one at the same place; then the old build steps aside (``.NAME.kg-old``), the new one takes its
name, and those files of the old one are deleted that its manifest proves to be the program's. A run that is killed
leaves at every moment either ``NAME`` or, between the two renames, the set-aside build, which :func:`standing` finds.
A folder is only ever taken for a left-over if the sealed note in it says so.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

from kg import ownership
from kg.errors import WriteError
from kg.ownership import MANIFEST, SWAP, Survey


@dataclass(slots=True)
class Swap:
    """A replacement that is under way."""

    folder: Path
    """Where the new build is made."""
    old: Path
    """The build that it replaces; it need not exist."""
    survey: Survey
    """What stands in the old build, and whose it is."""
    kept: list[str] = field(default_factory=list)
    """Files of the user's that the new build took over, by their paths in it; filled at the end."""
    beside: list[str] = field(default_factory=list)
    """Files of ours that gave way to a file of the user's at the same place; filled at the end."""
    seal: Callable[[Path], None] = lambda _: None
    """Writes the manifest of the new build, as its last file."""


def standing(folder: Path) -> Path:
    """Return the folder to read a build from: where it is, or where a killed build left it in the middle of a swap."""
    real = _real(folder)
    if not os.path.lexists(real):
        for aside in _asides(real):
            if _is_left(aside, "old", real) and ownership.is_build(aside):
                return aside
    return folder


@contextmanager
def replacing(output: Path, fixed: tuple[str, ...] = ()) -> Iterator[Swap]:
    """Give a fresh folder and put it in the place of ``output`` at the end; on any error leave ``output`` alone.

    Parameters
    ----------
    output : Path
        What is to be replaced: a build, an empty folder or nothing. A link is followed.
    fixed : tuple of str
        Folders of a build in which our files keep their names, because programs read them by these: where the user
        changed one, it is hers that gets another name.

    Raises
    ------
    WriteError
        If ``output`` is something else, cannot be written, or another build is writing it.
    """
    real = _real(output)
    here = Path.cwd()
    if real in (here, *here.parents):
        raise WriteError(
            "是您所在的文件夹或它的上级",
            "is the folder you are in, or above it",
            where=str(output),
            cure=_ELSEWHERE,
        )
    with _reported(output, _ELSEWHERE):
        real.parent.mkdir(parents=True, exist_ok=True)
    with _locked(real, output), _ended_gently():
        with _reported(output, _ELSEWHERE):
            recover(real)
            _refuse_what_is_no_build(real, output)
            fresh = _fresh(real)
        swap = Swap(fresh, real, Survey())
        try:
            if real.is_dir():
                swap.survey = ownership.survey(real)
            yield swap
            with _reported(output, _CLOSE):
                _finish(swap, fixed)
        finally:
            with _undisturbed(), _reported(output, _CLOSE):
                recover(real, swap.survey)


_ELSEWHERE = ("请用 -o 另选一个文件夹", "choose another folder with -o")
_CLOSE = ("请关闭其中打开的文件", "close the files that are open in it")


def recover(real: Path, known: Survey | None = None) -> None:
    """Bring to an end what a killed build left: put the old build back, or delete what is ours of it; clear scratch.

    ``known`` is a survey of the old build, by which files that did not change since need not be read again.
    """
    for aside in _asides(real):
        if not _is_left(aside, "old", real):
            continue
        if not os.path.lexists(real):
            aside.rename(real)
            (real / SWAP).unlink(missing_ok=True)
        else:
            _drain(aside, real, known)
    for scratch in _scratches(real):
        if _is_left(scratch, "new", real):
            shutil.rmtree(scratch, ignore_errors=True)
    if ownership.unsealed(real / SWAP):
        (real / SWAP).unlink(missing_ok=True)


def _real(output: Path) -> Path:
    """Return the folder itself, every link on the way followed."""
    try:
        return output.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise WriteError(
            "路径无效", f"no valid path ({error})", where=str(output), cure=_ELSEWHERE
        ) from None


def _refuse_what_is_no_build(real: Path, output: Path) -> None:
    if not os.path.lexists(real):
        return
    if not real.is_dir():
        raise WriteError("是一个文件", "is a file", where=str(output), cure=_ELSEWHERE)
    if any(real.iterdir()) and not ownership.is_build(real):
        raise WriteError(
            "不是本版 kg build 生成的文件夹，没有动它",
            "is a folder that this kg build did not make; it was left alone",
            where=str(output),
            cure=("请用 -o 另选一个文件夹，或先移走它", "choose another -o, or move it away first"),
        )


# --- beside the build ---


def _asides(real: Path) -> Iterator[Path]:
    """Yield where the old build may wait: the second name is for a user who has something under the first."""
    return (real.with_name(f".{real.name}.kg-old{end}") for end in _ENDS)


def _scratches(real: Path) -> Iterator[Path]:
    """Yield where a new build may be made."""
    return (real.with_name(f".{real.name}.kg-new{end}") for end in _ENDS)


_ENDS = ("", "-2", "-3", "-4")


def _is_left(folder: Path, which: str, real: Path) -> bool:
    """Say whether a sealed note in a folder proves it to be the old or the new side of a swap of ``real``."""
    note = None if folder.is_symlink() else ownership.unsealed(folder / SWAP)
    return note is not None and note.get("swap") == which and note.get("of") == real.name


def _note(folder: Path, which: str, real: Path, places: dict[str, str] | None = None) -> None:
    note = {"swap": which, "of": real.name, "places": places or {}}
    (folder / SWAP).write_bytes(ownership.sealed(note))


def _free(names: Iterator[Path]) -> Path:
    for path in names:
        if not os.path.lexists(path):
            return path
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _fresh(real: Path) -> Path:
    folder = _free(_scratches(real))
    folder.mkdir()
    _note(folder, "new", real)
    return folder


# --- the swap ---


def _finish(swap: Swap, fixed: tuple[str, ...]) -> None:
    fresh, real = swap.folder, swap.old
    if real.is_dir():
        swap.survey = ownership.survey(real, swap.survey)
        places = _make_room(swap, fixed)
        swap.seal(fresh)
        _carry(real, fresh, places)
        shutil.copymode(real, fresh)
        _note(real, "old", real, places)
        aside = _free(_asides(real))
        real.rename(aside)
    else:
        swap.seal(fresh)
    fresh.rename(real)


def _make_room(swap: Swap, fixed: tuple[str, ...]) -> dict[str, str]:
    """Return where each file of the user's goes in the new build; where she changed one of ours, ours gives way."""
    places: dict[str, str] = {}
    aside = {part: _other_folder(swap, part) for part in swap.survey.altered}
    for path in swap.survey.theirs:
        part, _, rest = path.partition("/")
        place = path
        if part in aside:
            place = f"{aside[part]}/{rest}"
        elif part in fixed and os.path.lexists(swap.folder / path):
            place = _other_name(swap.folder, path, "kept")
        elif _is_in_the_way(swap.folder, path):
            if _same(swap.old / path, swap.folder / path):
                continue  # what she has is what we would write
            place = _give_way(swap, path)
        places[path] = place
        swap.kept.append(place)
    return places


def _is_in_the_way(folder: Path, path: str) -> bool:
    """Say whether something of ours is where the path goes, or one of our files where it needs a folder."""
    parents = [parent for parent in Path(path).parents if parent.name]
    return os.path.lexists(folder / path) or any((folder / parent).is_file() for parent in parents)


def _give_way(swap: Swap, path: str) -> str:
    """Move our file to another name, so that the user's keeps its own; a folder of ours stays, and hers gives way."""
    if not (swap.folder / path).is_file():
        return _other_name(swap.folder, path.replace("/", "-"), "kept")
    other = _other_name(swap.folder, path, "new")
    (swap.folder / path).rename(swap.folder / other)
    swap.beside.append(other)
    return path


def _other_folder(swap: Swap, part: str) -> str:
    """Return a name like ``store.kept`` that neither build has."""
    name, number = f"{part}.kept", 1
    while os.path.lexists(swap.folder / name) or os.path.lexists(swap.old / name):
        number += 1
        name = f"{part}.kept-{number}"
    return name


def _other_name(folder: Path, path: str, word: str) -> str:
    """Return a free name like ``duties.new.csv``."""
    plain = Path(path)
    for number in range(1, 1000):
        count = "" if number == 1 else f"-{number}"
        name = plain.with_name(f"{plain.stem}.{word}{count}{plain.suffix}").as_posix()
        if not os.path.lexists(folder / name):
            return name
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _same(one: Path, other: Path) -> bool:
    """Say whether two paths are plain files of the same bytes."""
    if one.is_symlink() or not one.is_file() or not other.is_file():
        return False
    if one.stat().st_size != other.stat().st_size:
        return False
    return one.samefile(other) or ownership.digest(one) == ownership.digest(other)


def _carry(real: Path, fresh: Path, places: dict[str, str]) -> None:
    """Link the user's files, and her empty folders, into the new build; what cannot be linked moves after the swap."""
    for path, place in places.items():
        target = fresh / place
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError, NotImplementedError):
            os.link(real / path, target, follow_symlinks=False)
    for folder in _empty_folders(real):
        with suppress(OSError):
            (fresh / folder).mkdir(parents=True, exist_ok=True)


def _empty_folders(folder: Path) -> list[str]:
    return [
        Path(path).relative_to(folder).as_posix()
        for path, folders, names in os.walk(folder)
        if not folders and not names and Path(path) != folder
    ]


def _drain(aside: Path, real: Path, known: Survey | None) -> None:
    """Delete of a build that was replaced what is proven to be ours, and move what is left into the new one."""
    survey = ownership.survey(aside, known)
    places = (ownership.unsealed(aside / SWAP) or {}).get("places", {})
    for path in survey.ours:
        if path not in (MANIFEST, SWAP):
            (aside / path).unlink(missing_ok=True)
    for path in survey.theirs:
        _move(aside / path, real, places.get(path, path))
    for name in (MANIFEST, SWAP):
        (aside / name).unlink(missing_ok=True)
    for inner, _, _ in os.walk(aside, topdown=False):
        with suppress(OSError):
            Path(inner).rmdir()


def _move(source: Path, real: Path, place: str) -> None:
    target = real / place
    already = _same(source, target) or _is_same_link(source, target)
    if already:
        source.unlink()
        return
    if _is_in_the_way(real, place):
        target = real / _other_name(
            real, place if target.parent.is_dir() else place.replace("/", "-"), "kept"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)


def _is_same_link(one: Path, other: Path) -> bool:
    return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()


@contextmanager
def _reported(output: Path, cure: tuple[str, str]) -> Iterator[None]:
    """Turn an error of the file system into one line."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        raise WriteError(
            f"无法写入（{said}）", f"cannot be written ({said})", where=str(output), cure=cure
        ) from error


# --- one at a time, and gently ended ---


@contextmanager
def _locked(real: Path, output: Path) -> Iterator[None]:
    """Hold the lock of a build folder; the lock of a process that died is free, whatever its file says."""
    path = real.with_name(f".{real.name}.kg-lock")
    with _reported(output, _ELSEWHERE):
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
        with suppress(OSError):
            path.unlink()  # while it is still held: nobody can take a lock that is about to vanish
        file.close()


def _take(path: Path) -> IO[bytes] | None:
    """Return the open and locked file, or nothing if another process holds it."""
    while True:
        file = os.fdopen(
            os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644), "r+b"
        )
        if file.read(1) and not ownership.unsealed(path):
            file.close()
            raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
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


_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextmanager
def _ended_gently() -> Iterator[None]:
    """Let SIGTERM end the block as an error would, so that nothing is left behind."""
    default = [number for number in _SIGNALS if signal.getsignal(number) is signal.SIG_DFL]

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    with _heard(default, end):
        yield


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait until the block has ended: clearing up is short and must not be cut off."""
    waiting: list[int] = []
    with _heard(_SIGNALS, lambda number, _: waiting.append(number)):
        yield
    for number in dict.fromkeys(waiting):
        signal.raise_signal(number)


@contextmanager
def _heard(
    numbers: Sequence[int], action: Callable[[int, FrameType | None], None]
) -> Iterator[None]:
    """Handle signals otherwise inside the block; only the main thread of a process can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, action)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
