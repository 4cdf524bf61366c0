"""The types of what a command is given: texts, paths, seconds."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import Any, Final

import click

from kg.errors import both


class Text(click.ParamType[str]):
    """A text of the user's; under a C locale Python hands over its bytes as surrogates, which are put right here."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text with its characters as UTF-8 has them."""
        try:
            data = str(value).encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:  # half a pair, as Windows lets it be written
            data = str(value).encode("utf-8", "replace")
        return data.decode("utf-8", "replace")


class TextOrPath(Text):
    """A text, or the path of a query file: a path is left as Python handed it over, or it would not be found."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a path as it is, a text with its characters put right."""
        path = str(value).lower().endswith((".rq", ".sparql"))
        return str(value) if path else super().convert(value, param, ctx)


TEXT: Final = Text()
TEXT_OR_PATH: Final = TextOrPath()


class FilePath(click.Path):
    """The path of a file; one that no system can hold (a NUL in it) is a mistake of usage."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        try:
            return super().convert(value, param, ctx)
        except ValueError:
            self.fail(both("不是路径", "not a path"), param, ctx)


_OF_FILES: Final = (
    ".csv", ".doc", ".docx", ".html", ".json", ".md", ".nq", ".pdf", ".ttl", ".txt", ".xlsx", ".zip"
)  # fmt: skip
"""Endings by which a name is a file's."""
FILE: Final = FilePath(dir_okay=False, path_type=Path)
FILE_OR_FOLDER: Final = FilePath(path_type=Path)


class Folder(FilePath):
    """A folder to write: one that is not there and is called like a file (报告.docx) is a mistake."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        path = super().convert(value, param, ctx)
        if Path(path).suffix.lower() in _OF_FILES and not Path(path).is_dir():
            zh = f"{path} 是文件名，这里要写文件夹，可写 {Path(path).with_suffix('')}"
            en = f"{path} is the name of a file; name a folder: {Path(path).with_suffix('')}"
            raise click.UsageError(both(zh, en), ctx)
        return path


FOLDER: Final = Folder()


class Seconds(click.FloatRange):
    """A time limit: not negative, and a number (NaN is not)."""

    def __init__(self) -> None:
        super().__init__(0)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the seconds."""
        seconds = super().convert(value, param, ctx)
        if not isfinite(seconds):
            self.fail(both("不是秒数", "not a number of seconds"), param, ctx)
        return seconds


SECONDS: Final = Seconds()


class Out(FilePath):
    """A file to write: see :class:`kg.cli.options.Command`."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, allow_dash=True)


OUT: Final = Out()
