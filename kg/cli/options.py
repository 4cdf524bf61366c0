"""The options and the printing that commands share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.table import Table

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("text", "csv", "json", "xlsx")
EPILOG = "清单：data/lists 下的文件夹名或路径。 A LIST is the name of a folder in data/lists, or a path."


class Text(click.ParamType[str]):
    """A text of the user's; under a C locale Python hands over its bytes as surrogates, which are put right here."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text with its characters as UTF-8 has them."""
        return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


TEXT = Text()


class Out(click.Path):
    """A file to write: see :class:`Command`."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)


OUT = Out()


class Command(click.Command):
    """A command that examines the files it will write (parameters of type ``OUT``) before any other work."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        for param in self.params:
            path = ctx.params.get(param.name or "")
            if isinstance(param.type, Out) and path is not None:
                examine(ctx, path)
        return super().invoke(ctx)


_FOLDERS = ("list_", "lists", "store")
"""Parameters that may name a folder from which files are read; elsewhere a folder of that name is chance."""


def examine(ctx: click.Context, path: Path) -> None:
    """Raise if ``path`` cannot be written, or if another argument of the command is read from there.

    Raises
    ------
    WriteError
        See :func:`kg.files.examine`.
    """
    from kg import files

    files.examine(path, [*_read(ctx), *_standard_input()])


def _read(ctx: click.Context) -> Iterator[Path]:
    """Yield the files that the arguments of a command name; what is no path names none."""
    from kg import files
    from kg.resources import data_path

    for param in ctx.command.params:
        value = ctx.params.get(param.name or "")
        if isinstance(param.type, Out | click.Choice):
            continue
        for text in value if isinstance(value, tuple) else (value,):
            if not isinstance(text, str | Path):
                continue
            with suppress(OSError, ValueError):
                if Path(text).is_file() or param.name in _FOLDERS:
                    yield from files.read_from(Path(text))
                    yield from files.read_from(data_path() / "lists" / text)


def _standard_input() -> list[Path]:
    """Return the file that the shell gives as standard input (``< my.rq``), where the system can name it."""
    return [path for path in (Path("/dev/stdin"),) if path.is_file()]


def output(command: F) -> F:
    """Add ``--format`` and ``-o``, the same for every command that prints a table."""
    format = click.option(
        "-f", "--format", type=click.Choice(FORMATS), help="输出格式。 Default: text, or what the name after -o says."
    )
    file = click.option("-o", "--output", type=OUT, help="写入文件。 Write to a file.")
    return format(file(command))


def store(command: F) -> F:
    """Add ``--store``: a build folder or the URL of a SPARQL endpoint."""
    return click.option(
        "--store", "store", default="build", show_default=True, envvar="KG_STORE", metavar="DIR|URL",
        help="kg build 的结果，或 SPARQL 端点。 What kg build made, or a SPARQL endpoint (http://…/query).",
    )(command)  # fmt: skip


def emit(table: Table, format: str | None, output: Path | None) -> None:
    """Print a table or write it to a file; the last line on stderr says what was written."""
    chosen = format or (output.suffix[1:].lower() if output else "text")
    if chosen not in FORMATS:
        if format is None and output is not None:
            raise click.UsageError(f"unknown ending {output.suffix}: use --format, or .csv .json .xlsx .text")
        chosen = "text"
    if output is not None:
        table.write(output, chosen)
        click.echo(f"{output}: {len(table)} 行 rows", err=True)
    elif chosen == "xlsx":
        raise click.UsageError("Excel files need a name: -o FILE.xlsx")
    elif chosen == "text":
        wide = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() or "COLUMNS" in os.environ else 0
        click.echo(table.to_text(widest=wide), nl=False)
    else:
        click.echo(table.to_csv() if chosen == "csv" else table.to_json(), nl=False)
