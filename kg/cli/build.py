"""``kg build``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("lists", nargs=-1, metavar="[LIST]...")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("build"), show_default=True,
              help="结果文件夹。 Folder for everything; it is replaced as a whole.")  # fmt: skip
@click.option("--base", default=None, metavar="IRI", help="数据 IRI 的前缀。 What the IRIs of the data begin with.")
@click.option("--strict", is_flag=True, help="有疑点即失败。 Fail at the first oddity.")
@click.option("--check/--no-check", "_check", expose_value=False, hidden=True)  # always checked: 20 ms a list
@click.option(
    "--full/--lean", default=None,
    help="网页和全部交换格式，或只要 N-Quads、Parquet 和图数据库（默认：不超过 50 份清单时全要）。"
    " Pages and every format, or N-Quads, Parquet and the store only; default: full up to 50 lists.",
)  # fmt: skip
@options.verdicts
@click.option("-j", "--jobs", type=click.IntRange(1), help="进程数。 Processes; default: one a core.")
def build(
    lists: tuple[str, ...],
    output: Path,
    base: str | None,
    strict: bool,
    full: bool | None,
    verdicts: Path,
    jobs: int | None,
) -> None:
    """建图谱：清单 → 图谱、表格、网页。 Build graph, tables and pages from the lists.

    Without LIST: every folder in data/lists. A folder of folders, or of documents, means all of them.

    \b
    kg build
    kg build data/lists/kanerzi-2025-07 -o build
    kg build 我的清单/ -o 结果
    """
    from kg import library

    def progress(title: str, done: int, every: int) -> None:
        if every > 1 or title == "store":
            what = "写入图数据库 writing the store" if title == "store" else f"{done}/{every} {title}"
            options.say(f"  {what}", err=True)

    if len(lists) == 1:
        options.say("  读取、解析、写图谱、检查 reading, parsing, writing, checking …", err=True)
    done = library.build(
        *lists,
        output=output,
        base=base,
        strict=strict,
        full=full,
        verdicts=verdicts,
        jobs=jobs,
        progress=progress,
    )
    options.say(library.summary(done), nl=False)
    if any(o.severity == "violation" for one in done.lists for o in one.oddities):
        sys.exit(1)
