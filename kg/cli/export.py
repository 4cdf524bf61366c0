"""``kg export``: a network as a file for Gephi, Cytoscape, R and the like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.argument("name", required=False, type=options.TEXT, metavar="[NETWORK]")
@click.option("--list", "list_", type=options.TEXT, metavar="LIST", help="只看一份清单。 One list only.")
@click.option(
    "-f", "--format", type=click.Choice(("graphml", "gexf", "csv")), help="格式。 Default: what the name after -o says."
)
@click.option(
    "-o",
    "--output",
    type=options.OUT,
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
    from kg import export as exporting

    if name is None:
        click.echo("\n".join(_menu()))
        return
    if output is None:
        raise click.UsageError("a network needs a file: -o FILE.gexf, .graphml or .csv")
    chosen = format or output.suffix[1:].lower()
    if chosen not in exporting.FORMATS:
        raise click.UsageError(f"unknown ending {output.suffix}: use .graphml, .gexf, .csv, or --format")
    from kg import network
    from kg.store import open_store

    graph = exporting.graph(network.read(open_store(store), list_), name)
    files = exporting.write(graph, output, chosen)
    size = f"{graph.number_of_nodes()} 节点 nodes, {graph.number_of_edges()} 边 edges"
    click.echo(f"{', '.join(map(str, files))}: {size}", err=True)


def _menu() -> Iterator[str]:
    from kg.export import NETWORKS

    for name, (zh, en, _) in NETWORKS.items():
        yield f"  {name:<12} {zh}  {en}"
