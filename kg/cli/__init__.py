"""The command line: parse arguments, call one function of :mod:`kg.library`, print. One file a command."""

from __future__ import annotations

import sys

import click

import kg
from kg.cli.group import Group

COMMANDS = (
    "build", "read", "check", "query", "show", "analyse", "findings", "verdict", "view", "export", "source",
)  # fmt: skip


@click.group(
    cls=Group, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(kg.__version__, "--version", prog_name="kg", help="版本。 Show the version.")
def main() -> None:
    """从乡镇履职事项清单到职责知识图谱。 Township duty lists as a knowledge graph of responsibilities.

    \b
    kg build                  清单 → 图谱、表格、网页     lists → graph, tables, pages
    kg query                  有哪些问题可问              what can be asked
    kg query 无牵头           多部门而无牵头的事项        duties with several departments and no lead
    kg show "配合 42"         一个事项的全文与出处        one duty in full, with its places
    kg show 消防              名称中有“消防”的事项        the duties whose title says 消防
    """


def run() -> None:
    """Start the program; stdout and stderr speak UTF-8 whatever the locale is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    main(prog_name="kg")
