"""``kg tables``: the tables alone."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("lists", nargs=-1, metavar="[LIST]...")
@click.option(
    "-o",
    "--output",
    type=options.FOLDER,
    default=Path("tables"),
    show_default=True,
    help="结果文件夹；别的机器写的留着。 The folder; what others wrote stays.",
)
@click.option(
    "--base", metavar="IRI", help="数据 IRI 的前缀。 What the IRIs of the data begin with."
)
@options.verdicts
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="进程数。 Processes; default: one a core."
)
def tables(
    lists: tuple[str, ...], output: Path, base: str | None, verdicts: Path, jobs: int | None
) -> None:
    """只做表格：各机各做各县，写进一处。 Tables alone; many machines write one folder.

    Each machine is given its own counties; none has to know of the others. A county is there when
    it is whole. What was killed is finished by running it again; what is there already is not made
    again. Ask it by kg query NAME --engine duckdb --store FOLDER.

    \b
    kg tables 清单/昌吉州/ -o /共享/全国
    kg query load --engine duckdb --store /共享/全国
    """
    from kg import library

    def progress(county: str, done: int, every: int) -> None:
        options.say(f"  {done}/{every} {county}", err=True)

    done = library.tabulate(
        *lists, output=output, base=base, verdicts=verdicts, jobs=jobs, progress=progress
    )
    options.say(done.text(), nl=False)
