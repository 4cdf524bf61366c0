"""One folder takes another's place: all or nothing, one at a time, and nothing that the user put there is lost.

A build is made in ``.NAME.kg-new`` beside ``NAME``. When all of it is there, what the user keeps in
the old build is linked into the new one at the same place; then the old build steps aside
(``.NAME.kg-old``), the new one takes its name, and those files of the old one are deleted that its
manifest proves to be the program's. A run that is killed leaves at every moment either ``NAME`` or,
between the two renames, the set-aside build, which :func:`standing` finds. A folder is only ever
taken for a left-over if the sealed note in it says so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import ownership
from kg.errors import WriteError
from kg.ownership import SWAP, Survey
from kg.swap import beside, kept
from kg.swap.failures import CLOSE, ELSEWHERE, reported
from kg.swap.kept import Swap
from kg.swap.signals import ended_gently, undisturbed
from kg.swap.turns import alone_with, locked

__all__ = ["Swap", "alone_with", "recover", "replacing", "standing"]


def standing(folder: Path) -> Path:
    """Return the folder to read a build from: where it is, or where a killed build left it in the middle of a swap."""
    real = _real(folder)
    if not os.path.lexists(real):
        for aside in beside.old_builds(real):
            if beside.is_part(aside, "old", real) and ownership.is_build(aside):
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
        Folders of a build in which our files keep their names, because programs read them by these:
        where the user changed one, the copy of the user gets another name.

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
            cure=ELSEWHERE,
        )
    with reported(output, ELSEWHERE):
        real.parent.mkdir(parents=True, exist_ok=True)
    with locked(real, output), ended_gently():
        with reported(output, ELSEWHERE):
            recover(real)
            _refuse_what_is_not_a_build(real, output)
            fresh = beside.make_new(real)
        swap = Swap(fresh, real, Survey())
        try:
            if real.is_dir():
                swap.survey = ownership.survey(real)
            with reported(output, ELSEWHERE):
                yield swap
            with reported(output, CLOSE):
                _finish(swap, fixed)
        finally:
            with undisturbed(), reported(output, CLOSE):
                recover(real, swap.survey)


def recover(real: Path, known: Survey | None = None) -> None:
    """Bring to an end what a killed build left: put the old build back, or delete what is ours of it; clear scratch.

    ``known`` is a survey of the old build, by which files that did not change since need not be
    read again.
    """
    for aside in beside.old_builds(real):
        if not beside.is_part(aside, "old", real):
            continue
        if not os.path.lexists(real):
            aside.rename(real)
            (real / SWAP).unlink(missing_ok=True)
        else:
            kept.drain(aside, real, known)
    for scratch in beside.new_builds(real):
        if beside.is_part(scratch, "new", real):
            shutil.rmtree(scratch, ignore_errors=True)
    if ownership.unsealed(real / SWAP):
        (real / SWAP).unlink(missing_ok=True)


def _real(output: Path) -> Path:
    """Return the folder itself, every link on the way followed."""
    try:
        return output.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise WriteError(
            "路径无效", f"is not a path ({error})", where=str(output), cure=ELSEWHERE
        ) from None


def _refuse_what_is_not_a_build(real: Path, output: Path) -> None:
    if not os.path.lexists(real):
        return
    if not real.is_dir():
        raise WriteError("是一个文件", "is a file", where=str(output), cure=ELSEWHERE)
    if not os.access(real, os.R_OK | os.W_OK | os.X_OK):  # told before the work, not behind it
        raise WriteError("没有写入权限", "may not be written", where=str(output), cure=ELSEWHERE)
    if any(real.iterdir()) and not ownership.is_build(real):
        raise WriteError(
            "不是本版 kg build 生成的文件夹，没有动它",
            "is a folder that this kg build did not make; it was left alone",
            where=str(output),
            cure=("请用 -o 另选一个文件夹，或先移走它", "choose another -o, or move it away first"),
        )


def _finish(swap: Swap, fixed: tuple[str, ...]) -> None:
    fresh, real = swap.folder, swap.old
    if real.is_dir():
        swap.survey = ownership.survey(real, swap.survey)
        places = kept.make_room(swap, fixed)
        swap.seal(fresh)
        kept.carry(real, fresh, places)
        shutil.copymode(real, fresh)
        beside.write_note(real, "old", real, places)
        aside = beside.first_free(beside.old_builds(real))
        real.rename(aside)
    else:
        swap.seal(fresh)
    fresh.rename(real)
