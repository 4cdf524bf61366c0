"""``kg check``: counts, rules, oddities."""

from __future__ import annotations

import sys

import click

from kg.cli import options


@click.command(cls=options.Command, epilog=options.EPILOG)
@click.argument("lists", nargs=-1, metavar="[LIST]...")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="提示也逐条列出。 List infos too, not only count them.",
)
@click.option(
    "--shacl",
    is_flag=True,
    help="按公布的 SHACL 规则查图谱（需 pySHACL）。 Ask the published rules of the graph; needs pySHACL.",
)
@options.output(*options.TABLE)
def check(lists: tuple[str, ...], everything: bool, shacl: bool, output: options.Output) -> None:
    """检查：项数、规则、原文疑点。 Expected counts, rules and oddities of the source.

    Three groups: what was not read, what was read with doubt, what the source itself has. One line
    each, `place: severity: message [rule]`, sorted by place; doubts and unknown names as TOML ready
    to paste. Exit code 1 if a rule is broken that the graph cannot be without.

    \b
    kg check
    kg check kanerzi-2025-07 --format json
    kg check kanerzi-2025-07 -o 检查.xlsx
    """
    from kg import library

    done = library.check(*lists, shacl=shacl)
    if output.format == "text":
        output.text(done.text(infos=everything))
    else:
        output.table(done.table())
    for one in done.lists:
        counts = done.counts(one)
        hidden = "" if everything or not counts["info"] else "（--all 列出提示 lists infos）"
        options.say(
            f"{one}: {counts['violation']} 违反 violations, {counts['warning']} 警告 warnings, "
            f"{counts['info']} 提示 infos{hidden}", err=True,
        )  # fmt: skip
    if done.unread:
        every, read = len(done.lists) + len(done.unread), len(done.lists)
        options.say(f"{every} 份文件中读了 {read} 份 / {read} of {every} files read", err=True)
    if done.broken or not done.lists:
        sys.exit(1)
