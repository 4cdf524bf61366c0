"""``kg view``: one offline page of a list, opened where it is wanted, or a picture of a question's answer."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.argument("list_", required=False, type=options.TEXT, metavar="[LIST]")
@click.option(
    "-o",
    "--output",
    type=options.OUT,
    default=Path("graph.html"),
    show_default=True,
    metavar="FILE",
    help="写入文件。 Write to a file.",
)
@click.option(
    "--department", type=options.TEXT, metavar="NAME",
    help="打开某部门（任何简称）。 Open at a department, by any of its names.",
)  # fmt: skip
@click.option(
    "--duty", type=options.TEXT, metavar="REF", help="打开某事项，如 “配合 42”。 Open at a duty."
)
@click.option(
    "--query", "question", type=options.TEXT_OR_PATH, metavar="NAME|FILE.rq",
    help="画出一个问题的答案。 Draw the answer to a question.",
)  # fmt: skip
@click.option(
    "--sparql",
    is_flag=True,
    help="网页里装上查询引擎：离线自由提问。 The page answers SPARQL, offline.",
)
@click.option("--open", "open_", is_flag=True, help="在浏览器中打开。 Open it in the browser.")
@options.store
def view(
    list_: str | None,
    output: Path,
    department: str | None,
    duty: str | None,
    question: str | None,
    sparql: bool,
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

    if sum(map(bool, (department, duty, question))) > 1:
        raise options.usage(
            "--department、--duty、--query 只能写一个",
            "write one of --department, --duty, --query, not several",
        )
    if sparql and question:
        raise options.usage(
            "--sparql 装在清单的网页里，不与 --query 同用",
            "--sparql belongs to the page of a list, not to --query",
        )
    options.Output.of(None, output, ("html",))
    output = options.named(output)
    page = library.open(store).view(
        list_, department=department, duty=duty, query=question, sparql=sparql
    )
    page.save(output)
    options.say(f"{output}: {len(page.html.encode()) / 1024:.0f} KB", err=True)
    if open_:
        click.launch(str(output.resolve()))
