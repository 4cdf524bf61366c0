"""``kg load``: a build into another store."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.argument("build", default="build", type=options.TEXT_OR_PATH, metavar="[BUILD]")
@click.option(
    "--store", "url", required=True, type=options.TEXT, metavar="URL",
    help="写入图的地址。 The address that takes graphs.",
)  # fmt: skip
def load(build: str, url: str) -> None:
    """装入另一个图数据库。 Load a build into another store, one graph after the other.

    By the SPARQL 1.1 Graph Store Protocol: Oxigraph /store, Fuseki /NAME/data, Virtuoso
    /sparql-graph-crud-auth, GraphDB /repositories/NAME/rdf-graphs/service. A graph that is there
    is replaced. Afterwards every command asks it by --store and the address that takes queries.

    \b
    kg load --store http://127.0.0.1:7878/store
    kg load 结果 --store http://dba:WORD@127.0.0.1:8890/sparql-graph-crud-auth
    kg query 无牵头 --store http://127.0.0.1:7878/query
    """
    from kg import library

    def tell(graph: str, number: int) -> None:
        options.say(f"{number:>9,}  {graph}", err=True)

    done = library.load(url, build, progress=tell)
    options.say(f"{done.triples:>9,} 三元组 triples, {len(done.graphs)} 张图 graphs", err=True)
