"""What a file system refuses, in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import WriteError

ELSEWHERE = ("请用 -o 另选一个文件夹", "choose another folder with -o")
CLOSE = ("请关闭其中打开的文件", "close the files that are open in it")


@contextmanager
def reported(output: Path, cure: tuple[str, str]) -> Iterator[None]:
    """Turn an error of the file system into one line."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        raise WriteError(
            f"无法写入（{said}）", f"cannot be written ({said})", where=str(output), cure=cure
        ) from error
