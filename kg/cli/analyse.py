"""``kg analyse``: what needs the network or a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.network import Network
    from kg.store import Store
    from kg.table import Table


@click.command(cls=options.Command)
@click.argument("name", required=False, type=options.TEXT, metavar="[NAME]")
@click.option(
    "--list", "list_", type=options.TEXT, metavar="LIST", help="只看一份清单。 One list only, if there are several."
)
@click.option(
    "--all", "everything", is_flag=True, help="全部分析，写入 -o 文件夹。 Every analysis, into the folder -o."
)
@click.option("--evidence", is_flag=True, help="每行附原文与出处。 Add the quoted clauses and their places.")
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
    type=click.Choice(options.FORMATS),
    help="输出格式。 Default: text, or what the name after -o says; with --all: xlsx.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="写入文件；--all 时为文件夹。 Write to a file; with --all a folder.",
)
def analyse(
    name: str | None,
    list_: str | None,
    everything: bool,
    evidence: bool,
    iris: bool,
    ranking: Path | None,
    store: str,
    format: str | None,
    output: Path | None,
) -> None:
    """分析：谁承担什么、在哪里重叠、断在哪里。 Run an analysis: who carries what, what overlaps, where it breaks.

    Without NAME: the menu.

    \b
    kg analyse
    kg analyse gaps --evidence -o 缺口.xlsx
    kg analyse overlap --ranking 重叠.csv
    kg analyse --all -o 分析/
    """
    if name is None and not everything:
        click.echo("\n".join(_menu()))
        return
    if name is not None and everything:
        raise click.UsageError("name an analysis, or --all, not both")
    if ranking is not None and name != "overlap":
        raise click.UsageError("--ranking belongs to: kg analyse overlap")
    if everything and output is None:
        raise click.UsageError("--all needs a folder: -o DIR")
    if output is not None and not everything:
        options.examine(click.get_current_context(), output)
    from kg import network as networks
    from kg import plugins
    from kg.files import make_folder
    from kg.store import open_store

    opened = open_store(store)
    if name is not None:
        plugins.load("kg.analyses", name)
    network = networks.read(opened, list_)
    if ranking is not None:
        _rank(network, ranking)
    elif everything and output is not None:
        chosen = format or "xlsx"
        make_folder(output)
        for one in plugins.names("kg.analyses"):
            table = _table(opened, network, one, evidence, iris)
            options.emit(table, chosen, output / f"{one}.{'txt' if chosen == 'text' else chosen}")
    elif name is not None:
        options.emit(_table(opened, network, name, evidence, iris), format, output)


def _menu() -> Iterator[str]:
    from kg import findings, plugins

    for name in plugins.names("kg.analyses"):
        zh, en = findings.title(name)
        yield f"  {name:<14} {zh}  {en}"
    yield ""
    yield "kg analyse NAME                       结果 the result"
    yield "kg analyse NAME --evidence -o 结果.xlsx  连同原文，存为 Excel with quotations, as Excel"
    yield "kg analyse --all -o 分析/               全部，每项一个文件 all of them, a file each"
    yield "kg findings                           其中需要人判断的 what a person should judge"


def _table(store: Store, network: Network, name: str, evidence: bool, iris: bool) -> Table:
    from kg import findings, query, show

    table = findings.analyse(network, name)
    table = query.evidence(store, table, show.cite) if evidence else query.plain(table)
    return table if iris else network.labelled(table)


def _rank(network: Network, path: Path) -> None:
    """Write the ranking of all pairs of a list."""
    import io

    from kg.analyses import overlap
    from kg.table import write_whole

    if len(network.lists) != 1:
        raise click.UsageError("--ranking ranks one list: name it with --list")
    text = io.StringIO()
    duties = network.lists[0].duties
    overlap.write_ranking(duties, overlap.rank(duties), text)
    write_whole(path, text.getvalue().encode())
    click.echo(f"{path}: {text.getvalue().count(chr(10)) - 1} 对 pairs", err=True)
