"""The command line: parse arguments, call one function, print. One file a command; heavy libraries load only where used."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg.cli.analyse import analyse
from kg.cli.build import build
from kg.cli.check import check
from kg.cli.export import export
from kg.cli.findings import findings
from kg.cli.query import query
from kg.cli.read import read
from kg.cli.show import show
from kg.cli.source import source
from kg.cli.verdict import verdict
from kg.cli.view import view
from kg.errors import KgError


class _Group(click.Group):
    """Lists the commands in pipeline order and turns every :class:`KgError` into one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error.line}", err=True)
            ctx.exit(1)
        except RecursionError:
            click.echo("kg: the input is nested too deeply", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kg", prog_name="kg")
def main() -> None:
    """从乡镇履职事项清单到职责知识图谱。 Township duty lists as a knowledge graph of responsibilities.

    \b
    kg build                      清单 → 图谱、表格、网页   lists → graph, tables, pages
    kg query no_lead              多部门而无牵头的事项      duties with several departments and no lead
    kg show "配合 42"             一个事项的全文与出处      one duty in full, with its places
    """


def run() -> None:
    """Start the program; stdout and stderr speak UTF-8 whatever the locale is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    main()


for _command in (build, read, check, query, show, analyse, findings, verdict, view, export, source):
    main.add_command(_command)
