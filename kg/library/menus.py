"""What there is to ask, to run and to export, in plain words."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.asking import menu
from kg.asking import questions as asking
from kg.errors import ReadError
from kg.table import Heading, Table


def questions(word: str | None = None) -> Table:
    """Return the named questions; ``scope`` is ``county`` where several lists are needed."""
    chosen = asking.questions() if word is None else asking.meant(word)
    headings = (
        Heading("number", "编号", "number"),
        Heading("name", "名称", "name"),
        Heading("zh", "问题", "in Chinese"),
        Heading("en", "英文", "in English"),
        Heading("group", "组", "group"),
        Heading("scope", "范围", "scope"),
    )
    rows = tuple((q.number, q.name, q.zh, q.en, q.group, q.scope) for q in chosen)
    return Table("问题", "Questions", headings, rows)


def suggest(phrases: str | Path | Iterable[str]) -> Table:
    """Return what phrases in plain words ask for: ``phrase`` and ``answer``.

    Parameters
    ----------
    phrases : str, Path or iterable of str
        The phrases; or a CSV file with a column ``phrase`` (or the first one).

    Returns
    -------
    Table
        A row for each phrase, in their order. ``answer`` holds up to five, best first, separated by
        ``|``: the name of a question, ``search:WORD`` (look it up), or ``none`` (no list says it).

    Raises
    ------
    ReadError
        If the file cannot be read.
    """
    from kg.asking.suggest import answers

    asked = _phrases(Path(phrases)) if isinstance(phrases, str | Path) else phrases
    headings = (Heading("phrase"), Heading("answer"))
    rows = tuple((phrase, "|".join(answers(phrase))) for phrase in asked)
    return Table("所问", "What is asked", headings, rows)


def _phrases(path: Path) -> list[str]:
    """Return the phrases of a CSV file, with or without a byte order mark."""
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(
            f"读不了（{error}）", f"cannot be read ({error})", where=str(path),
            cure=("请给出 UTF-8 的 CSV，含 phrase 一列", "give a CSV in UTF-8 with a column phrase"),
        ) from None  # fmt: skip
    head = rows[0] if rows else []
    column = head.index("phrase") if "phrase" in head else 0
    return [row[column] for row in rows[1:] if len(row) > column and row[column].strip()]


def questions_menu() -> str:
    """Return the questions as a menu, grouped."""
    return menu.menu()


def question_help(name: str) -> str:
    """Return what a question asks, why, how to narrow it, and its columns."""
    return menu.help_text(asking.read(name))


def analyses() -> Table:
    """Return the analyses: name, and what each answers."""
    from kg import findings, plugins

    headings = (
        Heading("name", "名称", "name"),
        Heading("zh", "分析", "in Chinese"),
        Heading("en", "英文", "in English"),
    )
    rows = tuple((name, *findings.title(name)) for name in plugins.names("kg.analyses"))
    return Table("分析", "Analyses", headings, rows)


def analyses_menu() -> str:
    """Return the analyses as a menu."""
    return "".join(f"{line}\n" for line in _analyses())


def _analyses() -> Iterator[str]:
    for name, zh, en in analyses().rows:
        yield f"  {name:<14} {zh}  {en}"
    yield ""
    yield "kg analyse NAME                       结果 the result"
    yield "kg analyse NAME --evidence -o 结果.xlsx  连同原文，存为 Excel with quotations, as Excel"
    yield "kg analyse --all -o 分析/               全部，每项一个文件 all of them, a file each"
    yield "kg findings                           其中需要人判断的 what a person should judge"


def networks() -> tuple[str, ...]:
    """Return the names of what can be exported: the networks, and ``graph``, all of it."""
    from kg.export import NETWORKS
    from kg.graph import dump

    return (*NETWORKS, dump.NAME)


def networks_menu() -> str:
    """Return what can be exported as a menu: the networks, and the graph itself."""
    from kg.export import NETWORKS
    from kg.graph import dump

    rows = [*((name, zh, en) for name, (zh, en, _) in NETWORKS.items()), (dump.NAME, *dump.TITLE)]
    return "".join(f"  {name:<12} {zh}  {en}\n" for name, zh, en in rows)
