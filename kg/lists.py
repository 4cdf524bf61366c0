"""Where the lists are: those that come with the program, one that the user names, all that a folder holds."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ReadError, reason
from kg.resources import data_path


def bundled() -> list[Path]:
    """Return the folders of ``data/lists``, sorted."""
    return sorted(path for path in (data_path() / "lists").iterdir() if path.is_dir())


def named(name: str) -> Path | None:
    """Return the folder that comes with the program under a name: a list, or an example of several."""
    if not _is_plain(name):
        return None
    homes = (data_path() / home / name for home in ("lists", "examples"))
    return next((folder for folder in homes if folder.is_dir()), None)


def find_list(name: str) -> Path:
    """Return the path of a list: one that comes with the program by its name, or any path.

    Raises
    ------
    ReadError
        If neither is there; the message names the lists that are.
    """
    if (known := named(name)) is not None:
        return known
    path = Path(name)
    try:
        there = path.exists()
    except (OSError, ValueError) as error:  # too long a name, a NUL in it
        zh, en = reason(error)
        raise ReadError(
            f"打不开（{zh}）",
            f"cannot be opened ({en})",
            where=name,
            cure=("请检查路径", "check the path"),
        ) from None
    if not there:
        ours = ", ".join(folder.name for folder in bundled())
        cure = (f"请给出路径，或其中之一：{ours}", f"name a path, or one of: {ours}")
        raise ReadError("没有这份清单", "no such list", where=name, cure=cure)
    return path


def _is_plain(name: str) -> bool:
    """Say whether a text can be the name of one folder, and is not a path."""
    return name not in ("", ".", "..") and not any(mark in name for mark in "/\\\0")
