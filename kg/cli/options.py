"""The options and the printing that commands share."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import click

from kg.cli import group
from kg.cli.types import FILE, FILE_OR_FOLDER, FOLDER, OUT, SECONDS, TEXT, TEXT_OR_PATH, Out
from kg.errors import both

if TYPE_CHECKING:
    from kg.table import Table

__all__ = [
    "ENGINES",
    "EPILOG",
    "FILE",
    "FILE_OR_FOLDER",
    "FOLDER",
    "GRAPH",
    "OUT",
    "SECONDS",
    "TABLE",
    "TEXT",
    "TEXT_OR_PATH",
    "Command",
    "Output",
    "completing",
    "examine",
    "list_",
    "named",
    "output",
    "say",
    "store",
    "usage",
    "verdicts",
    "widest",
]

say = group.say
F = TypeVar("F", bound=Callable[..., Any])

TABLE: Final = ("text", "csv", "json", "xlsx", "md", "html")
"""The forms of a table; :data:`kg.table.FORMATS` is the same, and too heavy to load for ``--help``."""
GRAPH: Final = ("ttl", "nt")
"""The forms of a graph: Turtle and N-Triples."""
ENGINES: Final = ("oxigraph", "duckdb", "daft", "spark")
"""What answers a question: the graph's store, then the engines of :mod:`kg.sql`."""
_ENDINGS: Final[Mapping[str, str]] = {"txt": "text", "htm": "html", "markdown": "md"}
"""Endings of file names that are called otherwise than their format."""
_PRINTED: Final = Path("/dev/stdout")
EPILOG: Final = (
    "清单：data/lists 下的文件夹名或路径。 A LIST is the name of a folder in data/lists, or a path."
)


def usage(zh: str, en: str) -> click.UsageError:
    """Return the error for a command line that cannot be understood, in both languages."""
    return click.UsageError(both(zh, en))


class Command(group.Command):
    """A command that examines the files it will write (parameters of type ``OUT``) before any other work."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        for param in self.params:
            path = ctx.params.get(param.name or "")
            if isinstance(param.type, Out) and path is not None:
                examine(ctx, path)
        return super().invoke(ctx)


_FOLDERS: Final = ("list_", "lists", "store")
"""Parameters that may name a folder from which files are read; elsewhere a folder of that name is chance."""


def examine(ctx: click.Context, path: Path) -> None:
    """Raise if ``path`` cannot be written, or if another argument of the command is read from there.

    Raises
    ------
    WriteError
        See :func:`kg.library.examine`.
    """
    from kg import library

    if str(path) != "-":
        library.examine(path, _read(ctx))


def _read(ctx: click.Context) -> Iterator[str | Path]:
    """Yield the words of a command line that may name something that is read, and standard input where it is a file."""
    for param in ctx.command.params:
        value = ctx.params.get(param.name or "")
        if isinstance(param.type, Out | click.Choice):
            continue
        for text in value if isinstance(value, tuple) else (value,):
            with suppress(OSError, ValueError):
                if isinstance(text, str | Path) and (
                    param.name in _FOLDERS or Path(text).is_file()
                ):
                    yield text
    if Path("/dev/stdin").is_file():  # ``< my.rq``, where the system can name it
        yield Path("/dev/stdin")


def _by_ending(path: Path, format: str | None, formats: tuple[str, ...]) -> str | None:
    """Return the format that ``-f`` and a file's ending mean together; None if neither says one."""
    ending = path.suffix[1:].lower()
    meant = _ENDINGS.get(ending, ending)
    if format is None and meant and meant not in formats:
        known = " ".join(f".{'txt' if one == 'text' else one}" for one in formats)
        raise usage(
            f"{path}：不认识后缀 .{ending}，可用 {known}",
            f"unknown ending .{ending}, use one of {known}",
        )
    if format is not None and meant in {*TABLE, *GRAPH, *formats} and meant != format:
        raise usage(
            f"-f {format} 与 {path} 的后缀不一致", f"-f {format} contradicts the ending of {path}"
        )
    return format or meant or None


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command's result goes, and in what form; ``path`` is None for the terminal."""

    format: str
    path: Path | None

    @classmethod
    def of(cls, format: str | None, path: Path | None, formats: tuple[str, ...]) -> Output:
        """Return the output that ``-f`` and ``-o`` mean together; the first format is the default.

        Raises
        ------
        click.UsageError
            If the file's ending is not one of ``formats``, or says something else than ``-f``.
        """
        if path is not None and str(path) == "-":
            path = None
        chosen = format or formats[0]
        if path is not None:
            chosen = _by_ending(path, format, formats) or chosen
        if chosen == "xlsx" and path is None:
            raise usage(
                "Excel 文件需要名称：-o 文件.xlsx", "an Excel file needs a name: -o FILE.xlsx"
            )
        return cls(chosen, path)

    def table(self, table: Table, json: Callable[[], str] | None = None) -> None:
        """Print a table or write it to the file; ``json`` gives its JSON where that is not one object a row."""
        if self.format == "json" and json is not None:
            self.text(json())
        elif self.path is not None:
            table.write(self.path, self.format)
            say(f"{self.path}: {len(table)} 行 rows", err=True)
        elif self.format == "text":
            say(table.to_text(widest=widest()), nl=False)
        else:
            say(table.encode(self.format).decode("utf-8-sig"), nl=False, data=True)

    def text(self, text: str, *, data: bool = False) -> None:
        """Print a text or write it to the file; ``data`` is a text that a program may read."""
        if self.path is None:
            say(text, nl=False, data=data or self.format != "text")
            return
        from kg.table import write_whole

        write_whole(self.path, text.encode("utf-8", "replace"))
        say(f"{self.path}: {len(text.splitlines())} 行 lines", err=True)


def named(path: Path) -> Path:
    """Return the file that a path after ``-o`` means: ``-`` is what the program prints to.

    Raises
    ------
    click.UsageError
        If the system has no name for that (Windows).
    """
    if str(path) != "-":
        return path
    if not _PRINTED.exists():
        raise usage("本机请写文件名：-o 文件", "on this machine, name a file: -o FILE")
    return _PRINTED


def completing(menu: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return what the shell's completion asks for: the names in a menu of the library that begin so."""

    def names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        from kg import library

        known = getattr(library, menu)().column("name")
        return [str(name) for name in known if str(name).startswith(incomplete)]

    return names


def widest() -> int:
    """Return the columns of the terminal; 0 where the output is not a terminal, so that a row stays a line."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        import shutil

        return shutil.get_terminal_size((100, 24)).columns
    return 0


def output(*formats: str) -> Callable[[F], F]:
    """Add ``-f`` and ``-o``; the command gets them together as ``output``, checked before any work begins.

    Parameters
    ----------
    *formats : str
        The forms that the command knows, the default first.
    """

    def add(command: F) -> F:
        @functools.wraps(command)
        def checked(
            *args: Any, format: str | None = None, output: Path | None = None, **rest: Any
        ) -> Any:
            return command(*args, output=Output.of(format, output, formats), **rest)

        whole = cast(F, checked)

        with_file = click.option(
            "-o", "--output", type=OUT, metavar="FILE",
            help="写入文件，格式按后缀。 Write to a file; its ending says the format.",
        )(whole)  # fmt: skip
        if len(formats) == 1:
            return with_file
        return click.option(
            "-f", "--format", type=click.Choice(formats),
            help=f"输出格式，默认按 -o 的后缀，否则 {formats[0]}。 Default: what the ending after -o says, else {formats[0]}.",
        )(with_file)  # fmt: skip

    return add


def store(command: F) -> F:
    """Add ``--store``: a build folder or the URL of a SPARQL endpoint."""
    return click.option(
        "--store", "store", default="build", show_default=True, envvar="KG_STORE", metavar="DIR|URL",
        help="kg build 的结果，或 SPARQL 端点。 What kg build made, or a SPARQL endpoint (http://…/query).",
    )(command)  # fmt: skip


def list_(command: F) -> F:
    """Add ``--list``, which may be given several times, and ``--edition``: which lists are meant."""
    with_edition = click.option(
        "--edition", type=TEXT, metavar="EDITION",
        help="2024、2024-12 或 all；默认每地最新一版。 Default: the latest edition of each place.",
    )(command)  # fmt: skip
    return click.option(
        "--list", "list_", type=TEXT, metavar="LIST", multiple=True,
        help="只看这份或这几份：青石镇、清河县、“青石镇 2024”。 These lists only, by any name; may be repeated.",
    )(with_edition)  # fmt: skip


def verdicts(command: F) -> F:
    """Add ``--verdicts``: the file of the reader's verdicts."""
    return click.option(
        "--verdicts", type=FILE, default=Path("verdicts.toml"), show_default=True, metavar="FILE",
        help="读者判断的文件（kg verdict 写入）。 Your verdicts on findings, which kg verdict writes.",
    )(command)  # fmt: skip
