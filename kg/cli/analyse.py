"""``kg analyse``: what needs the network or a judgement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.table import Table


@click.command(cls=options.Command)
@click.argument(
    "name",
    required=False,
    type=options.TEXT,
    metavar="[NAME]",
    shell_complete=options.completing("analyses"),
)
@options.list_
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="全部分析，写入 -o 文件夹。 Every analysis, into the folder -o.",
)
@click.option(
    "--evidence", is_flag=True, help="每行附原文与出处。 Add the quoted clauses and their places."
)
@click.option("--iris", is_flag=True, help="显示 IRI 而非名称。 Show IRIs instead of labels.")
@click.option(
    "--ranking",
    type=options.OUT,
    metavar="FILE.csv",
    help="仅 overlap：全部事项对及分值。 Only overlap: every pair of duties with its score (left,right,score).",
)
@options.store
@click.option(
    "-f",
    "--format",
    type=click.Choice(options.TABLE),
    help="输出格式，默认按 -o 的后缀，否则 text；--all 时 xlsx。"
    " Default: what the ending after -o says, else text; with --all: xlsx.",
)
@click.option(
    "-o",
    "--output",
    type=options.FILE_OR_FOLDER,
    help="写入文件；--all 时为文件夹。 Write to a file; with --all a folder.",
)
def analyse(
    name: str | None,
    list_: tuple[str, ...],
    edition: str | None,
    everything: bool,
    evidence: bool,
    iris: bool,
    ranking: Path | None,
    store: str,
    format: str | None,
    output: Path | None,
) -> None:
    """分析：谁承担什么、在哪里重叠、断在哪里。 Run an analysis: who carries what, what overlaps, where it breaks.

    Without NAME: the menu. Several lists are analysed together; --list takes one.

    \b
    kg analyse
    kg analyse gaps --evidence -o 缺口.xlsx
    kg analyse overlap --ranking 重叠.csv
    kg analyse --all -o 分析/
    """
    from kg import library

    if output is not None and everything:
        options.FOLDER.convert(output, None, click.get_current_context())
    elif output is not None:
        options.examine(click.get_current_context(), output)
    if name is None and not everything:
        _menu(format, output)
        return
    if name is not None and everything:
        raise options.usage(
            "写一个分析的名称，或 --all，不能都写", "name an analysis or write --all, not both"
        )
    if ranking is not None and name != "overlap":
        raise options.usage(
            "--ranking 只用于 kg analyse overlap", "--ranking belongs to kg analyse overlap"
        )
    if ranking is not None:
        text = library.open(store, lists=list_, edition=edition).ranking()
        options.Output("csv", ranking).text(text)
    elif name is not None:
        to = options.Output.of(format, output, options.TABLE)
        to.table(
            library.open(store, lists=list_, edition=edition).analyse(
                name, evidence=evidence, iris=iris
            )
        )
    elif output is None:
        raise options.usage("--all 需要文件夹：-o 文件夹", "--all needs a folder: -o FOLDER")
    else:
        library.make_folder(output)
        tables = library.open(store, lists=list_, edition=edition).analyse_all(
            evidence=evidence, iris=iris
        )
        _write_all(tables, format or "xlsx", output)


def _write_all(tables: Mapping[str, Table], format: str, folder: Path) -> None:
    """Write each analysis as a file of its name."""
    ending = "txt" if format == "text" else format
    for name, table in tables.items():
        options.Output(format, folder / f"{name}.{ending}").table(table)


def _menu(format: str | None, output: Path | None) -> None:
    """Print the menu, or write it as a table."""
    from kg import library

    to = options.Output.of(format, output, options.TABLE)
    if (to.format, to.path) == ("text", None):
        options.say(library.analyses_menu(), nl=False)
    else:
        to.table(library.analyses())
