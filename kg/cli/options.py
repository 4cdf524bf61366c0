"""The options and the printing that commands share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
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


def output(command: F) -> F:
    """Add ``--format`` and ``-o``, the same for every command that prints a table."""
    format = click.option(
        "-f", "--format", type=click.Choice(FORMATS), help="输出格式。 Default: text, or what the name after -o says."
    )
    file = click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入文件。 Write to a file."
    )
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
