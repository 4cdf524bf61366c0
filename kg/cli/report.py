"""``kg report``: the papers that go to a meeting."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("list_", required=False, type=options.TEXT, metavar="[LIST]")
@click.option(
    "--kind", "kinds", multiple=True, type=options.TEXT, metavar="KIND",
    help="只出这一种；可重复。默认全部。 Only this kind; may be repeated. Default: all.",
    shell_complete=options.completing("papers_menu"),
)  # fmt: skip
@click.option(
    "-o", "--output", type=options.FILE_OR_FOLDER, default=Path("papers"), show_default=True,
    metavar="FOLDER", help="写入文件夹。 The folder to write into.",
)  # fmt: skip
@click.option("--kinds", "menu", is_flag=True, help="有哪几种材料。 Which kinds there are.")
@options.verdicts
@options.store
def report(
    list_: str | None,
    kinds: tuple[str, ...],
    output: Path,
    menu: bool,
    verdicts: Path,
    store: str,
) -> None:
    """出材料：上会的 Word、Excel 文件。 Papers for a meeting, as Word and Excel files.

    Every figure and quotation is the graph's. A finding that nobody has judged is called 待核;
    one that was judged 不成立 is left out. LIST is a document, a folder, or a place in --store.

    \b
    kg report --kinds
    kg report kanerzi-2025-07
    kg report 青石镇 --kind analysis -o 材料
    """
    from kg import library

    if menu:
        options.say(library.papers_menu().to_text(widest=options.widest()), nl=False)
        return
    for path in library.report(list_, *kinds, output=output, store=store, verdicts=verdicts):
        options.say(str(path))
