"""``kg export``: a network as a file for Gephi, Cytoscape, R and the like, or the graph itself as RDF."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options

FORMATS = ("graphml", "gexf", "csv")
RDF = ("ttl", "trig", "jsonld", "nq", "nt")


@click.command(cls=options.Command)
@click.argument("name", required=False, type=options.TEXT, metavar="[NETWORK]")
@options.list_
@click.option(
    "-f",
    "--format",
    type=click.Choice(FORMATS + RDF),
    help="格式，默认按 -o 的后缀。 Default: what the ending after -o says.",
)
@click.option(
    "-o",
    "--output",
    type=options.OUT,
    metavar="FILE",
    help="写入文件（.graphml、.gexf、.csv；图谱本身 .ttl、.trig、.jsonld、.nq、.nt）。"
    " Write to a file; .csv gives FILE-nodes.csv and FILE-edges.csv.",
)
@options.store
def export(
    name: str | None,
    list_: tuple[str, ...],
    edition: str | None,
    format: str | None,
    output: Path | None,
    store: str,
) -> None:
    """导出网络或图谱本身。 A network for Gephi, Cytoscape, R, or the graph itself as RDF.

    Without NETWORK: which there are.

    \b
    kg export departments -o 部门.gexf
    kg export whole -o 全部.graphml
    kg export matters -o 事.csv
    kg export graph -o 图谱.ttl
    """
    from kg import library

    if name is None and (output, format) == (None, None):
        options.say(library.networks_menu(), nl=False)
        return
    if name is None:
        names = library.networks()
        raise options.usage(
            f"请写明导出什么：{'、'.join(names)}", f"name what to export: {', '.join(names)}"
        )
    formats = RDF if name == "graph" else FORMATS
    known = " ".join(f".{ending}" for ending in formats)
    if output is None:
        raise options.usage(f"请用 -o 写明文件（{known}）", f"name a file with -o ({known})")
    to = options.Output.of(format, output, formats)
    if to.path is None and to.format == "csv":
        raise options.usage(
            "CSV 是节点、边两个文件，请用 -o 写明名称", "CSV is two files: name them with -o"
        )
    output = options.named(output)
    done = library.open(store, lists=list_, edition=edition).export(name, output, format=to.format)
    size = f"{done.nodes} 节点 nodes, {done.edges} 边 edges"
    options.say(f"{', '.join(map(str, done.files))}: {size}", err=True)
    if done.note:
        options.say(done.note, err=True)
