"""``kg source``: the tables' text from the graph alone."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.argument("list_", metavar="LIST")
@options.store
@click.option("-o", "--output", type=options.OUT, help="写入文件。 Write to a file.")
def source(list_: str, store: str, output: Path | None) -> None:
    """还原原文：仅凭图谱重建三张表的文字。 Rebuild the tables' text from the graph alone.

    \b
    kg source kanerzi-2025-07 | head
    """
    from kg import dataset
    from kg.show import tables_text
    from kg.store import open_store
    from kg.table import write_whole

    text = tables_text(dataset.read_list(open_store(store), list_))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
