"""``kg verdict``: keep what the reader says of a finding."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command()
@click.argument("finding", type=options.TEXT, metavar="FINDING|FILE.toml")
@click.argument("verdict", required=False, type=click.Choice(("lawful", "settle", "no", "none")))
@click.option("--note", type=options.TEXT, default="", metavar="TEXT", help="理由。 Why.")
@click.option(
    "--verdicts",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("verdicts.toml"),
    show_default=True,
    help="判断文件。 The file of your verdicts.",
)
@options.store
def verdict(finding: str, verdict: str | None, note: str, verdicts: Path, store: str) -> None:
    """记下对一条发现的判断。 Record what you think of a finding; the next build honours it.

    lawful 依法如此 as the law has it · settle 需要理顺 to be settled · no 不成立 not so · none 撤回 take it back.
    FINDING is its id or the beginning of it; a file is one that the page has saved: all its verdicts are taken over.

    \b
    kg verdict overlap-1f2e lawful --note "条例第十二条"
    kg verdict 页面保存的-verdicts.toml
    """
    from kg import findings as found
    from kg.errors import ReadError
    from kg.store import open_store

    known = found.read_verdicts(verdicts)
    if finding.endswith(".toml"):
        if verdict is not None:
            raise click.UsageError("a file brings its own verdicts")
        if not Path(finding).is_file():
            raise ReadError("no such file", where=finding, cure="check the path")
        taken = found.read_verdicts(Path(finding))
        found.write_verdicts(verdicts, {**known, **taken})
        click.echo(
            f"{verdicts}: {len(taken)} 条判断 verdicts；kg build 时生效 the next kg build honours them", err=True
        )
        return
    if verdict is None:
        raise click.UsageError("which verdict? lawful, settle, no, or none")
    one = found.pick(found.read(open_store(store)), finding)
    if verdict == "none":
        known.pop(one.id, None)
    else:
        known[one.id] = found.Verdict(verdict, note, tuple(map(found.label, one.duties)))
    found.write_verdicts(verdicts, known)
    duties = found.labels(one.duties)
    meaning = found.VERDICT_ZH.get(verdict, "撤回 taken back")
    click.echo(f"{one.id}（{duties}）：{meaning} → {verdicts}；kg build 时生效 the next kg build honours it", err=True)
