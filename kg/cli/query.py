"""``kg query``: ask a question."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.questions import Question


@click.command(cls=options.Command, add_help_option=False)
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]")
@click.option(
    "--department", metavar="NAME", help="只看某部门（任何简称）。 Narrow to a department, by any of its names."
)
@click.option("--category", type=options.TEXT, metavar="NAME", help="只看某类别。 Narrow to a category.")
@click.option("--matter", type=options.TEXT, metavar="NAME", help="只看某事（如 消防）。 Narrow to a matter.")
@click.option(
    "--param",
    "params",
    type=options.TEXT,
    multiple=True,
    metavar="NAME=TERM",
    help="其他参数。 Another parameter, as a SPARQL term.",
)
@click.option("--evidence", is_flag=True, help="每行附原文与出处。 Add the quoted clauses and their places.")
@click.option("--iris", is_flag=True, help="显示 IRI 而非名称。 Show IRIs instead of labels.")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    help="最多几秒（0 不限）。 Seconds, 0: no limit.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=100_000, show_default=True, help="最多几行。 Rows at the most."
)
@click.option("--service", is_flag=True, help="允许 SERVICE。 Allow SERVICE, which asks another machine.")
@options.store
@options.output
@click.option(
    "-h",
    "--help",
    "wants_help",
    is_flag=True,
    help="帮助；NAME --help 说明该问题。 Help; NAME --help tells of the question.",
)
@click.pass_context
def query(
    ctx: click.Context,
    name: str | None,
    department: str | None,
    category: str | None,
    matter: str | None,
    params: tuple[str, ...],
    evidence: bool,
    iris: bool,
    timeout: float,
    limit: int,
    service: bool,
    store: str,
    format: str | None,
    output: Path | None,
    wants_help: bool,
) -> None:
    """提问：有名的问题、自己的 SPARQL 文件、或标准输入。 Run a named question, a file of yours, or stdin.

    Without NAME: the menu of questions. Prefixes need not be declared. Only reading is possible.

    \b
    kg query
    kg query no_lead --evidence -o 无牵头.xlsx
    kg query load --department 公安局
    kg query my.rq --format csv
    echo 'SELECT ?d WHERE { ?d a duty:RecalledDuty }' | kg query -
    """
    from kg import narrow, show
    from kg import query as asking
    from kg.store import open_store

    if wants_help and name is None:
        click.echo(ctx.get_help())
        return
    if name is None:
        click.echo(asking.menu(), nl=False)
        return
    asked = _asked(name)
    if wants_help:
        click.echo(asking.help_text(asked), nl=False)
        return
    values: dict[str, list[str]] = {}
    for pair in params:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(f"--param {pair}: write NAME=TERM")
        values.setdefault(key, []).append(value)
    opened = open_store(store)
    for key, word in (("department", department), ("category", category), ("matter", matter)):
        if word:
            values[key] = getattr(narrow, key)(opened, word)
    table = asking.run(opened, asked, values, timeout=timeout, limit=limit, service=service)
    table = asking.evidence(opened, table, show.cite) if evidence else asking.plain(table)
    options.emit(table if iris else asking.labelled(opened, table), format, output)


def _asked(name: str) -> Question:
    """Return the question that a name, a file or stdin means."""
    from kg import query as asking

    if name == "-":
        return asking.parse("stdin", sys.stdin.buffer.read().decode("utf-8-sig", "replace"))
    return asking.read(name)
