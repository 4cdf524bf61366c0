"""``kg compare``: what many places have in common, and what differs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("lists", nargs=-1, type=options.TEXT, metavar="[LIST|PLACE]...")
@click.option(
    "--kind", type=options.TEXT, metavar="KIND",
    help="只看一种：missing own table taken_back departments first lead names steps split merged wording category counts burden。"
    " One comparison only.",
)  # fmt: skip
@click.option(
    "--department", type=options.TEXT, metavar="NAME", help="只看某部门。 Narrow to a department."
)
@click.option(
    "--category", type=options.TEXT, metavar="NAME", help="只看某类别。 Narrow to a category."
)
@click.option(
    "--matter", type=options.TEXT, metavar="NAME", help="只看某事（如 消防）。 Narrow to a matter."
)
@click.option(
    "--place",
    type=options.TEXT,
    multiple=True,
    metavar="NAME",
    help="只看某地与别处的不同。 Narrow to a place.",
)
@click.option(
    "--edition", type=options.TEXT, metavar="EDITION",
    help="2024、2024-12 或 all；默认每地最新一版。 Default: the latest of each place.",
)  # fmt: skip
@options.verdicts
@options.store
@options.output(*options.TABLE)
def compare(
    lists: tuple[str, ...],
    kind: str | None,
    department: str | None,
    category: str | None,
    matter: str | None,
    place: tuple[str, ...],
    edition: str | None,
    verdicts: Path,
    store: str,
    output: options.Output,
) -> None:
    """比各地：谁缺什么、独有什么、列法和部门有何不同，连同原文。 What differs between places, with quotations.

    Lists, folders of lists, or places of a build (清河县, 青石镇); without any: all places of the
    build.

    \b
    kg compare 清河县/
    kg compare 清河县 --kind missing -o 缺少.xlsx
    kg compare 清河县/ --department 公安局 --place 青石镇
    kg compare 清河县/ --kind burden -o 负担.xlsx
    """
    from kg import library

    whole = library.compare(*lists, store=store, edition=edition, verdicts=verdicts)
    found = whole.narrowed(department=department, category=category, matter=matter, place=place)
    if output.format == "text":
        output.text(found.text(kind=kind, widest=options.widest()))
    else:
        output.table(found.table(kind), found.to_json if kind is None else None)
