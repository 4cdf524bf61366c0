"""``kg source``: the tables' text from the graph alone."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.argument("list_", required=False, type=options.TEXT, metavar="[LIST]")
@options.store
@options.output("text")
def source(list_: str | None, store: str, output: options.Output) -> None:
    """还原原文：仅凭图谱重建三张表的文字。 Rebuild the tables' text from the graph alone.

    Without LIST: the only one of the graph.

    \b
    kg source kanerzi-2025-07 | head
    """
    from kg import library

    output.text(library.open(store).source(list_), data=True)
