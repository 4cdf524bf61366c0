"""``kg show``: one duty in full."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.argument("reference", type=options.TEXT)
@options.list_
@options.store
@options.output("text")
def show(
    reference: str, list_: tuple[str, ...], edition: str | None, store: str, output: options.Output
) -> None:
    """看一个事项：全文、部门与角色、双方步骤、每一处的出处。 One duty in full, with the place of everything.

    REFERENCE is 基本/配合/收回 and a number, B/C/R and a number, an IRI, a number alone, or words
    of the title. Where several duties are meant, they are listed.

    \b
    kg show "配合 42"
    kg show C42
    kg show 消防
    """
    from kg import library

    data = library.open(store, lists=list_, edition=edition)
    found = data.find(reference)
    if len(found) > 1:
        output.table(found)
        options.say(
            f'{len(found)} 个事项；写出其一，如 kg show "{found.rows[0][-2]}" / several duties: name one',
            err=True,
        )
        return
    output.text(data.show(reference))
