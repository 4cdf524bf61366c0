"""``kg build``: the main job."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import click

from kg.cli import options


class _Build(options.Command):
    """Its help says what a build leaves: the files of ``kg/outputs``."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from kg import library

        with formatter.section("结果 What a build leaves"):
            formatter.write_dl([(file, " ".join(title)) for file, title in library.outputs()])
        super().format_epilog(ctx, formatter)


@click.command(cls=_Build, epilog=options.EPILOG)
@click.argument("lists", nargs=-1, metavar="[LIST]...")
@click.option("-o", "--output", type=options.FOLDER, default=Path("build"), show_default=True,
              help="结果文件夹；其中您自己的文件会保留。 Folder for everything; files of your own in it are kept.")  # fmt: skip
@click.option(
    "--base",
    default=None,
    metavar="IRI",
    help="数据 IRI 的前缀。 What the IRIs of the data begin with.",
)
@click.option("--strict", is_flag=True, help="有疑点即失败。 Fail at the first oddity.")
@click.option(
    "--check/--no-check", "_check", expose_value=False, hidden=True
)  # always checked: 20 ms a list
@click.option(
    "--full/--lean", "_full", expose_value=False, hidden=True
)  # a build leaves the same, however many lists
@click.option(
    "--fresh",
    is_flag=True,
    help="全部重做，不沿用上次的结果。 Make every list again, changed or not.",
)
@click.option(
    "--sparql",
    is_flag=True,
    help="网页里装上查询引擎：离线自由提问。 Pages answer SPARQL, offline.",
)
@options.verdicts
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="进程数。 Processes; default: one a core."
)
def build(
    lists: tuple[str, ...],
    output: Path,
    base: str | None,
    strict: bool,
    fresh: bool,
    sparql: bool,
    verdicts: Path,
    jobs: int | None,
) -> None:
    """建图谱：清单 → 图谱、表格、网页。 Build graph, tables and pages from the lists.

    Without LIST: every folder in data/lists. A folder of folders, or of documents, means all of
    them. Lists that did not change since the last build into the same folder are taken over from
    it.

    \b
    kg build
    kg build data/lists/kanerzi-2025-07 -o build
    kg build 我的清单/ -o 结果
    """
    from kg import library

    def progress(title: str, done: int, every: int) -> None:
        if every > 1 or title == "store":
            what = (
                "写入表格和图数据库 writing tables and store"
                if title == "store"
                else f"{done}/{every} {title}"
            )
            options.say(f"  {what}", err=True)

    if len(lists) == 1:
        options.say("  读取、解析、写图谱、检查 reading, parsing, writing, checking …", err=True)
    done = library.build(
        *lists,
        output=output,
        base=base,
        strict=strict,
        verdicts=verdicts,
        jobs=jobs,
        fresh=fresh,
        sparql=sparql,
        progress=progress,
    )
    options.say(library.summary(done), nl=False)
    oddities = chain.from_iterable(one.oddities for one in done.lists)
    if any(oddity.severity == "violation" for oddity in oddities):
        sys.exit(1)
