"""``kg verdict``: keep what the reader says of a finding."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options

_LATER = "kg build 时生效 the next kg build honours it"
VERDICTS = ("lawful", "settle", "no", "apart", "same", "none")
_PAIR = "pair-"


@click.command(cls=options.Command)
@click.argument(
    "finding", required=False, type=options.TEXT, metavar="FINDING|PAIR|FILE.toml|FILE.xlsx"
)
@click.argument("verdict", required=False, type=click.Choice(VERDICTS))
@click.option("--note", type=options.TEXT, default="", metavar="TEXT", help="理由。 Why.")
@click.option(
    "--list", "list_", type=options.TEXT, metavar="LIST", multiple=True,
    help="只判断这一地或这几地；默认各地一样的都算。 This place only; by default every place that says the same.",
)  # fmt: skip
@click.option(
    "--by", type=options.TEXT, default="", metavar="NAME", envvar="KG_BY",
    help="判断人；默认取 KG_BY，没有就不署名。 Who judges; default: KG_BY, else nobody.",
)  # fmt: skip
@click.option(
    "--when", type=options.TEXT, metavar="DAY",
    help="哪天判断的，如 2026-11-27；默认今天。 The day; default: today.",
)  # fmt: skip
@click.option(
    "--over", is_flag=True,
    help="两人判断不同时以文件为准；默认保留原有的。 Where two differ, take the file's.",
)  # fmt: skip
@click.option(
    "--pairs", is_flag=True,
    help="列出认作一事的事项和判断。 List the duties taken for one matter, with verdicts.",
)  # fmt: skip
@options.verdicts
@options.store
@options.output(*options.TABLE)
def verdict(
    finding: str | None,
    verdict: str | None,
    note: str,
    list_: tuple[str, ...],
    by: str,
    when: str | None,
    over: bool,
    pairs: bool,
    verdicts: Path,
    store: str,
    output: options.Output,
) -> None:
    """记下对一条发现的判断。 Record what you think of a finding; the next build honours it.

    lawful 依法如此 as the law has it · settle 需要理顺 to be settled · no 不成立 not so · none 撤回
    take it back. FINDING is its id or the beginning of it; a file is one that the page has saved,
    or a workbook of kg report or kg findings with the column 判断 filled in: all its verdicts are
    taken over. Where several townships' lists say the same, the verdict reaches them all; --list
    keeps it to one. Two readers' files are put together: those who agree are both named, and where
    they differ each such finding is told and what was there stays.

    Two duties that were taken for one matter, in a comparison or between editions, are a PAIR:
    apart 不是同一件事 not the same matter · same 是同一件事 the same, without doubt · none
    撤回. kg build, kg compare and kg diff honour it.

    \b
    kg verdict overlap-1f2e lawful --note "条例第十二条" --by 张三
    kg verdict overlap-1f2e no --list 青石镇
    kg verdict 页面保存的-verdicts.toml
    kg verdict papers/工作簿.xlsx --by 李四
    kg verdict --pairs
    kg verdict pair-1a2b apart --note "一个管犬只，一个管流浪动物"
    """
    from kg import library

    if pairs:
        output.table(library.pairs(*list_, store=store, verdicts=verdicts).table())
        return
    if finding is None:
        raise options.usage("缺少发现、事项对或文件", "which finding, pair or file?")
    if finding.lower().endswith((".toml", ".xlsx")):
        if verdict is not None:
            raise options.usage("文件中已有判断，不必再写", "a file brings its own verdicts")
        if list_:
            raise options.usage("文件中的判断各地通用", "a file's verdicts are for every place")
        if when is not None:
            raise options.usage("文件中写有日期", "a file brings its own days")
        _adopt(finding, verdicts, by, over=over)
        return
    if verdict is None:
        raise options.usage(
            "缺少判断：lawful、settle、no 或 none", "which verdict? lawful, settle, no, or none"
        )
    if finding.startswith(_PAIR):
        two = library.judge_pair(
            finding, verdict, note, lists=list_, by=by, when=when, store=store, verdicts=verdicts
        )
        meaning = library.verdicts()[verdict]
        options.say(f"{two.name}：{meaning}（{' ≠ '.join(two.titles)}）→ {verdicts}", err=True)
        return
    data = library.open(store, lists=list_)
    one = data.judge(finding, verdict, note, by=by, when=when, verdicts=verdicts)
    places = data.reached(one.id)
    some = "、".join(places[:6]) + ("…" if len(places) > 6 else "")
    meaning = library.verdicts()[verdict]
    options.say(f"{one.id}：{meaning}（{some}）→ {verdicts}；{_LATER}", err=True)


def _adopt(file: str, verdicts: Path, by: str, *, over: bool) -> None:
    """Take the verdicts of a file over, and tell where two people differ."""
    from kg import library

    taken = library.adopt(file, verdicts, by=by, over=over)
    options.say(f"{verdicts}: {taken} 条判断 verdicts；{_LATER}", err=True)
    if taken.conflicts:
        kept = (
            ("以文件为准", "the file's is taken") if over else ("保留原有的", "the known one stays")
        )
        options.say(
            f"{len(taken.conflicts)} 条两人判断不同，{kept[0]} / people differ on "
            f"{len(taken.conflicts)}, {kept[1]}:", err=True,
        )  # fmt: skip
        options.say(taken.text().rstrip(), err=True)
