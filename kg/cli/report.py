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
    "-o", "--output", type=options.FOLDER, metavar="FOLDER",
    help="写入文件夹；默认在 --store 中该清单的文件夹，起始页随之链接，否则 papers。"
    " The folder; default: in the list's folder of --store, linked there, else papers.",
)  # fmt: skip
@click.option("--kinds", "menu", is_flag=True, help="有哪几种材料。 Which kinds there are.")
@click.option(
    "--finding", "findings", multiple=True, type=options.TEXT, metavar="ID",
    help="协商单：给这条发现出，可重复；默认判为需要理顺的。 Sheets: of this finding.",
)  # fmt: skip
@click.option(
    "--against", type=options.TEXT, metavar="LIST",
    help="调整建议：与这一版比。 Proposal: what changed since this edition.",
)  # fmt: skip
@options.verdicts
@options.store
def report(
    list_: str | None,
    kinds: tuple[str, ...],
    output: Path | None,
    menu: bool,
    findings: tuple[str, ...],
    against: str | None,
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
    kg report 青石镇 --kind sheets --finding overlap-1f2e
    kg report 新版.docx --kind proposal --against 旧版.docx
    """
    from kg import library

    if menu:
        options.say(library.papers_menu().to_text(widest=options.widest()), nl=False)
        return
    made = library.report(
        list_,
        *kinds,
        output=output,
        store=store,
        verdicts=verdicts,
        findings=findings,
        against=against,
    )
    for path in made:
        options.say(str(path))
