"""Write the pages of questions: every named question, its answer, and its SPARQL; in Chinese under ``docs/zh``.

The questions of one list are answered on the bundled one, those of a county on the made-up example. ``python -m
docs.questions`` writes the four pages; a test makes them again and compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from kg.asking.questions import Question, over_places, questions
from kg.library import Dataset
from kg.table import Table, Value

FOLDER = Path(__file__).parent
PAGE, COUNTY_PAGE = FOLDER / "questions.md", FOLDER / "county-questions.md"
CHINESE_PAGE, CHINESE_COUNTY_PAGE = (
    FOLDER / "zh" / name for name in ("questions.md", "county-questions.md")
)
COUNTY = FOLDER.parent / "data" / "examples" / "example-county"
ROWS = 6
_WIDEST = 60
_CHINESE: Final = re.compile(r"(?<=[^\x00-\x7f]) .*$")
"""What follows the Chinese of a text in two languages."""


@cache
def answers(data: Dataset, scope: str) -> tuple[tuple[Question, Table], ...]:
    """Return the questions of a scope (empty: of any list; ``county``) with their answers, asked once."""
    return tuple(
        (asked, data.query(asked.name, timeout=None).for_people)
        for asked in questions()
        if asked.scope == scope
    )


def page(data: Dataset) -> str:
    """Return the page of the questions of one list, for a dataset."""
    title = data.lists[0].title
    head = [
        "# 三十一个问题 The questions",
        "",
        "中文见[三十一个问题](zh/questions.md)。",
        "",
        f"Answers on the bundled list, {title} ({data.lists[0].issued}); at most {ROWS} rows of each are shown.",
        "Made from the graph by `python -m docs.questions`. All rows, with quotations: `kg query NAME --evidence -o 答案.xlsx`.",
    ]
    return "\n".join([*head, *_page(data, "", _question)]) + "\n"


def county_page(data: Dataset) -> str:
    """Return the page of the questions of a county, for a dataset of several places and editions."""
    head = [
        "# 一个县的问题 The questions of a county",
        "",
        "中文见[一个县的问题](zh/county-questions.md)。",
        "",
        "The county, its townships and the changes are invented, to show what each question answers.",
        f"It lies in `data/examples/example-county`; at most {ROWS} rows of each answer are shown.",
        "",
        "`kg build example-county -o 示例`, then `kg query missing --store 示例`; `--list 甲山镇` narrows it",
        "to a place, `--evidence -o 答案.xlsx` makes it a workbook.",
    ]
    return "\n".join([*head, *_page(data, "county", _question)]) + "\n"


def chinese_page(data: Dataset) -> str:
    """Return the page of the questions of one list in Chinese."""
    one = data.lists[0]
    head = [
        "# 三十一个问题",
        "",
        f"下面是这些问题在随程序附带的清单（{one.title}，{one.issued}）上的答案，每个只列前 {ROWS} 行。"
        "每个问题下面写着命令；看全部行，去掉 `-o` 及其后面的部分即可。",
        "",
        "- **连同原文存成 Excel**：`kg query no_lead --evidence -o 答案.xlsx`，每一行旁边附上原句和出处。",
        "- **缩小范围**：`--department 公安局`、`--category 平安法治`、`--matter 消防`，"
        "能用哪几个，写在每个问题下面。",
        "- **不记得名字**：写编号（`kg query 7`）、标题里的词（`kg query 无牵头`）"
        "或一句大白话（`kg query 谁没有牵头`）都可以。",
        "",
        "清单网页上的“问答”一栏是同样的问题。SPARQL 写法见[英文页](../questions.md)；"
        "几个乡镇放在一起问的，见[一个县的问题](county-questions.md)；"
        "答案不能说明什么，见[数字不说明什么](limits.md)。",
    ]
    return "\n".join([*head, *_page(data, "", _in_chinese)]) + "\n"


def chinese_county_page(data: Dataset) -> str:
    """Return the page of the questions of a county in Chinese."""
    head = [
        "# 一个县的问题",
        "",
        "示例，虚构：下面的县、乡镇和变化都是编的，只为看清每个问题答什么。"
        f"例子随程序附带，在 `data/examples/example-county`，每个答案只列前 {ROWS} 行。",
        "",
        "自己试一遍：`kg build example-county -o 示例`，再 `kg query missing --store 示例`。"
        "`--list 甲山镇` 只看一地，`--evidence -o 答案.xlsx` 连同原文存成 Excel。"
        "用自己的清单怎么做，见[一个县](county.md)；"
        "一份清单的问题，见[三十一个问题](questions.md)，它们也能问全县。",
    ]
    return "\n".join([*head, *_page(data, "county", _in_chinese)]) + "\n"


def _page(
    data: Dataset, scope: str, told: Callable[[Question, Table], Iterator[str]]
) -> Iterator[str]:
    group = ""
    for asked, table in answers(data, scope):
        if asked.group != group:
            group = asked.group
            yield ""
            yield f"## {_CHINESE.sub('', group) if told is _in_chinese else group}"
        yield ""
        yield from told(asked, table)


def _in_chinese(asked: Question, table: Table) -> Iterator[str]:
    shown = table.in_chinese
    yield f"### {asked.number}. {asked.zh}"
    yield ""
    yield asked.why_zh
    yield ""
    yield f"`kg query {asked.name} -o 答案.xlsx` · {len(table)} 行"
    yield ""
    yield from _rows(shown, [column.zh for column in shown.columns])
    yield ""
    for note in (*asked.notes, *([over_places(asked.places)] if asked.places else [])):
        yield f"- {note.partition(' / ')[0]}"
    narrowed = "、".join(f"`--{one.name}` {one.zh}" for one in asked.parameters)
    if narrowed:
        yield f"- 可以缩小到：{narrowed}。"
    if asked.asked:
        yield f"- 也可以这样问：{'，'.join(asked.asked[:4])}。"


def _question(asked: Question, table: Table) -> Iterator[str]:
    yield f"### {asked.number}. {asked.zh} {asked.en}"
    yield ""
    yield from (line for line in (asked.why_zh, asked.why_en) if line)
    yield ""
    yield f"`kg query {asked.name}` · {len(table)} 行 rows"
    yield ""
    yield from _rows(table, [column.label for column in table.columns])
    yield ""
    for note in asked.notes:
        yield f"- {note}"
    if asked.places:
        yield f"- {over_places(asked.places)}"
    yield ""
    yield "<details><summary>SPARQL</summary>"
    yield ""
    yield "```sparql"
    yield "\n".join(line for line in asked.text.splitlines() if not line.startswith("#:")).strip()
    yield "```"
    yield ""
    yield "</details>"


def _rows(table: Table, heads: list[str]) -> Iterator[str]:
    """Yield the first rows of a table as Markdown."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in table.rows[:ROWS]:
        yield "| " + " | ".join(_cell(value) for value in row) + " |"
    if len(table) > ROWS:
        yield "| …" + " |" * len(heads)


def _cell(value: Value) -> str:
    text = (
        f"{value:.3g}"
        if isinstance(value, float)
        else ""
        if value is None
        else " ".join(str(value).split())
    )
    text = text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    import kg

    bundled, example = kg.open("kanerzi-2025-07"), kg.open(COUNTY)
    for path, text in (
        (PAGE, page(bundled)),
        (CHINESE_PAGE, chinese_page(bundled)),
        (COUNTY_PAGE, county_page(example)),
        (CHINESE_COUNTY_PAGE, chinese_county_page(example)),
    ):
        path.write_text(text, encoding="utf-8", newline="\n")
