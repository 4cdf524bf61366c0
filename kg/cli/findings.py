"""``kg findings``: what the analyses found and a person should judge."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.option(
    "--kind",
    type=options.TEXT,
    metavar="KIND",
    help="只看一类，如 overlap、silent、remnant、handover。 One kind only.",
)
@click.option(
    "--grade",
    type=click.IntRange(0, 3),
    help="只看一级（3 最重）。 One grade only, 3 is the gravest.",
)
@click.option(
    "--duty",
    type=options.TEXT,
    metavar="REF",
    help="只看涉及某事项的，如 “配合 42”。 Those about one duty.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="连同默认不列的相邻事项对。 Also the pairs that are not listed by default.",
)
@options.list_
@options.verdicts
@options.store
@options.output(*options.TABLE)
def findings(
    kind: str | None,
    grade: int | None,
    duty: str | None,
    every: bool,
    list_: tuple[str, ...],
    edition: str | None,
    verdicts: Path,
    store: str,
    output: options.Output,
) -> None:
    """分析发现：交叉、残留、缺口、断点，连同原文与判断。 What was found, with the clauses and your verdicts.

    Without options: how many of each kind and grade.

    \b
    kg findings --kind overlap --grade 3
    kg findings --kind overlap --all
    kg findings --duty "配合 42"
    kg findings -o 发现.xlsx
    """
    from kg import library

    found = library.open(store, lists=list_, edition=edition).findings(
        kind, grade=grade, duty=duty, verdicts=verdicts
    )
    if output.path is not None or output.format != "text":
        output.table(found.table())
    elif (kind, grade, duty, every) == (None, None, None, False):
        output.table(found.overview())
    else:
        output.text(found.text(every=every or grade is not None))
