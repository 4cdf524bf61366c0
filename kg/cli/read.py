"""``kg read``: the parsed records."""

from __future__ import annotations

from typing import Literal

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("list_", metavar="LIST")
@click.option("--steps", is_flag=True, help="一行一个步骤。 One row a step instead of one a duty.")
@click.option("--strict", is_flag=True, help="有疑点即失败。 Fail at the first oddity.")
@click.option(
    "--revisions",
    type=click.Choice(["final", "original", "accepted", "rejected"]),
    default="final",
    show_default=True,
    help="Word 修订：accepted（＝final）接受，rejected（＝original）拒绝。 Word's tracked changes.",
)
@options.output(*options.TABLE)
def read(
    list_: str,
    steps: bool,
    strict: bool,
    revisions: Literal["final", "original", "accepted", "rejected"],
    output: options.Output,
) -> None:
    """读清单：解析后的记录，一行一个事项。 The parsed records, one row a duty.

    The JSON of duties is a contract: list, number, category, title, declared, superior_steps,
    township_steps.

    \b
    kg read kanerzi-2025-07 -o 事项.xlsx
    kg read kanerzi-2025-07 --steps --format csv
    kg read 某乡清单.txt --format json
    kg read 某乡清单.docx --revisions rejected
    """
    from kg import library

    done = library.read(list_, strict=strict, revisions=revisions)
    output.table(done.table(steps=steps), None if steps else done.to_json)
    if done.doubts:
        options.say(
            f"{done.doubts} 处疑点，见 kg check {list_} / oddities: kg check {list_}", err=True
        )
