"""``kg view``: one offline page of a list, opened where it is wanted, or a picture of a question's answer."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.argument("list_", required=False, metavar="[LIST]")
@click.option(
    "-o",
    "--output",
    type=options.OUT,
    default=Path("graph.html"),
    help="写入文件（默认 graph.html）。 Default: graph.html.",
)
@click.option(
    "--department", metavar="NAME", help="打开某部门（任何简称）。 Open at a department, by any of its names."
)
@click.option("--duty", type=options.TEXT, metavar="REF", help="打开某事项，如 “配合 42”。 Open at a duty.")
@click.option("--query", "question", metavar="NAME|FILE.rq", help="画出一个问题的答案。 Draw the answer to a question.")
@click.option("--open", "open_", is_flag=True, help="在浏览器中打开。 Open it in the browser.")
@options.store
def view(
    list_: str | None,
    output: Path,
    department: str | None,
    duty: str | None,
    question: str | None,
    open_: bool,
    store: str,
) -> None:
    """看图：一个离线网页，双击即可打开。 One page that opens offline by a double click.

    \b
    kg view --open
    kg view --department 公安局 -o 公安局.html
    kg view --duty "配合 42" --open
    kg view --query shared_duties -o 共同职责.html
    """
    from kg import library
    from kg.table import write_whole

    if sum(map(bool, (department, duty, question))) > 1:
        raise click.UsageError("one of --department, --duty, --query")
    data = library.open(store)
    page = data.view(list_, department=department, duty=duty, query=question)
    write_whole(output, page.html.encode("utf-8", "replace"))
    click.echo(f"{output}: {len(page.html.encode()) / 1024:.0f} KB", err=True)
    if open_:
        click.launch(str(output.resolve()))
