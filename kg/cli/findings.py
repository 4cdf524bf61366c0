"""``kg findings``: what the analyses found and a person should judge."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.option(
    "--kind", type=options.TEXT, metavar="KIND", help="只看一类，如 overlap、silent、remnant、handover。 One kind only."
)
@click.option("--grade", type=click.IntRange(0, 3), help="只看一级（3 最重）。 One grade only, 3 is the gravest.")
@click.option("--duty", type=options.TEXT, metavar="REF", help="只看涉及某事项的，如 “配合 42”。 Those about one duty.")
@click.option("--list", "list_", type=options.TEXT, metavar="LIST", help="只看一份清单。 One list only.")
@click.option(
    "--verdicts",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("verdicts.toml"),
    show_default=True,
    help="判断文件，盖过图谱中的判断。 Your verdicts; they go before those in the graph.",
)
@options.store
@options.output
def findings(
    kind: str | None,
    grade: int | None,
    duty: str | None,
    list_: str | None,
    verdicts: Path,
    store: str,
    format: str | None,
    output: Path | None,
) -> None:
    """分析发现：交叉、残留、缺口、断点，连同原文与判断。 What was found, with the clauses and your verdicts.

    Without options: how many of each kind and grade.

    \b
    kg findings --kind overlap --grade 3
    kg findings --duty "配合 42"
    kg findings -o 发现.xlsx
    """
    from kg import dataset, query
    from kg import findings as found
    from kg.errors import UnknownName
    from kg.store import open_store

    known = found.kinds()
    opened = open_store(store)
    every, owners = found.read_all(opened, list_), query.owners(opened)
    present = sorted({finding.kind for _, finding in every} | set(known))
    if kind is not None and kind not in present:
        raise UnknownName(f'no kind of finding is called "{kind}"', cure=f"one of: {', '.join(present)}")
    key = dataset.reference(duty) if duty else None
    given = found.read_verdicts(verdicts)
    rows = [
        (id, finding)
        for id, one in every
        for finding in found.judged([one], given)
        if kind in (None, finding.kind)
        and grade in (None, finding.grade)
        and (key is None or key in map(found.key, finding.duties))
    ]
    if output is None and format in (None, "text"):
        if kind is None and grade is None and key is None:
            options.emit(found.overview([finding for _, finding in rows], known), format, None)
        else:
            click.echo(found.as_text(rows, known, owners), nl=False)
        return
    options.emit(query.plain(found.as_table(rows, known, owners=owners)), format, output)
