"""``kg check``: counts, rules, oddities."""

from __future__ import annotations

import sys

import click

from kg.cli import options


@click.command(epilog=options.EPILOG)
@click.argument("lists", nargs=-1, metavar="[LIST]...")
@click.option(
    "--format", "format", type=click.Choice(("text", "json")), default="text", show_default=True, help="输出格式。"
)
@click.option("--all", "everything", is_flag=True, help="提示也逐条列出。 List infos too, not only count them.")
def check(lists: tuple[str, ...], format: str, everything: bool) -> None:
    """检查：项数、规则、原文疑点。 Expected counts, SHACL rules and oddities of the source.

    Prints `place: severity: message [rule]`, sorted by place; unknown names as TOML ready to paste.
    Exit code 1 if a rule that the graph cannot be without is broken.

    \b
    kg check
    kg check kanerzi-2025-07 --format json
    """
    import json

    from kg import build as job
    from kg import check as checks
    from kg import rdf
    from kg.names import load
    from kg.parse import read_list
    from kg.rdf.iris import BASE

    paths = job.expand([job.find_list(name) for name in lists] or job.bundled())
    broken, every = False, []
    for path in paths:
        parsed = read_list(path)
        lines = rdf.list_lines(parsed.list, parsed.directory, load())
        found = sorted(
            [*parsed.oddities, *checks.shacl(parsed.list, lines, BASE)], key=lambda o: (o.line, o.column, o.code, o.en)
        )
        counts = checks.counted(found)
        broken = broken or bool(counts["violation"])
        if format == "json":
            every += [dict(row) for row in checks.as_table(found, parsed.list.id)]
            continue
        for line in checks.as_lines([o for o in found if everything or o.severity != "info"], f"{parsed.list.id}/"):
            click.echo(line)
        hidden = "" if everything else "（--all 列出提示 lists infos）"
        click.echo(
            f"{parsed.list.id}: {counts['violation']} 违反 violations, {counts['warning']} 警告 warnings, "
            f"{counts['info']} 提示 infos{hidden}", err=True,
        )  # fmt: skip
    if format == "json":
        click.echo(json.dumps(every, ensure_ascii=False, indent=1))
    if broken:
        sys.exit(1)
