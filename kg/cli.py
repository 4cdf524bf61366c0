"""The command line: parse arguments, call one function, print. Heavy libraries load only where they are used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.table import Table

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("text", "csv", "json", "xlsx")
EPILOG = "清单：data/lists 下的文件夹名或路径。A LIST is the name of a folder in data/lists, or a path."


class _Group(click.Group):
    """Lists the commands in pipeline order and turns every :class:`KgError` into one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error.line}", err=True)
            ctx.exit(1)
        except RecursionError:
            click.echo("kg: the input is nested too deeply", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kg", prog_name="kg")
def main() -> None:
    """从乡镇履职事项清单到职责知识图谱。 Township duty lists as a knowledge graph of responsibilities.

    \b
    kg build                      清单 → 图谱、表格、网页   lists → graph, tables, pages
    kg query no_lead              多部门而无牵头的事项      duties with several departments and no lead
    kg show "配合 42"             一个事项的全文与出处      one duty in full, with its places
    """


def run() -> None:
    """Start the program; stdout and stderr speak UTF-8 whatever the locale is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    main()


def output_options(command: F) -> F:
    """Add ``--format`` and ``-o``, the same for every command that prints a table."""
    format = click.option(
        "-f", "--format", type=click.Choice(FORMATS), help="输出格式。 Default: text, or what the name after -o says."
    )
    output = click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入文件。 Write to a file."
    )
    return format(output(command))


def store_option(command: F) -> F:
    """Add ``--store``: a build folder or the URL of a SPARQL endpoint."""
    return click.option(
        "--store", "store", default="build", show_default=True, envvar="KG_STORE", metavar="DIR|URL",
        help="kg build 的结果，或 SPARQL 端点。 What kg build made, or a SPARQL endpoint (http://…/query).",
    )(command)  # fmt: skip


def emit(table: Table, format: str | None, output: Path | None) -> None:
    """Print a table or write it to a file; the last line on stderr says what was written."""
    chosen = format or (output.suffix[1:].lower() if output else "text")
    if chosen not in FORMATS:
        if format is None and output is not None:
            raise click.UsageError(f"unknown ending {output.suffix}: use --format, or .csv .json .xlsx .text")
        chosen = "text"
    if output is not None:
        table.write(output, chosen)
        click.echo(f"{output}: {len(table)} 行 rows", err=True)
    elif chosen == "xlsx":
        raise click.UsageError("Excel files need a name: -o FILE.xlsx")
    elif chosen == "text":
        wide = 48 if sys.stdout.isatty() else 0
        click.echo(table.to_text(widest=wide), nl=False)
    else:
        click.echo(table.to_csv() if chosen == "csv" else table.to_json(), nl=False)


@main.command(epilog=EPILOG)
@click.argument("lists", nargs=-1, metavar="[LIST]...")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("build"), show_default=True,
              help="结果文件夹。 Folder for everything; it is replaced as a whole.")  # fmt: skip
@click.option("--base", default=None, metavar="IRI", help="数据 IRI 的前缀。 What the IRIs of the data begin with.")
@click.option("--strict", is_flag=True, help="有疑点即失败。 Fail at the first oddity.")
@click.option("--check/--no-check", "shapes", default=None, help="检查规则（默认：不超过 5 份清单）。 Check the rules; default: up to 5 lists.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="进程数。 Processes; default: one a core.")
def build(lists: tuple[str, ...], output: Path, base: str | None, strict: bool, shapes: bool | None, jobs: int | None) -> None:
    """建图谱：清单 → 图谱、表格、网页。 Build graph, tables and pages from the lists.

    Without LIST: every folder in data/lists. A folder of folders, or of documents, stands for all of them.

    \b
    kg build
    kg build data/lists/kanerzi-2025-07 -o build
    kg build 我的清单/ -o 结果
    """
    from kg import build as job
    from kg.rdf.iris import BASE
    from kg.summary import text

    paths = job.expand([job.find_list(name) for name in lists] or job.bundled())
    if not paths:
        raise KgError("no list to build", where="data/lists", cure="name a list")

    def progress(title: str, done: int, every: int) -> None:
        if every > 1 or title == "store":
            what = "写入图数据库 writing the store" if title == "store" else f"{done}/{every} {title}"
            click.echo(f"  {what}", err=True)

    if len(paths) == 1:
        click.echo("  读取、解析、写图谱、检查 reading, parsing, writing, checking …", err=True)
    done = job.build(paths, output, base=base or BASE, strict=strict, shapes=shapes, jobs=jobs, progress=progress)
    click.echo(text(done), nl=False)
    if any(o.severity == "violation" for one in done.lists for o in one.oddities):
        sys.exit(1)


@main.command(epilog=EPILOG)
@click.argument("list_", metavar="LIST")
@click.option("--steps", is_flag=True, help="一行一个步骤。 One row a step instead of one a duty.")
@click.option("--strict", is_flag=True, help="有疑点即失败。 Fail at the first oddity.")
@output_options
def read(list_: str, steps: bool, strict: bool, format: str | None, output: Path | None) -> None:
    """读清单：解析后的记录，一行一个事项。 The parsed records, one row a duty.

    The JSON of duties is a contract: list, number, category, title, declared, superior_steps, township_steps.

    \b
    kg read kanerzi-2025-07 -o 事项.xlsx
    kg read kanerzi-2025-07 --steps --format csv
    kg read 某乡清单.txt --format json
    """
    import json

    from kg import build as job
    from kg.parse import read_list
    from kg.records import duties_table, duty_json, steps_table
    from kg.table import write_whole

    parsed = read_list(job.find_list(list_), strict=strict)
    chosen = format or (output.suffix[1:].lower() if output else "text")
    if chosen == "json" and not steps:
        data = json.dumps([duty_json(duty) for duty in parsed.list.duties], ensure_ascii=False, indent=1) + "\n"
        if output is None:
            click.echo(data, nl=False)
        else:
            write_whole(output, data.encode())
    else:
        emit((steps_table if steps else duties_table)(parsed.list), format, output)
    odd = sum(o.severity != "info" for o in parsed.oddities)
    if odd:
        click.echo(f"{odd} 处疑点，见 kg check {list_} / oddities: kg check {list_}", err=True)


@main.command(epilog=EPILOG)
@click.argument("lists", nargs=-1, metavar="[LIST]...")
@click.option("--format", "format", type=click.Choice(("text", "json")), default="text", show_default=True, help="输出格式。")
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
        found = sorted([*parsed.oddities, *checks.shacl(parsed.list, lines, BASE)], key=lambda o: (o.line, o.column, o.code, o.en))
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


@main.command()
@click.argument("reference")
@click.option("--list", "list_", metavar="LIST", help="在哪份清单中找。 Which list, if there are several.")
@store_option
def show(reference: str, list_: str | None, store: str) -> None:
    """看一个事项：全文、部门与角色、双方步骤、每一处的出处。 One duty in full, with the place of everything.

    REFERENCE is 基本/配合/收回 and a number, B/C/R and a number, or an IRI.

    \b
    kg show "配合 42"
    kg show C42
    """
    from kg import dataset
    from kg.show import text
    from kg.store import open_store

    duty, duties = dataset.find_duty(open_store(store), reference, list_)
    click.echo(text(duty, duties), nl=False)


@main.command()
@click.argument("list_", metavar="LIST")
@store_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入文件。 Write to a file.")
def source(list_: str, store: str, output: Path | None) -> None:
    """还原原文：仅凭图谱重建三张表的文字。 Rebuild the tables' text from the graph alone.

    \b
    kg source kanerzi-2025-07 | head
    """
    from kg import dataset
    from kg.show import tables_text
    from kg.store import open_store
    from kg.table import write_whole

    text = tables_text(dataset.read_list(open_store(store), list_))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())


@main.command()
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="查询参数。 A parameter of the query.")
@click.option("--department", metavar="NAME", help="只看某部门（任何简称）。 Narrow to a department, by any of its names.")
@click.option("--iris", is_flag=True, help="显示 IRI 而非名称。 Show IRIs instead of labels.")
@store_option
@output_options
def query(
    name: str | None, params: tuple[str, ...], department: str | None, iris: bool, store: str, format: str | None, output: Path | None
) -> None:
    """提问：有名的问题、自己的 SPARQL 文件、或标准输入。 Run a named question, a file of yours, or stdin.

    Without NAME: the menu of questions.

    \b
    kg query
    kg query no_lead -o 无牵头.xlsx
    kg query my.rq --format csv
    echo 'SELECT ?d WHERE { ?d a duty:RecalledDuty }' | kg query -
    """
    from kg import query as questions
    from kg.store import open_store

    if name is None:
        click.echo(questions.menu(), nl=False)
        return
    opened = open_store(store)
    if name == "-":
        asked = questions.parse("stdin", click.get_text_stream("stdin", encoding="utf-8").read())
    elif name.endswith(".rq") and Path(name).is_file():
        asked = questions.parse(name, Path(name).read_text(encoding="utf-8-sig"))
    else:
        asked = questions.question(name)
    values: dict[str, list[str]] = {}
    for pair in params:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(f"--param {pair}: write NAME=VALUE")
        values[key] = [value]
    if department:
        values["department"] = questions.find_department(opened, department)
    table = questions.run(opened, asked, values)
    emit(table if iris else questions.labelled(opened, table), format, output)


if __name__ == "__main__":
    run()
