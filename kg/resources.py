"""Where the ontology and the data are, beside the package in a checkout or inside an installed wheel; read a file of the data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kg.errors import ReadError

_PACKAGE = Path(__file__).resolve().parent


def ontology_path() -> Path:
    """Return the folder that holds ``duties.ttl`` and ``shapes.ttl``.

    >>> (ontology_path() / "duties.ttl").is_file()
    True
    """
    return _folder("ontology")


def data_path() -> Path:
    """Return the folder that holds ``lists/``, ``names/`` and the thesaurus of matters.

    >>> (data_path() / "lists").is_dir()
    True
    """
    return _folder("data")


def read_text(path: Path) -> str:
    """Return the text of a file of the data.

    Raises
    ------
    ReadError
        If it is missing or cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ReadError(
            "没有这个文件", "no such file", where=_called(path),
            cure=("请重新安装 kg", "install kg again"),
        ) from None  # fmt: skip
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(
            f"读不了（{error}）", f"cannot be read ({error})", where=_called(path),
            cure=("请恢复这个文件", "restore the file"),
        ) from None  # fmt: skip


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file of the data holds.

    Raises
    ------
    ReadError
        If it is missing, cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ReadError(
            f"不是 TOML：{error}", f"not TOML: {error}", where=_called(path),
            cure=("请改正那一行", "mend that line"),
        ) from None  # fmt: skip


def _called(path: Path) -> str:
    """Return what an error calls a file: ``data/names/columns.toml``."""
    data = data_path()
    return f"data/{path.relative_to(data).as_posix()}" if path.is_relative_to(data) else str(path)


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ReadError(
        f"缺少文件夹 {name}", f"the folder {name} is missing", where=str(_PACKAGE),
        cure=("请重新安装 kg", "install kg again"),
    )  # fmt: skip
