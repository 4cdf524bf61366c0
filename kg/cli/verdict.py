"""``kg verdict``: keep what the reader says of a finding."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options

VERDICTS = ("lawful", "settle", "no", "none")


@click.command(cls=options.Command)
@click.argument("finding", type=options.TEXT, metavar="FINDING|FILE.toml|FILE.xlsx")
@click.argument("verdict", required=False, type=click.Choice(VERDICTS))
@click.option("--note", type=options.TEXT, default="", metavar="TEXT", help="理由。 Why.")
@click.option(
    "--list", "list_", type=options.TEXT, metavar="LIST", multiple=True,
    help="只判断这一地或这几地；默认各地一样的都算。 This place only; by default every place that says the same.",
)  # fmt: skip
@options.verdicts
@options.store
def verdict(
    finding: str,
    verdict: str | None,
    note: str,
    list_: tuple[str, ...],
    verdicts: Path,
    store: str,
) -> None:
    """记下对一条发现的判断。 Record what you think of a finding; the next build honours it.

    lawful 依法如此 as the law has it · settle 需要理顺 to be settled · no 不成立 not so · none 撤回
    take it back. FINDING is its id or the beginning of it; a file is one that the page has saved,
    or a workbook of kg report or kg findings with the column 判断 filled in: all its verdicts are
    taken over. Where several townships' lists say the same, the verdict reaches them all; --list
    keeps it to one.

    \b
    kg verdict overlap-1f2e lawful --note "条例第十二条"
    kg verdict overlap-1f2e no --list 青石镇
    kg verdict 页面保存的-verdicts.toml
    kg verdict papers/工作簿.xlsx
    """
    from kg import library

    later = "kg build 时生效 the next kg build honours it"
    if finding.lower().endswith((".toml", ".xlsx")):
        if verdict is not None:
            raise options.usage("文件中已有判断，不必再写", "a file brings its own verdicts")
        if list_:
            raise options.usage("文件中的判断各地通用", "a file's verdicts are for every place")
        taken = library.adopt(finding, verdicts)
        options.say(f"{verdicts}: {taken} 条判断 verdicts；{later}", err=True)
        return
    if verdict is None:
        raise options.usage(
            "缺少判断：lawful、settle、no 或 none", "which verdict? lawful, settle, no, or none"
        )
    data = library.open(store, lists=list_)
    one = data.judge(finding, verdict, note, verdicts=verdicts)
    places = data.reached(one.id)
    some = "、".join(places[:6]) + ("…" if len(places) > 6 else "")
    meaning = library.verdicts()[verdict]
    options.say(f"{one.id}：{meaning}（{some}）→ {verdicts}；{later}", err=True)
