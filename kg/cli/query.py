"""``kg query``: ask a question."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.library import Graph

_LONGEST = 4_000_000
"""Bytes of a query that are read; far fewer are taken."""


@click.command(cls=options.Command, add_help_option=False)
@click.argument(
    "name", required=False, type=options.TEXT_OR_PATH, metavar="[NAME|NUMBER|FILE.rq|-]",
    shell_complete=options.completing("questions"),
)  # fmt: skip
@click.option(
    "--department", type=options.TEXT, metavar="NAME",
    help="只看某部门（任何简称）。 Narrow to a department, by any of its names.",
)  # fmt: skip
@click.option(
    "--category", type=options.TEXT, metavar="NAME", help="只看某类别。 Narrow to a category."
)
@click.option(
    "--matter", type=options.TEXT, metavar="NAME", help="只看某事（如 消防）。 Narrow to a matter."
)
@click.option(
    "--param",
    "params",
    type=options.TEXT,
    multiple=True,
    metavar="NAME=TERM",
    help="其他参数。 Another parameter, as a SPARQL term.",
)
@click.option(
    "--evidence", is_flag=True, help="每行附原文与出处。 Add the quoted clauses and their places."
)
@click.option("--iris", is_flag=True, help="显示 IRI 而非名称。 Show IRIs instead of labels.")
@click.option(
    "--timeout",
    type=options.SECONDS,
    show_default="60；Spark 600",
    help="最多几秒（0 不限，不计引擎启动）。 Seconds, 0: no limit; an engine's start is free.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="最多几行。 Rows at the most.",
)
@click.option(
    "--service", is_flag=True, help="允许 SERVICE。 Allow SERVICE, which asks another machine."
)
@click.option(
    "--suggest", type=options.TEXT_OR_PATH, metavar="PHRASES.csv",
    help="这些话各在问什么（phrase 列 → phrase,answer）。 What phrases in plain words ask for, best first.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(options.ENGINES), default="oxigraph", show_default=True,
    help="向谁提问：图谱（oxigraph），或用 SQL 问表格；表格可来自许多次构建。 "
    "Ask the graph, or the tables by SQL: a counting question, over one build or a folder of many.",
)  # fmt: skip
@options.list_
@options.store
@options.output(*options.TABLE, *options.GRAPH)
@click.option(
    "-h",
    "--help",
    "wants_help",
    is_flag=True,
    help="帮助；kg query 问题 --help 说明该问题。 Help; kg query NAME --help explains that question.",
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
    timeout: float | None,
    limit: int,
    service: bool,
    suggest: str | None,
    engine: str,
    list_: tuple[str, ...],
    edition: str | None,
    store: str,
    output: options.Output,
    wants_help: bool,
) -> None:
    """提问：有名的问题、自己的 SPARQL 文件、或标准输入。 Ask a named question, a SPARQL file of yours, or stdin.

    A question is named by its name, its number, words of its title, or in plain words. Without NAME: the menu of
    questions. In SPARQL of your own the usual prefixes need not be declared; only reading is
    possible.

    \b
    kg query
    kg query 无牵头 --evidence -o 无牵头.xlsx
    kg query load --department 公安局
    kg query 谁没有牵头
    kg query load --engine duckdb --store 各县的结果/
    kg query --suggest 问法.csv -o 所问.csv
    kg query 7 --category 平安法治
    kg query my.rq --format csv
    echo 'SELECT ?d WHERE { ?d a duty:RecalledDuty }' | kg query -
    """
    from kg import library

    if wants_help:
        explained = ctx.get_help() + "\n" if name is None else library.question_help(name)
        options.say(explained, nl=False)
        return
    if suggest is not None:
        output.table(library.suggest(suggest))
        return
    if name is None:
        _menu(output)
        return
    values = _values(params)
    if engine != "oxigraph":
        _refuse({"--evidence": evidence, "--param": params, "--service": service})
        tables = library.tables(store, lists=list_, edition=edition)
        output.table(
            tables.query(
                name, engine=engine, department=department, category=category, matter=matter,
                iris=iris, timeout=timeout, limit=limit,
            )
        )  # fmt: skip
        return
    asked = library.sparql(_stdin(), "stdin") if name == "-" else name
    timeout = 60 if timeout is None else timeout
    data = library.open(store, lists=list_, edition=edition)
    if data.gives_graph(asked):
        with _flag_named():
            found = data.graph(asked, params=values, timeout=timeout, limit=limit, service=service)
        _graph(found, output)
        return
    if output.format in options.GRAPH:
        raise options.usage(
            "这个问题给出表，不是图", f"the answer is a table, not a graph: no .{output.format}"
        )
    with _flag_named():
        table = data.query(
            asked,
            department=department,
            category=category,
            matter=matter,
            evidence=evidence,
            iris=iris,
            timeout=timeout,
            limit=limit,
            service=service,
            params=values,
        )
    output.table(table)


def _menu(output: options.Output) -> None:
    """Print which questions there are: as a menu, or as a table where a format or a file is given."""
    from kg import library

    if (output.format, output.path) == ("text", None):
        options.say(library.questions_menu(), nl=False)
    else:
        output.table(library.questions())


def _values(params: Sequence[str]) -> dict[str, list[str]]:
    """Return what is given with ``--param NAME=TERM``: name → its terms."""
    values: dict[str, list[str]] = {}
    for pair in params:
        key, sign, value = pair.partition("=")
        if not sign:
            raise options.usage(f"--param {pair}：请写 名称=值", f"--param {pair}: write NAME=TERM")
        values.setdefault(key, []).append(value)
    return values


@contextmanager
def _flag_named() -> Iterator[None]:
    """Name the flag that allows a query to ask another machine: an assistant or a server has none."""
    from kg.errors import AsksElsewhere

    try:
        yield
    except AsksElsewhere as error:
        raise AsksElsewhere(
            error.zh, error.en, where=error.where, cure=("如确需要，加 --service", "allow it with --service")
        ) from None  # fmt: skip


def _refuse(only_graph: Mapping[str, object]) -> None:
    """Raise an error for an option that is given and that the tables cannot do."""
    for option, given in only_graph.items():
        if given:
            raise options.usage(
                f"{option} 只有图谱能答：请去掉 --engine", f"{option} takes the graph"
            )


def _graph(graph: Graph, output: options.Output) -> None:
    """Print the answer of a CONSTRUCT or DESCRIBE: Turtle, unless a table or N-Triples is asked for."""
    if output.format not in ("text", *options.GRAPH):
        output.table(graph.table())
    else:
        output.text(graph.to_text("nt" if output.format == "nt" else "ttl"), data=True)


def _stdin() -> str:
    """Return the query that comes in, a little more than the longest that is taken: a device might never end."""
    return sys.stdin.buffer.read(_LONGEST).decode("utf-8-sig", "replace")
