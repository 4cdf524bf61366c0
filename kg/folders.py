"""What a folder holds: its lists, each with a name of its own, and every other file, with reason and cure.

Offices send forty townships' lists in one folder, in folders, with pictures and notes beside them:
nothing is left out without a word, and nothing that is not a list stops the others.
"""

from __future__ import annotations

import errno
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import manifest, readers
from kg.errors import KgError, ReadError, around, both, reason
from kg.files import real

OURS = frozenset({"list.toml", manifest.CORRECTIONS, "verdicts.toml", "BUILD"})
"""Files that go with a list and are not documents."""
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz")
MOST = 20_000
"""Files of a folder, with those of the folders in it, above which it is taken for a whole disk."""


@dataclass(frozen=True, slots=True)
class Found:
    """A list that was found: where it is, what it is called, and whether the user named it."""

    path: Path
    id: str
    named: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not read: its path as the user knows it, why, and what to do."""

    path: str
    zh: str
    en: str
    cure_zh: str = ""
    cure_en: str = ""

    @property
    def line(self) -> str:
        """The whole in one line, Chinese and English."""
        cure = around("; ", both(self.cure_zh, self.cure_en))
        return f"{self.path}: {both(self.zh, self.en)}{cure}"


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: lists, and the other files."""

    lists: tuple[Found, ...]
    unread: tuple[Unread, ...]


def unread(path: Path, error: KgError) -> Unread:
    """Return what an error says of a file in a folder.

    Parameters
    ----------
    path : Path
        The list or file that could not be read.
    error : KgError
        Why.
    """
    shown, inside = path, path / error.where
    if error.where and inside.is_file():
        shown = inside
    return Unread(shown.as_posix(), error.zh, error.en, error.cure_zh, error.cure_en)


def survey(paths: Iterable[Path]) -> Survey:
    """Look through paths: a document, the folder of one list, or a folder of lists, however deep.

    Returns
    -------
    Survey
        Every list under a name of its own, and every other file. A file that only reading shows not
        to be lists is among the lists still: who reads it makes an :func:`unread` of the error,
        unless the user named it.

    Raises
    ------
    ReadError
        If a folder is empty, cannot be opened, or holds more than :data:`MOST` files.
    """
    lists: list[Found] = []
    others: list[Unread] = []
    for path in paths:
        if _holds_lists(path):
            _bounded(path)
            found, rest = _in_folder(path)
            if not found and not rest:
                raise _empty(path)
            alone = found == [path]
            lists += [Found(one, "", alone) for one in found]
            others += rest
        else:
            lists.append(Found(path, "", True))
    return Survey(_told_apart(lists), tuple(others))


def _empty(path: Path) -> ReadError:
    return ReadError(
        "文件夹里没有清单",
        "the folder holds no list",
        where=path.as_posix(),
        cure=(
            "请放入 .docx、.xlsx、.pdf 或 .txt 清单",
            "put a list into it: .docx, .xlsx, .pdf or .txt",
        ),
    )


def _bounded(folder: Path) -> None:
    """Refuse what would take hours to look through: a disk, somebody's whole home."""
    files = 0
    for _, _, names in os.walk(folder):
        files += len(names)
        if files > MOST:
            raise ReadError(
                f"文件夹里的文件超过 {MOST} 个，没有逐个查看",
                f"the folder holds more than {MOST} files; they were not looked at",
                where=folder.as_posix(),
                cure=("请指明放清单的文件夹", "name the folder that the lists are in"),
            )


def _elsewhere(link: Path) -> Unread:
    """Return what is said of a link to a folder: it may lead back to where one came from."""
    cure = ("请直接指明它指向的文件夹", "name the folder that it leads to")
    return Unread(link.as_posix(), "指向文件夹的链接，没有跟随", "a link to a folder", *cure)


def _in_folder(folder: Path) -> tuple[list[Path], list[Unread]]:
    """Return the lists in a folder and the other files, both sorted by path."""
    documents: list[Path] = []
    others: list[Unread] = []
    inner: list[Path] = []
    for path in _entries(folder):
        if path.is_dir() and path.is_symlink():
            others.append(_elsewhere(path))
        elif path.is_dir() and not _is_open(path):
            error = _locked(path, PermissionError(errno.EACCES, ""))
            others.append(Unread(error.where, error.zh, error.en, error.cure_zh, error.cure_en))
        elif path.is_dir():
            found, rest = ([path], []) if (path / "list.toml").is_file() else _in_folder(path)
            inner += found
            others += rest
        elif (why := _no_document(path)) is not None:
            others.append(why)
        else:
            documents.append(path)
    if len(documents) == 1 and not inner:
        return [folder if readers.documents(folder) == documents else documents[0]], others
    return sorted([*documents, *inner]), others


def _entries(folder: Path) -> Iterator[Path]:
    """Yield what a person put into a folder: no hidden files, no locks, none that belong to the program or the system."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise _locked(folder, error) from None
    for path in entries:
        name = path.name
        if (
            name.startswith((".", "~$", "__MACOSX"))
            or name in OURS
            or name.endswith(f".{manifest.CORRECTIONS}")
            or name.lower() in _SYSTEM
        ):
            continue
        if path.is_dir() and _is_open(path) and (path / "BUILD").is_file():
            continue  # what an earlier build wrote
        yield path


def _holds_lists(path: Path) -> bool:
    """Tell whether a path is a folder of lists, not one list; raise where one may not look into it."""
    if path.is_dir() and not _is_open(path):
        raise _locked(path, PermissionError(errno.EACCES, ""))
    return path.is_dir() and not (path / "list.toml").is_file()


def _is_open(folder: Path) -> bool:
    """Tell whether one may look into a folder."""
    return os.access(folder, os.R_OK | os.X_OK)


def _locked(folder: Path, error: OSError) -> ReadError:
    zh, en = reason(error)
    return ReadError(
        f"打不开（{zh}）",
        f"cannot be opened ({en})",
        where=folder.as_posix(),
        cure=("请检查权限", "check its permissions"),
    )


def _no_document(path: Path) -> Unread | None:
    """Return why a file is not a document, None if a reader may read it."""
    if path.suffix.lower() in _ARCHIVES:
        return Unread(path.as_posix(), "压缩文件", "an archive", "请先解压", "unpack it first")
    try:
        readers.reader_of(path)
    except KgError as error:
        return unread(path, error)
    return None


def _told_apart(lists: Sequence[Found]) -> tuple[Found, ...]:
    """Give every list a name of its own: its own, else with its folders' names before it, else with its ending."""
    names = [manifest.list_id(_stem(found.path)) for found in lists]
    for depth in range(1, 4):
        names = _longer(names, [_named_from(found.path, depth) for found in lists])
    names = _longer(names, [f"{_stem(found.path)}-{found.path.suffix[1:]}" for found in lists])
    seen: Counter[str] = Counter()
    found = []
    for one, name in zip(lists, names, strict=True):
        seen[name.lower()] += 1
        count = seen[name.lower()]
        if count > 1:
            name = f"{name}-{count}"
        found.append(replace(one, id=name))
    return tuple(found)


def _longer(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the names; where several lists have the same, the other one that is offered."""
    counts = Counter(name.lower() for name in names)
    return [
        manifest.list_id(other) if counts[name.lower()] > 1 else name
        for name, other in zip(names, others, strict=True)
    ]


def _stem(path: Path) -> str:
    whole = real(path) if path.is_dir() else path.with_suffix("")
    return unicodedata.normalize("NFC", manifest.file_name(whole))


def _named_from(path: Path, depth: int) -> str:
    """Return a list's name with those of ``depth`` folders above it: 甲乡-清单."""
    parents = [manifest.file_name(parent) for parent in real(path).parents[:depth] if parent.name]
    return unicodedata.normalize("NFC", "-".join([*reversed(parents), _stem(path)]))
