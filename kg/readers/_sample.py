"""What a file is, by its first bytes and the names of its parts."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kg.errors import ReadError, reason

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Sample:
    """As much of a file as tells its format.

    Attributes
    ----------
    name, suffix : str
        The file's name and its ending, lower case (``.docx``).
    head : bytes
        Its first 64 kB.
    parts : frozenset of str
        The names of a zip's members; empty for other files and for a zip that cannot be opened.
    streams : frozenset of str
        Those of ``WordDocument``, ``Workbook``, ``Book`` and ``EncryptedPackage`` that an OLE file
        (the old binary Office format) holds.
    """

    name: str
    suffix: str
    head: bytes
    parts: frozenset[str] = frozenset()
    streams: frozenset[str] = frozenset()

    @classmethod
    def of(cls, path: Path, *, largest: int) -> Sample:
        """Look into a file.

        Raises
        ------
        ReadError
            If it is missing, a folder, no regular file, empty or larger than ``largest`` bytes.
        """
        _refuse(path, largest)
        with path.open("rb") as file:
            head = file.read(65536)
        parts = _parts(path) if head.startswith(ZIP) else frozenset()
        streams = _streams(path) if head.startswith(OLE) else frozenset()
        return cls(path.name, path.suffix.lower(), head, parts, streams)


def _refuse(path: Path, largest: int) -> None:
    """Raise for what is not a document at all."""
    where = path.name
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        zh, en = reason(error)
        raise ReadError(
            f"无法打开（{zh}）",
            f"cannot be opened ({en})",
            where=where,
            cure=("请检查路径", "check the path"),
        ) from None
    if path.is_dir():
        raise ReadError(
            "是文件夹",
            "is a folder",
            where=where,
            cure=(
                "请指明其中的文件，或加 list.toml",
                "name the document in it, or add a list.toml",
            ),
        )
    if not path.is_file():
        raise ReadError(
            "不是普通文件",
            "is not a regular file",
            where=where,
            cure=("请检查路径", "check the path"),
        )
    if size == 0:
        raise ReadError(
            "文件是空的",
            "the file is empty",
            where=where,
            cure=("请重新保存", "save the document again"),
        )
    if size > largest:
        megabytes, limit = size // 1024 // 1024, largest // 1024 // 1024
        raise ReadError(
            f"{megabytes} MB 太大，不会是履职事项清单（上限 {limit} MB）",
            f"{megabytes} MB is too large for a duty list (limit {limit} MB)",
            where=where,
            cure=("请检查是否选错文件", "check that it is the right file"),
        )


def _parts(path: Path) -> frozenset[str]:
    try:
        with ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, zlib.error, ValueError, NotImplementedError, OSError):
        return frozenset()


def _streams(path: Path) -> frozenset[str]:
    """Return the known streams of an OLE file; their names stand in it in UTF-16, wherever its directory lies."""
    data = path.read_bytes()
    known = ("WordDocument", "Workbook", "Book", "EncryptedPackage")
    return frozenset(name for name in known if (name + "\0").encode("utf-16-le") in data)
