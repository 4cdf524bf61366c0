"""``kg diff``: what changed between two editions."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("lists", nargs=-1, required=True, type=options.TEXT, metavar="OLD NEW [NEWER]...")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="也列未变的和只有文字不同的。 List unchanged duties and typography too.",
)
@click.option(
    "--answers",
    is_flag=True,
    help="三十一个问题的答案有何变化。 What changed in the answers to the questions.",
)
@options.verdicts
@options.store
@options.output(*options.TABLE)
def diff(
    lists: tuple[str, ...],
    everything: bool,
    answers: bool,
    verdicts: Path,
    store: str,
    output: options.Output,
) -> None:
    """比版本：新增、取消、收回、下放、拆分、合并、改写，连同原文。 What changed between editions, with both clauses.

    OLD and NEW are folders, documents, bundled lists, or what lists of a build are called. More
    than two: the history of each duty.

    \b
    kg diff 青石镇-2024 青石镇-2025
    kg diff "青石镇 2024" "青石镇 2025" -o 变化.xlsx
    kg diff 现行.docx 设想.docx --answers
    kg diff 2023/ 2024/ 2025/ -o 沿革.xlsx
    """
    from kg import library

    if len(lists) < 2:
        raise options.usage("请写出两份清单：原 新", "name two lists: OLD NEW")
    if answers and len(lists) > 2:
        raise options.usage("--answers 只比两份清单", "--answers compares two lists")
    if answers:
        output.table(library.answers(*lists, store=store, verdicts=verdicts))
    elif len(lists) > 2:
        ways = library.history(*lists, store=store, verdicts=verdicts)
        output.table(ways.table(everything=everything), ways.to_json)
    else:
        found = library.diff(*lists, store=store, verdicts=verdicts)
        if output.format == "text":
            output.text(found.text(everything=everything, widest=options.widest()))
        else:
            output.table(found.table(everything=everything), found.to_json)
