"""``kg serve``: pages and a SPARQL endpoint for browsers and other programs."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7878, show_default=True,
    help="端口；0 为任意空闲端口。 Port, 0: any free one.",
)  # fmt: skip
@click.option(
    "--host", type=options.TEXT, default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="监听的地址；默认只有本机能访问。 Address; by default only this machine can ask.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=30, show_default=True, metavar="SECONDS",
    help="一个查询最多几秒。 Seconds that a query may take.",
)  # fmt: skip
@click.option(
    "--at-once", type=click.IntRange(1, 64), default=4, show_default=True,
    help="同时运行几个查询。 Queries that run at the same time.",
)  # fmt: skip
@click.option("--open", "open_", is_flag=True, help="在浏览器中打开。 Open it in the browser.")
@options.store
def serve(port: int, host: str, timeout: float, at_once: int, open_: bool, store: str) -> None:
    """开服务：网页和只读的 SPARQL 端点。 Pages and a read-only SPARQL endpoint for other programs.

    The endpoint is /sparql, by the SPARQL 1.1 protocol; CONSTRUCT and DESCRIBE give Turtle,
    JSON-LD, N-Triples or RDF/XML, SELECT and ASK JSON, XML, CSV or TSV. A build that is made
    again is served at once. It asks nobody and changes nothing; Ctrl-C stops it.

    \b
    kg serve
    kg serve --port 0 --open
    curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT …' http://127.0.0.1:7878/sparql
    """
    from kg import library

    with library.serve(store, host=host, port=port, timeout=timeout, at_once=at_once) as served:
        options.say(f"网页 pages   {served.url}")
        options.say(f"查询 SPARQL  {served.sparql}")
        options.say("按 Ctrl+C 停止 / stop with Ctrl-C", err=True)
        if open_:
            click.launch(served.url)
        served.wait()
