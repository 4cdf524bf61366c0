"""``kg show``: one duty in full."""

from __future__ import annotations

import click

from kg.cli import options


@click.command()
@click.argument("reference", type=options.TEXT)
@click.option("--list", "list_", metavar="LIST", help="在哪份清单中找。 Which list, if there are several.")
@options.store
def show(reference: str, list_: str | None, store: str) -> None:
    """看一个事项：全文、部门与角色、双方步骤、每一处的出处。 One duty in full, with the place of everything.

    REFERENCE is 基本/配合/收回 and a number, B/C/R and a number, or an IRI.

    \b
    kg show "配合 42"
    kg show C42
    """
    from kg import dataset
    from kg.show import text
    from kg.store import open_store

    duty, duties = dataset.find_duty(open_store(store), reference, list_)
    click.echo(text(duty, duties), nl=False)
