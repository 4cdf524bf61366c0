"""``kg export``: a network as a file for Gephi, Cytoscape, R and the like."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options

FORMATS = ("graphml", "gexf", "csv")


@click.command(cls=options.Command)
@click.argument("name", required=False, type=options.TEXT, metavar="[NETWORK]")
@options.list_
@click.option(
    "-f",
    "--format",
    type=click.Choice(FORMATS),
    help="格式，默认按 -o 的后缀。 Default: what the ending after -o says.",
)
@click.option(
    "-o",
    "--output",
    type=options.OUT,
    metavar="FILE",
    help="写入文件（.graphml、.gexf、.csv）。 Write to a file; .csv gives FILE-nodes.csv and FILE-edges.csv.",
)
@options.store
def export(name: str | None, list_: str | None, format: str | None, output: Path | None, store: str) -> None:
    """导出网络：GraphML、GEXF（Gephi）、节点与边的 CSV。 A network for Gephi, Cytoscape, R.

    Without NETWORK: which there are.

    \b
    kg export departments -o 部门.gexf
    kg export whole -o 全部.graphml
    kg export matters -o 事.csv
    """
    from kg import library

    if name is None:
        options.say(library.networks_menu(), nl=False)
        return
    if output is None:
        raise options.usage("网络需要文件：-o 文件.gexf", "a network needs a file: -o FILE.gexf, .graphml or .csv")
    to = options.Output.of(format, output, FORMATS)
    done = library.open(store).export(name, output, list=list_, format=to.format)
    size = f"{done.nodes} 节点 nodes, {done.edges} 边 edges"
    options.say(f"{', '.join(map(str, done.files))}: {size}", err=True)
