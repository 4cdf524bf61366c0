"""``kg read``: the parsed records."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("list_", metavar="LIST")
@click.option("--steps", is_flag=True, help="一行一个步骤。 One row a step instead of one a duty.")
@click.option("--strict", is_flag=True, help="有疑点即失败。 Fail at the first oddity.")
@click.option(
    "--revisions",
    type=click.Choice(["final", "original"]),
    default="final",
    help="Word 修订：接受（默认）或拒绝。 Word's tracked changes: accepted (default) or rejected.",
)
@options.output
def read(
    list_: str,
    steps: bool,
    strict: bool,
    revisions: Literal["final", "original"],
    format: str | None,
    output: Path | None,
) -> None:
    """读清单：解析后的记录，一行一个事项。 The parsed records, one row a duty.

    The JSON of duties is a contract: list, number, category, title, declared, superior_steps, township_steps.

    \b
    kg read kanerzi-2025-07 -o 事项.xlsx
    kg read kanerzi-2025-07 --steps --format csv
    kg read 某乡清单.txt --format json
    kg read 某乡清单.docx --revisions original
    """
    import json

    from kg import build as job
    from kg.parse import read_list
    from kg.records import duties_table, duty_json, steps_table
    from kg.table import write_whole

    parsed = read_list(job.find_list(list_), strict=strict, revisions=revisions)
    chosen = format or (output.suffix[1:].lower() if output else "text")
    if chosen == "json" and not steps:
        data = json.dumps([duty_json(duty) for duty in parsed.list.duties], ensure_ascii=False, indent=1) + "\n"
        if output is None:
            click.echo(data, nl=False)
        else:
            write_whole(output, data.encode())
    else:
        options.emit((steps_table if steps else duties_table)(parsed.list), format, output)
    odd = sum(o.severity != "info" for o in parsed.oddities)
    if odd:
        click.echo(f"{odd} 处疑点，见 kg check {list_} / oddities: kg check {list_}", err=True)
