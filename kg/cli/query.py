"""``kg query``: ask a question."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command()
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="查询参数。 A parameter of the query.")
@click.option(
    "--department", metavar="NAME", help="只看某部门（任何简称）。 Narrow to a department, by any of its names."
)
@click.option("--iris", is_flag=True, help="显示 IRI 而非名称。 Show IRIs instead of labels.")
@options.store
@options.output
def query(
    name: str | None,
    params: tuple[str, ...],
    department: str | None,
    iris: bool,
    store: str,
    format: str | None,
    output: Path | None,
) -> None:
    """提问：有名的问题、自己的 SPARQL 文件、或标准输入。 Run a named question, a file of yours, or stdin.

    Without NAME: the menu of questions.

    \b
    kg query
    kg query no_lead -o 无牵头.xlsx
    kg query my.rq --format csv
    echo 'SELECT ?d WHERE { ?d a duty:RecalledDuty }' | kg query -
    """
    from kg import query as questions
    from kg.store import open_store

    if name is None:
        click.echo(questions.menu(), nl=False)
        return
    opened = open_store(store)
    if name == "-":
        asked = questions.parse("stdin", click.get_text_stream("stdin", encoding="utf-8").read())
    elif name.endswith(".rq") and Path(name).is_file():
        asked = questions.parse(name, Path(name).read_text(encoding="utf-8-sig"))
    else:
        asked = questions.question(name)
    values: dict[str, list[str]] = {}
    for pair in params:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(f"--param {pair}: write NAME=VALUE")
        values[key] = [value]
    if department:
        values["department"] = questions.find_department(opened, department)
    table = questions.run(opened, asked, values)
    options.emit(table if iris else questions.labelled(opened, table), format, output)
