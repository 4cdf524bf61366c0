"""What a file system refuses, in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import FULL, SPACE, WriteError, number, reason

ELSEWHERE = ("请用 -o 另选一个文件夹", "choose another folder with -o")
CLOSE = ("请关闭其中打开的文件", "close the files that are open in it")


@contextmanager
def reported(output: Path, cure: tuple[str, str]) -> Iterator[None]:
    """Turn an error of the file system into one line."""
    try:
        yield
    except BrokenPipeError:  # not of a file: whoever read what we print has gone
        raise
    except OSError as error:
        zh, en = reason(error)
        raise WriteError(
            f"无法写入（{zh}）",
            f"cannot be written ({en})",
            where=str(output),
            cure=SPACE if number(error) in FULL else cure,
        ) from error
